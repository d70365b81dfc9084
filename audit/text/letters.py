"""How likely a string is as writing: what its characters cost, in bits, in the language it fits best.

Of several readings of the same bytes (or of the same damaged text) the one that costs least
is what was written. Costs are -log2 of character frequencies (``audit/models/letters.md``);
a character that no table holds pays by its class: the everyday parts of the East Asian
standards less than the rest, unassigned code points and controls most.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from operator import itemgetter
from typing import NamedTuple
from unicodedata import category

import regex

NO_TEXT = 34.0
"""Bits for what no writer types: controls, unassigned and private code points, U+FFFD."""

_ASCII = dict.fromkeys("abcdefghijklmnopqrstuvwxyz", 5.5) | dict.fromkeys("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 9.0)
_ASCII |= {" ": 2.5, "\n": 6.0, "\r": 6.0, "\t": 7.0, "\x0c": 12.0} | dict.fromkeys(".,'-\"", 7.0)
_ASCII |= dict.fromkeys("0123456789", 8.0) | dict.fromkeys(":;!?()/[]=<>&#_*", 9.0)
_ASCII |= dict.fromkeys("@$%+\\^`{|}~", 11.0)

_BY_CATEGORY = {"Cc": NO_TEXT, "Cn": NO_TEXT, "Co": NO_TEXT, "Cs": NO_TEXT, "Cf": 22.0}
_BY_CATEGORY |= {"Ll": 16.0, "Lu": 19.0, "Lo": 18.0, "Mn": 18.0, "Mc": 18.0, "Zs": 14.0}
_BY_CATEGORY |= dict.fromkeys(("Pd", "Pi", "Pf", "Po", "Ps", "Pe"), 15.0)

_FREQUENT = {"\N{NO-BREAK SPACE}": 8.0, "\N{NARROW NO-BREAK SPACE}": 10.0, "\N{ZERO WIDTH NON-JOINER}": 10.0}
_FREQUENT |= {"\N{LEFT-TO-RIGHT MARK}": 14.0, "\N{RIGHT-TO-LEFT MARK}": 14.0, "\N{ZERO WIDTH JOINER}": 14.0}

_LEVELS = (("euc_jp", 0xCF), ("gb2312", 0xD7), ("big5", 0xC6))
"""JIS X 0208, GB 2312 and Big5 end the kanji of daily use at these lead bytes."""


_ALPHABETS = r"\p{Cyrillic}\p{Greek}\p{Hebrew}\p{Arabic}\p{Thai}"
_MIXED = regex.compile(f"[a-zA-Z][{_ALPHABETS}]|[{_ALPHABETS}](?=[a-zA-Z])")
_MIX = 12.0
"""Bits for a Latin letter touching one of another alphabet: words are written in one."""
_INSET = regex.compile(
    r"[a-z][\p{Han}\p{Hangul}\p{Hiragana}\p{Katakana}]|[\p{Han}\p{Hangul}\p{Hiragana}\p{Katakana}](?=[a-z])"
)
_INSET_BITS = 6.0
"""Bits for a small Latin letter touching an East Asian one, which is less odd."""


class Fit(NamedTuple):
    """Bits a string costs in ``language`` (a key of the table), where it costs least."""

    bits: float
    language: str


@cache
def _tables() -> Mapping[str, Mapping[str, float]]:
    tables: dict[str, dict[str, float]] = {}
    rows = (files("audit") / "models" / "letters.tsv").read_text("utf-8").splitlines()[1:]
    for lang, bits, chars in (row.split("\t") for row in rows):
        tables.setdefault(lang, {}).update(dict.fromkeys(chars, float(bits)))
    for table in tables.values():
        capitals = {char.upper(): bits + 6 for char, bits in table.items() if len(char.upper()) == 1}
        table.update({char: bits for char, bits in capitals.items() if char not in table})
    return tables


@cache
def _unseen(char: str) -> float:
    """Bits for a character that the table of a language does not hold."""
    if char in _ASCII:
        return _ASCII[char]
    if char in _FREQUENT:
        return _FREQUENT[char]
    if char == "\N{REPLACEMENT CHARACTER}":
        return NO_TEXT
    if "\u4e00" <= char <= "\u9fff":
        return _han(char)
    if "\uac00" <= char <= "\ud7a3":
        return 16.0 if char.encode("euc_kr", "ignore")[2:] == b"" and char.encode("euc_kr", "ignore") else 22.0
    if "\uff01" <= char <= "\uff5e":
        return 13.0
    if "\uff61" <= char <= "\uff9f":
        return 17.0
    return _BY_CATEGORY.get(category(char), 19.0)


def _han(char: str) -> float:
    for codec, last in _LEVELS:
        code = char.encode(codec, "ignore")
        if len(code) == 2 and code[0] <= last:
            return 16.0
    return 20.0 if char.encode("gbk", "ignore") else 25.0


@cache
def _savings(char: str) -> tuple[tuple[str, float], ...]:
    """The languages whose tables hold a character, and how many bits less than unseen it costs in each."""
    return tuple((lang, table[char] - _unseen(char)) for lang, table in _tables().items() if char in table)


def fit(text: str) -> Fit:
    """The language ``text`` costs least in, and what it costs."""
    counts = Counter(text)
    unseen = sum(count * _unseen(char) for char, count in counts.items())
    unseen += _MIX * len(_MIXED.findall(text)) + _INSET_BITS * len(_INSET.findall(text))
    saved = dict.fromkeys(_tables(), 0.0)
    for char, count in counts.items():
        for lang, bits in _savings(char):
            saved[lang] += count * bits
    language, most = min(saved.items(), key=itemgetter(1))
    return Fit(unseen + most, language) if most < 0 else Fit(unseen, "und")


@cache
def _cheapest(char: str) -> float:
    return _unseen(char) + min((0.0, *(bits for _, bits in _savings(char))))


def at_least(text: str) -> float:
    """Bits that ``text`` costs in any language: no less than this, found faster than by ``fit``."""
    return sum(map(_cheapest, text))


def spelling(language: str) -> Callable[[str], float]:
    """What a character costs in one language of the table, as a function."""
    table = _tables().get(language, {})
    return lambda char: table.get(char) or _unseen(char)


@cache
def typical(language: str) -> float:
    """What the characters of a language cost on average: the entropy of its table, in bits."""
    table = _tables().get(language)
    if not table:
        return 9.0
    shares = {char: 2.0**-bits for char, bits in table.items()}
    return float(sum(shares[char] * table[char] for char in table) / sum(shares.values()))


def languages() -> frozenset[str]:
    """The languages that the table knows, BCP 47."""
    return frozenset(_tables())
