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


class Spelled(NamedTuple):
    """A form from row ``row`` of a table, as the table has it, and where it was found."""

    row: int
    form: str
    span: Span


def spelled(text: str, table: tuple[Variants, ...]) -> list[Spelled]:
    """Every form of a table of variants in ``text``, in order."""
    pattern, forms = _search(table)
    return [Spelled(*forms[match.lastgroup], Span(*match.span())) for match in pattern.finditer(text)]


@cache
def _search(table: tuple[Variants, ...]) -> tuple[regex.Pattern[str], dict[str | None, tuple[int, str]]]:
    forms: dict[str | None, tuple[int, str]] = {}
    for number, row in enumerate(table):
        for form in row.forms.split("|"):
            forms[f"f{len(forms)}"] = number, form
    longest_first = sorted(forms.items(), key=lambda item: -len(item[1][1]))
    return regex.compile(
        "|".join(f"(?P<{key}>{_bounded(form, table[row].kind)})" for key, (row, form) in longest_first)
    ), forms


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
        return rf"(?<![\p{{L}}-]){regex.escape(form.rstrip('аяйьеёи'))}\p{{Ll}}{{0,3}}(?![\p{{L}}-])"
    if _LATIN.match(form):
        return rf"(?<![\p{{L}}\p{{M}}-]){regex.escape(form)}(?=s?(?![\p{{L}}\p{{M}}-]))(?! \p{{Lu}})"
    return regex.escape(form)
