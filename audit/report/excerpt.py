"""Show a stretch of text with what was found in it marked, in terminal cells.

Wide characters take two cells, combining ones none; carets stand under the exact
characters. Right-to-left text, which a terminal reorders, is marked in place instead.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

import regex
from rich.cells import cell_len

from audit.model import Severity, Span

GAP = "…"
_VISIBLE = {ord("\t"): " ", ord("\n"): "⏎", ord("\r"): " ", 0xAD: "\N{HYPHEN}"}
_JOINING = r"\p{Arab}\p{Syrc}\p{Deva}\p{Beng}\p{Guru}\p{Gujr}\p{Orya}\p{Taml}\p{Telu}\p{Knda}\p{Mlym}\p{Sinh}"
"""Scripts that write the zero-width non-joiner, between letters."""
_CONTROL = regex.compile(
    rf"[\p{{Cc}}\p{{Cf}}\p{{Cs}}\p{{Zl}}\p{{Zp}}&&[^\u200c\u200d]]|(?<![{_JOINING}])\u200c", regex.V1
)
_GRAPHEME = regex.compile(r"\X")
_LONG = 220
"""Cells of one finding's text beyond which only its two ends are shown."""


class Mark(NamedTuple):
    """A span to point out, in the excerpt's own coordinates."""

    span: Span
    severity: Severity


class Row(NamedTuple):
    """A line of the excerpt and, for each of its graphemes, cells and the worst severity on it."""

    text: str
    cells: tuple[tuple[int, Severity | None], ...]

    @property
    def carets(self) -> list[tuple[str, Severity | None]]:
        """The line below: runs of blanks and carets, each with its severity."""
        runs = groupby(self.cells, key=lambda cell: cell[1])
        return [((" " if s is None else "^") * sum(width for width, _ in run), s) for s, run in runs]

    @property
    def marked(self) -> bool:
        return any(severity for _, severity in self.cells)


def visible(text: str) -> str:
    """``text`` with controls shown as one visible character each, same length."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text.translate(_VISIBLE))


def _worst(marks: Sequence[Mark], start: int, end: int) -> Severity | None:
    order = {"critical": 3, "major": 2, "minor": 1}
    on = [
        m.severity for m in marks if (m.span.start < end and start < m.span.end) or start == m.span.start == m.span.end
    ]
    return max(on, key=order.__getitem__, default=None)


def _graphemes(text: str, marks: Sequence[Mark]) -> Iterator[tuple[str, int, Severity | None]]:
    at = 0
    for found in _GRAPHEME.finditer(visible(text)):
        shown = found[0]
        yield shown, cell_len(shown), _worst(marks, found.start(), found.end())
        at = found.end()
    if any(mark.span.start >= at for mark in marks if mark.span.start == mark.span.end):
        yield " ", 1, _worst(marks, at, at + 1)


def rows(text: str, marks: Sequence[Mark], width: int) -> list[Row]:
    """``text`` broken into lines of at most ``width`` cells, its marked characters known."""
    lines: list[Row] = []
    cells: list[tuple[int, Severity | None]] = []
    shown, used = "", 0
    for piece, size, severity in _graphemes(text, marks):
        if used + size > width and shown:
            lines.append(Row(shown, tuple(cells)))
            shown, cells, used = "", [], 0
        shown += piece
        cells.append((size, severity))
        used += size
    if shown:
        lines.append(Row(shown, tuple(cells)))
    return lines


def shortened(lines: list[Row]) -> list[Row]:
    """Marked lines and one neighbour on each side; a gap line stands for what is left out."""
    near = {j for i, row in enumerate(lines) if row.marked for j in (i - 1, i, i + 1)}
    kept: list[Row] = []
    for i, row in enumerate(lines):
        if i in near:
            kept.append(row)
        elif kept and kept[-1].text != GAP:
            kept.append(Row(GAP, ((1, None),)))
    return kept


def abridged(text: str, marks: Sequence[Mark]) -> tuple[str, list[Mark]]:
    """``text`` with the inside of very long marked spans cut out, and the marks moved along.

    A duplicated body is recognised by its first and last words; a screenful of it helps nobody.
    """
    long = [mark for mark in marks if mark.span.end - mark.span.start > _LONG]
    if not long:
        return text, list(marks)
    mark = long[0]
    cut = Span(mark.span.start + _LONG // 3, mark.span.end - _LONG // 3)
    shorter = text[: cut.start] + GAP + text[cut.end :]

    def moved(at: int) -> int:
        return at if at <= cut.start else max(cut.start, at - (cut.end - cut.start) + 1)

    left = [Mark(Span(moved(m.span.start), moved(m.span.end)), m.severity) for m in marks]
    return abridged(shorter, [m for m in left if m.span.start < m.span.end or m.span.start != cut.start])
