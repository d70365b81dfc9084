"""Translations with sources: every marked defect is found, and the clean twins are quiet."""

from __future__ import annotations

from functools import cache

import pytest
from cases import HAS_VECTORS
from pair_specimens import PAIRS, PairSpecimen, document, files, index
from specimens import unfold

from audit.engine import audit_document
from audit.model import Document, Finding, Span
from audit.rule import catalogue

INDEX = index()
FAMILIES = ("CV", "NU", "NA", "MK", "TE")
each = pytest.mark.parametrize("specimen", INDEX, ids=lambda specimen: specimen.name)
KNOWN = {("ko-ja-news.txt", "changed-name")}
"""False alarms on clean twins: a trade (어민) before a name is read as part of it."""
needs_vectors = pytest.mark.skipif(not HAS_VECTORS, reason="the extra align is not installed")


@cache
def audited(specimen: PairSpecimen, folder: str) -> tuple[Document, tuple[Finding, ...]]:
    report = audit_document(
        document(specimen, folder), [r for r in catalogue().rules if r.code[:2] in FAMILIES and r.default]
    )
    assert not report.problems
    return report.document, report.findings


def test_index_is_sorted_and_complete() -> None:
    names = [specimen.name for specimen in INDEX]
    assert names == sorted(set(names))
    for folder in ("marked", "damaged", "clean"):
        assert sorted(path.name for path in (PAIRS / folder).iterdir()) == names


@each
def test_unfolded_files_are_up_to_date(specimen: PairSpecimen) -> None:
    for path, content in files(specimen).items():
        assert path.read_bytes() == content, f"{path.name}: run python tests/pair_specimens.py"


@needs_vectors
@each
def test_every_mark_is_found(specimen: PairSpecimen) -> None:
    texts = unfold((PAIRS / "marked" / specimen.name).read_text("utf-8"), specimen.name)
    found, findings = audited(specimen, "damaged")
    missed = [mark["quote"] or mark["suggestion"] for mark in texts.marks if not _found(mark, found, findings)]
    assert not missed


def _found(mark: dict[str, object], found: Document, findings: tuple[Finding, ...]) -> bool:
    """Does a finding touch the mark? In a container, where that text stands among its strings."""
    quote = str(mark["quote"])
    start = found.text.find(quote) if found.is_collection else int(str(mark["start"]))
    span = Span(max(start - 1, 0), start + len(quote) + 1)
    return start >= 0 and any(span.overlaps(finding.span) for finding in findings)


@needs_vectors
@each
def test_clean_twins_are_quiet(specimen: PairSpecimen) -> None:
    _, findings = audited(specimen, "clean")
    said = [(finding.rule, finding.text, finding.message) for finding in findings]
    assert [finding for finding in said if (specimen.name, finding[0]) not in KNOWN] == []
