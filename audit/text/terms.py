"""Where a term of a glossary is in a text, in whatever form it stands there."""

from __future__ import annotations

from functools import lru_cache

import regex

from audit.model import Span
from audit.packs import Pack
from audit.text.sounds import folded

READS = frozenset({"noun_endings", "word_spaces", "cased"})
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+(?:['’·.+#-][\p{L}\p{M}\p{N}]+)*[+#]*")
_SHORTEST = 3
"""Letters of the shortest word that inflects."""
_LOOSE = 3
"""Letters that a word may gain where the pack does not state its endings."""


def occurrences(term: str, text: str, pack: Pack) -> list[Span]:
    """The places of a term in ``text``.

    Words inflect by the pack's endings, the last one by gaining letters where it states none. A term in capitals, or
    with one inside, holds as written. Without blanks between words, and after a word's beginning in Korean, any text
    may follow.
    """
    return [
        Span(*match.span()) for match in _pattern(term, pack.noun_endings, pack.word_spaces is not False).finditer(text)
    ]


def is_rendered(term: str, text: str, pack: Pack) -> bool:
    """Is the term in a translation, be it inside a compound?"""
    if occurrences(term, text, pack):
        return True
    words = [folded(_stem(word.casefold(), pack.noun_endings or ())) for word in _WORD.findall(term)]
    low = folded(text)
    return bool(words) and all(len(word) > _SHORTEST and word in low for word in words)


@lru_cache(maxsize=4096)
def _pattern(term: str, endings: tuple[str, ...] | None, spaced: bool) -> regex.Pattern[str]:
    words = _WORD.findall(term)
    if not spaced or not words:
        return regex.compile(_blanks(regex.escape(term)), regex.IGNORECASE)
    if any(char.isupper() for word in words for char in word[1:]):
        return regex.compile(rf"(?<![\p{{L}}\p{{N}}]){_blanks(regex.escape(term))}(?![\p{{Latin}}\p{{N}}])")
    if regex.search(r"\p{Hangul}", term):
        return regex.compile(rf"(?<![\p{{L}}\p{{N}}]){_blanks(regex.escape(term))}")
    body = r"[\s\N{NO-BREAK SPACE}-]+".join(_inflected(word, endings) for word in words)
    return regex.compile(rf"(?<![\p{{L}}\p{{M}}\p{{N}}]){body}(?![\p{{L}}\p{{M}}\p{{N}}])", regex.IGNORECASE)


def _blanks(pattern: str) -> str:
    return pattern.replace("\\ ", r"[\s\N{NO-BREAK SPACE}]*")


def _inflected(word: str, endings: tuple[str, ...] | None) -> str:
    if len(word) < _SHORTEST or not word.isalpha():
        return regex.escape(word)
    if endings is None:
        return rf"{regex.escape(word)}\p{{Ll}}{{0,{_LOOSE}}}"
    stem = _stem(word.casefold(), endings)
    choices = "|".join(map(regex.escape, sorted(endings, key=len, reverse=True)))
    return rf"{regex.escape(stem)}(?:{choices})?"


def _stem(word: str, endings: tuple[str, ...]) -> str:
    fitting = [end for end in endings if word.endswith(end) and len(word) - len(end) >= _SHORTEST]
    return word.removesuffix(max(fitting, key=len)) if fitting else word
