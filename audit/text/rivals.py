"""Terms of a source that its translation renders in two ways, found without a glossary by what occurs together.

A rendering is what stands in most units whose source has the term and in next to none of the others. A rival stands in
the rest of them and nowhere else, beside no other word of the source that would account for it.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Sequence
from itertools import accumulate, chain
from math import ceil, comb
from statistics import median
from typing import NamedTuple

import regex

from audit.model import Segment, Span, Text
from audit.text.grams import IDEOGRAPHS, SHORTEST, grammar, grams, parts, runs, stem
from audit.text.grams import READS as _GRAMS
from audit.text.kin import alike, weight
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
_OFTEN, _OFTEN_IN_STRINGS = 5, 4
"""Units that the usual rendering of a single word must be in: in running text, and in strings."""
_CHANCE = 1e-3
"""How likely (0..1) it may be, in strings, that a word stands by chance where the usual rendering does not."""
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
_INSIDE = 5
"""Letters from which on a word is looked for inside longer ones: shorter ones (Akt in Kontakt) are there by chance."""
_LONGER = 1.5
"""How many times as long as the usual rendering its rival may be, where no blanks part words."""
_SPECIFIC = 0.75
"""How much of a rendering's occurrences the term must account for."""
_EXPLAINED = 0.67
"""Likeness of where two things occur from which one explains the other."""


class _Bar(NamedTuple):
    """What a term has to reach: units, the share of them and the number in which its usual rendering is, and how
    likely it may be that a rival is there by chance."""

    least: int
    share: float
    often: int
    chance: float


class Rival(NamedTuple):
    """A term, what renders it in most units, what does in others, and where: number of the unit, span in its target."""

    term: str
    usual: str
    times: int
    other: str
    places: tuple[tuple[int, Span], ...]


def _plain(text: str) -> str:
    """A text as grams are looked for in it."""
    return unicodedata.normalize("NFC", folded(text))


class _Half:
    """One side of all units: what each is made of, and which hold a word or phrase."""

    def __init__(self, texts: Sequence[Text], wanted: Container[int], least: int) -> None:
        self.texts = texts
        made_of = [list(runs(text)) if number in wanted else [] for number, text in enumerate(texts)]
        held = ({key for run in unit for word in run for key in parts(word)} for unit in made_of)
        counts = Counter(chain.from_iterable(held))
        often = {key for key, count in counts.items() if count >= least and key}
        small = grammar(texts[0].pack.function_words or ()) if texts else frozenset()
        self.grams = [grams(unit, often, small) for unit in made_of]
        self.index: dict[str, set[int]] = defaultdict(set)
        for number, places in enumerate(self.grams):
            for gram in places:
                self.index[gram].add(number)
        plain = [_plain(text.prose).replace("_", "").replace("&", "") for text in texts]
        self.plain = "\n".join(plain)
        self.starts = list(accumulate((len(text) + 1 for text in plain), initial=0))
        self._holding: dict[str, set[int]] = {}

    def holding(self, gram: str) -> set[int]:
        """The units in which a gram stands, be it inside a longer word."""
        if gram not in self._holding:
            found = set(self.index[gram])
            plain = _plain(gram)
            inside = " " not in gram and (len(gram) >= _INSIDE or _SYLLABLE.match(gram) is not None)
            at = self.plain.find(plain) if inside else -1
            while at >= 0:
                number = bisect_right(self.starts, at) - 1
                found.add(number)
                at = self.plain.find(plain, self.starts[number + 1])
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
    bar = _Bar(least, share, _OFTEN_IN_STRINGS, _CHANCE)
    if _is_prose(sources):
        bar = _Bar(max(least, ceil(_ABOUT * len(paired))), max(share, _SETTLED), _OFTEN, 0.0)
        if not _repeats_words(sources, bar.least):
            return
    there = _Half(sources, range(len(paired)), _LEAST)
    terms = _terms(there, bar.least)
    wanted = set().union(*(there.index[term] for term in terms))
    here = _Half([unit.target for unit in paired], wanted, _LEAST)
    taken: set[str] = set()
    for term in terms:
        usual = _rendering(term, there, here, bar)
        if usual is None or usual in taken or _copied(usual, there, here) or _better(term, usual, there, here):
            continue
        taken.add(usual)
        if other := _rival(term, usual, there, here, bar):
            at = sorted(here.index[other] & there.index[term] - here.holding(usual))
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


def _rendering(term: str, there: _Half, here: _Half, bar: _Bar) -> str | None:
    """What most units of a term have in common and few others have."""
    where = there.index[term]
    counts = Counter(gram for number in where for gram in here.grams[number])
    likely = sorted(
        (
            (count, len(gram), gram)
            for gram, count in counts.items()
            if count >= max(_FEWEST, bar.share / 2 * len(where))
        ),
        reverse=True,
    )
    best: tuple[int, int, str] | None = None
    for _, length, gram in likely[:_TRIED]:
        found = here.holding(gram)
        inside = len(found & where)
        if inside < max(bar.share * len(where), _FEWEST if " " in term else bar.often) or len(
            found & there.holding(term)
        ) < _SPECIFIC * len(found):
            continue
        rating = inside - len(found - there.holding(term)), length, gram
        best = max(best, rating) if best else rating
    return best[2] if best else None


def _rival(term: str, usual: str, there: _Half, here: _Half, bar: _Bar) -> str | None:
    """What stands for a term where its usual rendering does not."""
    rest = there.index[term] - here.holding(usual)
    rest = {number for number in rest if not any(alike(usual, gram) for gram in here.grams[number])}
    counts = Counter(gram for number in rest for gram in here.grams[number])
    fitting = [
        (count, len(gram), gram)
        for gram, count in counts.items()
        if count >= max(_LEAST, _OF_REST * len(rest))
        and _parts(gram) <= max(_parts(usual), _parts(term))
        and _is_no_chance(gram, count, rest, here, bar)
        and not alike(gram, usual)
        and not _copied(gram, there, here)
        and not _accounted(term, gram, rest, there, here)
    ]
    dense = _SYLLABLE.search(usual) is not None
    likely = (gram for _, _, gram in sorted(fitting, reverse=True))
    return next((gram for gram in likely if not dense or _is_word(gram, usual, rest, here)), None)


def _is_word(gram: str, usual: str, rest: set[int], here: _Half) -> bool:
    """In a script without blanks: may it be a word, neither far longer than the usual one nor a piece of a phrase?"""
    if weight(gram) > _LONGER * weight(usual) + 1:
        return False
    where = here.index[gram] & rest
    texts = [(here.texts[number].text, here.grams[number][gram]) for number in where]
    # what goes on with the same ideograph everywhere is such a piece
    before, after = [text[max(a - 1, 0) : a] for text, (a, _) in texts], [text[b : b + 1] for text, (_, b) in texts]
    return not any(len(set(beside)) == 1 and IDEOGRAPHS.match(beside[0]) for beside in (before, after))


def _is_no_chance(gram: str, count: int, rest: set[int], here: _Half, bar: _Bar) -> bool:
    """Does it stand in none of the other units, or in so few that it is here for a reason?"""
    where = here.index[gram]
    elsewhere = len(where - rest)
    if not elsewhere:
        return here.holding(gram) <= rest
    if elsewhere >= count or not bar.chance:
        return False
    often = len(here.holding(gram) - rest) / len(here.texts)
    return comb(len(rest), count) * often**count < bar.chance


def _parts(gram: str) -> int:
    return gram.count(" ") + 1


def _copied(gram: str, there: _Half, here: _Half) -> bool:
    """Is it for the most part a word of the source that was left as it was: a name of a file, an option?"""
    where = here.index[gram]
    same = sum(here.written(gram, number) in there.texts[number].text for number in where)
    return same > len(where) / 2


def _accounted(term: str, gram: str, rest: set[int], there: _Half, here: _Half) -> bool:
    """Is there another word of the source that explains what stands in these units, and nothing else there that it
    explains as well?"""
    where = here.index[gram] & rest
    common = set.intersection(*(set(there.grams[number]) for number in where))
    said: list[str] | None = None
    for other in common:
        if other == term or other in term or len(where) < _EXPLAINED * len(there.index[other]):
            continue
        if term in other:
            return True
        if said is None:
            beside = set.intersection(*(set(here.grams[number]) for number in where))
            said = [word for word in beside if not alike(word, gram)]
        near = _likeness(there.index[other], here.index[gram])
        if not any(_likeness(there.index[other], here.index[word]) >= near for word in said):
            return True
    return False


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
