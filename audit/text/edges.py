"""The two ends of a string: what stands before the first and after the last sign that is no blank."""

from __future__ import annotations

from audit.model import Span


def whole(text: str) -> Span:
    """All of ``text`` but the blanks around it: where something is missing whose place nothing shows."""
    start = len(text) - len(text.lstrip())
    return Span(start, max(start, len(text.rstrip())))


def ends(text: str) -> tuple[str, str]:
    """The blanks before and after; of a blank text all of it before."""
    span = whole(text)
    return text[: span.start], text[span.end :]
