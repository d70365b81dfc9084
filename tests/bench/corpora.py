"""Development data as documents: clean human text and human translations, by language.

The data lies outside the project (see its own README for sources and licences); nothing
of it is copied here. Rows with an even number are for tuning, odd ones for reporting.
"""

from __future__ import annotations

import ast
import gzip
import json
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import regex

T = TypeVar("T")

NTREX = {
    "ja": "jpn", "ko": "kor", "zh-Hans": "zho-CN", "zh-Hant": "zho-TW", "en": "eng", "de": "deu", "fr": "fra",
    "es": "spa", "ru": "rus", "pt": "por-BR", "pl": "pol", "it": "ita", "nl": "nld", "uk": "ukr", "cs": "ces",
    "tr": "tur", "ar": "arb", "he": "heb", "th": "tha", "vi": "vie", "id": "ind", "hi": "hin",
    "sv": "swe", "fi": "fin", "ro": "ron", "el": "ell",
}  # fmt: skip
UNSPACED = {"ja", "zh-Hans", "zh-Hant", "zh", "th"}
WMT = {"ja": "en-ja", "zh-Hans": "en-zh", "de": "en-de", "ru": "en-ru", "cs": "en-cs", "uk": "en-uk", "en": "ja-en",
       "fr": "de-fr"}  # fmt: skip
OFFICE = {"ja": "ja-JP", "ko": "ko-KR", "zh-Hans": "zh-CN", "de": "de-DE", "fr": "fr-FR", "es": "es-ES",
          "ru": "ru-RU", "pt": "pt-BR", "pl": "pl-PL"}  # fmt: skip
UD = {"ja": "ja", "ko": "ko", "zh-Hant": "zh", "en": "en", "de": "de"}


_UNMARKED = regex.compile(r"[\p{L}\p{M}\p{N}%€$£][\p{Pe}\p{Pf}\"'’”»]*\Z")
"""The end of a row that no mark closes."""


class Sample(NamedTuple):
    """A document to audit: which corpus it is of, its language, its text and format."""

    corpus: str
    language: str
    text: str
    format: str = "text"


@cache
def rows(path: Path) -> list[dict[str, Any]]:
    """The rows of a gzipped JSON-lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def batched(items: Iterable[T], size: int) -> Iterator[tuple[T, ...]]:
    """As ``itertools.batched`` of Python 3.12."""
    rest = iter(items)
    while batch := tuple(islice(rest, size)):
        yield batch


class Line(NamedTuple):
    """A row of a corpus. ``alone``: its original ends without any mark (a headline, a list item, a caption), so
    it stands on a line of its own; whether the translation has a mark does not matter."""

    text: str
    alone: bool = False


def _lines(pairs: Iterable[tuple[str, str]]) -> list[Line]:
    """The rows of (original, translation) that say something."""
    stripped = ((original.strip(), text.strip()) for original, text in pairs)
    return [Line(text, _UNMARKED.search(original) is not None) for original, text in stripped if text]


def composed(lines: Iterable[Line], language: str, per_paragraph: int = 4, per_document: int = 20) -> Iterator[str]:
    """Documents of consecutive rows, in paragraphs of some sentences."""
    joint = "" if language in UNSPACED - {"th"} else " "
    for batch in batched(lines, per_document):
        paragraphs: list[list[Line]] = []
        for line in batch:
            full = not paragraphs or len(paragraphs[-1]) == per_paragraph or paragraphs[-1][-1].alone
            if full or line.alone:
                paragraphs.append([])
            paragraphs[-1].append(line)
        yield "\n".join(joint.join(line.text for line in paragraph) for paragraph in paragraphs)


def ntrex(data: Path, language: str) -> list[str]:
    """A thousand sentences of news, translated by people."""
    return [row[NTREX[language]].strip() for row in rows(data / "clean" / "ntrex_first1000.jsonl.gz")]


def ntrex_lines(data: Path, language: str) -> list[Line]:
    """The same beside their originals, which are English."""
    return _lines(zip(ntrex(data, "en"), ntrex(data, language), strict=True))


def _ntrex(data: Path) -> Iterator[Sample]:
    for language in NTREX:
        for text in composed(ntrex_lines(data, language), language):
            yield Sample("ntrex", language, text)


def _ud(data: Path) -> Iterator[Sample]:
    for language, name in UD.items():
        sentences = [row["text"] for row in rows(data / "clean" / f"ud_{name}.jsonl.gz")][:2000]
        for text in composed(_lines(zip(sentences, sentences, strict=True)), language, per_paragraph=1):
            yield Sample("ud", language, text)


def _reference(row: dict[str, Any]) -> str:
    references = row["references"]
    if isinstance(references, str):
        references = ast.literal_eval(references)
    return str(next(iter(references.values()), "")) if references else ""


def _wmt(data: Path) -> Iterator[Sample]:
    for language, pair in WMT.items():
        for year in ("21", "22", "23"):
            path = data / "translations" / f"wmt{year}_{pair}.jsonl.gz"
            if path.is_file():
                for text in composed(_lines((row["source"], _reference(row)) for row in rows(path)), language):
                    yield Sample(f"wmt{year}", language, text)


def _office(data: Path) -> Iterator[Sample]:
    for language, name in OFFICE.items():
        for row in rows(data / "human_or_machine" / f"office_{name}.jsonl.gz"):
            if row["made_by"] == "HT":
                yield Sample("office", language, row["text"], "markdown")


def _kwdlc(data: Path) -> Iterator[Sample]:
    for row in rows(data / "clean" / "kwdlc_ja.jsonl.gz"):
        yield Sample("kwdlc", "ja", "".join(row["lines"]))


def _wikinews(data: Path) -> Iterator[Sample]:
    """Articles whose tokenised text is put together again; blanks beside Latin letters are lost."""
    for row in rows(data / "clean" / "wikinews_ja.jsonl.gz")[1:]:
        yield Sample("wikinews", "ja", row["fields"][1].replace(" ", "").strip())


CORPORA = {
    "ntrex": _ntrex, "ud": _ud, "wmt": _wmt, "office": _office, "kwdlc": _kwdlc, "wikinews": _wikinews,
}  # fmt: skip


def clean(
    data: Path, names: Iterable[str] = CORPORA, every: int = 2, first: int = 1, most: int = 60
) -> Iterator[Sample]:
    """At most ``most`` documents per corpus and language: each ``every``-th from ``first`` on.

    The default takes the odd ones, which nothing was tuned on.
    """
    for name in names:
        taken: dict[tuple[str, str], int] = {}
        seen: dict[tuple[str, str], int] = {}
        for sample in CORPORA[name](data):
            key = sample.corpus, sample.language
            seen[key] = seen.get(key, -1) + 1
            if seen[key] % every == first and taken.get(key, 0) < most:
                taken[key] = taken.get(key, 0) + 1
                yield sample
