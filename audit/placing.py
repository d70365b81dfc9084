"""From a finding and what is suggested for it to edits of its file, where the file holds the characters plainly."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from html import escape, unescape

from audit.edits import Edit, applied
from audit.model import Document, Finding, Layout, Span
from audit.read import ReadError, page_from_text
from audit.rewrite import can_hold
from audit.rule import catalogue

_MARKDOWN = frozenset("<>&*_`[]\\#|~$")
"""Characters that may be markup where they stand."""
_AMID = "the markup around it would change"
_MARKUP = frozenset({"html", "markdown"})
"""Formats in which an edit may change more than what it replaces."""


def places(finding: Finding) -> list[Span]:
    """Where the slip stands in the file: the place of the finding, and those that it gathers."""
    rule = catalogue().by_name[finding.rule]
    found = (finding.place, *(finding.related if rule.gathers or rule.alike else ()))
    return [Span(place.start, place.end) for place in found]


def placed(document: Document, finding: Finding, suggestion: str, *, tried: bool = True) -> list[Edit | str]:
    """An edit of the file for each place of a finding, or why there can be none.

    ``tried``: amid markup, each is tried by reading the file with it. Otherwise see ``stand_together``.
    """
    if finding.place.unit is not None:
        return [f"{document.format} files are not rewritten"]
    rule = catalogue().by_name[finding.rule]
    related = finding.related if rule.gathers or rule.alike else ()
    spans = (finding.span, *(_shown(document.layout, Span(place.start, place.end)) for place in related))
    edits = [_placed(document, span, suggestion, finding.rule) for span in spans]
    if not tried or not suggestion or document.format not in _MARKUP:
        return edits
    return [
        "the markup around it would change"
        if isinstance(edit, Edit) and not _stands(document, [(span, edit)])
        else edit
        for span, edit in zip(spans, edits, strict=True)
    ]


def stand_together(document: Document, edits: Sequence[Edit]) -> bool:
    """Does a reader of the file with ``edits`` see nothing but what they put in, in the same blocks?"""
    if document.format not in _MARKUP:
        return True
    starts = document.layout.starts is None
    spans = [edit.span if starts else _shown(document.layout, edit.span) for edit in edits]
    return _stands(document, list(zip(spans, edits, strict=True)))


def _shown(layout: Layout, place: Span) -> Span:
    """The span of the text that stands at a place of the file."""
    if layout.starts is None or layout.ends is None:
        return place
    start = bisect_left(layout.starts, place.start)
    return Span(start, start if place.start == place.end else bisect_left(layout.ends, place.end, lo=start) + 1)


def _placed(document: Document, span: Span, suggestion: str, rule: str) -> Edit | str:
    if "\N{REPLACEMENT CHARACTER}" in suggestion:
        return "a character of it is lost"
    where = _in_file(document, span)
    file = document.layout.file_text
    was = file[slice(*where)]
    if document.layout.starts is None:
        if document.format == "markdown" and not _MARKDOWN.isdisjoint(set(suggestion) - set(was)):
            return f"“{suggestion}” would be markup there"
        written = suggestion.replace("\n", line_end(file))
        edit = Edit(_whole_lines(file, where) if not suggestion else where, written, (rule,))
    elif "<" in was or unescape(was) != document.text[slice(*span)] or "\n" in suggestion:
        return "tags stand inside it"
    else:
        edit = Edit(where, _escaped(suggestion, document.encoding), (rule,))
    if not can_hold(document.encoding, edit.replacement):
        return f"“{suggestion}” cannot be written in {document.encoding}"
    return edit


def _in_file(document: Document, span: Span) -> Span:
    """What of the file to replace. What is missing is put right after the character it belongs to, inside its tag."""
    place = document.layout.place(span)
    ends = document.layout.ends
    at_end = span.start > 0 and not document.text[span.start : span.start + 1].strip()
    if ends is not None and span.start == span.end and at_end:
        return Span(ends[span.start - 1], ends[span.start - 1])
    return Span(place.start, place.end)


def _whole_lines(text: str, span: Span) -> Span:
    """``span``, with the line end after it where it is whole lines: their deletion leaves no empty line behind."""
    start, end = span
    if start == end or (start > 0 and text[start - 1] not in "\r\n") or text[end : end + 1] not in ("\r", "\n", ""):
        return span
    if end == len(text):
        return Span(len(text[:start].rstrip("\r\n")), end)
    while text[end : end + 1] in ("\r", "\n") and text[end : end + 1]:
        end += 1
    return Span(start, end)


def line_end(text: str) -> str:
    """How most lines of a text end."""
    return max(("\n", "\r\n", "\r"), key=lambda mark: _count(text, mark))


def _count(text: str, mark: str) -> int:
    return text.count(mark) - (text.count("\r\n") if mark != "\r\n" else 0)


def _escaped(text: str, encoding: str) -> str:
    """``text`` as HTML writes it, with references for what the encoding does not have."""
    marks = (mark if can_hold(encoding, mark) else f"&#{ord(mark)};" for mark in escape(text, quote=False))
    return "".join(marks)


def _stands(document: Document, edits: Sequence[tuple[Span, Edit]]) -> bool:
    """Does a reader of the edited file see the replacements at these spans of the text, and else the same?"""
    try:
        file = applied(document.layout.file_text, [edit for _, edit in edits])
        page = page_from_text(file, document.path, document.format)
    except ReadError:
        return False
    plain = document.layout.starts is None
    seen = [Edit(span, edit.replacement if plain else unescape(edit.replacement)) for span, edit in edits]
    if page.text != applied(document.text, seen):
        return False
    return [block.kind for block in page.blocks] == [paragraph.kind for paragraph in document.paragraphs]
