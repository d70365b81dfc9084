"""Telling fast that none of many words stands in a text: most sentences name no month and spell no number."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

_DENSE = "฀-\u0effက-႟ᄀ-ᇿក-\u17ff\u3040-ヿㇰ-ㇿ㐀-鿿가-\ud7af豈-\ufaff\U00020000-\U0003ffff"
"""Letters of scripts that do not part words with blanks, or glue particles to them: a word may begin anywhere."""
_WORD = re.compile(rf"[^\W\d_{_DENSE}]+")
_HEAD = 3
"""Letters by which words are told apart."""


class Screen:
    """May one of these words stand in a text, whole or as the beginning of a longer one? Never a wrong no.

    Words of fewer than three letters begin too many others: they count alone, or right before another of the words.
    """

    def __init__(self, words: Iterable[str]) -> None:
        heads: dict[str, set[str]] = defaultdict(set)
        short: set[str] = set()
        anywhere: set[str] = set()
        for word in words:
            if not (first := _WORD.match(word)):
                anywhere.add(word)
            elif len(first[0]) < _HEAD:
                short.add(first[0])
            else:
                heads[first[0][:_HEAD]].add(first[0])
        self._heads = {head: tuple(sorted(begun)) for head, begun in heads.items()}
        self._short = tuple(sorted(short))
        self._anywhere = tuple(sorted(anywhere))

    def passes(self, text: str) -> bool:
        """Whether the text, in the case of the words, is worth a closer look."""
        heads, short = self._heads, self._short
        for word in _WORD.findall(text):
            if (begun := heads.get(word[:_HEAD])) and word.startswith(begun):
                return True
            if short and word.startswith(short) and self._ends_with_another(word):
                return True
        return any(word in text for word in self._anywhere)

    def _ends_with_another(self, word: str) -> bool:
        """Is it a short word, or does another of the words follow a short one in it?"""
        rests = (word[len(first) :] for first in self._short if word.startswith(first))
        return any(not rest or self.passes(rest) for rest in rests)
