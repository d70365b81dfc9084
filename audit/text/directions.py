"""Which way a number is said to have gone: up or down, by the word that stands nearest to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal, NamedTuple

import regex

from audit.model import Span
from audit.packs import Phrase
from audit.text.counts import PERCENT
from audit.text.denials import denials
from audit.text.figures import Figure
from audit.text.numerals import SPELT, lowered
from audit.text.once import once
from audit.text.patterns import compiled
from audit.text.sides import Side

READS = frozenset({"directions", "negations", "word_spaces"})

Way = Literal["rise", "fall"]

_SPACED, _UNSPACED = 34, 14
"""Characters between a number and the word that says where it went, at the most."""
_STOP = regex.compile(r"[,;:。、，；：!?()（）「」“”„«»]|\.(?!\p{Nd})")
_FAR = 3
"""How many times as far away as the nearest word another may contradict it."""
_YEARS = range(1000, 2100)


class Course(NamedTuple):
    """A number, the word that says where it went, and that."""

    figure: Figure
    word: Span
    way: Way

    @property
    def span(self) -> Span:
        spans = [self.figure.span, self.word, *(s for s in (self.figure.unit.span, self.figure.currency.span) if s.end)]
        return Span(min(span.start for span in spans), max(span.end for span in spans))


def turned(there: Side, here: Side) -> Iterator[tuple[Course, Course]]:
    """Numbers that rise on one side and fall on the other: the source's course and the translation's.

    Silent where a word of the other direction stands free on either side, where either denies, and where a number is
    there twice.
    """
    theirs = _courses(there)
    ours = _courses(here) if theirs else ()
    for one in theirs:
        twins = [other for other in ours if set(one.figure.values) & set(other.figure.values)]
        if len(twins) != 1 or twins[0].way == one.way or not _comparable(one.figure, twins[0].figure):
            continue
        free = _free(there, theirs, twins[0].way) or _free(here, ours, one.way)
        if not free and not any(denials(side.text.prose, side.text.pack.lang) for side in (there, here)):
            yield one, twins[0]


def goes(figure: Figure, side: Side) -> Way | None:
    """Where a number is said to go, if a word beside it says so."""
    return next((course.way for course in _courses(side) if course.figure == figure), None)


@once
def _courses(side: Side) -> tuple[Course, ...]:
    return tuple(_led(side))


def _led(side: Side) -> Iterator[Course]:
    """Numbers with the word that governs each."""
    figures = [*side.figures, *side.spelt]
    words = _words(side) if figures else []
    for figure in figures if words else ():
        if figure.code or figure.negative or (not _counts(figure) and figure.value in _YEARS):
            continue
        near = sorted(
            (_gap(word, figure.span), word, way) for word, way in words if _governs(word, figure, figures, side)
        )
        if near and _only(figure, figures):
            gap, word, way = near[0]
            if all(same == way or further > _FAR * (gap + 1) for further, _, same in near):
                yield Course(figure, word, way)


def _counts(figure: Figure) -> bool:
    return bool(figure.unit.names or figure.currency.names)


def _only(figure: Figure, figures: Sequence[Figure]) -> bool:
    """Is it the only number of its worth?"""
    return sum(bool(set(figure.values) & set(other.values)) for other in figures) == 1


def _comparable(one: Figure, other: Figure) -> bool:
    """Do both count percent, or neither?"""
    return (PERCENT in one.unit.names) == (PERCENT in other.unit.names)


def _governs(word: Span, figure: Figure, figures: Sequence[Figure], side: Side) -> bool:
    """Is a word near enough to a number, with no mark and no other number between them?"""
    start, end = min(word.end, figure.span.end), max(word.start, figure.span.start)
    reach = _UNSPACED if side.text.pack.word_spaces is False else _SPACED
    if end - start > reach or _STOP.search(side.text.prose, start, end):
        return False
    return not any(start <= other.span.start and other.span.end <= end for other in figures if other is not figure)


def _gap(word: Span, number: Span) -> int:
    return max(word.start - number.end, number.start - word.end)


def _free(side: Side, courses: Sequence[Course], way: Way) -> bool:
    """Is there a word of this direction that belongs to no number?"""
    bound = {course.word for course in courses}
    return any(found == way and word not in bound for word, found in _words(side))


@once
def _words(side: Side) -> list[tuple[Span, Way]]:
    pack = side.text.pack
    low = lowered(side.text.prose)
    return [
        (Span(*match.span()), "rise" if match["rise"] else "fall")
        for match in _pattern(pack.directions or ()).finditer(low)
    ]


@cache
def _pattern(directions: tuple[Phrase, ...]) -> regex.Pattern[str]:
    def either(kind: Way) -> str:
        return "|".join(row.pattern for row in directions if row.kind == kind) or "(?!)"

    return compiled(rf"(?<!{SPELT})(?:(?P<rise>{either('rise')})|(?P<fall>{either('fall')}))(?!{SPELT})")
