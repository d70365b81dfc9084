"""The weights by which sentences are aligned: ``audit/models/alignment.toml``.

    python tests/train/alignment.py DATA > audit/models/alignment.toml
    python tests/train/alignment.py DATA --sweep     # what CHOSEN was chosen from

Logistic regressions over beads of documents composed from human translations (even rows): right beads against beads one
off, of every shape, and against right ones with a neighbour too many. One model with vectors, one without. What a
sentence left alone scores, and what a bead of several is worth more, was chosen by ``--sweep`` over composed documents
of even rows that the weights were not fitted on: links against omissions found.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

import numpy as np

sys.path[:0] = [str(Path(__file__).parent.parent / "bench")]

from composed import Composed, cases, f1  # noqa: E402

from audit.annotate import align  # noqa: E402
from audit.annotate.beads import FEATURES, SHAPES, Beads, Weights  # noqa: E402

PAIRS = [("ja", "en"), ("ko", "en"), ("zh-Hans", "en"), ("en", "de"), ("fr", "en"), ("es", "en"), ("ru", "en"),
         ("ar", "en"), ("tr", "en"), ("ja", "ko"), ("zh-Hans", "ja"), ("en", "ja"), ("en", "zh-Hans")]  # fmt: skip
BARE = [("uk", "en"), ("cs", "en"), ("en", "fi"), ("el", "en"), ("en", "hi"), ("vi", "en"), ("he", "en"), ("en", "sv")]
"""Pairs that have no vectors."""
_RIDGE = 1.0
_OMISSIONS = 0.03
"""What dropped sentences found weigh beside the links; a false one costs two."""
_KIND = -1.0
"""The data has no headings or lists: what a difference of kind weighs is set by hand."""
CHOSEN = {"vectors": (-3.0, 1.0), "anchors": (-3.5, 0.5)}
"""What a sentence left alone scores, and what a bead of several is worth more."""
_ALONE = (-2.0, -2.5, -3.0, -3.5, -4.0, -5.0, -6.0)
_MULTIPLE = (-0.5, 0.5, 1.0)


def examples(composed: Composed, beads: Beads, dice: Random) -> Iterator[tuple[list[float], bool]]:
    """Features of right beads, and of wrong ones near them."""
    theirs, ours = len(beads.source), len(beads.target)
    right = {(s[0], t[0], len(s), len(t)) for s, t in composed.links if len(s) <= 3 and len(t) <= 3}
    right = {(i, j, a, b) for i, j, a, b in right if (a, b) in SHAPES}
    wrong: set[tuple[int, int, int, int]] = set()
    for i, j, a, b in sorted(right):
        shapes = [(1, 1)] * 2 + [(a + 1, b), (a, b + 1), dice.choice(SHAPES)]
        for c, d in shapes:
            p, q = i + dice.choice((-2, -1, 0, 0, 1, 2)), j + dice.choice((-2, -1, 0, 0, 1, 2))
            if (c, d) in SHAPES and 0 <= p <= theirs - c and 0 <= q <= ours - d:
                wrong.add((p, q, c, d))
        if (a, b) == (1, 1):
            for p, q, c, d in ((i - 1, j, 2, 1), (i, j, 2, 1), (i, j - 1, 1, 2), (i, j, 1, 2)):
                if 0 <= p <= theirs - c and 0 <= q <= ours - d:
                    wrong.add((p, q, c, d))
    for bead in sorted(right):
        yield beads.features(*bead), True
    merged = {(i, j, a, b) for i, j, a, b in wrong - right if not _sums(i, j, a, b, right)}
    for bead in sorted(merged):
        yield beads.features(*bead), False


def _sums(i: int, j: int, a: int, b: int, right: set[tuple[int, int, int, int]]) -> bool:
    """Is a bead made of right ones only? Then it is no mistake, only coarse."""
    inside = [r for r in right if i <= r[0] and r[0] + r[2] <= i + a and j <= r[1] and r[1] + r[3] <= j + b]
    return sum(r[2] for r in inside) == a and sum(r[3] for r in inside) == b


def regression(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Weights of a logistic regression with a ridge, by Newton's method."""
    w = np.zeros(x.shape[1])
    for _ in range(40):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        gradient = x.T @ (y - p) - _RIDGE * w
        hessian = (x * (p * (1 - p))[:, None]).T @ x + _RIDGE * np.eye(len(w))
        w += np.linalg.solve(hessian, gradient)
    return w


class Made(NamedTuple):
    """A composed document, the scores of its beads, the strip to look in."""

    composed: Composed
    beads: Beads
    band: list[tuple[int, int]]


def made(data: Path, pairs: list[tuple[str, str]]) -> list[Made]:
    """Documents of even rows: every other one to fit on, the rest to sweep over."""
    composed = [c for s, t in pairs for rate in (0.05, 0.2) for _, c in cases(data, s, t, 0, rate, 1, most=2)]
    prepared = ((c, align.prepared(c.source, c.target, align.encoded(c.source, c.target))) for c in composed)
    return [Made(c, beads, band) for c, (beads, _, band) in prepared]


def fitted(documents: list[Made], name: str) -> np.ndarray:
    dice = Random(7)
    found = [pair for one in documents[::2] for pair in examples(one.composed, one.beads, dice)]
    features, labels = np.array([x for x, _ in found]), np.array([y for _, y in found], float)
    w = regression(features, labels)
    print(f"# {name}: {len(labels)} beads, {np.mean((features @ w > 0) == labels):.4f} right", file=sys.stderr)
    return w


def shapes(multiple: float) -> dict[tuple[int, int], float]:
    """What a bead of several sentences scores beside its features."""
    return {s: 0.0 if s == (1, 1) else multiple * (1 + (s[0] + s[1] - 3) * 0.5) for s in SHAPES}


def sweep(documents: list[Made], w: np.ndarray, name: str) -> None:
    """Print how good links and omissions are for what a sentence alone, and a bead of several, may score."""
    for alone in _ALONE:
        for multiple in _MULTIPLE:
            counts, noticed, dropped = np.zeros(3), 0, 0
            for composed, beads, band in documents[1::2]:
                beads.model = Weights(tuple(map(float, w)), alone, shapes(multiple))
                beads.forget()
                links = align._links(beads, band)
                found = {(k.source, k.target) for k in links if k.source and k.target}
                missing = {i for k in links if not k.target and k.score >= 0.5 for i in k.source}
                noticed += len(missing & composed.dropped) - 2 * len(missing - composed.dropped)
                dropped += len(composed.dropped)
                counts += f1(frozenset(found), composed.links)
            score = 2 * counts[0] / (counts[1] + counts[2]) + _OMISSIONS * noticed / max(dropped, 1)
            print(f"# {name} {alone} {multiple} {score:.4f}", file=sys.stderr)


def written(name: str, w: np.ndarray) -> str:
    """The model as it stands in the file."""
    alone, multiple = CHOSEN[name]
    rows = [f"[{name}]", f"alone = {alone}", "", f"[{name}.features]"]
    rows += [f'"{f}" = {_KIND if f == "kind" else value:.3f}' for f, value in zip(FEATURES, w, strict=True)]
    rows += ["", f"[{name}.shapes]", *(f"{a}-{b} = {value:.2f}" for (a, b), value in shapes(multiple).items()), ""]
    return "\n".join(rows)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("data", type=Path)
    arguments.add_argument("--sweep", action="store_true")
    given = arguments.parse_args()
    for name, pairs in (("vectors", PAIRS), ("anchors", BARE)):
        documents = made(given.data, pairs)
        w = fitted(documents, name)
        if given.sweep:
            sweep(documents, w, name)
        print(written(name, w))


if __name__ == "__main__":
    main()
