"""SP05: a line break in the middle of a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise

import regex

from audit.model import BLANK, Document, Hit, Paragraph, Span, Unjudged
from audit.packs import Pack
from audit.rule import document_rule
from audit.text.graphemes import snap
from audit.text.wrapping import columns, ended

_PAGE = 90
"""Columns: a text without a wider line may be wrapped by hand."""

_COMMA = regex.compile(r"[\p{L}\p{M}\p{N}\p{Pe}\p{Pf}\"'][,、，،]\Z")
_SMALL = regex.compile(r"[\"'“‘«(]?\p{Ll}(?!\p{Ll}*[\p{Lu}./@_])(?!\p{L}?[.)])")
_LAST = regex.compile(r"[\p{L}\p{M}\p{N}'’-]+\P{L}{0,2}\Z|\S{1,6}\Z")
_LAST_WIDE = regex.compile(r"[^\s、，]{1,4}[、，]?\Z")
_FIRST = regex.compile(r"[^\p{L}\p{N}\s]{0,2}[\p{L}\p{M}\p{N}'’-]+|\S{1,4}")
_FIRST_WIDE = regex.compile(r"\S{1,4}")
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}'’-]+")
_LETTER = regex.compile(r"\p{L}")
_KANA = regex.compile(r"\p{Hiragana}")
_RUNNING = ("prose", "quote", "heading")


@document_rule(
    "SP05",
    message="the sentence breaks off after “{before}” and goes on in the next line with “{after}”",
    category="design/markup",
    facts=["word_spaces"],
    reads=["cased", "joints", "dangling_words"],
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
    capitals = _capitalises(document)
    for line, after in pairwise(document.paragraphs):
        wrapped = widest <= _PAGE and columns(line.text.text) >= _PAGE // 2
        torn = bool(found) and found[-1][1] is line
        if not wrapped and _open(line, after) and _goes_on(line, after, words, torn, capitals):
            found.append((line, after))
    prose = sum(paragraph.kind in _RUNNING for paragraph in document.paragraphs)
    if len(found) > max(3, most * prose):
        yield Unjudged("most lines end in mid-sentence: verse, or wrapped by hand")
        return
    for line, after in found:
        yield _hit(line, after, document.text)


def _open(line: Paragraph, after: Paragraph) -> bool:
    """Are both running text, the first without its end?"""
    texts = line.text.prose, after.text.prose
    if line.kind not in _RUNNING or after.kind not in _RUNNING or not all(map(_LETTER.search, texts)):
        return False
    return not ended(line.text.text, Span(0, len(line.text.text))) and texts[0][-1] != BLANK


def _capitalises(document: Document) -> bool:
    """Does hardly any line begin with a small letter where the line before has ended?"""
    pairs = [(line.text.text, after.text.prose) for line, after in pairwise(document.paragraphs)]
    return sum(ended(text, Span(0, len(text))) and bool(_SMALL.match(prose)) for text, prose in pairs) < 2


def _goes_on(line: Paragraph, after: Paragraph, words: int, torn: bool, capitals: bool) -> bool:
    """Does the sentence of ``line`` go on in ``after``? ``torn``: ``line`` goes on with the one before."""
    pack, tail, head = line.text.pack, line.text.prose, after.text.prose
    written = _WORD.findall(tail)
    dangles, comma = _dangles(tail, written, pack), bool(_COMMA.search(tail))
    if not pack.cased:
        long = len(_LETTER.findall(tail)) >= 2 * words
        follows = ended(head, Span(0, len(head))) or _joint(pack, head)
        return (follows and long and (dangles or comma or _joint(pack, tail))) or (torn and bool(_KANA.match(head)))
    if capitals and _SMALL.match(head):
        return torn or dangles or (len(written) >= words and (comma or line.kind != "heading"))
    return len(written) >= words and dangles


def _dangles(tail: str, written: list[str], pack: Pack) -> bool:
    """Is the last word one that cannot close a sentence?"""
    dangling = pack.dangling_words or ()
    if pack.word_spaces:
        return tail.endswith(written[-1]) and written[-1] in dangling
    return tail.endswith(dangling)


def _joint(pack: Pack, text: str) -> bool:
    return bool(pack.joints) and bool(_joints(pack.joints or ()).search(text))


@cache
def _joints(patterns: tuple[str, ...]) -> regex.Pattern[str]:
    return regex.compile(rf"(?:{'|'.join(patterns)})\Z")


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
