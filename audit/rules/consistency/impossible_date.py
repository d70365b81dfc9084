"""CO08: a day or a time that no calendar or clock has."""

from __future__ import annotations

import calendar
from collections.abc import Iterator

from audit.model import Hit, Segment
from audit.rule import rule
from audit.text.dates import LENGTHS, READS, Date, dates


@rule(
    "CO08",
    message="“{text}” is no date: {why}",
    category="accuracy/mistranslation",
    severity="major",
    facts=["dates"],
    reads=READS - {"dates"},
)
def impossible_date(segment: Segment) -> Iterator[Hit]:
    """The text names a day that is in no calendar.

    ## Why it matters
    A figure was changed or two were swapped (day and month, on the way from one language to another),
    and the reader does not know which day is meant.

    ## Example
    ```en
    The offer ends on ⟦31 April 2024⟧.
    ```

    ## Stays quiet
    - the last days of months, 29 February in leap years and where no year is stated
    - a month followed by a number that counts something else
    """
    target = segment.target
    for found in dates(target.prose, target.pack):
        if not found.bare and (why := _why_not(found)):
            yield Hit(found.span, {"text": target.text[slice(*found.span)], "why": why})


def _why_not(stated: Date) -> str | None:
    """What is wrong with a date; None where nothing is."""
    if not 1 <= stated.month <= len(LENGTHS):
        return f"a year has {len(LENGTHS)} months"
    if (stated.month, stated.day) == (2, 29) and stated.year and not calendar.isleap(stated.year):
        return f"{stated.year} is no leap year"
    if not 1 <= stated.day <= LENGTHS[stated.month - 1]:
        return f"that month has {LENGTHS[stated.month - 1]} days"
    return None
