"""PU02: marks that belong to no sentence any more."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from audit.model import Document, Hit, Paragraph, Span
from audit.rule import document_rule
from audit.text.graphemes import snap
from audit.text.pairing import QUOTES, Pairing

_STRANDED = regex.compile(r"(?<=[.。．!！?？…、，,;；:：।۔؟]\p{Pe}?\s+)[.。．、，,;；।۔](?=\s|$|[\p{Pe}\p{Pf}])")
"""A stop or comma between blanks, after another mark."""
_LEADING = regex.compile(r"[、，。．।۔؛،;；](?!\p{Po})|[,.](?=\s|$)")
"""A stop or comma that begins a line."""
_SPACED_ELLIPSIS = regex.compile(r"\.(?:\s\.){2,}")


@document_rule(
    "PU02",
    message="“{marks}” stands here without the sentence or quotation it ended",
    category="linguistic conventions/punctuation",
    needs=["pairs"],
    beats=["doubled-mark", "space-before-mark", "space-inside-sentence"],
)
def orphan_mark(document: Document) -> Iterator[Hit]:
    """A closing mark stands where nothing was opened, or a stop where nothing ends.

    ## Why it matters
    Such marks are the debris of a sentence: a quotation whose opening was lost, or a clause an engine or
    a scraper moved away. The page looks broken.

    ## Example
    ja: 交渉は夏までに終わるとみられます。 ⟦。 」⟧
    ja: 代表団は翌日帰国した。⟦」⟧
    en: They left the next day.⟦”⟧ Nobody saw them go.

    ## Stays quiet
    - quotations opened in an earlier paragraph
    - list numbers a) and 1), faces :-)
    - apostrophes after a word: the players’ coach
    - quotation marks in texts with so many faulty quotations that erratic-quotes reports the whole
    """
    pairs: Pairing = document.notes["pairs"]
    unopened = [mark.span for mark in pairs.unopened if mark.char not in QUOTES or not pairs.unsettled]
    stranded = [span for paragraph in document.paragraphs for span in _stranded(paragraph)]
    for span, count in _runs(document.text, sorted({*unopened, *(snap(document.text, span) for span in stranded)})):
        facts = {"marks": document.text[slice(*span)]}
        yield Hit(span, facts, severity="major" if count > 1 and span.start in {s.start for s in stranded} else None)


def _stranded(paragraph: Paragraph) -> Iterator[Span]:
    """Stops and commas cut off from the words before, in the document."""
    if paragraph.kind in ("code", "table"):
        return
    prose = paragraph.text.prose
    ellipses = [m.span() for m in _SPACED_ELLIPSIS.finditer(prose)]
    if first := _LEADING.match(prose):
        yield paragraph.text.in_document(Span(*first.span()))
    for found in _STRANDED.finditer(prose):
        if not any(start <= found.start() < end for start, end in ellipses):
            yield paragraph.text.in_document(Span(*found.span()))


def _runs(text: str, spans: list[Span]) -> Iterator[tuple[Span, int]]:
    """Spans with only blanks between them as one, and how many each holds."""
    current, count = None, 0
    for span in spans:
        if current is not None and not text[current.end : span.start].strip(" \u3000"):
            current, count = Span(current.start, span.end), count + 1
            continue
        if current is not None:
            yield current, count
        current, count = span, 1
    if current is not None:
        yield current, count
