"""Names of people in texts whose script is not Latin: transliterated, or left as they were."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import regex

from audit.model import Span
from audit.packs import Pack
from audit.text.enclosures import Enclosures

_UPPER, _LOWER = r"[\p{Lu}&&\p{Latin}]", r"[\p{Ll}&&\p{Latin}]"
_PART = rf"{_UPPER}(?:['’]{_UPPER})?{_LOWER}+(?:[-'’]?{_UPPER}{_LOWER}+)*"
_BEFORE, _AFTER = r"(?<![\p{Latin}\p{N}.\-])(?<!\p{Latin} )", r"(?! ?[\p{Latin}\p{N}])"
_LATIN = regex.compile(rf"(?V1){_BEFORE}{_PART}(?: \p{{Lu}}\.)?(?: {_PART}){{1,2}}{_AFTER}")
_BETWEEN = regex.compile(r"\s*[、，,;；/／&＆]\s*")
_REACH = 40


def transliterated(text: str, pack: Pack) -> list[Span]:
    """Names from abroad as the language writes them; none where the pack does not say how."""
    if pack.foreign_name is None:
        return []
    return [Span(*match.span()) for match in _pattern(pack.foreign_name).finditer(text)]


def latin(text: str, pack: Pack) -> list[Span]:
    """Two or three capitalised Latin words that name a person, outside brackets.

    A title, an office or a verb of saying stands beside them, or they are in a list
    together with transliterated names.
    """
    names = [Span(*match.span()) for match in _LATIN.finditer(text)]
    if not names:
        return []
    brackets = Enclosures(text, ())
    listed = _listed(text, names, transliterated(text, pack))
    outside = (name for name in names if not brackets.around(name.start))
    return [name for name in outside if name in listed or _has_title(text, name, pack)]


def _has_title(text: str, name: Span, pack: Pack) -> bool:
    before = text[max(name.start - _REACH, 0) : name.start]
    after = text[name.end : name.end + _REACH]
    if pack.person_after and _pattern(f"\\ ?(?:{pack.person_after})").match(after):
        return True
    return bool(pack.person_before and _pattern(f"(?:{pack.person_before})\\ ?$").search(before))


def _listed(text: str, names: list[Span], native: list[Span]) -> set[Span]:
    """The names in a list with one of ``native``."""
    return {item for run in _lists(text, sorted([*names, *native])) if not set(run).isdisjoint(native) for item in run}


def _lists(text: str, items: list[Span]) -> Iterator[list[Span]]:
    """Items in runs with nothing but a comma between them."""
    run: list[Span] = []
    for item in items:
        if run and not _BETWEEN.fullmatch(text, run[-1].end, item.start):
            yield run
            run = []
        run.append(item)
    yield run


@cache
def _pattern(pattern: str) -> regex.Pattern[str]:
    return regex.compile(pattern)
