"""EN11: characters that mean something in one font only."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from audit.model import Hit, Segment, Span
from audit.rule import rule

_PRIVATE = regex.compile(r"[\p{Co}\p{Noncharacter_Code_Point}]+")


@rule(
    "EN11",
    message="U+{code} is a private character that only the original font can draw",
    category="linguistic conventions/encoding",
    beats=["invisible-character"],
)
def private_use_character(segment: Segment) -> Iterator[Hit]:
    """The text holds a character without a meaning of its own, which other fonts draw as an empty box.

    ## Why it matters
    An icon of the original page, or a letter or bullet of a PDF, was copied as if it were text; readers see a box.

    ## Example
    en: Call us ⟦\uf095⟧ before noon.

    ## Stays quiet
    - emoji, symbols and rare letters, which have a meaning in every font

    ## Sources
    - Unicode Standard 23.5, private-use characters; 23.7, noncharacters
    """
    for found in _PRIVATE.finditer(segment.target.prose):
        yield Hit(Span(*found.span()), {"code": f"{ord(found[0][0]):04X}"})
