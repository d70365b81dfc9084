"""CO08: a day or a time that no calendar or clock has."""

from __future__ import annotations

import calendar
from collections.abc import Iterator

from audit.model import Hit, Segment
from audit.rule import rule
from audit.text.dates import LENGTHS, READS, Date, dates
from audit.text.times import READS as TIMES
from audit.text.times import Time, times

_LATEST = 30
"""The last hour of the night, as Japanese broadcasters count it."""


@rule(
    "CO08",
    message="“{text}” cannot be: {why}",
    category="accuracy/mistranslation",
    severity="major",
    facts=["dates"],
    reads=TIMES | READS - {"dates"},
)
def impossible_date(segment: Segment) -> Iterator[Hit]:
    """The text names a day that is in no calendar, or a time that no clock shows.

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
    - hours of the night counted on past 24, and pairs of numbers that are no times
    """
    target = segment.target
    for found in dates(target.prose, target.pack):
        if not found.bare and (why := _why_not(found)):
            yield Hit(found.span, {"text": target.text[slice(*found.span)], "why": why})
    for time in times(target.prose, target.pack):
        if why := _why_no_time(time):
            yield Hit(time.span, {"text": target.text[slice(*time.span)], "why": why})


def _why_not(stated: Date) -> str | None:
    """What is wrong with a date; None where nothing is."""
    if not 1 <= stated.month <= len(LENGTHS):
        return f"a year has {len(LENGTHS)} months"
    if (stated.month, stated.day) == (2, 29) and stated.year and not calendar.isleap(stated.year):
        return f"{stated.year} is no leap year"
    if not 1 <= stated.day <= LENGTHS[stated.month - 1]:
        return f"that month has {LENGTHS[stated.month - 1]} days"
    return None


def _why_no_time(stated: Time) -> str | None:
    """What is wrong with a time; None where nothing is."""
    if stated.minute > 59:
        return "an hour has 60 minutes"
    return "no day has so many hours" if stated.hour > _LATEST else None
