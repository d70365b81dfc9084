"""Names on one side of a translation that are not on the other, as far as the two scripts can be compared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

import regex

from audit.model import Segment, Span, Text
from audit.packs import load
from audit.text import hearing, places, proper
from audit.text.hearing import Ear, ear, transcribed
from audit.text.once import once
from audit.text.patterns import compiled
from audit.text.sounds import Sound, sound

READS = (
    places.READS
    | proper.READS
    | hearing.READS
    | {"foreign_name", "ideograph_names", "own_names_in_latin", "person_after", "person_before"}
)
_PARTS = regex.compile(r"[\p{L}\p{M}ー'’-]+")
_FAINT, _LIKELY, _CLEAR, _ONE_OF_SEVERAL = 0.5, 0.6, 0.64, 0.84
"""Likeness from which a name counts as heard: one word alone; one word, if the other side has a name too many; several
words on the average, or a place; one of several words."""
_SURE = 0.85
"""From where it can be nothing else."""
_LONG_KEY = 3
_WORD = regex.compile(r"[\p{L}\p{M}]+")


class Missing(NamedTuple):
    """A name that was not heard on the other side: where, its words, whether they are several that would be heard,

    and whether that alone says it is not there: one word may be translated by its meaning.
    """

    span: Span
    words: tuple[str, ...]
    several: bool
    certain: bool


def comparable(source: Text, target: Text) -> str | None:
    """Why names of the two texts cannot be compared, or None."""
    for text in (source, target):
        latin = "Latin" in (text.pack.scripts or ())
        if not latin and text.pack.romanisation is None:
            return f"{text.pack.lang}: romanisation unknown"
    return None


@once
def missing(text: Text, other: Text) -> list[Missing]:
    """The names of ``text`` that are not heard in ``other``."""
    there = ear(other.prose, other.pack)
    return [found for name in _names(text) if (found := _missed(name, text, there))]


@once
def _names(text: Text) -> tuple[proper.Name, ...]:
    """Names that are no places; in scripts without capitals, transcribed full names."""
    return tuple(_no_places(text))


def _no_places(text: Text) -> Iterator[proper.Name]:
    there = [place.span for place in places.places(text.prose, text.pack)]
    found = proper.names(text.prose, text.pack)
    if not text.pack.cased and text.pack.foreign_name:
        for match in _pattern(text.pack.foreign_name).finditer(text.prose):
            if not _is_person(Span(*match.span()), text):
                continue
            words = tuple(_PARTS.findall(match[0]))
            found.append(proper.Name(Span(*match.span()), words, words))
    for name in found:
        if any(span.start <= name.span.start and name.span.end <= span.end for span in there):
            continue
        placed = " ".join(text.prose[slice(*span)] for span in there if span.overlaps(name.span))
        rare = tuple(word for word in name.rare if word not in placed and not places.is_of_place(word, text.pack))
        if rare:
            yield name._replace(rare=rare)


def _is_person(span: Span, text: Text) -> bool:
    """Does a title, an office or a verb of saying stand beside what may be a name?"""
    before, after = text.pack.person_before, text.pack.person_after
    if after and _pattern(f"\\ ?(?:{after})").match(text.prose, span.end):
        return True
    return bool(before and _pattern(f"(?:{before})\\ ?$").search(text.prose, max(span.start - _REACH, 0), span.start))


_REACH = 40


def _missed(name: proper.Name, text: Text, other: Ear) -> Missing | None:
    spoken = {word: sound(word, text.pack.lang) for word in name.rare}
    latin = other.pack.romanisation is None
    longest = [_length(word, heard, latin) for word, heard in spoken.items()]
    if max(longest, default=0) < _LONG_KEY or _in_ideographs(name.rare, other):
        return None
    whole = "".join(name.words)
    if len(name.words) > 1 and other.hears(whole, sound(whole, text.pack.lang)) >= _CLEAR:
        return None
    heard = [other.hears(word, one) for word, one in spoken.items()]
    several = len(longest) > 1 and sum(longest) > _LONG_KEY + 1
    if several and (max(heard) >= _ONE_OF_SEVERAL or sum(heard) / len(heard) >= _CLEAR):
        return None
    if not several and max(heard) >= _LIKELY:
        return None
    if not text.pack.common_words and text.pack.cased:  # translated institutions and names look alike
        clear = several or (max(heard) < _FAINT and max(longest) > _LONG_KEY)
        return Missing(name.span, name.words, several, certain=False) if clear else None
    certain = several or (_shows_no_strangers(other) and max(heard) < (_LIKELY if latin else _FAINT))
    return Missing(name.span, name.words, several, certain)


def _shows_no_strangers(other: Ear) -> bool:
    """Is a name that should not be there indistinguishable from other words? Then a lost one has to do as evidence."""
    pack = other.pack
    return bool(pack.capital_nouns) if pack.cased else not _INDISTINCT.isdisjoint(pack.scripts or ())


_INDISTINCT = frozenset({"Hangul"})


def _length(word: str, heard: Sound, latin: bool) -> int:
    """How much of a name there is to compare: its letters, or its sounds where only these remain."""
    return len(word) - 1 if latin else max(map(len, heard.keys), default=0)


def _in_ideographs(words: tuple[str, ...], other: Ear) -> bool:
    """Could the other side write this name with ideographs that do not sound like it?"""
    tongues = other.pack.ideograph_names or ()
    return any(
        (own := load(tag).own_names_in_latin) and all(_pattern(own).fullmatch(word.casefold()) for word in words)
        for tag in tongues
    )


@cache
def _pattern(pattern: str) -> regex.Pattern[str]:
    return compiled(pattern)


def other_places(text: Text, other: Text) -> list[Span]:
    """Where ``text`` names a place that ``other`` neither speaks of nor sounds like."""
    gone = list(places.unmentioned(places.places(text.prose, text.pack), other.prose, other.pack))
    if not gone:
        return []
    there = ear(_every_word_capital(other.prose), other.pack)
    return [place.span for place in gone if not _heard(text.text[slice(*place.span)], text, there, _SURE)]


def _heard(name: str, text: Text, other: Ear, least: float = _CLEAR) -> bool:
    return any(other.hears(word, sound(word, text.pack.lang)) >= least for word in _PARTS.findall(name))


def half_changed(source: Text, target: Text) -> Iterator[tuple[Span, Span]]:
    """Last parts of full names in ``target`` whose other part the source has, with another last part.

    Yields the part in the target and the name in the source.
    """
    full = [name for name in _names(source) if len(name.words) > 1 and name.words[-1] in name.rare]
    if not full:
        return
    there = [place.span for place in places.places(target.prose, target.pack)]
    rows = [row for row in proper.full_names(target.prose, target.pack) if not any(row[-1].overlaps(p) for p in there)]
    for name in full:
        *kept, lost = name.words
        if len(lost) <= _LONG_KEY or _in_ideographs((lost,), ear(target.prose, target.pack)):
            continue
        if _heard(lost, source, ear(target.prose, target.pack), _FAINT):
            continue
        for *first, last in rows:
            beside = ear(" ".join(target.prose[slice(*part)] for part in first), target.pack)
            new = target.prose[slice(*last)]
            if _heard(new, target, ear(source.prose, source.pack), _FAINT):
                continue
            if any(len(word) > _LONG_KEY and _heard(word, source, beside, _SURE) for word in kept):
                yield last, name.span


def strangers(segment: Segment) -> list[Missing]:
    """Names of the translation that are not heard in its source, of scripts and spellings that show a name."""
    source, target = segment.source, segment.target
    if source is None:
        return []
    if target.pack.cased:
        return [name for name in missing(target, source) if _all_capital(target.prose[slice(*name.span)])]
    there = [place.span for place in places.places(target.prose, target.pack)]
    runs = (span for span in _maximal(list(transcribed(target.prose, target.pack))) if span.end - span.start > 2)
    free = (span for span in runs if not any(span.overlaps(taken) for taken in there))
    back = ear(_every_word_capital(source.prose), source.pack)
    return [
        Missing(span, (), several=_is_person(span, target), certain=False)
        for span in free
        if _unheard(target.prose[slice(*span)], target, back)
    ]


def spelt_out(source: Text, target: Text, gone: Sequence[Missing]) -> int:
    """How many acronyms of the source beside ``gone`` are not in the translation, which may write them as names.

    Only of a target without a list of its common words; with one, such names are known.
    """
    if target.pack.common_words or not target.pack.cased:
        return 0
    free = (span for span in proper.acronyms(source.prose) if not any(span.overlaps(name.span) for name in gone))
    return sum(source.prose[slice(*span)] not in target.prose for span in free)


def is_foreign(name: Missing, source: Text, target: Text) -> bool:
    """Does no word of the source sound in a transcribed name, be it as a part of it?"""
    run = target.prose[slice(*name.span)]
    if len(run) > _LONGEST_NAME:
        return False
    there = ear(run, target.pack)
    words = (match[0] for match in _WORD.finditer(source.prose) if len(match[0]) > _LONG_KEY)
    return not any(_heard(word.capitalize(), source, there, _FAINT) for word in words)


_LONGEST_NAME = 8
"""Letters of a name in one word; what is longer was put together from loan words."""


def _all_capital(name: str) -> bool:
    return all(word[0][0].isupper() for word in _PARTS.finditer(name))


def _unheard(run: str, text: Text, other: Ear) -> bool:
    """Is no part of a run of transcribing letters heard?"""
    if max(map(len, sound(run, text.pack.lang).keys), default=0) < _LONG_KEY:
        return False
    return not any(_heard(run[slice(*span)], text, other) for span in transcribed(run, text.pack))


def _every_word_capital(text: str) -> str:
    """So that every word counts as one that may be heard: loan words are transcribed as names are."""
    return _WORD.sub(lambda word: word[0].capitalize(), text)


def _maximal(spans: list[Span]) -> Iterator[Span]:
    end = -1
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if span.end > end:
            end = span.end
            yield span
