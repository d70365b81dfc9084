"""Find the traces that other languages leave: the entries of pair packs, in one pass over a text."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from functools import cache
from typing import Any, NamedTuple

import regex

from audit.model import Hit, Origin, Span
from audit.packs.routes import Entry, Role, Route, TraceKind
from audit.text.needles import Passages, learn, written
from audit.text.patterns import compiled


class Trace(NamedTuple):
    """What a language seems to have left at a span, and what to write instead."""

    span: Span
    text: str
    route: Route
    entry: Entry
    suggestions: tuple[str, ...] = ()
    confidence: float | None = None
    """Calibrated, of traces that a model found; None for those of a lexicon."""


class Interference(NamedTuple):
    """What other languages left in a document.

    ``shown``: traces to report, disjoint, in order: strong ones, and the weak ones of a route that
    the whole document speaks for. ``paired``: those that only the source could decide, where there is none.
    """

    shown: tuple[Trace, ...]
    paired: tuple[Trace, ...]
    origin: Origin

    def hits(self, *kinds: TraceKind, roles: Container[Role] = ("pivot", "source")) -> Iterator[Hit]:
        """The traces of some kinds as hits, with what an editor has to be told."""
        for trace in self.shown:
            if trace.entry.kind in kinds and trace.route.role in roles:
                yield Hit(trace.span, facts(trace), trace.suggestions, trace.confidence)


def facts(trace: Trace) -> dict[str, str]:
    """The evidence of a trace: text, language, through (with its reading), meaning, reason."""
    entry = trace.entry
    read = "" if entry.reading in ("", "-") else f" ({entry.reading})"
    return {
        "text": trace.text,
        "language": trace.route.name,
        "through": entry.through.replace("|", " / ") + read,
        "meaning": entry.meaning,
        "reason": entry.reason,
    }


def traces(passages: Passages, route: Route) -> Iterator[Trace]:
    """The traces of one route, entry by entry, possibly overlapping; each lies in one of the passages."""
    learn(route.strings)
    learn({pattern: _written(plain) for pattern, plain in route.unmeasured.items()})
    for number, spans in passages.tried(route.patterns):
        entry = route.entries[number]
        pattern = _compiled(route.compilable(entry))
        for match in (match for span in spans for match in pattern.finditer(passages.text, *span)):
            if match[0]:
                yield Trace(Span(*match.span()), match[0], route, entry, _instead(entry, match))


_written = cache(written)
_LITERAL = re.compile(r"[^\\\[\](){}|*+?.^$#&~-]+")


@cache
def _compiled(pattern: str) -> Any:
    """``re`` compiles plain words eight times as fast, to the same."""
    return re.compile(pattern) if _LITERAL.fullmatch(pattern) else compiled(pattern, regex.V1)


def _instead(entry: Entry, match: regex.Match[str]) -> tuple[str, ...]:
    """The suggestions of an entry with its groups filled in, capitalised as the match is."""
    if entry.suggestion in ("", "-"):
        return ()
    filled = [match.expand(text) for text in entry.suggestion.split("|")]
    upper = match[0][:1].isupper() and match[0][1:2].islower()
    return tuple(text[:1].upper() + text[1:] if upper else text for text in filled)


def disjoint(found: list[Trace]) -> list[Trace]:
    """Of overlapping traces the longest, among equals what a lexicon lists; in the order of the text.

    Traces of one kind and route in the same place are one, with the suggestions of all.
    """
    kept: dict[Span, Trace] = {}
    taken: set[int] = set()
    for trace in sorted(found, key=_rank):
        places = range(*trace.span)
        if taken.isdisjoint(places):
            taken.update(places)
            kept[trace.span] = trace
        elif (same := kept.get(trace.span)) and same.entry.kind == trace.entry.kind and same.route is trace.route:
            together = dict.fromkeys((*same.suggestions, *trace.suggestions))
            kept[trace.span] = same._replace(suggestions=tuple(together))
    return [kept[span] for span in sorted(kept)]


def _rank(trace: Trace) -> tuple[int, Span, bool, str]:
    return trace.span.start - trace.span.end, trace.span, trace.confidence is not None, trace.entry.pattern
