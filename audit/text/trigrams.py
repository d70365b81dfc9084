"""Which three letters follow each other in some language: what can be a word at all.

One bit for each triple of base letters, word edges included, for Latin and Cyrillic: has it
been seen in any of 128 languages? See ``audit/models/trigrams.md``; built by ``tests/train/trigrams.py``.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib.resources import files

EDGE = "^"
MODEL = files("audit") / "models" / "trigrams.tsv"


def folded(word: str) -> str:
    """Lower case, without marks above and below the letters."""
    return "".join(c for c in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(c))


def trigrams(word: str) -> list[str]:
    """All triples of a folded word, edges included: one for each letter."""
    edged = EDGE + word + EDGE
    return [edged[i : i + 3] for i in range(len(word))]


def unheard(word: str) -> tuple[int, int] | None:
    """How many of a word's trigrams no known language has, and how many it has. None: letters of no known script."""
    base = folded(word)
    for alphabet, bits in _scripts():
        if all(letter in alphabet for letter in base):
            size = len(alphabet)
            places = [(alphabet[t[0]] * size + alphabet[t[1]]) * size + alphabet[t[2]] for t in trigrams(base)]
            return sum(not bits[place >> 3] >> (place & 7) & 1 for place in places), len(places)
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
