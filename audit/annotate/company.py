"""The company a word keeps: its neighbours and the words around it, as vectors of small integers.

Vectors are those of a log-bilinear model (Mnih and Hinton 2007) of which word stands in a place: one table for
words as context, one for words as answers, a stretch of it for each part of the company.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache, cached_property
from itertools import accumulate, pairwise
from operator import mul
from typing import NamedTuple

from audit.annotate.lanes import everywhere, packed, unpacked
from audit.annotate.lexicon import MARK, SYLLABLES, WORD, Lexicon, Token

WIDTHS = (32, 32, 32, 32, 48, 48)
"""Numbers for the left and the right neighbour, the next words left and right, the words around, those farther off."""
WIDTH = 48
AROUND, FARTHER = 8, 32
"""Words on each side that are around, and that are looked at in all."""
LEFT, RIGHT = "<", ">"
NO_NEIGHBOUR, UNLISTED = "^", "C"
_EDGE = 2
"""Syllabic letters of a neighbour that count."""
_COMMON = 4.3
"""Frequency (Zipf scale) above which a word tells little about its topic."""
_WEIGHT = 16
_MOST_KEPT = 10_000
"""Vectors in lanes that are kept, of 400 bytes each, beside those of the text at hand."""
_BIAS = 1 << 31
"""What makes any number of a vector positive."""
_BIASES = everywhere(_BIAS, WIDTH)


class Around(NamedTuple):
    """What stands around a place: for each part a sum of vectors and what to divide it by (0: nothing there)."""

    sums: tuple[Sequence[int], ...]
    parts: tuple[int, ...]
    words: tuple[int, int]
    """How many words are around and farther off."""


@cache
def weight(zipf: float) -> int:
    """How much a word of this frequency tells about what is around it (Arora et al. 2017), in sixteenths."""
    return round(_WEIGHT / (1 + 10 ** (zipf - _COMMON)))


class Company:
    """The tokens of a text, and sums over their vectors from which any stretch is a subtraction away."""

    def __init__(self, tokens: Sequence[Token], lexicon: Lexicon, near: memoryview) -> None:
        self.tokens = tokens
        self.lexicon = lexicon
        self.near = near
        self.listed = [i for i, token in enumerate(tokens) if token.number >= 0]
        self._weights = [weight(lexicon.zipf[tokens[i].number]) for i in self.listed]
        self._before = [0, *accumulate(1 if token.number >= 0 else 0 for token in tokens)]
        self._places: dict[str, list[int]] = {}
        for place, i in enumerate(self.listed):
            self._places.setdefault(tokens[i].text, []).append(place)
        vectors = self._vectors({tokens[i].number for i in self.listed})
        shares = zip(self.listed, self._weights, strict=True)
        self._sums = [0, *accumulate(share * vectors[tokens[i].number] for i, share in shares)]
        self._totals = [0, *accumulate(self._weights)]

    def _vectors(self, numbers: set[int]) -> dict[int, int]:
        """Vectors in lanes. Texts share most of their words: those of the last ones are kept."""
        known = self.lexicon.lanes
        if len(known) > _MOST_KEPT:
            known.clear()
        vectors = {number: known.get(number) or _packed(self.vector(number)) for number in numbers}
        known.update(vectors)
        return vectors

    @cached_property
    def pairs(self) -> Counter[str]:
        """How often two tokens stand side by side, by what is written."""
        return Counter(a.text + b.text for a, b in pairwise(self.tokens) if a.end == b.start)

    def vector(self, number: int) -> memoryview:
        return self.near[WIDTH * number : WIDTH * (number + 1)]

    def count(self, word: str) -> int:
        return len(self._places.get(word, ()))

    def around(self, first: int, past: int, word: str) -> Around:
        """What stands around tokens ``first`` to ``past``, which are ``word``; its other occurrences do not count."""
        begin, end = self._before[first], self._before[past]
        low, high = max(0, begin - AROUND), min(len(self.listed), end + AROUND)
        lowest, highest = max(0, begin - FARTHER), min(len(self.listed), end + FARTHER)
        parts = [
            self._one(self._edge(first - 1, LEFT)),
            self._one(self._edge(past, RIGHT)),
            self._one(self._next(range(begin - 1, lowest - 1, -1), first - 1, word)),
            self._one(self._next(range(end, highest), past, word)),
            self._sum([(low, begin), (end, high)], word),
            self._sum([(lowest, low), (high, highest)], word),
        ]
        counts = (begin - low + high - end, low - lowest + highest - high)
        return Around(tuple(part[0] for part in parts), tuple(part[1] for part in parts), counts)

    def _one(self, number: int) -> tuple[Sequence[int], int]:
        return (self.vector(number), 1) if number >= 0 else ((), 0)

    def _edge(self, at: int, side: str) -> int:
        """Number of what stands right beside: a listed word, or the letters or mark there."""
        name = edge(self.tokens, at, side)
        return name if isinstance(name, int) else self.lexicon.numbers.get(name, -1)

    def _next(self, places: range, beside: int, word: str) -> int:
        """Number of the nearest other listed word that is not right beside."""
        for place in places:
            token = self.tokens[self.listed[place]]
            if self.listed[place] != beside and token.text != word:
                return token.number
        return -1

    def _sum(self, stretches: Sequence[tuple[int, int]], word: str) -> tuple[Sequence[int], int]:
        total = weights = 0
        same = self._places.get(word, ())
        for low, high in stretches:
            if low == high:
                continue
            total += self._sums[high] - self._sums[low]
            weights += self._totals[high] - self._totals[low]
            for place in same[bisect_left(same, low) : bisect_left(same, high)]:
                total -= self._sums[place + 1] - self._sums[place]
                weights -= self._weights[place]
        return _unpacked(total) if weights else (), max(weights, _WEIGHT) if weights else 0


def _packed(vector: Iterable[int]) -> int:
    """A vector in lanes, its bias taken off again: sums, differences and multiples of such are those of the vectors."""
    return packed([value + _BIAS for value in vector]) - _BIASES


def _unpacked(total: int) -> list[int]:
    return [value - _BIAS for value in unpacked(total + _BIASES, WIDTH)]


def edge(tokens: Sequence[Token], at: int, side: str) -> str | int:
    """What stands at ``at`` as a neighbour: the number of a listed word, or a name with the side before it."""
    if not 0 <= at < len(tokens):
        return side + NO_NEIGHBOUR
    token = tokens[at]
    if token.kind == WORD:
        return token.number if token.number >= 0 else side + UNLISTED
    if token.kind == SYLLABLES:
        return side + (token.text[-_EDGE:] if side == LEFT else token.text[:_EDGE])
    return side + token.text if token.kind == MARK else side + NO_NEIGHBOUR


def fit(around: Around, answer: memoryview) -> list[float]:
    """How well a word (its row of the answers) fits, part by part, in units of the tables."""
    values = []
    at = 0
    for width, total, divisor in zip(WIDTHS, around.sums, around.parts, strict=True):
        values.append(sum(map(mul, answer[at : at + width], total)) / divisor if divisor else 0.0)
        at += width
    return values
