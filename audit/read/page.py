"""What a reader hands over: the text of one file, its blocks, and the way back to the file."""

from __future__ import annotations

from dataclasses import dataclass

from audit.model import Layout
from audit.text.blocks import Block


class ReadError(Exception):
    """A file that cannot be audited. ``reason`` says what is wrong with it and what to do."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


@dataclass(frozen=True)
class Page:
    """One file as its reader sees it.

    ``blocks`` are spans of ``text`` in reading order, disjoint; ``layout`` carries spans
    of ``text`` to the file. ``problems`` are complete lines for the user about what could
    be read only in part.
    """

    path: str
    text: str
    blocks: tuple[Block, ...]
    layout: Layout
    format: str = "text"
    encoding: str = "utf-8"
    problems: tuple[str, ...] = ()
