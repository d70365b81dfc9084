"""JSON Lines: the documents of the JSON report, schema 1, one a line, and a last line with the summary.

The last line is known by its ``summary``; a file without one is of a run that was cut off.
"""

from __future__ import annotations

from typing import Any

from audit.model import Report, Run
from audit.report import Options
from audit.report.json import as_document, encoded, summary

_BREAKS = str.maketrans({"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"})
"""Line breaks of Unicode that JSON does not escape, for readers that part lines at them."""


def render(run: Run, options: Options) -> str:
    """All lines. Non-ASCII text stays as it is."""
    return "".join(line(report, options.verbosity > 0) for report in run.reports) + last(run)


def line(report: Report, timed: bool = False) -> str:
    """One document, as ``#/$defs/document`` of the schema describes it. Seconds are stated only if ``timed``."""
    return _line(as_document(report, timed))


def last(run: Run) -> str:
    """What is said of all documents together."""
    return _line({"schema_version": 1, "signature": run.signature, "summary": summary(run)})


def _line(said: dict[str, Any]) -> str:
    return f"{encoded(said).translate(_BREAKS)}\n"
