"""Terms of a source that its translation renders in two ways, found without a glossary by what occurs together.

A rendering is what stands in most units whose source has the term and in next to none of the others. A rival stands in
the rest of them and nowhere else, beside no other word of the source that would account for it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Sequence
from itertools import accumulate
from math import ceil
from statistics import median
from typing import NamedTuple

import regex

from audit.model import Segment, Span, Text
from audit.text.grams import DENSE, HANGUL, SHORTEST, grammar, grams, runs, stem
from audit.text.grams import READS as _GRAMS
from audit.text.sounds import folded

READS = _GRAMS | {"word_spaces"}
__all__ = ["READS", "Rival", "rivals"]

_SYLLABLE = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]")
_WORD = re.compile(rf"[^\W\d_]{{{SHORTEST},}}")
_CANDIDATES = 400
_FREQUENT = 6
"""Units that a term of one word must be in."""
_FEWEST = 3
"""Units that the usual rendering must be in, and (``_LEAST``) those its rival must be in."""
_LEAST = 2
_OFTEN = 5
"""Units that the usual rendering of a single word must be in."""
_LENGTH = 300
"""Characters of a source beyond which a unit says too much to be evidence."""
_PROSE, _ABOUT, _SETTLED = 70, 0.1, 0.75
"""Letters in half of the sources from which they are running text, not strings. Then a term is a word that this share
of the units has, and its usual rendering is in this share of them: sentences of many texts have words in common (he
said) and nobody who would keep to one rendering."""
_OF_REST = 0.1
"""Share of the units without the usual rendering that a rival must be in."""
_TRIED = 12
"""What occurs most often in the units of a term: how much of that is looked at."""
_STEM = 0.6
"""Share of the shorter of two words that they begin with if they are forms of one."""
_SIMILAR = 64.0
"""Likeness (0..100) of two words of one stem: wählen, gewählt."""
_SPECIFIC = 0.75
"""How much of a rendering's occurrences the term must account for."""
_EXPLAINED = 0.67
"""Likeness of where two things occur from which one explains the other."""


class Rival(NamedTuple):
    """A term, what renders it in most units, what does in others, and where: number of the unit, span in its target."""

    term: str
    usual: str
    times: int
    other: str
    places: tuple[tuple[int, Span], ...]


class _Half:
    """One side of all units: what each is made of, and which hold a word or phrase."""

    def __init__(self, texts: Sequence[Text], wanted: Container[int], least: int) -> None:
        self.texts = texts
        made_of = [list(runs(text)) if number in wanted else [] for number, text in enumerate(texts)]
        counts = Counter(key for unit in made_of for key in {word.key for run in unit for word in run})
        often = {key for key, count in counts.items() if count >= least and key}
        small = grammar(texts[0].pack.function_words or ()) if texts else frozenset()
        self.grams = [grams(unit, often, small) for unit in made_of]
        self.index: dict[str, set[int]] = defaultdict(set)
        for number, places in enumerate(self.grams):
            for gram in places:
                self.index[gram].add(number)
        plain = [folded(text.prose).replace("_", "").replace("&", "") for text in texts]
        self.plain = "\n".join(plain)
        self.starts = list(accumulate((len(text) + 1 for text in plain), initial=0))
        self._holding: dict[str, set[int]] = {}

    def holding(self, gram: str) -> set[int]:
        """The units in which a gram stands, be it inside a longer word."""
        if gram not in self._holding:
            found = set(self.index[gram])
            at = self.plain.find(gram) if " " not in gram else -1
            while at >= 0:
                number = bisect_right(self.starts, at) - 1
                found.add(number)
                at = self.plain.find(gram, self.starts[number + 1])
            self._holding[gram] = found
        return self._holding[gram]

    def written(self, gram: str, number: int) -> str:
        return self.texts[number].text[slice(*self.grams[number][gram])]


def rivals(units: Sequence[Segment], least: int, share: float) -> Iterator[Rival]:
    """The terms of ``units`` with two renderings.

    ``least``: units a term must be in; ``share`` of them, at the least, that the usual rendering must be in.
    """
    numbers = [n for n, unit in enumerate(units) if unit.source is not None and len(unit.source.text) <= _LENGTH]
    paired = [units[number] for number in numbers]
    sources = [unit.source for unit in paired if unit.source]
    if _is_prose(sources):
        least, share = max(least, ceil(_ABOUT * len(paired))), max(share, _SETTLED)
        if not _repeats_words(sources, least):
            return
    there = _Half(sources, range(len(paired)), _LEAST)
    terms = _terms(there, least)
    wanted = set().union(*(there.index[term] for term in terms))
    here = _Half([unit.target for unit in paired], wanted, _LEAST)
    taken: set[str] = set()
    for term in terms:
        usual = _rendering(term, there, here, share)
        if usual is None or usual in taken or _copied(usual, there, here) or _better(term, usual, there, here):
            continue
        taken.add(usual)
        if other := _rival(term, usual, there, here):
            at = sorted(here.index[other])
            places = tuple((numbers[number], here.grams[number][other]) for number in at)
            where = there.index[term] & here.holding(usual)
            first = min(where & here.index[usual])
            yield Rival(
                there.written(term, at[0]), here.written(usual, first), len(where), here.written(other, at[0]), places
            )


def _is_prose(texts: Sequence[Text]) -> bool:
    """Are most of the texts sentences as running text has them? An ideograph or a syllable counts as three letters."""
    return bool(texts) and median(len(text.text) + 2 * len(_SYLLABLE.findall(text.text)) for text in texts) > _PROSE


def _repeats_words(texts: Sequence[Text], least: int) -> bool:
    """May any word be in so many of the texts? Of scripts without blanks any part of a text may be."""
    pack = texts[0].pack
    if not pack.word_spaces or any(_SYLLABLE.search(text.text) for text in texts[:_FREQUENT]):
        return True
    words = Counter(word for text in texts for word in set(_WORD.findall(text.prose.lower())))
    small = grammar(pack.function_words or ())
    counts: Counter[str] = Counter()
    for word, count in words.items():
        if word not in small:
            counts[stem(word, pack.noun_endings or ())] += count
    return max(counts.values(), default=0) >= least


def _terms(there: _Half, least: int) -> list[str]:
    """Terms worth a look, the most frequent first; of those that occur in the same units the longest."""
    longest: dict[frozenset[int], str] = {}
    for gram, where in there.index.items():
        if len(where) >= (least if " " in gram else max(least, _FREQUENT)):
            key = frozenset(where)
            if len(gram) > len(longest.get(key, "")):
                longest[key] = gram
    return sorted(longest.values(), key=lambda gram: (-len(there.index[gram]), gram))[:_CANDIDATES]


def _rendering(term: str, there: _Half, here: _Half, share: float) -> str | None:
    """What most units of a term have in common and few others have."""
    where = there.index[term]
    counts = Counter(gram for number in where for gram in here.grams[number])
    likely = sorted(
        ((count, len(gram), gram) for gram, count in counts.items() if count >= max(_FEWEST, share / 2 * len(where))),
        reverse=True,
    )
    best: tuple[int, int, str] | None = None
    for _, length, gram in likely[:_TRIED]:
        found = here.holding(gram)
        inside = len(found & where)
        if inside < max(share * len(where), _FEWEST if " " in term else _OFTEN) or len(
            found & there.holding(term)
        ) < _SPECIFIC * len(found):
            continue
        rating = inside - len(found - there.holding(term)), length, gram
        best = max(best, rating) if best else rating
    return best[2] if best else None


def _rival(term: str, usual: str, there: _Half, here: _Half) -> str | None:
    """What stands for a term where its usual rendering does not."""
    rest = there.index[term] - here.holding(usual)
    rest = {number for number in rest if not any(_alike(usual, gram) for gram in here.grams[number])}
    counts = Counter(gram for number in rest for gram in here.grams[number])
    fitting = [
        (count, len(gram), gram)
        for gram, count in counts.items()
        if count >= max(_LEAST, _OF_REST * len(rest))
        and here.index[gram] <= rest
        and _parts(gram) <= max(_parts(usual), _parts(term))
        and here.holding(gram) <= rest
        and not _alike(gram, usual)
        and not _copied(gram, there, here)
        and not _accounted(term, here.index[gram], there)
    ]
    return max(fitting)[2] if fitting else None


def _parts(gram: str) -> int:
    return gram.count(" ") + 1


def _alike(one: str, other: str) -> bool:
    """Are two grams forms of one word, or one a part of the other?"""
    from rapidfuzz.fuzz import ratio

    if one in other or other in one:
        return True
    if not DENSE.match(one) and not HANGUL.match(one) and ratio(one, other) >= _SIMILAR:
        return True
    return any(_common(a, b) >= max(SHORTEST, _STEM * min(len(a), len(b))) for a in one.split() for b in other.split())


def _common(one: str, other: str) -> int:
    """Letters that two words begin with."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _copied(gram: str, there: _Half, here: _Half) -> bool:
    """Is it for the most part a word of the source that was left as it was: a name of a file, an option?"""
    where = here.index[gram]
    same = sum(here.written(gram, number) in there.texts[number].text for number in where)
    return same > len(where) / 2


def _accounted(term: str, where: set[int], there: _Half) -> bool:
    """Is there another word of the source that explains what stands in these units?"""
    common = set.intersection(*(set(there.grams[number]) for number in where))
    return any(
        gram != term and gram not in term and len(where) >= _EXPLAINED * len(there.index[gram]) for gram in common
    )


def _better(term: str, usual: str, there: _Half, here: _Half) -> bool:
    """Does another word of the source go with a rendering more closely than this one?"""
    where = here.holding(usual)
    mine = _likeness(there.index[term], where)
    seen = Counter(gram for number in where for gram in there.grams[number])
    return any(
        gram not in term and _likeness(there.index[gram], where) > mine
        for gram, count in seen.items()
        if count > _EXPLAINED * len(where)
    )


def _likeness(one: set[int], other: set[int]) -> float:
    return len(one & other) / len(one | other)
