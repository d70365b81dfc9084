"""The findings of a document: each sentence with its marks, and under it what is wrong and what to write instead."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from rich.console import RenderableType
from rich.padding import Padding
from rich.style import Style
from rich.table import Table
from rich.text import Text

from audit.model import Document, Finding, Place, Report, Span
from audit.report import Options
from audit.report.alignment import beneath
from audit.report.colours import STYLES
from audit.report.excerpt import Mark, abridged, rows, shortened, visible
from audit.wording import said

_PLACES = 8
"""Further places of a finding that are named unasked."""


def where(finding: Finding, document: Document, options: Options) -> Text:
    """The place of a finding, as a hyperlink to the document's file where the terminal may follow it."""
    text = _at(finding.place)
    if not options.links or document.path == "-":
        return Text(text)
    return Text(text, style=Style(link=Path(document.path).absolute().as_uri()))


def _at(place: Place) -> str:
    return f"{place.unit}, {place.column}" if place.unit else f"{place.line}:{place.column}"


def by_paragraph(report: Report) -> Iterator[tuple[str, list[Finding]]]:
    """Findings under the paragraph they begin in, each with a title for it."""
    starts = [paragraph.text.start for paragraph in report.document.paragraphs]

    def number(finding: Finding) -> int:
        return bisect_right(starts, finding.span.start)

    for index, run in groupby(report.findings, key=number):
        findings = list(run)
        kind = report.document.paragraphs[index - 1].kind if index else "prose"
        place = findings[0].place
        line = place.unit or said(f"line {place.line}")
        yield f"¶ {index} · {line}" + (f" · {said(kind)}" if kind != "prose" else ""), findings


def group(document: Document, findings: list[Finding], options: Options) -> Iterator[RenderableType]:
    """Findings of a paragraph, sentence by sentence: the sentence marked, then what is wrong."""
    sentences = list(_sentences(document, findings))
    for window, run in groupby(findings, key=lambda finding: _window(sentences, finding.span)):
        together = list(run)
        yield from _marked(document, window, together, options.width - 4)
        yield from beneath(document, window, options.width - 4)
        for finding in together:
            yield _said(document, finding, options)


def _sentences(document: Document, findings: list[Finding]) -> Iterator[Span]:
    """The sentences of the paragraphs that ``findings`` touch."""
    first, last = findings[0].span.start, max(finding.span.end for finding in findings)
    for paragraph in document.paragraphs:
        if paragraph.span.start <= last and first <= paragraph.span.end:
            for segment in paragraph.segments:
                yield segment.target.in_document(Span(0, len(segment.target.text)))


def _window(sentences: list[Span], span: Span) -> Span:
    """``span`` widened to the sentences its two ends stand in."""
    ends = [s for s in sentences if s.start <= span.start <= s.end or s.start < span.end <= s.end]
    return Span(min([span.start, *(s.start for s in ends)]), max([span.end, *(s.end for s in ends)]))


def _marked(document: Document, window: Span, findings: list[Finding], width: int) -> Iterator[RenderableType]:
    marks = [Mark(finding.span.shift(-window.start), finding.severity) for finding in findings]
    text, marks = abridged(document.text[slice(*window)], marks)
    if document.pack.right_to_left:
        yield Padding(_in_place(text, marks), (0, 0, 0, 2))
        return
    for row in shortened(rows(text, marks, width)):
        yield Text.assemble(("│ ", "dim"), row.text)
        if row.marked:
            carets = (Text(run, style=STYLES[severity] if severity else "") for run, severity in row.carets)
            yield Text.assemble(("│ ", "dim"), *carets)


def _in_place(text: str, marks: list[Mark]) -> Text:
    """Marks as brackets and colour inside the text: a terminal reorders right-to-left lines."""
    shown, at = Text(), 0
    for span, severity in sorted(marks):
        if span.start < at:
            continue
        shown.append(visible(text[at : span.start]))
        shown.append(f"⟦{visible(text[slice(*span)])}⟧", style=STYLES[severity])
        at = span.end
    return shown.append(visible(text[at:]))


def _said(document: Document, finding: Finding, options: Options) -> RenderableType:
    allowed = finding.status != "new"
    table = Table.grid(padding=(0, 1))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    what = Text.assemble((visible(finding.message), "bold"), "  ", (finding.rule, "dim"))
    if allowed:
        what.append(f" ({said(finding.status)})", style="dim")
    if options.verbosity > 0:
        what.append(f" {finding.fingerprint}", style="dim")
    style = "dim" if allowed else STYLES[finding.severity]
    place = where(finding, document, options)
    table.add_row(Text.assemble("  ", place, f" {said(finding.severity)}", style=style), what)
    if instead := _instead(finding):
        table.add_row("", instead)
    if finding.related:
        table.add_row("", Text(_elsewhere(finding, options), style="dim"))
    return table


def _elsewhere(finding: Finding, options: Options) -> str:
    """Where the same stands again, or what it is held against: all places if asked for."""
    places = finding.related if options.verbosity > 0 else finding.related[:_PLACES]
    more = len(finding.related) - len(places)
    listed = said(", ").join(map(_at, places))
    listed = said("{places} and {n} more", places=listed, n=more) if more else listed
    return said("see also {places}", places=listed)


def _instead(finding: Finding) -> Text | None:
    if not finding.suggestions:
        return None
    suggested = finding.suggestions[:3]
    shown = [said("“{quoted}”", quoted=visible(text)) if text else said("delete") for text in suggested]
    return Text.assemble(("→ ", "bold green"), said(" or ").join(shown))
