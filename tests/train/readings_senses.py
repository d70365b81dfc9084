"""What a pivot's word means, in words of the language: homonyms whose usual translations share no ideograph.

``readings_senses_<pivot>-<language>.txt``: a reading in a line, then its senses parted by ``|``, each the usual
words for it parted by commas. Written from knowledge of both languages.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent


class Senses(NamedTuple):
    """The senses of one reading, each as the words that say it."""

    reading: str
    words: list[list[str]]


def senses(stem: str) -> list[Senses]:
    """The readings of a table; none where nobody wrote one."""
    listed = FOLDER / f"readings_senses_{stem}.txt"
    lines = listed.read_text("utf-8").splitlines() if listed.is_file() else []
    rows = (line.split(" ") for line in lines if line and not line.startswith("#"))
    return [Senses(reading, [sense.split(",") for sense in told.split("|")]) for reading, told in rows]


class Apart:
    """Which words a table says mean the same, and which it says do not."""

    def __init__(self, listed: Iterable[Senses]) -> None:
        self.same: set[tuple[str, str]] = set()
        self.other: set[tuple[str, str]] = set()
        for _, groups in listed:
            for number, sense in enumerate(groups):
                for word in sense:
                    self.same.update((word, rival) for rival in sense)
                    self.other.update((word, rival) for i, rest in enumerate(groups) if i != number for rival in rest)
