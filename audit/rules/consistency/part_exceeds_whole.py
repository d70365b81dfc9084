"""CO09: more taken out than there was."""

from __future__ import annotations

from collections.abc import Iterator

from audit.model import Hit, Segment
from audit.rule import rule
from audit.text.parts import READS, parts


@rule(
    "CO09",
    message="“{text}” takes {part} out of {whole}",
    category="accuracy/mistranslation",
    severity="critical",
    facts=["parts"],
    reads=READS - {"parts"},
)
def part_exceeds_whole(segment: Segment, *, tolerance: int = 1) -> Iterator[Hit]:
    """More are said to be of a number than the number is.

    ## Why it matters
    Part and whole stand in another order in other languages, and engines swap them. What is left is
    impossible, and the reader cannot tell which figure was which.

    ## Example
    ```ja
    委員⟦7人のうち9人⟧が賛成した。
    ```

    ## Stays quiet
    - a part no larger than its whole, and parts of several wholes added up
    - a rest that makes a hundred with one of the percentages before it
    - years and dates beside the word "of"

    ## Options
    - `tolerance`: by how many points a rest may exceed what is left, for rounding
    """
    target = segment.target
    for found in parts(target.prose, target.pack):
        if found.part > found.whole + (tolerance if found.is_rest else 0):
            facts = {"text": target.text[slice(*found.span)], "part": found.part, "whole": found.whole}
            yield Hit(found.span, facts)
