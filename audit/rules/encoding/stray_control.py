"""EN03: control characters in prose."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from audit.model import Document, Hit, Span
from audit.rule import document_rule

_CONTROL = regex.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]+")

_NAMES = {0x00: "null", 0x07: "bell", 0x08: "backspace", 0x1A: "substitute", 0x1B: "escape", 0x7F: "delete"}


@document_rule(
    "EN03",
    message="control character {name} stands in the text",
    category="linguistic conventions/encoding",
    fixable=True,
)
def stray_control(document: Document) -> Iterator[Hit]:
    """The text holds control characters that no reader sees and some software stumbles over.

    ## Why it matters
    They end strings, ring bells or break XML, and come from a bad conversion.

    ## Example
    en: The first line ends⟦\N{SUBSTITUTE}⟧ here.

    ## Stays quiet
    - tabs, line breaks, form feeds and the next-line control
    """
    for found in _CONTROL.finditer(document.prose):
        code = ord(found[0][0])
        yield Hit(Span(*found.span()), {"name": f"U+{code:04X} ({_NAMES.get(code, 'control')})"}, ("",))
