"""Lines of a plain text, and whether an editor broke them at a fixed width.

Someone who wraps by hand or by program fills each line until the next word would not fit. So there is a width that
explains nearly every break between lines: the line fits in it, and with the next line's first word it would not.
Breaks that a scraper left behind have no such width.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

import regex

from audit.model import Span
from audit.text.each import Worth

_LINE = regex.compile(r"[^\n\r\f\v\x85\u2028\u2029]+|[\n\f]|\r\n?+")
_QUOTED = regex.compile(r"(?:>[ \t]?)+")
_WIDE = regex.compile(r"[\p{EA=W}\p{EA=F}]")
_WIDE_LETTER = regex.compile(r"(?!\p{Hangul})[\p{EA=W}\p{EA=F}]")  # Korean is wrapped between words
_NO_WIDTH = regex.compile(r"[\p{Mn}\p{Cf}]")
_COLUMNS = Worth(lambda char: 1 + bool(_WIDE.match(char)) - bool(_NO_WIDTH.match(char)))
_LETTER = regex.compile(r"\p{L}")
_FIRST_WORD = regex.compile(r"\S+")
_UNSPACED = regex.compile(r"[\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]")
_ENDED = regex.compile(r"""[.!?…。！？｡．।॥؟۔።։။།។:：;；；][\p{Pe}\p{Pf}\p{Pi}"'\p{So}\p{Sk}\uFE0F\s]*$""")
_TAIL = 16

_NARROWEST, _WIDEST = 30, 132
"""Columns between which texts are wrapped by width."""
_HANGING, _KINSOKU = 2, 4
"""Columns by which a full line of wide characters may be longer, or shorter, than the width: marks that hang over
the edge or may not begin a line (JIS X 4051)."""
_UNSPACED_WORD = 10
"""Columns of the longest usual word in scripts that part no words and are wrapped between them."""
_FEWEST = 3
"""Breaks without a full stop before them that it takes to call a text wrapped."""
_FEW = 8
"""Breaks below which the width must explain every one."""
_MOST = 0.6
"""Share of such breaks, and of lines too long for the width, that it must explain."""
_SMALL = 0.4
"""Share of the next lines that must begin with a small letter, where the script has those."""
_RAGGED = 3
"""Columns by which the width may vary within a text."""


class Line(NamedTuple):
    """A line with something on it.

    ``span`` leaves out surrounding blanks; ``quoted`` is the mail quotation mark (``> ``) it begins with, ``indent``
    the columns before it, ``width`` the columns up to its end (a large number for lines nobody wrapped), ``apart``
    whether an empty line, a page break or nothing stands before it.
    """

    span: Span
    quoted: str
    indent: int
    width: int
    apart: bool


def lines(text: str) -> list[Line]:
    """The lines of a text that are not blank, in order."""
    found: list[Line] = []
    ends = 2  # line ends since the last line with something on it; a page break is worth two
    for match in _LINE.finditer(text):
        piece = match[0]
        if piece[0] in "\n\r\f":
            ends += 2 if piece == "\f" else 1
        elif line := _line(text, Span(*match.span()), ends > 1):
            found.append(line)
            ends = 0
    return found


def _line(text: str, span: Span, apart: bool) -> Line | None:
    raw = text[span.start : span.end]
    body = raw.strip()
    if not body:
        return None
    indent = len(raw) - len(raw.lstrip())
    start = span.start + indent
    quoted = _QUOTED.match(body)
    width = columns(raw.rstrip()) if len(raw) <= 2 * _WIDEST else 10 * _WIDEST
    return Line(Span(start, start + len(body)), quoted[0] if quoted else "", indent, width, apart)


def columns(text: str) -> int:
    """How wide a text is in a terminal or mail: wide characters take two columns, marks above letters none."""
    if text.isascii():
        return len(text)
    return _COLUMNS.of_all(text)


def ended(text: str, span: Span) -> bool:
    """Does a line close with an end mark or a colon?"""
    return _ENDED.search(text[max(span.start, span.end - _TAIL) : span.end]) is not None


class _Break(NamedTuple):
    """The break after a line: which widths explain it, from ``fits`` to before ``bursts``."""

    fits: int
    bursts: int
    small: bool | None

    def explained(self, width: int, ragged: int = 0) -> bool:
        return self.fits - ragged <= width < self.bursts + ragged


def _break(text: str, line: Line, after: Line) -> _Break | None:
    if not (_LETTER.search(text, *line.span) and _LETTER.search(text, *after.span)):
        return None
    start = after.span.start + len(after.quoted)
    word = _FIRST_WORD.search(text, start, min(after.span.end, start + _WIDEST))
    first = word[0] if word else text[start : start + 1]
    letter = _LETTER.search(first)
    small = letter[0].islower() if letter and letter[0].lower() != letter[0].upper() else None
    if _WIDE_LETTER.match(first) and _WIDE_LETTER.match(text, line.span.end - 1):
        return _Break(line.width - _HANGING, line.width + _KINSOKU, small)
    longest = _UNSPACED_WORD if _UNSPACED.match(first) else _WIDEST
    return _Break(line.width, line.width + 1 + min(columns(first), longest), small)


def joins(text: str, found: Sequence[Line]) -> list[bool]:
    """For each line, whether the next one belongs to the same paragraph because the text was wrapped by width."""
    breaks = [
        _break(text, line, after) if not after.apart and after.quoted == line.quoted else None
        for line, after in pairwise(found)
    ]
    width = _width(text, found, breaks)
    if width is None:
        return [False] * len(found)
    return [
        gap is not None and after.width <= width + _RAGGED + _HANGING and _joins(gap, width, ended(text, line.span))
        for (line, after), gap in zip(pairwise(found), breaks, strict=True)
    ] + [False]


def _joins(gap: _Break, width: int, after_end_mark: bool) -> bool:
    # a shorter line that ends a sentence is the last of its paragraph even where a long word follows
    return gap.explained(width, 0 if after_end_mark else _RAGGED)


def _width(text: str, found: Sequence[Line], breaks: Sequence[_Break | None]) -> int | None:
    """The width that a text is wrapped at, in columns, or None."""
    open_breaks = [
        gap for line, gap in zip(found, breaks, strict=False) if gap is not None and not ended(text, line.span)
    ]
    changes = [0] * (_WIDEST + 2)
    for gap in open_breaks:
        if gap.fits <= _WIDEST and gap.bursts > _NARROWEST:
            changes[max(gap.fits, _NARROWEST)] += 1
            changes[min(gap.bursts, _WIDEST + 1)] -= 1
    explained = list(accumulate(changes))
    width = max(range(len(explained)), key=explained.__getitem__)
    explaining = [gap for gap in open_breaks if gap.explained(width, _RAGGED)]
    rivals = sum(1 for gap in open_breaks if width // 2 < gap.fits <= width + _RAGGED)
    longer = sum(1 for line in found if line.width > width + _RAGGED + _HANGING)
    share = _MOST if len(explaining) >= _FEW else 1
    if explained[width] < _FEWEST or len(explaining) < share * (rivals + longer):
        return None
    cased = [gap.small for gap in explaining if gap.small is not None]
    has_case = len(cased) > len(explaining) // 2
    return width if not has_case or sum(cased) >= _SMALL * len(cased) else None
