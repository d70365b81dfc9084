"""Stretches of a text that say the same thing again and again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from audit.model import Span

_GRAM = 4
"""Characters that are looked up; shorter loops are found by theirs, which span several turns."""


class Loop(NamedTuple):
    """A stretch that repeats itself with a period, in characters. The last turn may be cut short."""

    span: Span
    period: int

    @property
    def turns(self) -> float:
        return (self.span.end - self.span.start) / self.period


def loops(text: str, longest: int = 400) -> Iterator[Loop]:
    """Maximal stretches where every character equals the one a period before, at least twice over; disjoint, in order.

    ``longest``: periods above this are not looked for.
    """
    last: dict[str, int] = {}
    reached: dict[int, int] = {}
    done = 0
    for at in range(len(text) - _GRAM + 1):
        gram = text[at : at + _GRAM]
        period = at - last.get(gram, at)
        last[gram] = at
        if not 0 < period <= longest or at < done or at < reached.get(period, 0):
            continue
        end = _same_until(text, at, period)
        reached[period] = end
        if end - (at - period) >= 2 * period:
            done = end
            yield Loop(Span(at - period, end), period)


def _same_until(text: str, at: int, period: int) -> int:
    """The first place from ``at`` on that differs from the one a period before."""
    while at < len(text) and text[at] == text[at - period]:
        at += 1
    return at


def repeated(text: str, least: int) -> Iterator[tuple[Span, Span]]:
    """Pairs of disjoint stretches, ``least`` characters or more, that are the same: (earlier, later), maximal."""
    last: dict[str, int] = {}
    begun, distance = 0, 0
    for at in range(len(text) - least + 1):
        gram = text[at : at + least]
        now = at - last.get(gram, at)
        last.setdefault(gram, at)
        if now == distance:
            continue
        if distance:
            yield _pair(begun, at - 1 + least, distance)
        begun, distance = at, now if now >= least else 0
    if distance:
        yield _pair(begun, len(text), distance)


def _pair(start: int, end: int, distance: int) -> tuple[Span, Span]:
    end = min(end, start + distance)
    return Span(start - distance, end - distance), Span(start, end)
