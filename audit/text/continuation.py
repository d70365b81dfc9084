"""Whether the sentence of one line goes on in the next."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import regex

from audit.model import BLANK, Document, Paragraph, Span
from audit.packs import Pack
from audit.text.wrapping import ended

RUNNING = ("prose", "quote", "heading")
"""Kinds of paragraphs that may hold the pieces of a torn sentence; the last piece before a gap looks like a heading."""

_COMMA = regex.compile(r"[\p{L}\p{M}\p{N}\p{Pe}\p{Pf}\"'][,、，،]\Z")
_SMALL = regex.compile(r"[\"'“‘«(]?\p{Ll}(?!\p{Ll}*[\p{Lu}./@_])(?!\p{L}?[.)])")
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}'’-]+")
_LETTER = regex.compile(r"\p{L}")
_KANA = regex.compile(r"\p{Hiragana}")


def unfinished(line: Paragraph, after: Paragraph) -> bool:
    """Are both running text, the first without its end?"""
    texts = line.text.prose, after.text.prose
    if line.kind not in RUNNING or after.kind not in RUNNING or not all(map(_LETTER.search, texts)):
        return False
    return not ended(line.text.text, Span(0, len(line.text.text))) and texts[0][-1] != BLANK


def capitalises(document: Document) -> bool:
    """Does hardly any line begin with a small letter where the line before has ended?"""
    pairs = [(line.text.text, after.text.prose) for line, after in pairwise(document.paragraphs)]
    return sum(ended(text, Span(0, len(text))) and bool(_SMALL.match(prose)) for text, prose in pairs) < 2


def goes_on(line: Paragraph, after: Paragraph, words: int, torn: bool, capitals: bool) -> bool:
    """Does the sentence of ``line`` go on in ``after``?

    ``words``: what a line needs to be more than a label. ``torn``: ``line`` goes on with the one before.
    ``capitals``: the text begins its sentences with capital letters.
    """
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
