"""Parts and the wholes they are taken from, as the language pack says they are put."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import NamedTuple

import regex

from audit.model import Span
from audit.packs import Pack, Phrase
from audit.text.needles import tried
from audit.text.numerals import READS as _NUMERALS
from audit.text.numerals import Masked, masked

READS = _NUMERALS | {"parts", "percents"}
"""The pack facts these functions use: a rule that calls them lists them in its ``reads``."""

_NUMBER = "\ue000\ue001*+"
_YEARS = range(1900, 2101)
_REACH = 200
"""Characters before a part in which what it is part of is looked for."""


class Part(NamedTuple):
    """``part`` of ``whole``. ``is_rest``: the percentage said to remain, of those left by the smallest before it."""

    span: Span
    part: Decimal
    whole: Decimal
    is_rest: bool


def parts(text: str, pack: Pack) -> list[Part]:
    """What a sentence takes out of what, in order of the pack's patterns; years are not counted."""
    known = pack.parts or ()
    figured = masked(text, pack) if known else None
    if figured is None or len(figured.numbers) < 2:
        return []
    matches = (
        (match, known[number].kind)
        for number, pattern in tried(_patterns(known), figured.text)
        for match in pattern.finditer(figured.text)
    )
    found = (_part(match, kind, figured, pack) for match, kind in matches)
    return [part for part in found if part is not None]


def _part(match: regex.Match[str], kind: str, figured: Masked, pack: Pack) -> Part | None:
    taken = figured.numbers.get(match.start("part"))
    if taken is None:
        return None
    if kind == "of":
        of = figured.numbers.get(match.start("whole"))
        whole = None if of is None or _is_year(of.value) or _is_year(taken.value) else of.value
    elif kind == "among":
        before = list(_counted(figured, match.start(), regex.escape(match["unit"])))
        vague = regex.search(
            rf"[数數几幾何\p{{Han}}]{regex.escape(match['unit'])}",
            figured.text[max(match.start() - _REACH, 0) : match.start()],
        )
        whole = None if vague or not before else sum(before, Decimal())
    else:
        before = list(_counted(figured, match.start(), _percent(pack.percents or ())))
        whole = 100 - min(before) if before else None
    return None if whole is None else Part(Span(*match.span()), taken.value, whole, kind == "rest")


def _is_year(value: Decimal) -> bool:
    return value in _YEARS


def _counted(figured: Masked, end: int, unit: str) -> Iterator[Decimal]:
    """The values shortly before ``end`` that are followed by a unit (``regex`` syntax)."""
    starts = figured.starts
    for start in starts[bisect_left(starts, end - _REACH) : bisect_left(starts, end)]:
        number = figured.numbers[start]
        if regex.compile(rf"\s?(?:{unit})").match(figured.text, number.span.end):
            yield number.value


@cache
def _percent(words: tuple[str, ...]) -> str:
    return "|".join(("[%％٪]", *map(regex.escape, words)))


@cache
def _patterns(parts: tuple[Phrase, ...]) -> tuple[str, ...]:
    return tuple(re.sub(r"\{(part|whole)\}", rf"(?P<\1>{_NUMBER})", phrase.pattern) for phrase in parts)
