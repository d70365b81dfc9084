"""What the page says of whole documents and of the run: tallies, languages, silences, files."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from audit.model import SEVERITIES, Report, Severity, Verdict
from audit.packs import load
from audit.report.wording import standing
from audit.wording import said

WORST_FIRST: tuple[Severity, ...] = tuple(reversed(SEVERITIES))


class Tick(NamedTuple):
    """A finding on the strip that stands for the whole text, in thousandths of it."""

    at: int
    severity: Severity


class Tally(NamedTuple):
    """How many findings stand, by severity, the gravest first."""

    counts: tuple[tuple[Severity, int], ...]

    @property
    def total(self) -> int:
        return sum(count for _, count in self.counts)


def tally(reports: Sequence[Report]) -> Tally:
    counted = Counter(finding.severity for report in reports for finding in standing(report))
    return Tally(tuple((severity, counted[severity]) for severity in WORST_FIRST))


def ticks(report: Report) -> list[Tick]:
    """Where findings are, at most one for each thousandth of the text, the gravest."""
    length = max(len(report.document.text), 1)
    found: dict[int, Severity] = {}
    for finding in sorted(standing(report), key=lambda finding: SEVERITIES.index(finding.severity)):
        found[min(finding.span.start * 1000 // length, 996)] = finding.severity
    return [Tick(at, found[at]) for at in sorted(found)]


def languages(report: Report) -> str:
    named = (f"{said(load(s.language).name or s.language)} {s.share:.0%}" for s in report.languages if s.share >= 0.005)
    return said(", ").join(named) or said("no language")


def silences(report: Report) -> list[tuple[str, list[str]]]:
    """Why something was not judged, and the rules this kept from it."""
    reasons: dict[str, dict[str, None]] = {}
    for rule, reason, _ in report.unjudged:
        reasons.setdefault(reason, {})[rule] = None
    return [(reason, list(rules)) for reason, rules in sorted(reasons.items())]


def worst_verdict(reports: Sequence[Report]) -> Verdict | None:
    said = {report.verdict for report in reports}
    order: tuple[Verdict, ...] = ("block", "revise", "publish")
    return next((verdict for verdict in order if verdict in said), None)


def shortened(paths: Sequence[str]) -> tuple[str, list[str]]:
    """The folder that all paths are in, and the paths from there."""
    folder = os.path.commonpath(paths) if len(paths) > 1 and len(set(map(os.path.isabs, paths))) == 1 else ""
    return folder, [os.path.relpath(path, folder) if folder else path for path in paths]
