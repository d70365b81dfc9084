"""Numbers written in words, as the language pack spells them: twenty-five, fünfundzwanzig, двести, three dozen.

They are read generously: an ordinal, an inflected form and a compound count as the number they begin with. Good for
telling that a number may be meant, never that one is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

import regex

from audit.model import Span
from audit.packs import Names, Pack
from audit.text.numerals import SPELT, lowered
from audit.text.patterns import compiled
from audit.text.screen import Screen

READS = frozenset({"number_words", "scales"})
"""The pack facts these functions use: a rule that calls them lists them in its ``reads``."""

JOINS, LEADS, MINUS, DOUBTFUL = "+", "^", "-", "?"
"""Rows of the pack's table that hold no number: what joins two words, what is written onto the first, what makes a
number negative, number words that are other words as often."""

_STEM = 4
"""Letters from which on a word for a number may carry an ending."""
_LONGEST_ENDING = 20
_SHORTEST = 3
_OPENERS = " \"“„«'‘("
_HUNDRED = 100
_TENS = 10
_LETTERS = regex.compile(rf"(?:{SPELT})++")
_SYLLABLE = regex.compile(
    r"\p{Hangul}(?!개월|번|명|개|년|월|일|분|초|세|위|승|패|살|달|시|째|가지|대|쌍|곳|편|건|배|주|해|사람|차례)\p{Hangul}"
)
_BLANK = r"[\s\u00ad‐‑-]{0,2}"


def spelt(text: str, pack: Pack) -> frozenset[Decimal]:
    """Every value the number words of a text may state, alone and together."""
    if not pack.number_words:
        return frozenset()
    sequence, word, values, _ = _patterns(pack.number_words, pack.scales or ())
    found: set[Decimal] = set()
    for match in sequence.finditer(lowered(text)):
        words = list(word.finditer(match[0]))
        while words and not _ends(match.string, match.start() + words[-1].end(), words[-1][0]):
            words.pop()
        if not words:
            continue
        worths = [values[written[0]] for written in words]
        found.update(worths)
        found.update(sums(worths))
    return frozenset(found)


def spelt_out(text: str, pack: Pack) -> Iterator[tuple[Span, Decimal]]:
    """The numbers a text spells out beyond doubt: in whole words, in small letters, one number and no other."""
    if not pack.number_words or not pack.word_spaces:
        return
    loose, word, values, exact = _patterns(pack.number_words, pack.scales or ())
    if not _screen(pack.number_words, pack.scales or ()).passes(text.lower()):
        return
    first = len(text) - len(text.lstrip(_OPENERS))
    plain = text[:first] + text[first : first + 1].lower() + text[first + 1 :]
    certain: list[tuple[Span, list[str]]] = []
    for match in exact.finditer(plain):
        words = [found[0] for found in word.finditer(match[0])]
        if values[words[0]] > 1 and len(match[0]) >= _SHORTEST:  # "one" may be an article
            certain.append((Span(*match.span()), words))
    if not certain:
        return
    doubtful = {form for row in pack.number_words if row.of == DOUBTFUL for form in row.forms.split("|")}
    starts = {match.start() for match in loose.finditer(plain)}  # elsewhere a longer number is under way
    for span, words in certain:
        made = set(sums([values[written] for written in words]))
        if len(made) == 1 and span.start in starts and doubtful.isdisjoint(words):
            yield span, made.pop()


def _ends(text: str, end: int, last: str) -> bool:
    """Does a number end here, and not some longer word that only begins like one?"""
    if len(last) == 1 and _SYLLABLE.match(text, end - 1):
        return False  # ko 세 begins many words
    rest = _LETTERS.match(text, end)
    length = len(rest[0]) if rest else 0
    return not length or (len(last) >= _STEM and length <= _LONGEST_ENDING)


def sums(values: Sequence[Decimal]) -> Iterator[Decimal]:
    """The numbers that values of words in a row make: 2, 100, 1000, 5 is 200 005; 19, 90 is 1990."""
    total = group = Decimal()
    scaled = False
    for value in values:
        if _is_scale(value):
            if value == _HUNDRED:
                group = (group or Decimal(1)) * value
            elif scaled and not group:
                total *= value
            else:
                total, group = total + (group or Decimal(1)) * value, Decimal()
            scaled = value != _HUNDRED
            continue
        scaled = False
        if group and not _joins(group, value):
            yield total + group
            if _TENS <= group < _HUNDRED and _TENS <= value < _HUNDRED:
                yield group * _HUNDRED + value
            total, group = Decimal(), Decimal()
        group += value
    yield total + group


def _is_scale(value: Decimal) -> bool:
    """A hundred, a thousand, a million: what multiplies the words before it."""
    return value >= _HUNDRED and str(value).strip("0") == "1"


def _joins(group: Decimal, value: Decimal) -> bool:
    """May a value follow in the same number: 20 5, 5 (and) 20, 60 12, 300 45, 2 ½?"""
    if value < 1:
        return group == int(group)
    if group % _HUNDRED == 0:
        return value < _HUNDRED
    ones = group % _HUNDRED
    if ones % _TENS == 0:
        return value < _TENS or (ones in (60, 80) and value < 2 * _TENS)
    return ones < _TENS and 2 * _TENS <= value < _HUNDRED and value % _TENS == 0


@cache
def _screen(number_words: tuple[Names, ...], scales: tuple[str, ...]) -> Screen:
    return Screen(_patterns(number_words, scales)[2])


@cache
def _patterns(
    number_words: tuple[Names, ...], scales: tuple[str, ...]
) -> tuple[regex.Pattern[str], regex.Pattern[str], dict[str, Decimal], regex.Pattern[str]]:
    """What may be a number, what finds one of its words, what each word is worth, and what surely is a number."""
    rows = {row.of: row.forms.split("|") for row in number_words}
    joints, leads = ("|".join(map(regex.escape, rows.pop(of, []))) or "(?!)" for of in (JOINS, LEADS))
    rows.pop(MINUS, None)
    rows.pop(DOUBTFUL, None)
    worths = {form: Decimal(of) for of, forms in reversed(rows.items()) for form in forms}
    for power, _, forms in (row.partition(" ") for row in scales):
        worths |= {form.lower(): Decimal(10 ** int(power)) for form in forms.split("|")}
    word = "|".join(map(regex.escape, sorted(worths, key=len, reverse=True)))
    joint = rf"{_BLANK}(?:(?:{joints}){_BLANK})?"
    before = rf"(?<!{SPELT}|\p{{Hangul}})(?:{leads})?"
    ending = rf"(?:(?:{SPELT}){{1,4}}(?=[\s\u00ad‐‑-]))?"
    loose = rf"{before}(?:{word})(?:{ending}{joint}(?:{word}))*+"
    exact = rf"(?<!{SPELT}|\p{{Nd}}[\s-]?)(?:{word})(?:{joint}(?:{word}))*(?!{SPELT})"
    return compiled(loose), compiled(word), worths, compiled(exact)
