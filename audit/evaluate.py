"""How well findings agree with marked documents.

A mark is found when a finding overlaps it *and* either begins or ends near it or covers at
most ``_LOOSE`` times its length: a finding that spans a page does not find every comma on it.
A mark inside a larger one of its category is found with that one.
A finding is right when it touches any mark of any category.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from io import StringIO
from pathlib import Path
from typing import Any

import msgspec

from audit.batch import Task, audit_file
from audit.config import Settings
from audit.model import Failure, Finding, Place, Span

_LOOSE = 8
_NEAR = 12
_SLIPS = ("EN", "SP", "PU")
"""Families whose findings may gather a slip; what they relate is the same slip elsewhere."""


class GoldError(Exception):
    """A gold file or a document it marks cannot be used, and why."""


class Mark(msgspec.Struct, frozen=True):
    """A defect that a reader marked; offsets are code points of the decoded file."""

    doc: str
    start: int
    end: int
    quote: str
    category: str
    severity: str
    note: str | None = None
    suggestion: str | None = None

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    def inside(self, other: Mark) -> bool:
        """Is this a part of a larger mark of the same category?"""
        return self.category == other.category and other.start <= self.start and self.end <= other.end


def marks_in(path: Path) -> list[Mark]:
    """The marks of one gold file.

    Raises:
        GoldError: missing file, or a line that is no mark.
    """
    try:
        lines = path.read_text("utf-8").splitlines()
        return [msgspec.json.decode(line, type=Mark) for line in lines if line.strip()]
    except (OSError, UnicodeDecodeError, msgspec.MsgspecError) as error:
        raise GoldError(f"{path}: cannot be read as marks: {error}") from None


def finds(finding: Span, mark: Span) -> bool:
    """Does a finding point at this mark, rather than merely lie over or beside it?"""
    if not finding.overlaps(mark):
        return False
    near = abs(finding.start - mark.start) <= _NEAR or abs(finding.end - mark.end) <= _NEAR
    return near or finding.end - finding.start <= _LOOSE * max(1, mark.end - mark.start)


def faulty(finding: Finding) -> tuple[Place, ...]:
    """Every place a finding says is at fault: all of a slip made again and again; other related ones may be sound."""
    return (finding.place, *finding.related) if finding.code.startswith(_SLIPS) else (finding.place,)


def _located(mark: Mark, gold: Path, texts: str | None) -> str:
    for folder in [Path(texts)] if texts else [gold.parent, gold.parent.parent / "seeds"]:
        if (folder / mark.doc).is_file():
            return str(folder / mark.doc)
    raise GoldError(f"{gold}: no document “{mark.doc}” beside it; say where with --texts")


def _findings(path: str, select: tuple[str, ...]) -> tuple[Finding, ...]:
    outcome = audit_file(Task(path, Settings(select=select or ("default",))))
    if isinstance(outcome, Failure):
        raise GoldError(f"{outcome.path}: {outcome.reason}")
    return outcome.findings


def compared(
    gold: Sequence[str], texts: str | None, categories: Sequence[str], select: tuple[str, ...]
) -> dict[str, Any]:
    """Recall by category and severity, share of findings that touch a mark, by rule and document."""
    marks: dict[str, list[Mark]] = defaultdict(list)
    for name in gold:
        for mark in marks_in(Path(name)):
            marks[_located(mark, Path(name), texts)].append(mark)
    recall: dict[str, Counter[str]] = {"category": Counter(), "severity": Counter()}
    total: dict[str, Counter[str]] = {"category": Counter(), "severity": Counter()}
    rules: Counter[str] = Counter()
    right: Counter[str] = Counter()
    missed: list[dict[str, Any]] = []
    for path, expected in marks.items():
        found = _findings(path, select)
        for finding in found:
            span = Span(finding.place.start, finding.place.end)
            rules[finding.rule] += 1
            right[finding.rule] += any(span.overlaps(mark.span) for mark in expected)
        places = [Span(place.start, place.end) for finding in found for place in faulty(finding)]
        hits = {mark for mark in expected if any(finds(place, mark.span) for place in places)}
        for mark in expected:
            if categories and mark.category not in categories:
                continue
            hit = mark in hits or any(mark.inside(larger) for larger in hits)
            for kind, value in (("category", mark.category), ("severity", mark.severity)):
                total[kind][value] += 1
                recall[kind][value] += hit
            if not hit:
                missed.append(
                    {
                        "doc": mark.doc,
                        "start": mark.start,
                        "end": mark.end,
                        "quote": mark.quote,
                        "category": mark.category,
                        "severity": mark.severity,
                    }
                )
    return {
        "documents": len(marks),
        "marks": _ratio(recall["category"].total(), total["category"].total()),
        "findings_touching_a_mark": _ratio(right.total(), rules.total()),
        "by_category": _ratios(recall["category"], total["category"]),
        "by_severity": _ratios(recall["severity"], total["severity"]),
        "by_rule": _ratios(right, rules),
        "missed": missed,
    }


def _ratio(part: int, whole: int) -> dict[str, Any]:
    return {"found": part, "of": whole, "share": round(part / whole, 3) if whole else None}


def _ratios(part: Mapping[str, int], whole: Mapping[str, int]) -> dict[str, Any]:
    return {name: _ratio(part[name], whole[name]) for name in sorted(whole)}


def evaluated(
    gold: Sequence[str], texts: str | None, categories: Sequence[str], select: tuple[str, ...], output_format: str
) -> str:
    """The comparison as a terminal table or JSON.

    Raises:
        GoldError: a gold file or a document cannot be read.
    """
    figures = compared(gold, texts, categories, select)
    if output_format == "json":
        return msgspec.json.format(msgspec.json.encode(figures), indent=2).decode() + "\n"
    return _tables(figures)


def _tables(figures: Mapping[str, Any]) -> str:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    console = Console(file=StringIO(), width=100, highlight=False)
    for title, key in (
        ("marks found, by category", "by_category"),
        ("by severity", "by_severity"),
        ("findings that touch a mark, by rule", "by_rule"),
    ):
        table = Table(title=title, box=box.SIMPLE_HEAD, title_justify="left")
        for column in ("", "found", "of", "share"):
            table.add_column(column, justify="left" if not column else "right")
        for name, ratio in figures[key].items():
            table.add_row(name, str(ratio["found"]), str(ratio["of"]), _percent(ratio))
        console.print(table)
    marks, touching = figures["marks"], figures["findings_touching_a_mark"]
    console.print(
        f"recall {marks['found']}/{marks['of']} = {_percent(marks)}; "
        f"findings touching a mark {touching['found']}/{touching['of']} = {_percent(touching)}"
    )
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


def _percent(ratio: Mapping[str, Any]) -> str:
    return "n/a" if ratio["share"] is None else f"{ratio['share']:.1%}"
