"""CO01: one name, one spelling."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

import regex

from audit.model import Document, Hit, Span
from audit.rule import document_rule
from audit.text.spellings import Spelled, spelled

_IN_BRACKETS = regex.compile(r"[(（][^()（）\n]*[)）]")


@document_rule(
    "CO01",
    message="“{form}” is “{usual}” elsewhere in the text (times: {count})",
    category="terminology/inconsistent use of terminology",
    facts=["names"],
    needs=["narration"],
)
def name_variants(document: Document) -> Iterator[Hit]:
    """One person, place or body is written in two ways.

    ## Why it matters
    A reader who meets 金正恩 and キム・ジョンウン, Kyiv and Kiev, looks for two persons or places. An author
    decides once; an engine looks the name up anew in every sentence.

    ## Example
    ```ja
    金正恩総書記が工場を視察した。総書記は労働者を激励した。
    金正恩氏の訪問は二度目だ。⟦キム・ジョンウン⟧氏は翌日帰国した。
    ```

    ## Stays quiet
    - the other spelling in brackets, in a quotation or in a longer name
    - both spellings in one sentence, which is about the spelling
    - inflected forms

    ## Sources
    - CLDR 48 territory and city names; spellings of the national press agencies
    """
    names = document.pack.names or ()
    text = _IN_BRACKETS.sub(lambda match: " " * len(match[0]), document.notes["narration"])
    found = sorted(spelled(text, names), key=lambda name: name.row)
    for _, group in groupby(found, key=lambda name: name.row):
        yield from _variants(list(group), document)


def _variants(names: Sequence[Spelled], document: Document) -> Iterator[Hit]:
    """The rarer spellings of one name, each once; of equally frequent ones the later."""
    places: dict[str, list[Span]] = {}
    for name in names:
        places.setdefault(name.form, []).append(name.span)
    usual = max(places, key=lambda form: (len(places[form]), -places[form][0].start))
    for form, spans in places.items():
        if form == usual or _sentence(spans[0], document) in {_sentence(span, document) for span in places[usual]}:
            continue
        facts = {"form": document.text[slice(*spans[0])], "usual": usual, "count": len(places[usual])}
        yield Hit(spans[0], facts, (usual,), related=(*spans[1:], places[usual][0]))


def _sentence(span: Span, document: Document) -> int:
    """Where the last sentence starts that starts no later than ``span``."""
    return max((s.target.start for s in document.segments if s.target.start <= span.start), default=0)
