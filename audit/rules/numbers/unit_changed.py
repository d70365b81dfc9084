"""NU05: another unit."""

from __future__ import annotations

from collections.abc import Iterator

from audit.model import Hit, Segment
from audit.rule import rule
from audit.text.comparison import READS, compared


@rule(
    "NU05",
    message="“{text}” is “{there}” in the source, and the number is the same",
    category="accuracy/mistranslation",
    severity="major",
    needs=["source"],
    reads=READS,
)
def unit_changed(segment: Segment) -> Iterator[Hit]:
    """The translation gives a number of the source in another unit without converting it.

    ## Why it matters
    Five miles are not five kilometres. The figure looks right and the quantity is wrong.

    ## Example
    en>ja: The road is 12 miles long. ||| 道路の長さは12⟦キロメートル⟧だ。

    ## Stays quiet
    - converted quantities
    - units with several meanings, where one of them fits
    """
    for found in compared(segment).differences:
        if found.kind == "unit":
            yield Hit(found.span, {"text": found.text, "there": found.there}, (found.right,) * bool(found.right))
