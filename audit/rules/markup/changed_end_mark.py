"""MK13: the mark at the end of a string."""

from __future__ import annotations

from collections.abc import Iterator

from audit.model import Hit, Segment, Span
from audit.rule import rule
from audit.text.end_marks import CLOSING, end_mark, last_mark
from audit.text.placeholders import is_string


@rule(
    "MK13",
    message="the source ends with {theirs}, the translation with {ours}",
    category="linguistic conventions/punctuation",
    needs=["source"],
    facts=["end_marks"],
    reads=["abbreviations"],
)
def changed_end_mark(segment: Segment, *, words: int = 3) -> Iterator[Hit]:
    """A string ends with another kind of mark than its source: colon, ellipsis, question mark, stop, or none.

    ## Why it matters
    A label without its colon runs into what follows; a menu entry without its ellipsis opens a window nobody expects.

    ## Example
    en>de: Name: ||| Name⟦⟧ ||| key=label.name
    en>ja: Save as... ||| 名前を付けて保存⟦。⟧ ||| key=menu.saveas

    ## Stays quiet
    - the mark of the other script: ``。`` for ``.``, ``；`` for a Greek question
    - a stop for an exclamation or question mark: 〜ですか。
    - abbreviations, and languages that end sentences with a blank
    - sentences of a text

    ## Options
    - ``words``: of the source, from which a stop is missed
    """
    marks = segment.target.pack.end_marks
    if segment.source is None or not is_string(segment) or not marks:
        return
    theirs, ours = end_mark(segment.source), end_mark(segment.target)
    end = len(segment.target.text.rstrip())
    if not end or theirs == ours or _tolerated(theirs, ours, segment, words):
        return
    held = len(segment.target.text.rstrip().rstrip(CLOSING))
    span = Span(end, end) if ours == "none" else last_mark(segment.target.text, held)
    yield Hit(span, {"theirs": _said(theirs), "ours": "none" if ours == "none" else _said(ours)})


def _tolerated(theirs: str, ours: str, segment: Segment, words: int) -> bool:
    sentence = {"stop", "exclamation mark", "question mark"}
    if "other" in (theirs, ours) or {theirs, ours} <= sentence or (theirs == "colon" and ours in sentence):
        return True
    if {theirs, ours} == {"none", "exclamation mark"}:
        return True
    if {theirs, ours} != {"none", "stop"}:
        return False
    assert segment.source
    held = segment.target if ours == "stop" else segment.source
    last = held.text.split()[-1].strip("." + CLOSING).lower()
    short = len(segment.source.text.split()) < words
    return short or len(last) <= words or last in (held.pack.abbreviations or ())


def _said(mark: str) -> str:
    return "none" if mark == "none" else f"an {mark}" if mark[0] in "ae" else f"a {mark}"
