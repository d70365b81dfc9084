"""How long a translation should be, given its source: by language, learned from human translations.

The table ``audit/models/lengths.tsv`` states for each language how many characters it takes where English takes one,
and how far sentences stray from that (``tests/train/lengths.py`` builds it). The two sides of a pair add up, so any
two of its languages make a pair.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from math import exp, log, sqrt
from typing import NamedTuple

from audit.model import BLANK, Text

PAD = 4.0
"""Characters added to both sides: the ratio of very short texts says little."""
SHORT = 0.75
"""Variance that a sentence of one English character would have for being short; it shrinks with length."""


KIN = 0.6
"""Of the variance of two languages, what is left between kin: they share what makes them differ from others."""


class Length(NamedTuple):
    """Characters where English takes one, the language's own share of the variance of the logarithm, and its kin."""

    factor: float
    spread: float
    kin: str = ""


UNKNOWN = Length(1.0, 0.04)
"""Of a language that the table lacks: wide enough to accuse nobody."""


class Expectation(NamedTuple):
    """How the two languages of a pair compare. ``ratio``: characters of the target per character of the source."""

    ratio: float
    spread: float
    factor: float
    """Characters of the source where English takes one."""
    known: bool


def size(text: str) -> int:
    """Characters that are no blanks."""
    return len("".join(text.split()))


@cache
def _table() -> dict[str, Length]:
    lines = files("audit").joinpath("models", "lengths.tsv").read_text("utf-8").splitlines()[1:]
    rows = (line.split("\t") for line in lines)
    return {tag: Length(float(factor), float(spread), kin) for tag, factor, spread, kin in rows}


@cache
def length_of(tag: str) -> Length | None:
    """The table's row for a language, or for the language it is a variety of; None if there is none."""
    table = _table()
    parts = tag.split("-")
    aliases = {"zh": "zh-Hans", "no": "nb"}
    tries = ["-".join(parts[:n]) for n in range(len(parts), 0, -1)]
    return next((table[name] for name in (*tries, aliases.get(parts[0], "")) if name in table), None)


@cache
def expectation(source: str, target: str) -> Expectation:
    """What to expect of texts in these two languages (BCP 47)."""
    theirs, ours = length_of(source), length_of(target)
    one, other = theirs or UNKNOWN, ours or UNKNOWN
    spread = (one.spread + other.spread) * (KIN if one.kin and one.kin == other.kin else 1.0)
    return Expectation(other.factor / one.factor, spread, one.factor, bool(theirs and ours))


def deviation(source: float, target: float, pair: Expectation) -> float:
    """How many standard deviations a target of this size is longer (> 0) or shorter than expected."""
    expected = source * pair.ratio
    plain = max(source / pair.factor, 1.0)
    return log((target + PAD) / (expected + PAD)) / sqrt(pair.spread + SHORT / plain)


def least(source: float, pair: Expectation, deviations: float) -> int:
    """The size of a target that is shorter by so many standard deviations."""
    plain = max(source / pair.factor, 1.0)
    return int((source * pair.ratio + PAD) * exp(-deviations * sqrt(pair.spread + SHORT / plain)) - PAD)


def between(source: Text, target: Text) -> float | None:
    """``deviation`` of two texts; None where the table lacks a language."""
    pair = expectation(source.pack.lang, target.pack.lang)
    return deviation(language(source), language(target), pair) if pair.known else None


def language(text: Text) -> int:
    """Characters that are neither blanks nor protected: an address is as long in every language."""
    return size(text.prose.replace(BLANK, ""))
