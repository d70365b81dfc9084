"""Pairs of ideographs that are no word, or one that hardly anybody uses, but are read like one in a pivot language."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from math import log
from typing import NamedTuple

from audit.annotate.company import Company
from audit.annotate.homophones import Answer, Homophones
from audit.annotate.lexicon import NUMBER, SYLLABLES, WORD, Token

FREE = 6.0
"""Frequency (Zipf scale) from which an ideograph is a word by itself, wherever it stands (of, he, is)."""


SUFFIX = 5.0
"""The same for one that follows: an ending of nouns (amount, rate, plan)."""


class Unknown(NamedTuple):
    """Token ``at`` and the one after it, which make no word together.

    ``tokens``: 1 for a token by itself, a word too rare to be listed.
    """

    at: int
    text: str
    tokens: int = 2


def unknown_pairs(company: Company, numerals: str, countries: str) -> Iterator[Unknown]:
    """Two ideographs in a row that are neither a word nor part of one, each of a word of its own.

    Numbers (``numerals``: letters that count) and country abbreviations (``countries``) are left out.
    """
    tokens = company.tokens
    for at, (first, second) in enumerate(pairwise(tokens)):
        if not (_lone(first) and _lone(second)) or first.end != second.start or first.text == second.text:
            continue
        if max(_frequency(first, company), _frequency(second, company)) >= FREE:
            continue
        pair = first.text + second.text
        if company.lexicon.is_word(pair) or set(pair) & set(numerals) or set(pair) <= set(countries):
            continue
        if not _goes_on(*_beside(company, at, at + 2), second.text, company):
            yield Unknown(at, pair)


def rare_pairs(company: Company, numerals: str) -> Iterator[Unknown]:
    """Words of two ideographs that only large dictionaries have, and that stand by themselves."""
    for at, token in enumerate(company.tokens):
        if token.kind != WORD or token.number >= 0 or token.end - token.start != 2 or set(token.text) & set(numerals):
            continue
        if not _goes_on(*_beside(company, at, at + 1), token.text[-1], company):
            yield Unknown(at, token.text, 1)


def _beside(company: Company, first: int, past: int) -> tuple[Token | None, Token | None]:
    """What touches the tokens from ``first`` to ``past``, before and after."""
    tokens = company.tokens
    before = tokens[first - 1] if first and tokens[first - 1].end == tokens[first].start else None
    after = tokens[past] if past < len(tokens) and tokens[past].start == tokens[past - 1].end else None
    return before, after


def _goes_on(before: Token | None, after: Token | None, last: str, company: Company) -> bool:
    """Is the pair part of something longer: a number, a stretch of names, a verb with its ending?"""
    for token, least in ((before, FREE), (after, SUFFIX)):
        if token and (token.text == NUMBER or (_lone(token) and _frequency(token, company) < least)):
            return True
    if before and after and before.kind == after.kind == WORD:
        return True
    return after is not None and after.kind == SYLLABLES and last + after.text[0] in company.lexicon.known


def _frequency(token: Token, company: Company) -> float:
    return company.lexicon.zipf[token.number] if token.number >= 0 else 0.0


def _lone(token: Token) -> bool:
    """Is this one ideograph, taken for a word of its own?"""
    return token.kind == WORD and token.end - token.start == 1


def meant(table: Homophones, company: Company, pair: Unknown) -> tuple[Answer, list[float]] | None:
    """The frequent word read like ``pair`` that fits best, and the features of the case."""
    least = table.model["least_target"]
    members = {number for reading in table.read(pair.text) for number in table.groups.get(reading, (0.0, []))[1]}
    if not (frequent := sorted(number for number in members if table.zipf[number] >= least)):
        return None
    past = pair.at + pair.tokens
    around = company.around(pair.at, past, pair.text)
    best = table.best(frequent, around)
    reading = max(table.groups[reading][0] for reading in table.readings[best.number])
    touching = [token is not None and token.kind == WORD for token in _beside(company, pair.at, past)]
    return best, [
        *best.parts,
        table.zipf[best.number],
        reading,
        float(any(touching)),
        *sorted(_frequency(company.tokens[min(at, past - 1)], company) for at in (pair.at, pair.at + 1)),
        float(table.compound(company, pair.at, past, table.words[best.number])),
        log(1 + company.pairs[pair.text]),
        float(around.words[0]),
    ]
