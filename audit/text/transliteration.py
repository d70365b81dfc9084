"""Names and loan words whose spelling shows that they went through another script.

A script in between writes some sounds alike (hangul: p and f), so what comes back may hold the
wrong one. A word is suspect if it is in no list, and a common word differs from it in nothing
but sounds that the script merges. Differences native writers make themselves do not count, but
for a sound inside the word that has lost its length: nobody leaves that out of a common word.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import regex

from audit.model import Span
from audit.packs import Pair
from audit.packs.routes import Merge
from audit.text.needles import Passages

_LONG = regex.compile("[ーッ]")
_END = regex.compile("ー$")
_WORD = regex.compile(r"\p{Katakana}[\p{Katakana}ー]{3,}")
Merges = tuple[Merge, ...]
Variants = tuple[Pair, ...]


class Respelt(NamedTuple):
    """A word, its usual spellings (the commonest first), and the letter in between that is both."""

    span: Span
    usual: tuple[str, ...]
    letter: str
    sounds: str


def key(word: str, merges: Merges, variants: Variants) -> str:
    """What is left of a spelling when all that the script in between, and usage, merges is merged."""
    for merge in merges:
        word = word.replace(merge.spelling, merge.other)
    return native_key(word, variants)


def native_key(word: str, variants: Variants) -> str:
    """A spelling without what native writers vary."""
    for variant in variants:
        word = word.replace(variant.theirs, variant.ours)
    return word


def _lines(name: str) -> list[str]:
    return (files("audit") / "models" / "kana" / name).read_text("utf-8").splitlines()


@cache
def _known(language: str) -> frozenset[str]:
    """The words in use."""
    return frozenset(_lines(f"{language}.txt"))


@cache
def _common(pair: str) -> dict[str, str]:
    """Key -> the common words that have it, parted by ``|``."""
    return dict(line.split("\t") for line in _lines(f"{pair}.tsv"))


def respelt(passages: Passages, merges: Merges, variants: Variants, origin: str, target: str) -> Iterator[Respelt]:
    """The words that seem to have gone through ``origin``'s script on their way into ``target``'s."""
    for match in (match for span in passages.spans for match in _WORD.finditer(passages.text, *span)):
        word = match[0]
        if word in _known(target) or _is_compound(word, _known(target)):
            continue
        plain = native_key(word, variants)
        common = _common(f"{origin}-{target}").get(key(word, merges, variants), "")
        usual = tuple(
            other
            for other in common.split("|")
            if other and (native_key(other, variants) != plain or _has_lost_length(word, other))
        )
        if usual:
            letter, sounds = _told(word, usual[0], merges)
            yield Respelt(Span(*match.span()), usual, letter, sounds)


def _is_compound(word: str, known: frozenset[str]) -> bool:
    """Is it two words in use, one after the other (ドルローン)?"""
    return any(word[:cut] in known and word[cut:] in known for cut in range(2, len(word) - 1))


def _has_lost_length(word: str, usual: str) -> bool:
    """Is the word the usual one with fewer long sounds? At the end (コンピュータ) they come and go."""
    short, whole = _END.sub("", word), _END.sub("", usual)
    return _LONG.sub("", short) == _LONG.sub("", whole) and len(short) < len(whole)


def _told(word: str, usual: str, merges: Merges) -> tuple[str, str]:
    """The first merge that tells the two spellings apart."""
    for merge in merges:
        if word.count(merge.spelling) != usual.count(merge.spelling):
            return merge.letter, merge.sounds
    return "", ""
