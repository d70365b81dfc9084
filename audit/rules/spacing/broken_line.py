"""SP05: a line break in the middle of a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import regex

from audit.model import Document, Hit, Paragraph, Span, Unjudged
from audit.rule import document_rule
from audit.text.continuation import RUNNING, capitalises, goes_on, unfinished
from audit.text.graphemes import snap
from audit.text.wrapping import columns

_PAGE = 90
"""Columns: a text without a wider line may be wrapped by hand."""

_LAST = regex.compile(r"[\p{L}\p{M}\p{N}'’-]+\P{L}{0,2}\Z|\S{1,6}\Z")
_LAST_WIDE = regex.compile(r"[^\s、，]{1,4}[、，]?\Z")
_FIRST = regex.compile(r"[^\p{L}\p{N}\s]{0,2}[\p{L}\p{M}\p{N}'’-]+|\S{1,4}")
_FIRST_WIDE = regex.compile(r"\S{1,4}")


@document_rule(
    "SP05",
    message="the sentence breaks off after “{before}” and goes on in the next line with “{after}”",
    category="design/markup",
    facts=["word_spaces"],
    reads=["cased", "joints", "dangling_words"],
    fixable=True,
    unsafe=True,
)
def broken_line(document: Document, *, words: int = 4, most: float = 0.4) -> Iterator[Hit | Unjudged]:
    """A line ends in the middle of a sentence, and the next line goes on with it.

    ## Why it matters
    Scrapers put every link on a line of its own. The sentence falls into pieces that neither a reader nor an engine
    puts together again.

    ## Example
    ```ja
    外務省によると、大臣は⟦十九日の
    大統領と⟧の会談で合意した。
    ```
    ```en
    The minister arrived in ⟦the
    capital⟧ on Monday. Talks begin today.
    ```

    ## Stays quiet
    - text wrapped at a fixed width, verse
    - headings, list items, captions, addresses, bylines
    - lines that end with a colon or begin with a capital letter, after a whole sentence

    ## Options
    - ``words``: a line of fewer words is taken for a heading or byline, unless it is itself what is left of a break
    - ``most``: share of the lines, 0..1, that may break off; above it the text is verse or wrapped
    """
    found: list[tuple[Paragraph, Paragraph]] = []
    widest = max((columns(paragraph.text.text) for paragraph in document.paragraphs), default=0)
    capitals = capitalises(document)
    for line, after in pairwise(document.paragraphs):
        wrapped = widest <= _PAGE and columns(line.text.text) >= _PAGE // 2
        torn = bool(found) and found[-1][1] is line
        if not wrapped and unfinished(line, after) and goes_on(line, after, words, torn, capitals):
            found.append((line, after))
    prose = sum(paragraph.kind in RUNNING for paragraph in document.paragraphs)
    if len(found) > max(3, most * prose):
        yield Unjudged("most lines end in mid-sentence: verse, or wrapped by hand")
        return
    for line, after in found:
        yield _hit(line, after, document.text)


def _hit(line: Paragraph, after: Paragraph, text: str) -> Hit:
    """From the last words before the break to the first after it."""
    spaced = line.text.pack.word_spaces
    last = (_LAST if spaced else _LAST_WIDE).search(line.text.text)
    first = (_FIRST if spaced else _FIRST_WIDE).match(after.text.text)
    start = line.span.end - (len(last[0]) if last else 0)
    end = after.span.start + (len(first[0]) if first else 0)
    before, rest = text[start : line.span.end], text[after.span.start : end]
    joined = f"{before} {rest}" if spaced else before + rest
    return Hit(snap(text, Span(start, end)), {"before": before, "after": rest}, (joined,))
