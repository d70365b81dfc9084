"""What the templates are filled with: documents, rows and findings as they are to be shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

import regex
from markupsafe import Markup

from audit.model import SEVERITIES, Finding, Place, Report, Text
from audit.packs import Pack
from audit.report.html.characters import in_html, runs
from audit.report.html.marks import Piece, pieces
from audit.report.html.rows import Row, row_of, rows
from audit.report.wording import brief, spot
from audit.rule import FAMILIES
from audit.wording import said

_CHUNK = 4000
"""Characters that a browser lays out together."""
_LONG = 160
"""Characters from which a highlight is drawn quietly."""
_FEW_PLACES = 12
_QUOTED = regex.compile(r"“[^“”]*”|「[^「」]*」|『[^『』]*』")


class Shown(NamedTuple):
    """A stretch of text as the page holds it, with a label if it is one unseen character."""

    text: str
    label: str = ""
    name: str = ""


class Mark(NamedTuple):
    """A piece of a document. ``numbers`` of the findings on it; ``first`` of those that begin here, if any does."""

    shown: tuple[Shown, ...]
    classes: str = ""
    numbers: tuple[int, ...] = ()
    begun: tuple[int, ...] = ()
    also: tuple[int, ...] = ()
    first: int | None = None
    spoken: str = ""
    """What it is called where it has no letter to read out."""
    fold: bool = False
    """White space after the last word of a row."""


class Side(NamedTuple):
    """A text in its language; ``direction`` is ``ltr``, ``rtl`` or ``auto``."""

    text: str
    language: str
    direction: str


class Fact(NamedTuple):
    """A piece of evidence; ``again`` if the message says it already."""

    name: str
    value: str
    again: bool


class Note(NamedTuple):
    """A finding beside the text. ``anchor`` is the number of the finding whose mark it shares."""

    number: int
    anchor: int
    finding: Finding
    family: str
    message: tuple[tuple[bool, str], ...]
    where: str
    fixes: tuple[str, ...]
    facts: tuple[Fact, ...]
    also: str


class Line(NamedTuple):
    """A row of the page."""

    kind: str
    opens: bool
    language: str
    direction: str
    source: tuple[Side, ...] | None
    state: str
    label: str
    marks: tuple[Mark, ...]
    notes: tuple[Note, ...]


def language_of(pack: Pack) -> str:
    """A BCP 47 tag; "" is HTML's word for an unknown language."""
    return "" if pack.lang == "und" else pack.lang


def direction_of(pack: Pack) -> str:
    if pack.lang == "und":
        return "auto"
    return "rtl" if pack.right_to_left else "ltr"


def side(text: Text) -> Side:
    return Side(text.text.strip(), language_of(text.pack), direction_of(text.pack))


def chunks(report: Report) -> list[list[Line]]:
    """The rows of a report in groups of about as much text, so that a browser can skip those out of sight."""
    found: list[list[Line]] = [[]]
    size = 0
    for line in _lines(report):
        if size > _CHUNK:
            found.append([])
            size = 0
        found[-1].append(line)
        size += 200 + sum(len(shown.text) for mark in line.marks for shown in mark.shown)
    return found


def _lines(report: Report) -> Iterator[Line]:
    document, findings = report.document, report.findings
    placed = rows(document)
    homes = row_of(placed, findings)
    inked = [_inked(document.text, row) for row in placed]
    cut = pieces(len(document.text), findings, document.layout, [row.start for row in placed] + inked)
    held = _by_row(cut, placed, homes)
    anchors = _anchors(held, findings)
    notes: dict[int, list[Note]] = defaultdict(list)
    for number, home in enumerate(homes):
        notes[home].append(_note(number, anchors.get(number, number), findings[number]))
    for number, row in enumerate(placed):
        marks = tuple(_mark(report, piece, inked[number]) for piece in held[number])
        pack = row.paragraph.text.pack if row.paragraph else document.pack
        kind = row.paragraph.kind if row.paragraph and row.state != "missing" else "prose"
        source = None if row.source is None else tuple(map(side, row.source))
        yield Line(kind, row.opens, language_of(pack), direction_of(pack), source, row.state, row.label, marks,
                   tuple(notes[number]))  # fmt: skip


def _inked(text: str, row: Row) -> int:
    """Where the white space at the end of a row begins."""
    return row.start + len(text[row.start : row.end].rstrip())


def _by_row(cut: Iterator[Piece], placed: Sequence[Row], homes: Sequence[int]) -> list[list[Piece]]:
    """Pieces by the row they are in; a gap goes where its findings went, as several pieces if they went apart."""
    held: list[list[Piece]] = [[] for _ in placed]
    filled = [number for number, row in enumerate(placed) if row.end > row.start]
    at = 0
    for piece in cut:
        if piece.is_gap:
            for home, group in groupby(sorted(piece.on, key=homes.__getitem__), key=homes.__getitem__):
                numbers = tuple(group)
                held[home].append(Piece(piece.span, numbers, numbers))
            continue
        while placed[filled[at]].end <= piece.span.start:
            at += 1
        held[filled[at]].append(piece)
    return held


def _anchors(held: Sequence[Sequence[Piece]], findings: Sequence[Finding]) -> dict[int, int]:
    """For each finding the one that gives its name to the mark it begins with."""
    begun = [piece.begun for row in held for piece in row if piece.begun]
    return {number: _gravest(together, findings) for together in begun for number in together}


def _gravest(numbers: Sequence[int], findings: Sequence[Finding]) -> int:
    """Standing findings first, then the gravest, then the first."""
    return max(numbers, key=lambda n: (findings[n].status == "new", SEVERITIES.index(findings[n].severity), -n))


def _mark(report: Report, piece: Piece, inked: int) -> Mark:
    text = report.document.text[slice(*piece.span)]
    shown = tuple(_shown(text))
    fold = piece.span.start >= inked and not piece.is_gap
    if not piece.on and not piece.also:
        return Mark(shown, fold=fold)
    first = _gravest(piece.begun, report.findings) if piece.begun else None
    spoken = "missing here" if piece.is_gap else "" if text.strip() else "blank"
    return Mark(shown, _classes(report.findings, piece, text), piece.on, piece.begun, piece.also, first, spoken, fold)


def _classes(findings: Sequence[Finding], piece: Piece, text: str) -> str:
    gravest = findings[_gravest(piece.on or piece.also, findings)]
    spans = [findings[number].span for number in piece.on]
    said = {
        gravest.severity: True,
        "gap": piece.is_gap,
        "muted": gravest.status != "new",
        "long": bool(spans) and min(span.end - span.start for span in spans) > _LONG,
        "nested": len(piece.on) > 1 and not piece.is_gap,
        "further": not piece.on,
        "break": "\n" in text and not text.strip(),
        "blank": "\n" not in text and not text.strip() and not piece.is_gap,
    }
    return " ".join(name for name, so in said.items() if so)


def _shown(text: str) -> Iterator[Shown]:
    for run in runs(text):
        # the one place where characters go out as they are: each alone in an element that isolates it
        yield Shown(Markup(in_html(run.text)) if run.label else run.text, run.label, run.name)


def family(finding: Finding) -> str:
    return FAMILIES.get(finding.code[:2], "other")


def _note(number: int, anchor: int, finding: Finding) -> Note:
    return Note(
        number,
        anchor,
        finding,
        family(finding),
        tuple(_parts(finding.message)),
        spot(finding.place),
        tuple(brief(text) for text in finding.suggestions),
        tuple(_facts(finding)),
        _also(finding.related),
    )


def _parts(message: str) -> Iterator[tuple[bool, str]]:
    """A message cut at what it quotes, which may run in another direction."""
    at = 0
    for found in _QUOTED.finditer(message):
        yield False, message[at : found.start() + 1]
        yield True, found[0][1:-1]
        at = found.end() - 1
    yield False, message[at:]


def _also(places: Sequence[Place]) -> str:
    named = ", ".join(map(spot, places[:_FEW_PLACES]))
    more = len(places) - _FEW_PLACES
    return said("{places} and {n} more", places=named, n=more) if more > 0 else named


def _facts(finding: Finding) -> Iterator[Fact]:
    """Evidence in words; what has no word is left out."""
    for name, value in finding.because.items():
        said = ", ".join(map(str, sorted(value, key=str))) if isinstance(value, set | frozenset) else str(value)
        if isinstance(value, list | tuple):
            said = ", ".join(map(str, value))
        if said.strip():
            yield Fact(name.replace("_", " "), brief(said), said in finding.message)
