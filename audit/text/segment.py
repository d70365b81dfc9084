"""Where sentences end, from what a language pack says about its marks."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import regex

from audit.model import BLANK, Span
from audit.packs import Pack
from audit.text.enclosures import Enclosures
from audit.text.stops import stops

_HARD_BREAK = regex.compile(r"\n[^\S\n]*\n|\r(?!\n)|[\v\f\x85\u2028\u2029]|(?<=\S)[^\S\t\n]*\t")
_WORD = regex.compile(rf"[\w{BLANK}]")


def sentences(text: str, pack: Pack) -> list[Span]:
    """The sentences of a paragraph: trimmed, in order, disjoint; together they hold every character but blanks.

    Args:
        text: one paragraph. A single line break in it is a blank; an empty line, a line separator or a tab between
            cells ends a sentence.
        pack: whatever it knows of ``end_marks``, ``word_spaces``, ``cased``, ``quote_pairs``, ``space_before``,
            ``continues``, ``ordinal_stop``, ``function_words`` and the three lists of abbreviations is used.
    """
    known = stops(pack)
    enclosures = cache(lambda: Enclosures(text, known.pairs))
    found: list[Span] = []
    at = 0
    for end in [*(gap.end() for gap in _HARD_BREAK.finditer(text)), len(text)]:
        found += _joined(text, at, [*known.found(text, at, end, enclosures), end])
        at = end
    return found


def _joined(text: str, start: int, ends: list[int]) -> Iterator[Span]:
    """The pieces between ``ends``, trimmed; one without any word belongs to the piece before it."""
    open_end, worded = start, False
    for end in ends:
        has_word = _WORD.search(text, open_end, end) is not None
        if has_word and worded:
            yield from _trimmed(text, start, open_end)
            start = open_end
        worded = worded or has_word
        open_end = end
    yield from _trimmed(text, start, open_end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    piece = text[start:end]
    body = piece.strip()
    if body:
        start += len(piece) - len(piece.lstrip())
        yield Span(start, start + len(body))
