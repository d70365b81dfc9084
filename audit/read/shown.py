"""The text a reader sees, while it is put together from pieces of a file with markup."""

from __future__ import annotations

import re
from array import array

from audit.model import Kind, Layout, Span
from audit.text.blocks import Block

_PIECE = re.compile(r"[ \t\n\r\f]+|[^ \t\n\r\f]+(?: [^ \t\n\r\f]+)*")
_BREAK = "\n\n"


class Shown:
    """Text so far, where each character of it stands in ``file``, and its blocks.

    White space collapses as CSS has it: a run of blanks is one space, none at the edges of
    a block. Blocks are parted by an empty line that stands nowhere in the file.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self.blocks: list[Block] = []
        self._pieces: list[str] = []
        self._length = 0
        self._starts, self._ends = array("I"), array("I")
        self._places = array("I", range(len(file) + 1))
        self._block_start = 0
        self._blank: Span | None = None
        self._protected: list[Span] = []

    @property
    def text(self) -> str:
        return "".join(self._pieces)

    @property
    def layout(self) -> Layout:
        return Layout(self.file, self._starts, self._ends)

    def copy(self, start: int, end: int, *, keep_blanks: bool = False, protect: bool = False) -> None:
        """Show ``file[start:end]``."""
        if keep_blanks:
            self._copy(start, end, protect)
            return
        for piece in _PIECE.finditer(self.file, start, end):
            if piece[0][0] in " \t\n\r\f":
                self._wait(piece)
            else:
                self._copy(*piece.span(), protect)

    def put(self, shown: str, place: Span, *, protect: bool = False) -> None:
        """Show ``shown``, which stands for ``file[place]``."""
        self._flush()
        self._put(shown, place)
        if protect:
            self._protected.append(Span(self._length - len(shown), self._length))

    def line_break(self, place: Span) -> None:
        """End the line; a second time in a row, the block."""
        self._blank = None
        if self._length > self._block_start:
            self._put("\n", place)

    @property
    def at_line_start(self) -> bool:
        return self._length == self._block_start or self._pieces[-1] == "\n"

    def end_block(self, kind: Kind) -> None:
        """What was shown since the last block is a block of that kind, if it is anything."""
        self._blank = None
        while self._length > self._block_start and self._pieces[-1] == "\n":
            self._pieces.pop()
            self._length -= 1
            del self._starts[-1], self._ends[-1]
        if self._length > self._block_start:
            self.blocks.append(Block(kind, Span(self._block_start, self._length), tuple(self._protected)))
        self._protected = []
        self._block_start = self._length

    def _wait(self, blank: re.Match[str]) -> None:
        if not self._blank and not self.at_line_start:
            self._blank = Span(*blank.span())

    def _copy(self, start: int, end: int, protect: bool) -> None:
        if start == end:
            return
        self._flush()
        self._pieces.append(self.file[start:end])
        self._length += end - start
        self._starts += self._places[start:end]
        self._ends += self._places[start + 1 : end + 1]
        if protect:
            self._protected.append(Span(self._length - (end - start), self._length))

    def _put(self, shown: str, place: Span) -> None:
        self._pieces.append(shown)
        self._length += len(shown)
        self._starts.extend([place.start] * len(shown))
        self._ends.extend([place.end] * len(shown))

    def _flush(self) -> None:
        """Put what parts the next character from the last: an empty line, a blank or nothing."""
        if self._length == self._block_start and self.blocks:
            last = self._ends[-1]
            self._put(_BREAK, Span(last, last))
            self._block_start = self._length
        elif self._blank:
            self._put(" ", self._blank)
        self._blank = None
