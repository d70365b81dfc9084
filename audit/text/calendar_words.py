"""Months and weekdays as a text names them: September, 9月, 星期三; in any language whose pack knows their names."""

from __future__ import annotations

from functools import cache
from itertools import takewhile
from typing import NamedTuple

import regex

from audit.model import Span, Text
from audit.text.numerals import SPELT, ideographs
from audit.text.patterns import compiled
from audit.text.screen import Screen

READS = frozenset({"months", "weekdays"})
"""The pack facts these functions use: a rule that calls them lists them in its ``reads``."""

# か月, 个月, 月間 are months that are counted; 月曜 is a day
_NUMBERED = regex.compile(r"(?<!\p{Nd}[.,]?)(?P<n>\p{Nd}{1,2}|十[一二]?|[一二三四五六七八九])\s?[月월](?![曜間间球])")
_FIRST, _LAST = 1, 12
_STEM = 4
"""Letters of a name from which on an ending may be another case of it."""
_CUT = 3
"""Letters an abbreviation leaves out at least."""


class Named(NamedTuple):
    """A month (1 to 12) or weekday (1, Monday, to 7) and where it is named."""

    span: Span
    number: int
    forms: tuple[str, ...] = ()
    """How the language names all of them, in the form this one has; () where they are numbered."""

    def written(self, number: int) -> str:
        """Another of its kind, in the same form; "" where that is not known."""
        return self.forms[number - 1] if self.forms else ""


def months(text: Text) -> list[Named]:
    """The months a text names, in order."""
    names = text.pack.months
    if names is None:
        return []
    if names:
        return _named(text.prose, names)
    found = []
    for match in _NUMBERED.finditer(text.prose):
        number = int(match["n"]) if match["n"].isdecimal() else int(ideographs(match["n"]) or 0)
        if _FIRST <= number <= _LAST:
            found.append(Named(Span(*match.span("n")), number, tuple(map(str, range(_FIRST, _LAST + 1)))))
    return found


def weekdays(text: Text) -> list[Named]:
    """The weekdays a text names in full, in order."""
    return _named(text.prose, text.pack.weekdays or ())


def _named(prose: str, names: tuple[str, ...]) -> list[Named]:
    pattern, numbers, stems = _pattern(names)
    if not _screen(names).passes(prose):
        return []
    return [
        Named(Span(*match.span()), stems[match["stem"]])
        if match["stem"]
        else Named(Span(*match.span()), *numbers[match[0].lower()])
        for match in pattern.finditer(prose)
    ]


@cache
def _screen(names: tuple[str, ...]) -> Screen:
    _, _, stems = _pattern(names)
    return Screen((*(form for row in names for form in row.split("|")), *stems))


@cache
def _pattern(
    names: tuple[str, ...],
) -> tuple[regex.Pattern[str], dict[str, tuple[int, tuple[str, ...]]], dict[str, int]]:
    """Names as they are spelt (a capital distinguishes May from may), and what each stands for."""
    rows = [[form for form in row.split("|") if not _is_word(form, row.split("|"))] for row in names]
    numbers, stems = {}, {}
    for number, forms in enumerate(rows, 1):
        for at, form in enumerate(forms):
            alike = tuple(row[at] if at < len(row) else row[0] for row in rows)
            numbers[form.lower()] = number, alike
    forms = sorted((form for row in rows for form in row), key=len, reverse=True)
    either = "|".join(map(regex.escape, forms)) or "(?!)"
    for number, row in enumerate(rows, 1):  # other cases of the same word: марта, марте
        cases = [form for form in row if len(form) >= _STEM]
        stem = _beginning(cases) if len(cases) > 1 else ""
        if len(stem) >= _STEM:
            stems[stem] = number
    other = "|".join(rf"{regex.escape(stem)}" for stem in stems) or "(?!)"
    return compiled(rf"(?<!{SPELT})(?:{either}|(?P<stem>{other})(?:{SPELT}){{1,2}})(?!{SPELT})"), numbers, stems


def _is_word(form: str, forms: list[str]) -> bool:
    """Is it an abbreviation in small letters, which may be a word of its own (cs pro, led)?"""
    longer = any(other.startswith(form) and len(other) >= len(form) + _CUT for other in forms)
    return longer and len(form) <= _STEM and form.islower()


def _beginning(forms: list[str]) -> str:
    """What all forms begin with."""
    return "".join(one[0] for one in takewhile(lambda letters: len(set(letters)) == 1, zip(*forms, strict=False)))
