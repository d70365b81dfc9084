"""What a reader takes for one character."""

from __future__ import annotations

import regex

from audit.model import Span

_CLUSTER = regex.compile(r"\X")
# between two of these (whole Hangul syllables among them) there is always a boundary: UAX 29, GB6 to GB999
_PLAIN = regex.compile(r"[\p{GCB=Other}\p{GCB=LV}\p{GCB=LVT}]")
_REACH = 256
"""Characters that one chain of clusters is followed back at most; flags in a row are the longest real ones."""


def boundary(text: str, at: int) -> bool:
    """Does a grapheme cluster begin or end at ``at`` (as both ends of a text do)?"""
    return _cluster(text, at) is None


def snap(text: str, span: Span) -> Span:
    """The span widened until it cuts no grapheme cluster in two; an empty one moves behind the cluster it cuts."""
    first, last = _cluster(text, span.start), _cluster(text, span.end)
    end = last.end if last else span.end
    if span.start == span.end:
        return Span(end, end)
    return Span(first.start if first else span.start, end)


def _cluster(text: str, at: int) -> Span | None:
    """The grapheme cluster that ``at`` cuts in two, or None."""
    if at <= 0 or at >= len(text) or (_PLAIN.match(text, at) and _PLAIN.match(text, at - 1)):
        return None
    start = at - 1
    while start > 0 and at - start < _REACH and not (_PLAIN.match(text, start) and _PLAIN.match(text, start - 1)):
        start -= 1
    for cluster in _CLUSTER.finditer(text, start):
        if cluster.end() >= at:
            return Span(*cluster.span()) if cluster.end() > at > cluster.start() else None
    return None
