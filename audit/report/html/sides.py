"""How much of the source is in the translation, and through what languages the words came."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import regex

from audit.model import Document, Finding, Report
from audit.packs import load
from audit.report.alignment import DOUBTFUL, LINKED, MISSING, state
from audit.report.html.rows import STATES
from audit.text.scripts import COMMON, script
from audit.wording import said

_CELLS = 200
_READING = regex.compile(r"(?P<word>.+?) \((?P<reading>[^()]+)\)")


class Cell(NamedTuple):
    """A stretch of the coverage bar, out of ``of`` cells."""

    at: int
    state: str


class Coverage(NamedTuple):
    """The links of a text and its source in order, as a bar and in words."""

    cells: tuple[Cell, ...]
    said: str
    score: float
    basis: str


def coverage(document: Document) -> Coverage | None:
    """None where no sentences were aligned."""
    alignment = document.alignment
    if alignment is None or not alignment.links:
        return None
    states = [state(link) for link in alignment.links]
    count = min(_CELLS, len(states))
    cells = []
    for at in range(count):
        part = states[at * len(states) // count : max((at + 1) * len(states) // count, 1)]
        cells.append(Cell(at, STATES[next((mark for mark in STATES if mark != LINKED and mark in part), LINKED)]))
    theirs = sum(len(link.source) for link in alignment.links)
    covered = sum(len(link.source) for link in alignment.links if state(link) in (LINKED, DOUBTFUL))
    line = f"{covered:,} of {theirs:,} source sentences are in the translation"
    missing = f", {states.count(MISSING):,} missing" if MISSING in states else ""
    extra = sum(not link.source for link in alignment.links)
    line += missing + (f", {extra:,} extra" if extra else "")
    return Coverage(tuple(cells), said(line), alignment.score, alignment.basis)


class Trace(NamedTuple):
    """What another language left: what stands there, the word in between, what was meant.

    ``number`` of the finding; ``language`` by its name, ``tag`` "" where it is not the language the document came
    through. ``written``: the script of the word in between.
    """

    number: int
    finding: Finding
    language: str
    tag: str
    through: str
    reading: str
    written: str
    meaning: str
    reason: str


def evidence(report: Report) -> list[Trace]:
    """The traces of other languages, each wording once, the gravest first, then as in the text."""
    lineages = [lineage for lineage in (report.origin.pivot, report.origin.source) if lineage]
    tags = {load(lineage.language).name or lineage.language: lineage.language for lineage in lineages}
    distinct: dict[tuple[str, str], Trace] = {}
    for number, finding in enumerate(report.findings):
        if "through" in finding.because and finding.status == "new":
            distinct.setdefault((finding.text, str(finding.because["through"])), _trace(number, finding, tags))
    return sorted(distinct.values(), key=lambda trace: (trace.finding.severity == "minor", trace.finding.span))


def _trace(number: int, finding: Finding, tags: dict[str, str]) -> Trace:
    because = {name: str(value) for name, value in finding.because.items()}
    language = because.get("language", "")
    found = _READING.fullmatch(because["through"])
    word, reading = (found["word"], found["reading"]) if found else (because["through"], "")
    return Trace(number, finding, language, tags.get(language, ""), word, reading, _script(word),
                 because.get("meaning", ""), because.get("reason", ""))  # fmt: skip


def _script(word: str) -> str:
    """The script of the first letter of a word, where that tells more than its language."""
    found: Sequence[str] = [name for name in map(script, word) if name not in (COMMON, "Latin")]
    return found[0].replace("_", " ") if found else ""
