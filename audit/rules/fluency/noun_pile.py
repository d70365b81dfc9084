"""FL05: nouns upon nouns."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import regex

from audit.model import Hit, Segment, Span
from audit.rule import rule

_LATIN = regex.compile(r"\p{Latin}")
_CAMEL = regex.compile(r"\p{Ll}\p{Lu}")
_DISTINCT = 8
"""Different letters a pile has; a drawn-out cry has fewer."""


@rule(
    "FL05",
    message="“{pile}”: {length} letters without a particle or blank, more than {most}",
    category="style/awkward",
    facts=["longest_pile", "word_spaces"],
)
def noun_pile(segment: Segment, *, extra: int = 0) -> Iterator[Hit]:
    """Nouns are piled up with nothing between them to say how they belong together.

    ## Why it matters
    Engines copy the source's chain of nouns and leave out every particle. Nobody can take it in.

    ## Example
    ja: 委員会は⟦国際核不拡散体制維持強化専門家諮問会議開催準備状況⟧を説明した。
    de: Die ⟦Grundstücksverkehrsgenehmigungszuständigkeitsübertragungsverordnung⟧ gilt weiter.

    ## Stays quiet
    - names and compounds as long as good prose has them
    - identifiers in camel case
    - drawn-out cries
    - words of another script in a text without blanks

    ## Options
    - ``extra``: letters a pile may have beyond what its language is known to bear
    """
    most = (segment.target.pack.longest_pile or 0) + extra
    for match in _pile(most + 1).finditer(segment.target.prose):
        foreign = _LATIN.match(match[0]) and not segment.target.pack.word_spaces
        if not foreign and not _CAMEL.search(match[0]) and len(set(match[0])) >= _DISTINCT:
            yield Hit(Span(*match.span()), {"pile": match[0], "length": len(match[0]), "most": most})


@cache
def _pile(least: int) -> regex.Pattern[str]:
    return regex.compile(rf"(?:(?!\p{{Hiragana}})[\p{{L}}\p{{M}}ー々]){{{least},}}+(?!\p{{M}})")
