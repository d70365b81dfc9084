"""CO02: one thing, one term."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby

import regex

from audit.model import Document, Hit, Span
from audit.rule import document_rule
from audit.text.spellings import Spelled, spelled

_IN_BRACKETS = regex.compile(r"[(（][^()（）\n]*[)）]")
_LOOSE = "loose"
_NEAR = frozenset({"country"})
"""Kinds of which good prose uses several forms in one text, but not in one paragraph."""


@document_rule(
    "CO02",
    message="“{form}” is “{usual}” elsewhere in the text (times: {count})",
    category="terminology/inconsistent use of terminology",
    facts=["terms"],
    needs=["narration"],
    beats=["spelling-variants"],
)
def term_variants(document: Document, *, loose: bool = False) -> Iterator[Hit]:
    """One thing goes by two terms, or one term is spelled in two ways.

    ## Why it matters
    中露 here and 露中 there, サーバ and サーバー: the reader wonders whether the difference means something.
    Translators keep to one form; engines choose by the sentence.

    ## Example
    ```ja
    中露の首脳が会談した。中露は軍事でも協力する。
    専門家は⟦露中⟧関係の変化を指摘した。
    ```

    ## Stays quiet
    - quotations, brackets, compounds and proper names: アメリカ合衆国, 在韓米軍
    - two names of a country in different paragraphs
    - spellings even careful authors mix (全て, すべて), unless ``loose``

    ## Options
    - ``loose``: report those, too
    """
    terms = document.pack.terms or ()
    text = _IN_BRACKETS.sub(lambda match: " " * len(match[0]), document.notes["narration"])
    found = sorted(spelled(text, terms), key=lambda term: term.row)
    for row, group in groupby(found, key=lambda term: term.row):
        kind, places = terms[row].kind, list(group)
        if kind == _LOOSE and not loose:
            continue
        for near in _by_paragraph(places, document) if kind in _NEAR else [places]:
            yield from _variants(near, document)


def _by_paragraph(places: Sequence[Spelled], document: Document) -> Iterator[list[Spelled]]:
    starts = [paragraph.text.start for paragraph in document.paragraphs]
    for _, group in groupby(places, key=lambda place: bisect_right(starts, place.span.start)):
        yield list(group)


def _variants(places: Sequence[Spelled], document: Document) -> Iterator[Hit]:
    """The rarer forms, each once; of equally frequent ones the later."""
    spans: dict[str, list[Span]] = {}
    for place in places:
        spans.setdefault(place.form, []).append(place.span)
    usual = max(spans, key=lambda form: (len(spans[form]), -spans[form][0].start))
    for form, (first, *others) in spans.items():
        if form != usual:
            facts = {"form": document.text[slice(*first)], "usual": usual, "count": len(spans[usual])}
            yield Hit(first, facts, (usual,), related=(*others, spans[usual][0]))
