"""EN07: radicals and compatibility forms in place of hanzi."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import regex

from audit.model import Hit, Segment, Span
from audit.rule import rule

_FORM = regex.compile(r"[\u2E80-\u2FD5\uF900-\uFA0D\uFA10\uFA12\uFA15-\uFA1E\uFA20\uFA22\uFA25\uFA26\uFA2A-\uFAD9]")


@rule(
    "EN07",
    message="“{form}” is a {kind} (U+{code}), expected “{letter}”",
    category="linguistic conventions/encoding",
    fixable=True,
)
def kangxi_radical(segment: Segment) -> Iterator[Hit]:
    """A dictionary radical or compatibility form stands where the ordinary character belongs.

    ## Why it matters
    It looks the same, but no search finds it and screen readers skip it. PDF extraction leaves them behind.

    ## Example
    ja: 会議は⟦\N{KANGXI RADICAL SUN}⟧曜に開く。

    ## Stays quiet
    - forms that differ in shape from the ordinary character and are chosen for names (﨑, 髙)

    ## Sources
    - Unicode 16, Kangxi Radicals and CJK Compatibility Ideographs; NFKC gives the ordinary character
    """
    for found in _FORM.finditer(segment.target.prose):
        letter = unicodedata.normalize("NFKC", found[0])
        if letter == found[0] or unicodedata.category(letter) != "Lo":
            continue
        kind = "radical" if found[0] < "\u3000" else "compatibility form"
        facts = {"form": found[0], "kind": kind, "code": f"{ord(found[0]):04X}", "letter": letter}
        yield Hit(Span(*found.span()), facts, (letter,))
