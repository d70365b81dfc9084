"""Ideographs that are no word, or one that hardly anybody uses, but are read like one in a pivot language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import log
from typing import NamedTuple

from audit.annotate.company import Company
from audit.annotate.homophones import Answer, Homophones
from audit.annotate.lexicon import MARK, NUMBER, SYLLABLES, WORD, Token
from audit.packs import Pack

FREE = 6.0
"""Frequency (Zipf scale) from which an ideograph is a word by itself, wherever it stands (of, he, is)."""


KATAKANA = ("ァ", "ヺ")
"""The first and the last letter of a syllabary for what comes from abroad."""
SUFFIX = 5.0
"""The same for one that follows: an ending of nouns (amount, rate, plan)."""


class Unknown(NamedTuple):
    """Token ``at`` and the one after it, which make no word together.

    ``tokens``: 1 for a token by itself, a word too rare to be listed.
    """

    at: int
    text: str
    tokens: int = 2


class Letters(NamedTuple):
    """What a language's pack says of single letters and of names."""

    numerals: str = ""
    """Letters that count."""
    countries: str = ""
    """Letters that stand for countries."""
    honorifics: tuple[str, ...] = ()
    """What follows a name."""

    @classmethod
    def of(cls, pack: Pack) -> Letters:
        return cls(pack.number_letters or "", pack.country_letters or "", tuple(pack.honorifics or ()))


def unknown_runs(company: Company, letters: Letters) -> Iterator[Unknown]:
    """Two or three ideographs in a row that are neither a word nor part of one, not all of them in words of their own.

    Numbers, country abbreviations and names are left out.
    """
    for at, tokens in _rows(company):
        run = "".join(token.text for token in tokens)
        counting = sum(letter in letters.numerals for letter in run)
        if counting >= len(run) - 1 or set(run) <= set(letters.countries) or company.lexicon.is_word(run):
            continue
        if len(run) == 2 and (tokens[0].text == tokens[1].text or max(_frequency(t, company) for t in tokens) >= FREE):
            continue
        if not _goes_on(company, at, at + len(tokens), letters):
            yield Unknown(at, run, len(tokens))


def _rows(company: Company) -> Iterator[tuple[int, Sequence[Token]]]:
    """Words that touch, together two or three ideographs: single ones, or such a one beside a word of two."""
    tokens = company.tokens
    for at, (first, second) in enumerate(pairwise(tokens)):
        if first.kind != WORD or second.kind != WORD or first.end != second.start:
            continue
        lone, length = _lone(first) + _lone(second), second.end - first.start
        if not lone or length > 3:
            continue
        yield at, (first, second)
        if lone == 2 and at + 2 < len(tokens) and _lone(tokens[at + 2]) and tokens[at + 2].start == second.end:
            yield at, tokens[at : at + 3]


def rare_pairs(company: Company, letters: Letters) -> Iterator[Unknown]:
    """Words of two ideographs that only large dictionaries have, and that stand by themselves."""
    for at, token in enumerate(company.tokens):
        if token.kind != WORD or token.number >= 0 or token.end - token.start != 2:
            continue
        if not set(token.text) & set(letters.numerals) and not _goes_on(company, at, at + 1, letters):
            yield Unknown(at, token.text, 1)


def _beside(company: Company, first: int, past: int) -> tuple[Token | None, Token | None]:
    """What touches the tokens from ``first`` to ``past``, before and after."""
    tokens = company.tokens
    before = tokens[first - 1] if first and tokens[first - 1].end == tokens[first].start else None
    after = tokens[past] if past < len(tokens) and tokens[past].start == tokens[past - 1].end else None
    return before, after


def _goes_on(company: Company, first: int, past: int, letters: Letters) -> bool:
    """Are the tokens from ``first`` to ``past`` part of something longer: a number, a name, a verb with its ending?"""
    tokens = company.tokens
    before, after = _beside(company, first, past)
    if first and tokens[first - 1].text == NUMBER:
        return True
    for token, least in ((before, FREE), (after, SUFFIX)):
        country = token is not None and token is before and token.text in letters.countries
        if token and not country and (token.text == NUMBER or (_lone(token) and _frequency(token, company) < least)):
            return True
    if before and ((after and before.kind == after.kind == WORD) or _is_name(before)):
        return True
    if after is None:
        return False
    if _is_name(after) or after.text.startswith(letters.honorifics):
        return True
    return after.kind == SYLLABLES and tokens[past - 1].text[-1] + after.text[0] in company.lexicon.known


def _is_name(token: Token) -> bool:
    """Are these ideographs that only the filter knows, or is it a single letter of katakana?"""
    if KATAKANA[0] <= token.text[0] <= KATAKANA[1]:
        return token.kind == MARK
    return token.kind == WORD and token.number < 0 and token.end - token.start > 1


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
        log(1 + company.lexicon.begun[pair.text[0]]),
        log(1 + company.lexicon.ended[pair.text[-1]]),
        float(len(pair.text) > 2),
        float(around.words[0]),
    ]
