"""Page furniture: what the template of a web page left around and inside an article.

Each paragraph that is one short line is held against the lists of the packs (its own, the document's, and English,
in which page templates speak everywhere) and against the shapes of metadata. A line that could also be an author's
counts only beside others. Neighbouring lines form one run, so that a page's head or foot is found once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from audit.annotate import Notes
from audit.annotate.furniture_lines import Label, Line, credit_end, ends_in_date, labels
from audit.annotate.furniture_lines import lines as lines_of
from audit.model import Document, Span
from audit.text.bulk import bulk

_BRIDGE = {"boilerplate": 1, "metadata": 6, "related": 6}
"""Short lines without an end mark that may stand between two lines of a run."""
_BRIDGED_BULK = 120
_TEASER_BULK = 260
"""How much may follow the link to the next page: the teaser of that page."""
_NAME_BULK = 40
_TEASERS = 12
"""Headlines of other articles that may follow a heading such as "Related", at the foot of a page."""
_LISTING = {"related", "more-from"}
_SHAPES_OF_MACHINES = {"image address", "time stamp", "locale code", "identifier"}

Sort = Literal["boilerplate", "metadata"]


class Run(NamedTuple):
    """Neighbouring lines of furniture. ``kinds`` are those of its labelled lines, in order, each once."""

    span: Span
    sort: Sort
    kinds: tuple[str, ...]
    lines: int


@dataclass(frozen=True)
class Furniture:
    """The note on a document: its runs of furniture, in order, disjoint.

    ``credits`` are the credits with an address that a sentence runs on from, without the sentence.
    """

    runs: tuple[Run, ...]
    credits: tuple[Span, ...] = ()

    def covers(self, span: Span) -> bool:
        """Does some run hold all of ``span``?"""
        return any(run.span.start <= span.start and span.end <= run.span.end for run in self.runs)


class _Labelled(NamedTuple):
    line: Line
    label: Label | None

    @property
    def bulk(self) -> int:
        return bulk(self.line.text)

    @property
    def soft(self) -> bool:
        """Short and without end mark: a heading, a name, a teaser. Or a teaser with its date."""
        if self.label or _ended(self.line):
            return False
        return self.bulk <= _BRIDGED_BULK or ends_in_date(self.line.text)

    @property
    def name(self) -> bool:
        """A few words that may be somebody's name."""
        return self.soft and self.bulk <= _NAME_BULK


def annotate(document: Document) -> Notes:
    """The document's ``Furniture``."""
    found = lines_of(document)
    labelled = [_Labelled(line, label) for line, label in zip(found, labels(document, found), strict=True)]
    credits = ((line.span.start, credit_end(line, document)) for line in found)
    return Notes(
        Furniture(
            tuple(_runs(document.text, labelled)),
            tuple(Span(start, start + end) for start, end in credits if end is not None),
        )
    )


def _runs(text: str, lines: Sequence[_Labelled]) -> Iterator[Run]:
    at = 0
    while at < len(lines):
        if lines[at].label is None:
            at += 1
            continue
        end = _reach(lines, at)
        kinds = [line.label for line in lines[at:end] if line.label]
        if _convincing(kinds, at == 0 and len(lines) > 1) or (0 < at == len(lines) - 1 and kinds[0].weak):
            end = _with_teasers(lines, end)
            named = kinds[0].kind == "author-box" and at > 0 and lines[at - 1].name
            yield _run(text, lines[at - 1 if named else at : end], kinds)
        at = end


def _reach(lines: Sequence[_Labelled], start: int) -> int:
    """Where the run that starts there ends: after its last labelled line."""
    end = start + 1
    at = end
    while at < len(lines):
        last = lines[end - 1].label
        assert last is not None
        bridge = _BRIDGE["related" if last.kind in _LISTING else last.sort]
        if lines[at].label is not None:
            end = at + 1
        elif not lines[at].soft or at - end >= bridge:
            break
        at += 1
    return end


def _convincing(kinds: Sequence[Label], opens_document: bool) -> bool:
    """Could no author have written these lines together?"""
    if any(label.sort == "boilerplate" and not label.weak for label in kinds):
        return True
    shapes = {label.kind for label in kinds}
    if shapes & _SHAPES_OF_MACHINES:
        return True
    if opens_document and kinds[0].kind == "address":
        return True
    if all(label.sort == "boilerplate" for label in kinds):
        return len(kinds) >= 2
    return len(kinds) >= 3 and len(shapes) >= 2


def _with_teasers(lines: Sequence[_Labelled], end: int) -> int:
    """``end``, moved over what a page's last link announces."""
    last = lines[end - 1].label
    rest = lines[end:]
    if not rest or last is None:
        return end
    if last.kind == "next-page" and len(rest) <= 2:
        amount = sum(line.bulk for line in rest)
        return len(lines) if amount <= _TEASER_BULK else end
    if last.kind in _LISTING and len(rest) <= _TEASERS and all(line.soft for line in rest):
        return len(lines)
    return end


def _run(text: str, lines: Sequence[_Labelled], kinds: Sequence[Label]) -> Run:
    shapes = sum(label.sort == "metadata" for label in kinds)
    span = Span(lines[0].line.span.start, lines[-1].line.span.end)
    if len(lines) == 1 and lines[0].line.paragraph.text.protected:
        span = _with_line_end(text, span)
    return Run(
        span,
        "metadata" if 2 * shapes > len(kinds) else "boilerplate",
        tuple(dict.fromkeys(label.kind for label in kinds)),
        len(lines),
    )


def _with_line_end(text: str, span: Span) -> Span:
    """A line that is nothing but an address goes together with its line break."""
    if text[span.end : span.end + 1] == "\n":
        return Span(span.start, span.end + 1)
    return Span(span.start - 1, span.end) if text[span.start - 1 : span.start] == "\n" else span


def _ended(line: Line) -> bool:
    marks = line.paragraph.text.pack.end_marks
    return line.text.rstrip("\"'”’»)」』）").endswith(marks) if marks else False
