"""Text in one code page that was read as another, and what it said.

Here nothing is proved by decoding. Runs whose characters are odd for the language around are
tried in all pairs of code pages, and a pair is believed if it turns them into likely writing
(``audit.text.letters``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

import regex

from audit.model import Span
from audit.text.codepages import DOUBLE, SINGLE, letters, read, written
from audit.text.letters import NO_TEXT, Fit, at_least, fit, spelling, typical
from audit.text.repairs import LOST, Repair, best

_WROTE = (
    *("cp1252", "cp932", "euc_jp", "gbk", "cp949", "cp950", "cp1251", "koi8_r", "cp866", "cp1250", "cp1253", "cp1254"),
    *("cp1255", "cp1256", "cp1257", "cp874", "mac_roman", "cp850", "cp852"),
)
_LONGEST = 160
_FEWEST, _FEWEST_CAPITALS, _FEWEST_KINDS = 6, 10, 4
_SOUND = 0.6
"""Bits per character within which a run is fair writing in some language, whatever stands around it."""


class _Bar(NamedTuple):
    """What a repair must save: bits, and a share of the bits there were."""

    bits: float
    share: float


_AT_HOME, _ABROAD = _Bar(14.0, 0.12), _Bar(30.0, 0.28)
"""For a repair into the language of the text around, and into another."""
_BY_CASE = _Bar(5.0, 0.04)
"""For any repair, if capitals are counted as small letters."""
_DAMAGED = regex.compile(r"[^\p{ASCII}\p{Cf}\p{Z}]")
_ALPHABETIC = regex.compile(r"[[\p{L}\p{M}]--[\p{Han}\p{Hangul}\p{Hiragana}\p{Katakana}]]", regex.V1)


def page_repairs(text: str, language: str, runs: Iterable[Span]) -> list[Repair]:
    """Stretches that a code page other than UTF-8 was mistaken for another.

    ``language``: a key of the letter table, the language the text around is in. ``runs``: where
    it is odd for that language.
    """
    return best(repair for run in runs if (repair := _repair(text, run, language)))


def _variants(text: str, run: Span) -> Iterator[Span]:
    """The run and what it may have begun with: where letters take two bytes, one may be off."""
    yield run
    if run.start:
        yield Span(run.start - 1, run.end)
    yield Span(run.start + 1, run.end)
    start, end = run
    while start and _ALPHABETIC.match(text[start - 1]):
        start -= 1
    while end < len(text) and _ALPHABETIC.match(text[end]):
        end += 1
    if (start, end) != run:
        yield Span(start, end)


def _repair(text: str, run: Span, language: str) -> Repair | None:
    """The pair and the exact edges that make a run likeliest, if any makes it likely."""
    found = (repair for span in _variants(text, run) for repair in _readings(text, span, language))
    best_found = max(found, key=lambda repair: repair.gain, default=None)
    return best_found and _without_sound_edges(text, best_found)


def _without_sound_edges(text: str, repair: Repair) -> Repair:
    """The repair without the ASCII characters at its edges that it does not change."""
    (start, end), meant = repair.span, repair.text
    while meant and meant[0] == text[start] and meant[0].isascii():
        start, meant = start + 1, meant[1:]
    while meant and meant[-1] == text[end - 1] and meant[-1].isascii():
        end, meant = end - 1, meant[:-1]
    return repair._replace(span=Span(start, end), text=meant)


def _readings(text: str, span: Span, language: str) -> Iterator[Repair]:
    """The pairs that make a run likely writing."""
    sample = text[span.start : min(span.end, span.start + _LONGEST)]
    if not _enough(sample) or _is_sound(sample, fit(sample)):
        return
    present = frozenset(sample)
    for took in (*SINGLE, *DOUBLE):
        if took in SINGLE and len(present & letters(took)) < _FEWEST_KINDS:
            continue
        trimmed = _writable(text, span, took)
        sample = text[trimmed.start : min(trimmed.end, trimmed.start + _LONGEST)]
        if not _enough(sample):
            continue
        for gain, wrote in _gains(sample, took, language):
            meant = read(written(text[trimmed.start : trimmed.end], took), wrote)
            yield Repair(trimmed, meant, wrote, took, gain)


def _writable(text: str, span: Span, codec: str) -> Span:
    """The span without the characters at its edges that the code page does not have."""
    start, end = span
    while start < end and _is_missing(text[start], codec):
        start += 1
    while start < end and _is_missing(text[end - 1], codec):
        end -= 1
    return Span(start, end)


@cache
def _is_missing(char: str, codec: str) -> bool:
    return char != "?" and written(char, codec) == b"?"


def _gains(sample: str, took: str, language: str) -> Iterator[tuple[float, str]]:
    """By how many bits each encoding it may have been in makes the sample likelier, if enough."""
    data = written(sample, took)
    lost = data.count(b"?") - sample.count("?")
    if lost > len(sample) // 20:
        return
    before = fit(sample).bits
    budget = before - NO_TEXT * lost
    spell = spelling(language)
    for wrote in _WROTE:
        meant = read(data, wrote)
        if wrote == took or meant.count(LOST) > len(meant) // 20:
            continue
        if not _clears(budget - at_least(meant), before, _AT_HOME):
            continue
        gain = budget - sum(map(spell, meant))
        if not _clears(gain, before, _AT_HOME):
            after = fit(meant)
            gain = budget - after.bits
            if after.language == "und" or not _clears(gain, before, _ABROAD):
                continue
        if _not_by_case(sample, meant):
            yield gain, wrote


def _enough(sample: str) -> bool:
    """Does the sample hold enough that can be judged, and not one ornament over and over?"""
    damaged = _DAMAGED.findall(sample)
    capitals = sum(map(str.isupper, damaged))
    fewest = _FEWEST_CAPITALS if capitals > len(damaged) / 2 else _FEWEST  # acronyms are odd, too
    return len(damaged) >= fewest and len(set(damaged)) >= _FEWEST_KINDS


def _is_sound(sample: str, fitted: Fit) -> bool:
    return fitted.language != "und" and fitted.bits < len(sample) * (typical(fitted.language) + _SOUND)


def _clears(gain: float, before: float, bar: _Bar) -> bool:
    return gain > bar.bits and gain > bar.share * before


def _not_by_case(garbled: str, meant: str) -> bool:
    """Is the repair likelier even if capitals cost no more than small letters?"""
    before = fit(garbled.lower()).bits
    return _clears(before - fit(meant.lower()).bits, before, _BY_CASE)
