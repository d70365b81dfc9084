"""SP08: a quotation or bracket that sticks to the next word."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from audit.model import Document, Hit, Span
from audit.rule import document_rule
from audit.text.pairing import QUOTES, Pairing

_BEFORE = regex.compile(r"[\p{L}\p{M}]+\Z")
_AFTER = regex.compile(r"[\p{L}\p{M}]+(?![\p{N}'’-])")
_WRITTEN = regex.compile(r"\s")


@document_rule(
    "SP08",
    message="no blank between “{left}” and “{right}”",
    category="linguistic conventions/spacing",
    facts=["word_spaces", "quote_affixes", "function_words"],
    needs=["pairs"],
    beats=["quote-splits-word"],
    fixable=True,
)
def missing_space_beside_quote(document: Document) -> Iterator[Hit]:
    """A quotation or bracket and the next word stand without a blank between.

    ## Why it matters
    The blank was lost with a tag or a link around the quotation. Search and line breaking take both for one word.

    ## Example
    en: He said “never”⟦⟧and left.
    de: Die Firma (gegründet im Jahr 1920)⟦⟧und ihre Leute feiern.

    ## Stays quiet
    - words that are not grammatical ones: “anti”social, re(lated)
    - brackets around a part of a word: (un)like, word(s)
    - languages that attach endings or prefixes to a quotation
    """
    pairs: Pairing = document.notes["pairs"]
    pack = document.pack
    if not pack.word_spaces or pack.quote_affixes is not False:
        return
    words = frozenset(pack.function_words or ())
    text = document.prose
    for opening, closing in pairs.twins:
        quoted = opening.char in QUOTES
        if not quoted and not _WRITTEN.search(text, opening.at, closing.at):
            continue
        after = _AFTER.match(text, closing.at + 1, closing.at + 25)
        if after and after[0] in words and (quoted or len(after[0]) > 1):
            yield _hit(closing.at + 1, text[max(opening.at, closing.at - 8) : closing.at + 1], after[0])
        before = _BEFORE.search(text[max(0, opening.at - 25) : opening.at])
        if before and before[0].lower() in words and len(before[0]) > 1:
            yield _hit(opening.at, before[0], text[opening.at : min(closing.at + 1, opening.at + 8)])


def _hit(at: int, left: str, right: str) -> Hit:
    return Hit(Span(at, at), {"left": left, "right": right}, (" ",))
