"""A text and its source side by side, in a terminal and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import StringIO
from typing import Any

import msgspec
from rich import box
from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from audit.model import Document, Link, Report, Segment, Span
from audit.report import Options
from audit.report.coverage import measured
from audit.report.excerpt import visible
from audit.wording import said

LINKED, DOUBTFUL, MISSING, EXTRA = "█", "▒", "·", "+"
_BAR = 40
_NARROW = 72
"""Cells under which the two texts stand one under the other."""
_SURE = 0.5
_UNLINKED = 3
"""Sentences without a partner that a head shows."""
_STYLES = {LINKED: "dark_green", DOUBTFUL: "dark_orange3", MISSING: "bold red", EXTRA: "bold dark_orange3"}


def state(link: Link) -> str:
    """What a link says of its sentences, as the character that stands for it in the bar."""
    if not link.target:
        return MISSING
    if not link.source:
        return EXTRA
    return LINKED if link.score >= _SURE else DOUBTFUL


def coverage(document: Document, width: int) -> Text:
    """One line: how much of the source is in the translation, as a bar along the text."""
    alignment = document.alignment
    if alignment is None or not alignment.links:
        return Text()
    states = [state(link) for link in alignment.links]
    theirs = sum(len(link.source) for link in alignment.links)
    covered = sum(len(link.source) for link in alignment.links if state(link) in (LINKED, DOUBTFUL))
    line = f"source {covered:,} of {theirs:,} sentences"
    if missing := states.count(MISSING):
        line += f", {missing:,} missing"
    if extra := states.count(EXTRA):
        line += f", {extra:,} extra"
    return Text.assemble(_bar(states, width), (f" {said(line)}", "dim"))


def _bar(states: Sequence[str], width: int) -> Text:
    cells = max(10, min(_BAR, width - 40, len(states)))
    bar = Text()
    for cell in range(cells):
        part = states[cell * len(states) // cells : max((cell + 1) * len(states) // cells, 1)]
        worst = next((mark for mark in (MISSING, EXTRA, DOUBTFUL) if mark in part), LINKED)
        bar.append(worst, style=_STYLES[worst])
    return bar


def header(report: Report, width: int, every: bool = False) -> Iterator[RenderableType]:
    """What the head of a report says of the source: the bar, the share that is there, sentences without a partner."""
    found = measured(report)
    if report.document.alignment:
        yield coverage(report.document, width)
    if found is None:
        return
    similar = f" · mean similarity {found.similarity:.2f}" if found.similarity is not None else ""
    yield Text(said(f"covers {_percent(found.share)} of the source text{similar}"), style="dim")
    for mark, what, texts in ((MISSING, "missing", found.missing), (EXTRA, "extra", found.extra)):
        shown = texts if every else texts[:_UNLINKED]
        for text in shown:
            shown_text = visible(" ".join(text.split()))
            line = Text.assemble((f"  {mark} ", _STYLES[mark]), (said(f"{what}: "), "dim"), shown_text)
            line.no_wrap, line.overflow = True, "ellipsis"
            yield line
        if rest := len(texts) - len(shown):
            yield Text(f"    {said(f'and {rest:,} more')}", style="dim")


def _percent(share: float) -> str:
    """Rounded down: only what is there whole is 100 %."""
    return f"{int(share * 100)} %"


def beneath(document: Document, window: Span, width: int) -> Iterator[RenderableType]:
    """The source of the unit that a stretch of the document lies in, to stand under it."""
    unit = next((unit for unit in document.units if _holds(unit, window)), None)
    if unit is not None and unit.source is not None and unit.source.text.strip():
        yield Text.assemble(("╎ ", "dim"), (_cut(visible(unit.source.text.strip()), 3 * width), "italic"))


def _holds(unit: Segment, window: Span) -> bool:
    start, end = unit.target.start, unit.target.start + len(unit.target.text)
    return (start < window.end and window.start < end) or start == window.start == window.end


def _cut(text: str, cells: int) -> str:
    if cell_len(text) <= cells:
        return text
    while text and cell_len(text) > cells - 1:
        text = text[: int(len(text) * 0.9)]
    return f"{text}…"


def as_json(document: Document) -> str:
    """Languages, score and links, with what the sentences say."""
    alignment, source = document.alignment, document.source
    theirs = [s.target.text for s in source.segments] if source else []
    ours = [s.target.text for s in document.segments]
    pairs = _pairs(document)
    found: dict[str, Any] = {
        "schema_version": 1,
        "source": {"path": source.path if source else None, "language": source.pack.lang if source else None},
        "target": {"path": document.path, "language": document.pack.lang},
        "score": alignment.score if alignment else None,
        "basis": alignment.basis if alignment else "keys or times",
        "links": [
            {
                "source": list(link.source), "target": list(link.target), "score": link.score,
                "source_text": [theirs[n] for n in link.source], "target_text": [ours[n] for n in link.target],
            }
            for link in alignment.links
        ]
        if alignment
        else [{"source_text": [one], "target_text": [other]} for _, one, other in pairs],
    }  # fmt: skip
    return msgspec.json.format(msgspec.json.encode(found), indent=2).decode() + "\n"


def _pairs(document: Document) -> list[tuple[str, str, str]]:
    """For each link its mark and score, the source, the translation."""
    if document.alignment is None:
        return [(_of_unit(u), u.source.text if u.source else "", u.target.text) for u in document.units]
    theirs = [s.target.text for s in document.source.segments] if document.source else []
    ours = [s.target.text for s in document.segments]
    return [
        (_mark(link), _joined(theirs, link.source), _joined(ours, link.target)) for link in document.alignment.links
    ]


def _of_unit(unit: Segment) -> str:
    if not unit.target.text.strip():
        return "missing"
    return "" if unit.source and unit.source.text.strip() else "extra"


def _mark(link: Link) -> str:
    return {MISSING: "missing", EXTRA: "extra"}.get(state(link), f"{link.score:.2f}")


def _joined(sentences: Sequence[str], numbers: Sequence[int]) -> str:
    return " ⏐ ".join(" ".join(sentences[n].split()) for n in numbers)


def table(document: Document, options: Options) -> str:
    """The aligned table; on narrow terminals the two texts one under the other."""
    console = Console(
        file=StringIO(), width=options.width, force_terminal=options.color, no_color=not options.color,
        color_system="256" if options.color else None, highlight=False, emoji=False, markup=False, legacy_windows=False,
    )  # fmt: skip
    source = document.source
    theirs = visible(source.path) if source else said("source")
    console.print(Text(f"{theirs} → {visible(document.path)}", style="bold"))
    if document.alignment:
        console.print(coverage(document, options.width))
        score, basis = document.alignment.score, document.alignment.basis
        console.print(Text(said(f"alignment {score:.2f} · {basis}"), style="dim"))
    wide = options.width >= _NARROW
    console.print(_wide(document) if wide else _narrow(document))
    assert isinstance(console.file, StringIO)
    return "".join(f"{line.rstrip()}\n" for line in console.file.getvalue().splitlines())


def _style(mark: str) -> str:
    return {"missing": _STYLES[MISSING], "extra": _STYLES[EXTRA]}.get(mark, "dim")


def _wide(document: Document) -> Table:
    found = Table(box=box.SIMPLE_HEAD, pad_edge=False, expand=True, show_lines=False)
    found.add_column("", no_wrap=True)
    found.add_column(document.source.pack.lang if document.source else said("source"), ratio=1, overflow="fold")
    found.add_column(document.pack.lang, ratio=1, overflow="fold")
    for mark, one, other in _pairs(document):
        found.add_row(Text(said(mark), style=_style(mark)), Text(visible(one)), Text(visible(other)))
    return found


def _narrow(document: Document) -> Table:
    found = Table.grid(padding=(0, 1))
    found.add_column(no_wrap=True)
    found.add_column(overflow="fold")
    for mark, one, other in _pairs(document):
        found.add_row(Text(said(mark), style=_style(mark)), Text(visible(one), style="italic"))
        found.add_row("", Text(visible(other)))
    return found
