"""Times of day, as the language pack says they are written."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

import regex

from audit.model import Span
from audit.packs import Pack
from audit.text.numerals import SPELT

READS = frozenset({"times"})
"""The pack facts these functions use: a rule that calls them lists them in its ``reads``."""


_FIGURE = re.compile(r"\d")


class Time(NamedTuple):
    """A time of day as a text states it; no clock may show it. In Japan the night has hours up to 30."""

    span: Span
    hour: int
    minute: int


def times(text: str, pack: Pack) -> list[Time]:
    """The times of a text that have minutes, in order, disjoint."""
    found = _pattern(pack.times).finditer(text) if pack.times and _FIGURE.search(text) else ()
    return [Time(Span(match.start("h"), match.end()), int(match["h"]), int(match["m"])) for match in found]


@cache
def _pattern(times: tuple[str, ...]) -> regex.Pattern[str]:
    parts = {"h": r"(?<![\p{Nd}.,:])(?P<h>\p{Nd}{1,2})", "m": r"(?P<m>\p{Nd}{2})(?!\p{Nd})"}
    stated = (regex.sub(r"\{([hm])\}", lambda m: parts[m[1]], time).replace(" ", r"\s") for time in times)
    return regex.compile(rf"(?<!{SPELT})(?:{'|'.join(stated)})(?!{SPELT})")
