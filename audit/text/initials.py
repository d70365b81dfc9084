"""Acronyms of a text, and which of another language say the same."""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import cache

import regex

from audit.model import Span
from audit.packs import Pack, load
from audit.text.counts import CODES
from audit.text.places import READS as PLACES
from audit.text.places import places
from audit.text.proper import common_words, is_common
from audit.text.sounds import romanised

READS = frozenset({"acronyms", "common_words", "function_words", "romanisation", "scripts"}) | PLACES
_ACRONYM = regex.compile(
    r"(?<![\p{Latin}\p{Cyrillic}\p{N}&@#_.’'/-])(?:[\p{Lu}&&\p{Latin}]{2,6}|[\p{Lu}&&\p{Cyrillic}]{2,6})"
    r"(?:s|['’]s)?(?![\p{Latin}\p{Cyrillic}\p{N}&_@]|/\p{Ll}|-[\p{N}\p{Ll}]|-\p{Lu}{1,2}(?!\p{L})|['’.]\p{L})",
    regex.V1,
)
_PLURAL = regex.compile(r"['’]?s$")
_CAPITAL = regex.compile(r"\p{Lu}{2,}(?!\p{Ll})")
_LETTER = regex.compile(r"\p{L}")
_CAPITALS = 0.4
"""Share of letters that are capitals in a row from which these are emphasis, not acronyms."""


def acronyms(text: str) -> dict[str, Span]:
    """Acronyms and where each is first; none in a text that is mostly capitals."""
    found: dict[str, Span] = {}
    for match in _ACRONYM.finditer(text):
        bare = _PLURAL.sub("", match[0])
        found.setdefault(bare, Span(match.start(), match.start() + len(bare)))
    if not found:
        return found
    capitals = sum(map(len, _CAPITAL.findall(text)))
    return {} if capitals > _CAPITALS * len(_LETTER.findall(text)) else found


@cache
def _expansions(lang: str) -> dict[str, frozenset[str]]:
    """Acronym -> everything it may stand for, in small letters."""
    found: dict[str, set[str]] = {}
    for row in load(lang).acronyms or ():
        found.setdefault(row.acronym, set()).update(row.expansions.casefold().split("|"))
    return {acronym: frozenset(names) for acronym, names in found.items()}


def is_said(acronym: str, pack: Pack, others: dict[str, Span], text: str, other: Pack) -> bool:
    """Does a text in another language have the acronym, one that stands for the same, or what it stands for?"""
    plain = unicodedata.normalize("NFKC", romanised(acronym, pack.lang).upper() if pack.romanisation else acronym)
    names = _expansions(pack.lang).get(acronym, frozenset()) | _expansions(other.lang).get(plain, frozenset())
    text = unicodedata.normalize("NFKC", text)
    low = text.casefold()
    if plain in text or any(name in low for name in names):
        return True
    return any(_same(plain, candidate, names, other) for candidate in others)


def _same(acronym: str, candidate: str, names: frozenset[str], pack: Pack) -> bool:
    spelt = unicodedata.normalize("NFKC", romanised(candidate, pack.lang).upper() if pack.romanisation else candidate)
    return spelt == acronym or bool(names & _expansions(pack.lang).get(candidate, frozenset()))


def is_other(acronym: str, pack: Pack, candidate: str, other: Pack) -> bool:
    """Can ``candidate`` only be another acronym, not how the other language writes this one (NATO, OTAN)?

    Languages in other scripts keep acronyms in Latin letters. Those in Latin letters translate many: there one of the
    two has to be known to both languages, or the two have next to no letter in common. Letters of two scripts say
    nothing.
    """
    if bool(_LATIN.match(acronym)) != bool(_LATIN.match(candidate)):
        return acronym in _expansions(pack.lang) and candidate in _expansions(other.lang)
    if sorted(acronym) == sorted(candidate) or CODES & {acronym, candidate}:
        return False
    here, there = _expansions(pack.lang), _expansions(other.lang)
    if places(acronym, pack) or places(candidate, other) or (len(acronym) <= _SHORT and acronym not in here):
        return False  # a country is said in many ways
    if _LATIN.match(candidate) and "Latin" not in (other.scripts or ()):
        return True
    if (_is_stressed(acronym, pack) and acronym not in here) or len(candidate) <= _SHORT:
        return False
    if candidate in here or (acronym in here and acronym in there):  # it would be itself in the other language
        return True
    return candidate not in there and _is_unlike(acronym, candidate)


def _is_stressed(acronym: str, pack: Pack) -> bool:
    """Is it a plain word in capitals, for emphasis?"""
    low = acronym.casefold()
    if low in (pack.function_words or ()):
        return True
    return len(low) > _SHORT + 1 and bool(pack.common_words) and is_common(low, common_words(pack.lang))


def _is_unlike(one: str, other: str) -> bool:
    """Have two acronyms so few letters in common that none is a translation of the other (NATO, OTAN; GDP, PIB)?"""
    shared = sum((Counter(one) & Counter(other)).values())
    return min(len(one), len(other)) > _SHORT and shared <= (len(one) + len(other) >= _LONG)


_LATIN = regex.compile(r"\p{Latin}")
_SHORT, _LONG = 2, 8
