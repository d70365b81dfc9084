"""EN05: letters composed in one place and taken apart in another."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import regex

from audit.model import Document, Hit, Span
from audit.rule import document_rule

_CLUSTER = regex.compile(
    r"\p{L}\p{M}+|[\p{Hiragana}\p{Katakana}][\N{KATAKANA-HIRAGANA VOICED SOUND MARK}"
    r"\N{KATAKANA-HIRAGANA SEMI-VOICED SOUND MARK}]|[\u1100-\u1112][\u1161-\u1175][\u11A8-\u11C2]?|[\p{L}--\p{ASCII}]",
    regex.V1,
)
_SPACING = str.maketrans(
    "\N{KATAKANA-HIRAGANA VOICED SOUND MARK}\N{KATAKANA-HIRAGANA SEMI-VOICED SOUND MARK}",
    "\N{COMBINING KATAKANA-HIRAGANA VOICED SOUND MARK}\N{COMBINING KATAKANA-HIRAGANA SEMI-VOICED SOUND MARK}",
)


@document_rule(
    "EN05",
    message="“{letter}” is written as a base and a combining mark (NFD), the rest of the text in whole letters (NFC)",
    category="linguistic conventions/encoding",
)
def mixed_normalisation(document: Document) -> Iterator[Hit]:
    """A letter is written as base and combining mark where the rest of the text writes it whole.

    ## Why it matters
    The two look the same and are not: searches miss one of them, fonts draw it crooked. It tells that text
    was pasted from another system, often from file names or PDF. Each letter is reported once, with its
    other places.

    ## Example
    de: Die Bücher liegen über den Tüten, und im S⟦u\N{COMBINING DIAERESIS}⟧den wählt man.

    ## Stays quiet
    - a text that is decomposed throughout
    - combinations that have no whole form

    ## Sources
    - Unicode Standard Annex 15, Normalization Forms
    """
    if unicodedata.is_normalized("NFC", document.prose) and _SPACING.keys().isdisjoint(map(ord, document.prose)):
        return
    apart: dict[str, list[Span]] = {}
    whole = 0
    for found in _CLUSTER.finditer(document.prose):
        composed = _composed(found[0])
        if composed != found[0]:
            apart.setdefault(composed, []).append(Span(*found.span()))
        elif unicodedata.normalize("NFD", composed) != composed:
            whole += 1
    if sum(map(len, apart.values())) > whole:
        return
    for composed, spans in apart.items():
        yield Hit(spans[0], {"letter": document.text[slice(*spans[0])]}, (composed,), related=tuple(spans[1:]))


def _composed(cluster: str) -> str:
    """The cluster in whole letters, if there is a whole letter for it."""
    composed = unicodedata.normalize("NFC", cluster.translate(_SPACING))
    return composed if len(composed) < len(cluster) else cluster
