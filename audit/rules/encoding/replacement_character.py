"""EN02: characters that a wrong decoding threw away."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from audit.model import Hit, Segment, Span
from audit.rule import rule

_LOST = regex.compile(r"\N{REPLACEMENT CHARACTER}+")


@rule(
    "EN02",
    message="{count} lost in a wrong decoding, only “{mark}” is left",
    category="linguistic conventions/encoding",
    severity="major",
)
def replacement_character(segment: Segment) -> Iterator[Hit]:
    """A character could not be decoded and a replacement character stands in its place.

    ## Why it matters
    What stood here is gone and has to be looked up in the original.

    ## Example
    en: The caf⟦\N{REPLACEMENT CHARACTER}⟧ opens at noon.

    ## Stays quiet
    - in code and addresses, which are not prose
    """
    for found in _LOST.finditer(segment.target.prose):
        many = len(found[0])
        yield Hit(Span(*found.span()), {"count": "a character was" if many == 1 else f"{many} characters were",
                                        "mark": found[0][:1]})  # fmt: skip
