"""PU07: an opening and a closing mark of two kinds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from audit.model import Document, Hit
from audit.rule import document_rule
from audit.text.marks import twin_of
from audit.text.pairing import QUOTES, Pairing


@document_rule(
    "PU07",
    message="{opening} is closed by {closing}, expected {expected}",
    category="linguistic conventions/punctuation",
    needs=["pairs"],
    reads=["quote_pairs"],
    gathers=True,
)
def mismatched_mark(document: Document) -> Iterator[Hit]:
    """A quotation or bracket is closed by a mark of another kind than the one that opened it.

    ## Why it matters
    Two tools, or two people, each wrote half of it; search, typesetting and screen readers take the halves apart.

    ## Example
    en: The report (see page 4⟦]⟧ was late.
    fr: La ministre parle d’une « réforme juste⟦”⟧.

    ## Stays quiet
    - brackets of two widths: 東京（都)
    - texts with so many faulty quotations that erratic-quotes reports the whole
    """
    pairs: Pairing = document.notes["pairs"]
    shapes = Counter(twins.shape for twins in pairs.twins)
    for twins in pairs.unlike:
        if twins.opening.char in QUOTES and pairs.unsettled:
            continue
        close = twin_of(twins.opening.char, document.pack.quote_pairs or (), shapes)
        facts = {"opening": twins.opening.char, "closing": twins.closing.char, "expected": close}
        yield Hit(twins.closing.span, facts, (close,))
