"""A plain text's paragraphs: where each is and what kind it is."""

from __future__ import annotations

from typing import NamedTuple

import regex

from audit.model import Kind, Span

_LINE = regex.compile(r"[^\n\r\f\v\x85\u2028\u2029]+")


class Block(NamedTuple):
    """A paragraph of a file, before anyone knows its language.

    ``span`` counts in the whole text, ``protected`` in the whole text too.
    """

    kind: Kind
    span: Span
    protected: tuple[Span, ...] = ()


def blocks(text: str) -> list[Block]:
    """The paragraphs of a plain text, in order, disjoint, without surrounding blanks."""
    found: list[Block] = []
    for line in _LINE.finditer(text):
        start, end = line.span()
        body = line[0].strip()
        if body:
            start += len(line[0]) - len(line[0].lstrip())
            found.append(Block("prose", Span(start, start + len(body))))
    return found
