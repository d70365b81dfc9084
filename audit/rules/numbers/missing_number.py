"""NU02: a number that was lost."""

from __future__ import annotations

from collections.abc import Iterator

from audit.model import Hit, Segment
from audit.rule import rule
from audit.text.comparison import READS, compared


@rule(
    "NU02",
    message="the source’s “{text}” is missing",
    category="accuracy/omission",
    severity="major",
    needs=["source"],
    reads=READS,
)
def missing_number(segment: Segment) -> Iterator[Hit]:
    """The translation leaves out a number of the source.

    ## Why it matters
    What is gone cannot be missed by a reader who has only the translation: how many, when, how much.

    ## Example
    en>de: The firm sold 24 ships last year. ||| ⟦Die Firma verkaufte im vergangenen Jahr Schiffe.⟧

    ## Stays quiet
    - numbers written in words, in ideographs, as a month, converted or rounded
    - 1 and 2, which grammar states as well
    - figures that are part of a name
    - empty translations, which are reported as such
    """
    for found in compared(segment).differences:
        if found.kind == "missing":
            yield Hit(found.span, {"text": found.text, "there": found.there}, (found.right,) * bool(found.right))
