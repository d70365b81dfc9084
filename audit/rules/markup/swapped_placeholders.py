"""MK03: placeholders that only their order tells apart, in another order."""

from __future__ import annotations

from collections.abc import Iterator

from audit.model import Hit, Segment
from audit.rule import rule
from audit.text.placeholders import Placeholder, is_string, may_have, placeholders, syntax


@rule(
    "MK03",
    message="“{found}” stands where the source has “{source_text}”, and they are filled in by their order",
    category="design/markup",
    severity="major",
    needs=["source"],
)
def swapped_placeholders(segment: Segment) -> Iterator[Hit]:
    """Placeholders without number or name stand in another order than in the source.

    ## Why it matters
    The first is filled with the first value: a number is printed as text, and the program may stop.

    ## Example
    en>ja: %s has %d messages. ||| ⟦%d⟧件のメッセージが%sにあります。

    ## Stays quiet
    - numbered and named placeholders
    - two of the same type, which nothing tells apart
    """
    if segment.source is None or not may_have(segment.source.text):
        return
    how = syntax(segment.source.text, segment.about.get("flags", ()), is_string(segment))
    theirs, ours = (_bare(placeholders(side.text, how)) for side in (segment.source, segment.target))
    if sorted(each.type for each in theirs) != sorted(each.type for each in ours):
        return
    for wanted, found in zip(theirs, ours, strict=True):
        if wanted.type != found.type:
            yield Hit(found.span, {"source_text": wanted.text, "found": found.text})
            return


def _bare(found: tuple[Placeholder, ...]) -> list[Placeholder]:
    return [each for each in found if each.style == "printf" and not each.name]
