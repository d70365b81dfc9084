"""MK02: placeholders that the source does not have."""

from __future__ import annotations

from collections.abc import Iterator

from audit.model import Hit, Segment
from audit.rule import rule
from audit.text.placeholders.changes import of_segment
from audit.text.placeholders.percent import STRAY


@rule(
    "MK02",
    message="the source has no placeholder “{found}”{advice}",
    category="design/markup",
    severity="major",
    needs=["source"],
    reads=["percents"],
)
def added_placeholder(segment: Segment) -> Iterator[Hit]:
    """The translation has a placeholder that the source does not have.

    ## Why it matters
    The program has nothing to put there: it shows the raw code, reads memory that is not its own, or stops.

    ## Example
    en>de: Copied %d files. ||| %d Dateien aus ⟦%s⟧ kopiert. ||| key=copied
    en>fr: 100%% of %s ||| 100 ⟦%⟧ de %s ||| flags=c-format

    ## Stays quiet
    - a placeholder that is said twice for grammar's sake
    - percent signs of prose, before or after the number
    """
    for lost, added, span in of_segment(segment):
        if lost is None and added is not None and span is not None:
            stray = added.style == STRAY
            advice = "; a percent sign is written “%%” in a format string" if stray else ""
            yield Hit(span, {"found": added.text, "advice": advice}, ("%%",) if stray else ())
