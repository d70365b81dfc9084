"""The marked texts that came through Korean, each judged without what was written with it in view.

Entries of ``common.tsv`` were written with the marks of both texts in view. One that touches a mark of a text, and
none of the other, may exist because of that text alone: it is taken out when the text is judged.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

from audit.assemble import text_document
from audit.batch import Task, audit_file
from audit.config import Settings
from audit.model import Report
from audit.packs.routes import Entry, Route, into, route
from audit.text.needles import Passages
from audit.text.traces import traces

IN_VIEW = "common"
"""The domain whose entries were written with the texts in view."""
TEXTS = ("000", "003")
TITLES = {
    "homophones": ("pivot_homophone",),
    "calques and names": ("pivot_calque", "literal_calque", "name_transliteration"),
}
Mark = dict[str, Any]


def _marks(shared: Path, number: str) -> list[Mark]:
    path = next((shared / "gold").glob(f"{number}*.jsonl"))
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def _touches(start: int, end: int, marks: Iterable[Mark]) -> bool:
    return any(start < mark["end"] and mark["start"] < end for mark in marks)


def _touching(path: Path, marks: Sequence[Mark], own: Route) -> set[str]:
    """Patterns of the entries that touch a mark of a text."""
    passages = Passages(text_document(path.read_text("utf-8"), own.target).prose)
    return {trace.entry.pattern for trace in traces(passages, own) if _touches(*trace.span, marks)}


def _judged(path: Path, own: Route, entries: Iterable[Entry]) -> Report:
    """The text audited with these entries alone from the route."""
    fewer = replace(own, entries=tuple(entries))
    routes = tuple(fewer if other is own else other for other in into(own.target))
    with patch("audit.annotate.traces.into", lambda language: routes):
        report = audit_file(Task(str(path), Settings(cache=False)))
    assert isinstance(report, Report)
    return report


def _told(report: Report, marks: Sequence[Mark]) -> str:
    ours = [finding for finding in report.findings if finding.code.startswith("IN")]
    shares = []
    for title, categories in TITLES.items():
        some = [mark for mark in marks if mark["category"] in categories]
        hit = sum(any(f.span.start < m["end"] and m["start"] < f.span.end for f in ours) for m in some)
        shares.append(f"{title} {hit} of {len(some)}")
    pivot = report.origin.pivot
    said = f"via {pivot.language} ({pivot.confidence}, {len(pivot.evidence)} traces)" if pivot else "no pivot"
    return f"{'; '.join(shares)}; {said}"


def left_out(shared: Path) -> Iterator[str]:
    """For each text: marks found and verdict with all entries, without those it alone may have taught, and without
    any that were written in view of either."""
    own = route("ko", "ja")
    paths = {number: next((shared / "seeds").glob(f"{number}*.txt")) for number in TEXTS}
    marks = {number: _marks(shared, number) for number in TEXTS}
    touched = {number: _touching(paths[number], marks[number], own) for number in TEXTS}
    for number in TEXTS:
        other = next(name for name in TEXTS if name != number)
        taught = touched[number] - touched[other]
        kept = [e for e in own.entries if e.domain != IN_VIEW or e.pattern not in taught]
        blind = [e for e in own.entries if e.domain != IN_VIEW]
        for title, entries in (("all entries", own.entries), ("one left out", kept), ("none in view", blind)):
            gone = len(own.entries) - len(entries)
            yield f"- {number}, {title} ({gone} fewer): {_told(_judged(paths[number], own, entries), marks[number])}"
