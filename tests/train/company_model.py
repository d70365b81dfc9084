"""Which word stands in a place: the log-bilinear model behind ``audit/annotate/company.py``.

Every table is a linear map of word vectors made elsewhere from far more text, so that words hardly seen
here are judged too; what is learnt is the maps, and vectors for the syllables and marks beside a word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np

from audit.annotate.company import AROUND, FARTHER, LEFT, RIGHT, WIDTH, WIDTHS, edge, weight
from audit.annotate.lexicon import Lexicon, Token

SCALE = 4.0
BATCH, NEGATIVES, RIVALS, EPOCHS, RATE = 512, 16, 8, 2, 0.01
LEAST_SEEN = 5
"""Times that syllables or a mark must be seen beside a word to get a vector."""
OWN = 1e-3
"""How strongly what a word has of its own is drawn back to nothing."""
Floats = np.ndarray[Any, Any]


class Places(NamedTuple):
    """Places of words, and what is around each: numbers of words, -1 for none."""

    targets: Floats
    edges: Floats
    next: Floats
    around: Floats
    farther: Floats


def places(texts: Iterable[str], lexicon: Lexicon, wanted: Callable[[Token], bool]) -> tuple[Places, list[str]]:
    """Every wanted token of ``texts``, and the names of neighbours that get a vector, numbered after the words."""
    targets: list[int] = []
    edges: list[tuple[int | str, int | str]] = []
    other: list[list[int]] = []
    for text in texts:
        tokens = lexicon.tokens(text)
        listed = [i for i, token in enumerate(tokens) if token.number >= 0]
        for place, i in enumerate(listed):
            if wanted(tokens[i]):
                targets.append(tokens[i].number)
                edges.append((edge(tokens, i - 1, LEFT), edge(tokens, i + 1, RIGHT)))
                other.append(_others(tokens, listed, place))
    seen = Counter(name for pair in edges for name in pair if isinstance(name, str))
    names = [name for name, count in seen.most_common() if count >= LEAST_SEEN]
    number = {name: len(lexicon.numbers) + i for i, name in enumerate(names)}
    numbered = [[name if isinstance(name, int) else number.get(name, -1) for name in pair] for pair in edges]
    rest = np.array(other, np.int32)
    cut = 2 + 2 * AROUND
    return Places(np.array(targets), np.array(numbered, np.int32), rest[:, :2], rest[:, 2:cut], rest[:, cut:]), names


def _others(tokens: Sequence[Token], listed: Sequence[int], place: int) -> list[int]:
    """The next words left and right, the words around, those farther off: as ``Company.around`` has them."""
    i, word = listed[place], tokens[listed[place]].text

    def numbers(begin: int, end: int) -> list[int]:
        inside = range(begin, end)
        return [
            tokens[listed[at]].number if 0 <= at < len(listed) and tokens[listed[at]].text != word else -1
            for at in inside
        ]

    left, right = numbers(place - FARTHER, place)[::-1], numbers(place + 1, place + 1 + FARTHER)
    touching = [
        place > 0 and listed[place - 1] == i - 1,
        place + 1 < len(listed) and listed[place + 1] == i + 1,
    ]
    following = [
        next((number for number in side[touch:] if number >= 0), -1)
        for side, touch in zip((left, right), touching, strict=True)
    ]
    return [*following, *left[:AROUND], *right[:AROUND], *left[AROUND:], *right[AROUND:]]


class Trained(NamedTuple):
    """``near``: a row for each word, then for each name of a neighbour; ``answers``: for each word."""

    near: Floats
    answers: Floats
    frequency: float


def trained(seen: Places, names: int, vectors: Floats, zipf: Floats, rivals: Floats, pool: Floats) -> Trained:
    """``vectors``: a unit row for each word. ``rivals``: numbers of its homophones, -1 for none; ``pool``: of words
    to tell from it besides."""
    rng = np.random.default_rng(0)
    words, depth = vectors.shape
    inward = np.eye(depth, WIDTH, dtype=np.float32)
    outward = [np.eye(width, depth, dtype=np.float32) * (2 if width == WIDTH else 1) for width in WIDTHS]
    beside = (rng.normal(size=(names, WIDTH)) * 0.05).astype(np.float32)
    bias = np.array([0.15], np.float32)
    told = np.array([weight(value) / 16 for value in zipf], np.float32)
    chance = 10 ** (0.5 * (zipf[pool] - 3))
    optimiser = _Adam([inward, *outward, beside, bias], len(seen.targets) * EPOCHS // BATCH)

    def mean(numbers: Floats) -> Floats:
        share = told[np.maximum(numbers, 0)] * (numbers >= 0)
        total = np.matmul(share[:, None, :], vectors[np.maximum(numbers, 0)])[:, 0]
        return total / np.maximum(share.sum(1), 1.0)[:, None]

    def one(numbers: Floats) -> Floats:
        is_word = (numbers >= 0) & (numbers < words)
        return vectors[np.where(is_word, numbers, 0)] * is_word[:, None]

    for _ in range(EPOCHS):
        order = rng.permutation(len(seen.targets))
        for at in range(0, len(order) - BATCH, BATCH):
            some = order[at : at + BATCH]
            target, sides = seen.targets[some], seen.edges[some]
            given = [one(sides[:, 0]), one(sides[:, 1]), one(seen.next[some, 0]), one(seen.next[some, 1]),
                     mean(seen.around[some]), mean(seen.farther[some])]  # fmt: skip
            hidden = [rows @ inward for rows in given]
            named = [np.flatnonzero(sides[:, side] >= words) for side in (0, 1)]
            for side in (0, 1):
                hidden[side][named[side]] += beside[sides[named[side], side] - words]
            asked = sum(rows[:, : len(out)] @ out for rows, out in zip(hidden, outward, strict=True))
            wrong = rng.choice(pool, size=(BATCH, NEGATIVES), p=chance / chance.sum())
            choices = np.concatenate([target[:, None], rivals[target], wrong], 1)
            valid = choices >= 0
            valid[:, 1:] &= choices[:, 1:] != target[:, None]
            choices = np.maximum(choices, 0)
            rows, common = vectors[choices], zipf[choices] - 3
            odds = np.where(valid, SCALE * np.matmul(rows, asked[:, :, None])[:, :, 0] + bias[0] * common, -1e9)
            odds = np.exp(odds - odds.max(1, keepdims=True))
            error = odds / odds.sum(1, keepdims=True)
            error[:, 0] -= 1
            error /= BATCH
            back = SCALE * np.matmul(error[:, None, :], rows)[:, 0]
            into = [np.pad(back @ out.T, ((0, 0), (0, WIDTH - len(out)))) for out in outward]
            of_names = np.zeros_like(beside)
            for side in (0, 1):
                np.add.at(of_names, sides[named[side], side] - words, into[side][named[side]])
            optimiser.step([
                sum(rows.T @ grad for rows, grad in zip(given, into, strict=True)),
                *(rows[:, : len(out)].T @ back for rows, out in zip(hidden, outward, strict=True)),
                of_names,
                np.array([(error * common).sum()], np.float32),
            ])  # fmt: skip
    answers = SCALE * np.concatenate([vectors @ out.T for out in outward], 1)
    return Trained(np.concatenate([vectors @ inward, beside]), answers, float(bias[0]))


def answering(
    seen: Places, near: Floats, frequencies: Floats, vectors: Floats, zipf: Floats, rivals: Floats
) -> tuple[Floats, float]:
    """Answers, and what frequency adds, where the vectors of words as neighbours (``near``) are given already.

    ``frequencies``: of every word, on the Zipf scale. ``vectors``, ``zipf`` and ``rivals``: of the words that may
    answer, by whose numbers ``seen.targets`` and ``rivals`` go. Each of these words gets a little of its own beside
    what the maps make of its vector, for that cannot part words of one topic (保証, 保障).
    """
    rng = np.random.default_rng(0)
    count, depth = vectors.shape
    outward = [np.zeros((width, depth), np.float32) for width in WIDTHS]
    own = np.zeros_like(vectors)
    bias = np.array([0.15], np.float32)
    told = np.array([weight(value) / 16 for value in frequencies], np.float32)
    chance = 10 ** (0.5 * (zipf - 3))
    optimiser = _Adam([*outward, own, bias], len(seen.targets) * EPOCHS // BATCH, fast=len(WIDTHS))

    def mean(numbers: Floats) -> Floats:
        share = told[np.maximum(numbers, 0)] * (numbers >= 0)
        total = np.matmul(share[:, None, :], near[np.maximum(numbers, 0)])[:, 0]
        return total / np.maximum(share.sum(1), 1.0)[:, None]

    def one(numbers: Floats) -> Floats:
        return near[np.maximum(numbers, 0)] * (numbers >= 0)[:, None]

    for _ in range(EPOCHS):
        order = rng.permutation(len(seen.targets))
        for at in range(0, len(order) - BATCH, BATCH):
            some = order[at : at + BATCH]
            target = seen.targets[some]
            given = [one(seen.edges[some, 0]), one(seen.edges[some, 1]), one(seen.next[some, 0]),
                     one(seen.next[some, 1]), mean(seen.around[some]), mean(seen.farther[some])]  # fmt: skip
            given = [rows[:, :width] for rows, width in zip(given, WIDTHS, strict=True)]
            asked = sum(rows @ out for rows, out in zip(given, outward, strict=True))
            wrong = rng.choice(count, size=(BATCH, NEGATIVES), p=chance / chance.sum())
            choices = np.concatenate([target[:, None], rivals[target], wrong], 1)
            valid = choices >= 0
            valid[:, 1:] &= choices[:, 1:] != target[:, None]
            choices = np.maximum(choices, 0)
            rows, common = vectors[choices] + own[choices], zipf[choices] - 3
            odds = np.where(valid, SCALE * np.matmul(rows, asked[:, :, None])[:, :, 0] + bias[0] * common, -1e9)
            odds = np.exp(odds - odds.max(1, keepdims=True))
            error = odds / odds.sum(1, keepdims=True)
            error[:, 0] -= 1
            error /= BATCH
            back = SCALE * np.matmul(error[:, None, :], rows)[:, 0]
            of_own = OWN * own
            np.add.at(of_own, choices, SCALE * error[:, :, None] * asked[:, None, :])
            optimiser.step([*(rows.T @ back for rows in given), of_own, np.array([(error * common).sum()], np.float32)])
    answers = SCALE * np.concatenate([(vectors + own) @ out.T for out in outward], 1)
    return answers, float(bias[0])


class _Adam:
    """Kingma and Ba (2015), the rate falling to nothing; maps move more slowly than vectors of names."""

    def __init__(self, parameters: list[Floats], steps: int, fast: int = len(WIDTHS) + 1) -> None:
        self.parameters, self.fast = parameters, fast
        self.steps, self.at = steps, 0
        self.mean = [np.zeros_like(values) for values in parameters]
        self.square = [np.zeros_like(values) for values in parameters]

    def step(self, gradients: Sequence[Any]) -> None:
        self.at += 1
        rate = RATE * max(0.0, 1 - self.at / self.steps) + 1e-4
        for i, (values, gradient) in enumerate(zip(self.parameters, gradients, strict=True)):
            self.mean[i] += 0.1 * (gradient - self.mean[i])
            self.square[i] += 0.001 * (gradient**2 - self.square[i])
            mean, square = self.mean[i] / (1 - 0.9**self.at), self.square[i] / (1 - 0.999**self.at)
            slow = 0.3 if i < self.fast else 1.0
            values -= slow * rate * mean / (np.sqrt(square) + 1e-8)
