"""The text under review: broken into lines, its findings marked, the current one in sight."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from audit.model import Span
from audit.report.excerpt import visible
from audit.review.lines import wrapped

_GAP = "\N{CARET}"
"""Stands where something is missing."""
_EDGE = 2


class Marked(NamedTuple):
    """A span of the text and how it is shown; of two that overlap, the later wins."""

    span: Span
    style: Style


class TextPane(ScrollView, can_focus=False):
    """A text in the width there is, with marks."""

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self._text = ""
        self._marks: Sequence[Marked] = ()
        self._lines: list[Span] = []
        self._broken_for: tuple[str, int] | None = None

    def present(self, text: str, marks: Sequence[Marked], current: Span | None) -> None:
        """Show ``text`` with ``marks``, scrolled to ``current``."""
        self._text, self._marks = text, marks
        self._break()
        if current is not None:
            row = max(bisect_right([line.start for line in self._lines], current.start) - 1, 0)
            height = max(self.size.height, 1)
            if not self.scroll_offset.y + 1 <= row < self.scroll_offset.y + height - 2:
                self.scroll_to(y=max(row - height // 3, 0), animate=False)
        self.refresh()

    def on_resize(self) -> None:
        self._break()

    def _break(self) -> None:
        width = max(self.size.width - 2 * _EDGE - 1, 10)
        if self._broken_for != (self._text, width):
            self._broken_for = (self._text, width)
            self._lines = wrapped(self._text, width)
            self.virtual_size = Size(self.size.width, len(self._lines))

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        number = y + self.scroll_offset.y
        base = self.rich_style
        if number >= len(self._lines):
            return Strip.blank(self.size.width, base)
        segments = [Segment(" " * _EDGE, base), *self._segments(self._lines[number], base)]
        return Strip(segments).adjust_cell_length(self.size.width, base).apply_style(base)

    def _segments(self, line: Span, base: Style) -> Iterator[Segment]:
        last = line == self._lines[-1] or self._text[line.end : line.end + 1] in ("\r", "\n")
        here = [m for m in self._marks if m.span.start <= line.end and line.start <= m.span.end]
        edges = sorted({*line, *(at for m in here for at in m.span if line.start <= at <= line.end)})
        for start, end in zip(edges, [*edges[1:], None], strict=True):
            for mark in here:
                if mark.span == (start, start) and (start < line.end or last):
                    yield Segment(_GAP, base + mark.style)
            if end is not None:
                style = base
                for mark in here:
                    if mark.span.start <= start and end <= mark.span.end:
                        style += mark.style
                yield Segment(visible(self._text[start:end]), style)
