"""Markdown for a comment on a pull request: the verdicts in a table, every file's findings folded below.

Whatever a text holds is text: no mark of Markdown, no HTML, no mention, reference or link comes of it. A comment on
GitHub holds 65,536 characters; what does not fit is counted, the gravest findings and worst files come first.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from audit.model import SEVERITIES, Finding, Report, Run
from audit.report import Options
from audit.report.json import WORST_FIRST
from audit.report.wording import (
    brief,
    came_through,
    elsewhere,
    instead,
    message,
    named,
    one_line,
    spot,
    standing,
    troubles,
)

LIMIT = 65_000
"""Characters, counted as GitHub does, in UTF-16."""
MARKER = "<!-- translation-audit -->"
"""The first line, by which a later run finds the comment to replace."""

_NOTE = 400
"""Characters kept free for what has to be said in the end."""
_EVIDENCE = 8
"""Traces of another language that are named."""
_PROBLEMS = 10
_MARK = r"(?P<mark>[\\`*_\[\]<>&|~$]|^\s*(?:[-+=#]|\d+(?=[.)])))"
_LIVE = r"(?i:[@#](?=\w)|www(?=\.)|(?:https?|ftp|mailto|xmpp)(?=:)|GH(?=-\d)|:(?=[\w+-]+:))"
_SPECIAL = re.compile(f"{_LIVE}|{_MARK}")
"""Marks, some only where a line begins; and what is made a link, a mention or a picture unless something parts it."""


class _Page:
    """Lines as long as there is room for them."""

    def __init__(self, limit: int) -> None:
        self.lines: list[str] = []
        self.room = limit

    def add(self, line: str, reserve: int = 0) -> bool:
        """Take in a line unless less than ``reserve`` characters would be left; say whether it was."""
        size = len(line.encode("utf-16-le")) // 2 + 1
        if self.room - size < reserve:
            return False
        self.lines.append(line)
        self.room -= size
        return True


def render(run: Run, options: Options) -> str:
    """The comment, at most ``LIMIT`` characters long."""
    page = _Page(LIMIT)
    reports = sorted(run.reports, key=lambda report: (WORST_FIRST.index(report.verdict), report.score))
    for line in _head(run, reports):
        page.add(line)
    unnamed = _overview(page, reports)
    untold = sum(not page.add(line, _NOTE) for line in _troubled(run))
    left = _details(page, reports)
    if untold or left or unnamed:
        page.add(f"\n_{_left_out(left, unnamed, untold)}_")
    return "\n".join(page.lines) + "\n"


def escaped(text: str) -> str:
    """``text`` on one line as it stands, for any place in Markdown: a table, a summary, a paragraph."""
    return _SPECIAL.sub(_harmless, one_line(text))


def _harmless(found: re.Match[str]) -> str:
    if found["mark"] is None:
        return f"{found[0]}<!-- -->"
    return "".join(char if char.isspace() else f"&#{ord(char)};" for char in found["mark"])


def _head(run: Run, reports: Sequence[Report]) -> Iterator[str]:
    findings = [finding for report in reports for finding in standing(report)]
    verdict = reports[0].verdict.upper() if reports else "NOTHING AUDITED"
    files = f"{len(reports):,} file{'s' if len(reports) != 1 else ''}"
    yield MARKER
    failed = f" · {len(run.failures):,} not audited" if run.failures else ""
    yield f"### Translation audit: {verdict}{failed}"
    yield ""
    known = Counter(finding.status for report in reports for finding in report.findings if finding.status != "new")
    also = "".join(f" · {count:,} {status}" for status, count in sorted(known.items()))
    yield f"{files} · {_counted(findings)}{also}"
    yield ""


def _counted(findings: Sequence[Finding]) -> str:
    counts = Counter(finding.severity for finding in findings)
    parts = [f"{counts[severity]:,} {severity}" for severity in reversed(SEVERITIES) if counts[severity]]
    return ", ".join(parts) or "nothing found"


def _overview(page: _Page, reports: Sequence[Report]) -> int:
    """A row per file, in at most half the page; how many had no room."""
    if not reports:
        return 0
    page.add("| file | verdict | score | critical | major | minor |")
    page.add("| --- | --- | ---: | ---: | ---: | ---: |")
    for number, report in enumerate(reports):
        counts = Counter(finding.severity for finding in standing(report))
        numbers = " | ".join(str(counts[severity] or "·") for severity in reversed(SEVERITIES))
        name = escaped(brief(named(report.document.path)))
        if not page.add(f"| {name} | **{report.verdict}** | {report.score:g} | {numbers} |", LIMIT // 2):
            return len(reports) - number
    return 0


def _troubled(run: Run) -> Iterator[str]:
    failed = list(troubles(run))
    if failed:
        yield ""
        yield "**Not judged, wholly or in part:**"
        yield ""
    for trouble in failed[:_PROBLEMS]:
        yield f"- {escaped(brief(named(trouble.path)))}: {escaped(brief(trouble.reason))}"
    if len(failed) > _PROBLEMS:
        yield f"- and {len(failed) - _PROBLEMS:,} more"


def _details(page: _Page, reports: Sequence[Report]) -> int:
    """Every file's findings, folded, as far as there is room; how many had none."""
    left = 0
    for report in reports:
        findings = sorted(standing(report), key=lambda finding: -SEVERITIES.index(finding.severity))
        rows = [_row(finding) for finding in findings]
        head = "\n".join(_folded(report, findings))
        if not rows:
            continue
        if left or not page.add(head, _NOTE + len(_END) + 2 * len(rows[0])):
            left += len(rows)
            continue
        shown = 0
        while shown < len(rows) and page.add(rows[shown], _NOTE + len(_END)):
            shown += 1
        left += len(rows) - shown
        page.add(_END)
    return left


_END = "\n</details>"


def _folded(report: Report, findings: Sequence[Finding]) -> Iterator[str]:
    """How a file's block begins: its name, what it came through, the head of its table."""
    name = escaped(brief(named(report.document.path)))
    yield f"\n<details>\n<summary>{name}: {_counted(findings)}</summary>\n"
    for how, language, evidence in came_through(report):
        yield f"**{how} {escaped(language)}**, by {len(evidence)} distinct traces:\n"
        yield from (f"- {_trace(finding)}" for finding in evidence[:_EVIDENCE])
        if len(evidence) > _EVIDENCE:
            yield f"- and {len(evidence) - _EVIDENCE} more"
        yield ""
    yield "| where | severity | what is wrong | instead |"
    yield "| --- | --- | --- | --- |"


def _trace(finding: Finding) -> str:
    """What stands there, what it went through, what was meant."""
    because = finding.because
    went, meant = str(because["through"]), str(because.get("meaning", ""))
    said = f"“{brief(finding.text)}” ← {brief(went)}" + (f" (“{brief(meant)}”)" if meant else "")
    return f"{escaped(said)} at {escaped(spot(finding.place))}"


def _row(finding: Finding) -> str:
    what = escaped(message(finding))
    if finding.related:
        what += f"; see also {escaped(elsewhere(finding))}"
    cells = (escaped(brief(spot(finding.place))), finding.severity, f"{what} <code>{escaped(finding.rule)}</code>")
    return f"| {' | '.join(cells)} | {escaped(instead(finding))} |"


def _left_out(findings: int, files: int, problems: int) -> str:
    counts = {"findings": findings, "files of the table": files, "lines on what was not judged": problems}
    return "Left out for want of room: " + ", ".join(f"{count:,} {name}" for name, count in counts.items() if count)
