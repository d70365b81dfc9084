"""Dates of a translation beside those of its source: which are the same, and which took another's place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple

import regex

from audit.model import Span
from audit.text.dates import READS as _DATES
from audit.text.dates import Date, dates
from audit.text.number_words import spelt
from audit.text.sides import READS as _SIDES
from audit.text.sides import Side

READS = _DATES | _SIDES

_NUMERIC = regex.compile(
    r"(?<![\p{Nd}.,/-])(?P<a>\p{Nd}{1,2})(?P<by>[./-])(?P<b>\p{Nd}{1,2})(?P=by)(?P<y>\p{Nd}{4})(?![\p{Nd}/-]|[.,]\p{Nd})"
)
_JOINT = regex.compile(r"[\s./-]*")
_MONTHS, _DAYS = range(1, 13), range(1, 32)


class Changed(NamedTuple):
    """Two dates of which one should be the other, and the part of the target's that is not."""

    ours: Date
    theirs: Date
    part: Span
    right: str
    """What that part should be; "" where that is not sure."""


class Dated(NamedTuple):
    """The dates that changed, and those that both sides state."""

    changed: tuple[Changed, ...]
    same: tuple[tuple[Date, Date], ...]
    """Theirs and ours."""


def dated(there: Side, here: Side) -> Dated:
    """What became of the dates of the source (``there``)."""
    lost = _dates(there)
    gained = _dates(here) if lost else []
    same: list[tuple[Date, Date]] = []
    for theirs, ours in product(tuple(lost), tuple(gained)):
        if theirs in lost and ours in gained and _agree(theirs, ours, there, here):
            lost.remove(theirs)
            gained.remove(ours)
            same.append((theirs, ours))
    found = (_change(theirs, ours, there, here) for theirs, ours in _paired(lost, gained))
    return Dated(tuple(filter(None, found)), tuple(same))


def _paired(lost: Sequence[Date], gained: Sequence[Date]) -> Iterator[tuple[Date, Date]]:
    """Each date that is lost with the one most like it; two that have nothing in common only if there are no others."""
    left, right = list(lost), list(gained)
    for theirs, ours in sorted(product(lost, gained), key=lambda pair: -_alike(*pair)):
        if theirs in left and ours in right and (_alike(theirs, ours) or len(lost) == len(gained) == 1):
            left.remove(theirs)
            right.remove(ours)
            yield theirs, ours


def _dates(side: Side) -> list[Date]:
    """The dates of one side; those in figures whatever order its language writes them in."""
    found = dates(side.text.prose, side.text.pack)
    for match in _NUMERIC.finditer(side.text.prose):
        span = Span(*match.span())
        parts = [Span(*match.span(name)) for name in ("a", "b", "y")]
        day, month, year = (int(match[name]) for name in ("a", "b", "y"))
        if month not in _MONTHS:
            day, month, parts = month, day, [parts[1], parts[0], parts[2]]
        if month in _MONTHS and day in _DAYS and not any(span.overlaps(date.span) for date in found):
            found.append(Date(span, year, month, day, None, False, *parts))
    return found


def _readings(date: Date, side: Side) -> set[tuple[int, int]]:
    """The months and days it may mean: two small figures are read in either order."""
    (first, end), (start, _) = sorted((date.day_at, date.month_at))
    plain = _JOINT.fullmatch(side.text.prose, end, start) and side.text.prose[first : first + 1].isdecimal()
    if plain and side.text.prose[start : start + 1].isdecimal() and date.day in _MONTHS and first == date.span.start:
        return {(date.month, date.day), (date.day, date.month)}
    return {(date.month, date.day)}


def _agree(theirs: Date, ours: Date, there: Side, here: Side) -> bool:
    if theirs.year and ours.year and theirs.year != ours.year:
        return False
    return not _readings(theirs, there).isdisjoint(_readings(ours, here))


def _alike(theirs: Date, ours: Date) -> int:
    """How much two dates have in common."""
    if (theirs.month, theirs.day) == (ours.day, ours.month):
        return 3
    year = theirs.year is not None and theirs.year == ours.year
    return 2 * (theirs.month == ours.month) + 2 * (theirs.day == ours.day) + year


def _change(theirs: Date, ours: Date, there: Side, here: Side) -> Changed | None:
    """What differs between two dates, unless the rest of the texts accounts for it."""
    if theirs.bare and ours.bare:  # numbers after a month, on both sides
        return None
    if _readings(theirs, there) & _readings(ours, here):
        right = _figure(theirs.year, ours.year_at, here) if here.at(ours.year_at) == str(ours.year) else ""
        return Changed(ours, theirs, ours.year_at, right) if ours.year not in _years(there) else None
    if (theirs.month, theirs.day) == (ours.day, ours.month):
        return Changed(ours, theirs, ours.span, "")
    if theirs.month != ours.month and theirs.day != ours.day:
        return Changed(ours, theirs, ours.span, "") if not _stated(ours, there) else None
    if theirs.month != ours.month:
        right = _month(theirs.month, ours, here)
        return Changed(ours, theirs, ours.month_at, right) if ours.month not in _months(there) else None
    if ours.day in _days(there):
        return None
    return Changed(ours, theirs, ours.day_at, _figure(theirs.day, ours.day_at, here))


def _figure(number: int | None, at: Span, side: Side) -> str:
    """A number as the one at a place is written; "" if not with these digits."""
    written = side.at(at)
    return f"{number:0{len(written) if written[0] == '0' else 1}}" if number and written.isascii() else ""


def _month(number: int, date: Date, side: Side) -> str:
    named = next((month for month in side.months if month.span.overlaps(date.month_at)), None)
    return named.written(number) if named else _figure(number, date.month_at, side)


def _years(side: Side) -> set[int | None]:
    return {int(value) for figure in side.figures for value in figure.values if value == int(value)}


def _months(side: Side) -> set[int]:
    return {date.month for date in _dates(side)} | {month.number for month in side.months}


def _days(side: Side) -> set[int]:
    """Numbers that may be days, without those that are months or years in its dates."""
    parts: Sequence[Span] = [span for date in _dates(side) for span in (date.month_at, date.year_at)]
    parts = [*parts, *(month.span for month in side.months)]
    values = (value for figure in side.figures if not _inside(figure.span, parts) for value in figure.values)
    days = {date.day for date in _dates(side)}
    return days | {int(value) for value in values if value in _DAYS} | set(_spelt(side))


def _spelt(side: Side) -> Iterator[int]:
    return (int(value) for value in spelt(side.text.prose, side.text.pack) if value in _DAYS)


def _inside(span: Span, others: Sequence[Span]) -> bool:
    return any(span.start < other.end and other.start < span.end for other in others)


def _stated(date: Date, side: Side) -> bool:
    """Are both parts of a date somewhere on the other side?"""
    return date.day in _days(side) or date.month in _months(side)
