"""Units that measure the same, and what one is in another: miles and kilometres, Fahrenheit and Celsius, weeks."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

_FACTORS = {
    "length": {
        "kilometer": "1000", "meter": "1", "centimeter": "0.01", "millimeter": "0.001", "mile": "1609.344",
        "yard": "0.9144", "foot": "0.3048", "inch": "0.0254", "nautical-mile": "1852",
    },
    "mass": {
        "kilogram": "1000", "gram": "1", "milligram": "0.001", "tonne": "1000000", "pound": "453.59237",
        "ounce": "28.3495",
    },
    "volume": {"liter": "1", "milliliter": "0.001", "gallon": "3.78541", "cubic-meter": "1000"},
    "area": {
        "square-kilometer": "1000000", "square-meter": "1", "hectare": "10000", "acre": "4046.86",
        "square-mile": "2589988", "square-foot": "0.092903",
    },
    "speed": {"kilometer-per-hour": "1", "mile-per-hour": "1.609344", "meter-per-second": "3.6", "knot": "1.852"},
    "duration": {
        "second": "1", "minute": "60", "hour": "3600", "day": "86400", "week": "604800", "month": "2629800",
        "year": "31557600", "decade": "315576000", "century": "3155760000",
    },
}  # fmt: skip
"""Dimension -> unit, as CLDR calls it -> what it is in the dimension's base unit."""

_KIND = {unit: (dimension, Decimal(factor)) for dimension, units in _FACTORS.items() for unit, factor in units.items()}


def converted(value: Decimal, unit: str) -> Iterator[tuple[Decimal, str]]:
    """The same amount in every other unit of its dimension."""
    if unit == "celsius":
        yield value * 9 / 5 + 32, "fahrenheit"
    elif unit == "fahrenheit":
        yield (value - 32) * 5 / 9, "celsius"
    elif unit in _KIND:
        dimension, factor = _KIND[unit]
        for other, worth in _FACTORS[dimension].items():
            if other != unit:
                yield value * factor / Decimal(worth), other
