"""What a sentence demands or allows: it must be, need not be, may be, cannot or must not be."""

from __future__ import annotations

from functools import cache

import regex

from audit.model import Span, Text
from audit.packs import load
from audit.text.numerals import SPELT, lowered
from audit.text.patterns import compiled

KINDS = ("open", "forbid", "cannot", "free", "must", "may")
OPPOSITES: dict[str, set[str]] = {
    "open": set(),
    "must": {"forbid", "free"},
    "may": {"forbid", "cannot"},
    "free": {"must", "forbid"},
    "forbid": {"must", "may", "free"},
    "cannot": {"may"},
}
"""What cannot be said instead."""


def demands(text: Text) -> list[tuple[str, Span]]:
    """The kinds of demands and permissions of a text, and where they stand."""
    pattern = _pattern(text.pack.lang)
    return [(str(match.lastgroup), Span(*match.span())) for match in pattern.finditer(lowered(text.prose))]


@cache
def _pattern(lang: str) -> regex.Pattern[str]:
    rows = load(lang).modality or ()
    groups = (f"(?P<{kind}>{'|'.join(row.pattern for row in rows if row.kind == kind) or '(?!)'})" for kind in KINDS)
    return compiled(rf"(?<!{SPELT})(?:{'|'.join(groups)})(?!{SPELT})")
