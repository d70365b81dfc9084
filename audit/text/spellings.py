"""Spellings of names: where each is searched, and how far two are apart."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import regex

from audit.model import Span
from audit.packs import Variants

_KANA = regex.compile(r"\p{Katakana}")
_HANGUL = regex.compile(r"\p{Hangul}")
_CYRILLIC = regex.compile(r"\p{Cyrillic}")
_LATIN = regex.compile(r"\p{Latin}")

_APART = {"abbreviation": (r"(?<!\p{Han})", ""), "country": (r"(?<![\p{Han}\p{Katakana}])", r"(?!\p{Han})")}
"""Kinds of forms that in compounds are something else: 韓米 in 在韓米軍, アメリカ in アメリカ大陸."""

_ENDINGS = "аяйьеёи"
"""Letters a Russian or Ukrainian name drops before its endings."""


class Spelled(NamedTuple):
    """A form from row ``row`` of a table, as the table has it, and where it was found."""

    row: int
    form: str
    span: Span


def spelled(text: str, table: tuple[Variants, ...]) -> list[Spelled]:
    """Every form of a table of variants in ``text``, in order.

    Only forms whose letters occur at all are compiled: a table has hundreds, a text a handful.
    """
    present = tuple(number for number, (_, _, stem) in enumerate(_forms(table)) if stem in text)
    if not present:
        return []
    pattern, forms = _search(table, present), _forms(table)
    found = []
    for match in pattern.finditer(text):
        row, form, _ = forms[int((match.lastgroup or "f0")[1:])]
        found.append(Spelled(row, form, Span(*match.span())))
    return found


@cache
def _forms(table: tuple[Variants, ...]) -> list[tuple[int, str, str]]:
    """(row, form, the part of it that every inflected form keeps) of all forms."""
    return [
        (number, form, form.rstrip(_ENDINGS) if _CYRILLIC.match(form) else form)
        for number, row in enumerate(table)
        for form in row.forms.split("|")
    ]


@cache
def _search(table: tuple[Variants, ...], present: tuple[int, ...]) -> regex.Pattern[str]:
    forms = _forms(table)
    longest_first = sorted(present, key=lambda number: -len(forms[number][1]))
    patterns = ((number, _bounded(forms[number][1], table[forms[number][0]].kind)) for number in longest_first)
    return regex.compile("|".join(f"(?P<f{number}>{pattern})" for number, pattern in patterns))


def _bounded(form: str, kind: str) -> str:
    before, after = _APART.get(kind, ("", ""))
    return f"{before}{_word(form)}{after}"


def _word(form: str) -> str:
    """A pattern for the form as a whole word, in whatever case it stands.

    Cyrillic and Hangul forms may take endings, Latin ones a genitive s; a Latin form before
    another capital is part of a longer name, which keeps its spelling.
    """
    if _KANA.match(form):
        return rf"(?<![\p{{Katakana}}ー]){form}(?![\p{{Katakana}}ー])"
    if _HANGUL.match(form):
        return rf"(?<!\p{{Hangul}}){form}"
    if _CYRILLIC.match(form):
        return rf"(?<![\p{{L}}-]){regex.escape(form.rstrip(_ENDINGS))}\p{{Ll}}{{0,3}}(?![\p{{L}}-])"
    if _LATIN.match(form):
        return rf"(?<![\p{{L}}\p{{M}}-]){regex.escape(form)}(?=s?(?![\p{{L}}\p{{M}}-]))(?! \p{{Lu}})"
    return regex.escape(form)
