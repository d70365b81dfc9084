"""MK20: strings that are too long for their place."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from audit.model import Hit, Segment, Span
from audit.rule import rule

_GRAPHEME = regex.compile(r"\X")


@rule(
    "MK20",
    message="{length} characters, the limit is {limit}",
    category="design/length",
    severity="major",
    needs=["source"],
)
def over_limit(segment: Segment) -> Iterator[Hit]:
    """A translation is longer than its file says that it may be.

    ## Why it matters
    It is cut off on the screen, or refused by the program.

    ## Example
    en>de: Settings ||| Einstellun⟦gen⟧ ||| key=settings; limit=10
    en>ja: Settings ||| 環境設定画⟦面⟧ ||| key=settings; limit=5

    ## Stays quiet
    - letters with marks and emoji count as one character
    - strings without a limit
    """
    limit = segment.about.get("limit")
    if not isinstance(limit, int) or limit <= 0:
        return
    text = segment.target.text
    places = [found.start() for found in _GRAPHEME.finditer(text)]
    if len(places) > limit:
        yield Hit(Span(places[limit], len(text)), {"length": len(places), "limit": limit})
