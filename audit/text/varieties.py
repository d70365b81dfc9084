"""Words (in Chinese, characters) that tell one variety of a language from its sister."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

import regex

from audit.model import Span
from audit.packs import Pack, Pair


class Form(NamedTuple):
    """A word as only one of two varieties spells it.

    ``variety`` is that variety's BCP 47 tag, ``instead`` what the other one writes.
    """

    span: Span
    variety: str
    instead: tuple[str, ...]
    kind: str


_WORD = regex.compile(r"[\p{L}\p{M}\p{N}_]+(?:[-'’][\p{L}\p{M}\p{N}_]+)*")
_Entry = tuple[str, tuple[str, ...], str]
"""A variety, what the other one writes, class of difference."""


def forms(text: str, pack: Pack) -> Iterator[Form]:
    """The telling words of ``text`` in order; none where the pack states no varieties.

    Spelt as in the table: a capital letter may begin a name, and names keep their spelling.
    """
    if not pack.varieties or not pack.variety_names:
        return
    entries = _entries(pack.varieties, pack.variety_names)
    if pack.word_spaces:
        found = ((word[0], Span(*word.span())) for word in _WORD.finditer(text))
    else:
        found = ((char, Span(i, i + 1)) for i, char in enumerate(text))
    for form, span in found:
        if form in entries:
            yield Form(span, *entries[form])


@lru_cache(maxsize=8)
def _entries(pairs: tuple[Pair, ...], names: tuple[str, ...]) -> dict[str, _Entry]:
    """Every form in the table, the first row that has it counting."""
    theirs, ours = names
    entries: dict[str, _Entry] = {}
    for pair in pairs:
        others = tuple(pair.ours.split("|"))
        entries.setdefault(pair.theirs, (theirs, others, pair.kind))
        for other in others:
            entries.setdefault(other, (ours, (pair.theirs,), pair.kind))
    return entries


def clusters(found: Iterable[Form], reach: int) -> Iterator[list[Form]]:
    """Forms in groups: each begins fewer than ``reach`` characters after the end of the one before."""
    cluster: list[Form] = []
    for form in found:
        if cluster and form.span.start - cluster[-1].span.end >= reach:
            yield cluster
            cluster = []
        cluster.append(form)
    if cluster:
        yield cluster


def converted(text: str, cluster: list[Form]) -> str:
    """``text``, which begins with the cluster, as the other variety most often writes it."""
    start, at, pieces = cluster[0].span.start, 0, ""
    for form in cluster:
        pieces += text[at : form.span.start - start] + form.instead[0]
        at = form.span.end - start
    return pieces + text[at:]
