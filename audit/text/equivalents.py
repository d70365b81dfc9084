"""Whether two numbers say the same: on another clock, in another unit, as a year or a century, rounded."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import cache

import regex

from audit.text.counts import PERCENT
from audit.text.figures import Figure
from audit.text.measures import converted
from audit.text.sides import READS as _SIDES
from audit.text.sides import Side, bare

READS = _SIDES | {"estimates"}
"""The pack facts these functions use: a rule that calls them lists them in its ``reads``."""

_HALF = Decimal("0.5")
_CENTURY = range(1000, 2100)
_LAST_CENTURY, _FIRST_YEARS = 21, (1900, 2000)
_DECADE = regex.compile(r"-?\p{Latin}|[-‐‑]\p{Cyrillic}|年代|년대")
"""What follows the first year of a decade."""
_TURNS, _ANY_DEGREES = (180, 360), frozenset({"celsius", "fahrenheit"})
_SHORT_YEAR = regex.compile(r"(?<!\p{Nd}[.,:/]?)[0０]\p{Nd}(?!\p{Nd}|[.,:/]\p{Nd})")
"""A year of this century, its first two figures left out."""
_CONVERTED = Decimal("0.05")
_TALLEST = 8
"""Feet up to which a number may be the height of a person, inches left out."""
_INCHES = 7
_NEAR = 14
"""Characters around a number in which a word says that it is not exact."""
FEW = 2
"""Up to here grammar says it as well: articles, duals, both."""


def found(figure: Figure, other: Side, own: Side) -> bool:
    """Is the number on the other side, in whatever form?"""
    if not other.plain.isdisjoint(figure.values):
        return True
    if (
        figure.value <= _LAST_CENTURY
        and any(year // 100 + 1 == figure.value for year in other.plain)
        and own.names_unit("century")
    ):
        return True  # the 30s of the 20th century are the 1930s
    if figure.value in _FIRST_YEARS and _DECADE.match(own.text.prose, figure.span.end) and other.names_unit("century"):
        return True  # the early 2000s are the beginning of the century
    if figure.value % 100 == 0 and figure.value // 100 + 1 in other.pool and other.names_unit("century"):
        return True  # the 1800s are the 19th century
    if PERCENT in figure.unit.names and figure.value == 100:
        return True  # wholly
    if figure.value in _TURNS and (
        figure.unit.names >= _ANY_DEGREES or own.text.prose.startswith("°", figure.span.end)
    ):
        return True  # right round
    written = own.at(figure.span)
    if written in other.written or bare(written) in other.joined:
        return True
    return any(value in other.pool or _as_time_or_year(value, other, own) for value in figure.values)


def _as_time_or_year(value: Decimal, other: Side, own: Side) -> bool:
    """3 p.m. is 15 o'clock; '98 is 1998."""
    if (
        value in _CENTURY
        and value % 100 >= 10
        and (value % 100 in other.plain or (value % 100 > 12 and value % 100 in other.pool))
    ):
        return True
    if value in _CENTURY and any(int(value) % 100 == int(run) for run in _SHORT_YEAR.findall(other.text.prose)):
        return True
    if value < 100 and any(value + century in other.plain for century in (1800, 1900, 2000)):
        return True
    clock = other.has_clock or own.has_clock
    if value != int(value):  # 7.55am, 12.6. in June
        hour, minute = map(Decimal, f"{value:f}".split("."))
        return minute in other.pool and bool({hour, hour + 12, hour - 12} & other.pool)
    near = {value - 12, value + 12} if value <= 24 and clock else set()
    return any(0 <= hour <= 24 and hour in other.plain for hour in near)


def without_converted(
    lost: list[Figure], gained: list[Figure], there: Side, here: Side
) -> tuple[list[Figure], list[Figure]]:
    """Both lists without the quantities that only changed their unit."""
    kept = [theirs for theirs in lost if not any(is_converted(theirs, ours) for ours in (*here.figures, *here.spelt))]
    return kept, [
        ours for ours in gained if not any(is_converted(theirs, ours) for theirs in (*there.figures, *there.spelt))
    ]


def digits(value: Decimal) -> str:
    """The significant digits: those of 3,000 and of 0.3 are 3."""
    return f"{value:f}".replace(".", "").strip("0")


def is_converted(theirs: Figure, ours: Figure) -> bool:
    """Is it the same amount in another unit? Of degrees without a name, Fahrenheit are meant."""
    if _is_decade_of_degrees(theirs, ours) or _is_decade_of_degrees(ours, theirs):
        return True
    units = units_of(theirs) or ({"fahrenheit"} if "celsius" in ours.unit.names else set())
    if "foot" in units and theirs.value <= _TALLEST and ours.unit.names & {"meter", "centimeter"}:
        meters = ours.value * (1 if "meter" in ours.unit.names else Decimal("0.01"))
        return _is_tall(theirs.value, meters) or _is_worth(theirs, ours, units)
    return _is_worth(theirs, ours, units)


def _is_worth(theirs: Figure, ours: Figure, units: set[str]) -> bool:
    """Is a number of one of these units about as much as another in its own?"""
    worths = [
        (worth, other)
        for value in theirs.values
        for unit in units
        for worth, other in converted(-value if theirs.negative else value, unit)
    ]
    if "fahrenheit" in units and "celsius" in ours.unit.names:  # so many degrees warmer
        worths += ((value * 5 / 9, "celsius") for value in theirs.values)
    loose = 2 * _CONVERTED if len(digits(ours.value)) == 1 else _CONVERTED
    near = {
        other for worth, other in worths if abs(abs(worth) - ours.value) <= loose * abs(worth) + _HALF * (worth > 5)
    }
    return bool(near & units_of(ours))


def _is_tall(feet: Decimal, meters: Decimal) -> bool:
    """6-foot-6: what the inches add is left out."""
    return feet <= meters / Decimal("0.3048") < feet + 1


def _is_decade_of_degrees(decade: Figure, other: Figure) -> bool:
    """Temperatures in the 80s, of Fahrenheit, in degrees Celsius."""
    if decade.unit.names or "celsius" not in other.unit.names or decade.value % 10:
        return False
    return any(decade.value - FEW <= value * 9 / 5 + 32 < decade.value + 10 for value in other.values)


def units_of(figure: Figure) -> set[str]:
    """The units it may have; where speed is meant, texts often name the length alone."""
    return {
        part
        for name in figure.unit.names
        for part in (name, name.removesuffix("-per-hour").removesuffix("-per-second"))
    }


def is_rounded(theirs: Figure, ours: Figure, here: Side) -> bool:
    """Does the translation round? It never knows more digits than its source."""
    one, other = theirs.value, ours.value
    fewer = len(digits(one)) - len(digits(other))
    unit = Decimal(10) ** (other.adjusted() - len(digits(other)) + 1)
    if fewer <= 0 or abs(one - other) >= unit:
        return False
    return (abs(one - other) <= unit / 2 and (fewer >= FEW or one != int(one))) or _is_rough(ours, here)


def _is_rough(figure: Figure, side: Side) -> bool:
    """Does a word beside the number say that it is not exact?"""
    words = side.text.pack.estimates or ()
    near = side.text.prose[max(figure.span.start - _NEAR, 0) : figure.span.end + _NEAR].lower()
    return bool(words) and bool(_either(words).search(near))


@cache
def _either(words: tuple[str, ...]) -> regex.Pattern[str]:
    return regex.compile("|".join(map(regex.escape, words)))


def explained(figure: Figure, own: Side, other: Side, added: bool) -> bool:
    """May it be put otherwise there (a week for 7 days), or is it what stands beside it in another unit (72 km)?"""
    if own.text.prose[: figure.span.start].endswith("/") or own.text.prose.startswith("/", figure.span.end):
        return True  # 24/7, 9/11
    if any("foot" in f.unit.names and 0 <= figure.span.start - f.span.end <= _INCHES for f in own.figures):
        return True  # the inches of 6-foot-6
    if _is_gloss(figure, own) or (added and figure.value in _CENTURY and own.months):  # a date made complete
        return True
    if figure.value <= FEW or any(is_converted(figure, twin) or is_converted(twin, figure) for twin in own.figures):
        return True
    if "foot" in figure.unit.names and figure.value <= _TALLEST and any(_is_tall(figure.value, m) for m in other.pool):
        return other.names_unit("meter")
    units = (
        (worth, unit) for value in figure.values for name in figure.unit.names for worth, unit in converted(value, name)
    )
    return any(other.names_unit(unit) and (worth in other.pool or _is_near(worth, other.pool)) for worth, unit in units)


def _is_gloss(figure: Figure, own: Side) -> bool:
    """Does it stand in brackets after another number, which it explains: 6,000 mu (400 hectares)?"""
    before = own.text.prose[: figure.span.start]
    opened = max(before.rfind("("), before.rfind("（"))
    return (
        opened >= 0
        and ")" not in before[opened:]
        and any(opened - f.span.end in range(_NEAR) for f in (*own.figures, *own.spelt))
    )


def _is_near(worth: Decimal, pool: Iterable[Decimal]) -> bool:
    return any(abs(worth - value) <= _CONVERTED * worth for value in pool if value >= FEW)
