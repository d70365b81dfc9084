"""Markdown: the document is the file, its blocks are what a renderer makes paragraphs of.

A light scanner of lines after CommonMark 0.31 §4 and §5 and the tables, footnotes and front
matter of common dialects. Not markdown-it: that knows lines but no columns, and every span
here must be one of the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from audit.model import Kind, Layout, Span
from audit.read.inline import hidden
from audit.read.page import Page
from audit.read.trimming import without_edges
from audit.text.blocks import Block

_LINE = re.compile(r"[^\n]*\n?")
_FRONT = re.compile(r"\s{0,2}(---|\+\+\+)[ \t]*\r?\n.*?^(?:\1|\.\.\.)[ \t]*\r?$", re.M | re.S)
_DEFINITION = re.compile(r"^[ >]{0,8}\[([^\[\]^][^\[\]\n]{0,998})\]:[ \t]*\S", re.M)
_QUOTE = re.compile(r"[ \t]*>[ \t]?")
_ITEM = re.compile(r"[ \t]*(?:[-+*]|\d{1,9}[.)])(?:[ \t]+|$)(?:\[[ xX]\][ \t]+)?")
_HEADING = re.compile(r"[ \t]{0,3}#{1,6}(?:[ \t]+|$)(.*?)(?:[ \t]+#+)?[ \t]*$")
_RULE = re.compile(r"[ \t]{0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_UNDERLINE = re.compile(r"[ \t]{0,3}(?:=+|-+)[ \t]*$")
_FENCE = re.compile(r"[ \t]*(`{3,}(?=[^`]*$)|~{3,}|\$\$(?=[ \t]*$))")
_RAW = re.compile(r"[ \t]{0,3}<(?:(script|style|pre|textarea|svg)\b|(!--))", re.I)
_DELIMITER = re.compile(r"[ \t]*\|?(?:[ \t]*:?-+:?[ \t]*\|)*[ \t]*:?-+:?[ \t]*\|?[ \t]*$")
_NOTE = re.compile(r"[ \t]{0,3}\[\^[^\]\s]+\]:[ \t]*")
_DIRECTIVE = re.compile(r"[ \t]*(?:::+.*|!!![ \t]?.*|\{%.*%\}|\{\{[<%].*[>%]\}\}|\[TOC\])[ \t]*$")
_INDENT = re.compile(r"[ \t]*")
_CELL = re.compile(r"(?:[^|\\]|\\.)+")


def page(path: str, text: str) -> Page:
    """A Markdown file as a page; positions count code points of ``text``."""
    labels = frozenset(match[1].casefold() for match in _DEFINITION.finditer(text))
    found = tuple(block for raw in _Scanner(text).blocks() for block in _finished(text, raw, labels))
    return Page(path, text, found, Layout(text), format="markdown")


@dataclass
class _Raw:
    """A block while its lines come in; ``hidden`` are the marks at the start of its lines."""

    kind: Kind
    start: int
    end: int
    hidden: list[Span] = field(default_factory=list)


def _finished(text: str, raw: _Raw, labels: frozenset[str]) -> Iterator[Block]:
    """The block without the marks and blanks at its edges, if any letter is left."""
    if raw.kind == "code":
        yield Block("code", Span(raw.start, raw.end))
        return
    spans = list(_disjoint(sorted([*raw.hidden, *hidden(text, raw.start, raw.end, labels)])))
    inner, spans = without_edges(text, Span(raw.start, raw.end), spans)
    if inner.start < inner.end:
        yield Block(raw.kind, inner, tuple(spans))


def _disjoint(spans: list[Span]) -> Iterator[Span]:
    at = 0
    for span in spans:
        if span.end > at:
            yield Span(max(span.start, at), span.end)
            at = span.end


@dataclass(frozen=True)
class _Line:
    """A line: where its content starts and ends, and what it stands in."""

    start: int
    content: int
    end: int
    quoted: bool
    item: bool
    """Does a list item begin on it?"""
    indent: int


class _Scanner:
    """Goes through the lines once and holds what is open: a paragraph, a list, a table."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.open: _Raw | None = None
        self.item_indent = 0
        """Columns that belong to the list item we are in; 0 outside lists."""
        self.in_table = False

    def blocks(self) -> Iterator[_Raw]:
        at = 0
        front = _FRONT.match(self.text)
        if front:
            yield _Raw("code", front.start(1), front.end())
            at = front.end()
        while at < len(self.text):
            if self.text[at] == "\n":
                yield from self._close()
                at += 1
                continue
            line = self._line(at)
            stop = self._past_code(line)
            if stop is None:
                yield from self._block_line(line)
                at = self._next(line.end)
                continue
            yield from self._close()
            yield _Raw("code", line.content, self._trimmed(line.content, stop))
            at = self._next(stop)
        yield from self._close()

    def _next(self, end: int) -> int:
        newline = self.text.find("\n", end)
        return len(self.text) if newline < 0 else newline + 1

    def _trimmed(self, start: int, end: int) -> int:
        while end > start and self.text[end - 1] in "\r\n":
            end -= 1
        return end

    def _line(self, start: int) -> _Line:
        """The line that starts at ``start``, its quote marks and list markers taken off."""
        newline = self.text.find("\n", start)
        end = self._trimmed(start, len(self.text) if newline < 0 else newline)
        at, quoted, item = start, False, False
        while True:
            if quote := _QUOTE.match(self.text, at, end):
                at, quoted = quote.end(), True
                continue
            marker = _ITEM.match(self.text, at, end)
            if not marker or _RULE.match(self.text, at, end) or self._too_deep(marker, item):
                break
            at, item = marker.end(), True
        content = _INDENT.match(self.text, at, end)
        indent = len(self.text[at : content.end() if content else at].expandtabs(4))
        if item:
            self.item_indent = at - start
        elif not indent and not quoted and not self.open and start < end:
            self.item_indent = 0
        return _Line(start, at, end, quoted, item, indent)

    def _too_deep(self, marker: re.Match[str], item: bool) -> bool:
        """Is this marker indented code, outside any list?"""
        margin = len(marker[0]) - len(marker[0].lstrip())
        return not item and margin >= self.item_indent + 4

    def _past_code(self, line: _Line) -> int | None:
        """Where the code that starts on this line ends; None if none does."""
        fence = _FENCE.match(self.text, line.content, line.end)
        if fence:
            closing = re.compile(rf"^[ \t>]*{re.escape(fence[1])}[{re.escape(fence[1][0])}]*[ \t]*\r?$", re.M)
            found = closing.search(self.text, line.end)
            return found.end() if found else len(self.text)
        raw = _RAW.match(self.text, line.content, line.end)
        if raw:
            mark = "-->" if raw[2] else f"</{raw[1].lower()}>"
            return self._raw_end(mark, line)
        body = self.text[line.content : line.end]
        if self.open or line.item or not body.strip() or line.indent < self.item_indent + 4:
            return None
        return line.end

    def _raw_end(self, mark: str, line: _Line) -> int | None:
        found = re.compile(re.escape(mark), re.I).search(self.text, line.content)
        if not found:
            return len(self.text)
        rest = self._trimmed(found.end(), self._next(found.end()))
        if found.start() < line.end and self.text[found.end() : rest].strip():
            return None  # one line with prose behind it: tags are hidden there anyway
        return rest

    def _block_line(self, line: _Line) -> Iterator[_Raw]:
        """Take in a line that is not code; yield the blocks it completes."""
        body = self.text[line.content : line.end]
        if not body.strip() or _DIRECTIVE.match(body):
            yield from self._close()
            return
        if self._is_row(line, body):
            yield from self._close()
            self.in_table = True
            yield from self._cells(line)
            return
        self.in_table = False
        if self.open and not line.item and _UNDERLINE.match(body):
            self.open.kind = "heading"
            yield from self._close()
            return
        heading = _HEADING.match(body)
        if heading:
            yield from self._close()
            yield _Raw("heading", line.content + heading.start(1), line.content + heading.end(1))
            return
        if _RULE.match(body) or _DEFINITION.match(body):
            yield from self._close()
            return
        yield from self._prose(line, body)

    def _prose(self, line: _Line, body: str) -> Iterator[_Raw]:
        note = _NOTE.match(body)
        kind = self._kind(line)
        if self.open and not line.item and not note and (self.open.kind == kind or not line.quoted):
            if line.quoted:
                self.open.hidden.append(Span(line.start, line.content))
            self.open.end = line.end
            return
        yield from self._close()
        if not line.item and not line.indent:
            self.item_indent = 0
            kind = self._kind(line)
        self.open = _Raw(kind, line.content + (note.end() if note else 0), line.end)

    def _kind(self, line: _Line) -> Kind:
        if line.quoted:
            return "quote"
        return "list-item" if line.item or self.item_indent else "prose"

    def _is_row(self, line: _Line, body: str) -> bool:
        """Is the line part of a table: its head (a delimiter row follows) or below one?"""
        if self.in_table:
            return "|" in body
        if "|" not in body or self.open:
            return False
        start = self._next(line.end)
        end = self.text.find("\n", start)
        below = self.text[start : end if end >= 0 else len(self.text)].rstrip("\r").lstrip("> ")
        return "|" in below and "-" in below and bool(_DELIMITER.match(below))

    def _cells(self, line: _Line) -> Iterator[_Raw]:
        if _DELIMITER.match(self.text, line.content, line.end):
            return
        for cell in _CELL.finditer(self.text, line.content, line.end):
            if cell[0].strip():
                yield _Raw("table", *cell.span())

    def _close(self) -> Iterator[_Raw]:
        if self.open:
            yield self.open
        self.open = None
        self.in_table = False
