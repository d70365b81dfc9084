"""The JSON report, schema 1. ``schema-1.json`` beside this module describes it."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any

import msgspec

from audit.model import SEVERITIES, Finding, Lineage, Place, Report, Run
from audit.report import Options, coverage, reference
from audit.report.places import byte_for_byte

WORST_FIRST = ("block", "revise", "publish")
_LONE = re.compile("[\ud800-\udfff]")


def render(run: Run, options: Options) -> str:
    """The report as indented JSON with a final newline. Non-ASCII text stays as it is."""
    return msgspec.json.format(encoded(as_object(run, timed=options.verbosity > 0)), indent=2) + "\n"


def encoded(said: object) -> str:
    """JSON on one line. Lone surrogates, which no file of UTF-8 can hold, become U+FFFD."""
    try:
        return msgspec.json.encode(said, enc_hook=_plain).decode()
    except UnicodeEncodeError:
        return _LONE.sub("\N{REPLACEMENT CHARACTER}", json.dumps(said, ensure_ascii=False, default=_plain))


def summary(run: Run) -> dict[str, Any]:
    """What the report says of the whole run."""
    standing = [f for report in run.reports for f in report.findings if f.status == "new"]
    counts = Counter(finding.severity for finding in standing)
    verdicts = {report.verdict for report in run.reports}
    return {
        "documents": len(run.reports),
        "findings": len(standing),
        "by_severity": {severity: counts[severity] for severity in SEVERITIES},
        "verdict": next((verdict for verdict in WORST_FIRST if verdict in verdicts), None),
        "failures": [{"path": byte_for_byte(path), "reason": byte_for_byte(reason)} for path, reason in run.failures],
        "stale_allowances": list(run.stale),
    }


def as_object(run: Run, timed: bool = False) -> dict[str, Any]:
    """The report as plain dictionaries and lists.

    Seconds are stated only if ``timed``: the same input gives the same bytes.
    """
    return {
        "schema_version": 1,
        "signature": run.signature,
        "summary": summary(run),
        "documents": [as_document(report, timed) for report in run.reports],
    }


def as_document(report: Report, timed: bool) -> dict[str, Any]:
    """What the report says of one document."""
    document = report.document
    return {
        "path": byte_for_byte(document.path),
        "language": document.pack.lang,
        "source": byte_for_byte(document.source.path) if document.source else None,
        "languages": [share._asdict() for share in report.languages],
        "verdict": report.verdict,
        "score": report.score,
        "origin": {
            "machine_translated": {"probability": None, "why_not": "no style model is installed"},
            "pivot": _lineage(report, report.origin.pivot),
            "source": _lineage(report, report.origin.source),
            "why_not": report.origin.why_not,
        },
        "findings": [_finding(finding) for finding in report.findings],
        "unjudged": [silence._asdict() for silence in report.unjudged],
        "alignment": alignment(report),
        "reference": reference.as_object(report.reference),
        "problems": list(report.problems),
        "statistics": {
            "characters": len(document.text),
            "segments": sum(1 for _ in document.segments),
            "seconds": round(report.seconds, 3) if timed else None,
        },
    }


def alignment(report: Report) -> dict[str, Any] | None:
    """The links of a document and its source, by numbers of sentences, and how much of the source they cover.

    None where there is no source; of a container, whose strings need no links, only what they cover.
    """
    document, found = report.document, coverage.measured(report)
    if document.alignment is None:
        return {"basis": "keys or times", "coverage": coverage.as_object(found)} if found else None
    similar = iter([pair.similarity for pair in found.pairs] if found else [])
    links = [
        {
            "source": list(link.source), "target": list(link.target), "score": link.score,
            "similarity": next(similar, None) if link.source and link.target else None,
        }
        for link in document.alignment.links
    ]  # fmt: skip
    about = {"score": document.alignment.score, "basis": document.alignment.basis}
    return {**about, "coverage": coverage.as_object(found), "links": links}


def _lineage(report: Report, lineage: Lineage | None) -> dict[str, Any] | None:
    """A language the document came through; its evidence as indexes of findings, heaviest first."""
    if lineage is None:
        return None
    numbers = {f.span: number for number, f in enumerate(report.findings) if "through" in f.because}
    evidence = [numbers[span] for span in lineage.evidence if span in numbers]
    return {"language": lineage.language, "confidence": lineage.confidence, "evidence": evidence}


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "code": finding.code,
        "category": finding.category,
        "severity": finding.severity,
        **_place(finding.place),
        "text": finding.text,
        "message": finding.message,
        "suggestions": list(finding.suggestions),
        "confidence": finding.confidence,
        "because": dict(finding.because),
        "related": [_place(place) for place in finding.related],
        "fingerprint": finding.fingerprint,
        "status": finding.status,
    }


def _place(place: Place) -> dict[str, Any]:
    found = place._asdict()
    if found["unit"] is None:
        del found["unit"]
    return found


def _plain(value: object) -> object:
    """Evidence that JSON has no word for: sets as sorted lists, the rest by its text."""
    return sorted(value) if isinstance(value, set | frozenset) else str(value)
