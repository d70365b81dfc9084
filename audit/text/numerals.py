"""Numbers as they are written, in any script, and what they are worth.

Figures of every script (full-width, Arabic, Devanagari …), group and decimal marks as the language has them and as
others do, scale words (million, тыс., 万, 억, लाख), ideographs (三十五, 二〇二四, 1億2千万).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import NamedTuple

import regex

from audit.model import Span
from audit.packs import Pack
from audit.text.patterns import compiled

READS = frozenset({"decimal_mark", "group_marks", "scales"})
"""The pack facts these functions use: a rule that calls them lists them in its ``reads``."""

IDEOGRAPHS = "〇零一二三四五六七八九十百千万萬億亿兆两兩廿卅"
"""Ideographs that numbers are written with. Many words begin with one: what follows decides."""

SPELT = r"(?![\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}ー])[\p{L}\p{M}]"
"""Letters of scripts that part words with blanks and glue no particles to numbers, ``regex`` syntax.

Where one touches figures, these are part of a name (B52, Г8)."""

_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "兩": 2}
_PLACES = regex.compile("([〇零一二三四五六七八九两兩]+)|.")
_POWERS = {"十": 1, "百": 2, "千": 3, "万": 4, "萬": 4, "億": 8, "亿": 8, "兆": 12}
_TENS = {"廿": 20, "卅": 30}
_BLANKS = "\u00a0\u202f\u2009"
_SEPARATORS = ".,٬٫·'’" + _BLANKS
_SEPARATOR = re.compile(f"([{_SEPARATORS} ])")
_FIGURE = re.compile(r"\d")
_START = re.compile(rf"[-−](?=\d)|[\d{IDEOGRAPHS}]")
_START_OF_FIGURES = re.compile(r"[-−](?=\d)|\d")


class Number(NamedTuple):
    """A number and its value. ``figures``: it holds a digit; ideographs alone may be part of a word (三重, 千葉)."""

    span: Span
    value: Decimal
    figures: bool


def numbers(text: str, pack: Pack) -> list[Number]:
    """The numbers of a text, in order, disjoint; a sign belongs to one where nothing stands before it.

    What is no single number (13.09.2024, 12:30, 10.0.0.1) and figures glued to letters (B52) are left out.
    """
    return _numbers(text, pack, _START)


def _numbers(text: str, pack: Pack, starts: re.Pattern[str]) -> list[Number]:
    """The numbers that begin where ``starts`` matches."""
    found: list[Number] = []
    pattern, low = _pattern(pack.group_marks or (), pack.scales or ()), lowered(text)
    at = 0
    for start in (match.start() for match in starts.finditer(low)):
        if start < at or not (match := pattern.match(low, start)):
            continue
        at = match.end()
        if (worth := value(match[0], pack)) is not None:
            found.append(Number(Span(*match.span()), worth, match["figures"] is not None))
    return found


def lowered(text: str) -> str:
    """``text`` in lower case, character for character."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def value(written: str, pack: Pack) -> Decimal | None:
    """What one number is worth, as it is written in this language; None if it is no number."""
    parts: list[tuple[Decimal, int]] = []
    last = ""
    for kind, piece in _pieces(written, pack.scales or ()):
        if kind == "scale":
            _scale(parts, int(piece), adjacent=last == "scale")
        elif (worth := figures(piece, pack) if kind == "figures" else ideographs(piece)) is None:
            return None
        else:
            parts.append((worth, 0))
        last = kind
    if not parts:
        return None
    return sum((worth for worth, _ in parts), Decimal()) * (-1 if written[0] in "-−" else 1)


def _scale(parts: list[tuple[Decimal, int]], power: int, adjacent: bool) -> None:
    """Multiply what stands before a scale word and is smaller: 5千3百万 is (5 · 1000 + 3 · 100) · 10 000."""
    taken = Decimal()
    while parts and (parts[-1][1] < power or (adjacent and parts[-1][1] == power)):
        taken += parts.pop()[0]
        adjacent = False
    parts.append(((taken or Decimal(1)) * 10**power, power))


def figures(written: str, pack: Pack) -> Decimal | None:
    """The value of digits with group and decimal marks; None for dates, versions and the like.

    The language's own marks come first; where they make no sense (1.5 in German, 1,50,000), those of others.
    """
    pieces = _SEPARATOR.split(unicodedata.normalize("NFKC", written.replace("\u2009", "\u202f")))
    whole, marks = pieces[::2], pieces[1::2]
    if not all(piece.isdecimal() for piece in whole):
        return None
    fraction = bool(marks) and _is_decimal(whole, marks, pack.decimal_mark or ".")
    groups = whole[:-1] if fraction else whole
    if len(groups) > 1 and (len(set(marks[: len(groups) - 1])) > 1 or not _grouped(groups)):
        return None
    return Decimal("".join(groups) + ("." + whole[-1] if fraction else ""))


def _is_decimal(whole: list[str], marks: list[str], decimal: str) -> bool:
    """Does the last mark part a fraction off?"""
    last = marks[-1]
    if last == " " or last in marks[:-1]:
        return False
    return last in ("٫", decimal) or len(marks) > 1 or not _grouped(whole)


def _grouped(whole: list[str]) -> bool:
    """Groups of three, or (12,34,567) of two and a last one of three."""
    first, *between, last = whole
    if first == "0" or not 1 <= len(first) <= 3 or len(last) != 3:
        return False
    return all(len(group) == 3 for group in between) or (len(first) < 3 and all(len(group) == 2 for group in between))


def ideographs(written: str) -> Decimal | None:
    """The value of a number in ideographs, additive (百二十) or place by place (二〇二四); None if it is none."""
    parts: list[tuple[Decimal, int]] = []
    power = 0
    for match in _PLACES.finditer(written):
        char = match[0]
        if match[1]:
            digits = char.lstrip("〇零") if parts else char
            parts.append((Decimal("".join(str(_DIGITS[c]) for c in digits or "零")), 0))
        elif char in _TENS:
            parts.append((Decimal(_TENS[char]), 1))
        elif char not in _POWERS:
            return None
        else:
            if parts and parts[-1][1] == power > _POWERS[char]:  # 百十: one ten after the hundred
                parts.append((Decimal(1), 0))
            power = _POWERS[char]
            _scale(parts, power, adjacent=False)
    return sum((worth for worth, _ in parts), Decimal()) if parts else None


@cache
def _scales(scales: tuple[str, ...]) -> dict[str, str]:
    """Scale word, in lower case -> power of ten."""
    rows = (row.partition(" ") for row in scales)
    return {word.lower().rstrip("."): power for power, _, words in rows for word in words.split("|")}


def _words(scales: tuple[str, ...]) -> str:
    """An alternation of scale words, longest first; the full stop of abbreviations may be missing."""
    words = sorted((word.lower() for row in scales for word in row.partition(" ")[2].split("|")), key=len, reverse=True)
    return "|".join(regex.escape(word) + "?" * word.endswith(".") for word in words) or r"(?!)"


@cache
def _piece(scales: tuple[str, ...]) -> regex.Pattern[str]:
    return compiled(
        rf"(?P<figures>\p{{Nd}}(?:[{_SEPARATORS}，． ]?\p{{Nd}})*+)|(?P<scale>{_words(scales)})"
        rf"|(?P<ideographs>[{IDEOGRAPHS}]++)"
    )


def _pieces(written: str, scales: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    powers = _scales(scales)
    for match in _piece(scales).finditer(lowered(written)):
        kind = match.lastgroup or ""
        yield kind, powers[match[0].rstrip(".")] if kind == "scale" else match[0]


@cache
def _pattern(group_marks: tuple[str, ...], scales: tuple[str, ...]) -> regex.Pattern[str]:
    by_blanks = r"\p{Nd}{1,3}(?:[ ]\p{Nd}{3}(?!\p{Nd}))++|" if "\u00a0" in group_marks else ""
    wide = r"(?<=[０-９])，(?=[０-９]{3})|(?<=[０-９])．(?=[０-９])"
    number = rf"(?:(?:{by_blanks}\p{{Nd}}++)(?:(?:[{_SEPARATORS}]|{wide})\p{{Nd}}++)*+)"
    scale = rf"(?:[^\S\n]?(?:{_words(scales)})(?!{SPELT}))"
    return compiled(
        rf"""(?x)(?<!{SPELT}|\p{{Nd}}|\p{{Nd}}[.,:/])
        (?:(?<![\p{{L}}\p{{N}})\]}}])[-−])?
        (?:(?P<figures>{number}{scale}*+
            (?:[^\S\n]?{number}{scale}++|(?<=[\p{{Han}}\p{{Hangul}}]){number})*+)(?![.:/]?\p{{Nd}}|{SPELT})
        |(?<![数數几幾何])[{IDEOGRAPHS}]++)"""
    )


class Masked(NamedTuple):
    """A text of the same length in which numbers in figures are runs of U+E000 U+E001 …, and these by their start."""

    text: str
    numbers: dict[int, Number]
    starts: tuple[int, ...]


_MOST = 4096
_masked: dict[str, tuple[Pack, Masked]] = {}
"""Of the texts asked for last: several rules look at the figures of each."""


def masked(text: str, pack: Pack) -> Masked:
    """``text`` with its figures made alike, for patterns that do not care which they are."""
    if not _FIGURE.search(text):
        return Masked(text, {}, ())
    known = _masked.get(text)
    if known is None or known[0] is not pack:
        if len(_masked) >= _MOST:
            _masked.clear()
        known = _masked[text] = pack, _with_figures_masked(text, pack)
    return known[1]


def _with_figures_masked(text: str, pack: Pack) -> Masked:
    found = {number.span.start: number for number in _numbers(text, pack, _START_OF_FIGURES) if number.figures}
    pieces: list[str] = []
    at = 0
    for start, end in (number.span for number in found.values()):
        pieces += text[at:start], "\ue000", "\ue001" * (end - start - 1)
        at = end
    return Masked("".join((*pieces, text[at:])), found, tuple(found))
