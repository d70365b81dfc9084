"""What is said of the order of a sentence's words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from audit.model import Span


class Surprise(NamedTuple):
    """What the word order of one sentence says against it.

    Above 1, ``whole`` (of all its words) and ``worst`` (of the stretch ``span``) are beyond what
    human prose of the language shows. ``words`` counts the sentence's words, ``stretch`` those
    of the span; a sentence not judged has 0 words.
    """

    whole: float = 0.0
    worst: float = 0.0
    span: Span = Span(0, 0)
    words: int = 0
    stretch: int = 0


def worst_stretch(evidence: Sequence[float]) -> tuple[float, int, int]:
    """The run with the largest sum (Kadane): sum, first, past the last. 0 and an empty run if nothing is above 0."""
    best = current = 0.0
    first = begin = end = 0
    for i, value in enumerate(evidence):
        if current <= 0:
            current, first = 0.0, i
        current += value
        if current > best:
            best, begin, end = current, first, i + 1
    return best, begin, end
