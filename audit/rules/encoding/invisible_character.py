"""EN04: characters that cannot be seen."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

import regex

from audit.model import Hit, Segment, Span
from audit.rule import rule

_JOINING = (
    r"\p{Arabic}\p{Syriac}\p{Mongolian}\p{Devanagari}\p{Bengali}\p{Gurmukhi}\p{Gujarati}\p{Oriya}\p{Tamil}\p{Telugu}"
    r"\p{Kannada}\p{Malayalam}\p{Sinhala}\p{Myanmar}\p{Khmer}\p{M}\p{Emoji}\u200C\u200D"
)
"""Letters whose joining a joiner changes."""
_UNSPACED = r"\p{Thai}\p{Khmer}\p{Lao}\p{Myanmar}"
"""Scripts in which a zero width space parts words."""
_ANY = re.compile(r"[\u034F\u00AD\u200B-\u200D\u202D\u202E\u2060-\u2064\u206A-\u206F\u3164\uFEFF\U000E0000-\U000E007F]")
_FOUND = regex.compile(
    r"[\N{ZERO WIDTH NO-BREAK SPACE}\N{COMBINING GRAPHEME JOINER}\N{HANGUL FILLER}\u2061-\u2064\u206A-\u206F]+"
    r"|\N{SOFT HYPHEN}+(?!\p{L})|(?<!\p{L})\N{SOFT HYPHEN}+"
    rf"|(?<![{_UNSPACED}])\N{{ZERO WIDTH SPACE}}+(?![{_UNSPACED}])"
    rf"|(?<![{_JOINING}])[\N{{ZERO WIDTH NON-JOINER}}\N{{ZERO WIDTH JOINER}}\N{{WORD JOINER}}]+"
    r"|[\N{LEFT-TO-RIGHT OVERRIDE}\N{RIGHT-TO-LEFT OVERRIDE}]+"
    r"|(?<![\U0001F3F4\U000E0020-\U000E007F])[\U000E0000-\U000E007F]+"
)


@rule(
    "EN04",
    message="an invisible character ({name}) stands here",
    category="linguistic conventions/encoding",
    fixable=True,
)
def invisible_character(segment: Segment) -> Iterator[Hit]:
    """The text holds a character that cannot be seen and has no work to do here.

    ## Why it matters
    Searches, word counts and screen readers trip over it; it often marks the place of a copied link or a
    line break of the original page.

    ## Example
    en: The harbour⟦\N{ZERO WIDTH SPACE}⟧ is closed.

    ## Stays quiet
    - joiners in scripts whose letters join, and inside emoji
    - zero width spaces where a script parts its words by them (Thai, Khmer)
    - marks that order right-to-left text
    - tag characters of flags
    - soft hyphens inside a word, which are hints for line breaking
    """
    if not _ANY.search(segment.target.prose):
        return
    for found in _FOUND.finditer(segment.target.prose):
        yield Hit(Span(*found.span()), {"name": unicodedata.name(found[0][0], "unnamed").lower()}, ("",))
