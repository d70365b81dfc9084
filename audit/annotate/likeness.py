"""How much of a unit's source its translation says, as far as sentence vectors show it.

Evidence of coverage, never of quality: two sentences are near each other when they speak of the same, however well. The
score of a unit is that of ``audit.annotate.beads`` for one sentence beside one. Where a translation is shorter than
usual, the stretch of the source is looked for that it does not say (``audit.annotate.omission``).
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import TYPE_CHECKING

from audit.annotate import Notes
from audit.annotate.anchors import anchors
from audit.annotate.band import nearest
from audit.annotate.beads import Beads, Sentence, learned
from audit.annotate.omission import Tried, doubtful, losses, worth_trying
from audit.annotate.vectors import Known, missing, vectors
from audit.model import Document, Text
from audit.text.lengths import between, expectation, language
from audit.text.likeness import Likeness

if TYPE_CHECKING:
    from audit.annotate.vectors import Matrix

_ROWS = 1_024
"""Pairs compared at a time."""
_PRIOR = 10
"""Units for which a text is not yet believed to be shorter or longer than others throughout."""


def annotate(document: Document) -> Notes:
    """Leave, for each of ``document.units`` in order, its ``Likeness`` or None; or, as a string, why there is none.

    Vectors of sentences that alignment left as the note ``vectors`` are not worked out again.
    """
    units = [unit for unit in document.units if unit.source and unit.source.text.strip() and unit.target.text.strip()]
    if not units:
        return Notes("no source")
    tags = {text.pack.lang for unit in units for text in (unit.target, unit.source) if text}
    if why_not := missing(*sorted(tags)):
        return Notes(why_not)
    pairs = [(unit.source, unit.target) for unit in units if unit.source]
    known = document.notes.get("vectors", (None, None))
    found = dict(zip(map(id, units), _judged(pairs, known), strict=True))
    return Notes(tuple(found.get(id(unit)) for unit in document.units))


def _judged(pairs: Sequence[tuple[Text, Text]], known: Sequence[Known | None]) -> list[Likeness]:
    cosine, usual = _near(pairs, known)
    sides = [
        [Sentence(max(language(t), 1), anchors(t), 0, False, "") for t in side] for side in zip(*pairs, strict=True)
    ]
    none = [[0.0] * len(pairs)] * 2
    tags = expectation(pairs[0][0].pack.lang, pairs[0][1].pack.lang)
    beads = Beads(sides[0], sides[1], tags, learned("vectors"), lambda i, _: cosine[i], (none, none), usual)
    middle = centre(pairs)
    tried = [Tried(source, target, (between(source, target) or 0.0) - middle) for source, target in pairs]
    short = [n for n, pair in enumerate(tried) if worth_trying(pair) and doubtful(pair, cosine[n])]
    lost = dict(zip(short, losses([tried[n] for n in short]), strict=True))
    return [
        Likeness(round(cosine[n], 4), round(beads.score(n, n, 1, 1), 3), round(pair.away, 2), lost.get(n))
        for n, pair in enumerate(tried)
    ]


def _near(
    pairs: Sequence[tuple[Text, Text]], known: Sequence[Known | None]
) -> tuple[list[float], tuple[list[float], list[float]]]:
    """How near the two of each pair are, and each side's texts to texts that are not their partners."""
    one, other = (
        vectors([text.text for text in side], k) for side, k in zip(zip(*pairs, strict=True), known, strict=True)
    )
    cosine = [near for start in range(0, len(one), _ROWS) for near in _dots(one, other, slice(start, start + _ROWS))]
    return cosine, (nearest(one, other).usual, nearest(other, one).usual)


def _dots(one: Matrix, other: Matrix, rows: slice) -> list[float]:
    found: list[float] = (one[rows] * other[rows]).sum(axis=1).tolist()
    return found


def centre(pairs: Sequence[tuple[Text, Text]]) -> float:
    """By how many standard deviations the translations are longer (> 0) or shorter than usual throughout."""
    away = [found for source, target in pairs if (found := between(source, target)) is not None]
    return median(away) * len(away) / (len(away) + _PRIOR) if away else 0.0
