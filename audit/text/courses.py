"""Numbers that run from one value to another: rises, falls, ranges, as the language pack says they are put."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import NamedTuple

import regex

from audit.model import Span
from audit.packs import Pack, Phrase
from audit.text.needles import tried
from audit.text.numerals import READS as _NUMERALS
from audit.text.numerals import SPELT, Number, masked

READS = _NUMERALS | {"courses", "percents"}
"""The pack facts these functions use: a rule that calls them lists them in its ``reads``."""

_NUMBER = "\ue000\ue001*+"
_MARKS = r"\n.,;:!?。、，．；：！？()（）「」“”«»"
_SIGN = r"(?:\p{Lu}{1,3})?\p{Sc}\s?"
_WORDS = ("rise", "fall")
_MOVES = ("change", "rising")
_LARGE = 10_000
"""From here on numbers count something: they are no years, ranks or hours."""


class Course(NamedTuple):
    """A number that runs from ``start`` to ``end``; ``kind`` as in the pack, with ``rise`` and ``fall`` told apart."""

    span: Span
    start: Number
    end: Number
    kind: str

    @property
    def is_reversed(self) -> bool:
        """Do the figures run against the words?"""
        start, end = self.start.value, self.end.value
        if self.kind == "clock":
            return start % 12 > end % 12
        if self.kind == "pages":  # 345–52 is short for 345–352
            return start > end and len(str(start)) == len(str(end))
        return start < end if self.kind == "fall" else start > end


def courses(text: str, pack: Pack) -> list[Course]:
    """What runs from one number to another of the same unit, in order of the pack's patterns."""
    if not pack.courses:
        return []
    figured = masked(text, pack)
    if len(figured.numbers) < 2:
        return []
    percent = _percent(pack.percents or ())
    return [
        Course(_span(match), figured.numbers[match.start("a")], figured.numbers[match.start("b")], kind)
        for match, kind in _matches(pack.courses, figured.text)
        if {match.start("a"), match.start("b")} <= figured.numbers.keys()
        and _comparable(match, figured.numbers, percent)
    ]


def _matches(courses: tuple[Phrase, ...], text: str) -> Iterator[tuple[regex.Match[str], str]]:
    kinds, frames = _frames(courses)
    for number, frame in tried(frames, text):
        kind = kinds[number]
        for match in frame.finditer(text):
            told = "rise" if kind == "rising" or (kind in _MOVES and match["rise"]) else "fall"
            yield match, told if kind in _MOVES else kind


def _span(match: regex.Match[str]) -> Span:
    """The match, and the sign % right after it."""
    return Span(match.start(), match.end() + match.string.startswith(("%", "％", "٪"), match.end()))


def _comparable(match: regex.Match[str], found: dict[int, Number], percent: regex.Pattern[str]) -> bool:
    """Do both numbers count the same? Where the words leave it open, ranks, hours and years are meant as often."""
    start, end = found[match.start("a")].value, found[match.start("b")].value
    if min(start, end) < 0:
        return False
    if "u" not in match.re.groupindex:
        return True
    unit, after = match["u"].strip(), match.string[match.end("b") :].lstrip()
    if match["ca"] or match["cb"]:
        return (match["ca"] or "").strip() == (match["cb"] or "").strip() and after.startswith(unit)
    if not unit:
        return bool(percent.match(after)) or ("rise" in match.re.groupindex and min(start, end) >= Decimal(_LARGE))
    return after.startswith(unit) or bool(percent.fullmatch(unit) and percent.match(after))


@cache
def _percent(words: tuple[str, ...]) -> regex.Pattern[str]:
    return regex.compile("|".join(["[%％٪]", *map(regex.escape, words)]))


@cache
def _frames(courses: tuple[Phrase, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The kinds of the patterns, without the words of rising and falling, and the patterns with all their parts."""
    kept = [row for row in courses if row.kind not in _WORDS]
    return tuple(row.kind for row in kept), tuple(_frame(row.pattern, row.kind, courses) for row in kept)


def _frame(pattern: str, kind: str, courses: tuple[Phrase, ...]) -> str:
    words = {word: "|".join(row.pattern for row in courses if row.kind == word) for word in _WORDS}
    verb = rf"(?<!{SPELT})(?:(?P<rise>{words['rise']})|(?P<fall>{words['fall']}))(?!{SPELT})"
    parts = {
        "a": rf"(?P<ca>{_SIGN})?(?P<a>{_NUMBER})",
        "b": rf"(?P<cb>{_SIGN})?(?P<b>{_NUMBER})",
        "u": rf"(?P<u>[^\ue000{_MARKS}]{{0,16}}?)",
        "w": rf"[^\ue000{_MARKS}]{{0,16}}?",
        "verb": rf"(?<!{SPELT})(?P<rise>{words['rise']})" if kind == "rising" else verb,
    }
    return re.sub(r"\{([abuw]|verb)\}", lambda m: parts[m[1]], pattern)
