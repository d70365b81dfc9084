"""Figures of a text with everything they may be worth, and what they count: units, currencies, signs.

A figure is what an editor compares: digits of any script with their scale word (3 million, 300万). Dates, times,
scores and versions are taken apart into their numbers; figures that are part of a name (F-16, B52) are codes.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import zip_longest
from typing import NamedTuple

import regex

from audit.model import Span, Text
from audit.packs import Names, Pack
from audit.text.counts import READS as _COUNTS
from audit.text.counts import Count, counts, names
from audit.text.eras import eras
from audit.text.number_words import MINUS, spelt_out
from audit.text.numerals import READS as _NUMERALS
from audit.text.numerals import SPELT, Number, lowered, numbers
from audit.text.numerals import figures as worth_of

READS = _NUMERALS | _COUNTS | {"eras", "number_words"}
"""The pack facts these functions use: a rule that calls them lists them in its ``reads``."""

_SIGNED = regex.compile(r"(?:\A|(?<=[\s(（「“\"'、。：:,\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]))[-−－]\Z")
_UNSCALED = regex.compile(r"[\p{Nd}\p{P}\p{Zs}]++")
_RUN = regex.compile(r"\p{Nd}++(?:[.,٬٫]\p{Nd}++)*+")
_POINT = regex.compile(r"・(\p{Nd}++)")
_NEXT_WORD = regex.compile(rf"[\s\u00a0]?((?:{SPELT})++)")
_TENTHS = regex.compile(r"[成割할]")
_DIGITS = regex.compile(r"\p{Nd}++")
_CODE_BEFORE = regex.compile(rf"(?:{SPELT})[-‐‑–]?\Z")
_SUFFIX = regex.compile(r"(?:(?P<k>k)|(?P<m>mio|mln|mn|m)|(?P<b>bn|b)|(?P<t>tn|t))\b", regex.IGNORECASE)
_SUFFIXES = {"k": 3, "m": 6, "b": 9, "t": 12}
_MONEY_BEFORE = regex.compile(r"\p{Sc}\s?\Z")
_WORD_REACH = 14
_STEM = 5
_FEWEST = 3
_VAGUE = frozenset({10, 12, 20, 100, 1000, 10**4, 10**5, 10**6, 10**9})
"""Numbers whose words say something else as often: a dozen, a score, tens, hundreds."""
_FAR = 2400
"""A Gregorian year no text speaks of."""
_TO = regex.compile(r"\s?(?:[-‐‑–—~〜～至到]|\p{L}{1,3})\s?")
"""What stands between two numbers of one range."""


class Figure(NamedTuple):
    """A number in figures. ``values``: everything it may be worth, the likeliest first."""

    span: Span
    values: tuple[Decimal, ...]
    code: str = ""
    """The letters it is part of a name with (``f`` of F-16)."""
    negative: bool = False
    """It has a minus sign."""
    below: bool = False
    """A word beside it says that it is below zero."""
    unit: Count = Count()
    currency: Count = Count()
    scaled: bool = False

    @property
    def value(self) -> Decimal:
        return self.values[0]


def figures(text: Text) -> list[Figure]:
    """The figures of a text in order, disjoint; what is protected is not read."""
    prose, pack = text.prose, text.pack
    low = lowered(prose)
    found = [number for number in numbers(prose, pack) if number.figures]
    starts = [number.span.start for number in found]
    plain = [_plain(number, prose, low, pack) for number in found]
    covered = [figure.span for figure in plain]
    for run in _RUN.finditer(prose):
        at = bisect_left(starts, run.end()) - 1
        if at < 0 or covered[at].end <= run.start():
            plain += _parted(run, prose, low, pack)
    return list(_shared(sorted(plain), prose))


def _shared(found: Sequence[Figure], prose: str) -> Iterator[Figure]:
    """Numbers of a range count the same: 2 to 4 inches."""
    for figure, after in zip_longest(found, found[1:]):
        bare = not figure.unit.names and not figure.currency.names
        if after is None or not bare or not _TO.fullmatch(prose, figure.span.end, after.span.start):
            yield figure
        else:
            values = (*figure.values, *_scaled_alike(figure, after, prose))
            yield figure._replace(values=values, unit=Count(after.unit.names), currency=Count(after.currency.names))


def _scaled_alike(figure: Figure, after: Figure, prose: str) -> Iterator[Decimal]:
    """4 to 6 million: the first number may be millions too."""
    bare = _DIGITS.match(prose, after.span.start)
    if after.scaled and not figure.scaled and bare and bare.end() < after.span.end and int(bare[0]):
        power = after.value.adjusted() - Decimal(int(bare[0])).adjusted()
        yield figure.value * Decimal(10) ** power


def spelt_figures(text: Text) -> list[Figure]:
    """The numbers a text spells out beyond doubt, as figures."""
    prose, low = text.prose, lowered(text.prose)
    return [_counted(Figure(span, (value,)), prose, low, text.pack) for span, value in spelt_out(prose, text.pack)]


def is_exact(spelt: Figure) -> bool:
    """Does a spelt-out number surely count something?"""
    return spelt.value >= _FEWEST and (spelt.value not in _VAGUE or bool(spelt.unit.span.end))


def _plain(number: Number, prose: str, low: str, pack: Pack) -> Figure:
    start, end = number.span
    start += number.value < 0
    negative = _SIGNED.search(prose, max(start - 2, 0), start) is not None
    values = [abs(number.value)]
    scaled = not _UNSCALED.fullmatch(prose, start, end)
    if fraction := _POINT.match(prose, end):  # 1万0363・18
        values.append(values[0] + Decimal(f"0.{fraction[1]}"))
    if _TENTHS.match(prose, end):
        values.append(values[0] * 10)
    if not scaled and (grown := _inflected_scale(pack.scales or ()).match(low, end)) and not _is_unit(low, end, pack):
        end, scaled = grown.end("word"), True
        values.insert(0, values[0] * 10 ** _powers(pack.scales or ())[grown["word"]])
    elif (
        scaled
        and (bare := _RUN.match(prose, start))
        and prose[bare.end() : end].strip() in names(pack.unit_names or ())
    ):
        values += filter(None, [worth_of(bare[0], pack)])  # cs mil: million, mile
    written = prose[start:end]
    if scaled and written.endswith("千"):  # 82万千瓦: kilowatts
        values.insert(0, values[0] / 1000)
        end -= prose.startswith("米", end)
    if written.isdecimal() and len(written) == len("0200") and written[0] == "0":
        values += [Decimal(int(written[:2]))]
    values += _other_years(prose, start, values[0], pack)
    figure = Figure(Span(start, end), tuple(values), _code(low, start), negative, _is_below(low, start, end, pack))
    return _counted(figure._replace(scaled=scaled), prose, low, pack)


def _is_unit(low: str, end: int, pack: Pack) -> bool:
    """Is the word after a number a unit, although it begins like a scale (fr milles)?"""
    word = _NEXT_WORD.match(low, end)
    return word is not None and word[1] in names(pack.unit_names or ())


@cache
def _powers(scales: tuple[str, ...]) -> dict[str, int]:
    rows = (row.partition(" ") for row in scales)
    return {word.lower(): int(power) for power, _, words in rows for word in words.split("|")}


@cache
def _any_scale(scales: tuple[str, ...]) -> regex.Pattern[str]:
    words = sorted(_powers(scales), key=len, reverse=True)
    return regex.compile(rf"[\s\u00a0](?P<word>{'|'.join(map(regex.escape, words)) or '(?!)'})(?!{SPELT})")


@cache
def _inflected_scale(scales: tuple[str, ...]) -> regex.Pattern[str]:
    """A scale word with an ending (tr 20 milyondan), or after a word for "and more" (700多万)."""
    words = sorted((word for word in _powers(scales) if len(word) >= _STEM), key=len, reverse=True)
    short = [word for word in _powers(scales) if regex.match(r"[\p{Han}\p{Hangul}]", word)]
    vague = rf"[多余餘来來여](?P<word>{'|'.join(short) or '(?!)'})"
    ended = rf"[\s\u00a0]?(?P<word>{'|'.join(map(regex.escape, words)) or '(?!)'})(?:{SPELT}){{1,6}}(?!{SPELT})"
    return regex.compile(rf"{vague}|{ended}")


def _parted(run: regex.Match[str], prose: str, low: str, pack: Pack) -> Iterator[Figure]:
    """What is no single number: each of its parts (13, 9 and 2024 of 13.9.2024)."""
    whole = worth_of(run[0], pack)
    dated = (
        whole is None
        or low[run.end() : run.end() + 1] in (":", "/")
        or low[run.start() - 1 : run.start()] in (":", "/")
    )
    spans = [part.span() for part in _DIGITS.finditer(run[0])] if dated else [(0, len(run[0]))]
    for start, end in spans:
        span = Span(run.start() + start, run.start() + end)
        written = prose[slice(*span)]
        worth = worth_of(written, pack) if not dated else Decimal(int(written))
        if worth is None:
            continue
        values = [worth]
        if suffix := _SUFFIX.match(prose, span.end):
            money = _MONEY_BEFORE.search(prose, 0, span.start)
            values.insert(0 if money else 1, worth * 10 ** _SUFFIXES[str(suffix.lastgroup)])
        if word := _any_scale(pack.scales or ()).match(low, span.end):  # RMB280 million
            values.insert(0, worth * 10 ** _powers(pack.scales or ())[word["word"]])
        if whole is not None and dated:
            values.append(whole)
        yield _counted(Figure(span, tuple(values), _code(low, span.start)), prose, low, pack)


def _code(low: str, start: int) -> str:
    """The letters that make a figure part of a name."""
    before = _CODE_BEFORE.search(low, max(start - 3, 0), start)
    return before[0].rstrip("-‐‑–") if before else ""


def _other_years(prose: str, start: int, count: Decimal, pack: Pack) -> Iterator[Decimal]:
    """The Gregorian year of a year of another calendar."""
    for name, offset in eras(pack.eras or ()).items():
        if prose[:start].rstrip().endswith(name) if name else _FAR <= count < _FAR + 400:
            yield count + offset


def _is_below(low: str, start: int, end: int, pack: Pack) -> bool:
    """Is the number said to be below zero, by a word beside it?"""
    words = _minus(pack.number_words or ())
    return words is not None and bool(
        words.search(low, max(start - _WORD_REACH, 0), start) or words.search(low, end, end + 2 * _WORD_REACH)
    )


def with_sign(figure: Figure, text: Text) -> Span:
    """A figure with the sign before it, or the word beside it that says it is below zero."""
    start, end = figure.span
    if figure.negative:
        return Span(text.prose.rindex(text.prose[:start].rstrip()[-1], 0, start), end)
    words, low = _minus(text.pack.number_words or ()), lowered(text.prose)
    before = words and words.search(low, max(start - _WORD_REACH, 0), start)
    after = words and words.search(low, end, end + 2 * _WORD_REACH)
    if before:
        return Span(before.start(), end)
    return Span(start, after.end() if after else end)


@cache
def _minus(number_words: tuple[Names, ...]) -> regex.Pattern[str] | None:
    forms = next((row.forms for row in number_words if row.of == MINUS), "")
    return regex.compile("|".join(map(regex.escape, forms.split("|")))) if forms else None


def _counted(figure: Figure, prose: str, low: str, pack: Pack) -> Figure:
    unit, currency = counts(figure.span, prose, low, pack)
    return figure._replace(unit=unit, currency=currency)
