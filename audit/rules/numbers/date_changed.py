"""NU04: another date."""

from __future__ import annotations

from collections.abc import Iterator

from audit.model import Hit, Segment
from audit.rule import rule
from audit.text.comparison import READS, compared


@rule(
    "NU04",
    message="“{text}” is “{there}” in the source",
    category="accuracy/mistranslation",
    severity="major",
    needs=["source"],
    reads=READS,
)
def date_changed(segment: Segment) -> Iterator[Hit]:
    """The translation names another day, month, year or weekday than the source.

    ## Why it matters
    Somebody comes on the wrong day. Months that sound alike, and weekdays that one language counts and
    another names, are mixed up by people and engines.

    ## Example
    en>ja: It opens on 5 September. ||| ⟦8⟧月5日に開店する。
    en>de: It opens on May 3. ||| Es öffnet am ⟦4⟧. Mai.

    ## Stays quiet
    - dates in another order, in figures or in words, in years of an era
    - dates in figures that agree when day and month are read the other way round
    - the days of a range, in any order
    - days that only one side names
    """
    for found in compared(segment).differences:
        if found.kind == "date":
            yield Hit(found.span, {"text": found.text, "there": found.there}, (found.right,) * bool(found.right))
