"""Words in scripts, and ideographs in forms, that a language does not use."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

import regex

from audit.model import Span
from audit.packs import Pack
from audit.text import scripts
from audit.text.each import Worth
from audit.text.enclosures import Enclosures
from audit.text.ideographs import is_foreign

_GUESTS = {"Latin", "Greek", scripts.COMMON, "Other"}
"""Scripts at home in any text: names and units, symbols, what belongs to no script."""
_LOOKALIKE = {"Cyrillic", "Greek", "Armenian", "Cherokee"}
_WORD = regex.compile(r"\p{L}[\p{L}\p{M}'’\-]*+")
_JOINED_BEFORE = regex.compile(r"[\p{Latin}\p{N}_@/°-]$|\p{L}\.$")
_JOINED_AFTER = regex.compile(r"[\p{Latin}\p{N}_@/]|\.\p{L}")
"""What makes a letter that looks like a Latin one part of a Latin word, a size or an address."""
_IDEOGRAPH = regex.compile(r"\p{Han}")
_IS_IDEOGRAPH = Worth(lambda char: int(_IDEOGRAPH.match(char) is not None))
_LEAST_OWN = 8
_TIMES_OWN = 3
"""A quotation with so many letters of the language, and so many times as many, is in it but for a word."""


class Strange(NamedTuple):
    """A strange word and the script it is in (``ideographs`` for forms of another country)."""

    span: Span
    script: str


def strange_words(text: str, pack: Pack) -> list[Strange]:
    """The strange words of a text in order, without those quoted or glossed in brackets.

    None where the pack does not say which scripts its language uses.
    """
    if pack.scripts is None:
        return []
    found = sorted([*_in_other_scripts(text, pack.scripts), *_in_other_forms(text, pack)])
    enclosures = Enclosures(text, pack.quote_pairs or ()) if found else None
    return [word for word in found if enclosures and not _is_cited(text, enclosures.around(word.span.start), pack)]


def _in_other_scripts(text: str, own: tuple[str, ...]) -> Iterator[Strange]:
    strange = set(map(scripts.script, set(text))) - set(own) - _GUESTS
    for script, span in scripts.runs(text) if strange else ():
        if script not in strange:
            continue
        for match in _WORD.finditer(text, *span):
            lookalike = script in _LOOKALIKE and _is_joined(text, *match.span())
            if not lookalike and scripts.script(match[0][0]) == script:
                yield Strange(Span(*match.span()), script)


def _is_joined(text: str, start: int, end: int) -> bool:
    before = text[max(start - 2, 0) : start]
    return bool(_JOINED_BEFORE.search(before) or _JOINED_AFTER.match(text, end))


def _in_other_forms(text: str, pack: Pack) -> Iterator[Strange]:
    if not pack.ideographs:
        return
    foreign = {char for char in set(text) if _IS_IDEOGRAPH[char] and is_foreign(char, pack)}
    start = 0
    for is_strange, run in groupby(text, foreign.__contains__) if foreign else ():
        end = start + sum(1 for _ in run)
        if is_strange:
            yield Strange(Span(start, end), "ideographs")
        start = end


def _is_cited(text: str, around: Span | None, pack: Pack) -> bool:
    """Do quotation marks or brackets hold strange words, rather than a text of the language?"""
    if around is None:
        return False
    counts = scripts.counts(text[slice(*around)])
    own = sum(counts[script] for script in pack.scripts or ())
    return own < max(_LEAST_OWN, _TIMES_OWN * (counts.total() - own))
