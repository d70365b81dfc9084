"""Which three letters follow each other: what can be a word at all, and what is likely to be one in a language.

One bit for each triple of base letters, word edges included, for Latin and Cyrillic: has it
been seen in any of 128 languages? For languages with much text, also what each triple costs.
See ``audit/models/trigrams.md``; built by ``tests/train/trigrams.py``.
"""

from __future__ import annotations

import unicodedata
import zlib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

_FAR_LESS = 0.75
EDGE = "^"
MODEL = files("audit") / "models" / "trigrams.tsv"
COSTS = files("audit") / "models" / "trigrams"
_PLAIN = str.maketrans("ßłøđıæœ", "slodiee")
DEAREST = 10
"""Bits of a triple that the language does not have, or hardly."""


def folded(word: str) -> str:
    """Lower case, without marks above, below and through the letters."""
    bare = (c for c in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(c))
    return "".join(bare).translate(_PLAIN)


def trigrams(word: str) -> list[str]:
    """All triples of a folded word, edges included: one for each letter."""
    edged = EDGE + word + EDGE
    return [edged[i : i + 3] for i in range(len(word))]


def unheard(word: str) -> tuple[int, int] | None:
    """How many of a word's trigrams no known language has, and how many it has. None: letters of no known script."""
    if (found := _places(word)) is None:
        return None
    script, places = found
    bits = _scripts()[script][1]
    return sum(not bits[place >> 3] >> (place & 7) & 1 for place in places), len(places)


def cost(word: str, language: str) -> int | None:
    """Bits of a word's trigrams in a language, 0 to ``DEAREST`` each. None: no table, or letters of another script."""
    table, found = _costs().get(language), _places(word)
    if table is None or found is None or found[0] != table[0]:
        return None
    return sum(table[1][place] for place in found[1])


def is_of_another(words: Sequence[str], language: str) -> bool:
    """Do words cost far less in another language of the tables than in this one?"""
    mine = _total(words, language)
    return mine is not None and any(
        other is not None and other < _FAR_LESS * mine
        for other in (_total(words, tag) for tag in _costs() if tag != language)
    )


def _total(words: Sequence[str], language: str) -> int | None:
    """Bits of several words; None where a word has none."""
    found = [cost(word, language) for word in words]
    return None if None in found else sum(filter(None, found))


@cache
def _costs() -> dict[str, tuple[int, bytes]]:
    """By language: the number of its script, and a byte for each triple."""
    sizes = {len(alphabet) ** 3: number for number, (alphabet, _) in enumerate(_scripts())}
    tables = {entry.name: zlib.decompress(entry.read_bytes()) for entry in COSTS.iterdir()}
    return {name: (sizes[len(table)], table) for name, table in sorted(tables.items())}


def _places(word: str) -> tuple[int, list[int]] | None:
    """The number of a word's script, and where its trigrams stand in a table of it."""
    base = folded(word)
    for number, (alphabet, _) in enumerate(_scripts()):
        if all(letter in alphabet for letter in base):
            size = len(alphabet)
            return number, [(alphabet[t[0]] * size + alphabet[t[1]]) * size + alphabet[t[2]] for t in trigrams(base)]
    return None


@cache
def _scripts() -> list[tuple[dict[str, int], bytes]]:
    """For each script its alphabet, by place, and its bits."""
    found = []
    for line in MODEL.read_text("utf-8").splitlines()[1:]:
        _, alphabet, bits = line.split("\t")
        packed = int(bits, 16).to_bytes((len(alphabet) ** 3 + 7) // 8, "little")
        found.append(({letter: place for place, letter in enumerate(alphabet)}, packed))
    return found
