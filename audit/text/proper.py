"""Proper names in running text: what is written with a capital where other words are not, or transcribed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

import regex

from audit.model import Span
from audit.packs import Pack, load
from audit.text.patterns import compiled

READS = frozenset({"cased", "capital_nouns", "common_words", "foreign_name"})
_WORD = r"\p{Lu}(?:['’]\p{Lu})?\p{Ll}[\p{Ll}\p{M}]*(?:['’\-\p{Lu}]\p{L}[\p{L}\p{M}]*)*"
_LINK = r"(?:(?:van|von|der|den|de|da|do|dos|di|del|la|le|bin|ibn|al|el|ter|af|zu)[ ])"
_RUN = regex.compile(
    rf"(?<![\p{{L}}\p{{M}}\p{{N}}@#&./-]){_WORD}(?:[ ](?:\p{{Lu}}\.[ ]?|{_LINK}{{0,2}}){_WORD})*(?![\p{{L}}\p{{M}}])"
)
_INSIDE = regex.compile(r"[\p{L}\p{N},;)’'—–-][,;]?[ ]$|[(]$")
_WITHIN = regex.compile(r"[\p{L}\p{N},;)’'»”—–-][,;]?[ ][«“„‘\"']?$|[(]$")
_GENITIVE = regex.compile(r"['’]s?$")
_PART = regex.compile(_WORD)


class Name(NamedTuple):
    """Words in a row that are written with capitals, where they stand, and those of them no list of words holds.

    Not ``sure`` is what may have its capitals from a headline.
    """

    span: Span
    words: tuple[str, ...]
    rare: tuple[str, ...]
    sure: bool = True


def full_names(text: str, pack: Pack) -> Iterator[list[Span]]:
    """The parts of every name of several words: in a row with capitals, or joined as transcribed names are.

    A word that begins a sentence is left out: it may be no name.
    """
    if pack.cased:
        for run in _RUN.finditer(text):
            row = [Span(*part.span()) for part in _PART.finditer(text, *run.span())]
            row = row if _INSIDE.search(text, 0, run.start()) else row[1:]
            if len(row) > 1:
                yield row
    elif pack.foreign_name:
        for run in _compiled(pack.foreign_name).finditer(text):
            yield [Span(*part.span()) for part in _PIECE.finditer(text, *run.span())]


def acronyms(text: str) -> Iterator[Span]:
    """Letters that stand for words: U.S., NATO."""
    return (Span(*run.span()) for run in _ACRONYM.finditer(text))


_ACRONYM = regex.compile(r"(?<![\p{L}.])(?:(?:\p{Lu}\.){2,}|\p{Lu}{2,}(?!\p{L}))")
_PIECE = regex.compile(r"[\p{L}\p{M}ー]+")


@cache
def _compiled(pattern: str) -> regex.Pattern[str]:
    return compiled(pattern)


def names(text: str, pack: Pack) -> list[Name]:
    """The names in a text of a cased script; at the start of a sentence only those that are no common words."""
    if not pack.cased or pack.capital_nouns:
        return []
    return list(_names(text, pack))


def _names(text: str, pack: Pack) -> Iterator[Name]:
    known = common_words(pack.lang) if pack.common_words else None
    headline = _is_headline(text)
    if headline and known is None:
        return
    calendar, compounds = _calendar(pack.lang), compound_names(pack.lang)
    for run in _RUN.finditer(text):
        words = tuple(
            part for word in _PART.findall(run[0]) for part in _GENITIVE.sub("", word).split("-") if len(part) > 1
        )
        inside = _INSIDE.search(text, 0, run.start()) is not None
        alone = len(words) == 1
        if (alone and not inside) or _is_title(text, run.start(), run.end()):  # the capital is of the sentence or title
            continue
        certain = words if inside else words[1:]
        rare = tuple(
            word
            for word in (certain if known is None else words)
            if word.casefold() not in calendar
            and not (known and is_common(word, known, alone and word.casefold() not in compounds))
        )
        if rare:
            yield Name(Span(*run.span()), words, rare, sure=not headline)


def _is_title(text: str, start: int, end: int) -> bool:
    """Do quotation marks stand around it? Titles are translated by their meaning."""
    return bool(_OPENED.search(text, 0, start)) and bool(_CLOSED.match(text, end))


_OPENED, _CLOSED = regex.compile(r"[\"“«„]$"), regex.compile(r"[,.]?[\"”»“]")


def inside(text: str, pack: Pack) -> Iterator[Span]:
    """Words with a capital that begin no sentence, in a text that is no headline, and are no words of the calendar."""
    if _is_headline(text):
        return
    calendar = _calendar(pack.lang)
    for word in _PART.finditer(text):
        small = _GENITIVE.sub("", word[0]).casefold()
        if len(small) > _FEW and small not in calendar and _WITHIN.search(text, 0, word.start()):
            yield Span(*word.span())


def _is_headline(text: str) -> bool:
    """Are most words written with a capital, whatever they are?"""
    found = _ANY.findall(text)
    return len(found) > _FEW and sum(word[0].isupper() for word in found) > _MOSTLY * len(found)


_ANY = regex.compile(r"\p{L}[\p{L}\p{M}'’-]+")
_FEW, _MOSTLY = 3, 0.6


@cache
def common_words(lang: str) -> frozenset[str]:
    """The words that a language writes small."""
    return frozenset((files("audit") / "models" / "common_words" / f"{lang}.txt").read_text("utf-8").split())


@lru_cache(maxsize=4096)
def is_common(word: str, known: frozenset[str], made_of: bool = True) -> bool:
    """Is it one of ``known``, or one of them with an English ending, or (if ``made_of``) two of them in one?"""
    low = _SHORTENED.sub("", word.casefold())
    if low in known:
        return True
    if low.endswith(_ENDINGS) and any(low.endswith(end) and low.removesuffix(end) in known for end in _ENDINGS):
        return True
    if "-" in low:
        return all(part in known or len(part) < _PART_LENGTH for part in low.split("-"))
    return made_of and any(
        low[:at] in known and low[at:] in known for at in range(_PART_LENGTH, len(low) - _PART_LENGTH + 1)
    )


@cache
def ordinary_stems(lang: str) -> frozenset[str]:
    """The stems of words that a capital alone makes no name of; none for a language without a list."""
    path = files("audit") / "models" / "ordinary_words" / f"{lang}.txt"
    return frozenset(path.read_text("utf-8").split()) if path.is_file() else frozenset()


@cache
def compound_names(lang: str) -> frozenset[str]:
    """Names that look like two words in one."""
    path = files("audit") / "models" / "ordinary_words" / f"{lang}.names"
    return frozenset(path.read_text("utf-8").split()) if path.is_file() else frozenset()


def stem(word: str) -> str:
    """What endings leave of a word, roughly."""
    low = word.casefold()
    return low[: max(_PART_LENGTH + 1, len(low) - 2 - (len(low) > _LONG))] if len(low) > _PART_LENGTH + 2 else low


_LONG = 7
_SHORTENED = regex.compile(r"(?:n?['’](?:t|ve|re|ll|d|m|s))$")
_PART_LENGTH = 3
"""Letters of the shortest part of a compound: airmail, godfather, motherhood."""
_ENDINGS = ("s", "es", "ed", "ing", "er", "ers", "ly", "'s", "’s", "ist", "ists", "ian", "ians", "ship", "ness")


@cache
def _calendar(lang: str) -> frozenset[str]:
    """Weekdays, months and titles, in small letters."""
    pack = load(lang)
    stated = (*(pack.weekdays or ()), *(pack.short_weekdays or ()), *(pack.months or ()), *(pack.abbreviations or ()))
    return frozenset(form.casefold() for row in stated for form in row.split("|"))
