"""Where sentences end, from what a language pack says about its marks."""

from __future__ import annotations

from functools import cache

import regex

from audit.model import Span
from audit.packs import Pack

_UNIVERSAL = (".", "!", "?", "…", "。", "！", "？", "।", "؟", "۔")
_CLOSING = r"[\p{Pe}\p{Pf}\"'”’»]*"


@cache
def _ends(marks: tuple[str, ...], abbreviations: tuple[str, ...]) -> regex.Pattern[str]:
    spaced = "".join(regex.escape(m) for m in marks if m.isascii() or m in "…।؟۔")
    wide = "".join(regex.escape(m) for m in marks if m not in ".!?…।؟۔")
    return regex.compile(rf"[{spaced or '.'}]+{_CLOSING}(?=\s)|[{wide or '。'}]+{_CLOSING}|\n")


def sentences(text: str, pack: Pack) -> list[Span]:
    """The sentences of a paragraph: trimmed, in order, disjoint, holding every non-blank."""
    cuts = [m.end() for m in _ends(pack.end_marks or _UNIVERSAL, pack.abbreviations or ()).finditer(text)]
    found: list[Span] = []
    start = 0
    for end in [*cuts, len(text)]:
        piece = text[start:end]
        body = piece.strip()
        if body:
            at = start + len(piece) - len(piece.lstrip())
            found.append(Span(at, at + len(body)))
        start = end
    return found
