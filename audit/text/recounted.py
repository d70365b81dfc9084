"""Numbers that a translation keeps, but counts of something else: another unit, another currency, another sign."""

from __future__ import annotations

from collections.abc import Iterator

from audit.text.counts import PERCENT, Count
from audit.text.differences import Difference, Kind
from audit.text.directions import goes
from audit.text.equivalents import FEW, units_of
from audit.text.figures import Figure, with_sign
from audit.text.sides import Side

_SIGNED = frozenset({PERCENT, "celsius", "fahrenheit"})
_DEGREES = frozenset({"celsius", "fahrenheit"})
_AMBIGUOUS = frozenset({"money"})
_MONEY = frozenset({"money", "pound"})


def recounted(there: Side, here: Side) -> Iterator[Difference]:
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
            yield _changed("currency", ours.currency, theirs.currency, there, here)
        elif unit and ours.unit.span.end and not unit & units_of(ours) and not (unit | units_of(ours)) & _AMBIGUOUS:
            yield _changed("unit", ours.unit, theirs.unit, there, here)
        elif money and not unit and ours.unit.span.end and not ours.unit.names & _MONEY and not ours.currency.names:
            yield _changed("unit", ours.unit, theirs.currency, there, here)
        elif unit and not unit & _MONEY and ours.currency.span.end and not money and not ours.unit.names & _MONEY:
            yield _changed("unit", ours.currency, theirs.unit, there, here)


def _of_something_else(ours: Figure, there: Side, here: Side) -> bool:
    """Is it 1 or 2 of a unit that the source names without figures (a year ago, on the 1st of October), or is what

    follows it no unit but the beginning of a weekday (ar يوم السبت)?
    """
    end = ours.unit.span.end
    if end and any(-1 <= end - day.span.start < len(here.at(day.span)) for day in here.weekdays):
        return True
    return ours.value <= FEW and any(there.names_unit(unit) for unit in ours.unit.names)


def _changed(kind: Kind, ours: Count, theirs: Count, there: Side, here: Side) -> Difference:
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
