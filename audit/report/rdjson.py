"""The Reviewdog Diagnostic Format (``reviewdog -f=rdjson``), with suggestions to accept in a review.

Critical findings are ERROR, major ones WARNING, minor ones INFO. Columns count bytes of UTF-8, as the format wants it.
Only findings that stand are listed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from audit.model import Document, Finding, Layout, Report, Run
from audit.report import Options
from audit.report.places import extent, line, replacements
from audit.report.wording import LEVEL, described, named, standing, troubles

_SEVERITY = {"error": "ERROR", "warning": "WARNING", "note": "INFO"}
_FEW = 3
"""Suggestions per finding: each is a block of its own in the review."""


def render(run: Run, options: Options) -> str:
    """The report as indented JSON with a final newline."""
    return msgspec.json.format(msgspec.json.encode(as_object(run)), indent=2).decode() + "\n"


def as_object(run: Run) -> dict[str, Any]:
    """The report as plain dictionaries and lists."""
    failed = [
        {"message": trouble.reason, "location": {"path": named(trouble.path)}, "severity": "ERROR"}
        for trouble in troubles(run)
    ]
    found = [diagnostic for report in run.reports for diagnostic in _diagnostics(report)]
    return {"source": {"name": "translation-audit"}, "diagnostics": failed + found}


def _diagnostics(report: Report) -> Iterator[dict[str, Any]]:
    findings = standing(report)
    plain = [finding.place for finding in findings if finding.place.unit is None]
    columns = byte_columns(report.document.layout, (at for place in plain for at in (place.start, place.end)))
    for finding in findings:
        where = _range(report.document, finding, columns)
        yield {
            "message": described(finding),
            "location": {"path": named(report.document.path)} | ({"range": where} if where else {}),
            "severity": _SEVERITY[LEVEL[finding.severity]],
            "code": {"value": finding.rule},
            "suggestions": _suggestions(report.document, finding, where),
        }


def byte_columns(layout: Layout, positions: Iterable[int]) -> Mapping[int, int]:
    """For each position of the file its column from 1, in bytes of UTF-8, in one pass over the text."""
    columns: dict[int, int] = {}
    at, column = 0, 1
    for position in sorted(set(positions)):
        begin = position - layout.line_and_column(position)[1] + 1
        if begin > at:
            at, column = begin, 1
        column += len(layout.file_text[at:position].encode("utf-8", "surrogatepass"))
        at, columns[position] = position, column
    return columns


def _range(document: Document, finding: Finding, columns: Mapping[int, int]) -> dict[str, Any] | None:
    where = extent(document, finding.place)
    if where is None:
        known = line(document, finding)
        return {"start": {"line": known}} if known else None
    return {
        "start": {"line": where.line, "column": columns[finding.place.start]},
        "end": {"line": where.end_line, "column": columns[finding.place.end]},
    }


def _suggestions(document: Document, finding: Finding, where: dict[str, Any] | None) -> list[dict[str, Any]]:
    return [{"range": where, "text": text} for text in replacements(document, finding)[:_FEW]]
