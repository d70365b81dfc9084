"""Characters that one script merges and another keeps apart, in the wrong one of their forms.

Method: a character of such a set is wrong if no word of the list covers it as it stands, and
a common one does with another character of the set in its place. Words: ``audit/models/conversions``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from audit.model import Span

_LENGTHS = (4, 3, 2)


class Miswritten(NamedTuple):
    """A word with a wrong character, and how it is written."""

    span: Span
    right: str


@cache
def _words(language: str) -> Mapping[str, bool]:
    """Word -> is it common?"""
    table = files("audit") / "models" / "conversions" / f"{language}.tsv"
    rows = (line.partition("\t") for line in table.read_text("utf-8").splitlines())
    return {word: common == "common" for word, _, common in rows}


@cache
def _others(merged: tuple[str, ...]) -> dict[str, str]:
    """Each character -> those it is confused with."""
    return {char: together.replace(char, "") for together in merged for char in together}


def miswritten(prose: str, merged: tuple[str, ...], language: str) -> Iterator[Miswritten]:
    """The words of ``prose`` in which a character of a ``merged`` set stands for another of it; disjoint, in order."""
    others = _others(merged)
    reached = 0
    for at, char in enumerate(prose):
        if char not in others or at < reached or next(_covering(prose, at, char, language), None):
            continue
        found = (word for other in others[char] for word in _covering(prose, at, other, language) if word.common)
        if word := next(found, None):
            reached = word.span.end
            yield Miswritten(word.span, word.text)


class _Word(NamedTuple):
    span: Span
    text: str
    common: bool


def _covering(prose: str, at: int, char: str, language: str) -> Iterator[_Word]:
    """The listed words around a place with ``char`` put there, the longest first."""
    words = _words(language)
    for length in _LENGTHS:
        for start in range(max(0, at - length + 1), min(at, len(prose) - length) + 1):
            text = f"{prose[start:at]}{char}{prose[at + 1 : start + length]}"
            if text in words:
                yield _Word(Span(start, start + length), text, words[text])
