"""PU03: a mark written twice."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from audit.model import Document, Hit, Span
from audit.rule import document_rule
from audit.text.graphemes import snap

_RUN = regex.compile(
    r"(?<=[\p{L}\p{M}\p{N}\p{Pe}\p{Pf}\"'])\.\.(?=[\s\p{Pe}\p{Pf}\"']|$)"
    r"|(?<!。)。。(?!。)|(?<!।)।।(?!।)"
    r"|(?<=[\p{L}\p{M}\p{N}\p{Pe}\p{Pf}\"'])([,;])\1+(?=[\s\p{Pf}\"']|$)"
    r"|([、，،؛；：])\2+"
    r"|[、，，][。．.]|[。．][、，,]|[?!？！]。|。[?!？！]|[?？][、，]"
    r"|(?<=[\p{L}\p{M}\p{N}])(?:[,;:]\.|[;:],|,[;:])(?=\s|$)"
)
_STRONG = frozenset(".。．।?!？！")


@document_rule(
    "PU03",
    message="“{marks}” is one mark too many, expected “{mark}”",
    category="linguistic conventions/punctuation",
    fixable=True,
)
def doubled_mark(document: Document) -> Iterator[Hit]:
    """A stop or comma is followed by another where one is enough.

    ## Why it matters
    The second mark is what is left of a clause that was cut or moved, or the mark of the source next to the
    translation's own.

    ## Example
    en: The ship left on time⟦,,⟧ with all its crew.
    ja: 列車は定刻に出発しました⟦。。⟧
    zh-Hans: 会议在周三结束⟦，。⟧

    ## Stays quiet
    - ellipses of three dots or more, also 。。。
    - ?! and !! for emphasis
    - the stop of an abbreviation before a comma: Inc., etc.
    - paths, ranges and operators: ../a, 1..5, std::map
    - ,,low quotes'' typed as two commas
    """
    for paragraph in document.paragraphs:
        if paragraph.kind in ("code", "table"):
            continue
        for found in _RUN.finditer(paragraph.text.prose):
            marks = found[0]
            mark = next((char for char in marks if char in _STRONG), marks[0])
            span = snap(document.text, paragraph.text.in_document(Span(*found.span())))
            yield Hit(span, {"marks": marks, "mark": mark}, (mark,))
