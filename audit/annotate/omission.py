"""Which stretch of a source its translation does not say, as far as length, vectors and anchors show it.

A sentence is cut into pieces; every run of them is left out in turn. What speaks for its being lost: the translation is
as long as the rest leads to expect, lies nearer to the rest than to the whole, no part of it lies near the run, and the
run's numbers are not in it. A logistic model weighs that (``audit/models/omission.toml``, built by
``tests/train/omission.py``).
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple

from audit.annotate.anchors import Anchors, anchors
from audit.annotate.beads import probability
from audit.annotate.vectors import Parts, joint, parts
from audit.model import Span, Text
from audit.text.clauses import bare, pieces, runs
from audit.text.lengths import Expectation, deviation, expectation, language, size
from audit.text.likeness import Lost

if TYPE_CHECKING:
    from audit.annotate.vectors import Matrix

FEATURES = (
    "one", "short", "fits", "gain", "alone", "rest", "best", "share", "numbers", "lost numbers", "words",
)  # fmt: skip
"""What the model weighs, in this order; see ``_values``."""
SHARES = (0.2, 0.75)
"""How much of a source may be missing: less is not seen, with more of it the two are strangers."""
SHORT = -0.7
"""Standard deviations from the usual length under which a translation is tried."""
LEAST = 30
"""Characters of English a source must be worth to be tried."""
_CLIPPED = 6.0
_DOUBT = (0.1, 2.2)
"""Standard deviations from the usual length under which a translation is doubtful, and how many more a cosine of 1
asks for."""
_AT_ONCE = 64
"""Pairs whose runs are turned into vectors together."""
_LONGEST = 700
"""Characters of a source beyond which it is not tried."""


class Tried(NamedTuple):
    """A pair that is tried: its sides, and by how much the translation is longer (> 0) or shorter than usual."""

    source: Text
    target: Text
    away: float


def worth_trying(pair: Tried) -> bool:
    """Is the translation shorter than usual, and the source long enough to lose a part?"""
    factor = expectation(pair.source.pack.lang, "en").factor
    return pair.away < SHORT and language(pair.source) >= LEAST * factor


def doubtful(pair: Tried, similarity: float) -> bool:
    """Is the translation too short for how near (cosine) it is to its source?

    On even rows of ten pairs of languages a third of the human pairs that are worth trying are, and 551 of the 552
    pairs, cut or not, in which a part is found missing.
    """
    return pair.away < _DOUBT[0] - _DOUBT[1] * similarity


@cache
def weights() -> tuple[float, ...]:
    read = tomllib.loads(files("audit").joinpath("models", "omission.toml").read_text("utf-8"))["features"]
    return tuple(read[name] for name in FEATURES)


def losses(tried: Sequence[Tried]) -> list[Lost | None]:
    """Of each pair the stretch that is most likely lost; some pairs at a time, as each holds many vectors."""
    return [lost for start in range(0, len(tried), _AT_ONCE) for lost in _losses(tried[start : start + _AT_ONCE])]


def _losses(tried: Sequence[Tried]) -> list[Lost | None]:
    found: list[Lost | None] = []
    for pair, (spans, values) in zip(tried, stretches(tried), strict=True):
        if not len(spans):
            found.append(None)
            continue
        scores = values @ weights()
        at = int(scores.argmax())
        text = pair.source.text
        span = bare(text, spans[at])
        share = (span.end - span.start) / max(len(text.strip()), 1)
        rest = float(values[at][FEATURES.index("rest")])
        found.append(Lost(span, round(probability(float(scores[at])), 4), round(share, 3), round(rest, 4)))
    return found


def stretches(tried: Sequence[Tried]) -> list[tuple[list[Span], Any]]:
    """Of each pair all runs of pieces of its source, and ``FEATURES`` of each as rows."""
    import numpy as np

    theirs = [pieces(pair.source) if len(pair.source.text) <= _LONGEST else [] for pair in tried]
    ours = [pieces(pair.target) if theirs[n] else [] for n, pair in enumerate(tried)]
    runs_ = [list(runs(spans, SHARES)) for spans in theirs]
    able = [n for n in range(len(tried)) if runs_[n] and ours[n]]
    there = parts([[tried[n].source.text[slice(*span)] for span in theirs[n]] for n in able])
    here = parts([[tried[n].target.text[slice(*span)] for span in ours[n]] for n in able])
    sides = [_sides(runs_[n], one, other) for n, one, other in zip(able, there, here, strict=True)]
    vectors = _joined(sides)
    found: list[tuple[list[Span], Any]] = [([], np.empty((0, len(FEATURES))))] * len(tried)
    for n, rows in zip(able, vectors, strict=True):
        spans = [Span(theirs[n][first].start, theirs[n][end - 1].end) for first, end in runs_[n]]
        found[n] = spans, _values(tried[n], theirs[n], spans, runs_[n], rows)
    return found


def _sides(runs_: Sequence[tuple[int, int]], one: Parts, other: Parts) -> tuple[Matrix, Matrix]:
    """Sums and tokens of every run of a source, of what is left without each, of the whole; then of the translation and
    of its runs of up to three parts."""
    import numpy as np

    count = len(other.tokens)
    near = [(a, b) for a in range(count) for b in range(a + 1, min(a + 3, count) + 1)]
    mine, tokens = _summed(one, runs_)
    ours, held = _summed(other, [(0, count), *near])
    every, total = one.sums.sum(axis=0)[None], one.tokens.sum()[None]
    return (
        np.vstack([mine + one.around, every - mine + one.around, every + one.around, ours + other.around]),
        np.concatenate([tokens, total - tokens, total, held]) + 2,
    )


def _summed(text: Parts, runs_: Sequence[tuple[int, int]]) -> tuple[Matrix, Matrix]:
    """Sums and tokens of runs of parts."""
    import numpy as np

    sums = np.vstack([np.zeros_like(text.sums[:1]), np.cumsum(text.sums, axis=0)])
    tokens = np.concatenate([np.zeros_like(text.tokens[:1]), np.cumsum(text.tokens)])
    first, end = (np.array(side) for side in zip(*runs_, strict=True))
    return sums[end] - sums[first], tokens[end] - tokens[first]


def _joined(sides: Sequence[tuple[Matrix, Matrix]]) -> list[Matrix]:
    """The vectors of what ``_sides`` gives, of all pairs together: few rows cost as much as many."""
    import numpy as np

    if not sides:
        return []
    rows = joint(np.vstack([sums for sums, _ in sides]), np.concatenate([tokens for _, tokens in sides]))
    return np.split(rows, list(accumulate(len(tokens) for _, tokens in sides))[:-1])


def _values(pair: Tried, cut: list[Span], spans: list[Span], runs_: list[tuple[int, int]], vectors: Matrix) -> Any:
    """The features of every run of a source.

    ``short``: by how much the translation is too short, ``fits``: how much better its length suits the rest; ``gain``:
    how much nearer the rest is than the whole; ``alone``, ``rest``: how near the run and the rest are; ``best``: how
    near the run is to the nearest part of the translation; ``numbers``, ``lost numbers``, ``words``: anchors of the run
    that the translation has, or lacks.
    """
    import numpy as np

    many = len(runs_)
    whole = vectors[2 * many + 1]
    near = vectors[: 2 * many + 1] @ whole
    best = (vectors[:many] @ vectors[2 * many + 1 :].T).max(axis=1)
    usual = expectation(pair.source.pack.lang, pair.target.pack.lang)
    sizes = [0, *accumulate(size(pair.source.text[slice(*span)]) for span in cut)]
    ours, held = size(pair.target.text), anchors(pair.target)
    keys = [anchors(_part(pair.source, piece)) for piece in cut]
    rows = []
    for k, (first, end) in enumerate(runs_):
        without = _away(sizes[-1] - sizes[end] + sizes[first], ours, pair, usual, sizes[-1])
        numbers, lost, words = _anchored(_both(keys[first:end]), held)
        rows.append([
            1.0, max(-_CLIPPED, min(0.0, pair.away)), (min(pair.away**2, 36.0) - min(without**2, 36.0)) / 2,
            float(near[many + k] - near[-1]), float(near[k]), float(near[many + k]), float(best[k]),
            (sizes[end] - sizes[first]) / max(sizes[-1], 1), numbers, lost, words,
        ])  # fmt: skip
    return np.array(rows)


def _away(theirs: int, ours: int, pair: Tried, usual: Expectation, whole: int) -> float:
    """The deviation of the translation from the usual length of a part of the source, about what is usual here."""
    return deviation(theirs, ours, usual) + pair.away - deviation(whole, ours, usual)


def _part(text: Text, span: Span) -> Text:
    inside = tuple(Span(max(a, span.start), min(b, span.end)).shift(-span.start) for a, b in text.protected
                   if a < span.end and span.start < b)  # fmt: skip
    return Text(text.text[slice(*span)], text.pack, 0, inside)


def _both(found: Sequence[Anchors]) -> Anchors:
    """The anchors of several pieces."""
    keys, values = (frozenset().union(*side) for side in zip(*((a.keys, a.numbers) for a in found), strict=True))
    return Anchors(keys, values, asks=False)


def _anchored(mine: Anchors, theirs: Anchors) -> tuple[float, float, float]:
    """Numbers on both sides, numbers on one, other anchors on both."""
    both = mine.numbers & theirs.numbers
    return float(len(both)), float(len(mine.numbers - both)), float(len(mine.keys & theirs.keys) - len(both))
