"""Build ``audit/models/trigrams.tsv``: which three letters follow each other in any language of a script;
and ``audit/models/trigrams/``: what they cost in languages with much text.

    python tests/train/trigrams.py DATA

DATA is the folder of development data; only what ``human.py`` calls training text is read,
and the even rows of all 128 languages of NTREX.
"""

from __future__ import annotations

import sys
import zlib
from collections import Counter
from math import log2
from pathlib import Path

import human
import regex

from audit.text.trigrams import COSTS, DEAREST, EDGE, MODEL, folded, trigrams

SCRIPTS = {"Latin": "abcdefghijklmnopqrstuvwxyz", "Cyrillic": "абвгдежзиклмнопрстуфхцчшщъыьэюяіјєґћђљњџў"}
MORE = ("en", "de", "fr", "es", "pt", "cs", "pl", "ru", "uk")
CHARACTERS = 1_500_000
"""Of each language in ``MORE``."""
COST_CHARACTERS = 2_500_000
"""Of each, for what its triples cost."""
LEAST = 2
"""Times a trigram must occur."""


def texts(data: Path) -> list[str]:
    rows = list(human.rows(data / "clean" / "ntrex_first1000.jsonl.gz"))[::2]
    found = [text for row in rows for text in row.values()]
    for language in MORE:
        left = CHARACTERS
        for passage in human.passages(data, language):
            if not passage.held_out and left > 0:
                left -= len(passage.text)
                found.append(passage.text)
    return found


SMOOTHING = 30
"""Added to how often a pair of letters was seen."""


def write_costs(data: Path, language: str) -> None:
    """A byte for each triple: -log2 of how often its third letter follows the first two."""
    script = "Cyrillic" if language in ("ru", "uk") else "Latin"
    words = regex.compile(rf"\p{{{script}}}[\p{{{script}}}\p{{M}}]*")
    counts: Counter[str] = Counter()
    left = COST_CHARACTERS
    for passage in human.passages(data, language):
        if not passage.held_out and left > 0:
            left -= len(passage.text)
            for word in words.findall(passage.text):
                counts.update(trigrams(folded(word)))
    pairs: Counter[str] = Counter()
    for trigram, count in counts.items():
        pairs[trigram[:2]] += count
    alphabet = EDGE + SCRIPTS[script]
    costs = bytes(
        min(DEAREST, round(log2((pairs[first + second] + SMOOTHING) / counts[first + second + third])))
        if counts[first + second + third] else DEAREST
        for first in alphabet for second in alphabet for third in alphabet
    )  # fmt: skip
    (Path(str(COSTS)) / language).write_bytes(zlib.compress(costs, 9))


def main(data: Path) -> None:
    for language in MORE:
        write_costs(data, language)
    counts = {script: Counter[str]() for script in SCRIPTS}
    patterns = {script: regex.compile(rf"\p{{{script}}}[\p{{{script}}}\p{{M}}]*") for script in SCRIPTS}
    for text in texts(data):
        for script, pattern in patterns.items():
            for word in pattern.findall(text):
                counts[script].update(trigrams(folded(word)))
    lines = ["script\talphabet\tbits"]
    for script, letters in SCRIPTS.items():
        alphabet = EDGE + letters
        size = len(alphabet)
        bits = 0
        for trigram, count in counts[script].items():
            if count >= LEAST and set(trigram) <= set(alphabet):
                first, second, third = map(alphabet.index, trigram)
                bits |= 1 << (first * size + second) * size + third
        lines.append(f"{script}\t{alphabet}\t{bits:x}")
    Path(str(MODEL)).write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
