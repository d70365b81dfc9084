"""Workflow commands of GitHub Actions: each finding an annotation on its line.

Critical findings are errors, major ones warnings, minor ones notices. GitHub shows ten of each kind per step and the
rest in the log only; so the worst come first, and of each severity one of every rule and file before the next.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from audit.model import SEVERITIES, Finding, Report, Run
from audit.report import Options
from audit.report.places import extent, line
from audit.report.wording import LEVEL, described, named, standing, troubles

_COMMAND = {"error": "error", "warning": "warning", "note": "notice"}
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})
"""Escapes of the runner (actions/toolkit, ``command.ts``)."""


def render(run: Run, options: Options) -> str:
    """One command per line: what could not be audited, then the findings that stand."""
    lines = [_command("error", trouble.reason, file=named(trouble.path), title="audit") for trouble in troubles(run)]
    lines += (_annotation(report, finding) for report, finding in _ordered(run))
    return "".join(f"{line}\n" for line in lines)


def _ordered(run: Run) -> Iterator[tuple[Report, Finding]]:
    """Worst first; among equals each rule's first finding in a file before any rule's second."""
    ranked: list[tuple[int, int, int, Report, Finding]] = []
    for number, report in enumerate(run.reports):
        seen = Counter[str]()
        for finding in standing(report):
            ranked.append((-SEVERITIES.index(finding.severity), seen[finding.rule], number, report, finding))
            seen[finding.rule] += 1
    for *_, report, finding in sorted(ranked, key=lambda entry: entry[:3]):
        yield report, finding


def _annotation(report: Report, finding: Finding) -> str:
    where = extent(report.document, finding.place)
    at: dict[str, int | None] = {"line": line(report.document, finding)}
    if where and where.line == where.end_line:
        at |= {"col": where.column, "endColumn": max(where.end_column, where.column)}
    elif where:
        at |= {"endLine": where.end_line}  # columns only where an annotation stays on its line
    command = _COMMAND[LEVEL[finding.severity]]
    title = f"{finding.rule} ({finding.severity})"
    return _command(command, described(finding), file=named(report.document.path), **at, title=title)


def _command(name: str, message: str, **properties: str | int | None) -> str:
    stated = (f"{key}={str(value).translate(_PROPERTY)}" for key, value in properties.items() if value is not None)
    return f"::{name} {','.join(stated)}::{message.translate(_DATA)}"
