"""Katakana spellings of one foreign word brought to a common form."""

from __future__ import annotations

import regex

_COMMON = {
    "ヴァ": "バ",
    "ヴィ": "ビ",
    "ヴェ": "ベ",
    "ヴォ": "ボ",
    "ヴュ": "ビユ",
    "ヴ": "ブ",
    "ウォ": "オ",
    "ツィ": "チ",
    "ティ": "チ",
    "ディ": "ジ",
    "ファ": "ハ",
    "フィ": "ヒ",
    "フェ": "ヘ",
    "フォ": "ホ",
    "ヂ": "ジ",
    "ヅ": "ズ",
    "ー": "",
    "ッ": "",
    "・": "",
    "＝": "",
    **dict(zip("ァィゥェォャュョヮ", "アイウエオヤユヨワ", strict=True)),
}
_VARIES = regex.compile("|".join(sorted(_COMMON, key=len, reverse=True)))


def plain_kana(text: str) -> str:
    """``text`` as its least particular spelling: ヴェネツィア and ベネチア both give ベネチア.

    Long vowels, doubled consonants, dots and small vowels go; different words may meet.
    Source: 内閣告示『外来語の表記』(1991), the choices it leaves open.
    """
    return _VARIES.sub(lambda match: _COMMON[match[0]], text)
