"""CO06: a date on the wrong day of the week."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from audit.model import Document, Hit
from audit.rule import document_rule
from audit.text.dates import READS, Date, dates, same_form

_CALENDAR = 1924
"""From this year on even the last countries reckon by the Gregorian calendar (Greece, 1923)."""


@document_rule(
    "CO06",
    message="{date} is a {right}, not a {day}",
    category="accuracy/mistranslation",
    severity="major",
    facts=["dates", "weekdays"],
    reads=READS - {"dates", "weekdays"},
)
def weekday_mismatch(document: Document, *, span_of_years: int = 3) -> Iterator[Hit]:
    """A date stands beside a day of the week on which it does not fall.

    ## Why it matters
    Readers plan by either of the two, and one of them is wrong. Engines change figures and
    mistake one weekday for the next; the calendar tells.

    ## Example
    ```en
    The museum reopens on ⟦Monday⟧, 13 September 2024.
    ```

    ## Stays quiet
    - dates that fall on the day stated, in the years of an era too
    - weekdays that belong to another date, and lists of days
    - years before 1924, when countries reckoned by different calendars
    - dates without a year, where the document states none or several, or the day is right a year earlier or later

    ## Options
    - `span_of_years`: dates without a year are judged in documents whose full dates, and a year on either side,
      span no more years than this

    ## Sources
    - names of weekdays and months: CLDR 48
    """
    found = [
        (paragraph.text, each)
        for paragraph in document.paragraphs
        if paragraph.kind != "code"
        for each in dates(paragraph.text.prose, paragraph.text.pack)
    ]
    stated = {each.year for _, each in found if each.year}
    near = sorted({year + step for year in stated for step in (0, 1, -1)}, key=lambda year: year not in stated)
    for text, each in found:
        years = [each.year] if each.year else near if len(near) <= span_of_years else []
        falls = [day for year in years if (day := _weekday(year, each)) is not None]
        if each.weekday and falls and each.weekday.number not in falls:
            written = text.text[slice(*each.weekday.span)]
            right = same_form(written, falls[0], text.pack)
            facts = {"date": text.text[slice(*each.span)], "day": written, "right": right}
            yield Hit(text.in_document(each.weekday.span), facts, (right,))


def _weekday(year: int, stated: Date) -> int | None:
    """The day of the week, 0 for Monday; None for days that do not exist or that calendars disagree about."""
    try:
        return date(year, stated.month, stated.day).weekday() if year >= _CALENDAR else None
    except ValueError:
        return None
