"""EN12: question marks that were letters."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from audit.model import Document, Hit, Span
from audit.rule import document_rule

_WORDS = regex.compile(r"(?<![\p{L}\p{N}?!])\?+(?:[ ,.:;-]{1,2}\?+)+")
_IN_WORD = regex.compile(r"(?<=\p{L})\?{1,2}(?=\p{Ll}(?![\w.]*=))")
_LEAST = 6


@document_rule(
    "EN12",
    message="letters became question marks in “{around}” and {more}",
    category="linguistic conventions/encoding",
    severity="major",
)
def lost_letters(document: Document, *, inside_words: int = 3) -> Iterator[Hit]:
    """Question marks stand where letters were that an encoding could not hold.

    ## Why it matters
    What stood here is gone; nobody can guess a whole word from its length.

    ## Example
    ru: Мэр сообщил: ⟦?? ??????? ??????⟧, работы начнутся весной.

    ## Stays quiet
    - question marks that ask, also several of them
    - a blank forgotten after a question, once or twice
    - addresses and code

    ## Options
    `inside_words`: how many question marks inside words a text must have before they are taken for lost letters
    """
    for found in _WORDS.finditer(document.prose):
        if found[0].count("?") >= _LEAST:
            yield _hit(document, Span(*found.span()), ())
    places = [Span(*found.span()) for found in _IN_WORD.finditer(document.prose)]
    if len(places) >= inside_words:
        yield _hit(document, places[0], tuple(places[1:]))


def _hit(document: Document, span: Span, related: tuple[Span, ...]) -> Hit:
    around = document.prose[max(0, span.start - 10) : span.end + 10].split("\n")
    more = f"{len(related)} more places" if related else "nowhere else"
    return Hit(span, {"around": max(around, key=len).strip(), "more": more}, related=related)
