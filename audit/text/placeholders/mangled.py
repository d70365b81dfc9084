"""Placeholders and tags that a translator or a machine spoilt: full-width signs, blanks inside, a bracket lost."""

from __future__ import annotations

import re
from collections.abc import Sequence

from audit.model import Span, blanked
from audit.text.placeholders.found import Placeholder

_FULL_WIDTH = 0xFEE0
_ANY = {**dict.fromkeys("{[(<", "{[(<｛［（＜〈《「【"), **dict.fromkeys("}])>", "}])>｝］）＞〉》」】")}
_ANY |= {"$": "$＄", "%": "%％﹪٪", '"': "\"“”„«»＂'‘’", "'": "'‘’＇"}
_LONGEST = 200


def mangled(lost: Placeholder, text: str, taken: Sequence[Span]) -> Span | None:
    """Where ``text`` holds what is left of the lost placeholder, outside ``taken``."""
    for pattern in _patterns(lost):
        if span := _first(pattern, text, taken):
            return span
    return None


def respelt(wanted: str, text: str, taken: Sequence[Span]) -> Span | None:
    """Where ``text`` holds ``wanted`` with blanks inside, in full-width signs, or in letters of the other case."""
    return _first(_tolerant(wanted), text, taken) if len(wanted) <= _LONGEST else None


def _patterns(lost: Placeholder) -> list[str]:
    patterns = []
    name = re.escape(lost.name)
    if len(lost.name) > 1 and not lost.name.isdecimal():
        sign = r"(?:[%％$＄#@]\s*)?"
        patterns += [
            rf"{sign}[{{(\[<｛（［＜]+\s*{name}\s*[)}}\]>｝）］＞]*\s*[sd]?(?![\w])",
            rf"{sign}(?<!\w){name}\s*[}}｝]+",
            rf"[%％$＄#]\s*{name}(?!\w)",
        ]
    if lost.style == "printf" and lost.name:
        patterns += [rf"[%％]\s*{name}\s*[$＄]?\s*[A-Za-z@]?", rf"{name}\s*[$＄]\s*[A-Za-z@]?", rf"[$＄]\s*{name}"]
    if lost.style in ("printf", "Qt"):
        patterns += [rf"(?<![\d%％] )(?<![\d%％])[%％]\s?(?:{re.escape(lost.type)}|{name or '[A-Za-z](?![A-Za-z])'})"]
        patterns += [r"(?<![\d%％٪])(?<![\d%％٪]\s)[%％](?![%％\d])"]
    if lost.name.isdecimal() and lost.style == "{name}":
        patterns += [rf"[{{(\[｛（［]\s*{name}\s*[)}}\]｝）］]?", rf"{name}\s*[}}｝]"]
    return patterns


def _tolerant(wanted: str) -> str:
    return r"\s*".join(map(_lookalikes, wanted.replace(" ", "")))


def _lookalikes(char: str) -> str:
    alike = _ANY.get(char, char)
    if char.isascii() and char.isprintable():
        alike += char.lower() + char.upper() + chr(ord(char) + _FULL_WIDTH)
    return f"[{re.escape(''.join(dict.fromkeys(alike)))}]"


def _first(pattern: str, text: str, taken: Sequence[Span]) -> Span | None:
    for found in re.finditer(pattern, blanked(text, sorted(taken))):
        if found[0].strip():
            return Span(found.start(), found.start() + len(found[0].rstrip()))
    return None
