"""How close a translation is to the reference, for the terminal and for JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from audit.model import Comparison
from audit.report.excerpt import visible
from audit.wording import said

_LONGEST = 200
_BY = {
    "string": "by strings",
    "paragraph": "by paragraphs",
    "sentence": "by sentences",
    "document": "as a whole: it has another number of paragraphs and sentences",
}


def panel(found: Comparison | None) -> Iterator[RenderableType]:
    """The metrics with 95 % intervals, and the segments farthest from the reference."""
    if found is None:
        return
    how = said(_BY[found.level])
    head = said("Compared with {file} {how} ({n})", file=visible(found.path), how=how, n=found.segments)
    yield Text(head, style="dim")
    table = Table.grid(padding=(0, 2))
    for metric in found.metrics:
        between = "" if metric.low is None else said(f"{metric.low:.1f} to {metric.high:.1f}")
        table.add_row(metric.name, f"{metric.score:.1f}", between, Text(metric.signature, style="dim"))
    yield Padding(table, (0, 0, 0, 2))
    if found.worst:
        yield Text(said("Farthest from it:"), style="dim")
    for far in found.worst:
        yield Padding(Text(f"{far.number}. chrF++ {far.score:.1f}: {_shown(far.target)}"), (0, 0, 0, 2))
        yield Padding(Text(_shown(far.reference), style="dim"), (0, 0, 0, 5))
    yield Text("")


def _shown(text: str) -> str:
    return visible(text if len(text) <= _LONGEST else text[:_LONGEST] + "…")


def as_object(found: Comparison | None) -> dict[str, Any] | None:
    """The same as plain dictionaries and lists."""
    if found is None:
        return None
    return {
        "path": found.path,
        "level": found.level,
        "segments": found.segments,
        "metrics": [metric._asdict() for metric in found.metrics],
        "worst": [far._asdict() for far in found.worst],
    }
