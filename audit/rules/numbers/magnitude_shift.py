"""NU03: the same digits, another power of ten."""

from __future__ import annotations

from collections.abc import Iterator

from audit.model import Hit, Segment
from audit.rule import rule
from audit.text.comparison import READS, compared


@rule(
    "NU03",
    message="“{text}” is another power of ten than “{there}” in the source",
    category="accuracy/mistranslation",
    severity="critical",
    needs=["source"],
    reads=READS,
)
def magnitude_shift(segment: Segment) -> Iterator[Hit]:
    """The translation states a number of the source in another power of ten.

    ## Why it matters
    Languages count in thousands or in ten thousands, a billion is two different numbers, a comma parts
    thousands or decimals: the digits stay, and the reader is told a hundred times as much.

    ## Example
    en>ja: It cost 300 million yen. ||| 費用は⟦300億⟧円だった。

    ## Stays quiet
    - scale words that say the same in another system: 3 million, 300万, 3 Mio.
    """
    for found in compared(segment).differences:
        if found.kind == "magnitude":
            yield Hit(found.span, {"text": found.text, "there": found.there}, (found.right,) * bool(found.right))
