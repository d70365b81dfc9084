"""CO14: a year that is another one in the other calendar."""

from __future__ import annotations

from collections.abc import Iterator

from audit.model import Hit, Segment
from audit.rule import rule
from audit.text.eras import glossed_years


@rule(
    "CO14",
    message="“{text}” is {own}, not {stated}",
    category="accuracy/mistranslation",
    severity="major",
    facts=["eras"],
)
def era_mismatch(segment: Segment) -> Iterator[Hit]:
    """A year and the same year in another calendar do not agree.

    ## Why it matters
    Years of an era are counted over when a text is translated, and counted wrong. The reader sees two
    years for one event.

    ## Example
    ```ja
    この法律は2024年（⟦令和5年⟧）に改正された。
    ```

    ## Stays quiet
    - years that agree, the first year of an era included
    - business and school years (年度), which begin in spring
    - two years side by side of which neither explains the other
    """
    target = segment.target
    for glossed in glossed_years(target.prose, target.pack):
        if glossed.stated != glossed.year:
            facts = {"text": target.text[slice(*glossed.span)], "own": glossed.year, "stated": glossed.stated}
            yield Hit(glossed.span, facts, (glossed.right,) if glossed.right else ())
