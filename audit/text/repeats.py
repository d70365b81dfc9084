"""Where a text says again what it said before, be it with small differences.

Letters and digits alone are compared, so that blanks, marks and line breaks do not matter. Every
k-gram is looked up among sampled earlier ones and extended to the longest match (the anchors of
Manber, "Finding similar files in a large file system", 1994); matches that continue each other in both places are
chained over small gaps. Time is linear in the text, memory too.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import regex

from audit.model import Span

_RUN = regex.compile(r"[\p{L}\p{M}\p{N}]+")
_WIDE_LENGTH, _NARROW_LENGTH = 12, 20
_DENSE = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]")
_STRIDE = 4


class Letters(NamedTuple):
    """The letters of a text in lower case, and where each stood in it."""

    text: str
    places: array[int]

    def span(self, start: int, end: int) -> Span:
        """The span of the text that letters ``start`` to ``end`` come from."""
        return Span(self.places[start], self.places[end - 1] + 1)

    def first(self, span: Span) -> int | None:
        """The number of the first letter in a span of the text, if it holds one."""
        number = bisect_left(self.places, span.start)
        return number if number < len(self.places) and self.places[number] < span.end else None


class Match(NamedTuple):
    """``size`` letters from ``first`` on come again from ``second`` on."""

    first: int
    second: int
    size: int


class Chain(NamedTuple):
    """Matches that continue each other: ranges of letters (half-open), and how many letters match."""

    first: Span
    second: Span
    size: int

    @property
    def density(self) -> float:
        """Share of the shorter copy that has its counterpart, 0..1."""
        shorter = min(self.first.end - self.first.start, self.second.end - self.second.start)
        return self.size / shorter if shorter else 0.0


def letters(text: str, barriers: Iterable[Span] = ()) -> Letters:
    """The letters of a text. What stands in ``barriers`` (sorted, disjoint) is left out and never bridged."""
    pieces: list[str] = []
    places: array[int] = array("L")
    at = 0
    for start, end in [*barriers, (len(text), len(text))]:
        for run in _RUN.finditer(text, at, start):
            pieces.append(_lowered(run[0]))
            places.extend(range(*run.span()))
        if start < len(text):
            pieces.append("\0" * _WALL)
            places.extend([start] * _WALL)
        at = max(at, end)
    return Letters("".join(pieces), places)


_WALL = 600
"""Letters' worth of nothing that stands for a barrier: more than any gap that is bridged."""


def _lowered(run: str) -> str:
    lowered = run.lower()
    return lowered if len(lowered) == len(run) else run


def matches(text: str) -> Iterator[Match]:
    """Maximal repeats in a string of letters, in order of their second place."""
    length = _WIDE_LENGTH if 2 * len(_DENSE.findall(text[:2000])) > len(text[:2000]) else _NARROW_LENGTH
    seen: dict[str, int] = {}
    done = 0
    for at in range(len(text) - length + 1):
        gram = text[at : at + length]
        first = seen.get(gram)
        if first is None:
            if at % _STRIDE == 0 and gram[0] != "\0":
                seen[gram] = at
        elif at >= done:
            match = _extended(text, first, at, length, done)
            done = match.second + match.size
            yield match


def _extended(text: str, first: int, second: int, size: int, floor: int) -> Match:
    while second > floor and first > 0 and text[first - 1] == text[second - 1] != "\0":
        first, second, size = first - 1, second - 1, size + 1
    end = second + size
    while end < len(text) and text[first + size] == text[end] != "\0":
        end, size = end + 1, size + 1
    return Match(first, second, size)


def chains(found: Iterable[Match], gap: int) -> list[Chain]:
    """Matches joined where less than ``gap`` letters part them in both places; in order of the second place."""
    open_: list[Chain] = []
    closed: list[Chain] = []
    for first, second, size in found:
        closed += [chain for chain in open_ if second - chain.second.end > gap]
        open_ = [chain for chain in open_ if second - chain.second.end <= gap]
        match = Chain(Span(first, first + size), Span(second, second + size), size)
        i = _continued(open_, match, gap)
        if i is None:
            open_.append(match)
        else:
            open_[i] = _joined(open_[i], match)
    return sorted([*closed, *open_], key=lambda chain: (chain.second, chain.first))


def _continued(open_: Sequence[Chain], match: Chain, gap: int) -> int | None:
    """The chain that ``match`` goes on from, the one with the smallest gap before the first place."""
    near = [(match.first.start - chain.first.end, i) for i, chain in enumerate(open_)]
    fitting = [(distance, i) for distance, i in near if -_STRIDE <= distance <= gap]
    return min(fitting)[1] if fitting else None


def _joined(chain: Chain, match: Chain) -> Chain:
    first = Span(chain.first.start, max(chain.first.end, match.first.end))
    return Chain(first, Span(chain.second.start, match.second.end), chain.size + match.size)
