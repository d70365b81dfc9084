"""CO12: one title, one wording."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import regex

from audit.model import Document, Hit, Span
from audit.packs import Pack
from audit.rule import document_rule

_LIGHT = regex.compile(r"[^\p{L}\p{M}\p{N}]|\p{Hiragana}|的|之")
_SENTENCE = regex.compile(r"[、，。…=:：!！?？;；]|\p{Hiragana}$")
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")


@document_rule(
    "CO12",
    message="“{title}” is “{other}” elsewhere in the text",
    category="terminology/inconsistent use of terminology",
    facts=["quote_pairs", "cased"],
    reads=["function_words"],
)
def title_variants(document: Document, *, characters: int = 6, words: int = 3) -> Iterator[Hit]:
    """A treaty, a work or a prize is quoted under two titles that differ in particles only.

    ## Why it matters
    Translated anew at every mention, one treaty becomes two: 「包括的戦略パートナーシップ」 and
    「包括的な戦略的パートナーシップに関する条約」.

    ## Example
    ```ja
    両国は「国際的な技術協力の枠組に関する条約」に署名した。
    新しい「⟦国際技術協力枠組⟧」は来年から始まる。
    ```

    ## Stays quiet
    - a title shortened, but otherwise the same
    - quoted speech, headlines, sentences: whatever ends in a verb, holds a mark or stands by itself
    - titles that differ in a word or a number: parts of a series

    ## Options
    - ``characters``: least characters two titles share, particles and marks aside, in scripts without capitals
    - ``words``: the same in words, elsewhere
    """
    pack = document.pack
    titles: dict[str, list[Span]] = {}
    for match in _quoted(pack.quote_pairs or ()).finditer(document.prose):
        titles.setdefault(match["title"], []).append(Span(*match.span("title")))
    least = words if pack.cased else characters
    sharing: dict[tuple[str, ...], list[str]] = {}
    for title in titles:
        key = _key(title, pack)
        if len(key) >= least and not _SENTENCE.search(title):
            sharing.setdefault(key[:least], []).append(title)
    for alike in sharing.values():
        usual = max(alike, key=lambda title: (len(titles[title]), len(title)))
        for title in alike:
            if _other_wording(title, usual, pack) and not any(title in other for other in alike if other != title):
                yield Hit(titles[title][0], {"title": title, "other": usual}, (usual,), related=(titles[usual][0],))


def _other_wording(title: str, usual: str, pack: Pack) -> bool:
    """Is one the other, cut short, but for particles and marks?"""
    ours, theirs = _key(title, pack), _key(usual, pack)
    short = min(len(ours), len(theirs))
    return ours[:short] == theirs[:short] and title not in usual and usual not in title


@cache
def _quoted(pairs: tuple[str, ...]) -> regex.Pattern[str]:
    """A quotation within a sentence, by what follows it."""
    apart = [(regex.escape(a), regex.escape(b)) for a, b in map(tuple, pairs) if a not in "'‘’"]
    shapes = "|".join(rf"{a}(?P<title>[^{a}{b}\n]{{5,80}}){b}" for a, b in apart)
    return regex.compile(rf"(?:{shapes or '(?!)(?P<title>)'})(?= ?\p{{L}})")


def _key(title: str, pack: Pack) -> tuple[str, ...]:
    """What a title says: characters without kana and marks, or words without function words."""
    if not pack.cased:
        return tuple(_LIGHT.sub("", title))
    light = frozenset(pack.function_words or ())
    return tuple(word for word in _WORD.findall(title.casefold()) if word not in light)
