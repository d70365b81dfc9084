"""Files and places as other programs want them named: relative paths, lines and columns of both ends."""

from __future__ import annotations

import re
from bisect import bisect_right
from pathlib import Path
from typing import NamedTuple

from audit.model import Document, Finding, Place

_MARKUP = frozenset("<>&\"'\\{}%\r\n")
"""Characters that mean something of their own in some format whose text is not its file."""
_UNFIT = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
"""What no suggestion should bring into a file."""
_BYTE = re.compile("[\udc80-\udcff]")


class Extent(NamedTuple):
    """Lines and columns from 1, in code points. The end is the position after the last character."""

    line: int
    column: int
    end_line: int
    end_column: int


def extent(document: Document, place: Place) -> Extent | None:
    """Where a place lies in its file; None inside the units of a container, which count for themselves."""
    if place.unit is not None:
        return None
    return Extent(place.line, place.column, *document.layout.line_and_column(place.end))


def line(document: Document, finding: Finding) -> int | None:
    """The line of the file that a finding is on; None in a container whose reader does not tell."""
    if finding.place.unit is None:
        return finding.place.line
    at = finding.span.start
    number = bisect_right(document.units, at, key=lambda unit: unit.target.start) - 1
    if number < 0 or at > document.units[number].target.start + len(document.units[number].target.text):
        return None
    stated = document.units[number].about.get("line")
    return stated if isinstance(stated, int) and stated > 0 else None


def replacements(document: Document, finding: Finding) -> list[str]:
    """The suggestions that may be put in the file as they are: it holds the very characters that were judged."""
    place = finding.place
    if place.unit is not None or document.layout.file_text[place.start : place.end] != finding.text:
        return []
    texts = [text for text in dict.fromkeys(finding.suggestions) if not _UNFIT.search(text)]
    return texts if document.layout.starts is None else [text for text in texts if _MARKUP.isdisjoint(text)]


def relative(path: str) -> str:
    """A path with forward slashes, from the working directory on if it lies there."""
    here = Path(path)
    if here.is_absolute() and here.is_relative_to(Path.cwd()):
        here = here.relative_to(Path.cwd())
    return here.as_posix()


def byte_for_byte(path: str) -> str:
    """A path in which bytes that are no UTF-8 stand as ``\\xff``."""
    return _BYTE.sub(lambda found: f"\\x{ord(found[0]) & 0xFF:02x}", path)
