"""How at home an ideograph is in a language, by the national character sets that hold it."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Literal

from audit.packs import Pack

Standing = Literal["everyday", "rare", "absent"]

_NATIONAL = ("euc_jp CF", "gb2312 D7", "big5 C6")
"""JIS X 0208, GB 2312 and Big5, and the lead bytes at which their everyday ideographs end."""


def standing(char: str, pack: Pack) -> Standing | None:
    """Is ``char`` in everyday use, held by a character set, or absent from all? None: the pack names no set."""
    return _standing(char, pack.ideographs) if pack.ideographs else None


def is_foreign(char: str, pack: Pack) -> bool:
    """Is an ideograph in everyday use in some country, and in no character set of this language?"""
    return standing(char, pack) == "absent" and _standing(char, _NATIONAL) == "everyday"


@lru_cache(maxsize=1 << 15)
def _standing(char: str, charsets: tuple[str, ...]) -> Standing:
    held = False
    for codec, last in _parsed(charsets):
        code = char.encode(codec, "ignore")
        if len(code) == 2 and code[0] <= last:
            return "everyday"
        held = held or bool(code)
    return "rare" if held else "absent"


@cache
def _parsed(charsets: tuple[str, ...]) -> tuple[tuple[str, int], ...]:
    """``("gb2312 D7",)`` -> ``(("gb2312", 0xD7),)``"""
    return tuple((codec, int(last, 16)) for codec, last in map(str.split, charsets))
