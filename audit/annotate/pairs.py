"""Quotation marks and brackets with their twins, or without."""

from __future__ import annotations

from audit.annotate import Notes
from audit.model import Document
from audit.text.pairing import paired


def annotate(document: Document) -> Notes:
    """Leave the ``Pairing`` of ``document.prose``; quotation marks only where the pack states its pairs."""
    return Notes(paired(document.prose, [(p.span, p.text.pack) for p in document.paragraphs if p.kind != "code"]))
