"""What a reader hands over: the text of one file, its blocks, and the way back to the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from audit.model import Layout, Span
from audit.text.blocks import Block


class ReadError(Exception):
    """A file that cannot be audited. ``reason`` says what is wrong with it and what to do."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class Entry(NamedTuple):
    """A string of a container, and what it translates.

    ``span`` is the translation in ``Page.text``, empty if there is none; ``source`` is None if it is in another file
    (``audit.read.sources`` finds it there); ``about`` as in ``Segment.about``. ``protected`` spans are tags and codes
    that the format sets apart, counted from the start of the translation, and of the source.
    """

    span: Span
    source: str | None
    about: Mapping[str, Any] = {}
    protected: tuple[Span, ...] = ()
    source_protected: tuple[Span, ...] = ()


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
    entries: tuple[Entry, ...] = ()
    """The strings of a container, in order, with their source if the file holds it. Blocks lie in entries, save where
    a sentence runs on through several (subtitles)."""
    language: str | None = None
    """Language of the text (BCP 47), where the file states it."""
    source_language: str | None = None
