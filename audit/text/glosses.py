"""Acronyms beside brackets, and which expansion a text ends with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

import regex

from audit.packs import Acronym

_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")
_CHAR = regex.compile(r"[\p{L}\p{M}\p{N}]")

REACH = 110
"""Characters before or inside brackets in which an expansion is looked for."""


class Glosses(NamedTuple):
    """The acronyms of a language and what they stand for."""

    acronyms: tuple[str, ...]
    """Longest first."""
    owners: dict[tuple[str, ...], list[str]]
    """Expansion -> acronyms, longest first; by words in cased scripts, by characters elsewhere."""
    written: dict[str, str]
    """Acronym -> its first expansion."""


class Name(NamedTuple):
    """An expansion (key of ``Glosses.owners``) and where it starts in the text searched."""

    key: tuple[str, ...]
    start: int


@cache
def glosses(acronyms: tuple[Acronym, ...], cased: bool) -> Glosses:
    """A pack's table made searchable. ``cased``: compare words (they inflect), not characters."""
    owners: dict[tuple[str, ...], list[str]] = {}
    for acronym, expansions in acronyms:
        for expansion in expansions.split("|"):
            key = tuple(word.casefold() for word in (_WORD if cased else _CHAR).findall(expansion))
            owners.setdefault(key, []).append(acronym)
    names = tuple(sorted((row.acronym for row in acronyms), key=lambda name: len(regex.escape(name)), reverse=True))
    longest_first = dict(sorted(owners.items(), key=lambda item: -len(item[0])))
    return Glosses(names, longest_first, {row.acronym: row.expansions.split("|")[0] for row in acronyms})


def beside_bracket(text: str, known: Glosses) -> Iterator[regex.Match[str]]:
    """Where an acronym meets a bracket: ``outer`` (``gloss``), or (``inner``)."""
    present = tuple(name for name in known.acronyms if name in text)
    return _search(present).finditer(text) if present else iter(())


@cache
def _search(acronyms: tuple[str, ...]) -> regex.Pattern[str]:
    names = "|".join(map(regex.escape, acronyms))
    return regex.compile(
        rf"(?<![\p{{Latin}}\p{{Cyrillic}}\p{{N}}-])(?P<outer>{names})\s?[(（]\s*(?P<gloss>[^()（）\n]{{3,{REACH}}}?)\s*[)）]"
        rf"|\s?[(（]\s*(?P<inner>{names})\s*[)）]"
    )


def name_at_end(text: str, known: Glosses, cased: bool, whole: bool) -> Name | None:
    """The longest expansion ``text`` ends with; with ``whole``, all of it but for one article."""
    tokens = list((_WORD if cased else _CHAR).finditer(text))
    words = [token[0].casefold() for token in tokens]
    for key in known.owners:
        first = len(words) - len(key)
        if first >= 0 and not (whole and first > cased) and _same(words[first:], key, cased):
            return Name(key, tokens[first].start())
    return None


def _same(words: Sequence[str], key: tuple[str, ...], inflected: bool) -> bool:
    """Equal word by word, but for the last three letters of longer words where words inflect."""
    return all(a == b or (inflected and _stem(a, b)) for a, b in zip(reversed(words), reversed(key), strict=True))


def _stem(a: str, b: str) -> bool:
    kept = max(4, max(len(a), len(b)) - 3)
    return a[:kept] == b[:kept]
