"""Which scripts a text is written in, and where each begins."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import NamedTuple

import regex

from audit.model import Span

# UAX 31, tables 5 (recommended) and 7 (limited use); the commonest first, they are tried in order
_LIVING = """
Latin Han Hiragana Katakana Hangul Cyrillic Arabic Devanagari Thai Hebrew Greek Bengali Armenian Georgian Tamil Telugu
Kannada Malayalam Gujarati Gurmukhi Oriya Sinhala Lao Myanmar Khmer Tibetan Ethiopic Thaana Bopomofo Mongolian Syriac
Nko Canadian_Aboriginal Cherokee Tifinagh Yi Adlam Balinese Bamum Batak Chakma Cham Javanese Kayah_Li Lepcha Limbu Lisu
Mandaic Meetei_Mayek Miao New_Tai_Lue Newa Ol_Chiki Osage Saurashtra Sundanese Syloti_Nagri Tai_Le Tai_Tham Tai_Viet
Vai Wancho
"""
COMMON = "Common"
"""Characters of no script of their own: blanks, marks, digits, combining marks, ー."""

_OPENING = regex.compile(r"[\p{Ps}\p{Pi}]")


class Run(NamedTuple):
    """A stretch in one script (its Unicode name). Common characters belong to the run they follow, except opening
    brackets and quotes and what follows those: they belong to the next."""

    script: str
    span: Span


@cache
def _script() -> regex.Pattern[str]:
    named = (rf"(?P<{name}>\p{{Script={name}}})" for name in _LIVING.split())
    return regex.compile(r"[\p{Zyyy}\p{Zinh}\p{Zzzz}]|" + "|".join(named))


@cache
def script(char: str) -> str:
    """The Unicode script of a character; ``Common`` where it has none of its own, ``Other`` for historic scripts."""
    found = _script().match(char)
    return "Other" if found is None else found.lastgroup or COMMON


class _Codes(dict[int, str]):
    """Each character's script as one character, worked out when first met, for ``str.translate``."""

    opening, common = "(", " "

    def __init__(self) -> None:
        self.scripts: list[str] = []

    def __missing__(self, point: int) -> str:
        self[point] = self.of(chr(point))
        return self[point]

    def of(self, char: str) -> str:
        """The code of a character met for the first time."""
        name = script(char)
        if name == COMMON:
            return self.opening if _OPENING.match(char) else self.common
        if name not in self.scripts:
            self.scripts.append(name)
        return chr(0x100 + self.scripts.index(name))


class _LetterCodes(_Codes):
    """The same of letters alone."""

    def of(self, char: str) -> str:
        return super().of(char) if char.isalpha() else self.common


_CODES, _LETTERS = _Codes(), _LetterCodes()
# a first letter, then more of its script with common characters between, then those that close; or no letter any more
_RUN = re.compile(r"[( ]*+(?:([^( ])(?:[( ]*+\1)*+ *+|\Z)")


def runs(text: str) -> list[Run]:
    """Script runs in order; together they cover the text."""
    stretches = (run for run in _RUN.finditer(text.translate(_CODES)) if run[1])
    found = [Run(_CODES.scripts[ord(run[1]) - 0x100], Span(*run.span())) for run in stretches]
    if not found:
        return [Run(COMMON, Span(0, len(text)))] if text else []
    name, (start, _) = found[-1]
    found[-1] = Run(name, Span(start, len(text)))
    return found


def counts(text: str) -> Counter[str]:
    """How many letters there are of each script; letters that several scripts share (ー) are not counted."""
    written = text.translate(_LETTERS)
    codes = dict.fromkeys(written)
    codes.pop(_LETTERS.common, None)
    return Counter({_LETTERS.scripts[ord(code) - 0x100]: written.count(code) for code in codes})


def letters(text: str) -> int:
    """How many letters of any script (Unicode category L)."""
    return sum(map(str.isalpha, text))
