"""Which terms of a glossary a unit is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from audit.model import Segment, Span, Term, Text
from audit.text.terms import occurrences


class Named(NamedTuple):
    """A term in the source of a unit: which words of it, and every line of the glossary that speaks of them."""

    source: str
    terms: tuple[Term, ...]

    def targets(self, *statuses: str) -> tuple[str, ...]:
        return tuple(word for term in self.terms if term.status in statuses for word in term.target)


def named(source: Text, terms: Sequence[Term]) -> Iterator[Named]:
    """The terms in a source, a term inside a longer one left out."""
    found: dict[Span, list[Term]] = {}
    for term in terms:
        if term.condition and not any(occurrences(word, source.text, source.pack) for word in term.condition):
            continue
        for word in term.source:
            for span in occurrences(word, source.text, source.pack):
                found.setdefault(span, []).append(term)
    said: set[tuple[Term, ...]] = set()
    for span in sorted(found):
        inside = any(other != span and other.start <= span.start and span.end <= other.end for other in found)
        if not inside and tuple(found[span]) not in said:
            said.add(tuple(found[span]))
            yield Named(source.text[slice(*span)], tuple(found[span]))


def whole(unit: Segment) -> Span:
    """The translation without the blanks around it."""
    text = unit.target.text
    return unit.target.in_document(Span(len(text) - len(text.lstrip()), len(text.rstrip()) or len(text)))
