"""Whether two words are forms of one, and how long words are beside each other."""

from __future__ import annotations

import unicodedata

import regex

from audit.text.grams import DENSE, HANGUL, SHORTEST

_KANA = regex.compile(r"[\p{Hiragana}\p{Katakana}ー]")
_STEM = 0.6
"""Share of the shorter of two words that they begin with if they are forms of one."""
_JAMO = 0.6
"""The same in letters of Korean, of which a verb changes the last (만들다, 만드는)."""
_SIMILAR = 64.0
"""Likeness (0..100) of two words of one stem: wählen, gewählt."""


def alike(one: str, other: str) -> bool:
    """Are two grams forms of one word, or one a part of the other?"""
    from rapidfuzz.fuzz import ratio

    if one in other or other in one:
        return True
    if not DENSE.match(one) and not HANGUL.match(one) and ratio(one, other) >= _SIMILAR:
        return True
    if HANGUL.match(one):
        one, other = (unicodedata.normalize("NFD", word) for word in (one, other))
        return one in other or other in one or _common(one, other) > _JAMO * min(len(one), len(other))
    return any(_common(a, b) >= max(SHORTEST, _STEM * min(len(a), len(b))) for a in one.split() for b in other.split())


def _common(one: str, other: str) -> int:
    """Letters that two words begin with."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def weight(gram: str) -> float:
    """How long it is, two kana being as much as an ideograph or a syllable."""
    return len(gram) - len(_KANA.findall(gram)) / 2
