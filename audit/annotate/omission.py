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
    "one", "short", "fits", "gain", "alone", "rest", "best", "others", "share", "numbers", "lost numbers", "words",
)  # fmt: skip
"""What the model weighs, in this order; see ``_values``."""
SHARES = (0.2, 0.75)
"""How much of a source may be missing: less is not seen, with more of it the two are strangers."""
SHORT = -0.7
"""Standard deviations from the usual length under which a translation is tried."""
LEAST = 30
"""Characters of English a source must be worth to be tried."""
_CLIPPED = 6.0
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


@cache
def weights() -> tuple[float, ...]:
    read = tomllib.loads(files("audit").joinpath("models", "omission.toml").read_text("utf-8"))["features"]
    return tuple(read[name] for name in FEATURES)


def losses(tried: Sequence[Tried]) -> list[Lost | None]:
    """Of each pair the stretch that is most likely lost."""
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
    found: list[tuple[list[Span], Any]] = [([], np.empty((0, len(FEATURES))))] * len(tried)
    for n, one, other in zip(able, there, here, strict=True):
        spans = [Span(theirs[n][first].start, theirs[n][end - 1].end) for first, end in runs_[n]]
        found[n] = spans, _values(tried[n], theirs[n], spans, runs_[n], one, other)
    return found


def _values(
    pair: Tried, cut: list[Span], spans: list[Span], runs_: list[tuple[int, int]], one: Parts, other: Parts
) -> Any:
    """The features of every run of a source.

    ``short``: by how much the translation is too short, ``fits``: how much better its length suits the rest; ``gain``:
    how much nearer the rest is than the whole; ``alone``, ``rest``: how near the run and the rest are; ``best``: how
    near the run is to the nearest part of the translation, ``others``: how near the pieces of the rest are to theirs;
    ``numbers``, ``lost numbers``, ``words``: anchors of the run that the translation has, or lacks.
    """
    import numpy as np

    whole = joint((other.sums.sum(axis=0) + other.around)[None], np.array([other.tokens.sum() + 2]))[0]
    alone, rest, full = _sides(one, runs_)
    singles = _sides(one, [(n, n + 1) for n in range(len(cut))])[0]
    near = _sides(
        other, [(a, b) for a in range(len(other.tokens)) for b in range(a + 1, min(a + 4, len(other.tokens) + 1))]
    )[0]
    best, of_pieces = (alone @ near.T).max(axis=1), (singles @ near.T).max(axis=1)
    lengths = np.array([span.end - span.start for span in cut], float)
    pair_ = expectation(pair.source.pack.lang, pair.target.pack.lang)
    sizes = [0, *accumulate(size(pair.source.text[slice(*span)]) for span in cut)]
    ours = size(pair.target.text)
    rows = []
    held = anchors(pair.target)
    for k, (first, end) in enumerate(runs_):
        keys = anchors(_part(pair.source, spans[k]))
        without = _away(sizes[-1] - sizes[end] + sizes[first], ours, pair, pair_, sizes[-1])
        weight = lengths.copy()
        weight[first:end] = 0
        numbers, lost, words = _anchored(keys, held)
        rows.append([
            1.0, max(-_CLIPPED, min(0.0, pair.away)), (min(pair.away**2, 36.0) - min(without**2, 36.0)) / 2,
            float(rest[k] @ whole - full @ whole), float(alone[k] @ whole), float(rest[k] @ whole), float(best[k]),
            float(weight @ of_pieces / weight.sum()), (sizes[end] - sizes[first]) / sizes[-1], numbers, lost, words,
        ])  # fmt: skip
    return np.array(rows)


def _away(theirs: int, ours: int, pair: Tried, usual: Expectation, whole: int) -> float:
    """The deviation of the translation from the usual length of a part of the source, about what is usual here."""
    return deviation(theirs, ours, usual) + pair.away - deviation(whole, ours, usual)


def _sides(text: Parts, runs_: Sequence[tuple[int, int]]) -> tuple[Matrix, Matrix, Matrix]:
    """The vectors of runs of parts, of the text without each, and of the whole."""
    import numpy as np

    sums = np.vstack([np.zeros_like(text.sums[:1]), np.cumsum(text.sums, axis=0)])
    tokens = np.concatenate([[0], np.cumsum(text.tokens)]).astype(np.float32)
    first, end = (np.array(side) for side in zip(*runs_, strict=True))
    mine, count = sums[end] - sums[first], tokens[end] - tokens[first]
    every, total = sums[-1:] + text.around, tokens[-1:] + 2
    vectors = joint(
        np.vstack([mine + text.around, every - mine, every]), np.concatenate([count + 2, total - count, total])
    )
    return vectors[: len(runs_)], vectors[len(runs_) : -1], vectors[-1]


def _part(text: Text, span: Span) -> Text:
    inside = tuple(Span(max(a, span.start), min(b, span.end)).shift(-span.start) for a, b in text.protected
                   if a < span.end and span.start < b)  # fmt: skip
    return Text(text.text[slice(*span)], text.pack, 0, inside)


def _anchored(mine: Anchors, theirs: Anchors) -> tuple[float, float, float]:
    """Numbers on both sides, numbers on one, other anchors on both."""
    both = mine.numbers & theirs.numbers
    return float(len(both)), float(len(mine.numbers - both)), float(len(mine.keys & theirs.keys) - len(both))
