"""PU06: a paragraph without its last stop."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from audit.model import Document, Hit, Paragraph, Span
from audit.rule import document_rule

_CLOSED = regex.compile(r"[\p{Po}\p{Pe}\p{Pf}\p{Pd}\p{S}\"'“»«\uFFFC]\s*\Z")
_CLOSING = "\"'”’»“」』)）"
_LETTER = regex.compile(r"[\p{L}\p{N}]")


@document_rule(
    "PU06",
    message="nothing closes “{ending}” where {count} of {total} paragraphs end with a mark",
    category="linguistic conventions/punctuation",
    facts=["end_marks", "word_spaces"],
    fixable=True,
    unsafe=True,
)
def missing_end_mark(document: Document, *, least: int = 3, share: float = 0.6) -> Iterator[Hit]:
    """The last sentence of a paragraph has no end mark.

    ## Why it matters
    The end of the sentence was cut off, or the next paragraph belongs to it.

    ## Example
    ```en
    The bridge opens in May. It took six years.
    The old one stays for cyclists. It will be repaired⟦⟧
    Trams follow in autumn. Buses run until then.
    Tickets cost two euros. Children ride for free.
    ```

    ## Stays quiet
    - paragraphs of one sentence: headings, captions, list items, bylines and verse look the same
    - a last sentence of a few words: (Reuters), Photo: the author
    - paragraphs that end with a bracket, a quotation, a colon, an address
    - texts that leave the mark out

    ## Options
    - ``least``: paragraphs that must end with a mark
    - ``share``: of all paragraphs, 0..1, that must
    """
    end_marks = document.pack.end_marks or ()
    full = [p for p in document.paragraphs if p.kind == "prose" or _several(p, end_marks)]
    closed = sum(p.text.prose.rstrip(_CLOSING).endswith(end_marks) for p in full)
    open_ended = [
        p
        for p in full
        if _several(p, end_marks)
        and not _CLOSED.search(p.text.prose)
        and not document.text[p.span.end : p.span.end + 1].strip()
    ]
    if not end_marks or closed < least or closed < share * len(full):
        return
    for paragraph in open_ended:
        last = paragraph.segments[-1].target
        if _long(last.prose, bool(document.pack.word_spaces)):
            end = last.start + len(last.text.rstrip())
            facts = {"ending": last.text.rstrip()[-20:].lstrip(), "count": closed, "total": len(full)}
            yield Hit(Span(end, end), facts, (end_marks[0],))


def _several(paragraph: Paragraph, end_marks: tuple[str, ...]) -> bool:
    """Does a paragraph hold a whole sentence before the last one? Without its stop it may pass for a heading."""
    if paragraph.kind not in ("prose", "heading") or len(paragraph.segments) < 2:
        return False
    return any(segment.target.prose.rstrip(_CLOSING).endswith(end_marks) for segment in paragraph.segments[:-1])


def _long(sentence: str, word_spaces: bool) -> bool:
    """Is this more than a byline or a tag?"""
    if word_spaces:
        return sentence.count(" ") >= 3
    return len(_LETTER.findall(sentence)) >= 10
