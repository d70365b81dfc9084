"""LA03: whole sentences translated, not parts of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

import regex

from audit.model import Document, Hit, Segment, Span
from audit.packs import load
from audit.rule import document_rule
from audit.text import scripts
from audit.text.passages import base, letter_count

_JUDGED = {"prose", "heading", "list-item"}
_GLOSSED = regex.compile(r"[\p{Po}\p{Pf}]?\s?[(（\[]")


@document_rule(
    "LA03",
    message="“{text}” was left in {found}",
    category="accuracy/untranslated",
    facts=["scripts"],
    needs=["languages", "narration"],
    beats=["wrong-script-word"],
)
def untranslated_span(
    document: Document,
    *,
    least_words: int = 2,
    least_weight: float = 18.0,
    major_letters: int = 30,
    most_times: int = 2,
) -> Iterator[Hit]:
    """Words of another language stand untranslated in a sentence.

    ## Why it matters
    The translator, or the machine, passed over a phrase. Readers who do not know that
    language lose the sentence; the others see that nobody read it again.

    ## Example
    ```pl
    Komisja uznała, że ⟦the remaining funds were⟧ wydane niezgodnie z umową.
    ```

    ## Stays quiet
    - names of people, places, products and works, acronyms, units, code
    - what stands in quotation marks or emphasis, glosses in brackets, and what has one after it
    - set phrases of international use (status quo, de facto) and single loan words
    - phrases the document uses again and again: its terms

    ## Options
    - ``least_words``: words that are no names, at least
    - ``least_weight``: how much better the other language must explain them than the text's own
    - ``major_letters``: letters (ideographs, kana, hangul count twice) from which the finding is major
    - ``most_times``: how often a phrase may stand in the document and still be a slip
    """
    slips = [slip for slip in _slips(document) if slip.words >= least_words and slip.weight >= least_weight]
    times = Counter(slip.text.lower() for slip in slips)
    for text, span, language, _, weight in slips:
        if times[text.lower()] <= most_times:
            facts = {"text": text, "found": load(language).name or language, "weight": weight}
            yield Hit(span, facts, severity="major" if letter_count(text) >= major_letters else None)


class _Slip(NamedTuple):
    text: str
    span: Span
    language: str
    words: int
    weight: float


def _slips(document: Document) -> Iterator[_Slip]:
    """Foreign stretches in sentences that are not foreign as a whole."""
    for segment in (segment for p in document.paragraphs if p.kind in _JUDGED for segment in p.segments):
        note, target = segment.notes["languages"], segment.target
        if base(note.language) != base(target.pack.lang):
            continue
        for span, language, words, plain, weight in note.foreign:
            text, at = target.text[slice(*span)], target.in_document(span)
            own = scripts.script(text[0]) in (target.pack.scripts or ())
            names = words - plain > plain if own else words - plain >= plain
            if not names and not _GLOSSED.match(target.text, span.end) and not _is_quoted(span, segment, document):
                yield _Slip(text, at, language, plain, weight)


def _is_quoted(span: Span, segment: Segment, document: Document) -> bool:
    """Does a quotation that the sentence only begins or ends hold the stretch and nothing beside it?"""
    start, end = segment.target.in_document(span)
    if letter_count(document.notes["narration"][start:end]):
        return False
    before, after = segment.target.text[: span.start], segment.target.text[span.end :]
    return not letter_count(after) or not letter_count(before)
