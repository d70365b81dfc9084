"""NU06: another currency."""

from __future__ import annotations

from collections.abc import Iterator

from audit.model import Hit, Segment
from audit.rule import rule
from audit.text.comparison import READS, compared


@rule(
    "NU06",
    message="“{text}” is “{there}” in the source, and the amount is the same",
    category="accuracy/mistranslation",
    severity="major",
    needs=["source"],
    reads=READS,
)
def currency_changed(segment: Segment) -> Iterator[Hit]:
    """The translation gives an amount of the source in another currency.

    ## Why it matters
    Nobody converts a price by changing the word behind it. The reader is told a hundred times too much or
    too little.

    ## Example
    en>ja: Tickets cost $40. ||| チケットは40⟦円⟧だ。

    ## Stays quiet
    - a sign on one side, the code or the name on the other
    - signs and names that several currencies share
    """
    for found in compared(segment).differences:
        if found.kind == "currency":
            yield Hit(found.span, {"text": found.text, "there": found.there}, (found.right,) * bool(found.right))
