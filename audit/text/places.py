"""Countries and cities a text names, and whether it speaks of one at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

import regex

from audit.model import Span
from audit.packs import Pack, load
from audit.text.patterns import compiled

READS = frozenset({"places", "place_words", "cased"})
_COUNTRY = 2
"""Letters of a country's code, which the code of a city begins with."""
_START = 2
"""Letters by which names are looked up; none has fewer."""
_LONG = 6
_SHORT = 3
_ENDINGS = "aeoyаяйьеёиоы"
_INFLECTION = regex.compile(r"(?:[aeiouyąęěýıüůőmnstvh]{0,3}|[аеёиіїоуыьэюяймхв]{0,3})(?![\p{L}\p{M}])")
"""What an inflected name may end with beyond its stem."""
_KATAKANA, _HANGUL, _CYRILLIC = (regex.compile(rf"[\p{{{name}}}ー]") for name in ("Katakana", "Hangul", "Cyrillic"))


class Place(NamedTuple):
    """A country (ISO 3166) or a city (country/city) and where it is named."""

    code: str
    span: Span


class _Gazetteer(NamedTuple):
    """Names by their first letters, longest first, each with its code; where one may begin; all words of each place."""

    by_start: dict[str, list[tuple[str, str]]]
    starts: regex.Pattern[str]
    words: dict[str, tuple[str, ...]]
    peoples: tuple[str, ...]
    cased: bool


@cache
def _gazetteer(lang: str) -> _Gazetteer:
    pack = load(lang)
    cased = bool(pack.cased)
    by_start: dict[str, dict[str, str]] = defaultdict(dict)
    words: dict[str, list[str]] = defaultdict(list)
    for row in sorted(pack.places or (), key=lambda row: len(row.of)):  # a country's name before a city's
        for form in row.forms.split("|"):
            stem = _stem(form) if cased else form
            words[row.of].append(stem.casefold())
            if len(form) > 1:
                by_start[stem[:_START]].setdefault(stem, row.of)
    for row in pack.place_words or ():
        words[row.of] += row.forms.split("|")
    longest = {start: sorted(found.items(), key=lambda item: -len(item[0])) for start, found in by_start.items()}
    peoples = tuple(form for row in pack.place_words or () for form in row.forms.split("|") if len(form) > _SHORT)
    first = regex.escape("".join(sorted({start[0] for start in longest})))
    starts = compiled((r"(?<![\p{L}\-])" if cased else "") + (f"[{first}]" if first else "(?!)"))
    return _Gazetteer(longest, starts, {code: tuple(forms) for code, forms in words.items()}, peoples, cased)


def _stem(name: str) -> str:
    """What inflection leaves of a name: its last vowels go, in long names and in Cyrillic ones."""
    stem = name.rstrip(_ENDINGS) if len(name) > _LONG or _CYRILLIC.match(name) else name
    return stem if len(stem) >= _START else name


def places(text: str, pack: Pack) -> list[Place]:
    """The places that ``text`` names, in order, the longest name at each spot; none if the pack states none."""
    return list(_places(text, pack.lang))


@lru_cache(maxsize=64)
def _places(text: str, lang: str) -> tuple[Place, ...]:
    """Several rules look for the places of a sentence, one after the other."""
    known = _gazetteer(lang)
    found: list[Place] = []
    end = 0
    for at in (match.start() for match in known.starts.finditer(text)):
        if at < end:
            continue
        for stem, code in known.by_start.get(text[at : at + _START], ()):
            if text.startswith(stem, at) and (stop := _end(text, at, at + len(stem), known.cased)):
                found.append(Place(code, Span(at, stop)))
                end = stop
                break
    return tuple(found)


def _end(text: str, start: int, end: int, cased: bool) -> int | None:
    """Where the name ends that begins with a known stem; None if it is part of another word."""
    before, after = text[max(start - 1, 0) : start], text[end : end + 1]
    if cased:
        ending = _INFLECTION.match(text, end)
        return None if before.isalpha() or before == "-" or ending is None else ending.end()
    if _KATAKANA.match(text, start) and (_KATAKANA.match(before) or _KATAKANA.match(after)):
        return None
    return None if _HANGUL.match(text, start) and _HANGUL.match(before) else end


def speaks_of(code: str, text: str, pack: Pack) -> bool:
    """Does ``text`` name the place, or its country's people, capital or short form?"""
    known = _gazetteer(pack.lang)
    low = text.casefold()
    return any(word in low if not known.cased else _begins(word, low) for word in known.words.get(code, ()))


def is_of_place(word: str, pack: Pack) -> bool:
    """Is it a word for a country's people, language or things?"""
    known = _gazetteer(pack.lang)
    low = word.casefold()
    return low.startswith(known.peoples)


def _begins(stem: str, text: str) -> bool:
    at = text.find(stem)
    while at >= 0:
        if at == 0 or not text[at - 1].isalpha():
            return True
        at = text.find(stem, at + 1)
    return False


def unmentioned(found: Sequence[Place], text: str, pack: Pack) -> Iterator[Place]:
    """The places among ``found`` that another text does not speak of, nor of their country or a city of it."""
    if not found:
        return
    countries = {place.code[:_COUNTRY] for place in places(text, pack)}
    for place in found:
        country = place.code[:_COUNTRY]
        if country not in countries and not any(speaks_of(code, text, pack) for code in {place.code, country}):
            yield place
