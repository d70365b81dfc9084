"""PU01: a quotation that ends nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from audit.model import Document, Hit
from audit.rule import document_rule
from audit.text.pairing import QUOTES, Pairing


@document_rule(
    "PU01",
    message="{mark} opens a quotation that nothing closes: {mark}{start}…",
    category="linguistic conventions/punctuation",
    facts=["quote_pairs"],
    needs=["pairs"],
)
def unclosed_quote(document: Document) -> Iterator[Hit]:
    """A quotation is opened and never closed.

    ## Why it matters
    The reader cannot tell where the speaker stops and the reporter goes on. Engines lose the closing mark
    when they move the verb of saying; scrapers lose it with the sentence it stood in.

    ## Example
    en: The mayor said: ⟦“⟧We will rebuild the bridge. Work starts in May.
    ja: 市長は⟦「⟧橋を架け直すと述べた。工事は五月に始まる。

    ## Stays quiet
    - a quotation over several paragraphs, its mark repeated at the start of each or not
    - a quotation inside a quotation
    - apostrophes, inches and minutes
    - texts with so many faulty quotations that erratic-quotes reports the whole
    """
    pairs: Pairing = document.notes["pairs"]
    if pairs.unsettled:
        return
    for mark in pairs.unclosed:
        if mark.char in QUOTES:
            words = " ".join(document.text[mark.at + 1 : mark.at + 30].split())
            yield Hit(mark.span, {"mark": mark.char, "start": words})
