"""What sentence vectors say of a unit and its source, as rules read it."""

from __future__ import annotations

from typing import NamedTuple

from audit.model import Document, Segment, Span


class Lost(NamedTuple):
    """The stretch of the source that is most likely missing: where, how likely it is, how much of the source it is, and
    how near (cosine) the translation is to the rest."""

    span: Span
    probability: float
    share: float
    rest: float


class Likeness(NamedTuple):
    """``similarity``: cosine of the two vectors; ``score``: the log-odds that the two belong together."""

    similarity: float
    score: float
    deviation: float
    lost: Lost | None = None


def note_of(document: Document) -> str | list[tuple[Segment, Likeness]]:
    """The units that could be judged with their notes, or why there are none."""
    noted = document.notes["likeness"]
    if isinstance(noted, str):
        return noted
    return [(unit, note) for unit, note in zip(document.units, noted, strict=True) if note is not None]
