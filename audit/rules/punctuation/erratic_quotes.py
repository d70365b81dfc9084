"""PU12: a text that quotes at random."""

from __future__ import annotations

from collections.abc import Iterator

from audit.model import Document, Hit
from audit.rule import document_rule
from audit.text.pairing import QUOTES, Pairing


@document_rule(
    "PU12",
    message="{faults} of {total} quotations lack a mark or close with another than they open",
    category="linguistic conventions/punctuation",
    facts=["quote_pairs"],
    needs=["pairs"],
)
def erratic_quotes(document: Document) -> Iterator[Hit]:
    """Quotation marks fail to pair so often that no reader can rely on them.

    ## Why it matters
    Single slips are reported where they are. Where a good part of the quotations is faulty, the whole text wants
    another pass, and one finding says so; it names every place.

    ## Example
    ```en
    She said ⟦“⟧I came first. He said “I came second".
    They said “we were late. We said “so were we".
    The host said “nobody came. The cook said “supper is ready".
    ```

    ## Stays quiet
    - fewer than four faulty quotations, or less than a third of all
    """
    pairs: Pairing = document.notes["pairs"]
    if not pairs.unsettled:
        return
    first, *others = pairs.faults
    sound = sum(twins.opening.char in QUOTES for twins in pairs.twins)
    facts = {"faults": len(others) + 1, "total": len(others) + 1 + sound}
    yield Hit(first.span, facts, related=tuple(mark.span for mark in others))
