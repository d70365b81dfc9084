"""Years given in two calendars: 2024年（令和6年）, 民國113年（2024年）, พ.ศ. 2567 (ค.ศ. 2024)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import regex

from audit.model import Span
from audit.packs import Pack

_FIRST = "元"


class GlossedYear(NamedTuple):
    """A year of an era beside a year that should be the same; ``span`` is that of the era's."""

    span: Span
    year: int
    """The Gregorian year the era's year is."""
    stated: int
    """The Gregorian year beside it."""
    right: str
    """The era's year as it should be written; "" where the era had no such year."""


def glossed_years(text: str, pack: Pack) -> Iterator[GlossedYear]:
    """The years of a text that are given a second time in brackets, in another calendar."""
    offsets = eras(pack.eras or ())
    for match in _pattern(pack.eras or ()).finditer(text):
        name, own = match["name"], match["own"]
        stated = int(match["year"]) + offsets.get(match["other"] or "", 0) * bool(match["other"])
        offset = offsets[name]
        count = stated - offset
        right = match["era"].replace(own, str(count)) if count > 0 else ""
        yield GlossedYear(Span(*match.span("era")), offset + (1 if own == _FIRST else int(own)), stated, right)


@cache
def eras(facts: tuple[str, ...]) -> dict[str, int]:
    """Name of an era -> what to add to its years."""
    rows = (row.partition(" ") for row in facts)
    return {name: int(offset) for offset, _, names in rows for name in names.split("|")}


@cache
def _pattern(facts: tuple[str, ...]) -> regex.Pattern[str]:
    offsets = eras(facts)
    counted = "|".join(regex.escape(name) for name, offset in offsets.items() if name and offset)
    plain = "|".join(regex.escape(name) for name, offset in offsets.items() if name and not offset)
    era = rf"(?P<era>(?P<name>{counted or '(?!)'})\s?(?P<own>\p{{Nd}}{{1,4}}|{_FIRST})(?:\s?年)?)(?!\p{{Nd}}|度)"
    year = rf"(?:(?P<other>{plain or '(?!)'})\s?)?(?<!\p{{Nd}})(?P<year>\p{{Nd}}{{4}})(?:\s?年)?(?!\p{{Nd}}|度)"
    return regex.compile(rf"{year}\s?[(（]\s?{era}\s?[)）]|{era}\s?[(（]\s?{year}\s?[)）]")
