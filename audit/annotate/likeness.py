"""How much of a unit's source its translation says, as far as sentence vectors show it.

Evidence of coverage, never of quality: two sentences are near each other when they speak of the same, however well. The
score of a unit is that of ``audit.annotate.beads`` for one sentence beside one. Where a translation is shorter than
usual, the clauses of the source are left out one after the other: if it is nearer to what remains, that clause is what
it does not say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import regex

from audit.annotate import Notes
from audit.annotate.anchors import anchors
from audit.annotate.band import nearest
from audit.annotate.beads import Beads, Sentence, learned
from audit.annotate.vectors import missing, vectors
from audit.model import Document, Span, Text
from audit.text.lengths import between, expectation, language
from audit.text.likeness import Likeness, Lost

if TYPE_CHECKING:
    from audit.annotate.vectors import Matrix

SHORT = -0.7
"""Standard deviations from the usual length under which clauses are tried."""
LEAST = 40
"""Characters of English a source must be worth to be tried clause by clause."""
_SHARES = (0.2, 0.75)
"""How much of the source may be left out at a time."""
_MOST = 10
"""Stretches of a source that are tried."""
_CLAUSE = regex.compile(r"[,;:،؛、，；：.!?。！？؟…]+[\p{Pe}\p{Pf}\"']*\s*|\s[–—-]\s|\s(?=\()|(?<=\))\s")


def annotate(document: Document) -> Notes:
    """Leave, for each of ``document.units`` in order, its ``Likeness`` or None; or, as a string, why there is none."""
    units = [unit for unit in document.units if unit.source and unit.source.text.strip() and unit.target.text.strip()]
    if not units:
        return Notes("no source")
    tags = {text.pack.lang for unit in units for text in (unit.target, unit.source) if text}
    if why_not := missing(*sorted(tags)):
        return Notes(why_not)
    pairs = [(unit.source, unit.target) for unit in units if unit.source]
    found = dict(zip(map(id, units), _judged(pairs), strict=True))
    return Notes(tuple(found.get(id(unit)) for unit in document.units))


def _judged(pairs: Sequence[tuple[Text, Text]]) -> list[Likeness]:
    one = vectors([source.text for source, _ in pairs])
    other = vectors([target.text for _, target in pairs])
    sides = [
        [Sentence(max(language(t), 1), anchors(t), 0, False, "") for t in side] for side in zip(*pairs, strict=True)
    ]
    usual = nearest(one, other).usual, nearest(other, one).usual
    cosine = (one * other).sum(axis=1).tolist()
    none = [[0.0] * len(pairs)] * 2
    tags = expectation(pairs[0][0].pack.lang, pairs[0][1].pack.lang)
    beads = Beads(sides[0], sides[1], tags, learned("vectors"), lambda i, _: cosine[i], (none, none), usual)
    away = [between(source, target) or 0.0 for source, target in pairs]
    lost = _lost(pairs, other, away)
    return [
        Likeness(round(cosine[n], 4), round(beads.score(n, n, 1, 1), 3), round(away[n], 2), lost.get(n))
        for n in range(len(pairs))
    ]


def _lost(pairs: Sequence[tuple[Text, Text]], targets: Matrix, away: Sequence[float]) -> dict[int, Lost]:
    """By number of the pair, the stretch of its source that its translation is nearer without."""
    tried: list[tuple[int, Span]] = []
    for n, (source, target) in enumerate(pairs):
        factor = expectation(source.pack.lang, target.pack.lang).factor
        if away[n] < SHORT and language(source) >= LEAST * factor:
            tried += [(n, span) for span in stretches(source.text)]
    if not tried:
        return {}
    whole = vectors([pairs[n][0].text for n, _ in tried])
    rest = vectors([_without(pairs[n][0].text, span) for n, span in tried])
    alone = vectors([pairs[n][0].text[slice(*span)] for n, span in tried])
    found: dict[int, Lost] = {}
    for k, (n, span) in enumerate(tried):
        gain = float((rest[k] - whole[k]) @ targets[n])
        text = pairs[n][0].text
        lost = Lost(span, round(gain, 4), round(float(alone[k] @ targets[n]), 4), (span.end - span.start) / len(text))
        if n not in found or lost.gain > found[n].gain:
            found[n] = lost
    return found


def _without(text: str, span: Span) -> str:
    return text[: span.start].rstrip(" ,;:、，") + " " + text[span.end :]


def stretches(text: str) -> list[Span]:
    """Runs of clauses of a text, of a length that can be missed without all being missed."""
    cuts = [0, *(m.end() for m in _CLAUSE.finditer(text)), len(text)]
    cuts = sorted(set(cuts))
    return list(_runs(cuts, len(text)))[:_MOST]


def _runs(cuts: Sequence[int], length: int) -> Iterator[Span]:
    for count in (1, 2, 3):
        for first in range(len(cuts) - count):
            span = Span(cuts[first], cuts[first + count])
            if _SHARES[0] <= (span.end - span.start) / length <= _SHARES[1]:
                yield span
