"""What a reader takes for one character."""

from __future__ import annotations

import regex

from audit.model import Span

_CLUSTER = regex.compile(r"\X")
_REACH = 64


def snap(text: str, span: Span) -> Span:
    """The span widened until it cuts no grapheme cluster in two."""
    return Span(_before(text, span.start), _after(text, span.end))


def _before(text: str, at: int) -> int:
    start = max(0, at - _REACH)
    edge = start
    for cluster in _CLUSTER.finditer(text, start):
        if cluster.end() > at:
            return cluster.start() if cluster.start() < at else at
        edge = cluster.end()
    return edge


def _after(text: str, at: int) -> int:
    before = _before(text, at)
    if before == at:
        return at
    cluster = _CLUSTER.match(text, before)
    return cluster.end() if cluster else at
