"""What a sentence holds that its translation should hold too, whatever the languages.

Numbers by their value, addresses and code as they stand, words and names by their first letters where both texts use
the script, ideographs where both texts have them. What stands on both sides counts by how rare it is.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import log
from typing import NamedTuple

import regex

from audit.model import Text
from audit.text.numerals import numbers

Key = tuple[str, str]
"""A kind (``number``, ``word``, ``ideograph``, ``code``) and what is compared."""

_WORD = regex.compile(r"(?:\p{Latin}|\p{Cyrillic}|\p{Greek}|\p{Arabic}|\p{Hebrew}|\p{Devanagari})[\p{L}\p{M}]{2,}")
_ACRONYM = regex.compile(r"(?<!\p{Latin})\p{Lu}{2}(?!\p{Latin})")
_HAN = regex.compile(r"\p{Han}")
_ASKS = regex.compile(r"[?？؟;\u037e][\p{Pe}\p{Pf}\p{Pi}\"']*\s*$|か。[」』]?$")
_BEGINNING = 5
"""Letters by which two words count as one: what follows is inflection, or another language's spelling."""


class Anchors(NamedTuple):
    """The keys of a sentence, its numbers among them, and whether it asks something."""

    keys: frozenset[Key]
    numbers: frozenset[Key]
    asks: bool


@lru_cache(maxsize=65_536)
def _word(word: str) -> Key:
    bare = unicodedata.normalize("NFKD", word.casefold())
    return "word", "".join(c for c in bare if not unicodedata.combining(c))[:_BEGINNING]


@lru_cache(maxsize=16_384)
def _ideograph(character: str) -> Key:
    return "ideograph", character


def _keys(text: Text) -> Iterator[Key]:
    for start, end in text.protected:
        yield "code", text.text[start:end]
    for found in _WORD.finditer(text.prose):
        yield _word(found[0])
    for found in _ACRONYM.finditer(text.prose):
        yield _word(found[0])
    for found in _HAN.finditer(text.prose):
        yield _ideograph(found[0])


def anchors(text: Text) -> Anchors:
    """What one sentence can be recognised by."""
    values = frozenset(("number", f"{found.value.normalize():f}") for found in numbers(text.prose, text.pack))
    return Anchors(frozenset(_keys(text)) | values, values, bool(_ASKS.search(text.prose)))


def weights(source: Sequence[Anchors], target: Sequence[Anchors]) -> dict[Key, float]:
    """What each key that both texts hold is worth: nats, by its rarity in both."""
    theirs = Counter(key for side in source for key in side.keys)
    ours = Counter(key for side in target for key in side.keys)
    total = len(source) + len(target)
    return {key: log(total / (theirs[key] + ours[key])) + 0.1 for key in theirs.keys() & ours.keys()}
