"""CO06: a date on the wrong day of the week."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import regex

from audit.model import Hit, Segment, Span
from audit.rule import rule

_DATE = regex.compile(r"(?<!\d)(\d{4})年(\d{1,2})月(\d{1,2})日[(（](?P<day>[月火水木金土日])(?:曜日?)?[)）]")
_DAYS = "月火水木金土日"


@rule(
    "CO06",
    message="{date} is not a “{day}” but a “{right}”",
    category="accuracy/mistranslation",
    severity="major",
)
def weekday_mismatch(segment: Segment) -> Iterator[Hit]:
    """A date stands beside a day of the week on which it does not fall.

    ## Why it matters
    Readers plan by either of the two, and one of them is wrong.

    ## Example
    ```ja
    会見は2024年9月13日(⟦月⟧)に開かれた。
    ```

    ## Stays quiet
    - dates that fall on the day stated
    """
    for match in _DATE.finditer(segment.target.prose):
        try:
            when = date(*map(int, match.groups()[:3]))
        except ValueError:
            continue
        right = _DAYS[when.weekday()]
        if right != match["day"]:
            facts = {"date": when.isoformat(), "day": match["day"], "right": right}
            yield Hit(Span(*match.span("day")), facts, (right,))
