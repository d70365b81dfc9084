"""Where in the grid of two texts their alignment can run: found by sure pairs, so that its cost grows with length only.

Sentences that are each other's nearest by a margin, and in an order that most of them agree on, are the posts; the path
is looked for in a strip along them. Without vectors the posts are sentences that share rare anchors.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from audit.annotate.anchors import Anchors, Key

if TYPE_CHECKING:
    from audit.annotate.vectors import Matrix

Post = tuple[int, int]

_WINDOW = 1_500
"""Sentences before and after the even pace among which the nearest is looked for."""
_ROWS = 256
_MARGIN = 0.12
"""How much nearer than the usual neighbours a sure partner is."""
_RARE = 4
"""Pairs of sentences that share an anchor, above which it points nowhere."""
_SURE = 7.0
"""Worth of shared rare anchors, in nats, that makes two sentences a pair."""
_SLACK = 3
"""Sentences to each side of the posts."""
_OPEN = 40
"""Sentences between two posts that are all looked at; further apart, a strip is."""
_WIDEST = 100
_NEAREST = 5
"""The nearest sentence, and those whose mean similarity is the usual one."""

_USUAL = 0.2
"""The least that counts as usual: among few sentences hardly any are alike."""


class Nearest(NamedTuple):
    """For each sentence of one side: its nearest on the other, how near that is, and what the next ones are."""

    best: list[int]
    similarity: list[float]
    usual: list[float]


def nearest(one: Matrix, other: Matrix) -> Nearest:
    """The nearest rows of ``other`` about the even pace, for each row of ``one``."""
    import numpy as np

    found = Nearest([], [], [])
    pace = len(other) / max(len(one), 1)
    for start in range(0, len(one), _ROWS):
        end = min(start + _ROWS, len(one))
        first = max(0, int(start * pace) - _WINDOW)
        near = one[start:end] @ other[first : int(end * pace) + _WINDOW + 1].T
        kept = min(_NEAREST, near.shape[1])
        top = -np.sort(-np.partition(near, near.shape[1] - kept, axis=1)[:, -kept:], axis=1)
        found.best.extend((near.argmax(axis=1) + first).tolist())
        found.similarity.extend(top[:, 0].tolist())
        next_ = top[:, 1:].mean(axis=1) if kept > 1 else np.zeros(end - start)
        found.usual.extend(np.maximum(next_, _USUAL).tolist())
    return found


def posts_by_vectors(source: Nearest, target: Nearest) -> list[Post]:
    """Sentences that are each other's nearest by a margin, in one order."""
    pairs = [
        (i, j)
        for i, j in enumerate(source.best)
        if target.best[j] == i and source.similarity[i] - (source.usual[i] + target.usual[j]) / 2 > _MARGIN
    ]
    return rising(pairs)


def posts_by_anchors(source: Sequence[Anchors], target: Sequence[Anchors], worth: Mapping[Key, float]) -> list[Post]:
    """Sentences that share rare anchors, in one order."""
    theirs, ours = _places(source, worth), _places(target, worth)
    shared: Counter[Post] = Counter()
    for key in sorted(worth):
        if len(theirs[key]) * len(ours[key]) <= _RARE:
            for i in theirs[key]:
                for j in ours[key]:
                    shared[i, j] += worth[key]  # type: ignore[assignment]
    best_i: dict[int, float] = defaultdict(float)
    best_j: dict[int, float] = defaultdict(float)
    for (i, j), value in shared.items():
        best_i[i], best_j[j] = max(best_i[i], value), max(best_j[j], value)
    pairs = [(i, j) for (i, j), value in shared.items() if value >= _SURE and value == best_i[i] == best_j[j]]
    return rising(sorted(pairs))


def _places(side: Sequence[Anchors], worth: Mapping[Key, float]) -> dict[Key, list[int]]:
    places: dict[Key, list[int]] = defaultdict(list)
    for number, sentence in enumerate(side):
        for key in sentence.keys & worth.keys():
            places[key].append(number)
    return places


def rising(pairs: Sequence[Post]) -> list[Post]:
    """The longest run of pairs, sorted by their first, in which the second rises too."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for number, (_, j) in enumerate(pairs):
        at = bisect_left(tails, j)
        before.append(ends[at - 1] if at else -1)
        tails[at : at + 1] = [j]
        ends[at : at + 1] = [number]
    chain: list[Post] = []
    number = ends[-1] if ends else -1
    while number >= 0:
        chain.append(pairs[number])
        number = before[number]
    return chain[::-1]


def strip(posts: Sequence[Post], source: int, target: int) -> list[tuple[int, int]]:
    """For each number of source sentences read, 0 … ``source``: from and to how many target sentences may be read."""
    fixed = [(0, 0), *((i, j) for i, j in posts if 0 < i < source), (source, target)]
    low, high = [0] * (source + 1), [target] * (source + 1)
    for (i0, j0), (i1, j1) in pairwise(fixed):
        wide = j1 - j0
        pace = wide / max(i1 - i0, 1)
        half = max(20.0, min(_WIDEST, 0.1 * max(wide, i1 - i0)), pace + _SLACK)
        for i in range(i0, i1 + 1):
            if wide <= _OPEN:
                low[i], high[i] = j0 - _SLACK, j1 + _SLACK
            else:
                low[i], high[i] = int(j0 + (i - i0) * pace - half), int(j0 + (i - i0) * pace + half)
    for i in range(source - 1, -1, -1):
        low[i] = min(low[i], low[i + 1])
    for i in range(1, source + 1):
        high[i] = max(high[i], high[i - 1])
    low[0], high[source] = 0, target
    return [(max(0, a), min(target, b)) for a, b in zip(low, high, strict=True)]
