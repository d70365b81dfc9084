"""EN10: marks of writing direction that nothing closes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from audit.model import Document, Hit, Span
from audit.rule import document_rule

_OPENS = dict.fromkeys("\N{LEFT-TO-RIGHT EMBEDDING}\N{RIGHT-TO-LEFT EMBEDDING}", "\N{POP DIRECTIONAL FORMATTING}")
_OPENS |= dict.fromkeys(
    "\N{LEFT-TO-RIGHT ISOLATE}\N{RIGHT-TO-LEFT ISOLATE}\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
)
_CLOSES = frozenset(_OPENS.values())
_MARK = re.compile(f"[{''.join(sorted({*_OPENS, *_CLOSES}))}]")


@document_rule(
    "EN10",
    message="{name} has no counterpart in this paragraph",
    category="linguistic conventions/encoding",
)
def unbalanced_direction(document: Document) -> Iterator[Hit]:
    """A mark that turns the direction of writing is never closed, or closes what was never opened.

    ## Why it matters
    The rest of the line may be drawn in the wrong order: brackets point the wrong way, numbers change places. Such
    marks are left over when a phrase is cut out of a longer text.

    ## Example
    en: The word is ⟦\N{RIGHT-TO-LEFT EMBEDDING}⟧שלום in Hebrew.

    ## Stays quiet
    - marks in pairs, one inside the other
    - single marks that need no counterpart (left-to-right mark)

    ## Sources
    - Unicode Standard Annex 9, explicit formatting characters
    """
    for paragraph in document.paragraphs:
        prose = paragraph.text.prose
        if prose.isascii():
            continue
        for at in _unpaired(prose):
            yield Hit(Span(at, at + 1).shift(paragraph.text.start), {"name": unicodedata.name(prose[at]).lower()})


def _unpaired(text: str) -> list[int]:
    """Where marks stand that open without closing or close without opening."""
    if not _MARK.search(text):
        return []
    waiting: list[tuple[str, int]] = []
    unpaired: list[int] = []
    for at, char in enumerate(text):
        if char in _OPENS:
            waiting.append((_OPENS[char], at))
        elif char in _CLOSES:
            if waiting and waiting[-1][0] == char:
                waiting.pop()
            else:
                unpaired.append(at)
    return sorted([*unpaired, *(at for _, at in waiting)])
