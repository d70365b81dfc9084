"""From files to pages: one module per format.

``read`` opens a file, finds out its encoding and format, and returns its ``Page``;
``page_from_text`` does the same for a string.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from audit.read import plain
from audit.read.page import Page, ReadError

__all__ = ["Page", "ReadError", "page_from_text", "read"]

STDIN = "-"


def _bytes_of(path: str) -> bytes:
    if path == STDIN:
        return sys.stdin.buffer.read()
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise ReadError(path, f"cannot be opened: {error.strerror}") from error


def page_from_text(text: str, path: str = "text", format: str = "text") -> Page:
    """A string as a page; ``format`` names the reader that takes it apart."""
    return replace(plain.page(path, text), format=format)


def read(path: str, format: str | None = None) -> Page:
    """The page of a file, or of standard input for ``-``.

    Raises:
        ReadError: the file cannot be opened or is not text.
    """
    data = _bytes_of(path)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ReadError(path, f"is not UTF-8 at byte {error.start}") from error
    return page_from_text(text, path, format or "text")
