"""Whether a sentence denies something, for certain or perhaps."""

from __future__ import annotations

from functools import cache

import regex

from audit.model import Span
from audit.packs import load
from audit.text.patterns import compiled


@cache
def _patterns(lang: str) -> dict[str, regex.Pattern[str]]:
    """Kind -> everything of that kind."""
    found: dict[str, list[str]] = {}
    for row in load(lang).negations or ():
        found.setdefault(row.kind, []).append(row.pattern)
    return {kind: compiled("|".join(patterns)) for kind, patterns in found.items()}


def denials(text: str, lang: str) -> list[Span]:
    """The plain denials of a text; idioms that deny nothing are no denials."""
    patterns = _patterns(lang)
    if "no" not in patterns:
        return []
    low = text.lower() if len(text.lower()) == len(text) else text
    found = [Span(*match.span()) for match in patterns["no"].finditer(low)]
    if not found or "not" not in patterns:
        return found
    idioms = [Span(*match.span()) for match in patterns["not"].finditer(low)]
    return [span for span in found if not any(span.overlaps(idiom) for idiom in idioms)]


def may_deny(text: str, lang: str) -> bool:
    """Is there anything at all that denies, in part, weakly or in other words?"""
    pattern = _patterns(lang).get("any")
    return pattern is None or pattern.search(text.lower()) is not None
