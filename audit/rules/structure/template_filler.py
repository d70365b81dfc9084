from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import regex

from audit.model import Document, Hit, Paragraph, Span, Text
from audit.packs import Phrase
from audit.rule import document_rule
from audit.text.bulk import bulk
from audit.text.needles import candidates

_QUESTIONS = re.compile(r"[^?？\n]{2,50}[?？]\s*(?:[^?？。.!！\n]{1,40}[?？]\s*)+")
_REST_OF_WORD = regex.compile(r"[\p{L}\p{M}]*+")


class _Filler(NamedTuple):
    span: Span
    kind: str
    strong: bool = False


@document_rule(
    "ST07",
    message="“{text}” is a phrase of text factories ({kind}): say something, or delete",
    category="style/unidiomatic",
    facts=["template"],
    reads=["word_spaces"],
)
def template_filler(document: Document, *, least: int = 2, per: int = 4000, answer: int = 60) -> Iterator[Hit]:
    """The text is held together by phrases that content farms and generators put everywhere.

    ## Why it matters
    "In this article we will explore", "let's dive in", "いかがでしたか": such sentences announce, join and close, and
    say nothing. They show that a template wrote the text. So do headings that ask twice ("A change of course? Why?")
    with an answer of three words below.

    ## Example
    ```en
    ⟦In this article, we will explore⟧ how lighthouses work. ⟦Let's take a closer look⟧ at the lamp.
    ```

    ## Stays quiet
    - one such phrase in a document, unless no author would write it
    - the words in another meaning

    ## Options
    `least`: how many phrases it takes where none is a sure sign; `per`: and at least one in so much text (letters,
    East Asian ones counted twice). `answer`: greatest length of the stub that belongs to a double question.
    """
    prose = document.prose
    phrases = list(_phrases(document))
    questions = list(_double_questions(document.paragraphs, answer))
    found = sorted([*phrases, *questions] if phrases or len(questions) > least else [])
    enough = len(found) >= least and len(found) * per >= bulk(prose)
    if enough or any(filler.strong for filler in found):
        for span, kind, _ in found:
            yield Hit(span, {"text": document.text[slice(*span)].split("\n")[0], "kind": kind})


def _phrases(document: Document) -> Iterator[_Filler]:
    """The phrases in running text; the whole document tells which are worth a search."""
    present: dict[int, tuple[Phrase, ...]] = {}
    patterns: dict[int, re.Pattern[str]] = {}
    for segment in (s for p in document.paragraphs if p.kind not in ("code", "table", "quote") for s in p.segments):
        pack = id(segment.target.pack)
        if pack not in present:
            present[pack] = _present(segment.target.pack.template or (), document.prose)
            patterns[pack] = _pattern(present[pack])
        for found in patterns[pack].finditer(segment.target.prose) if present[pack] else ():
            phrase = present[pack][(found.lastindex or 1) - 1]
            end = _word_end(segment.target, found.end())
            yield _Filler(segment.target.in_document(Span(found.start(), end)), phrase.kind, phrase.note == "strong")


def _word_end(text: Text, at: int) -> int:
    """``at``, moved behind the word it cuts: patterns name stems."""
    rest = _REST_OF_WORD.match(text.prose, at)
    return rest.end() if rest and text.pack.word_spaces else at


def _present(phrases: tuple[Phrase, ...], prose: str) -> tuple[Phrase, ...]:
    """The phrases that a document can hold at all."""
    return tuple(phrases[number] for number in candidates(tuple(phrase.pattern for phrase in phrases), prose))


@cache
def _pattern(phrases: tuple[Phrase, ...]) -> re.Pattern[str]:
    """All phrases as one pattern; the number of its group is that of the phrase."""
    return re.compile("|".join(f"({phrase.pattern})" for phrase in phrases), re.IGNORECASE)


def _double_questions(paragraphs: tuple[Paragraph, ...], answer: int) -> Iterator[_Filler]:
    """Headings that ask twice, each with the stub of an answer below."""
    for paragraph, below in pairwise(paragraphs):
        if paragraph.kind in ("prose", "heading") and _QUESTIONS.fullmatch(paragraph.text.text):
            stub = bulk(below.text.text) <= answer
            yield _Filler(Span(paragraph.span.start, (below if stub else paragraph).span.end), "question heading")
