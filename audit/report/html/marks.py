"""A text cut where findings begin and end, so that overlapping and nested ones can be drawn.

One sweep over the sorted edges: what it costs grows with the text and with what is drawn.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from audit.model import Finding, Layout, Place, Span


class Piece(NamedTuple):
    """A stretch of the document with the numbers (from 0) of all findings on it.

    ``begun``: those that begin with it. ``also``: those of which it is a further place. Empty findings ("missing here")
    make pieces of their own, without text.
    """

    span: Span
    on: tuple[int, ...] = ()
    begun: tuple[int, ...] = ()
    also: tuple[int, ...] = ()

    @property
    def is_gap(self) -> bool:
        return self.span.start == self.span.end


class _Stretch(NamedTuple):
    number: int
    further: bool


def pieces(length: int, findings: Sequence[Finding], layout: Layout, cuts: Sequence[int] = ()) -> Iterator[Piece]:
    """The text of ``length`` characters in order, without a hole, cut also at ``cuts``.

    A gap stands before the text that follows it.
    """
    begin: dict[int, list[_Stretch]] = defaultdict(list)
    end: dict[int, list[_Stretch]] = defaultdict(list)
    gaps: dict[int, list[int]] = defaultdict(list)
    for number, finding in enumerate(findings):
        if finding.span.start == finding.span.end:
            gaps[finding.span.start].append(number)
        for stretch, span in _stretches(number, finding, layout):
            if span.start < span.end <= length:
                begin[span.start].append(stretch)
                end[span.end].append(stretch)
    on: dict[_Stretch, None] = {}
    for at, following in pairwise([*sorted({0, length, *cuts, *begin, *end, *gaps}), length]):
        for stretch in end.get(at, ()):
            on.pop(stretch, None)
        if at in gaps:
            yield Piece(Span(at, at), tuple(gaps[at]), tuple(gaps[at]))
        on |= dict.fromkeys(begin.get(at, ()))
        if following > at:
            begun = tuple(stretch.number for stretch in begin.get(at, ()) if not stretch.further)
            yield Piece(Span(at, following), _numbers(on, False), begun, _numbers(on, True))


def _numbers(on: dict[_Stretch, None], further: bool) -> tuple[int, ...]:
    return tuple(stretch.number for stretch in on if stretch.further == further)


def _stretches(number: int, finding: Finding, layout: Layout) -> Iterator[tuple[_Stretch, Span]]:
    """What a finding is drawn on: its span, then its further places, one after another."""
    yield _Stretch(number, False), finding.span
    covered = -1
    for place in sorted(finding.related):
        span = in_document(layout, place)
        if span.start >= covered:
            yield _Stretch(number, True), span
            covered = span.end


def in_document(layout: Layout, place: Place) -> Span:
    """The span of ``Document.text`` that ``layout.place`` gave this place to."""
    if place.unit is not None and 0 < place.line <= len(layout.units):
        return Span(place.start, place.end).shift(layout.units[place.line - 1].start)
    if layout.starts is None or layout.ends is None:
        return Span(place.start, place.end)
    return Span(bisect_left(layout.starts, place.start), bisect_right(layout.ends, place.end))
