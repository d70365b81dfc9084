"""Write the words that English writes small (``audit/models/common_words/en.txt``), to tell names from other words.

A word counts if it was met in small letters inside a sentence: UD EWT, NTREX (even rows), both sides of WMT 2021–2022.
Run ``python tests/train/common_words.py DATA``, the folder of development data.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import regex

ALWAYS_CAPITAL = """
anglican april arab arabic august baptist bible biblical buddhist buddhism calvinist capitol catholic catholicism
celtic christ christian christianity christmas communist congressional conservative creole cyrillic december democrat
democratic easter episcopal episcopalian european february friday gaelic gaul gothic greenback gypsy halloween hanukkah
hebrew hindu hinduism hispanic indigenous internet islam islamic islamist january jew jewish judaism july june kurd
kurdish labour latin latina latino lent liberal lord lords lutheran march marxist mass maya medicare medicaid methodist
mexican monday mormon muslim nazi nazism november october olympic olympics orthodox paralympic passover pentecostal pope
presbyterian protestant puritan quaker quran ramadan renaissance republican republicans roman romany romantic sabbath
saturday scripture semitic senate september shia shiite sikh slav slavic socialist sunday sunni thanksgiving thursday
torah tory tories tuesday tudor unionist victorian viking wednesday whig xmas yiddish zionist zionism african asian
american americans arctic antarctic atlantic mediterranean pacific caribbean balkan baltic scandinavian
nordic pole poles catalan basque bavarian flemish catalonian californian texan sicilian corsican tibetan uyghur welsh
scottish irish english stateside transatlantic brexiteer remainer eurosceptic geophysicist
"""
"""Words for creeds, parties, peoples and feasts, which English writes with a capital though they are no names."""
WRITTEN = Path(__file__).parents[2] / "audit" / "models" / "common_words" / "en.txt"
_WORD = regex.compile(r"(?<=[\p{Ll},;] )\p{Ll}+(?![\p{L}'’@./-])")


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def texts(data: Path) -> Iterator[str]:
    for number, row in enumerate(_rows(data / "clean" / "ntrex_first1000.jsonl.gz")):
        if number % 2 == 0:
            yield row["eng"]
    for row in _rows(data / "clean" / "ud_en.jsonl.gz"):
        yield str(row.get("text") or "")
    for path in sorted((data / "translations").glob("wmt2[12]_*.jsonl.gz")):
        source, _, target = path.name[6:-9].partition("-")
        for row in _rows(path):
            if source == "en":
                yield row["source"]
            elif target == "en":
                yield from row["references"].values()


def main(data: Path) -> None:
    words = Counter(word for text in texts(data) for word in _WORD.findall(text))
    WRITTEN.parent.mkdir(exist_ok=True)
    words.update(ALWAYS_CAPITAL.split())
    WRITTEN.write_text("\n".join(sorted(words)) + "\n", "utf-8")
    print(f"{len(words):,} words")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
