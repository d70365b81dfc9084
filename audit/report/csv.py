"""CSV (RFC 4180), a finding a row, for spreadsheets and data frames: UTF-8 without a byte order mark, CRLF.

Findings that are allowed or in the baseline have rows too (``status``); a file that could not be audited, and what
failed in one that was, has a row of status ``failed``. A cell that a spreadsheet would take for a formula begins with
an apostrophe. ``start`` and ``end`` count code points, in containers those of the ``unit``.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO

from audit.model import Report, Run
from audit.report import Options
from audit.report.places import extent, line
from audit.report.wording import inert, named, spot, troubles

COLUMNS = (
    "path", "language", "line", "column", "end_line", "end_column", "unit", "start", "end", "severity", "rule", "code",
    "category", "message", "text", "suggestions", "related", "confidence", "status", "fingerprint",
)  # fmt: skip
BETWEEN = " | "
"""What parts several suggestions, and several related places."""

_FORMULA = frozenset("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
"""First characters of what some spreadsheet runs as a formula, the last four full-width (OWASP, CSV injection)."""

Row = dict[str, str | int | float]


def render(run: Run, options: Options) -> str:
    """The header and all rows."""
    table = StringIO(newline="")
    writer = csv.DictWriter(table, COLUMNS, restval="")
    writer.writeheader()
    for row in _rows(run):
        writer.writerow({name: _safe(value) if isinstance(value, str) else value for name, value in row.items()})
    return table.getvalue()


def _safe(cell: str) -> str:
    shown = inert(cell)
    return f"'{shown}" if shown[:1] in _FORMULA or shown.lstrip()[:1] in _FORMULA else shown


def _rows(run: Run) -> Iterator[Row]:
    for trouble in troubles(run):
        yield {"path": named(trouble.path), "message": trouble.reason, "status": "failed"}
    for report in run.reports:
        yield from _findings(report)


def _findings(report: Report) -> Iterator[Row]:
    document = report.document
    for finding in report.findings:
        row: Row = {
            "path": named(document.path),
            "language": document.pack.lang,
            "line": line(document, finding) or "",
            "unit": finding.place.unit or "",
            "start": finding.place.start,
            "end": finding.place.end,
            "severity": finding.severity,
            "rule": finding.rule,
            "code": finding.code,
            "category": finding.category,
            "message": finding.message,
            "text": finding.text,
            "suggestions": BETWEEN.join(finding.suggestions),
            "related": BETWEEN.join(spot(place) for place in finding.related),
            "confidence": "" if finding.confidence is None else finding.confidence,
            "status": finding.status,
            "fingerprint": finding.fingerprint,
        }
        where = extent(document, finding.place)
        yield row | (where._asdict() if where else {})
