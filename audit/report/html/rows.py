"""The rows of the page: a paragraph each, or with a source the sentences that say the same."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from heapq import merge
from typing import NamedTuple

from audit.model import Document, Finding, Link, Paragraph, Text
from audit.report.alignment import DOUBTFUL, EXTRA, LINKED, MISSING, state

STATES = {LINKED: "linked", DOUBTFUL: "doubtful", MISSING: "missing", EXTRA: "extra"}


class Row(NamedTuple):
    """A stretch of the document and what stands beside it. Rows cover the document without a hole.

    ``source`` is None where there is no source at all, () where this row has none. ``state`` is one of ``STATES``, or
    "" where nothing was compared. ``label`` is the name of a string in a container.
    """

    start: int
    end: int
    paragraph: Paragraph | None = None
    opens: bool = True
    """Does its paragraph begin here?"""
    source: tuple[Text, ...] | None = None
    state: str = ""
    label: str = ""


class _Cut(NamedTuple):
    """Where a row begins; ``empty`` if nothing of the document is in it."""

    start: int
    source: tuple[Text, ...] | None = None
    state: str = ""
    label: str = ""
    empty: bool = False


def rows(document: Document) -> list[Row]:
    """The document from its first to its last character, in order."""
    cuts = list(_cuts(document))
    first = next((cut.start for cut in cuts if not cut.empty), None)
    if not cuts or (document.text and (first is None or document.text[:first].strip())):
        cuts.insert(0, _Cut(0, () if document.units else None))
        first = 0
    return list(_placed(document, cuts, first or 0))


def _placed(document: Document, cuts: Sequence[_Cut], first: int) -> Iterator[Row]:
    """Rows from cuts: each ends where the next begins; white space before ``first`` goes to the first of them."""
    begins = [paragraph.span.start for paragraph in document.paragraphs]
    ends = _ends(cuts, len(document.text))
    shown = -1
    for cut, end in zip(cuts, ends, strict=True):
        number = bisect_right(begins, cut.start) - 1
        paragraph = document.paragraphs[number] if number >= 0 else None
        start = 0 if cut.start == first and not cut.empty else cut.start
        yield Row(start, end, paragraph, number != shown, cut.source, cut.state, cut.label)
        shown = shown if cut.empty else number
        first = first if cut.empty else -1


def _ends(cuts: Sequence[_Cut], length: int) -> list[int]:
    ends, following = [0] * len(cuts), length
    for number in range(len(cuts) - 1, -1, -1):
        ends[number] = cuts[number].start if cuts[number].empty else following
        following = following if cuts[number].empty else cuts[number].start
    return ends


def _cuts(document: Document) -> Iterator[_Cut]:
    if document.alignment is not None:
        alone = (_Cut(p.span.start, ()) for p in document.paragraphs if not p.segments)
        return merge(_linked(document, document.alignment.links), alone, key=lambda cut: cut.start)
    if document.is_collection:
        return _units(document)
    return (_Cut(paragraph.span.start) for paragraph in document.paragraphs)


def _units(document: Document) -> Iterator[_Cut]:
    """The strings of a container in the order they have in its text."""
    for unit in sorted(document.units, key=lambda unit: unit.target.start):
        source = (unit.source,) if unit.source and unit.source.text.strip() else ()
        blank = not unit.target.text.strip()
        kind = "missing" if blank and source else "linked" if source else "extra"
        yield _Cut(unit.target.start, source, kind, str(unit.about.get("key", "")), empty=not unit.target.text)


def _linked(document: Document, links: Sequence[Link]) -> Iterator[_Cut]:
    """A row per link; a sentence that was left out stands where its neighbour before it ends."""
    theirs = [segment.target for segment in document.source.segments] if document.source else []
    ours = [segment.target for segment in document.segments]
    at = 0
    for link in links:
        source = tuple(theirs[number] for number in link.source)
        if not link.target:
            yield _Cut(at, source, "missing", empty=True)
            continue
        yield _Cut(max(ours[link.target[0]].start, at if link.target[0] else 0), source, STATES[state(link)])
        following = max(link.target) + 1
        at = ours[following].start if following < len(ours) else len(document.text)


def row_of(found: Sequence[Row], findings: Sequence[Finding]) -> list[int]:
    """For each finding the number of the row it begins in; "missing here" goes to the row that is missing there."""
    starts = [row.start for row in found]
    empty: dict[tuple[int, str | None], int] = {}
    for number, row in enumerate(found):
        if row.start == row.end:
            empty.setdefault((row.start, None), number)
            empty.setdefault((row.start, row.label), number)

    def row_at(finding: Finding) -> int:
        at = finding.span.start
        last = max(bisect_right(starts, at) - 1, 0)
        if finding.span.end > at:
            return last
        return empty.get((at, finding.place.unit), empty.get((at, None), last))

    return [row_at(finding) for finding in findings]
