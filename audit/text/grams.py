"""What a text is made of, to count what occurs together: words without endings, phrases, parts of compounds."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import regex

from audit.model import Span, Text
from audit.text.sounds import folded
from audit.text.tokens import READS as _TOKENS
from audit.text.tokens import tokens

READS = _TOKENS | {"cased", "function_words", "noun_endings"}

_LONGEST = 3
"""Words of a term, or stretches of one script."""
SHORTEST = 3
DENSE = regex.compile(r"[\p{Han}\p{Katakana}ー]+")
IDEOGRAPHS = regex.compile(r"\p{Han}+")
_KANA = regex.compile(r"[\p{Hiragana}ー]+")
HANGUL = regex.compile(r"\p{Hangul}+")
_JOINTS = ("", " ", "\N{NO-BREAK SPACE}", "-")
_PARTICLE = 3
_PIECES = range(2, 7)
"""Ideographs of a term, syllables of one with a particle behind it."""

Places = dict[str, Span]


class Word(NamedTuple):
    """A word, or a stretch of one script, and where it stands."""

    span: Span
    key: str
    """What all its forms have in common; "" for what can neither begin nor end a term."""
    breaks: bool
    """Is it of kana that no term of several parts goes over?"""
    tails: int
    """Syllables at its end that may be particles."""


def runs(text: Text) -> Iterator[list[Word]]:
    """The words of a text, parted where anything but a blank or a hyphen stands between them."""
    small = grammar(text.pack.function_words or ())
    endings = text.pack.noun_endings or ()
    run: list[Word] = []
    for token in tokens(text.prose, text.pack):
        start, end = token.span
        if run and (token.kind != "word" or text.prose[run[-1].span.end : start] not in _JOINTS):
            yield run
            run = []
        if token.kind == "word":
            run += _words(text.prose[start:end], start, small, endings)
    if run:
        yield run


def _words(word: str, start: int, small: Container[str], endings: tuple[str, ...]) -> Iterator[Word]:
    span = Span(start, start + len(word))
    if DENSE.fullmatch(word):
        yield Word(span, word if len(word) > 1 else "", False, 0)
    elif _KANA.fullmatch(word):
        yield Word(span, "", True, 0)
    elif len(word) < SHORTEST - (HANGUL.match(word) is not None) or word.lower() in small:
        yield Word(span, "", False, 0)
    elif HANGUL.fullmatch(word):
        yield Word(span, word, False, min(len(word) - 2, _PARTICLE))
    else:
        yield Word(span, stem(word, endings), False, 0)


def grams(made_of: Sequence[Sequence[Word]], often: Container[str], small: Container[str]) -> Places:
    """Words, phrases and parts of compounds by what they have in common in all their forms, and where the first is."""
    found: Places = {}
    for run in made_of:
        for start, first in enumerate(run):
            if IDEOGRAPHS.match(first.key) or first.tails:
                _cut(first, found, small)
            if first.key not in often:
                continue
            key = ""
            for end, last in enumerate(run[start : start + _LONGEST], start):
                if last.breaks:
                    break
                key += last.key if not key or run[end - 1].span.end == last.span.start else f" {last.key}"
                if last.key in often:
                    found.setdefault(key, Span(first.span.start, last.span.end))
    return found


def parts(word: Word) -> set[str]:
    """A word, and of one in ideographs all its parts."""
    if not IDEOGRAPHS.fullmatch(word.key):
        return {word.key}
    length = len(word.key)
    return {word.key[a:b] for a in range(length) for b in range(a + 2, length + 1)} | {word.key}


def _cut(word: Word, found: Places, small: Container[str]) -> None:
    """Parts of a long word in ideographs, and a Korean word without what may be a particle."""
    for tail in range(1, word.tails + 1):
        found.setdefault(word.key[:-tail], Span(word.span.start, word.span.end - tail))
    if word.tails or not IDEOGRAPHS.fullmatch(word.key):
        return
    for start in range(len(word.key) - 1):
        for length in _PIECES:
            piece = word.key[start : start + length]
            if len(piece) == length < len(word.key) and piece[0] not in small and piece[-1] not in small:
                at = word.span.start + start
                found.setdefault(piece, Span(at, at + length))


@lru_cache(maxsize=20_000)
def stem(word: str, endings: tuple[str, ...]) -> str:
    """What the forms of a word have in common. Where ``es`` may be an ending, so may its ``e``: file, files."""
    low = folded(word)
    may_be = (*endings, "e") if "es" in endings else endings
    fitting = [end for end in may_be if low.endswith(end) and len(low) - len(end) >= SHORTEST]
    return low.removesuffix(max(fitting, key=len)) if fitting else low


@lru_cache(maxsize=64)
def grammar(words: tuple[str, ...]) -> frozenset[str]:
    """The words of a pack's list of small words."""
    return frozenset(words)
