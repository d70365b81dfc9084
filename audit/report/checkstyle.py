"""Checkstyle's XML, which Jenkins, Gerrit, Bitbucket and many editors read.

Critical findings are errors, major ones warnings, minor ones infos. Columns count code points. Only findings that stand
are listed; files without any are named. In containers the line is the file's, where the reader knows it, or else 1.
"""

from __future__ import annotations

from audit.model import Run
from audit.report import Options
from audit.report.markup import Element, add, written_out
from audit.report.places import line
from audit.report.wording import LEVEL, described, named, standing, troubles

_SEVERITY = {"error": "error", "warning": "warning", "note": "info"}
_VERSION = "4.3"
"""Of Checkstyle whose format this is."""


def render(run: Run, options: Options) -> str:
    """One ``file`` per file, one ``error`` per finding; what could not be audited is an error of its file."""
    root = Element("checkstyle", {"version": _VERSION})
    files: dict[str, Element] = {}
    for report in run.reports:
        file = _file(root, files, report.document.path)
        for finding in standing(report):
            plain = finding.place.unit is None
            add(
                file,
                "error",
                line=line(report.document, finding) or 1,
                column=finding.place.column if plain else None,
                severity=_SEVERITY[LEVEL[finding.severity]],
                message=described(finding),
                source=f"audit.{finding.rule}",
            )
    for trouble in troubles(run):
        file = _file(root, files, trouble.path)
        add(file, "error", line=1, severity="error", message=trouble.reason, source="audit")
    return written_out(root)


def _file(root: Element, files: dict[str, Element], path: str) -> Element:
    if path not in files:
        files[path] = add(root, "file", name=named(path))
    return files[path]
