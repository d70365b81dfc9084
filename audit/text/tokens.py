"""Words, numbers and marks of a text.

Words follow the word boundaries of Unicode (UAX 29), made to fit what an editor calls a word: hyphens between letters
join, an article that lost its vowel before an apostrophe is a word of its own where the pack says so, and a number
keeps the letters glued to it (3D, 20th). Scripts without blanks give one token per run of one script.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Literal, NamedTuple

import regex

from audit.model import Span
from audit.packs import Pack

TokenKind = Literal["word", "number", "mark"]

READS = frozenset({"apostrophes", "elisions"})
"""The pack facts that ``tokens`` uses: a rule that calls it lists them in its ``reads``."""

_SENTENCE = 1000
"""Characters of a text whose tokens are worth keeping."""
_APOSTROPHES = "'’ʼ＇"

# The text is first written in these classes, one character for each of its own: that makes the pattern simple and fast.
_CLASSES = regex.compile(
    r"""(?P<h>[\p{Han}〆]) | (?P<r>\p{Hiragana}) | (?P<k>\p{Katakana}) | (?P<o>[ーｰﾞﾟ])
    | (?P<g>[\p{Hangul}&&\p{L}]) | (?P<t>[\p{Thai}&&\p{L}]) | (?P<l>[\p{Lao}&&\p{L}]) | (?P<c>[\p{Khmer}&&\p{L}])
    | (?P<m>[\p{Myanmar}&&\p{L}])
    # combining marks, joiners and soft hyphens are part of what they follow; direction marks are not
    | (?P<i>[[\p{M}\p{Cf}]--[\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]])
    | (?P<w>\p{L}) | (?P<d>[\p{Nd}\p{No}\p{Nl}]) | (?P<u>_) | (?P<H>[-‐‑·]) | (?P<p>[.,:٫٬])
    | (?P<f>\p{RI}) | (?P<e>\p{Extended_Pictographic})""",
    regex.VERBOSE | regex.V1,
)
_REST = r"(?:w++|i++|[du]++|[aH](?=w)|H(?=d))*+"
_TOKEN = re.compile(
    rf"(w{_REST}|(?:h++i*+)++|r[roi]*+|k[koi]*+|(?:g++i*+)++|(?:t++i*+)++|(?:l++i*+)++|(?:c++i*+)++|(?:m++i*+)++)"
    rf"|(d(?:[di]++|[pa](?=d))*+(?:H?+w{_REST})?+)"
    r"|(e)|ff?+|[^_]i*+"
)
_CLUSTER = regex.compile(r"\X")


class Token(NamedTuple):
    """A word, a number, or one mark (a grapheme cluster)."""

    span: Span
    kind: TokenKind


def tokens(text: str, pack: Pack) -> list[Token]:
    """Everything in a text but blanks, in order, disjoint."""
    find = _found_before if len(text) <= _SENTENCE else _tokens
    return list(find(text, pack.apostrophes or _APOSTROPHES, pack.elisions or ()))


def words(text: str, pack: Pack) -> list[Span]:
    """The words of a text, without numbers and marks."""
    return [span for span, kind in tokens(text, pack) if kind == "word"]


def _tokens(text: str, apostrophes: str, elisions: tuple[str, ...]) -> tuple[Token, ...]:
    found: list[Token] = []
    end = 0
    for match in _TOKEN.finditer(text.translate(_classes(apostrophes))):
        start = max(match.start(), end)
        if start >= match.end():
            continue  # part of an emoji made of several characters
        end = match.end()
        group = match.lastindex
        if group == 1:
            if elisions and "a" in match[0]:
                found += (Token(span, "word") for span in _parted(text, start, end, elisions))
            else:
                found.append(Token(Span(start, end), "word"))
        elif group == 2:
            found.append(Token(Span(start, end), "number"))
        else:
            if group == 3:
                cluster = _CLUSTER.match(text, start)
                end = cluster.end() if cluster else end
            found.append(Token(Span(start, end), "mark"))
    return tuple(found)


_found_before = lru_cache(maxsize=64)(_tokens)
"""Several rules look at one sentence, one after the other."""


def _parted(text: str, start: int, end: int, elisions: tuple[str, ...]) -> Iterator[Span]:
    """``l'homme`` is two words; ``aujourd'hui`` is one, for nothing is elided before its apostrophe."""
    while elided := _ELIDED.match(text, start, end):
        if elided[1].lower() not in elisions:
            break
        yield Span(*elided.span())
        start = elided.end()
    yield Span(start, end)


_ELIDED = regex.compile(r"(\p{L}++)['’ʼ＇](?=\p{L})")


class _Classes(dict[int, str]):
    """Each character's class, worked out when first met, for ``str.translate``."""

    def __init__(self, apostrophes: str) -> None:
        super().__init__(dict.fromkeys(map(ord, apostrophes), "a"))

    def __missing__(self, point: int) -> str:
        char = chr(point)
        found = _CLASSES.match(char)
        self[point] = "_" if char.isspace() else (found and found.lastgroup) or "x"
        return self[point]


@cache
def _classes(apostrophes: str) -> _Classes:
    return _Classes(apostrophes)
