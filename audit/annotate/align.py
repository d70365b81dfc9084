"""Which sentences of a translation say what which sentences of its source say.

The best path through the grid of both texts is found by dynamic programming in a strip along sure pairs; what it has to
leave alone because it runs forwards only (sentences that changed places) is linked afterwards. Scores are those of
``audit.annotate.beads``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from audit.annotate.band import nearest, posts_by_anchors, posts_by_vectors, strip
from audit.annotate.beads import SHAPES, Beads, Similarity, learned, probability, sentences_of
from audit.annotate.vectors import NAME, Known, missing, vectors
from audit.model import Alignment, Document, Link, Segment, Span, Text
from audit.text.lengths import expectation

if TYPE_CHECKING:
    from audit.annotate.vectors import Matrix

Bead = tuple[int, int, int, int]
"""First source sentence, first target sentence, how many of each."""

_MOVED = 12
"""How far from its place a sentence is looked for, in sentences."""
_KEPT = 64
"""Source sentences after which scores are dropped."""
_SWAP = 2.0
"""How much better, in log-odds, two sentences must fit crosswise."""


_SURE = 0.5
"""Confidence of a link that counts."""
_RELATED = 0.3
"""Share of linked sentences, on the side that has more of them, under which two texts are strangers."""

_NEAR = -1.0
"""The log-odds from which two sentences left alone near each other are linked."""


class Moved(NamedTuple):
    """A link that the path could not hold: one sentence on each side, and its log-odds."""

    source: int
    target: int
    score: float


def aligned(target: Document, source: Document) -> Document:
    """``target`` with its source, the links between their sentences, and a unit for each link with both sides.

    There are no units where too few sentences are linked for the one text to be the translation of the other.
    """
    known = encoded(source, target)
    alignment = alignment_of(source, target, known)
    units = tuple(_units(target, source, alignment)) if related(alignment) else ()
    notes = target.notes if isinstance(known, str) else {**target.notes, "vectors": [side.halved() for side in known]}
    return replace(target, source=source, alignment=alignment, units=units, notes=notes)


def related(alignment: Alignment) -> bool:
    """Is one of the two texts a translation of the other, whole or in part?"""
    sure = [link for link in alignment.links if link.source and link.target and link.score >= _SURE]
    theirs = sum(len(link.source) for link in sure), sum(len(link.source) for link in alignment.links)
    ours = sum(len(link.target) for link in sure), sum(len(link.target) for link in alignment.links)
    return any(linked >= _RELATED * every for linked, every in (theirs, ours) if every)


def encoded(source: Document, target: Document) -> tuple[Known, Known] | str:
    """The vectors of the sentences of both sides, or why there are none."""
    if why_not := missing(source.pack.lang, target.pack.lang):
        return why_not
    theirs, ours = ([segment.target.text for segment in side.segments] for side in (source, target))
    if not theirs or not ours:
        return "one side is empty"
    one, other = (Known({text: i for i, text in enumerate(side)}, vectors(side)) for side in (theirs, ours))
    return one, other


def alignment_of(source: Document, target: Document, known: tuple[Known, Known] | str) -> Alignment:
    """The links between the sentences of two documents, in the order of the target, and what they rest on."""
    beads, basis, band = prepared(source, target, known)
    links = list(_links(beads, band))
    linked = [link.score for link in links if link.source and link.target]
    total = len(beads.source) + len(beads.target)
    share = sum(len(link.source) + len(link.target) for link in links if link.source and link.target) / max(total, 1)
    mean = sum(linked) / len(linked) if linked else 0.0
    return Alignment(round(mean * share, 4), tuple(links), basis)


def prepared(
    source: Document, target: Document, known: tuple[Known, Known] | str
) -> tuple[Beads, str, list[tuple[int, int]]]:
    """The scores, what they rest on, and the strip to look in."""
    pair = expectation(source.pack.lang, target.pack.lang)
    if isinstance(known, str):
        theirs, ours = sentences_of(source), sentences_of(target)
        beads = Beads(theirs, ours, pair, learned("anchors"))
        posts = posts_by_anchors([s.anchors for s in theirs], [s.anchors for s in ours], beads.worth)
        return beads, f"lengths and anchors ({known})", strip(posts, len(theirs), len(ours))
    one, other = (side.rows for side in known)
    there, here = nearest(one, other), nearest(other, one)
    band = strip(posts_by_vectors(there, here), len(one), len(other))
    dots = _in_strip(one, other, band)
    within = tuple([(v[:-d] * v[d:]).sum(axis=1).tolist() for d in (1, 2)] for v in (one, other))
    usual = there.usual, here.usual
    beads = Beads(sentences_of(source), sentences_of(target), pair, learned("vectors"), dots, within, usual)  # type: ignore[arg-type]
    return beads, f"{NAME}, lengths and anchors", band


def _in_strip(one: Matrix, other: Matrix, band: Sequence[tuple[int, int]]) -> Similarity:
    """The similarity of two sentences: looked up in the strip, worked out beyond it."""
    firsts = [max(low - 1, 0) for low, _ in band[:-1]]
    rows = [
        (other[low : high + 2] @ vector).tolist() for vector, low, (_, high) in zip(one, firsts, band, strict=False)
    ]

    def similarity(i: int, j: int) -> float:
        at, row = j - firsts[i], rows[i]
        return row[at] if 0 <= at < len(row) else float(one[i] @ other[j])

    return similarity


# -- the path ---------------------------------------------------------------------------


def _path(beads: Beads, band: Sequence[tuple[int, int]]) -> list[Bead]:
    """The beads, sentences left alone among them, whose scores sum up to the most."""
    alone = beads.model.alone
    best: list[list[float]] = []
    came: list[list[Bead]] = []
    for i, (low, high) in enumerate(band):
        if i % _KEPT == 0:
            beads.forget()
        row, steps = [0.0] * (high - low + 1), [(0, 0, 0, 0)] * (high - low + 1)
        for j in range(low, high + 1):
            top, step = (0.0, (0, 0, 0, 0)) if i == j == 0 else (float("-inf"), (0, 0, 0, 0))
            for bead, value in _steps(beads, band, best, row, i, j, alone):
                if value > top:
                    top, step = value, bead
            row[j - low], steps[j - low] = top, step
        best.append(row)
        came.append(steps)
    found: list[Bead] = []
    i, j = len(band) - 1, band[-1][1]
    while i or j:
        bead = came[i][j - band[i][0]]
        found.append(bead)
        i, j = i - bead[2], j - bead[3]
    return found[::-1]


def _steps(
    beads: Beads,
    band: Sequence[tuple[int, int]],
    best: Sequence[Sequence[float]],
    row: Sequence[float],
    i: int,
    j: int,
    alone: float,
) -> Iterator[tuple[Bead, float]]:
    """The beads that end after ``i`` source and ``j`` target sentences, with the score of the path they end."""
    low = band[i][0]
    if j > low:
        yield (i, j - 1, 0, 1), row[j - 1 - low] + alone
    if i and band[i - 1][0] <= j <= band[i - 1][1]:
        yield (i - 1, j, 1, 0), best[i - 1][j - band[i - 1][0]] + alone
    for a, b in SHAPES:
        p, q = i - a, j - b
        if p < 0 or not band[p][0] <= q <= band[p][1]:
            continue
        if a + b > 2 and not beads.promising(p, q, i - 1, j - 1):
            continue
        yield (p, q, a, b), best[p][q - band[p][0]] + beads.score(p, q, a, b)


# -- from the path to links -------------------------------------------------------------


def _links(beads: Beads, band: Sequence[tuple[int, int]]) -> list[Link]:
    path = list(_uncrossed(beads, _path(beads, band)))
    moved = _moved(beads, path)
    sources, targets = {move.source for move in moved}, {move.target for move in moved}
    path = [
        bead for bead in path if not ((bead[3] == 0 and bead[0] in sources) or (bead[2] == 0 and bead[1] in targets))
    ]
    links = [Link(tuple(range(i, i + a)), tuple(range(j, j + b)), _sureness(beads, path, n))
             for n, (i, j, a, b) in enumerate(path)]  # fmt: skip
    links += [Link((move.source,), (move.target,), round(probability(move.score), 3)) for move in moved]
    return _in_order(links)


def _in_order(links: Sequence[Link]) -> list[Link]:
    """Links by their target; those without one after the link of the source sentence before."""
    ranked = sorted((link for link in links if link.target), key=lambda link: link.target)
    missing_ = sorted((link for link in links if not link.target), key=lambda link: link.source)
    follows = {number: at for at, link in enumerate(ranked) for number in link.source}
    placed: list[list[Link]] = [[] for _ in range(len(ranked) + 1)]
    for link in missing_:
        at = follows.get(link.source[0] - 1, -1)
        follows[link.source[-1]] = at
        placed[at + 1].append(link)
    return placed[0] + [one for at, link in enumerate(ranked) for one in (link, *placed[at + 1])]


def _uncrossed(beads: Beads, path: Sequence[Bead]) -> Iterator[Bead]:
    """``path`` with two neighbours that changed places linked crosswise."""
    n = 0
    while n < len(path):
        i, j, a, b = path[n]
        straight = path[n : n + 2]
        if (a, b) == (2, 2):
            straight, n = [(i, j, 1, 1), (i + 1, j + 1, 1, 1)], n + 1
        elif len(straight) == 2 and all(bead[2:] == (1, 1) for bead in straight):
            n += 1
        else:
            yield path[n]
            n += 1
            continue
        crosswise = [(i, j + 1, 1, 1), (i + 1, j, 1, 1)]
        along, across = ([beads.score(*bead) for bead in way] for way in (straight, crosswise))
        if sum(across) > sum(along) + _SWAP and min(across) > 0:
            yield from crosswise
            n += (a, b) == (1, 1)
        elif (a, b) == (2, 2):
            yield from straight if min(along) > 0 else [(i, j, a, b)]
        else:
            yield straight[0]


def _moved(beads: Beads, path: Sequence[Bead]) -> list[Moved]:
    """Sentences that the path left alone on either side and that fit each other, the best fits first."""
    theirs = [bead[0] for bead in path if bead[3] == 0]
    ours = [bead[1] for bead in path if bead[2] == 0]
    at = {bead[0]: n for n, bead in enumerate(path) if bead[3] == 0}
    here = {bead[1]: n for n, bead in enumerate(path) if bead[2] == 0}
    fits = [
        Moved(i, j, score)
        for i in theirs
        for j in ours
        if abs(at[i] - here[j]) <= _MOVED
        and (score := beads.score(i, j, 1, 1)) > (_NEAR if abs(at[i] - here[j]) <= 3 else _SWAP)
    ]
    taken: list[Moved] = []
    for fit in sorted(fits, key=lambda fit: (-fit.score, fit.source, fit.target)):
        if all(fit.source != other.source and fit.target != other.target for other in taken):
            taken.append(fit)
    return taken


def _sureness(beads: Beads, path: Sequence[Bead], n: int) -> float:
    """How sure a link is, 0..1. A sentence left alone: how much worse it would be with a neighbour's link."""
    i, j, a, b = path[n]
    alone = beads.model.alone
    if a and b:
        return round(probability(beads.score(i, j, a, b)), 3)
    first, last = n, n
    while first and not (path[first - 1][2] and path[first - 1][3]):
        first -= 1
    while last + 1 < len(path) and not (path[last + 1][2] and path[last + 1][3]):
        last += 1
    run = path[first : last + 1]
    others = [2 * alone - beads.score(i, bead[1], 1, 1) for bead in run if a and not bead[2]]
    others += [2 * alone - beads.score(bead[0], j, 1, 1) for bead in run if b and not bead[3]]
    near = [bead for bead in path[max(0, n - 5) : n + 6] if bead not in run]
    others += [alone - beads.score(i, bead[1], 1, 1) for bead in near if a and not bead[2]]
    others += [alone - beads.score(bead[0], j, 1, 1) for bead in near if b and not bead[3]]
    for p, q, c, d in path[max(0, n - 1) : n + 2]:
        if not (c and d) or max(c + a, d + b) > 3:
            continue
        with_it = beads.score(min(i, p) if a else p, min(j, q) if b else q, c + a, d + b)
        others.append(beads.score(p, q, c, d) + alone - with_it)
    return round(probability(min(others, default=4.0)), 3)


# -- units ------------------------------------------------------------------------------


def _units(target: Document, source: Document, alignment: Alignment) -> Iterator[Segment]:
    """For each link with both sides, its sentences on either side as one text."""
    theirs, ours = list(source.segments), list(target.segments)
    for link in alignment.links:
        if link.source and link.target:
            yield Segment(
                _joined(target, [ours[number].target for number in link.target]),
                _joined(source, [theirs[number].target for number in link.source]),
                about={"score": link.score},
            )


def _joined(document: Document, texts: Sequence[Text]) -> Text:
    """Neighbouring sentences as one text, what stands between them included, in the language the document should be in:
    what was left in another one is compared with its source too."""
    pack = document.pack if document.pack.lang != "und" else texts[0].pack
    if len(texts) == 1:
        return texts[0] if texts[0].pack is pack else replace(texts[0], pack=pack)
    start, end = texts[0].start, texts[-1].start + len(texts[-1].text)
    spans = [span.shift(text.start - start) for text in texts for span in text.protected]
    return Text(document.text[start:end], pack, start, tuple(Span(*span) for span in spans))
