"""PU11: a question or exclamation without its opening mark."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from audit.model import Document, Hit, Paragraph, Span
from audit.rule import document_rule

_START = regex.compile(r"[\p{L}\p{N}]")
_BREAK = regex.compile(r"[.!?…][\p{Pe}\p{Pf}\"']*\s|[:;—–]\s|[«“\"(]")


@document_rule(
    "PU11",
    message="“{closing}” closes what no “{opening}” opened",
    category="linguistic conventions/punctuation",
    facts=["opening_marks"],
)
def missing_opening_mark(document: Document, *, habit: int = 4) -> Iterator[Hit]:
    """A question or exclamation lacks the mark that opens it.

    ## Why it matters
    Spanish marks both ends of a question; the reader learns from the first one how to read the sentence. Engines
    that copy the marks of the source write only the last.

    ## Example
    es: ⟦⟧Cuándo abre el museo? Nadie lo sabe.
    es: El alcalde preguntó: «⟦⟧Quién paga todo esto?».

    ## Stays quiet
    - several marks in a row, doubts in brackets (?)
    - names that end in a mark, headings in another language
    - where a text never opens its questions, all are one finding

    ## Options
    - ``habit``: unopened ones from which, if none is opened, the whole text is one finding
    """
    pairs = document.pack.opening_marks or ()
    hits = [
        hit
        for paragraph in document.paragraphs
        if paragraph.text.pack.lang == document.pack.lang and paragraph.kind not in ("code", "table")
        for pair in pairs
        for hit in _unopened(paragraph, pair[0], pair[1])
    ]
    if len(hits) >= habit and not any(pair[0] in document.prose for pair in pairs):
        yield hits[0]._replace(related=tuple(hit.span for hit in hits[1:]))
    else:
        yield from hits


def _unopened(paragraph: Paragraph, opening: str, closing: str) -> Iterator[Hit]:
    """Every closing mark after a word that has no opening one since the last closing one."""
    prose = paragraph.text.prose
    since = 0
    for found in regex.finditer(rf"{regex.escape(closing)}+", prose):
        clause, since = Span(since, found.start()), found.end()
        if opening in prose[slice(*clause)] or not prose[found.start() - 1 : found.start()].isalpha():
            continue
        if prose[since : since + 2].lstrip().islower():
            continue
        here = _beginning(prose, clause)
        if here is not None:
            yield Hit(
                paragraph.text.in_document(Span(here, here)), {"closing": closing, "opening": opening}, (opening,)
            )


def _beginning(prose: str, clause: Span) -> int | None:
    """Where the sentence that ends with ``clause`` begins; None if it is a word or two."""
    breaks = [m.end() for m in _BREAK.finditer(prose, *clause)]
    first = _START.search(prose, breaks[-1] if breaks else clause.start, clause.end)
    if first is None or prose.count(" ", first.start(), clause.end) < 1:
        return None
    return first.start()
