"""Findings that somebody knows of: accepted in the settings or by a comment in the file, or found before.

An entry ``[[tool.audit.allow]]`` names one finding by its fingerprint; a comment ``audit allow RULES: reason`` stands
before the paragraph it is about, or with the string of a container, ``audit allow-file RULES: reason`` anywhere. The
baseline (``audit.baseline``) holds what was there when it was written.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from audit.config import names_rule, selectors
from audit.model import Document, Finding, Report, Span, Status
from audit.rule import catalogue
from audit.scoring import Scale, score, verdict

_ALLOW = r"audit\s+allow(?P<file>-file)?\s+(?P<rules>[\w,\s-]+?)\s*(?::\s*(?P<reason>[^\n]*?\S))?\s*"
_COMMENT = re.compile(rf"<!--\s*{_ALLOW}-->")
_REMARK = re.compile(rf"^\s*{_ALLOW}$", re.M)
_COMMENTED = frozenset({"markdown", "html"})
"""Formats of texts that may hold ``<!-- … -->``."""


class Comment(NamedTuple):
    """An allowance in the file itself: for findings of ``rules`` that begin in ``span`` of ``Document.text``."""

    span: Span
    rules: tuple[str, ...]
    line: int


class Known:
    """What is known of one document: says the status of its findings, one after the other in their order."""

    def __init__(
        self,
        allowed: Collection[str] = (),
        comments: Collection[Comment] = (),
        baseline: Mapping[str, int] | None = None,
    ) -> None:
        self._allowed = allowed
        self._comments = comments
        self._before = Counter(baseline or {})
        self._used: set[Comment] = set()

    def status(self, finding: Finding) -> Status:
        """Where it is known from. The baseline holds each of its findings as often as it was there."""
        saying = [comment for comment in self._comments if _speaks_of(comment, finding)]
        self._used.update(saying)
        if saying or finding.fingerprint in self._allowed:
            return "allowed"
        if self._before[finding.fingerprint] > 0:
            self._before[finding.fingerprint] -= 1
            return "baselined"
        return "new"

    def left(self) -> Iterator[str]:
        """What did not come up: a line each for comments, one for the baseline."""
        for comment in sorted(self._comments):
            if comment not in self._used:
                yield f"line {comment.line}: the comment allows {', '.join(comment.rules)}, which finds nothing there"
        if gone := (+self._before).total():
            yield f"{gone} of the findings in its baseline came up no more; “audit baseline update” drops what is gone"


def marked(report: Report, status: Callable[[Finding], Status], scale: Scale) -> Report:
    """The report with the status of every finding; what is known is kept and costs nothing."""
    findings = tuple(replace(finding, status=status(finding)) for finding in report.findings)
    points = score(report.document, findings, scale)
    return replace(report, findings=findings, score=points, verdict=verdict(points, findings, scale))


def _speaks_of(comment: Comment, finding: Finding) -> bool:
    if not comment.span.start <= finding.span.start <= comment.span.end:
        return False
    rule = catalogue().by_name[finding.rule]
    return any(names_rule(rule, name) for name in comment.rules)


def comments(document: Document, problems: list[str]) -> list[Comment]:
    """The allowances in a document. One without a reason, or for a rule there is not, is a problem."""
    found = _in_units(document) if document.units else _in_text(document)
    names = selectors(catalogue())
    kept = []
    for said, span, line in found:
        rules = tuple(said["rules"].replace(",", " ").split())
        wrong = [name for name in rules if name not in names]
        if wrong:
            problems.append(f"line {line}: the comment allows “{wrong[0]}”, which is no rule or family")
        elif not said["reason"]:
            problems.append(f"line {line}: the comment allows {', '.join(rules)} without “: reason”")
        else:
            kept.append(Comment(Span(0, len(document.text)) if said["file"] else span, rules, line))
    return kept


def _in_text(document: Document) -> Iterator[tuple[re.Match[str], Span, int]]:
    """Comments, and the paragraph each stands in or before."""
    if document.format not in _COMMENTED:
        return
    layout = document.layout
    for said in _COMMENT.finditer(layout.file_text):
        after = (p.span for p in document.paragraphs if layout.place(p.span).end >= said.end() and p.kind != "code")
        yield said, next(after, Span(len(document.text), len(document.text))), layout.line_and_column(said.start())[0]


def _in_units(document: Document) -> Iterator[tuple[re.Match[str], Span, int]]:
    """Remarks on strings, and the translation of each."""
    for number, unit in enumerate(document.units, 1):
        for said in _REMARK.finditer(str(unit.about.get("comment") or "")):
            start = unit.target.start
            yield said, Span(start, start + len(unit.target.text)), number
