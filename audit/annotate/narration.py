"""The document's own words: its prose without what it quotes."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from audit.annotate import Notes
from audit.model import Document, Span, blanked
from audit.text.pairing import QUOTES, Pairing, paired

_LINE_END = regex.compile(r"[\n\r\u2028\u2029]")


def annotate(document: Document) -> Notes:
    """Leave ``document.prose`` with every quotation, marks included, blanked; same length.

    A quotation nobody closes ends with its line: papers open every paragraph of a long
    one and close only the last.
    """
    found = paired(document.prose, [(paragraph.span, paragraph.text.pack) for paragraph in document.paragraphs])
    return Notes(blanked(document.prose, list(_outermost(sorted(_quotations(document.prose, found))))))


def _quotations(text: str, found: Pairing) -> Iterator[Span]:
    for opening, closing in (*found.twins, *found.unlike, *found.turned):
        if opening.char in QUOTES:
            yield Span(opening.at, closing.at + 1)
    for mark in found.unclosed:
        if mark.char in QUOTES:
            line_end = _LINE_END.search(text, mark.at)
            yield Span(mark.at, line_end.start() if line_end else len(text))


def _outermost(spans: list[Span]) -> Iterator[Span]:
    """The parts of ``spans`` no earlier span has covered; disjoint."""
    covered = 0
    for start, end in spans:
        if end > covered:
            yield Span(max(start, covered), end)
            covered = end
