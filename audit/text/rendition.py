"""How surely words in Latin letters are what stands in another script, by chunks of letters learnt from names.

The tables (``audit/models/transliteration``) say for chunks of at most three letters, Latin and romanised, how much
likelier they are beside each other than by chance. A word is laid over a text in the dearest way, all of the word, any
stretch of the text (dynamic programming after Smith and Waterman, 1981); what that is worth is told in bits per letter.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from typing import NamedTuple

import regex

from audit.model import Span
from audit.packs import Pack, load
from audit.text.sounds import folded, romanised

READS = frozenset({"romanisation", "scripts"})
_SCRIPTS = ("Katakana", "Hangul", "Han", "Cyrillic")
"""Scripts there are tables for; of several that a language writes, the first is for names from abroad."""
_LEAST = {"Hangul": 1.5, "Han": 3}
"""Bits the letters of a run have to say for a name from abroad, in scripts that write names without a mark."""
_SPACED = ("Hangul",)
"""Scripts without capitals whose words stand apart."""
_CHUNK = 3
_INSIDE = 2.0
"""Bits against a name that begins inside a run of letters."""
_DROPPED, _ADDED = 5.0, 5.0
"""Bits against a letter of the word that is not there, and one there that is not in the word."""
_HOPELESS = -3.0
_LETTER_MOST, _LETTER_LEAST = 2.5, -3.0
"""Bits a letter of a script without marks around names speaks for or against a name, at most."""
_TWICE = regex.compile(r"(\p{L})\1+")
_NONE = -9.0


class Table(NamedTuple):
    """What is learnt of a script."""

    chunks: dict[str, tuple[tuple[str, float], ...]]
    """What stands beside a Latin chunk, and how many bits that is worth."""
    letters: dict[str, float]
    """Bits by which a letter speaks for a name; none where names are marked otherwise."""
    ordinary: frozenset[str]
    """Words that are no names."""
    whole: bool
    """Are its runs of letters words, with their endings?"""
    least: float
    """Bits that make a name."""
    runs: regex.Pattern[str]


@cache
def table(lang: str) -> Table | None:
    """The table for names in that language, if there is one."""
    pack = load(lang)
    script = next((name for name in _SCRIPTS if name in (pack.scripts or ())), None)
    if script is None or not pack.romanisation:
        return None
    chunks: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for line in _lines(f"{script}.tsv"):
        theirs, ours, tenths = line.split("\t")
        chunks[theirs].append((ours, int(tenths) / 10))
    letters = {line[0]: _within(int(line[2:]) / 10) for line in _lines(f"{script}.letters")}
    runs = regex.compile(rf"[\p{{{script}}}ー]+" if script == "Katakana" else rf"\p{{{script}}}+")
    ordinary = frozenset(_lines(f"{script}.words"))
    learnt = {chunk: tuple(rows) for chunk, rows in chunks.items()}
    return Table(learnt, letters, ordinary, script in _SPACED, _LEAST.get(script, 0.0), runs)


def _lines(name: str) -> list[str]:
    path = files("audit") / "models" / "transliteration" / name
    return path.read_text("utf-8").splitlines() if path.is_file() else []


def _within(bits: float) -> float:
    return max(_LETTER_LEAST, min(_LETTER_MOST, bits))


def plain(word: str) -> str:
    """A word in Latin letters as the tables have it: small, without accents and without letters written twice."""
    return _TWICE.sub(r"\1", folded(word))


class Laid:
    """A text in another script, romanised, in which words in Latin letters are looked for."""

    def __init__(self, text: str, lang: str, known: Table) -> None:
        self._chunks = known.chunks
        latin, gains = ["|"], [0.0, 0.0]
        for run in known.runs.findall(text):
            for part in run if known.letters else [run]:
                sounds = _letter(part, lang) if known.letters else romanised(part, lang)
                gain = gains[-1] + (known.letters.get(part, _LETTER_LEAST) if known.letters else 0.0)
                latin.append(sounds)
                gains += [gain] * len(sounds)
            latin.append("|")
            gains.append(gains[-1])
        self._latin = "".join(latin)
        self._gains = gains

    @property
    def length(self) -> int:
        """Letters of the romanised text."""
        return len(self._latin) - self._latin.count("|")

    @cached_property
    def _at(self) -> dict[str, list[int]]:
        """Where each chunk begins."""
        found: dict[str, list[int]] = defaultdict(list)
        start = 0
        for run in self._latin.split("|"):
            for at in range(len(run)):
                for end in range(at + 1, min(at + _CHUNK, len(run)) + 1):
                    found[run[at:end]].append(start + at)
            start += len(run) + 1
        return found

    def bits(self, word: str) -> float:
        """Bits per letter by which a word in Latin letters is likelier here than by chance; ``_NONE`` if it cannot be.

        ``word`` as ``plain`` makes it.
        """
        best: list[dict[int, float]] = [{} for _ in range(len(word) + 1)]
        for size in range(1, min(_CHUNK, len(word)) + 1):
            self._begin(word[:size], best[size])
        for at in range(1, len(word)):
            if not best[at]:
                continue
            self._slip(best[at], best[at + 1])
            for size in range(1, min(_CHUNK, len(word) - at) + 1):
                if rows := self._chunks.get(word[at : at + size]):
                    self._extend(best[at], best[at + size], rows)
        return max((worth + self._gains[end] for end, worth in best[-1].items()), default=_NONE) / max(len(word), 1)

    def _begin(self, part: str, after: dict[int, float]) -> None:
        """Lay the first chunk wherever it may stand."""
        latin, gains = self._latin, self._gains
        for chunk, worth in self._chunks.get(part, ()):
            for place in self._at.get(chunk, ()):
                value = worth - gains[place] - (0.0 if latin[place - 1] == "|" else _INSIDE)
                end = place + len(chunk)
                if end not in after or value > after[end]:
                    after[end] = value

    def _extend(self, here: dict[int, float], after: dict[int, float], rows: Sequence[tuple[str, float]]) -> None:
        """Lay the next chunk behind every state."""
        for chunk, worth in rows:
            size = len(chunk)
            for place in self._at.get(chunk, ()) if chunk else here:
                if place in here:
                    value = here[place] + worth
                    if value > after.get(place + size, -math.inf):
                        after[place + size] = value

    def _slip(self, here: dict[int, float], after: dict[int, float]) -> None:
        """Drop a letter of the word, or one of the text; and what cannot come to anything."""
        latin, gains = self._latin, self._gains
        for place, value in list(here.items()):
            worth = value + gains[place]
            if worth < _HOPELESS:
                del here[place]
                continue
            if worth < 0:
                continue
            if value - _DROPPED > after.get(place, -math.inf):
                after[place] = value - _DROPPED
            if latin[place] != "|" and value - _ADDED > here.get(place + 1, -math.inf):
                here[place + 1] = value - _ADDED


@lru_cache(maxsize=8192)
def _letter(letter: str, lang: str) -> str:
    return romanised(letter, lang)


def laid(text: str, pack: Pack) -> Laid | None:
    """The text made ready; None for a language without a table."""
    known = table(pack.lang)
    return Laid(text, pack.lang, known) if known else None


def shows_names(pack: Pack) -> bool:
    """Do the letters of a language's script say where a name from abroad may be?"""
    known = table(pack.lang)
    return bool(known and known.letters)


def sounds_foreign(word: str, pack: Pack) -> bool:
    """Do the letters of a word speak for a name from abroad, on the whole?"""
    known = table(pack.lang)
    return known is not None and sum(_bits_of(word, known)) >= known.least


def is_ordinary(run: str, pack: Pack) -> bool:
    """Is a run of letters an ordinary word, or two of them in one?"""
    known = table(pack.lang)
    if known is None or run in (ordinary := known.ordinary):
        return known is not None
    return any(run[:at] in ordinary and run[at:] in ordinary for at in range(_CHUNK, len(run) - _CHUNK))


def foreign_runs(text: str, pack: Pack) -> Iterator[Span]:
    """Stretches whose letters speak for a name from abroad; none if letters say nothing."""
    known = table(pack.lang)
    if known is None or not known.letters:
        return
    for run in known.runs.finditer(text):
        found = list(_stretches(_bits_of(run[0], known), run.start(), known.least, 0.0 if known.whole else _OF_PAIR))
        if known.whole and found and len(run[0]) > 1:
            yield Span(*run.span())
        elif not known.whole:
            yield from found


def _bits_of(run: str, known: Table) -> list[float]:
    """The bits of each letter of a run; those of ordinary words speak against a name."""
    bits = [known.letters.get(letter, _LETTER_LEAST) for letter in run]
    for start in range(len(run) - 1):
        for size in (2, 3):
            if run[start : start + size] in known.ordinary:
                bits[start : start + size] = [_LETTER_LEAST] * len(bits[start : start + size])
    return bits


def _stretches(bits: Sequence[float], offset: int, least: float, few: float) -> Iterator[Span]:
    """The stretches of the largest sums, each begun where the one before fell to nothing (Kadane's algorithm).

    ``few``: bits that two letters have to say.
    """
    start, total, peak, end = 0, 0.0, 0.0, 0
    for at, worth in enumerate([*bits, -1e9]):
        total += worth
        if total > peak:
            peak, end = total, at + 1
        if total <= 0 or peak - total > _GAP:
            if peak >= (least if end - start > _PAIR else max(least, few)):
                yield Span(offset + start, offset + end)
            start, total, peak, end = at + 1, 0.0, 0.0, at + 1


_PAIR, _OF_PAIR = 2, 4.5
"""Bits that as few letters have to say for a name."""
_GAP = 2.0
"""Bits lost in a row that end a stretch."""
