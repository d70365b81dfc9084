"""The report an editor reads in a terminal: what, where, how bad, what instead."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from io import StringIO

from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule as Line
from rich.table import Table
from rich.text import Text

from audit.model import SEVERITIES, Finding, Report, Run, Severity, Verdict
from audit.report import Options, alignment, reference
from audit.report.colours import STYLES
from audit.report.excerpt import visible
from audit.report.interference import panel, verdict_line
from audit.report.passages import by_paragraph, group, where
from audit.rule import FAMILIES
from audit.wording import said

_WORD = {"block": "BLOCK", "revise": "REVISE", "publish": "PUBLISH"}
_WIDE = 64
"""Cells from which a table may name the rules."""
_UNKNOWN_FACT = re.compile(r"([\w-]+): \w+ unknown")
_FEW = 3
"""Up to so many files are shown in full; more are summed up in a table."""


def render(run: Run, options: Options) -> str:
    """The whole report as text, with ANSI colours if ``options.color``."""
    console = Console(
        file=StringIO(),
        width=options.width,
        force_terminal=options.color,
        color_system="256" if options.color else None,
        no_color=not options.color,
        highlight=False,
        emoji=False,
        markup=False,
        soft_wrap=False,
        legacy_windows=False,
    )
    for part in _parts(run, options):
        console.print(part, soft_wrap=options.verbosity < 0)
    assert isinstance(console.file, StringIO)
    return "".join(f"{line.rstrip()}\n" for line in console.file.getvalue().splitlines())


def _parts(run: Run, options: Options) -> Iterator[RenderableType]:
    if options.verbosity < 0:
        yield from (_one_line(report) for report in run.reports)
        return
    if len(run.reports) <= _FEW or options.verbosity > 0:
        for report in run.reports:
            yield from _document(report, options)
    if len(run.reports) > 1:
        yield _overview(run, options)
    for line in run.stale:
        yield Text(said("stale: {line}", line=visible(said(line))))
    if options.verbosity > 0:
        yield Text(run.signature, style="dim")


def standing(report: Report) -> list[Finding]:
    """The findings that count: neither allowed nor in the baseline."""
    return [finding for finding in report.findings if finding.status == "new"]


def _counts(findings: Sequence[Finding]) -> str:
    counted = Counter(finding.severity for finding in findings)
    parts = [f"{counted[severity]} {severity}" for severity in reversed(SEVERITIES) if counted[severity]]
    return said(", ").join(map(said, parts)) or said("nothing found")


def _badge(verdict: Verdict) -> Text:
    return Text(f" {said(_WORD[verdict])} ", style=STYLES[verdict])


def _one_line(report: Report) -> Text:
    return Text.assemble(
        f"{visible(report.document.path)}: ",
        (said(_WORD[report.verdict]), STYLES[report.verdict]),
        f" {report.score:g} ({_counts(standing(report))})",
    )


# -- one document -----------------------------------------------------------------------


def _document(report: Report, options: Options) -> Iterator[RenderableType]:
    yield from _header(report, options)
    for title, findings in by_paragraph(report):
        yield Text(title, style="dim")
        yield Padding(Group(*group(report.document, findings, options)), (0, 0, 1, 0))
    if standing(report):
        yield from panel(standing(report), options.width, options.verbosity > 0)
        yield _families(report, options)
    yield from _silences(report, options)
    for problem in report.problems:
        yield Text(said("problem: {problem}", problem=visible(said(problem))), style="bold red")
    yield Text("")


def _header(report: Report, options: Options) -> Iterator[RenderableType]:
    document = report.document
    yield Line(Text(visible(document.path), style="bold"), align="left", characters="─", style="dim")
    shares = [f"{s.language} {s.share:.0%}" for s in report.languages if s.share >= 0.005]
    languages = ", ".join(shares) or said("no language")
    segments = sum(1 for _ in document.segments)
    points = said("score {score} of 100", score=f"{report.score:g}")
    yield Text.assemble(_badge(report.verdict), f"  {points} · {_counts(standing(report))}")
    sentences = said("1 sentence" if segments == 1 else f"{segments:,} sentences")
    yield Text(f"{languages} · {said(f'{len(document.text):,} characters')} · {sentences}", style="dim")
    yield from alignment.header(report, options.width, options.verbosity > 0)
    yield from reference.panel(report.reference)
    yield from verdict_line(report)
    heavy = _heaviest(report)
    if len(heavy) < len(report.findings):
        yield Text(said("Weighs most:"))
        for finding in heavy:
            place = where(finding, report.document, options)
            line = Text.assemble("  ", place, " ", (said(finding.severity), STYLES[finding.severity]), " ")
            line.append(f"{visible(finding.message)} ").append(finding.rule, style="dim")
            line.no_wrap, line.overflow = True, "ellipsis"
            yield Padding(line, 0)
    yield Text("")


def _heaviest(report: Report) -> list[Finding]:
    """The three findings that cost most; among equals the earlier, one per rule first."""
    ranked = sorted(standing(report), key=lambda f: (-SEVERITIES.index(f.severity), f.span))
    first = {finding.rule: finding for finding in reversed(ranked)}
    distinct = [finding for finding in ranked if first[finding.rule] is finding]
    return (distinct + [finding for finding in ranked if finding not in distinct])[:3]


def _families(report: Report, options: Options) -> Table:
    """Findings by family; which rules they are of, where there is room."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for title in ("family", *reversed(SEVERITIES)):
        table.add_column(said(title), justify="left" if title == "family" else "right", no_wrap=True)
    wide = options.width >= _WIDE
    if wide:
        table.add_column(said("rules"))
    counts = Counter((finding.code[:2], finding.severity) for finding in standing(report))
    for code, family in FAMILIES.items():
        rules = Counter(finding.rule for finding in standing(report) if finding.code[:2] == code)
        if rules:
            ranked = sorted(rules.items(), key=lambda rule: (-rule[1], rule[0]))
            named = ", ".join(f"{rule}\N{NO-BREAK SPACE}{count}" for rule, count in ranked)
            numbers = (_number(counts[code, severity], severity) for severity in reversed(SEVERITIES))
            table.add_row(said(family), *numbers, *([named] if wide else []))
    return table


def _number(count: int, severity: Severity) -> Text:
    return Text(str(count), style=STYLES[severity]) if count else Text("·", style="dim")


def _silences(report: Report, options: Options) -> Iterator[RenderableType]:
    """What could not be judged: by reason, with every rule's name only if asked for."""
    reasons: dict[str, list[str]] = {}
    for rule, reason, _ in report.unjudged:
        unknown = _UNKNOWN_FACT.fullmatch(reason) if options.verbosity <= 0 else None
        reasons.setdefault(f"facts that no pack states for {unknown[1]}" if unknown else reason, []).append(rule)
    if not reasons:
        return
    rules = len({rule for rule, _, _ in report.unjudged})
    counted = said("1 rule" if rules == 1 else f"{rules} rules")
    yield Text(said("Not judged, wholly or in part: {rules}", rules=counted), style="dim")
    for reason, names in sorted(reasons.items()):
        shown = ", ".join(names) if options.verbosity > 0 or len(names) <= _FEW else said(f"{len(names)} rules")
        yield Padding(Text(f"{said(reason)}{said(': ')}{shown}", style="dim"), (0, 0, 0, 2))


# -- many documents ---------------------------------------------------------------------


def _overview(run: Run, options: Options) -> Table:
    """A line per file, under the folder all of them are in."""
    paths = [report.document.path for report in run.reports]
    folder = os.path.commonpath(paths) if len(set(map(os.path.isabs, paths))) == 1 else ""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, expand=True)
    table.add_column(visible(folder) or said("file"), overflow="fold", ratio=3)
    table.add_column(said("verdict"), no_wrap=True)
    for title in ("score", *reversed(SEVERITIES)):
        table.add_column(said(title), justify="right", no_wrap=True)
    wide = options.width >= _WIDE
    if wide:
        table.add_column(said("weighs most"), overflow="ellipsis", no_wrap=True, ratio=2)
    for report, path in zip(run.reports, paths, strict=True):
        counts = Counter(finding.severity for finding in standing(report))
        table.add_row(
            visible(os.path.relpath(path, folder) if folder else path),
            Text(said(_WORD[report.verdict]), style=STYLES[report.verdict]),
            f"{report.score:g}",
            *(_number(counts[severity], severity) for severity in reversed(SEVERITIES)),
            *([", ".join(finding.rule for finding in _heaviest(report))] if wide else []),
        )
    return table
