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

import regex

from audit.model import BLANK, Text

PAD = 4.0
"""Characters added to both sides: the ratio of very short texts says little."""
SHORT = 0.75
"""Variance that a sentence of one English character would have for being short; it shrinks with length."""


KIN = 0.6
"""Of the variance of two languages, what is left between kin: they share what makes them differ from others."""


_INSET = regex.compile(r"[(（\[](?P<said>[^()（）\[\]]{3,80})[)）\]]")
_ABBREVIATION = regex.compile(r"(?<![\p{L}\p{N}])(?:\p{Lu}{2,5}(?=s?(?![\p{L}\p{N}]))|(?:\p{Lu}\.\s?){2,})")
_LATIN, _LETTER = regex.compile(r"\p{Latin}"), regex.compile(r"\p{L}")
_SPELT_OUT, _MOST = 12.0, 2
"""Characters of English that an abbreviation stands for, and how many of a text are reckoned with."""


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
    """``deviation`` of two texts; None where the table lacks a language.

    A short translation is not found shorter for what its source says twice or in other letters, nor for an abbreviation
    that says as much as the words of the source.
    """
    pair = expectation(source.pack.lang, target.pack.lang)
    if not pair.known:
        return None
    theirs, ours = language(source), language(target)
    plain = deviation(theirs, ours, pair)
    if plain >= 0:
        return plain
    spelt_out = _SPELT_OUT * pair.factor * pair.ratio * _abbreviated(source.text, target.text)
    return min(deviation(max(theirs - _doubled(source.text, target.text, pair), 0), ours + spelt_out, pair), 0.0)


def _doubled(source: str, target: str, pair: Expectation) -> float:
    """Characters of the source that need none in the translation: glosses in brackets, in other letters or as the
    translation has them without brackets; and what Latin letters take less in a translation than ideographs do."""
    rest = _INSET.sub("", source)
    latin, letters = len(_LATIN.findall(rest)), len(_LETTER.findall(rest))
    foreign = 2 * latin < letters
    count = latin * max(1.0 - pair.factor, 0.0) if foreign else 0.0
    glosses = [match["said"].strip() for match in _INSET.finditer(source)]
    kept, said = (_INSET.sub("", target).casefold(), target.casefold()) if glosses else ("", "")
    for gloss in glosses:
        low = gloss.casefold()
        if low in kept or (foreign and low not in said and _LATIN.match(gloss)):
            count += size(gloss)
    return count


def _abbreviated(source: str, target: str) -> int:
    """How many more abbreviations the translation has than the source."""
    more = len(_ABBREVIATION.findall(target)) - len(_ABBREVIATION.findall(source))
    return min(max(more, 0), _MOST) if not target.isupper() else 0


def language(text: Text) -> int:
    """Characters that are neither blanks nor protected: an address is as long in every language."""
    return size(text.prose.replace(BLANK, ""))
