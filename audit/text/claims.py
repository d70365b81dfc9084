"""Statements that give one thing a number: tolls of an event, ages of people. Two of one thing should agree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

import regex

from audit.model import Span, Text
from audit.packs import Pack, Phrase
from audit.text.needles import tried
from audit.text.numerals import READS as _NUMERALS
from audit.text.numerals import SPELT, Number, masked

READS = _NUMERALS | {"ages", "cased", "estimates", "function_words", "tolls"}
"""The pack facts these functions use: a rule that calls them lists them in its ``reads``."""

_NUMBER = "\ue000\ue001*+"
_PART = r"\p{Lu}(?:[\p{L}\p{M}]|['’-](?=\p{L}))+"
_NAME = rf"(?<![\p{{L}}\p{{M}}])(?P<name>{_PART}(?: {_PART}){{0,3}})"
_UNCASED_NAME = (
    r"(?P<name>[\p{Han}々]{2,12}|[\p{Katakana}ー]+(?:[・＝=][\p{Katakana}ー]+)+|(?<!\p{Hangul})\p{Hangul}{2,5})"
)


class Claim(NamedTuple):
    """``about`` (a kind of toll, a name) is given a number. ``span`` counts in the document, that of ``number``
    in its sentence."""

    about: str
    span: Span
    number: Number


def tolls(text: Text) -> list[Claim]:
    """How many a sentence says were killed, hurt and so on; none where the number is rough or one of several."""
    if not text.pack.tolls or _is_rough(text.prose, text.pack):
        return []
    return list(_claims(text, _tolls(text.pack.tolls), [row.kind for row in text.pack.tolls]))


def ages(text: Text) -> list[Claim]:
    """The ages a sentence gives for people it names; a capital word of grammar that begins it is no part of a name."""
    grammar = text.pack.function_words or ()
    found = list(_claims(text, _ages(text.pack.ages or (), bool(text.pack.cased))))
    for at, (about, span, number) in enumerate(found):
        first, _, rest = about.partition(" ")
        if rest and first.lower() in grammar:
            lead = len(about) - len(rest) if text.text[span.start - text.start :].startswith(about) else 0
            found[at] = Claim(rest, Span(span.start + lead, span.end), number)
    return found


def _claims(text: Text, patterns: tuple[str, ...], kinds: Sequence[str] = ()) -> Iterator[Claim]:
    """``kinds``: what the patterns are about, if it is not a name that they match."""
    figured = masked(text.prose, text.pack)
    for i, pattern in tried(patterns, figured.text) if figured.numbers else ():
        for match in pattern.finditer(figured.text):
            if number := figured.numbers.get(match.start("n")):
                yield Claim(kinds[i] if kinds else match["name"], text.in_document(Span(*match.span())), number)


def _is_rough(prose: str, pack: Pack) -> bool:
    return bool(pack.estimates and _estimates(pack.estimates).search(prose))


@cache
def _estimates(words: tuple[str, ...]) -> regex.Pattern[str]:
    return regex.compile(rf"(?i)(?<!{SPELT})(?:{'|'.join(map(regex.escape, words))})(?!{SPELT})")


@cache
def _tolls(tolls: tuple[Phrase, ...]) -> tuple[str, ...]:
    return tuple(row.pattern.replace("{n}", rf"(?P<n>{_NUMBER})") for row in tolls)


@cache
def _ages(ages: tuple[str, ...], cased: bool) -> tuple[str, ...]:
    name = _NAME if cased else _UNCASED_NAME
    return tuple(age.replace("{name}", name).replace("{age}", rf"(?P<n>{_NUMBER})") for age in ages)
