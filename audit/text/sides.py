"""One side of a pair, and every value its numbers may state: figures, ideographs, words, months, Roman numerals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import pairwise

import regex

from audit.model import Span, Text
from audit.text.calendar_words import READS as _CALENDAR
from audit.text.calendar_words import Named, months, weekdays
from audit.text.figures import READS as _FIGURES
from audit.text.figures import Figure, figures, spelt_figures
from audit.text.number_words import spelt
from audit.text.numerals import ideographs, numbers

READS = _FIGURES | _CALENDAR | {"number_words", "number_words_complete", "word_spaces"}
"""The pack facts these functions use: a rule that calls them lists them in its ``reads``."""

_ROMAN = regex.compile(r"(?<![\p{L}\p{M}])(?P<n>[IVXLCМХІ]{1,6})(?:\p{Ll}{1,3})?(?!\p{L})")
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "Х": 10, "І": 1, "М": 1000}
_CLOCK = regex.compile(
    r"(?i)\d[:.h]\d\d|[ap]\.?\s?m(?![\p{L}])|午[前後后]|[上下]午|晚|오[전후]|\d\s?[時时点點시]|uhr|heure|час|o'clock|годин|hodin|godz"
)
_IDEOGRAPHS = regex.compile(r"(?P<run>[〇零一二三四五六七八九十百千万萬億亿两兩、]+)(?P<tenths>[成割])?")
_PAIR = regex.compile(r"([一二三四五六七八九])、?([一二三四五六七八九])([十百千万萬億亿]*)")
_TENTHS = regex.compile(r"(\p{Nd}(?:\.\p{Nd})?)\s?[成割할]")
_FIGURE = regex.compile(r"\p{Nd}")
_DIGITS, _NO_DIGIT = regex.compile(r"\p{Nd}+"), regex.compile(r"\P{Nd}")
_HALF = Decimal("0.5")
_ONE = Decimal(1)


@dataclass(frozen=True)
class Side:
    """One side of a pair and everything its numbers may mean."""

    text: Text

    @cached_property
    def figures(self) -> list[Figure]:
        return figures(self.text) if _FIGURE.search(self.text.prose) else []

    @cached_property
    def spelt(self) -> list[Figure]:
        """The numbers it spells out beyond doubt."""
        return spelt_figures(self.text)

    @cached_property
    def plain(self) -> frozenset[Decimal]:
        """What its figures are worth."""
        found = {value for figure in self.figures for value in figure.values}
        if self.has_clock:  # 19.15 Uhr
            found |= {Decimal(part) for value in found if value != int(value) for part in f"{value:f}".split(".")}
        return frozenset(found)

    @cached_property
    def written(self) -> frozenset[str]:
        """Its figures as they are written."""
        return frozenset(self.at(figure.span) for figure in self.figures if not self.at(figure.span).isdecimal())

    @cached_property
    def joined(self) -> frozenset[str]:
        """Two of its figures in a row, as one (9/11, 911)."""
        ends = [bare(self.at(figure.span)) for figure in self.figures]
        return frozenset(one + other for one, other in pairwise(ends))

    @cached_property
    def pool(self) -> frozenset[Decimal]:
        """Every value it may state in any way."""
        prose = self.text.prose
        found = self.plain | spelt(prose, self.text.pack) | {_ONE, Decimal()}
        found |= {abs(number.value) for number in numbers(prose, self.text.pack)}
        found |= {Decimal(month.number) for month in self.months}
        found |= set(_vague(prose))
        found |= {Decimal(_roman(match["n"])) for match in _ROMAN.finditer(prose)}
        found |= {Decimal(int(run)) for run in _DIGITS.findall(self.text.text)}
        if Decimal(12) in found:
            found |= {Decimal(24)}
        if _HALF in found:
            found |= {Decimal(30), Decimal(50), Decimal(6)} | {value + _HALF for value in found}
            found |= {value * _HALF for value in found if value >= 10}
        if Decimal("0.25") in found:
            found |= {Decimal(25), Decimal(15), Decimal(3)}
        return found

    @cached_property
    def months(self) -> list[Named]:
        return months(self.text)

    @cached_property
    def weekdays(self) -> list[Named]:
        named = weekdays(self.text)
        rows = self.text.pack.number_words if named else None
        words = {form for row in rows or () for form in row.forms.split("|")}
        return [day for day in named if self.at(day.span).lower() not in words]  # pt segunda

    @cached_property
    def has_clock(self) -> bool:
        return bool(_CLOCK.search(self.text.prose))

    def names_unit(self, unit: str) -> bool:
        """Is the unit named anywhere?"""
        forms = next((row.forms.split("|") for row in self.text.pack.unit_names or () if row.of == unit), [])
        prose = self.text.prose.lower()
        return any(form in prose for form in forms)

    def at(self, span: Span) -> str:
        return self.text.text[slice(*span)]


def bare(written: str) -> str:
    """The digits alone."""
    return _NO_DIGIT.sub("", written)


def _vague(prose: str) -> Iterator[Decimal]:
    """五六百 is 500 or 600; 四成 is 40 %; 十三五 begins with 13."""
    for match in _IDEOGRAPHS.finditer(prose):
        run, tenths = match["run"], match["tenths"]
        worths = [
            worth
            for part in (run, run[:-1], *_PAIR.sub(r"\1\3 \2\3", run).split())
            for worth in [ideographs(part)]
            if worth
        ]
        yield from (worth * 10 if tenths else worth for worth in worths)
    yield from (Decimal(match[1]) * 10 for match in _TENTHS.finditer(prose))


def _roman(written: str) -> int:
    values = [_ROMAN_DIGITS.get(c, 0) for c in written]
    return sum(-v if any(w > v for w in values[i + 1 : i + 2]) else v for i, v in enumerate(values))
