"""Dates, months and weekdays that a translation changed or lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from operator import attrgetter

from audit.model import Span
from audit.text.calendar_words import Named
from audit.text.date_pairs import READS, dated
from audit.text.dates import Date
from audit.text.differences import Difference
from audit.text.edges import whole
from audit.text.sides import Side

__all__ = ["READS", "in_calendar", "inside", "months_lost"]

_ALSO_WORDS = frozenset({3, 5})
"""Months that are words or names as well."""


def in_calendar(there: Side, here: Side) -> tuple[list[Difference], list[Span], list[Span]]:
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
        open_there = [name for name in names(there) if not inside(name.span, settled_there)]
        open_here = [name for name in names(here) if not inside(name.span, settled_here)] if open_there else []
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


def months_lost(there: Side, here: Side) -> Iterator[Difference]:
    """Months whose number is gone, in a language that numbers them."""
    if here.text.pack.months != () or len(here.months) >= len(there.months):
        return
    said = {month.number for month in here.months} | here.pool
    for month in there.months:
        if month.number not in said and month.number not in _ALSO_WORDS:
            yield Difference("missing", whole(here.text.text), there.at(month.span))


def inside(span: Span, spans: Sequence[Span]) -> bool:
    """Does a span share a character with one of ``spans``?"""
    return any(span.overlaps(other) for other in spans)
