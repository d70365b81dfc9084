"""Do sentences belong to one text? In a text they speak of the same things.

Lexical cohesion after Halliday & Hasan, Cohesion in English (1976): the same content words
come back within a few sentences. Sentences drawn from anywhere share next to none.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

_CONTENT = regex.compile(
    r"\p{Han}{2,}|\p{Katakana}[\p{Katakana}ー]{2,}|\p{Hangul}{2}(?=\p{Hangul})|[\p{L}--[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]]{5,}",
    regex.V1,
)
"""Runs of kanji or katakana, the first two syllables of a longer Korean word, words of five letters and more."""
_WINDOW = 4


def cohesion(sentences: Sequence[str]) -> float:
    """Share of the sentences with content words, 0..1, that share one with a sentence nearby."""
    words = [frozenset(_CONTENT.findall(sentence.casefold())) for sentence in sentences]
    told = [i for i, said in enumerate(words) if said]
    if not told:
        return 0.0
    tied = sum(any(words[i] & words[j] for j in _near(i, len(words))) for i in told)
    return tied / len(told)


def _near(i: int, count: int) -> list[int]:
    return [j for j in range(max(0, i - _WINDOW), min(count, i + _WINDOW + 1)) if j != i]
