"""Build ``audit/models/letters.tsv``: what each letter costs in each language.

Run as ``python tests/train/letters.py DATA > audit/models/letters.tsv`` with the folder that holds
``clean/`` and ``translations/``. Only even rows are read; odd rows are for measuring.
"""

from __future__ import annotations

import gzip
import json
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from math import log2
from pathlib import Path
from string import ascii_letters

LANGUAGES = {
    "ar": ["arb"], "az": ["aze-Latn"], "be": ["bel"], "bg": ["bul"], "ca": ["cat"], "cs": ["ces"], "cy": ["cym"],
    "da": ["dan"], "de": ["deu"], "el": ["ell"], "en": ["eng", "eng-IN"], "es": ["spa", "spa-MX"], "et": ["est"],
    "fa": ["fas"], "fi": ["fin"], "fo": ["fao"], "fr": ["fra", "fra-CA"], "ga": ["gle"], "gl": ["glg"], "he": ["heb"],
    "hr": ["hrv"], "hu": ["hun"], "is": ["isl"], "it": ["ita"], "ja": ["jpn"], "kk": ["kaz"], "ko": ["kor"],
    "ku": ["kmr"], "ky": ["kir"], "lt": ["lit"], "lv": ["lav"], "mk": ["mkd"], "mn": ["mon"], "mt": ["mlt"],
    "nl": ["nld"], "no": ["nob", "nno"], "pl": ["pol"], "pt": ["por", "por-BR"], "ro": ["ron"], "ru": ["rus"],
    "sk": ["slk"], "sl": ["slv"], "sq": ["sqi"], "sr": ["srp-Cyrl"], "sr-Latn": ["srp-Latn"], "sv": ["swe"],
    "tg": ["tgk-Cyrl"], "th": ["tha"], "tk": ["tuk"], "tr": ["tur"], "tt": ["tat"], "uk": ["ukr"], "ur": ["urd"],
    "vi": ["vie"], "zh-Hans": ["zho-CN"], "zh-Hant": ["zho-TW", "yue"],
}  # fmt: skip

MORE = {
    "ja": [("clean/wikinews_ja", "fields"), ("clean/kwdlc_ja", "lines"), ("clean/ud_ja", "text")],
    "ko": [("clean/ud_ko", "text"), ("clean/ud_ko2", "text")],
    "zh-Hant": [("clean/ud_zh", "text")],
    "zh-Hans": [("translations/wmt22_en-zh", "references"), ("translations/wmt21_en-zh", "references")],
}

RARE = {
    "da": "éáàôü", "de": "éàèáçñ€§", "en": "éèêçñïöôüâáí£€", "es": "ü¿¡ªº€", "et": "šž", "fi": "åšž", "fr": "ÿæœüö€«»",
    "gl": "ïü", "hr": "é", "it": "èéìíîòóùúïª€", "nl": "áàâäçéèêëíîïóôöúûü€", "no": "éèêóòâôàü", "pl": "€„”",
    "pt": "üàªº€", "sl": "ćđäöü", "sq": "âéà", "sv": "éàëüæø", "tr": "âîû", "cs": "ľĺŕäöüô", "sk": "ŕĺěřů", "hu": "äëç",
}  # fmt: skip
"""Letters and signs of a language's own that a sample may lack (CLDR 46, exemplar characters)."""
RARE_BITS = 11

LEAST = 2
"""A character seen less often than this in a language says nothing about it."""


def rows(file: Path) -> Iterator[dict[str, object]]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number % 2 == 0:
                yield json.loads(line)


def strings(value: object) -> str:
    if isinstance(value, str):
        return value
    return "".join(strings(part) for part in (value.values() if isinstance(value, dict) else value))  # type: ignore


def as_in_code_pages(lang: str, text: str) -> str:
    """``text`` with both spellings that a language's code page and Unicode differ in."""
    if lang == "ro":
        return text + text.translate(str.maketrans("șțȘȚ", "şţŞŢ"))
    if lang in ("fa", "ur"):
        return text + text.translate(str.maketrans("یکہ", "يكه"))
    if lang == "vi":
        return text + "".join(_tone_apart(char) for char in text)
    return text


def _tone_apart(char: str) -> str:
    """windows-1258 holds â, ă, ơ … but writes their tones as combining marks."""
    parts = unicodedata.normalize("NFD", char)
    tones = [mark for mark in parts if mark in "\u0300\u0301\u0303\u0309\u0323"]
    rest = "".join(mark for mark in parts if mark not in tones)
    return unicodedata.normalize("NFC", rest) + "".join(tones)


def tells(char: str, count: int, latin: bool) -> bool:
    """Does the character belong in the table? ASCII letters do where Latin is the script."""
    return (count >= LEAST and char > "\xa0" and char.isprintable()) or (latin and char in ascii_letters)


def main(data: Path) -> None:
    print("lang\tbits\tchars")
    ntrex = list(rows(data / "clean/ntrex_first1000.jsonl.gz"))
    for lang, names in LANGUAGES.items():
        text = "".join(strings(row[name]) for row in ntrex for name in names)
        for file, key in MORE.get(lang, []):
            text += "".join(strings(row.get(key, "")) for row in rows(data / f"{file}.jsonl.gz"))
        text = as_in_code_pages(lang, unicodedata.normalize("NFC", text))
        counts = Counter(text)
        total = counts.total()
        latin = sum(counts[char] for char in ascii_letters) > total / 2
        costs = {char: round(-log2(count / total)) for char, count in counts.items() if tells(char, count, latin)}
        costs |= {char: min(costs.get(char, RARE_BITS), RARE_BITS) for char in RARE.get(lang, "")}
        by_bits: dict[int, list[str]] = {}
        for char in sorted(costs):
            by_bits.setdefault(costs[char], []).append(char)
        for bits in sorted(by_bits):
            print(lang, bits, "".join(by_bits[bits]), sep="\t")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
