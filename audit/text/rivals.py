"""Terms of a source that its translation renders in two ways, found without a glossary by what occurs together.

A rendering is what stands in most units whose source has the term and in next to none of the others. A rival stands in
the rest of them and nowhere else, beside no other word of the source that would account for it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from math import ceil
from statistics import median
from typing import NamedTuple

import regex

from audit.model import Segment, Span, Text
from audit.text.sounds import folded
from audit.text.tokens import READS as _TOKENS
from audit.text.tokens import tokens

READS = _TOKENS | {"cased", "function_words", "noun_endings"}

_LONGEST = 3
"""Words of a term, or stretches of one script."""
_SHORTEST = 3
_DENSE = regex.compile(r"[\p{Han}\p{Katakana}ー]+")
_HAN = regex.compile(r"\p{Han}+")
_KANA = regex.compile(r"[\p{Hiragana}ー]+")
_SYLLABLE = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]")
_HANGUL = regex.compile(r"\p{Hangul}+")
_JOINTS = ("", " ", "\N{NO-BREAK SPACE}", "-")
_PARTICLE = 3
_PIECES = range(2, 7)
"""Ideographs of a term, syllables of one with a particle behind it."""
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

Places = dict[str, Span]


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
        runs = [list(_runs(text)) if number in wanted else [] for number, text in enumerate(texts)]
        counts = Counter(key for unit in runs for key in {word.key for run in unit for word in run})
        often = {key for key, count in counts.items() if count >= least and key}
        grammar = _grammar(texts[0].pack.function_words or ()) if texts else frozenset()
        self.grams = [_grams(unit, often, grammar) for unit in runs]
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
    there = _Half(sources, range(len(paired)), _LEAST)
    if _is_prose(sources):
        least, share = max(least, ceil(_ABOUT * len(paired))), max(share, _SETTLED)
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
    if not _DENSE.match(one) and not _HANGUL.match(one) and ratio(one, other) >= _SIMILAR:
        return True
    return any(_common(a, b) >= max(_SHORTEST, _STEM * min(len(a), len(b))) for a in one.split() for b in other.split())


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


# What a text is made of


class _Word(NamedTuple):
    span: Span
    key: str
    """What all its forms have in common; "" for what can neither begin nor end a term."""
    breaks: bool
    """Is it of kana that no term of several parts goes over?"""
    tails: int
    """Syllables at its end that may be particles."""


def _runs(text: Text) -> Iterator[list[_Word]]:
    """The words of a text, parted where anything but a blank or a hyphen stands between them."""
    grammar = _grammar(text.pack.function_words or ())
    endings = text.pack.noun_endings or ()
    run: list[_Word] = []
    for token in tokens(text.prose, text.pack):
        start, end = token.span
        if run and (token.kind != "word" or text.prose[run[-1].span.end : start] not in _JOINTS):
            yield run
            run = []
        if token.kind == "word":
            run += _words(text.prose[start:end], start, grammar, endings)
    if run:
        yield run


def _words(word: str, start: int, grammar: Container[str], endings: tuple[str, ...]) -> Iterator[_Word]:
    span = Span(start, start + len(word))
    if _DENSE.fullmatch(word):
        yield _Word(span, word if len(word) > 1 else "", False, 0)
    elif _KANA.fullmatch(word):
        yield _Word(span, "", True, 0)
    elif len(word) < _SHORTEST - (_HANGUL.match(word) is not None) or word.lower() in grammar:
        yield _Word(span, "", False, 0)
    elif _HANGUL.fullmatch(word):
        yield _Word(span, word, False, min(len(word) - 2, _PARTICLE))
    else:
        yield _Word(span, _stem(word, endings), False, 0)


def _grams(runs: Sequence[Sequence[_Word]], often: Container[str], grammar: Container[str]) -> Places:
    """Words, phrases and parts of compounds by what they have in common in all their forms, and where the first is."""
    found: Places = {}
    for run in runs:
        for start, first in enumerate(run):
            if _HAN.match(first.key) or first.tails:
                _cut(first, found, grammar)
            if first.key not in often:
                continue
            key = ""
            for end, last in enumerate(run[start : start + _LONGEST], start):
                if last.breaks:
                    break
                key += last.key if not key or run[end - 1].span.end == last.span.start else f" {last.key}"
                if last.key in often:
                    found.setdefault(key, Span(first.span.start, last.span.end))
    return found


def _cut(word: _Word, found: Places, grammar: Container[str]) -> None:
    """Parts of a long word in ideographs, and a Korean word without what may be a particle."""
    for tail in range(1, word.tails + 1):
        found.setdefault(word.key[:-tail], Span(word.span.start, word.span.end - tail))
    if word.tails or not _HAN.fullmatch(word.key):
        return
    for start in range(len(word.key) - 1):
        for length in _PIECES:
            piece = word.key[start : start + length]
            if len(piece) == length < len(word.key) and piece[0] not in grammar and piece[-1] not in grammar:
                at = word.span.start + start
                found.setdefault(piece, Span(at, at + length))


@lru_cache(maxsize=20_000)
def _stem(word: str, endings: tuple[str, ...]) -> str:
    low = folded(word)
    fitting = [end for end in endings if low.endswith(end) and len(low) - len(end) >= _SHORTEST]
    return low.removesuffix(max(fitting, key=len)) if fitting else low


@lru_cache(maxsize=64)
def _grammar(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(words)
