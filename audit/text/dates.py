"""Dates with a day, and the weekday that stands beside them, in any language whose pack says how it writes them.

Gregorian years only; years of an era (令和6年, 民國113年, พ.ศ. 2567) are counted over into them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import regex

from audit.model import Span
from audit.packs import Pack
from audit.text.eras import eras
from audit.text.numerals import SPELT, ideographs, lowered
from audit.text.patterns import compiled

READS = frozenset({"dates", "eras", "months", "short_weekdays", "weekdays"})
"""The pack facts these functions use: a rule that calls them lists them in its ``reads``."""

LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
"""The most days a month can have, from January."""

_FAR = 2400
"""A Gregorian year no text speaks of: a larger one is counted in another calendar."""

_TWO, _FOUR = r"\p{Nd}{1,2}(?!\p{Nd})|[一二三四五六七八九十]{1,3}", r"\p{Nd}{4}|[〇零一二三四五六七八九]{4}"
_COUNT = r"\p{Nd}{1,4}(?!\p{Nd})|元|[〇一二三四五六七八九十百]{1,4}"
_ISO = r"(?P<y>\p{Nd}{4})-(?P<M>\p{Nd}{2})-(?P<d>\p{Nd}{2})(?![\p{Nd}-])"
_NUKTA = {unicodedata.normalize("NFD", c): c for c in map(chr, (*range(0x958, 0x960), 0x9DC, 0x9DD, 0x9DF))}
"""Letters with a dot that normal text writes as two characters, some keyboards as one."""
_APOSTROPHE = regex.compile("['’ʼ׳]")
_FIGURE = re.compile(r"\d|[〇一二三四五六七八九十](?=[日号號月年])")
_REACH = 40
"""Characters from a figure to the end of its date, the weekday included."""


class Weekday(NamedTuple):
    """Where a weekday is named and which it is, 0 for Monday."""

    span: Span
    number: int


class Date(NamedTuple):
    """A day as a text states it; it may exist in no calendar. ``year`` is None where none is stated.

    ``bare``: nothing but a blank parts the month from a day after it (in May 20 people …), and no year follows.
    ``day_at``, ``month_at`` and, where one is stated, ``year_at`` are its parts.
    """

    span: Span
    year: int | None
    month: int
    day: int
    weekday: Weekday | None = None
    bare: bool = False
    day_at: Span = Span(0, 0)
    month_at: Span = Span(0, 0)
    year_at: Span = Span(0, 0)


def dates(text: str, pack: Pack) -> list[Date]:
    """The dates of a text, in order, disjoint. Those with two-digit years are left out."""
    low = lowered(text)
    found = (match for window in _near_figures(low) for match in _pattern_of(pack).finditer(low, *window))
    return [date for match in found if (date := _date(match, low, pack)) is not None]


def _near_figures(text: str) -> Iterator[Span]:
    """Where dates can be: most text has no figures and is passed over fast."""
    start = end = 0
    for figure in _FIGURE.finditer(text):
        if figure.start() - _REACH > end:
            if end:
                yield Span(start, end)
            start = figure.start() - _REACH
        end = figure.end() + _REACH
    if end:
        yield Span(start, min(end, len(text)))


def _date(match: regex.Match[str], low: str, pack: Pack) -> Date | None:
    name = match["MMMM"]
    month = _numbers(pack.months or (), 1)[_plain(name)] if name else _whole(match["M"])
    day, year = _whole(match["d"]), _year(match, eras(pack.eras or ()))
    if month is None or day is None or (year is None and (match["y"] or match["ey"])):
        return None
    weekday = _weekday(match, low, pack)
    bare = not (year or weekday) and bool(name) and low[match.end("MMMM") : match.start("d")].isspace()
    parts = (Span(*match.span(name)) for name in ("d", "MMMM" if name else "M", "y" if match["y"] else "ey"))
    return Date(_span(match, low), year, month, day, weekday, bare, *parts)


def _span(match: regex.Match[str], low: str) -> Span:
    """From the first part of a date to its last, without articles, weekday and full stop."""
    start = min(match.start(part) for part in ("d", "M", "MMMM", "y", "era") if match[part])
    end = match.start("E") if match["E"] else match.end()
    return Span(start, start + len(low[start:end].rstrip(" \u00a0.,(，の")))


def _weekday(match: regex.Match[str], low: str, pack: Pack) -> Weekday | None:
    """The weekday in, before or after a date."""
    if not pack.weekdays:
        return None
    before, after = _beside(pack.weekdays, pack.short_weekdays or ())
    start = max(match.start() - _REACH, 0)
    span = Span(*match.span("E"))
    if not match["E"]:
        if found := before.search(low[start : match.start()]):
            span = Span(*found.span("E")).shift(start)
        elif found := after.match(low, match.end()):
            span = Span(*found.span("E"))
        else:
            return None
    long, short = _numbers(pack.weekdays, 0), _numbers(pack.short_weekdays or (), 0)
    written = _plain(low[slice(*span)])
    return Weekday(span, long[written] if written in long else short[written])


def same_form(written: str, number: int, pack: Pack) -> str:
    """Another weekday (0 for Monday) in the case and spelling in which one is written."""
    for facts in (pack.weekdays or (), pack.short_weekdays or ()):
        for forms in facts:
            plain = [_plain(form) for form in forms.split("|")]
            if _plain(written) in plain:
                others, at = facts[number].split("|"), plain.index(_plain(written))
                return _cased(others[at] if at < len(others) else others[0], written)
    return written


def _cased(form: str, written: str) -> str:
    if len(written) > 1 and written.isupper():
        return form.upper()
    return form[0].upper() + form[1:] if written[0].isupper() else form


def _plain(word: str) -> str:
    """A name as the tables are searched for it."""
    bare = regex.sub(r"[\s\u200c]", "", unicodedata.normalize("NFC", word))
    return _APOSTROPHE.sub("'", bare).lower()


@cache
def _numbers(names: tuple[str, ...], first: int) -> dict[str, int]:
    """Form -> its number, counted from ``first``."""
    return {_plain(form): number for number, forms in enumerate(names, first) for form in forms.split("|")}


def _whole(written: str) -> int | None:
    if written.isdecimal():
        return int(written)
    worth = ideographs(written)
    return None if worth is None else int(worth)


def _year(match: regex.Match[str], offsets: dict[str, int]) -> int | None:
    if match["era"]:
        count = 1 if match["ey"] == "元" else _whole(match["ey"])
        return None if count is None else count + offsets[match["era"]]
    year = _whole(match["y"]) if match["y"] else None
    if year is not None and year >= _FAR:
        return year + offsets[""] if "" in offsets else None
    return year


def _pattern_of(pack: Pack) -> regex.Pattern[str]:
    return _pattern(pack.dates or (), pack.weekdays or (), pack.months or (), pack.eras or ())


@cache
def _pattern(
    dates: tuple[str, ...], weekdays: tuple[str, ...], months: tuple[str, ...], era_names: tuple[str, ...]
) -> regex.Pattern[str]:
    names = "|".join(regex.escape(name) for name in eras(era_names) if name) or "(?!)"
    parts = {
        "d": rf"(?P<d>{_TWO})",
        "M": rf"(?P<M>{_TWO})",
        "MMMM": rf"(?P<MMMM>{_either(months)})(?!{SPELT})",
        "y": rf"(?:(?P<era>{names})\s?(?P<ey>{_COUNT})|(?P<y>{_FOUR})(?!:?\p{{Nd}}))",
        "E": rf"(?P<E>{_either(weekdays)})(?!{SPELT})",
    }
    stated = [regex.sub(r"\{(d|M|MMMM|y|E)\}", lambda m: parts[m[1]], date).replace(" ", r"\s") for date in dates]
    absent = [rf"(?!){part}" for part in parts.values()]  # so that all groups exist
    before = rf"(?<!{SPELT}|\p{{Nd}}|\p{{Nd}}[.,:/–-])"
    return compiled(rf"{_first(dates, months, names, weekdays)}{before}(?:{'|'.join((*stated, _ISO, *absent))})")


def _first(dates: tuple[str, ...], months: tuple[str, ...], names: str, weekdays: tuple[str, ...]) -> str:
    """A look at the first character, where months have no names: most can begin no date, which is seen at once."""
    if months or any("\\" in date for date in dates):
        return ""
    written = "".join((*dates, names, *weekdays, "〇一二三四五六七八九十百元"))
    chars = regex.escape("".join(sorted({*written, *written.lower()})))
    return rf"(?=[\s\p{{Nd}}{chars}])"


@cache
def _beside(weekdays: tuple[str, ...], short: tuple[str, ...]) -> tuple[regex.Pattern[str], regex.Pattern[str]]:
    """A weekday right before a date (at the end of a text), and one right after."""
    long, brief = rf"(?P<E>{_either(weekdays)})(?!{SPELT})", rf"(?P<E>{_either(short)})"
    before = rf"(?:(?<!{SPELT}){long}[,،.]?\s{{0,2}}[(（]?|(?<![\p{{L}}\p{{M}}\p{{N}}]\s?){brief}\.?,?\s)\Z"
    in_brackets = rf"\s?[(（\[]\s?(?:{long}|{brief})\.?(?=\s?[)）\]、，,・;])"
    closing = rf",\s(?:[\p{{L}}\p{{M}}]{{1,2}}\s)?{long}(?=\s?[,.;)]|\s*\Z)"
    return compiled(before), compiled(rf"(?:{in_brackets}|{closing})")


def _either(names: tuple[str, ...]) -> str:
    """An alternation of all forms; apostrophes, blanks and letters with a dot below match however they are coded."""
    forms = sorted({form.lower() for row in names for form in row.split("|")}, key=len, reverse=True)
    return "|".join(map(_loose, forms)) or "(?!)"


def _loose(form: str) -> str:
    form = regex.escape(unicodedata.normalize("NFC", form), special_only=True, literal_spaces=True).replace(" ", r"\s")
    for pair, letter in _NUKTA.items():
        form = form.replace(pair, f"(?:{pair}|{letter})")
    return _APOSTROPHE.sub("['’ʼ׳]", form.replace("\u200c", r"[\s\u200c]?"))
