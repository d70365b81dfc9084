"""Safe fixes: what rules would put in place of what they found, tried before it is written.

Edits are taken from the findings that are new, applied to the text of the file, and the result is audited again, until
no rule asks for more. An edit that does not remove its finding, or brings another, is taken back.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import msgspec

from audit.batch import Task, audit_file
from audit.edits import Edit, applied, carried, disjoint, joined, results
from audit.model import SEVERITIES, Failure, Finding, Report, Span
from audit.placing import placed, places, stand_together
from audit.read import STDIN
from audit.rewrite import RewriteError, rewritten
from audit.rule import Rule, catalogue

_ROUNDS = 8
_ATTEMPTS = 12


class Fixed(NamedTuple):
    """What became of a file: its bytes, its text and the edits of it; ``left`` says what was not fixed, and why."""

    report: Report
    """On the file as it is after the edits."""
    before: bytes
    after: bytes
    text: str
    edits: tuple[Edit, ...]
    left: tuple[str, ...]

    @property
    def path(self) -> str:
        return self.report.document.path


class _Trial:
    """One file, and what of it is not to be touched: spans of its text, each with the reason."""

    def __init__(self, task: Task, report: Report, data: bytes, folder: Path, unsafe: bool) -> None:
        self.task, self.first, self.data, self.unsafe = task, report, data, unsafe
        self.text = report.document.layout.file_text
        self.folder = folder
        self.barred: dict[Span, str] = {
            span: f"{finding.rule} is {finding.status} there"
            for finding in report.findings
            for span in places(finding)
            if finding.status != "new"
        }

    def audited(self, edits: Sequence[Edit]) -> Report:
        """The report on the file with ``edits``.

        Raises:
            RewriteError: they cannot be written, or what is written would not be read as what is meant.
        """
        return with_edits(self.task, self.first, self.data, edits, self.folder)[1]

    def rounds(self) -> tuple[list[Edit], Report]:
        """Edits of the file, and the report on it after them."""
        edits: list[Edit] = []
        report = self.first
        for _ in range(_ROUNDS):
            more = disjoint(edit for edit, _ in self.wanted(report, edits))
            if not more:
                break
            edits = joined(self.text, edits, more)
            report = self.audited(edits)
        return edits, report

    def wanted(self, report: Report, edits: Sequence[Edit]) -> list[tuple[Edit, Finding]]:
        """The edits that the findings of ``report`` ask for, the most severe and then the first before others."""
        asked = self._asked(report, edits, tried=False)
        if stand_together(report.document, disjoint(edit for edit, _ in asked)):
            return asked
        return self._asked(report, edits, tried=True)

    def _asked(self, report: Report, edits: Sequence[Edit], *, tried: bool) -> list[tuple[Edit, Finding]]:
        held = [carried(edits, span) for span in self.barred]
        ranked = sorted(fixable(report, self.unsafe), key=lambda finding: -SEVERITIES.index(finding.severity))
        return [
            (edit, finding)
            for finding in ranked
            for edit in placed(report.document, finding, finding.suggestions[0], tried=tried)
            if isinstance(edit, Edit) and not any(_meet(edit.span, span) for span in held)
        ]

    def bar(self, edits: Sequence[Edit], report: Report) -> bool:
        """Bar what must not be done; was there any?"""
        now = results(edits)
        found = list(_complaints(self.first, report, edits, now))
        for edit, finding in self.wanted(report, edits):
            found += [(number, f"{finding.rule} comes back") for number in _near(now, edit.span)]
        for number, reason in found:
            self.barred.setdefault(edits[number].span, reason)
        return bool(found)

    def left(self, report: Report, edits: Sequence[Edit]) -> Iterator[str]:
        """A line for each finding that stays though its rule has a fix."""
        held = {carried(edits, span): reason for span, reason in self.barred.items()}
        for finding in fixable(report, self.unsafe):
            reasons = [
                edit for edit in placed(report.document, finding, finding.suggestions[0]) if isinstance(edit, str)
            ]
            reasons += [reason for span, reason in held.items() if _meet(Span(*finding.place[:2]), span)]
            yield _line(report, finding, reasons[0] if reasons else "another fix stands in its way")


def fixable(report: Report, unsafe: bool = False) -> list[Finding]:
    """The new findings whose rule states a fix; with ``unsafe`` also one that takes content away."""
    rules = catalogue().by_name
    return [
        finding
        for finding in report.findings
        if finding.status == "new" and finding.suggestions and _fixes(rules[finding.rule], unsafe)
    ]


def _fixes(rule: Rule, unsafe: bool) -> bool:
    return rule.fixable and (unsafe or not rule.unsafe)


def fixed(task: Task, unsafe: bool = False) -> Fixed | Failure:
    """What fixes would make of a file; nothing is written."""
    first = audit_file(task)
    if isinstance(first, Failure):
        return first
    try:
        data = Path(task.bytes_at or task.path).read_bytes()
    except OSError as error:
        return Failure(task.path, f"cannot be read: {error.strerror}")
    findings = fixable(first, unsafe)
    if not findings:
        return unchanged(first, data)
    if first.document.layout.units:
        many = "1 finding has a fix" if len(findings) == 1 else f"{len(findings)} findings have a fix"
        return unchanged(first, data, f"{task.path}: {many}, but {first.document.format} files are not rewritten")
    with TemporaryDirectory(prefix="audit-") as folder:
        trial = _Trial(task, first, data, Path(folder), unsafe)
        try:
            return _tried(trial)
        except RewriteError as error:
            return unchanged(first, data, f"{task.path}: not fixed: the file {error}")


def with_edits(task: Task, report: Report, data: bytes, edits: Sequence[Edit], folder: Path) -> tuple[bytes, Report]:
    """The bytes of a file with ``edits`` of the text that ``report`` is on, and the report on them.

    ``data``: its bytes without them. ``folder``: where a copy may be written.

    Raises:
        RewriteError: they cannot be written, or what is written would not be read as what is meant.
    """
    text = report.document.layout.file_text
    after = rewritten(data, report.document.encoding, text, edits)
    copy = folder / ("stdin" if task.path == STDIN else Path(task.path).name)
    copy.write_bytes(after)
    settings = msgspec.structs.replace(task.settings, cache=False)
    outcome = audit_file(task._replace(bytes_at=str(copy), settings=settings))
    if isinstance(outcome, Failure):
        raise RewriteError(outcome.reason)
    if outcome.document.layout.file_text != applied(text, edits):
        raise RewriteError("would be taken for another encoding; save it as UTF-8")
    return after, outcome


def unchanged(report: Report, data: bytes, *left: str) -> Fixed:
    """The file as it is."""
    return Fixed(report, data, data, report.document.layout.file_text, (), left)


def _tried(trial: _Trial) -> Fixed:
    for _ in range(_ATTEMPTS):
        edits, report = trial.rounds()
        if not trial.bar(edits, report):
            break
    else:
        edits, report = [], trial.first
    left = tuple(trial.left(report, edits))
    if not edits:
        return unchanged(trial.first, trial.data, *left)
    after = rewritten(trial.data, trial.first.document.encoding, trial.text, edits)
    return Fixed(report, trial.data, after, trial.text, tuple(edits), left)


def _complaints(first: Report, last: Report, edits: Sequence[Edit], now: Sequence[Span]) -> Iterator[tuple[int, str]]:
    """Numbers of edits that did not do what they should, and why."""
    before: dict[str, list[Span]] = {}
    for finding in first.findings:
        before.setdefault(finding.rule, []).extend(carried(edits, span) for span in places(finding))
    known = {finding.fingerprint for finding in first.findings}
    severities = {finding.rule: SEVERITIES.index(finding.severity) for finding in first.findings}
    for finding in last.findings:
        for span in places(finding):
            near = _near(now, span)
            own = [number for number in near if finding.rule in edits[number].rules and now[number].overlaps(span)]
            yield from ((number, f"{finding.rule} stays") for number in own)
            if finding.fingerprint in known or any(_meet(span, old) for old in before.get(finding.rule, ())):
                continue
            for number in set(near or _beside(last, now, span)) - set(own):
                gain = max((severities.get(rule, 0) for rule in edits[number].rules), default=0)
                if SEVERITIES.index(finding.severity) >= gain:
                    yield number, f"it would bring {finding.rule}"


def _beside(report: Report, spans: Sequence[Span], span: Span) -> list[int]:
    """Numbers of the spans that begin in the line in which ``span`` does."""
    line = report.document.layout.line_and_column
    here = line(span.start)[0]
    return [number for number, other in enumerate(spans) if line(other.start)[0] == here]


def _near(spans: Sequence[Span], span: Span) -> list[int]:
    """Numbers of the spans that touch ``span``."""
    return [number for number, other in enumerate(spans) if _meet(other, span)]


def _meet(one: Span, other: Span) -> bool:
    return one.start <= other.end and other.start <= one.end


def _line(report: Report, finding: Finding, reason: str) -> str:
    place = finding.place
    return f"{report.document.path}:{place.line}:{place.column}: {finding.rule} not fixed: {reason}"
