"""What a translation does to the quantities of its source: each number of one side is looked for on the other.

A number counts as found wherever it may be meant: in figures, in ideographs, in words, as a month, in Roman numerals,
as a time in twelve hours, converted into another unit, rounded beside a word that says so. What is left on both
sides is paired and named: other power of ten, other date, other number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import Literal, NamedTuple

import regex

from audit.model import Segment, Span, Text
from audit.text.calendar_words import Named
from audit.text.counts import PERCENT, Count
from audit.text.date_pairs import READS as _DATES
from audit.text.date_pairs import dated
from audit.text.dates import Date
from audit.text.directions import READS as _DIRECTIONS
from audit.text.directions import goes, turned
from audit.text.equivalents import (
    FEW,
    digits,
    explained,
    found,
    is_converted,
    is_rounded,
    units_of,
    without_converted,
)
from audit.text.equivalents import READS as _EQUIVALENTS
from audit.text.figures import Figure, is_exact, with_sign
from audit.text.once import once
from audit.text.sides import Side

READS = _DATES | _DIRECTIONS | _EQUIVALENTS
__all__ = ["READS", "Comparison", "Difference", "compare", "compared"]

Kind = Literal["added", "missing", "magnitude", "date", "unit", "currency", "sign"]

_WORD = regex.compile(r"\p{Latin}+|[\p{L}--\p{Latin}]+", regex.V1)
_ALSO_WORDS = frozenset({3, 5})
"""Months that are words or names as well."""
_SIGNED = frozenset({PERCENT, "celsius", "fahrenheit"})
_DEGREES = frozenset({"celsius", "fahrenheit"})
_AMBIGUOUS = frozenset({"money"})
_MONEY = frozenset({"money", "pound"})


class Difference(NamedTuple):
    """A quantity the two sides do not agree on. ``span`` is in the target; empty: it is missing there.

    ``there`` is what the other side says instead, "" for nothing; ``right`` what should be written, if that is sure.
    """

    kind: Kind
    span: Span
    text: str
    there: str = ""
    right: str = ""


class Comparison(NamedTuple):
    """All differences of a pair, and the numbers nobody could judge because they may be written in words there."""

    differences: tuple[Difference, ...]
    unjudged: bool = False


def compare(source: Text, target: Text) -> Comparison:
    """What the translation states otherwise than its source; of one that is empty, nothing."""
    if not target.text.strip():
        return Comparison(())
    here, there = Side(target), Side(source)
    dates, dated_here, dated_there = _dates(there, here)
    lost = [f for f in there.figures if not _inside(f.span, dated_there) and not found(f, here, there)]
    if target.pack.number_words_complete:
        lost += [f for f in there.spelt if is_exact(f) and not found(f, here, there) and not _left(f, there, here)]
    gained = [f for f in here.figures if not _inside(f.span, dated_here) and not found(f, there, here)]
    differences = [*dates]
    lost, gained = without_converted(lost, gained, there, here)
    for theirs, ours in _paired(lost, gained):
        lost.remove(theirs)
        gained.remove(ours)
        if not _says_the_same(theirs, ours, there, here):
            differences.append(_changed(theirs, ours, there, here))
    unknown = [f for f in lost if _may_be_words(f, target)] + [f for f in gained if _may_be_words(f, source)]
    for ours in gained:
        if ours not in unknown and not ours.code and not explained(ours, here, there, added=True):
            differences.append(Difference("added", ours.span, here.at(ours.span)))
    for theirs in lost:
        if theirs not in unknown and not theirs.code and not explained(theirs, there, here, added=False):
            differences.append(Difference("missing", _whole(target), there.at(theirs.span)))
    differences += _months_lost(there, here)
    differences += _counted_otherwise(there, here)
    differences += (
        Difference("sign", ours.word, here.at(ours.span), there.at(theirs.span)) for theirs, ours in turned(there, here)
    )
    return Comparison(tuple(differences), bool(unknown))


def _left(spelt: Figure, there: Side, here: Side) -> bool:
    """Does the word for a number stand in the translation as it is, with what it counts?"""
    return there.at(spelt.span).lower() in _WORD.findall(here.text.prose.lower())


def _months_lost(there: Side, here: Side) -> Iterator[Difference]:
    """Months whose number is gone, in a language that numbers them."""
    if here.text.pack.months != () or len(here.months) >= len(there.months):
        return
    said = {month.number for month in here.months} | here.pool
    for month in there.months:
        if month.number not in said and month.number not in _ALSO_WORDS:
            yield Difference("missing", _whole(here.text), there.at(month.span))


def _inside(span: Span, spans: Sequence[Span]) -> bool:
    return any(span.overlaps(other) for other in spans)


def _whole(text: Text) -> Span:
    """The text without the blanks around it."""
    bare = text.text.strip()
    start = text.text.find(bare) if bare else 0
    return Span(start, start + len(bare))


def _paired(lost: Sequence[Figure], gained: Sequence[Figure]) -> list[tuple[Figure, Figure]]:
    """Each number that is lost with the one that most likely took its place."""
    pairs = sorted(
        ((_distance(theirs, ours), i, j) for i, theirs in enumerate(lost) for j, ours in enumerate(gained)),
    )
    taken: list[tuple[Figure, Figure]] = []
    left, right = set(range(len(lost))), set(range(len(gained)))
    for distance, i, j in pairs:
        if distance is not None and i in left and j in right:
            left.discard(i)
            right.discard(j)
            taken.append((lost[i], gained[j]))
    return taken


def _distance(theirs: Figure, ours: Figure) -> int:
    """How unlike two numbers are: digits that differ, or that one has more."""
    one, other = digits(theirs.value), digits(ours.value)
    if one == other:
        return 0
    return 1 + abs(len(one) - len(other)) + sum(a != b for a, b in zip(one, other, strict=False))


def _says_the_same(theirs: Figure, ours: Figure, there: Side, here: Side) -> bool:
    """Is one the other in another unit, or rounded?"""
    return is_converted(theirs, ours) or is_rounded(theirs, ours, here)


def _changed(theirs: Figure, ours: Figure, there: Side, here: Side) -> Difference:
    kind: Kind = "magnitude" if digits(theirs.value) == digits(ours.value) else "added"
    return Difference(kind, ours.span, here.at(ours.span), there.at(theirs.span), _rewritten(theirs, ours, here))


def _rewritten(theirs: Figure, ours: Figure, here: Side) -> str:
    """The number of the source as the translation writes its own; "" where that is not sure."""
    value = theirs.value
    if (
        len(theirs.values) > 1
        or ours.scaled
        or theirs.scaled
        or value != int(value)
        or not here.at(ours.span).isascii()
    ):
        return ""
    marks = here.text.pack.group_marks
    written = here.at(ours.span)
    if not marks or written.isdecimal():
        return str(int(value)) if written.isdecimal() else ""
    return f"{int(value):,}".replace(",", next((mark for mark in marks if mark in written), marks[0]))


def _may_be_words(figure: Figure, other: Text) -> bool:
    """May the other side write the number in words that we do not know?"""
    if other.pack.number_words is not None:
        return False
    return len(digits(figure.value)) <= 1 or figure.value < 100


def _dates(there: Side, here: Side) -> tuple[list[Difference], list[Span], list[Span]]:
    """Dates, months and weekdays that changed, and the numbers that stand for them on each side."""
    known = dated(there, here)
    found = [
        Difference("date", one.part, here.at(one.ours.span), there.at(one.theirs.span), one.right)
        for one in known.changed
    ]
    spans_here, spans_there = ([d.span for d in side.weekdays] if side.figures else [] for side in (here, there))
    settled_here = [span for one in known.changed for span in _with_weekday(one.ours)]
    settled_there = [span for one in known.changed for span in _with_weekday(one.theirs)]
    settled_here += (ours.span for _, ours in known.same)
    settled_there += (theirs.span for theirs, _ in known.same)
    for names in (_months, _weekdays):
        open_there = [name for name in names(there) if not _inside(name.span, settled_there)]
        open_here = [name for name in names(here) if not _inside(name.span, settled_here)] if open_there else []
        for name, was in _renamed(open_there, open_here):
            right = name.written(was.number)
            found.append(Difference("date", name.span, here.at(name.span), there.at(was.span), right))
            spans_here.append(name.span)
            spans_there.append(was.span)
    spans_here += (one.ours.span for one in known.changed)
    spans_there += (one.theirs.span for one in known.changed)
    spans_here += (ours.span for theirs, ours in known.same if theirs.year or not ours.year)
    spans_there += (theirs.span for theirs, ours in known.same if ours.year or not theirs.year)
    return found, spans_here, spans_there


_months, _weekdays = attrgetter("months"), attrgetter("weekdays")


def _with_weekday(date: Date) -> Iterator[Span]:
    yield date.span
    if date.weekday:
        yield date.weekday.span


def _renamed(theirs: Sequence[Named], ours: Sequence[Named]) -> list[tuple[Named, Named]]:
    """The names only the translation has, each with the one it stands for; [] where their numbers do not fit."""
    if not theirs or not ours:
        return []
    known, said = Counter(name.number for name in theirs), Counter(name.number for name in ours)
    if len(theirs) != len(ours):  # one side repeats itself
        known, said = Counter(set(known)), Counter(set(said))
    new, old = list((said - known).elements()), list((known - said).elements())
    if len(old) > len(new):  # the May of a name
        old = [number for number in old if number not in _ALSO_WORDS]
    if not new or len(new) != len(old):
        return []
    last = {name.number: name for name in ours}
    was = {name.number: name for name in theirs}
    return [(last[one], was[other]) for one, other in zip(new, old, strict=True)]


def _counted_otherwise(there: Side, here: Side) -> Iterator[Difference]:
    """Numbers that the source counts of nothing else: another unit, another currency, another sign."""
    for ours in here.figures:
        same = [figure for figure in (*there.figures, *there.spelt) if set(figure.values) & set(ours.values)]
        if not same or ours.code or any(figure.code for figure in same) or _of_something_else(ours, there, here):
            continue
        theirs = same[0]
        money = frozenset().union(*(figure.currency.names for figure in same))
        unit: set[str] = set().union(*map(units_of, same))
        if _turned(ours, same, there, here):
            said, meant = with_sign(ours, here.text), with_sign(theirs, there.text)
            yield Difference("sign", ours.span, here.at(said), there.at(meant))
        elif not all(figure.currency.span.end or figure.unit.span.end for figure in same):
            continue  # some are counted of nothing, or at the other end of a range
        elif money and ours.currency.span.end and not money & ours.currency.names:
            yield _recounted("currency", ours.currency, theirs.currency, there, here)
        elif unit and ours.unit.span.end and not unit & units_of(ours) and not (unit | units_of(ours)) & _AMBIGUOUS:
            yield _recounted("unit", ours.unit, theirs.unit, there, here)
        elif money and not unit and ours.unit.span.end and not ours.unit.names & _MONEY and not ours.currency.names:
            yield _recounted("unit", ours.unit, theirs.currency, there, here)
        elif unit and not unit & _MONEY and ours.currency.span.end and not money and not ours.unit.names & _MONEY:
            yield _recounted("unit", ours.currency, theirs.unit, there, here)


def _of_something_else(ours: Figure, there: Side, here: Side) -> bool:
    """Is it 1 or 2 of a unit that the source names without figures (a year ago, on the 1st of October), or is what

    follows it no unit but the beginning of a weekday (ar يوم السبت)?
    """
    end = ours.unit.span.end
    if end and any(-1 <= end - day.span.start < len(here.at(day.span)) for day in here.weekdays):
        return True
    return ours.value <= FEW and any(there.names_unit(unit) for unit in ours.unit.names)


def _recounted(kind: Kind, ours: Count, theirs: Count, there: Side, here: Side) -> Difference:
    return Difference(kind, ours.span, here.at(ours.span), there.at(theirs.span))


def _turned(ours: Figure, same: list[Figure], there: Side, here: Side) -> bool:
    """Is a number below zero on one side alone? One that is said to fall is below zero in a way."""
    if ours.negative or (ours.below and _DEGREES & ours.unit.names):
        below = any(figure.negative or figure.below or goes(figure, there) == "fall" for figure in same)
        return _has_sign(ours) and not below and not _speaks_of_below(there)
    if all(figure.negative for figure in same):
        lost = _has_sign(same[0], ours)
    else:
        degrees = all(figure.below and _DEGREES & figure.unit.names for figure in same)
        lost = degrees and not _speaks_of_below(here)
    return lost and not ours.below and goes(ours, here) != "fall"


def _speaks_of_below(side: Side) -> bool:
    """Is any of its numbers below zero?"""
    return any(figure.negative or figure.below for figure in side.figures)


def _has_sign(*figures: Figure) -> bool:
    """Is a dash before it a sign? Of percentages, degrees and amounts it is; elsewhere it may be anything."""
    return any(figure.unit.names & _SIGNED or figure.currency.names for figure in figures)


def compared(segment: Segment) -> Comparison:
    """``compare`` for the sides of a unit. The rules of a family ask one after another: it is found out once."""
    if segment.source is None:
        return Comparison(())
    return _compared(segment.source, segment.target)


_compared = once(compare)
