"""SP06: a blank between a bracket or quotation mark and what it holds."""

from __future__ import annotations

from collections.abc import Iterator

from audit.model import Document, Hit, Span
from audit.rule import document_rule
from audit.text.graphemes import snap
from audit.text.pairing import Pairing, Twins

_BLANKS = " \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{IDEOGRAPHIC SPACE}"


@document_rule(
    "SP06",
    message="a blank inside “{quoted}”",
    category="linguistic conventions/spacing",
    facts=["space_before", "quote_pairs"],
    needs=["pairs"],
    fixable=True,
    gathers=True,
)
def space_inside_brackets(document: Document, *, habit: float = 0.3) -> Iterator[Hit]:
    """A blank stands after an opening bracket or quotation mark, or before a closing one.

    ## Why it matters
    What filled the place was removed, or an engine's tokens were joined by rule. The mark may be left alone at
    the end of a line.

    ## Example
    en: The ferry (⟦ ⟧built in 1931) still runs.
    zh-Hant: 他稱之為「⟦ ⟧奇蹟」，然後離開。

    ## Stays quiet
    - guillemets in French, which hold blanks
    - boxes and gaps: [ ], (   )
    - texts that do so throughout
    - emphasis with a blank on both sides: ( see below )

    ## Options
    - ``habit``: share of the pairs, 0..1, from which blanks are the way of the text
    """
    pairs: Pairing = document.notes["pairs"]
    hits = [hit for twins in pairs.twins for hit in _blanks(twins, document)]
    if len(hits) <= max(1, habit * len(pairs.twins)):
        yield from hits


def _blanks(twins: Twins, document: Document) -> Iterator[Hit]:
    if not (twins.opening.opens and twins.closing.closes):  # paired by number, not by their sides
        return
    text = document.prose
    start, end = twins.opening.at + 1, twins.closing.at
    inner = text[start:end]
    body = inner.strip(_BLANKS)
    left, right = len(inner) - len(inner.lstrip(_BLANKS)), len(inner) - len(inner.rstrip(_BLANKS))
    if len(body) < 2 or bool(left) == bool(right) or twins.closing.char in (document.pack.space_before or ()):
        return
    span = Span(start, start + left) if left else Span(end - right, end)
    quoted = text[max(twins.opening.at, span.start - 12) : min(span.end + 12, end + 1)]
    yield Hit(snap(text, span), {"quoted": quoted}, ("",))
