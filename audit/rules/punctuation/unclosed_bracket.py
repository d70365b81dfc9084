"""PU08: a bracket that ends nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from audit.model import Document, Hit
from audit.rule import document_rule
from audit.text.pairing import QUOTES, Pairing


@document_rule(
    "PU08",
    message="{mark} is never closed: {mark}{start}…",
    category="linguistic conventions/punctuation",
    needs=["pairs"],
)
def unclosed_bracket(document: Document) -> Iterator[Hit]:
    """A bracket is opened and never closed.

    ## Why it matters
    What was an aside now reads as the main clause. Usually the end of the aside is missing, not only the mark.

    ## Example
    de: Das Treffen ⟦(⟧das dritte in diesem Jahr dauerte nur eine Stunde.
    zh-Hans: 世界卫生组织⟦（⟧简称世卫组织上周发布了报告。

    ## Stays quiet
    - an aside of several sentences or paragraphs
    - faces such as :-( and (:
    """
    pairs: Pairing = document.notes["pairs"]
    for mark in pairs.unclosed:
        if mark.char not in QUOTES:
            words = " ".join(document.text[mark.at + 1 : mark.at + 30].split())
            yield Hit(mark.span, {"mark": mark.char, "start": words})
