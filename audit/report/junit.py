"""JUnit's XML, which every build server reads: a suite per file, a test per rule that found something there.

A rule with findings that stand has failed, whatever their severity (the failure's ``type``); one whose findings are all
allowed or in the baseline is skipped; what could not be audited is an error. A clean file is one test that passed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from audit.model import SEVERITIES, Finding, Report, Run
from audit.report import Options
from audit.report.markup import Element, add, written_out
from audit.report.wording import described, named, one_line, spot, troubles

_COUNTED = {"failure": "failures", "error": "errors", "skipped": "skipped"}


def render(run: Run, options: Options) -> str:
    """The whole run. Seconds are stated only if verbose: the same input gives the same bytes."""
    root = Element("testsuites", {"name": "translation-audit"})
    suites: dict[str, Element] = {}
    for report in run.reports:
        suites[report.document.path] = _suite(root, report, timed=options.verbosity > 0)
    for trouble in troubles(run):
        if trouble.path not in suites:
            suites[trouble.path] = add(root, "testsuite", name=named(trouble.path))
        case = _case(suites[trouble.path], trouble.path, "audit")
        add(case, "error", trouble.reason, message=trouble.reason, type="failure" if trouble.failed else "problem")
    for report in run.reports:
        if suites[report.document.path].find("testcase") is None:
            _case(suites[report.document.path], report.document.path, "audit")
    for suite in suites.values():
        _count(suite)
    total = Counter[str]()
    for suite in suites.values():
        total.update({name: int(suite.get(name, 0)) for name in ("tests", *_COUNTED.values())})
    for name in ("tests", *_COUNTED.values()):
        root.set(name, str(total[name]))
    return written_out(root)


def _suite(root: Element, report: Report, timed: bool) -> Element:
    suite = add(root, "testsuite", name=named(report.document.path), time=f"{report.seconds:.3f}" if timed else None)
    properties = add(suite, "properties")
    said = {"language": report.document.pack.lang, "verdict": report.verdict, "score": f"{report.score:g}"}
    for name, value in said.items():
        add(properties, "property", name=name, value=value)
    for rule, findings in groupby(sorted(report.findings, key=_rule), key=_rule):
        _judged(suite, report.document.path, rule, list(findings))
    return suite


def _rule(finding: Finding) -> str:
    return finding.rule


def _case(suite: Element, path: str, name: str) -> Element:
    return add(suite, "testcase", name=name, classname=named(path), file=named(path))


def _judged(suite: Element, path: str, rule: str, findings: Sequence[Finding]) -> None:
    """One rule's test: failed by the findings that stand, or skipped."""
    case = _case(suite, path, rule)
    new = [finding for finding in findings if finding.status == "new"]
    if not new:
        statuses = Counter(finding.status for finding in findings)
        add(case, "skipped", message=", ".join(f"{count} {status}" for status, count in sorted(statuses.items())))
        return
    worst = max((finding.severity for finding in new), key=SEVERITIES.index)
    lines = [f"{one_line(spot(finding.place))} {finding.severity}: {described(finding)}" for finding in new]
    many = f"{len(new)} findings, the first " if len(new) > 1 else ""
    add(case, "failure", "\n".join(lines), message=f"{many}{lines[0]}", type=worst)


def _count(suite: Element) -> None:
    cases = suite.findall("testcase")
    suite.set("tests", str(len(cases)))
    for tag, name in _COUNTED.items():
        suite.set(name, str(sum(case.find(tag) is not None for case in cases)))
