"""How much of a source its translation says: evidence of coverage, never of quality.

A pair's ``similarity`` is the cosine of its sentence vectors, times the share of its source that no finding says is
left out, times .9 for every number or name that a finding says is lost or changed. Sentence vectors hardly agree with
what people think of a translation: this tells where to look, and ranks neither translators nor machines.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any, NamedTuple

from audit.model import Document, Finding, Report, Segment
from audit.text.lengths import size

_TOLL = 0.9
_FEW = 20
"""Unlinked sentences that are named."""


class Pair(NamedTuple):
    """A unit's evidence: similarity 0..1 (None without vectors), the share of its source that is there, and how many
    numbers and names are lost or changed."""

    similarity: float | None
    covered: float
    numbers: int
    names: int
    size: int


class Coverage(NamedTuple):
    """Of a document: the share of the source's characters that are there, and the mean similarity of its pairs by
    size (None without vectors). ``missing`` and ``extra`` are sentences, as texts, of source and of translation."""

    share: float
    similarity: float | None
    pairs: tuple[Pair, ...]
    missing: tuple[str, ...]
    extra: tuple[str, ...]


def measured(report: Report) -> Coverage | None:
    """The coverage of a report's document; None where it has no source, or another text for one."""
    document = report.document
    if not document.units or not any(unit.source and unit.source.text.strip() for unit in document.units):
        return None
    pairs = _pairs(document, [finding for finding in report.findings if finding.status == "new"])
    missing, extra = _unlinked(document)
    lost = sum(size(text) for text in missing)
    every = sum(pair.size for pair in pairs) + (lost if document.source else 0)
    share = sum(pair.covered * pair.size for pair in pairs) / max(every, 1)
    known = [(pair.similarity, pair.size) for pair in pairs if pair.similarity is not None]
    total = sum(weight for _, weight in known)
    mean = sum(value * weight for value, weight in known) / total if total else None
    return Coverage(round(share, 4), None if mean is None else round(mean, 4), pairs, missing, extra)


def as_object(coverage: Coverage | None) -> dict[str, Any] | None:
    """For JSON, without the pairs, which are in their links."""
    if coverage is None:
        return None
    return {
        "share": coverage.share,
        "similarity": coverage.similarity,
        "pairs": len(coverage.pairs),
        "missing": list(coverage.missing[:_FEW]),
        "extra": list(coverage.extra[:_FEW]),
    }


def _pairs(document: Document, findings: Sequence[Finding]) -> tuple[Pair, ...]:
    noted = document.notes.get("likeness")
    notes = [None] * len(document.units) if noted is None or isinstance(noted, str) else noted
    starts = [unit.target.start for unit in document.units]
    inside: list[list[Finding]] = [[] for _ in starts]
    for finding in findings:
        if finding.span.start >= (starts[0] if starts else 0) and starts == sorted(starts):
            inside[bisect_right(starts, finding.span.start) - 1].append(finding)
    return tuple(_pair(unit, note, mine) for unit, note, mine in zip(document.units, notes, inside, strict=True))


def _pair(unit: Segment, note: Any, findings: Sequence[Finding]) -> Pair:
    source = unit.source.text if unit.source else ""
    covered = 1.0
    for finding in findings:
        if finding.code[:2] == "CV" and finding.category == "accuracy/omission":
            lost = finding.because.get("source_text", source) if finding.rule == "partial-omission" else ""
            covered = min(covered, 1 - size(lost) / max(size(source), 1) if lost else covered)
    if not unit.target.text.strip():
        covered = 0.0
    numbers, names = (sum(finding.code[:2] == family for finding in findings) for family in ("NU", "NA"))
    cosine = max(0.0, note.similarity) if note is not None else None
    similarity = None if cosine is None else round(cosine * covered * _TOLL ** (numbers + names), 4)
    return Pair(similarity, round(covered, 4), numbers, names, size(source))


def _unlinked(document: Document) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Sentences without a counterpart; in a container, sources that are not translated."""
    if document.alignment is None or document.source is None:
        empty = (u for u in document.units if u.source and u.source.text.strip() and not u.target.text.strip())
        return tuple(unit.source.text.strip() for unit in empty if unit.source), ()
    theirs = [segment.target.text.strip() for segment in document.source.segments]
    ours = [segment.target.text.strip() for segment in document.segments]
    links = document.alignment.links
    missing = tuple(theirs[n] for link in links if not link.target for n in link.source)
    return missing, tuple(ours[n] for link in links if not link.source for n in link.target)
