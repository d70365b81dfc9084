"""FL09: letters that are no word."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from audit.model import Hit, Segment, Span
from audit.rule import rule
from audit.text.trigrams import cost, unheard

_WORD = regex.compile(
    r"(?<![\p{L}\p{M}\p{N}'’_@#./&:\\-])\p{Ll}[\p{Ll}\p{M}]{5,}(?![\p{L}\p{M}\p{N}'’_@/:\\-]|\.\p{L})", regex.VERSION1
)
_DRAWN_OUT = regex.compile(r"(\p{L})\1\1")


@rule(
    "FL09",
    message="“{word}” is no word: its letters follow each other in no language written so",
    category="linguistic conventions/spelling",
    severity="major",
)
def garbled_word(segment: Segment, *, least: int = 3, share: float = 0.35, bits: float = 7.0) -> Iterator[Hit]:
    """A word is a heap of letters.

    ## Why it matters
    Somebody leaned on the keyboard, or a text went through the wrong decoder or decipherer.

    ## Example
    en: The report will be published in ⟦hjkdfgs⟧ by the end of May.
    ru: Отчёт будет опубликован в ⟦фывапрдж⟧ до конца мая.

    ## Stays quiet
    - rare and foreign words, dialect, misspellings: their letters follow each other somewhere
    - names and abbreviations, which have capitals
    - addresses, identifiers, cries and drawn-out words (brrrr, soooo)

    ## Options
    - ``least``: triples of letters in it that no language has
    - ``share``: of all its triples, 0..1
    - ``bits``: what they cost on average in the language of the text, where one that no language has is enough

    ## Sources
    - triples of letters in 128 languages, see ``audit/models/trigrams.md``
    """
    for match in _WORD.finditer(segment.target.prose):
        counted = unheard(match[0])
        if counted is None or _DRAWN_OUT.search(match[0]):
            continue
        strange, triples = counted
        unlikely = strange > 0 and _improbable(match[0], segment.target.pack.lang, bits * triples - 2 * strange)
        if unlikely or (strange >= least and strange >= share * triples):
            yield Hit(Span(*match.span()), {"word": match[0], "strange": strange, "triples": triples})


def _improbable(word: str, tag: str, least: float) -> bool:
    """Do its triples cost more than words of the text's own language do?"""
    own = cost(word, tag.partition("-")[0])
    return own is not None and own >= least
