"""PU10: two styles of quotation marks in one text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from audit.model import Document, Hit, Span
from audit.rule import document_rule
from audit.text.pairing import Pairing, Twins

_STYLES = {"double": "curly", "guillemet": "angle"}


@document_rule(
    "PU10",
    message="{minority} where {count} of {total} quotations have {majority}",
    category="linguistic conventions/punctuation",
    facts=["quote_pairs"],
    needs=["pairs"],
)
def mixed_quotes(document: Document, *, least: int = 6, most: float = 0.2) -> Iterator[Hit]:
    """A few quotations are in other marks than the rest of the text.

    ## Why it matters
    A text quotes in one style. A passage in another was pasted in, or comes from another engine.

    ## Example
    ```en
    “We won,” she said. “It took years,” he said. “Nobody believed it,” said the mayor.
    “It is a start,” she said. “And a good one,” he said. The paper called it ⟦"a surprise"⟧.
    ```

    ## Stays quiet
    - other marks for a quotation inside a quotation
    - titles in 《》 and 『』, terms in ‘’
    - texts that mix both throughout

    ## Options
    - ``least``: quotations below which a text has no style
    - ``most``: share of them, 0..1, that may differ and still count as slips
    """
    pairs: Pairing = document.notes["pairs"]
    outer = list(_outermost([twins for twins in pairs.twins if twins.opening.family in _STYLES]))
    styles = Counter(_style(twins) for twins in outer)
    if len(outer) < least or len(styles) < 2:
        return
    usual = styles.most_common(1)[0][0]
    strange = [twins for twins in outer if _style(twins) != usual]
    if len(strange) > most * len(outer):
        return
    spans = [Span(twins.opening.at, twins.closing.at + 1) for twins in strange]
    majority = next(twins for twins in outer if _style(twins) == usual).shape
    facts = {
        "minority": strange[0].shape,
        "majority": majority,
        "count": len(outer) - len(strange),
        "total": len(outer),
    }
    yield Hit(spans[0], facts, related=tuple(spans[1:]))


def _style(twins: Twins) -> str:
    return "straight" if twins.opening.char in '"＂' else _STYLES[twins.opening.family]


def _outermost(quotations: list[Twins]) -> Iterator[Twins]:
    """Quotations that are not inside another."""
    end = -1
    for twins in sorted(quotations):
        if twins.opening.at > end:
            yield twins
            end = twins.closing.at
