"""CO04: a person related to himself."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import regex

from audit.model import Hit, Segment, Span
from audit.packs import Phrase
from audit.rule import rule
from audit.text.needles import tried

_WORD = r"\p{Lu}(?:[\p{L}\p{M}]|['’-](?=\p{L}{2}))+"
_PARTICLE = r"(?:(?:d[aeiu]|de[lnr]|dos|la|le|van|von|bin|ibn|al|el|ter|ten) )"
_CASED = {
    "x": rf"(?<![\p{{L}}\p{{M}}])(?P<x>{_WORD}(?: {_PARTICLE}{{0,2}}{_WORD})+)",
    "n": rf"(?<![\p{{L}}\p{{M}}])(?P<x>{_WORD}(?: {_WORD})*)",
    "y": r"(?P=x)(?![\p{L}\p{M}\p{N}]|['’-]\p{L}| \p{Lu}| \p{N})",
    "x~": r"(?<!\p{L})(?P<x>\p{Lu}\p{Ll}{2,})\p{Ll}{0,3} (?P<z>\p{Lu}\p{Ll}{2,})\p{Ll}{0,3}",
    "y~": r"(?P=x)\p{Ll}{0,3} (?P=z)\p{Ll}{0,3}(?!\p{L}| \p{Lu})",
}
_HANGUL = r"(?<!\p{Hangul})\p{Hangul}{3,5}|(?<!\p{Hangul})\p{Hangul}{2,6} \p{Hangul}{2,6}"
_KANA = r"(?<!\p{Katakana})\p{Katakana}[\p{Katakana}ー]+(?:[・＝=][\p{Katakana}ー]+)+"
_UNCASED = {
    "x": rf"(?P<x>[\p{{Han}}々][\p{{Han}}々·•・]{{2,11}}|{_KANA}|{_HANGUL})",
    "y": r"(?P=x)(?![・·•＝=ー\p{Katakana}]|の(?:父|母|子|娘|息子))",
}
"""What ``{x}``, ``{n}`` and ``{y}`` of a pack's patterns stand for, with and without capitals."""


@rule(
    "CO04",
    message="“{text}” relates {name} to {name}; one of the two names stands for somebody else",
    category="accuracy/mistranslation",
    severity="critical",
    facts=["kinship", "cased"],
)
def self_reference(segment: Segment) -> Iterator[Hit]:
    """A person is called his own father, predecessor or partner in a meeting.

    ## Why it matters
    Where one letter parts two names (金正日, 金正恩) or a pronoun had to be filled in, engines put the
    wrong name. The sentence stays fluent and says something impossible.

    ## Example
    ```ja
    大統領は⟦金正日の前任者であり父親である金正日⟧に会った。
    ```

    ## Stays quiet
    - father and son told apart by a number, a title or another given name
    - one surname on both sides, which relatives share
    - common nouns: a meeting of man and man, from town to town
    """
    pack, text = segment.target.pack, segment.target.prose
    patterns = _patterns(pack.kinship or (), bool(pack.cased))
    for _, pattern in tried(patterns, text):
        for match in pattern.finditer(text):
            yield Hit(Span(*match.span()), {"text": match[0], "name": match["x"]})


@cache
def _patterns(kinship: tuple[Phrase, ...], cased: bool) -> tuple[str, ...]:
    names = _CASED if cased else _UNCASED
    return tuple(regex.sub(r"\{([nxy]~?)\}", lambda m: names[m[1]], row.pattern) for row in kinship)
