"""A text and its source in two files: strings are paired by key or time, sentences are aligned.

What cannot be compared is refused in one line: a source in the language of the text, sides that were swapped, a file
that holds its sources itself.
"""

from __future__ import annotations

from pathlib import PurePath

from audit.annotate.align import aligned
from audit.annotate.identify import document_language
from audit.assemble import assemble
from audit.model import Document
from audit.packs import known, load
from audit.read import Page, ReadError, read
from audit.read.sources import can_pair, with_source


def beside_source(
    page: Page,
    path: str,
    language: str | None = None,
    source_language: str | None = None,
    limit: int = 50_000_000,
    format: str | None = None,
) -> Document:
    """The document of ``page`` with the file ``path`` as its source; languages (BCP 47) where they are stated.

    Raises:
        ReadError: the source cannot be read, or the two cannot be compared.
    """
    source = read(path, format, limit, source_language)
    if can_pair(page) and can_pair(source):
        return assemble(with_source(page, source), language, source_language)
    if page.entries and any(entry.source for entry in page.entries):
        raise ReadError(page.path, "holds its sources itself; leave --source out")
    return _compared(assemble(page, language), assemble(source, source_language))


def _compared(target: Document, source: Document) -> Document:
    _refuse_swapped(target, source)
    if target.pack.lang == source.pack.lang != "und":
        name = target.pack.name or target.pack.lang
        raise ReadError(
            source.path, f"is in {name}, as {target.path} is; name the text it was translated from, or the languages"
        )
    for side in (target, source):
        if not any(segment.target.text.strip() for segment in side.segments):
            raise ReadError(side.path, "holds no sentence that could be compared")
    return aligned(target, source)


def _refuse_swapped(target: Document, source: Document) -> None:
    """Does each side turn out to be in the language that the other is said to be in?"""
    found, there = (document_language([p.text.prose for p in side.paragraphs]) for side in (target, source))
    if found is None or there is None or found == there:
        return
    ours, theirs = _stated(target, found), _stated(source, there)
    if ours in (None, there) and theirs in (None, found) and (ours or theirs):
        names = [load(tag).name or tag for tag in (found, there)]
        raise ReadError(target.path, f"is in {names[0]} and {source.path} in {names[1]}: are the two swapped?")


def _stated(document: Document, found: str) -> str | None:
    """The language that the user or else the file's name states; None if neither does."""
    if document.pack.lang not in ("und", found):
        return document.pack.lang
    parts = PurePath(document.path).name.split(".")[1:-1]
    return next((part for part in reversed(parts) if part in known()), None)
