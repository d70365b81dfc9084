"""A text in lines of a terminal: broken between words, or between letters of scripts without blanks."""

from __future__ import annotations

from collections.abc import Iterator

import regex
from rich.cells import cell_len

from audit.model import Span
from audit.report.excerpt import visible

_PARAGRAPH = regex.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_PIECE = regex.compile(r"\X")
_CLOSES = regex.compile(r"[\p{Pe}\p{Pf}\p{Po}ー々ゝヽっッゃャゅュょョ]")
_OPENS = regex.compile(r"[\p{Ps}\p{Pi}]")


def cells(text: str) -> int:
    """How many cells of a terminal ``text`` takes; what cannot be seen takes one each."""
    return cell_len(visible(text))


def wrapped(text: str, width: int) -> list[Span]:
    """The lines of ``text`` in ``width`` cells, as spans of it; line ends belong to none."""
    found: list[Span] = []
    for paragraph in _PARAGRAPH.finditer(text):
        if paragraph.start() < len(text) or not found:
            end = paragraph.start() + len(paragraph[0].rstrip("\r\n"))
            found += _broken(text, Span(paragraph.start(), end), max(width, 2))
    return found


def _broken(text: str, paragraph: Span, width: int) -> Iterator[Span]:
    """``paragraph`` in lines. A word that is wider than a line is cut."""
    start = best = paragraph.start
    used = 0
    pieces = [(found.start(), found.end(), cells(found[0])) for found in _PIECE.finditer(text, *paragraph)]
    number = 0
    while number < len(pieces):
        at, end, size = pieces[number]
        if at > start and _may_break(text, at):
            best = at
        if used + size > width and at > start and not text[at:end].isspace():
            cut = best if best > start else at
            yield Span(start, cut)
            number = next(n for n in range(number, -1, -1) if pieces[n][0] == cut)
            start = best = cut
            used = 0
            continue
        used += size
        number += 1
    yield Span(start, paragraph.end)


def _may_break(text: str, at: int) -> bool:
    """May a line end before ``at``? After a blank, and beside a wide letter unless a mark would be torn off."""
    before, after = text[at - 1], text[at]
    if before.isspace() or after.isspace():
        return before.isspace() and not after.isspace()
    if _CLOSES.match(after) or _OPENS.match(before):
        return False
    return cell_len(before) == 2 or cell_len(after) == 2
