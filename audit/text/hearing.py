"""What of a text could be a name in it, by sound, and whether a name from the other side is heard there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

import regex

from audit.model import Span
from audit.packs import Pack, load
from audit.text import rendition
from audit.text.sounds import Sound, alike, folded, sound

READS = frozenset({"romanisation", "transcribing_letters", "cased"}) | rendition.READS
_KATAKANA = regex.compile(r"\p{Katakana}[\p{Katakana}ー]+")
_HANGUL = regex.compile(r"\p{Hangul}+")
_WORD = regex.compile(r"\p{L}[\p{L}\p{M}]*(?:['’-]\p{L}[\p{L}\p{M}]*)*")
_LATIN = regex.compile(r"\p{Latin}[\p{Latin}\p{M}\p{N}]*(?:['’-]\p{Latin}[\p{Latin}\p{M}]*)*")
_LONGEST = 8
"""Syllables of the longest name part written in Hangul or ideographs."""
_RESPELT = 0.8
"""Likeness of sound from which a name counts as respelt, between two languages that both write Latin letters."""
_TELLING = 3
"""Sounds of a name that is known again inside a longer word."""
_NO_BITS, _PER_BIT = 0.4, 0.14
"""Likeness of a word that a rendition is worth nothing for, and what each bit per letter adds."""
_ENOUGH, _PLAIN = 0.6, 0.85
"""Likeness of a rendition from which nothing else is tried, and of sounds alone from which they count as well."""
_FAINT = 0.45
"""Likeness of a rendition below which sounds alone are chance."""


@dataclass(frozen=True)
class Ear:
    """A text as it sounds: its words in Latin letters, and those of its own script romanised."""

    text: str
    pack: Pack

    @cached_property
    def written(self) -> tuple[str, ...]:
        """The Latin words in the text, folded."""
        return tuple(dict.fromkeys(folded(word) for word in _LATIN.findall(self.text)))

    @cached_property
    def spoken(self) -> tuple[Sound, ...]:
        """The sounds of everything that could be a name, each once."""
        words = {self.text[slice(*span)] for span in windows(self.text, self.pack)}
        found = {sound(word, self.pack.lang) for word in words}
        return tuple(sorted(one for one in found if one.keys))

    @cached_property
    def _laid(self) -> rendition.Laid | None:
        """What may be a name: in cased scripts the words with a capital."""
        words = (word for word in _WORD.findall(self.text) if word[0].isupper())
        return rendition.laid(" ".join(words) if self.pack.cased else self.text, self.pack)

    @cached_property
    def _known(self) -> dict[str, float]:
        return {}

    def hears(self, word: str, heard: Sound) -> float:
        """How surely a name word that sounds like ``heard`` is in the text, 0..1."""
        if word not in self._known:
            self._known[word] = self._hears(word, heard)
        return self._known[word]

    def _hears(self, word: str, heard: Sound) -> float:
        low = folded(word)
        if any(is_alike(low, other) for other in self.written):
            return 1.0
        if self.pack.romanisation is None and _LATIN.match(word):
            spoken = max(
                (alike(part, one) for one in self.spoken for part in _parts(heard, one, _TELLING + 1)), default=0.0
            )
            return max(self._spelt(low), spoken if spoken >= _RESPELT else 0.0)
        rendered = self._rendered(word)
        if rendered is not None and rendered >= _PLAIN:
            return rendered
        if any(len(key) > _TELLING and key in one.keys for one in self.spoken for key in heard.keys):
            return _PLAIN  # Campbell, キャンベル: so many consonants in a row are no chance
        if rendered is not None and rendered >= _ENOUGH:
            return rendered
        spoken = max((alike(part, one) for one in self.spoken for part in _parts(heard, one, _TELLING)), default=0.0)
        return spoken if rendered is None or (spoken >= _PLAIN and rendered >= _FAINT) else rendered

    def _rendered(self, word: str) -> float | None:
        """How surely the text has a Latin word in its own script; None if no table says."""
        if self._laid is None or not _LATIN.match(word):
            return None
        return max(0.0, min(1.0, _NO_BITS + _PER_BIT * self._laid.bits(rendition.plain(word))))

    def _spelt(self, low: str) -> float:
        """The same between two languages in Latin letters, where names keep most of them."""
        from rapidfuzz.distance import Levenshtein

        return max((Levenshtein.normalized_similarity(low, other) for other in self.written), default=0.0)


def _parts(heard: Sound, one: Sound, telling: int) -> Iterator[Sound]:
    """A sound as it is, and, where it or what it is compared with is longer by an ending or another word, with that."""
    yield heard
    for number, name in enumerate(heard.keys):
        for other in one.keys:
            if len(name) >= telling + (number > 0) and len(other) > len(name) and name in other:
                yield one
            if number:
                continue
            if len(other) >= telling and len(name) == len(other) + 1 and name.startswith(other):
                yield one


def is_alike(low: str, other: str) -> bool:
    """Are two folded words in Latin letters one, but for an ending?"""
    return other.startswith(low[: max(4, len(low) - 3)]) or (len(other) > 3 and low.startswith(other))


@lru_cache(maxsize=64)
def _ear(text: str, lang: str) -> Ear:
    return Ear(text, load(lang))


def ear(text: str, pack: Pack) -> Ear:
    """The ear for a text; several rules listen to one sentence, one after the other."""
    return _ear(text, pack.lang)


def windows(text: str, pack: Pack) -> Iterator[Span]:
    """Where a name could stand in a text that is not in Latin letters."""
    yield from transcribed(text, pack)
    for match in _HANGUL.finditer(text):
        last = min(len(match[0]), _LONGEST)
        yield from (Span(match.start(), match.start() + length) for length in range(2, last + 1))
    if pack.cased:
        yield from (Span(*match.span()) for match in _WORD.finditer(text) if match[0][0].isupper())


def transcribed(text: str, pack: Pack) -> Iterator[Span]:
    """Where letters stand that foreign words are written with: katakana, or ideographs that do so."""
    yield from (Span(*match.span()) for match in _KATAKANA.finditer(text))
    if pack.transcribing_letters:
        yield from _by_sound(text, _letters(pack.lang))


def _by_sound(text: str, letters: frozenset[str]) -> Iterator[Span]:
    for start, letter in enumerate(text):
        if letter not in letters:
            continue
        for end in range(start + 1, min(start + _LONGEST, len(text))):
            if text[end] not in letters:
                break
            yield Span(start, end + 1)


@cache
def _letters(lang: str) -> frozenset[str]:
    return frozenset(load(lang).transcribing_letters or "")
