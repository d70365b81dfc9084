"""Names on one side of a translation that are not on the other, as far as the two scripts can be compared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

import regex

from audit.model import Span, Text
from audit.packs import load
from audit.text import hearing, places, proper, rendition
from audit.text.hearing import Ear, ear
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
_FAINT, _LIKELY, _CLEAR, _ONE_OF_SEVERAL, _ONE_RENDERED = 0.5, 0.68, 0.64, 0.84, 0.76
"""Likeness from which a name counts as heard: one word alone; one word, if the other side has a name too many; several
words on the average, or a place; one of several words, in Latin letters and in others."""
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
            if not is_person(Span(*match.span()), text):
                continue
            words = tuple(_PARTS.findall(match[0]))
            if rendition.shows_names(text.pack) and not all(rendition.sounds_foreign(w, text.pack) for w in words):
                continue
            found.append(proper.Name(Span(*match.span()), words, words))
    for name in found:
        if any(span.start <= name.span.start and name.span.end <= span.end for span in there):
            continue
        placed = " ".join(text.prose[slice(*span)] for span in there if span.overlaps(name.span))
        rare = tuple(word for word in name.rare if word not in placed and not places.is_of_place(word, text.pack))
        if rare:
            yield name._replace(rare=rare)


def is_person(span: Span, text: Text) -> bool:
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
    if _in_ideographs(name.rare, other):
        if max(map(len, name.rare)) <= _LONG_KEY + 1 or _is_heard(name, spoken, other):
            return None
        return Missing(name.span, name.words, several=False, certain=False)
    if max(longest, default=0) < _LONG_KEY:
        return None
    whole = "".join(name.words)
    if len(name.words) > 1 and other.hears(whole, sound(whole, text.pack.lang)) >= _CLEAR:
        return None
    heard = [other.hears(word, one) for word, one in spoken.items()]
    several = len(longest) > 1 and sum(longest) > _LONG_KEY + 1
    one = _ONE_OF_SEVERAL if latin else _ONE_RENDERED
    if several and (max(heard) >= one or sum(heard) / len(heard) >= _CLEAR):
        return None
    if not several and max(heard) >= _LIKELY:
        return None
    if not text.pack.common_words and text.pack.cased:  # translated institutions and names look alike
        clear = several or (max(heard) < _FAINT and max(longest) > _LONG_KEY)
        return Missing(name.span, name.words, several, certain=False) if clear else None
    certain = name.sure and (several or (_shows_no_strangers(other) and max(heard) < (_LIKELY if latin else _FAINT)))
    return Missing(name.span, name.words, several and name.sure, certain)


def _is_heard(name: proper.Name, spoken: dict[str, Sound], other: Ear) -> bool:
    return any(other.hears(word, spoken[word]) >= _FAINT for word in name.rare)


def _shows_no_strangers(other: Ear) -> bool:
    """Is a name that should not be there indistinguishable from other words? Then a lost one has to do as evidence."""
    return bool(other.pack.capital_nouns)


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
    there = ear(other.prose if other.pack.common_words else _every_word_capital(other.prose), other.pack)
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


def spelt_out(source: Text, target: Text, gone: Sequence[Missing]) -> int:
    """How many acronyms of the source beside ``gone`` are not in the translation, which may write them as names.

    Only of a target without a list of its common words; with one, such names are known.
    """
    if target.pack.common_words or not target.pack.cased:
        return 0
    free = (span for span in proper.acronyms(source.prose) if not any(span.overlaps(name.span) for name in gone))
    return sum(source.prose[slice(*span)] not in target.prose for span in free)


def _every_word_capital(text: str) -> str:
    """So that every word counts as one that may be heard: many languages write the words for a people small."""
    return _WORD.sub(lambda word: word[0].capitalize(), text)
