"""TermBase eXchange (ISO 30042) holds terms, no text: it is recognised in order to say so."""

from __future__ import annotations

from audit.read.page import Page, ReadError


def page(path: str, text: str) -> Page:
    """No page.

    Raises:
        ReadError: always.
    """
    raise ReadError(path, "is a glossary (TBX), not a text; give it with --glossary, and the translation to audit")
