"""From files to pages: one module per format, and one that finds the files.

``read`` opens a file, finds out its format and encoding, and returns its ``Page``;
``page_from_text`` does the same for a string; ``walk`` lists the files of folders.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from audit.model import Layout
from audit.read.decode import decode
from audit.read.page import Page, ReadError
from audit.read.walk import STDIN, unreadable, walk

__all__ = ["FORMATS", "STDIN", "Format", "Page", "ReadError", "page_from_text", "read", "walk"]

LARGEST = 50_000_000
"""Bytes of a file, or of what an archive unpacks to."""


class Format(NamedTuple):
    """A reader: the module of this package whose ``page`` does the work.

    Its ``page`` takes path and text, or, where the file is an archive, path, bytes and the
    most bytes it may unpack to; if it holds several translations, also the language wanted.
    """

    module: str
    extensions: tuple[str, ...]
    archive: bool = False
    named_only: bool = False
    """The extension means many things: only files that are named count, none found in folders."""
    multilingual: bool = False


FORMATS: Mapping[str, Format] = {
    "text": Format("plain", (".txt", ".text")),
    "markdown": Format("markdown", (".md", ".markdown", ".mdown", ".mkd", ".mdx", ".qmd", ".rmd")),
    "html": Format("html", (".html", ".htm", ".xhtml", ".shtml")),
    "docx": Format("docx", (".docx", ".docm", ".dotx"), archive=True),
    "pairs": Format("pairs", (".tsv", ".csv", ".jsonl", ".ndjson"), named_only=True),
    "po": Format("po", (".po", ".pot")),
    "xliff": Format("xliff", (".xlf", ".xliff", ".sdlxliff", ".mqxliff", ".mxliff")),
    "tmx": Format("tmx", (".tmx",), multilingual=True),
    "json": Format("json", (".json",), named_only=True),
    "arb": Format("arb", (".arb",)),
    "yaml": Format("yaml", (".yaml", ".yml"), named_only=True),
    "fluent": Format("fluent", (".ftl",)),
    "properties": Format("properties", (".properties",), named_only=True),
    "android": Format("android", ()),
    "strings": Format("strings", (".strings",)),
    "stringsdict": Format("stringsdict", (".stringsdict",)),
    "xcstrings": Format("xcstrings", (".xcstrings",), multilingual=True),
    "srt": Format("subtitles", (".srt",)),
    "vtt": Format("subtitles", (".vtt",)),
    "tbx": Format("tbx", (".tbx",), named_only=True),
}

_DOCUMENTS = ("text", "markdown", "html")
"""Formats in which every text is valid, even none."""

_WORD = re.compile(rb"PK\x03\x04.{26}(?:\[Content_Types\]|_rels/|word/|docProps/|customXml/)", re.S)
_HTML = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?>(?:<!--.*?-->)\s*)*+<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_MARKDOWN = tuple(
    re.compile(pattern, re.M)
    for pattern in (
        r"^#{1,6} \S",
        r"\[[^\]\n]+\]\((?:https?:|[./#])[^)\s]*\)",
        r"^(?:```|~~~)",
        r"^\|?(?: *:?-{3,}:? *\|)+",
        r"\A---\n(?:\w+:.*\n)+---$",
        r"\*\*\S[^*\n]*\*\*",
        r"^[-*] \S",
    )
)
_XML = r"\A\s*(?>(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>)\s*)*+"
_CONTAINERS = tuple(
    (format, re.compile(pattern, re.S))
    for format, pattern in (
        ("xliff", rf"{_XML}<(?:\w+:)?xliff\b"),
        ("tmx", rf"{_XML}<tmx\b"),
        ("tbx", rf"{_XML}<(?:martif|tbx)\b"),
        ("android", rf"{_XML}<resources\b"),
        ("vtt", r"\AWEBVTT\b"),
        ("srt", r"\A\s*\d+\r?\n\d+:\d\d:\d\d,\d{3} -->"),
        ("po", r"(?:\A|\n)msgid [^\n]*\n(?:\"[^\n]*\n)*msgstr \""),
    )
)
"""How files begin whose extension says nothing."""
_HEAD = 4096


def format_of(path: str) -> str | None:
    """The format that a file's extension names."""
    suffix = Path(path).suffix.lower()
    return next((name for name, format in FORMATS.items() if suffix in format.extensions), None)


def read(path: str, format: str | None = None, limit: int = LARGEST, language: str | None = None) -> Page:
    """The page of a file, or of standard input for ``-``.

    The format is the one given, or else what the extension says, or else what the content
    looks like. ``limit`` is in bytes. ``language``: which translation is meant if the file
    holds several.

    Raises:
        ReadError: the file cannot be opened, is too large, empty, or no text.
    """
    data = _bytes_of(path, limit)
    if not data.strip():
        raise ReadError(path, "is empty: there is nothing to audit")
    named = format or format_of(path)
    if _WORD.match(data) and format is None:
        named = "docx"
    if named and FORMATS[named].archive:
        return _reader(named)(path, data, limit)
    head = data[:_HEAD].decode("ascii", "replace")
    decoded = decode(path, data, markup=named in ("html", "po") or "<?xml" in head or bool(_HTML.match(head)))
    page = page_from_text(decoded.text, path, named or _looks_like(decoded.text), language)
    return replace(page, encoding=decoded.encoding, problems=decoded.problems + page.problems)


def page_from_text(text: str, path: str = "text", format: str = "text", language: str | None = None) -> Page:
    """A string as a page; ``format`` names the reader that takes it apart.

    Lone surrogates become U+FFFD; positions stay.

    Raises:
        ReadError: the text is not what its format wants.
    """
    if not text.strip() and format not in _DOCUMENTS:
        return Page(path, text, (), Layout(text), format)
    problems: list[str] = []
    try:
        text.encode()
    except UnicodeEncodeError as error:
        problems.append(f"holds lone surrogates, the first at character {error.start}; read as U+FFFD")
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    page = _reader(format)(path, text, **({"language": language} if FORMATS[format].multilingual else {}))
    return replace(page, problems=page.problems + tuple(problems))


def _reader(format: str) -> Callable[..., Page]:
    reader: Callable[..., Page] = import_module(f"audit.read.{FORMATS[format].module}").page
    return reader


def _bytes_of(path: str, limit: int) -> bytes:
    if path == STDIN:
        if sys.stdin is None:
            raise ReadError(path, "cannot be read: standard input is closed")
        data = sys.stdin.buffer.read(limit + 1)
    else:
        reason = unreadable(Path(path))
        if reason:
            raise ReadError(path, reason)
        try:
            with Path(path).open("rb") as file:
                data = file.read(limit + 1)
        except OSError as error:
            raise ReadError(path, f"cannot be read: {error.strerror}") from None
    if len(data) > limit:
        raise ReadError(path, f"is larger than {limit / 1_000_000:g} MB; split it, or raise max_size in the settings")
    return data


def _looks_like(text: str) -> str:
    """The format of a text whose name says nothing."""
    head = text[:_HEAD]
    if _HTML.match(head):
        return "html"
    for format, pattern in _CONTAINERS:
        if pattern.search(head):
            return format
    return "markdown" if sum(bool(pattern.search(head)) for pattern in _MARKDOWN) >= 2 else "text"
