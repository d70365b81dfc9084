"""How likely it is that some sentences are the translation of some others: the scores that alignment adds up.

A bead is a run of up to three source sentences beside a run of up to three target sentences (Gale and Church 1993). Its
score is a log-odds: a logistic model over similarity of vectors (and its margin over the neighbours', Artetxe and
Schwenk 2019), deviation from the expected length, shared and unshared anchors, structure. Weights are learned by
``tests/train/alignment.py`` from human translations and kept in ``audit/models/alignment.toml``, one set for texts with
vectors and one for texts without.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Sequence
from functools import cache
from importlib.resources import files
from itertools import accumulate
from math import exp, log1p, sqrt
from typing import NamedTuple

from audit.annotate.anchors import Anchors, Key, anchors, weights
from audit.model import Document
from audit.text.lengths import Expectation, deviation, size

SHAPES = ((1, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1), (2, 3), (3, 2))
"""Numbers of source and of target sentences in a bead."""
FEATURES = (
    "one", "similarity", "margin", "deviation", "matched", "unmatched", "numbers matched", "numbers unmatched",
    "asks", "kind", "starts", "crossed", "gain", "least part", "length gain", "parts",
)  # fmt: skip
"""What the model weighs, in this order; the last five are zero for one sentence beside one."""
_CLIPPED = 5.0
"""Standard deviations beyond which a length says no more."""

_HOPELESS = -6.0
"""Log-odds of the better corner of a bead under which the bead is not looked at, where there are no vectors."""
_PROMISING = 0.12
"""The same of the margins of both corners together, where there are."""

Similarity = Callable[[int, int], float]


class Sentence(NamedTuple):
    """What alignment knows of one sentence. ``paragraph`` counts from 0; ``opens``: it is the first of one."""

    size: int
    anchors: Anchors
    paragraph: int
    opens: bool
    kind: str


class Weights(NamedTuple):
    """One model: a weight for each feature, and what a sentence without a partner scores."""

    features: tuple[float, ...]
    alone: float
    shapes: dict[tuple[int, int], float]


def sentences_of(document: Document) -> list[Sentence]:
    return [
        Sentence(max(size(segment.target.text), 1), anchors(segment.target), number, first == 0, paragraph.kind)
        for number, paragraph in enumerate(document.paragraphs)
        for first, segment in enumerate(paragraph.segments)
    ]


@cache
def learned(name: str) -> Weights:
    """The weights ``vectors`` or ``anchors``."""
    read = tomllib.loads(files("audit").joinpath("models", "alignment.toml").read_text("utf-8"))[name]
    shapes = {(int(key[0]), int(key[2])): float(value) for key, value in read["shapes"].items()}
    return Weights(tuple(read["features"][feature] for feature in FEATURES), read["alone"], shapes)


def probability(score: float) -> float:
    """A log-odds as a probability."""
    return 1 / (1 + exp(-max(-30.0, min(30.0, score))))


class Beads:
    """The scores of all beads of two texts.

    ``dots(i, j)`` is the similarity of single sentences of the two sides, ``within`` those of neighbours on one side
    (distance 1 and 2), ``usual`` how similar each sentence is to sentences that are not its partner. Without vectors
    all are None.
    """

    def __init__(
        self,
        source: Sequence[Sentence],
        target: Sequence[Sentence],
        pair: Expectation,
        model: Weights,
        dots: Similarity | None = None,
        within: tuple[Sequence[Sequence[float]], Sequence[Sequence[float]]] = ((), ()),
        usual: tuple[Sequence[float], Sequence[float]] = ((), ()),
    ) -> None:
        self.source, self.target, self.pair, self.model = _bare(source), _bare(target), pair, model
        self.dots, self.usual = dots, usual
        self._roots = tuple([sqrt(sentence.size) for sentence in side] for side in (source, target))
        self._norms = (
            tuple(_norms(roots, near) for roots, near in zip(self._roots, within, strict=True)) if dots else ()
        )
        self._sums = tuple(list(accumulate((s.size for s in side), initial=0)) for side in (source, target))
        self.worth = weights([s.anchors for s in source], [s.anchors for s in target])
        self._theirs = [frozenset(s.anchors.keys & self.worth.keys()) for s in source]
        self._ours = [frozenset(s.anchors.keys & self.worth.keys()) for s in target]
        self._scores: dict[int, float] = {}  # by the bead as one number

    def score(self, i: int, j: int, a: int, b: int) -> float:
        """The log-odds of sentences ``i`` … ``i+a-1`` beside ``j`` … ``j+b-1``."""
        key = ((i * len(self.target) + j) << 4) | (a << 2) | b
        if key not in self._scores:
            values = self.features(i, j, a, b)
            shape = self.model.shapes.get((a, b), 0.0)
            self._scores[key] = sum(map(float.__mul__, self.model.features, values)) + shape
        return self._scores[key]

    def forget(self) -> None:
        """Drop the scores worked out so far: the path asks for each once, and a long text has millions."""
        self._scores.clear()

    def promising(self, i: int, j: int, p: int, q: int) -> bool:
        """Is one of the two corners of a bead of several sentences likely enough to look at the whole?"""
        if self.dots is None:
            return max(self.score(i, j, 1, 1), self.score(p, q, 1, 1)) > _HOPELESS
        nearer = self._near(i, j) + self._near(p, q)
        return nearer > _PROMISING

    def _near(self, i: int, j: int) -> float:
        return self.similarity(i, j, 1, 1) - (self.usual[0][i] + self.usual[1][j]) / 2

    def features(self, i: int, j: int, a: int, b: int) -> list[float]:
        """The values of ``FEATURES`` for a bead."""
        one, other = self.source[i : i + a], self.target[j : j + b]
        z = self._deviation(i, j, a, b)
        matched, unmatched = self._shared(i, j, a, b)
        numbers, lost = _numbers(one, other)
        similarity = self.similarity(i, j, a, b)
        starts = (1.0 if one[0].opens else -1.0) if one[0].opens == other[0].opens else 0.0
        values = [
            1.0, similarity, similarity - self._usual(i, j, a, b), z * z, log1p(matched), log1p(unmatched),
            log1p(numbers), log1p(lost),
            float(one[-1].anchors.asks != other[-1].anchors.asks),
            float(one[0].kind != other[0].kind),
            1.0 if starts > 0 else (-1.0 if one[0].opens != other[0].opens else 0.0),
        ]  # fmt: skip
        if a == b == 1:
            return values + [0.0] * 5
        crossed = one[-1].paragraph - one[0].paragraph + other[-1].paragraph - other[0].paragraph
        return [*values, float(crossed), *self._parts(i, j, a, b, similarity, z * z), float(a + b - 2)]

    def _parts(self, i: int, j: int, a: int, b: int, similarity: float, squared: float) -> tuple[float, float, float]:
        """What the least useful of the outer sentences adds: in similarity, alone, and in length."""
        gains, alone, lengths = [], [], []
        for p, q, c, d in _without_one(i, j, a, b):
            gains.append(similarity - self.similarity(p, q, c, d))
            lengths.append(squared - self._deviation(p, q, c, d) ** 2)
        alone = [self.similarity(p, j, 1, b) for p in range(i, i + a)] if a > 1 else []
        alone += [self.similarity(i, q, a, 1) for q in range(j, j + b)] if b > 1 else []
        return min(gains), min(alone), max(lengths)

    def _deviation(self, i: int, j: int, a: int, b: int) -> float:
        theirs, ours = self._sums[0][i + a] - self._sums[0][i], self._sums[1][j + b] - self._sums[1][j]
        return max(-_CLIPPED, min(_CLIPPED, deviation(theirs, ours, self.pair)))

    def _shared(self, i: int, j: int, a: int, b: int) -> tuple[float, float]:
        """The worth of anchors on both sides, and of those on one."""
        theirs = self._theirs[i] if a == 1 else frozenset().union(*self._theirs[i : i + a])
        ours = self._ours[j] if b == 1 else frozenset().union(*self._ours[j : j + b])
        matched, unmatched = theirs & ours, theirs ^ ours
        return (self._worth(matched) if matched else 0.0), (self._worth(unmatched) if unmatched else 0.0)

    def _worth(self, keys: frozenset[Key]) -> float:
        return sum(sorted(map(self.worth.__getitem__, keys)))

    def _usual(self, i: int, j: int, a: int, b: int) -> float:
        if self.dots is None:
            return 0.0
        theirs, ours = self.usual
        return (sum(theirs[i : i + a]) / a + sum(ours[j : j + b]) / b) / 2

    def similarity(self, i: int, j: int, a: int, b: int) -> float:
        """Cosine of the two sides, the vector of several sentences taken as their sum, weighed by root of size."""
        dots = self.dots
        if dots is None:
            return 0.0
        if a == b == 1:
            return dots(i, j)
        theirs, ours = self._roots
        dot = 0.0
        for p in range(i, i + a):
            for q in range(j, j + b):
                dot += theirs[p] * ours[q] * dots(p, q)
        return dot / (self._norms[0][a - 1][i] * self._norms[1][b - 1][j])


def _bare(side: Sequence[Sentence]) -> list[Sentence]:
    """Sentences without the keys that few others share: of a long text they would fill the memory."""
    return [s._replace(anchors=s.anchors._replace(keys=s.anchors.numbers)) for s in side]


def _norms(roots: Sequence[float], within: Sequence[Sequence[float]]) -> list[list[float]]:
    """Lengths of the weighed sums of one, two and three neighbours, by the first of them."""
    found = [list(roots)]
    for count in (2, 3):
        lengths = []
        for at in range(len(roots) - count + 1):
            squared = sum(root * root for root in roots[at : at + count])
            for p in range(at, at + count):
                for q in range(p + 1, at + count):
                    squared += 2 * roots[p] * roots[q] * within[q - p - 1][p]
            lengths.append(sqrt(max(squared, 1e-9)))
        found.append(lengths)
    return found


def _without_one(i: int, j: int, a: int, b: int) -> list[tuple[int, int, int, int]]:
    """The bead without its first or last sentence, on either side that has several."""
    found = [(i + 1, j, a - 1, b), (i, j, a - 1, b)] if a > 1 else []
    return found + ([(i, j + 1, a, b - 1), (i, j, a, b - 1)] if b > 1 else [])


def _numbers(one: Sequence[Sentence], other: Sequence[Sentence]) -> tuple[int, int]:
    """How many values are on both sides, and how many on one."""
    theirs = frozenset().union(*[sentence.anchors.numbers for sentence in one])
    ours = frozenset().union(*[sentence.anchors.numbers for sentence in other])
    if not theirs and not ours:
        return 0, 0
    return len(theirs & ours), len(theirs ^ ours)
