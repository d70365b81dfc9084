"""Plain text: the document is its file."""

from __future__ import annotations

from audit.model import Layout
from audit.read.page import Page
from audit.text.blocks import blocks


def page(path: str, text: str) -> Page:
    """``text`` as a page; positions count code points of ``text``."""
    return Page(path, text, tuple(blocks(text)), Layout(text), format="text")
