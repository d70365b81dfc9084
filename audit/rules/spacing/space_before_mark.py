"""SP04: a mark that has come away from its word."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from audit.model import Document, Hit, Paragraph, Span
from audit.rule import document_rule

_WORD = r"[\p{L}\p{M}\p{N}\p{Pe}\p{Pf}\"'%]"
_APART = regex.compile(rf"(?<={_WORD})[ \u00A0\u202F]+([,.;:!?،؛؟।۔])(?=\s|$|[\p{{Pf}}\"'])")
_APART_WIDE = regex.compile(r"(?<=[\p{Han}\p{Hiragana}\p{Katakana}ー」』）])[ \u00A0\u3000]+([、。，；：！？])")
_ATTACHED = regex.compile(rf"{_WORD}(?:[,.;:!?،؛؟।۔](?=\s|$|[\p{{Pf}}\"'])|[、。，；：！？])")
_DOTS = regex.compile(r"\.(?:[ \u00A0]\.){2,}")


@document_rule(
    "SP04",
    message="a blank parts “{before}” from its “{mark}”",
    category="linguistic conventions/spacing",
    facts=["space_before", "end_marks"],
    fixable=True,
    alike=True,
)
def space_before_mark(document: Document, *, habit: float = 0.3) -> Iterator[Hit]:
    """A blank stands before a stop or comma.

    ## Why it matters
    A word or a link between them was removed, or the text comes out of an engine's tokens. The mark may begin
    the next line.

    ## Example
    en: The bridge was closed⟦ ⟧, and the ferry was full.
    ja: 橋は閉鎖された⟦ ⟧。船は満員だった。

    ## Stays quiet
    - marks that the language parts from the word: French « ; : ! ? »
    - names that begin with a stop: .NET, faces :-)
    - spaced ellipses . . .
    - languages that close a sentence with a blank
    - texts that part marks throughout: one finding names all

    ## Options
    - ``habit``: share of marks, 0..1, from which parted ones are the way of the text
    """
    if not document.pack.end_marks:
        return
    hits = [hit for paragraph in document.paragraphs for hit in _apart(paragraph, document.pack.space_before or ())]
    if len(hits) > 3 and len(hits) > habit * (len(hits) + len(_ATTACHED.findall(document.prose))):
        yield hits[0]._replace(related=tuple(hit.span for hit in hits[1:]))
    else:
        yield from hits


def _apart(paragraph: Paragraph, spaced: tuple[str, ...]) -> Iterator[Hit]:
    if paragraph.kind in ("code", "table"):
        return
    prose = paragraph.text.prose
    dots = [m.span() for m in _DOTS.finditer(prose)]
    for found in (*_APART.finditer(prose), *_APART_WIDE.finditer(prose)):
        mark, start = found[1], found.start()
        ratio = mark == ":" and prose[found.end() :].lstrip()[:1].isdigit()
        if mark in spaced or ratio or any(first <= found.start(1) < last for first, last in dots):
            continue
        before = prose[max(0, start - 12) : start].split()[-1]
        yield Hit(paragraph.text.in_document(Span(start, found.start(1))), {"before": before, "mark": mark}, ("",))
