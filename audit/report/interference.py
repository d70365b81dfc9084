"""The interference panel: for an editor who does not read the language a text came through."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from audit.model import Finding, Lineage, Report
from audit.packs import load
from audit.report.excerpt import visible
from audit.wording import said

_FEW = 12
"""So many traces are shown; more with --verbose."""
_WIDE = 64


def verdict_line(report: Report) -> Iterator[Text]:
    """What the report header says of the languages a text came through; nothing if nothing is known."""
    if report.origin.pivot:
        yield Text.assemble((said("via "), "bold"), (_named(report.origin.pivot), "bold"),
                            _certainty(report.origin.pivot))  # fmt: skip
    if report.origin.source:
        yield Text.assemble((said("worded after "), "bold"), (_named(report.origin.source), "bold"),
                            _certainty(report.origin.source))  # fmt: skip


def _named(lineage: Lineage) -> str:
    return said(load(lineage.language).name or lineage.language)


def _certainty(lineage: Lineage) -> str:
    sure, count = f"{lineage.confidence:.2f}", len(lineage.evidence)
    return said(" · confidence {sure} · {n} distinct traces", sure=sure, n=count)


def panel(findings: Sequence[Finding], width: int, everything: bool) -> Iterator[RenderableType]:
    """What stands there, the word in between and its reading, what was meant, what to write instead."""
    traces = {(f.text, str(f.because["through"])): f for f in reversed(findings) if "through" in f.because}
    if not traces:
        return
    ranked = sorted(traces.values(), key=lambda f: (f.severity == "minor", f.span))
    shown = ranked if everything else ranked[:_FEW]
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, title=said("What other languages left"), title_justify="left",
                  title_style="bold")  # fmt: skip
    table.add_column(said("here"), overflow="fold")
    table.add_column(said("went through"), overflow="fold")
    table.add_column(said("meant"), overflow="fold")
    if width >= _WIDE:
        table.add_column(said("instead"), overflow="fold")
    for finding in shown:
        because = finding.because
        through = f"{because['through']}, {said(str(because['language']))}"
        instead = said(" or ").join(finding.suggestions[:2]) or str(because["reason"])
        cells = [finding.text, through, str(because["meaning"]), instead]
        table.add_row(*(visible(cell) for cell in cells[: len(table.columns)]))
    yield table
    if len(shown) < len(ranked):
        yield Text(said(f"… and {len(ranked) - len(shown)} more; --verbose shows all"), style="dim")
