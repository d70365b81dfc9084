"""Write the names of countries and cities (``places.tsv``) of every language pack, from CLDR.

Countries are CLDR's territories, cities its exemplar cities of time zones: nearly all capitals and many large cities.
Run ``pip install babel==2.18.0 pypinyin==0.55.0; python tests/train/gazetteer.py``; it also writes the readings of
ideographs for the Chinese pack (``romanisation.tsv``), from Unihan and the tables of pypinyin (MIT).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

PACKS = Path(__file__).parents[2] / "audit" / "packs"
SKIP_TERRITORIES = frozenset(
    {"AC", "BV", "CP", "CQ", "DG", "EA", "EU", "EZ", "HM", "IC", "IO", "QO", "TA", "UM", "UN", "XA", "XB", "ZZ"}
    | {"TF", "GS", "AQ", "CC", "CX"}
)
_SHORT = re.compile(r"\s*[(（].*?[)）]|\s*\[.*?\]")
_APPROXIMATE = (("zh", "j"), ("q", "ch"), ("x", "s"), ("c(?!h)", "ts"), ("r", "r"), ("ü", "u"), ("v", "u"))
"""Pinyin letters that sound like none of their own: as the sounds they stand for in names."""
_TRANSCRIBED = {
    "ki": "基",
    "gi": "吉",
    "ga": "加",
    "gin": "金",
    "ging": "京",
    "l": "尔爾",
    "je": "热熱",
    "jan": "让讓",
    "jo": "若",
}
"""Ideographs that names from abroad are transcribed with for other sounds than their own; 新华社 as in ``zh``."""


USUAL = Path(__file__).with_suffix(".tsv")
"""What countries are called beside CLDR's name."""


def usual(tag: str) -> Iterator[tuple[str, list[str]]]:
    for row in USUAL.read_text("utf-8").splitlines()[2:]:
        language, code, name = row.split("\t")
        if language == tag:
            yield code, [name]


def territories(tag: str) -> Iterator[tuple[str, list[str]]]:
    from babel import Locale

    for code, name in Locale.parse(tag.replace("-", "_")).territories.items():
        base, _, _ = code.partition("-")
        if len(base) == 2 and base not in SKIP_TERRITORIES:
            yield base, [_SHORT.sub("", name).strip()]


def cities(tag: str) -> Iterator[tuple[str, list[str]]]:
    from babel import Locale
    from babel.core import get_global

    stated = {zone: about.get("city") for zone, about in Locale.parse(tag.replace("-", "_")).time_zones.items()}
    latin = tag == "en"
    for zone, territory in get_global("zone_territories").items():
        region, _, city = zone.rpartition("/")
        name = stated.get(zone) or (city.replace("_", " ") if latin else None)
        if name and region.split("/")[0] in {"Europe", "Asia", "Africa", "America", "Australia", "Pacific", "Atlantic"}:
            yield f"{territory}/{city}", [_SHORT.sub("", name).strip()]


def rows(tag: str) -> list[tuple[str, str]]:
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for code, names in (*territories(tag), *usual(tag), *cities(tag)):
        found[code].update(dict.fromkeys(names))
    return sorted((code, "|".join(names)) for code, names in found.items())


def readings() -> list[tuple[str, str]]:
    """Latin spelling -> the ideographs of GB 2312 and Big5 (level 1) read so."""
    from pypinyin import Style, lazy_pinyin

    by_sound: dict[str, list[str]] = defaultdict(list)
    for point in range(0x4E00, 0x9FA6):
        char = chr(point)
        if _encodes(char, "gb2312") or (_encodes(char, "big5") and char.encode("big5") < b"\xc9\x40"):
            sound = lazy_pinyin(char, style=Style.NORMAL)[0]
            by_sound[_approximate(sound)].append(char)
    plain = sorted((sound, "".join(chars)) for sound, chars in by_sound.items())
    return plain + list(_TRANSCRIBED.items())


def _encodes(char: str, codec: str) -> bool:
    try:
        char.encode(codec)
    except UnicodeEncodeError:
        return False
    return True


def _approximate(sound: str) -> str:
    for theirs, ours in _APPROXIMATE:
        sound = re.sub(theirs, ours, sound)
    return sound


def main() -> None:
    for folder in sorted(PACKS.iterdir()):
        tag = folder.name
        if not (folder / "pack.toml").is_file() or tag in {"root", "zh", "es-MX", "fr-CA", "pt-BR", "pt-PT"}:
            continue
        lines = [
            "# CLDR 47 (Babel 2.18): territories and exemplar cities; tests/train/gazetteer.py writes this file.",
            "of\tforms",
        ]
        lines += (f"{code}\t{forms}" for code, forms in rows(tag))
        (folder / "places.tsv").write_text("\n".join(lines) + "\n", "utf-8")
    lines = [
        "# Unihan kMandarin through pypinyin 0.55 (MIT), x as s, q as ch, c as ts; tests/train/gazetteer.py writes it.",
        "letters\tlatin",
    ]
    lines += (f"{chars}\t{sound}" for sound, chars in readings())
    (PACKS / "zh" / "romanisation.tsv").write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
