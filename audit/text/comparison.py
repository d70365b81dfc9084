"""What a translation does to the quantities of its source: each number of one side is looked for on the other.

A number counts as found wherever it may be meant: in figures, in ideographs, in words, as a month, in Roman numerals,
as a time in twelve hours, converted into another unit, rounded beside a word that says so. What is left on both
sides is paired and named: other power of ten, other date, other number.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from audit.model import Segment, Text
from audit.text.calendar_changes import READS as _CALENDAR
from audit.text.calendar_changes import in_calendar, inside, months_lost
from audit.text.differences import Comparison, Difference, Kind
from audit.text.directions import READS as _DIRECTIONS
from audit.text.directions import turned
from audit.text.edges import whole
from audit.text.equivalents import READS as _EQUIVALENTS
from audit.text.equivalents import digits, explained, found, is_converted, is_rounded, without_converted
from audit.text.figures import Figure, is_exact
from audit.text.once import once
from audit.text.recounted import recounted
from audit.text.sides import Side

READS = _CALENDAR | _DIRECTIONS | _EQUIVALENTS
__all__ = ["READS", "Comparison", "Difference", "compare", "compared"]

_WORD = regex.compile(r"\p{Latin}+|[\p{L}--\p{Latin}]+", regex.V1)


def compare(source: Text, target: Text) -> Comparison:
    """What the translation states otherwise than its source; of one that is empty, nothing."""
    if not target.text.strip():
        return Comparison(())
    here, there = Side(target), Side(source)
    dates, dated_here, dated_there = in_calendar(there, here)
    lost = [f for f in there.figures if not inside(f.span, dated_there) and not found(f, here, there)]
    if target.pack.number_words_complete:
        lost += [f for f in there.spelt if is_exact(f) and not found(f, here, there) and not _left(f, there, here)]
    gained = [f for f in here.figures if not inside(f.span, dated_here) and not found(f, there, here)]
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
            differences.append(Difference("missing", whole(target.text), there.at(theirs.span)))
    differences += months_lost(there, here)
    differences += recounted(there, here)
    differences += (
        Difference("sign", ours.word, here.at(ours.span), there.at(theirs.span)) for theirs, ours in turned(there, here)
    )
    return Comparison(tuple(differences), bool(unknown))


def _left(spelt: Figure, there: Side, here: Side) -> bool:
    """Does the word for a number stand in the translation as it is, with what it counts?"""
    return there.at(spelt.span).lower() in _WORD.findall(here.text.prose.lower())


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


def compared(segment: Segment) -> Comparison:
    """``compare`` for the sides of a unit. The rules of a family ask one after another: it is found out once."""
    if segment.source is None:
        return Comparison(())
    return _compared(segment.source, segment.target)


_compared = once(compare)
