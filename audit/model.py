"""The nouns of the auditor.

Positions are half-open ranges of code points. They are made once, where something is
found, and travel from there: ``Text.in_document`` shifts a span of a text into its
document, ``Layout`` carries a span of the document to the file the user opened.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, NamedTuple, get_args

from audit.packs import Pack

BLANK = "\N{OBJECT REPLACEMENT CHARACTER}"
_LINE_BREAK = re.compile(r"\r\n|\r|\n")

Severity = Literal["minor", "major", "critical"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)

Kind = Literal["prose", "heading", "list-item", "caption", "quote", "table", "code"]
"""What a paragraph is in its document. ``code`` is never judged."""

Status = Literal["new", "baselined", "allowed"]
"""Of a finding: to be looked at, there before the baseline was written, or accepted with a reason."""
Verdict = Literal["publish", "revise", "block"]


class Span(NamedTuple):
    """Half-open range of code points, ``text[start:end]``. Empty means "missing here"."""

    start: int
    end: int

    def shift(self, by: int) -> Span:
        return Span(self.start + by, self.end + by)

    def overlaps(self, other: Span) -> bool:
        """Do the two share a character, or does one mark a gap inside the other?"""
        return (self.start < other.end and other.start < self.end) or self.start == other.start


def blanked(text: str, spans: Sequence[Span]) -> str:
    """``text`` with ``spans`` replaced by filler of the same length."""
    pieces: list[str] = []
    at = 0
    for start, end in spans:
        pieces += text[at:start], BLANK * (end - start)
        at = end
    return "".join(pieces) + text[at:]


@dataclass(frozen=True)
class Text:
    """One side of a passage: what it says, in which language, and where it starts.

    ``protected`` spans (sorted, disjoint) hold what is not language: URLs, code,
    placeholders, tags.
    """

    text: str
    pack: Pack
    start: int = 0
    protected: tuple[Span, ...] = ()

    @cached_property
    def prose(self) -> str:
        """``text`` with protected spans blanked, one U+FFFC per character.

        Same length, so a span found here is a span in ``text``.
        """
        return blanked(self.text, self.protected)

    def in_document(self, span: Span) -> Span:
        return span.shift(self.start)


@dataclass(frozen=True)
class Segment:
    """A sentence or unit: the translation, its source if we have it, annotators' notes.

    ``about`` is what a container says of a unit: ``key``, ``flags``, ``plural`` (a CLDR
    category), ``state``, ``limit`` (characters), ``comment`` … as far as its format has them.
    """

    target: Text
    source: Text | None = None
    notes: Mapping[str, Any] = field(default_factory=dict, compare=False)
    about: Mapping[str, Any] = field(default_factory=dict, compare=False)


@dataclass(frozen=True)
class Paragraph:
    """A block of a document: a run of segments of one kind.

    ``text.text`` is the whole block, line breaks inside it included; the segments are
    slices of it in reading order (white space between them belongs to none).
    """

    kind: Kind
    text: Text
    segments: tuple[Segment, ...]

    @property
    def span(self) -> Span:
        return Span(self.text.start, self.text.start + len(self.text.text))


class Unit(NamedTuple):
    """A named part of a container file (a DOCX paragraph, later a PO entry).

    ``start`` is where it begins in ``Document.text``.
    """

    start: int
    name: str


class Place(NamedTuple):
    """A position as a user reads it. ``line`` and ``column`` are 1-based code points.

    ``unit`` names the part of a container that ``start`` and ``end`` count in; it is
    None for plain files, where they count in the decoded file.
    """

    start: int
    end: int
    line: int
    column: int
    unit: str | None = None


@dataclass(frozen=True)
class Layout:
    """Where each character of ``Document.text`` sits in the file it was read from.

    ``starts[i]`` and ``ends[i]`` bound, in ``file_text``, what became character ``i``
    (an HTML entity is several characters there). None: the document is its file.
    """

    file_text: str
    starts: array[int] | None = None
    ends: array[int] | None = None
    units: tuple[Unit, ...] = ()

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(found.end() for found in _LINE_BREAK.finditer(self.file_text))]

    @cached_property
    def _unit_starts(self) -> list[int]:
        return [unit.start for unit in self.units]

    def place(self, span: Span) -> Place:
        """The place of a span of ``Document.text`` in the user's file."""
        if self.units:
            return self._place_in_unit(span)
        start, end = self._in_file(span)
        return Place(start, end, *self.line_and_column(start))

    def line_and_column(self, at: int) -> tuple[int, int]:
        """Line and column, both from 1, of a position in ``file_text``."""
        line = bisect_right(self._line_starts, at)
        return line, at - self._line_starts[line - 1] + 1

    def _place_in_unit(self, span: Span) -> Place:
        number = max(bisect_right(self._unit_starts, span.start), 1)
        unit = self.units[number - 1]
        start, end = span.shift(-unit.start)
        return Place(start, end, number, start + 1, unit.name)

    def _in_file(self, span: Span) -> Span:
        if self.starts is None or self.ends is None:
            return span
        if span.start >= len(self.starts):
            return Span(len(self.file_text), len(self.file_text))
        start = self.starts[span.start]
        return Span(start, self.ends[span.end - 1] if span.end > span.start else start)


class Link(NamedTuple):
    """Sentences that say the same: numbers of source segments and of target segments, and how surely, 0..1.

    Either side may be empty: a sentence left out, or added.
    """

    source: tuple[int, ...]
    target: tuple[int, ...]
    score: float


class Alignment(NamedTuple):
    """How two texts lie beside each other: links in order, their mean score 0..1, and what it rests on."""

    score: float
    links: tuple[Link, ...]
    basis: str
    """What the scores come from, for the report: an encoder, or lengths and anchors alone."""


class Term(NamedTuple):
    """A line of a glossary. Variants of source and target in the order of the file.

    ``status``: ``required``, ``admitted``, ``forbidden``, or ``keep`` (as in the source). ``condition``: words of which
    the source must hold one. ``languages`` (of source and target): () where any.
    """

    source: tuple[str, ...]
    target: tuple[str, ...]
    status: str = "required"
    note: str = ""
    condition: tuple[str, ...] = ()
    line: int = 0
    languages: tuple[str, ...] = ()


@dataclass(frozen=True)
class Document:
    """A text to judge. ``text`` is what a reader of the published page would read.

    For plain text and Markdown it is the decoded file itself; for HTML and DOCX it is the
    extracted text and ``layout`` knows the way back.
    """

    path: str
    text: str
    pack: Pack
    paragraphs: tuple[Paragraph, ...]
    layout: Layout
    format: str = "text"
    encoding: str = "utf-8"
    """Of the file, as Python names it."""
    notes: Mapping[str, Any] = field(default_factory=dict, compare=False)
    units: tuple[Segment, ...] = ()
    """Translations with their source: entries of a container, or sentences that were aligned. What rules that
    need the source are given."""
    source: Document | None = None
    """The source text, where it is a file of its own."""
    alignment: Alignment | None = None

    @property
    def is_collection(self) -> bool:
        """Is it a container of strings rather than one text?"""
        return bool(self.units) and self.source is None

    @property
    def segments(self) -> Iterator[Segment]:
        return (segment for paragraph in self.paragraphs for segment in paragraph.segments)

    @cached_property
    def prose(self) -> str:
        """``text`` with every protected span and all code blanked, same length."""
        spans: list[Span] = []
        for paragraph in self.paragraphs:
            whole = paragraph.kind == "code"
            spans += [paragraph.span] if whole else map(paragraph.text.in_document, paragraph.text.protected)
        return blanked(self.text, spans)


class Hit(NamedTuple):
    """What a rule yields: where, and the facts that fill in its message.

    ``severity`` overrides the rule's own; ``confidence`` (0..1) only where calibrated;
    ``related`` are other places of the same defect, in the same text as ``span``.
    """

    span: Span
    facts: Mapping[str, Any] = {}
    suggestions: tuple[str, ...] = ()
    confidence: float | None = None
    severity: Severity | None = None
    related: tuple[Span, ...] = ()


class Unjudged(NamedTuple):
    """What a rule yields when it finds, while reading, that it cannot judge."""

    reason: str


@dataclass(frozen=True)
class Finding:
    """A hit as the user sees it. Findings sort by their place, then by rule.

    ``span`` counts in ``Document.text``, ``place`` in the user's file.
    """

    span: Span
    rule: str
    code: str
    category: str
    severity: Severity
    message: str
    text: str
    place: Place
    suggestions: tuple[str, ...] = ()
    confidence: float | None = None
    because: Mapping[str, Any] = field(default_factory=dict)
    related: tuple[Place, ...] = ()
    fingerprint: str = ""
    """Hash of rule, text and its surroundings: the same finding after the text has moved."""
    status: Status = "new"


class Silence(NamedTuple):
    """Why a rule did not judge some segments (0 for a whole document)."""

    rule: str
    reason: str
    segments: int


class Share(NamedTuple):
    """How much of a document, 0..1 of its letters, is in a language."""

    language: str
    share: float


class Lineage(NamedTuple):
    """A language a document seems to have come through.

    ``confidence`` 0..1; ``evidence``: its distinct strong traces, the heaviest first, as
    spans of ``Document.text``.
    """

    language: str
    confidence: float
    evidence: tuple[Span, ...]


class Origin(NamedTuple):
    """Where a document seems to come from: the pivot of its translation, and its source. None: nothing said."""

    pivot: Lineage | None = None
    source: Lineage | None = None
    why_not: str | None = None
    """Why that could not be judged."""


NOTHING_SAID = Origin()


class Metric(NamedTuple):
    """A score of sacrebleu, 0..100, its 95 % bootstrap interval (None for a single segment), and how it was made."""

    name: str
    score: float
    low: float | None
    high: float | None
    signature: str


class Far(NamedTuple):
    """A segment (counted from 1) that is far from its reference, and how near it is by chrF++."""

    number: int
    score: float
    target: str
    reference: str


class Comparison(NamedTuple):
    """A translation beside a human one: ``level`` is ``string``, ``paragraph``, ``sentence`` or ``document``."""

    path: str
    level: str
    segments: int
    metrics: tuple[Metric, ...]
    worst: tuple[Far, ...]


@dataclass(frozen=True)
class Report:
    """Everything the auditor says about one document."""

    document: Document
    languages: tuple[Share, ...]
    findings: tuple[Finding, ...]
    score: float
    verdict: Verdict
    origin: Origin = NOTHING_SAID
    unjudged: tuple[Silence, ...] = ()
    problems: tuple[str, ...] = ()
    seconds: float = 0.0
    reference: Comparison | None = None
    """How close it is to a human translation, if one was given."""
    stale: tuple[str, ...] = ()
    """Allowances in the file, and entries of the baseline, that match nothing any more."""


class Failure(NamedTuple):
    """A file that could not be audited, and why."""

    path: str
    reason: str


@dataclass(frozen=True)
class Run:
    """What one run of the auditor says about all its files, in the order they were given."""

    reports: tuple[Report, ...]
    failures: tuple[Failure, ...] = ()
    stale: tuple[str, ...] = ()
    """Allow-entries that match no finding any more, one line each."""
    signature: str = ""
