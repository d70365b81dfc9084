"""PU13: brackets that lost what they held."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from audit.model import Hit, Segment, Span
from audit.rule import rule
from audit.text.graphemes import snap

_HOLLOW = regex.compile(
    r"(?<=[\s\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\"'”’」』])(?:\(\)|（[\s\u3000]?）|\([,;:][^()]*\)|（[，、；：,;][^（）]*）)"
)


@rule(
    "PU13",
    message="“{brackets}” lost what it held",
    category="accuracy/omission",
    beats=["space-inside-brackets", "space-before-mark", "space-inside-sentence"],
)
def hollow_brackets(segment: Segment) -> Iterator[Hit]:
    """Brackets enclose nothing, or begin with a comma.

    ## Why it matters
    What stood there was dropped on the way: a reading, a foreign spelling, a date, a link.

    ## Example
    en: Maria Oliveira ⟦()⟧ was born in Porto.
    ja: 利根川⟦（、全長三百二十二キロ）⟧は関東平野を流れる。

    ## Stays quiet
    - function names: call init() first
    - boxes to tick and gaps to fill: (   )
    """
    for found in _HOLLOW.finditer(segment.target.prose):
        yield Hit(snap(segment.target.text, Span(*found.span())), {"brackets": found[0][:30]})
