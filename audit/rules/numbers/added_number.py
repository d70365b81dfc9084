"""NU01: a number the source does not have."""

from __future__ import annotations

from collections.abc import Iterator

from audit.model import Hit, Segment, Unjudged
from audit.rule import rule
from audit.text.comparison import READS, compared


@rule(
    "NU01",
    message="“{text}” is not in the source{instead}",
    category="accuracy/addition",
    severity="major",
    needs=["source"],
    reads=READS,
)
def added_number(segment: Segment) -> Iterator[Hit | Unjudged]:
    """The translation states a number the source does not.

    ## Why it matters
    Readers take figures on trust. A changed digit, or a figure that came from nowhere, is the error that
    does most harm and that nobody sees without the source.

    ## Example
    en>ja: The firm sold 24 ships. ||| 同社は⟦25⟧隻の船を売った。

    ## Stays quiet
    - numbers the source gives in words, as a month, in Roman numerals, on the other clock or in another unit
    - rounded numbers beside a word that says so
    - 1 and 2, which grammar states as well
    - figures that are part of a name
    """
    for found in compared(segment).differences:
        if found.kind == "added":
            instead = f", which has “{found.there}”" if found.there else ""
            facts = {"text": found.text, "there": found.there, "instead": instead}
            yield Hit(found.span, facts, (found.right,) * bool(found.right))
    if compared(segment).unjudged:
        yield Unjudged(f"{segment.target.pack.lang}: number_words unknown")
