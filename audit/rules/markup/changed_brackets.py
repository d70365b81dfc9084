"""MK15: brackets."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator

import regex

from audit.model import Hit, Segment, Text
from audit.rule import rule
from audit.text.edges import whole
from audit.text.placeholders import is_string

_PLURAL = regex.compile(r"(?<=\p{L})\(\p{Ll}{1,4}\)")
_PAIRS = {"(": ")", "[": "]", "{": "}"}


@rule(
    "MK15",
    message="“{pair}”: {theirs} in the source, {ours} in the translation",
    category="linguistic conventions/punctuation",
    needs=["source"],
)
def changed_brackets(segment: Segment, *, words: int = 12) -> Iterator[Hit]:
    """A string has lost the brackets of its source, or half of a pair.

    ## Why it matters
    What was an aside, an option or a key becomes part of the sentence.

    ## Example
    en>de: Name (optional) ||| ⟦Name optional⟧ ||| key=label
    en>ja: Delete [Del] ||| ⟦削除 Del⟧ ||| key=menu

    ## Stays quiet
    - brackets of another width: （）
    - accelerators in brackets, and brackets that explain: they are added
    - plurals in brackets, which other languages form otherwise: file(s)
    - sentences of a text

    ## Options
    - ``words``: of the source at most; longer ones may put an aside otherwise
    """
    if segment.source is None or not is_string(segment) or not segment.target.text.strip():
        return
    if len(segment.source.text.split()) > words:
        return
    theirs, ours = (_brackets(side) for side in (segment.source, segment.target))
    for opening, closing in _PAIRS.items():
        pairs, found = min(theirs[opening], theirs[closing]), max(ours[opening], ours[closing])
        odd = ours[opening] != ours[closing] and theirs[opening] == theirs[closing]
        if found < pairs or odd:
            facts = {"pair": opening + closing, "theirs": pairs, "ours": min(ours[opening], ours[closing])}
            yield Hit(whole(segment.target.text), facts)
            return


def _brackets(side: Text) -> Counter[str]:
    """Brackets of any width, outside code, addresses and plurals: ``file(s)``."""
    prose = _PLURAL.sub("", unicodedata.normalize("NFKC", side.prose))
    return Counter(char for char in prose if char in "()[]{}")
