"""PU09: quotation marks that show the wrong way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from audit.model import Document, Hit
from audit.rule import document_rule
from audit.text.marks import twin_of
from audit.text.pairing import Pairing, Twins


@document_rule(
    "PU09",
    message="{shown} shows the wrong way, expected {expected}",
    category="linguistic conventions/punctuation",
    facts=["quote_pairs"],
    needs=["pairs"],
    gathers=True,
)
def swapped_quote(document: Document) -> Iterator[Hit]:
    """A quotation mark shows the wrong way: a closing one opens, or an opening one closes.

    ## Why it matters
    Programs that turn straight marks into curly ones guess by the neighbours, and guess wrong after a dash,
    a bracket or a Chinese comma. Readers of languages that quote the other way round take it for an error of theirs.

    ## Example
    en: She called it a ⟦”⟧triumph” and left.
    zh-Hans: 他们的歌迷被称为“星河⟦“⟧，遍布各地。

    ## Stays quiet
    - the order a language uses: „so“, »so«, ”så”
    - both orders in Arabic, whose marks do not mirror
    """
    pairs: Pairing = document.notes["pairs"]
    if pairs.unsettled:
        return
    shapes = Counter(twins.shape for twins in pairs.twins)
    for twins in pairs.turned:
        yield _turned(twins, shapes, document.pack.quote_pairs or ())


def _turned(twins: Twins, shapes: Counter[str], quote_pairs: tuple[str, ...]) -> Hit:
    """The half that shows the wrong way: the one that never stands on that side, in this text or language."""
    known = [shape for shape, _ in shapes.most_common()] + list(quote_pairs)
    opening, closing = twins.opening.char, twins.closing.char
    if any(shape[0] == opening for shape in known):
        close = twin_of(opening, quote_pairs, shapes)
        return Hit(twins.closing.span, {"shown": closing, "expected": close}, (close,))
    opens = next((shape[0] for shape in known if shape[1] == closing), known[0][0])
    return Hit(twins.opening.span, {"shown": opening, "expected": opens}, (opens,))
