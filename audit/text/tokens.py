"""Words, numbers and marks of a text."""

from __future__ import annotations

from typing import Literal, NamedTuple

import regex

from audit.model import Span
from audit.packs import Pack

TokenKind = Literal["word", "number", "mark"]

_TOKEN = regex.compile(
    r"(?P<number>\p{Nd}+(?:[.,]\p{Nd}+)*)"
    r"|(?P<word>[\p{Han}々]+|\p{Hiragana}[\p{Hiragana}ー]*|\p{Katakana}[\p{Katakana}ー・]*"
    r"|(?:(?![\p{Han}\p{Hiragana}\p{Katakana}])[\p{L}\p{M}\p{Nl}\p{No}]|(?<=\p{L})['’\-‐](?=\p{L}))+)"
    r"|(?P<mark>\S)"
)


class Token(NamedTuple):
    """A word, a number or a single mark."""

    span: Span
    kind: TokenKind


def tokens(text: str, pack: Pack) -> list[Token]:
    """Everything in a text but blanks; runs of one script where words are not parted."""
    return [Token(Span(*m.span()), m.lastgroup) for m in _TOKEN.finditer(text)]  # type: ignore[arg-type]
