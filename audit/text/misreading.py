"""Words that a pivot language writes alike, as rules see them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple
from unicodedata import normalize

from audit.model import Span

Wrong = Literal["nonword", "homophone"]
"""Is what is written no word, or another word?"""


class Misreading(NamedTuple):
    """A word where another one of the same pivot reading was meant.

    ``evidence``: log-odds that the intended word belongs here rather than the one that is written, less what clean
    text hardly ever reaches. ``confidence``: the log-odds as a probability.
    """

    span: Span
    kind: Wrong
    surface: str
    intended: str
    pivot: str
    """Language that reads both alike, BCP 47."""
    reading: str
    """How it writes them both."""
    spoken: str
    """``reading`` in Latin letters."""
    evidence: float
    confidence: float


def spoken(reading: str, letters: Mapping[str, str]) -> str:
    """``reading`` in Latin letters, each letter by itself; ``letters``: of its canonical decomposition."""
    return "".join(letters.get(letter, letter) for letter in normalize("NFD", reading))
