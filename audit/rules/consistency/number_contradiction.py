"""CO05: one quantity, two values."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from audit.model import Hit, Segment, Span
from audit.rule import rule

_PART = regex.compile(r"(?<![\d.,])(?P<whole>\d{1,6})(?P<unit>人|名|件|社|명|개)(?:のうち|中|중)\s?(?P<part>\d{1,6})(?P=unit)")


@rule(
    "CO05",
    message="“{text}” takes {part} out of {whole}",
    category="accuracy/mistranslation",
    severity="critical",
)
def number_contradiction(segment: Segment) -> Iterator[Hit]:
    """The document gives one quantity two values that cannot both hold.

    ## Why it matters
    The reader cannot know which of the two is right, and doubts every other figure.

    ## Example
    ```ja
    ⟦7人のうち9人⟧が賛成した。
    ```

    ## Stays quiet
    - a part smaller than its whole
    """
    for match in _PART.finditer(segment.target.prose):
        if int(match["part"]) > int(match["whole"]):
            yield Hit(Span(*match.span()), {"text": match[0], "part": match["part"], "whole": match["whole"]})
