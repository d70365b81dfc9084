"""The terms of the user's glossary that are for the languages of a document."""

from __future__ import annotations

from audit.annotate import Notes
from audit.model import Document, Term

GLOSSARY = "glossary"
"""The note with the terms of the glossary, as it was read, that a document comes with if the user gave one."""


def annotate(document: Document) -> Notes:
    """Leave the terms (a tuple of ``Term``) for source and target; None if there is no glossary."""
    terms = document.notes.get(GLOSSARY)
    if terms is None:
        return Notes(None)
    source = next((unit.source.pack.lang for unit in document.units if unit.source), "")
    return Notes(tuple(term for term in terms if _fits(term, source, document.pack.lang)))


def _fits(term: Term, *languages: str) -> bool:
    if not term.languages:
        return True
    pairs = zip(term.languages, languages, strict=True)
    return all(not ours or _primary(theirs) == _primary(ours) for theirs, ours in pairs)


def _primary(tag: str) -> str:
    return tag.replace("_", "-").partition("-")[0].lower()
