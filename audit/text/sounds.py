"""How names sound, roughly enough to know one again in another script.

A name is reduced to the classes of its consonants (after Soundex; Russell, US patent 1,261,167): P for p b f v, K for
k g, T for t d, S for s z sh ch j, L for l r, M, N. Vowels, h, w and y come and go when a name changes its script.
Letters of Latin orthographies that are read in several ways give several keys; texts in other scripts are romanised
first, by the pack's table, and have one.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from itertools import product
from typing import NamedTuple

import regex

from audit.packs import load

_READINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("tsch|tch|sch", ("S", "SK")),
    ("ch", ("S", "K", "")),
    ("sh|zh|cz|sz|dz", ("S",)),
    ("ts|tz|ds", ("S", "TS")),
    ("dg(?=e)|dj", ("S",)),
    ("ph|bh", ("P",)),
    ("th", ("T", "S")),
    ("ck|kh|q", ("K",)),
    ("gh", ("K", "")),
    ("gn", ("N", "KN")),
    ("ng(?![aeiouy])", ("NK", "N")),
    ("(?:^k|^g)n", ("N", "KN")),
    ("c(?=[eiy])", ("S",)),
    ("cc(?=[eiy])", ("S", "KS")),
    ("c", ("K", "S")),
    ("gg", ("K",)),
    ("g(?=[eiy])", ("K", "S", "")),
    ("g", ("K",)),
    ("j", ("S", "")),
    ("ll", ("L", "")),
    ("x", ("KS", "S")),
    ("w|v", ("P", "")),
    ("[pbf]", ("P",)),
    ("k", ("K",)),
    ("t(?=i)", ("T", "S")),
    ("[td]", ("T",)),
    ("[sz]", ("S",)),
    ("[lr](?=$|[^aeiouylr])", ("L", "")),
    ("[lr]", ("L",)),
    ("m(?=$|[^aeiouym])", ("M", "N")),
    ("m", ("M",)),
    ("n", ("N",)),
)
"""Latin spellings, longest first, and the classes they may be read as; all other letters are read as none."""
_SPELLING = regex.compile("|".join(f"(?P<r{number}>{pattern})" for number, (pattern, _) in enumerate(_READINGS)))
_MOST = 48
"""Readings of one word that are tried."""
_LATIN_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"}
)
_TWICE = regex.compile(r"(.)\1+")
_HANGUL = regex.compile(r"\p{Hangul}+")
_HAN = regex.compile(r"\p{Han}+")


def folded(word: str) -> str:
    """A word in small letters without accents, ``ł`` as ``l``, ``ß`` as ``ss``."""
    plain = unicodedata.normalize("NFD", word.casefold())
    return "".join(char for char in plain if not unicodedata.combining(char)).translate(_LATIN_LETTERS)


@lru_cache(maxsize=4096)
def readings(word: str) -> tuple[str, ...]:
    """The keys of a word as Latin orthographies may mean it; the likeliest first."""
    choices = [_READINGS[int((match.lastgroup or "r0")[1:])][1] for match in _SPELLING.finditer(folded(word))]
    found: dict[str, None] = {}
    for number, reading in enumerate(product(*choices)):
        if number >= _MOST:
            break
        found[_TWICE.sub(r"\1", "".join(reading))] = None
    longest = max(map(len, found))
    return tuple(key for key in found if len(key) >= longest - 1)


@lru_cache(maxsize=8192)
def key(spelling: str) -> str:
    """The one key of a word in Latin letters that have one reading, as a table of romanisation writes them."""
    return _TWICE.sub(r"\1", "".join(_CONSONANTS.get(found, "") for found in _SOUND.findall(spelling)))


@lru_cache(maxsize=8192)
def voiced(spelling: str) -> str:
    """The same with its vowels: A, E (e i y), O (o u w)."""
    return _TWICE.sub(r"\1", "".join(_SOUNDS.get(found, "") for found in _SOUND.findall(spelling)))


def _classes(stated: str) -> dict[str, str]:
    return {sound: row.split()[0] for row in stated.split(",") for sound in row.split()[1:]}


_CONSONANTS = _classes(
    "P p b f v ph,K k g kh ck q c x,T t d th,S s z j sh zh ch ts tz sch tch tsch shch,L l r,M m,N n ng"
)
_SOUNDS = _CONSONANTS | _classes("A a,E e i y,O o u w")
_SOUND = regex.compile("|".join(sorted(_SOUNDS, key=len, reverse=True)))


def romanised(text: str, lang: str) -> str:
    """``text`` in Latin letters, small, by the table of that language's pack; what it does not name stays."""
    pattern, latin = _table(lang)
    decomposed = _HANGUL.sub(lambda run: unicodedata.normalize("NFD", run[0]), text.lower())
    return pattern.sub(lambda found: latin[found[0]], decomposed)


_NEVER = r"(?!)"


@cache
def _table(lang: str) -> tuple[regex.Pattern[str], dict[str, str]]:
    latin: dict[str, str] = {}
    for row in load(lang).romanisation or ():
        latin.update(dict.fromkeys(row.letters if _HAN.fullmatch(row.letters) else [row.letters], row.latin))
    longer = sorted((letters for letters in latin if len(letters) > 1), key=len, reverse=True)
    single = "".join(map(regex.escape, (letters for letters in latin if len(letters) == 1)))
    return regex.compile("|".join([*map(regex.escape, longer), f"[{single}]"] if latin else [_NEVER])), latin


class Sound(NamedTuple):
    """A word as it may sound: the keys of its readings, and its classes with vowels."""

    keys: tuple[str, ...]
    voiced: str


def sound(word: str, lang: str) -> Sound:
    """How a word of a text in that language sounds; Latin spellings in all their readings."""
    if _LATIN.match(word) and not _OTHER.search(word):
        plain = folded(word)
        return Sound(tuple(filter(None, readings(word))), voiced(plain))
    plain = romanised(word, lang)
    keys = dict.fromkeys((key(plain), key(plain.replace("ts", "t s"))))
    return Sound(tuple(filter(None, keys)), voiced(plain))


def alike(one: Sound, other: Sound) -> float:
    """How near two words are, 0..1, mostly by their consonants.

    Each part is the share of the longer sequence of classes that need not be edited (Levenshtein).
    """
    from rapidfuzz.distance import Levenshtein

    similarity = Levenshtein.normalized_similarity
    skeleton = max((similarity(a, b) for a in one.keys for b in other.keys), default=0.0)
    if skeleton < _HOPELESS:
        return 0.0
    return _CONSONANT_SHARE * skeleton + (1 - _CONSONANT_SHARE) * similarity(one.voiced, other.voiced)


_CONSONANT_SHARE = 0.6
_HOPELESS = 0.34
_LATIN = regex.compile(r"\p{Latin}")
_OTHER = regex.compile(r"(?V1)[\p{L}--\p{Latin}]")
