"""PU05: a quotation mark inside a word."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import regex

from audit.model import Document, Hit
from audit.packs import Pack
from audit.rule import document_rule
from audit.text.pairing import QUOTES, Mark, Pairing

_BEFORE = regex.compile(r"[\p{L}\p{M}]{2,}\Z")
_AFTER = regex.compile(r"[\p{Ll}\p{Lo}][\p{L}\p{M}]+")
_KANA_OR_HAN = regex.compile(r"[\p{Han}\p{Hiragana}\p{Hangul}]\Z")


@document_rule(
    "PU05",
    message="{mark} splits “{before}{mark}{after}”",
    category="linguistic conventions/punctuation",
    severity="major",
    facts=["quote_pairs", "quote_affixes"],
    reads=["bound_forms", "function_words"],
    needs=["pairs"],
)
def quote_splits_word(document: Document) -> Iterator[Hit]:
    """A quotation mark stands inside a word, or between a word and its ending.

    ## Why it matters
    The mark was left at its old place while the words around it moved. What follows it may turn the meaning
    round: the negation in 「…できる」ない is outside of what was said.

    ## Example
    ja: 彼は条約を「改正できる⟦」⟧ない約束だと述べた。
    en: The plan is “un⟦”⟧realistic, she said.

    ## Stays quiet
    - particles and する after a quotation: 「合意」した, "합의"라고
    - prefixes and endings where a language attaches them: "AB"nin
    - a word missing its blank after the mark, which missing-space-beside-quote reports
    - apostrophes, inches
    """
    pairs: Pairing = document.notes["pairs"]
    pack = document.pack
    for opening, closing in pairs.twins:
        if closing.char in QUOTES and opening.at + 1 < closing.at:
            yield from _split(document, opening, pack, opens=True)
            yield from _split(document, closing, pack, opens=False)


def _split(document: Document, mark: Mark, pack: Pack, opens: bool) -> Iterator[Hit]:
    text = document.prose
    before = _BEFORE.search(text[max(0, mark.at - 20) : mark.at])
    after = _AFTER.match(text, mark.at + 1, mark.at + 20)
    if pack.quote_affixes is False:
        words = pack.function_words or ()
        if not (before and after) or (after[0].lower() in words) or (opens and before[0].lower() in words):
            return
        yield Hit(mark.span, {"mark": mark.char, "before": before[0], "after": after[0]})
    elif not opens and pack.bound_forms:
        left = text[mark.at - 1]
        bound = _bound(pack.bound_forms).match(text, mark.at + 1)
        if bound and _KANA_OR_HAN.match(left):
            yield Hit(mark.span, {"mark": mark.char, "before": text[max(0, mark.at - 4) : mark.at], "after": bound[0]})


@cache
def _bound(forms: tuple[str, ...]) -> regex.Pattern[str]:
    return regex.compile("|".join(forms))
