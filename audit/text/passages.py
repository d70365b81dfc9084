"""Runs of a document in one language, as the ``languages`` annotator noted them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from audit.model import Document, Span, Text
from audit.text import scripts

_DENSE = frozenset({"Han", "Hiragana", "Katakana", "Hangul"})
_QUOTED = {"quote", "code", "table", "caption"}
"""Kinds of paragraphs that may be in any language."""


class Passage(NamedTuple):
    """Consecutive paragraphs or sentences in one language.

    ``span`` counts in the document; ``letters`` holds ideographs, kana and hangul twice;
    ``longest`` is what the longest of its sentences or paragraphs has of them.
    """

    language: str
    span: Span
    letters: int
    longest: int
    paragraphs: int


class _Unit(NamedTuple):
    language: str
    text: Text
    paragraph: int


def base(tag: str) -> str:
    """The language of a tag without script and region: ``zh-Hant`` -> ``zh``."""
    return tag.partition("-")[0]


def passages(document: Document) -> list[Passage]:
    """The document's passages in order; block quotes, tables, captions, code and quotations are left out.

    Needs the notes ``languages`` and ``narration``.
    """
    grouped = groupby(_units(document), key=lambda unit: base(unit.language))
    return [_passage(list(units), document.notes["narration"]) for _, units in grouped]


def _units(document: Document) -> Iterator[_Unit]:
    """Paragraphs of another language, and the sentences of the others; those with letters of their own."""
    for number, paragraph in enumerate(document.paragraphs):
        if paragraph.kind in _QUOTED:
            continue
        if base(paragraph.text.pack.lang) != base(document.pack.lang):
            units = [_Unit(paragraph.text.pack.lang, paragraph.text, number)]
        else:
            units = [_Unit(s.notes["languages"].language, s.target, number) for s in paragraph.segments]
        yield from (unit for unit in units if scripts.letters(document.notes["narration"][slice(*_span(unit.text))]))


def _span(text: Text) -> Span:
    return Span(text.start, text.start + len(text.text))


def _passage(units: list[_Unit], narration: str) -> Passage:
    letters = [letter_count(narration[slice(*_span(unit.text))]) for unit in units]
    span = Span(_span(units[0].text).start, _span(units[-1].text).end)
    return Passage(units[0].language, span, sum(letters), max(letters), len({unit.paragraph for unit in units}))


def letter_count(text: str) -> int:
    """How many letters a text has, ideographs, kana and hangul counted twice."""
    return sum(count * (2 if script in _DENSE else 1) for script, count in scripts.counts(text).items())
