"""Human sentences by language, parted into what a model is trained on and what it is measured on.

Trained on: WMT 2021 and 2022, even rows or documents of everything else. Held out: WMT
2023, odd rows. The data lies outside the project; see its own README for sources and licences.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

NTREX = {
    "ar": "arb", "bg": "bul", "bn": "ben", "cs": "ces", "da": "dan", "de": "deu", "el": "ell", "en": "eng",
    "es": "spa", "fa": "fas", "fi": "fin", "fr": "fra", "he": "heb", "hi": "hin", "hu": "hun", "id": "ind",
    "it": "ita", "ja": "jpn", "ko": "kor", "ms": "msa", "nb": "nob", "nl": "nld", "pl": "pol", "pt": "por-BR",
    "ro": "ron", "ru": "rus", "sv": "swe", "tr": "tur", "uk": "ukr", "ur": "urd", "vi": "vie", "zh-Hans": "zho-CN",
}  # fmt: skip
UD = {"ja": ["ja"], "ko": ["ko", "ko2"], "zh-Hans": ["zh"], "en": ["en"], "de": ["de"]}
OFFICE = {"de": "de-DE", "es": "es-ES", "fr": "fr-FR", "ja": "ja-JP", "ko": "ko-KR", "pl": "pl-PL", "pt": "pt-BR",
          "ru": "ru-RU", "zh-Hans": "zh-CN"}  # fmt: skip
LANGUAGES = tuple(sorted(NTREX.keys() - {"ar", "bn", "fa", "he", "id", "ms", "sv"}))
"""Those taken out were tried: the models made of 500 sentences found too little or cried wolf too often."""
WMT_CODE = {"zh-Hans": "zh"}
HELD_OUT_YEAR = "23"
SYSTEMS_TAKEN = 4
"""Of machine translations (fluent, so good for word order) every fourth is taken, 2021 and 2022 only."""

_SENTENCE = re.compile(r"(?<=[。！？])(?![」』）)”’\"。！？])|(?<=[.!?])\s+(?=[^\W\d_a-zа-я])")
_BLANK_IN_WIDE_TEXT = re.compile(r"(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])")
_CODE = re.compile(r"```.*?```|`[^`]*`|<[^>]*>", re.S)
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_LIST_MARK = re.compile(r"^[\s#>*\-0-9.]+")


class Passage(NamedTuple):
    """A text of one or more sentences; ``held_out`` from training."""

    corpus: str
    text: str
    held_out: bool


def rows(path: Path) -> Iterator[Any]:
    if path.is_file():
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            yield from (json.loads(line) for line in lines)


def passages(data: Path, language: str) -> Iterator[Passage]:
    """Everything there is in a language, human first."""
    for read in (_ntrex, _ud, _wikinews, _kwdlc, _wmt, _office):
        yield from read(data, language)


def _ntrex(data: Path, language: str) -> Iterator[Passage]:
    for number, row in enumerate(rows(data / "clean" / "ntrex_first1000.jsonl.gz")):
        yield Passage("ntrex", row[NTREX[language]].strip(), number % 2 == 1)


def _ud(data: Path, language: str) -> Iterator[Passage]:
    for name in UD.get(language, []):
        for number, row in enumerate(rows(data / "clean" / f"ud_{name}.jsonl.gz")):
            yield Passage("ud", row["text"], number % 2 == 1)


def _wikinews(data: Path, language: str) -> Iterator[Passage]:
    if language == "ja":
        for number, row in enumerate(rows(data / "clean" / "wikinews_ja.jsonl.gz")):
            if number:
                yield Passage("wikinews", _BLANK_IN_WIDE_TEXT.sub("", row["fields"][1]), number % 2 == 1)


def _kwdlc(data: Path, language: str) -> Iterator[Passage]:
    if language == "ja":
        for number, row in enumerate(rows(data / "clean" / "kwdlc_ja.jsonl.gz")):
            yield from (Passage("kwdlc", line, number % 2 == 1) for line in row["lines"])


def _wmt(data: Path, language: str) -> Iterator[Passage]:
    code = WMT_CODE.get(language, language)
    for path in sorted((data / "translations").glob(f"wmt*_*{code}*.jsonl.gz")):
        year, _, pair = path.name.removesuffix(".jsonl.gz").removeprefix("wmt").partition("_")
        source, _, target = pair.partition("-")
        held_out = year == HELD_OUT_YEAR
        for number, row in enumerate(rows(path)):
            if source == code:
                yield Passage("wmt", row["source"], held_out)
            if target != code:
                continue
            yield from (Passage("wmt", text, held_out) for text in row["references"].values())
            if not held_out:
                systems = [text for _, text in sorted(row["systems"].items())]
                yield from (Passage("wmt", text, False) for text in systems[number % SYSTEMS_TAKEN :: SYSTEMS_TAKEN])


def _office(data: Path, language: str) -> Iterator[Passage]:
    for number, row in enumerate(rows(data / "human_or_machine" / f"office_{OFFICE.get(language)}.jsonl.gz")):
        held_out = number % 2 == 1
        if row["made_by"] == "HT" or not held_out:
            yield from (Passage("office", line, held_out) for line in _prose_lines(row["text"]))


def _prose_lines(markdown: str) -> Iterator[str]:
    for line in _LINK.sub(r"\1", _CODE.sub("", markdown)).splitlines():
        bare = _LIST_MARK.sub("", line).replace("**", "").strip()
        if len(bare) > 15 and "|" not in bare and "http" not in bare:
            yield bare


def sentences(text: str) -> list[str]:
    """Sentences, roughly: good enough to count words in."""
    return [" ".join(sentence.split()) for sentence in _SENTENCE.split(text) if sentence.strip()]
