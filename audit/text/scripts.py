"""Which scripts a text is written in, and where each begins."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

import regex

from audit.model import Span

_SCRIPTS = (
    "Latin Han Hiragana Katakana Hangul Cyrillic Arabic Devanagari Thai Hebrew Greek Armenian Georgian Bengali Tamil "
    "Telugu Kannada Malayalam Gujarati Gurmukhi Oriya Sinhala Lao Myanmar Khmer Tibetan Ethiopic Mongolian Bopomofo"
).split()
_NAMED = regex.compile("|".join(rf"(?P<{s}>\p{{Script={s}}})" for s in _SCRIPTS) + r"|(?P<Common>[\p{Zyyy}\p{Zinh}])")
_LETTER = regex.compile(r"\p{L}")


class Run(NamedTuple):
    """A stretch in one script (Unicode name); marks and blanks belong to what precedes them."""

    script: str
    span: Span


def _script(char: str) -> str:
    named = _NAMED.match(char)
    return (named and named.lastgroup) or "Unknown"


def runs(text: str) -> list[Run]:
    """Script runs that together cover the text."""
    found: list[Run] = []
    start, current = 0, "Common"
    for i, char in enumerate(text):
        script = _script(char)
        if script in ("Common", current):
            continue
        if current != "Common":
            found.append(Run(current, Span(start, i)))
            start = i
        current = script
    return [*found, Run(current, Span(start, len(text)))] if text else []


def counts(text: str) -> Counter[str]:
    """How many letters of each script; letters common to several scripts not counted."""
    found = Counter(map(_script, _LETTER.findall(text)))
    found.pop("Common", None)
    return found


def letters(text: str) -> int:
    """How many letters of any script."""
    return len(_LETTER.findall(text))
