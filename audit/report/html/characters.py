"""Characters that a page cannot show, or that would change how the text around them is shown."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

import regex

STAND_IN = "\N{REPLACEMENT CHARACTER}"

_NOT_IN_HTML = regex.compile(r"[\p{Cs}\p{Noncharacter_Code_Point}\p{Cc}--[\t\n\r]]", regex.V1)
"""What no HTML page can hold (HTML 13.2.3.5 calls them parse errors) and what a terminal would obey."""
_EMBEDDING = "[\u202a-\u202e\u2066-\u2069]"
"""UAX #9: embeddings, overrides and isolates reorder all that follows them."""
_UNSEEN = regex.compile(
    rf"{_NOT_IN_HTML.pattern}|{_EMBEDDING}|[\p{{Cf}}\p{{Zl}}\p{{Zp}}--[\u00ad\u061c\u200c-\u200f\u0600-\u0605]]",
    regex.V1,
)
"""What is drawn as a label. Not the joiners, soft hyphens and direction marks that languages are written with."""
_HARMFUL = regex.compile(f"{_NOT_IN_HTML.pattern}|{_EMBEDDING}", regex.V1)
_SHORT = {
    0x200B: "ZWSP", 0x2060: "WJ", 0xFEFF: "BOM", 0x202A: "LRE", 0x202B: "RLE", 0x202C: "PDF", 0x202D: "LRO",
    0x202E: "RLO", 0x2066: "LRI", 0x2067: "RLI", 0x2068: "FSI", 0x2069: "PDI", 0x2028: "LSEP", 0x2029: "PSEP",
}  # fmt: skip


class Run(NamedTuple):
    """A stretch of text of one sort: ordinary, or one unseen character with its ``label`` and ``name``."""

    text: str
    label: str = ""
    name: str = ""


def in_html(text: str) -> str:
    """``text`` as the page holds it, same length: U+FFFD for what HTML cannot hold."""
    return _NOT_IN_HTML.sub(STAND_IN, text)


def plain(text: str) -> str:
    """``text`` for a line of the report's own, same length: nothing in it reorders or controls its surroundings."""
    return _HARMFUL.sub(STAND_IN, text)


def runs(text: str) -> Iterator[Run]:
    """``text`` cut at its unseen characters; joined again it is ``in_html(text)``."""
    at = 0
    for found in _UNSEEN.finditer(text):
        if found.start() > at:
            yield Run(text[at : found.start()])
        code = ord(found[0])
        yield Run(in_html(found[0]), _SHORT.get(code, f"U+{code:04X}"), unicodedata.name(found[0], "control character"))
        at = found.end()
    if at < len(text):
        yield Run(text[at:])
