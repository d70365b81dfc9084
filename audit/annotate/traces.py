"""Traces of other languages in a document, and the language it seems to have come through."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator

import regex

from audit.annotate import Notes
from audit.annotate.lineage import lineage
from audit.model import Document, Origin
from audit.packs import Pack
from audit.packs.routes import Entry, Route, into
from audit.text.misreading import Misreading
from audit.text.needles import Passages, folded
from audit.text.traces import Interference, Trace, disjoint, traces
from audit.text.transliteration import respelt

CLEAR = {"homophone": 0.3, "nonword": 0.0}
"""Log-odds, beyond the margin of its table, from which a word read alike in the pivot counts as a trace."""
DENSER = 3.0
"""How much denser than ordinary a weak trace must be to be shown, once the route is known."""
_SHORT = 4
"""Letters up to which a word of an alphabet has to stand alone, but for an ending of one letter."""
SELDOM = 15.0
"""Occurrences per million characters up to which a weak trace need not be repeated for that."""


def annotate(document: Document) -> Notes:
    """Leave the ``Interference`` of a document."""
    routes = into(document.pack.lang)
    own = _in_own_language(document)
    found = [trace for route in routes for trace in _traces(own, route, document)]
    clear = _clear(document.notes.get("readings") or (), document.pack)
    letters = sum(map(str.isalnum, document.prose))
    found += (_as_trace(case, routes) for case in clear)
    origin = lineage(found, routes, letters, sum(1 for _ in document.segments)) if routes else Origin(why_not=_UNKNOWN)
    found = [_in_own_letters(trace, document.pack) for trace in found]
    paired = [trace for trace in found if trace.entry.strength == "paired"]
    proven = list(_proven(paired, document)) if document.units else []
    strong = disjoint(proven + [trace for trace in found if trace.entry.strength == "strong"])
    weak = _dense([trace for trace in found if trace.entry.strength == "weak"], origin, letters)
    taken = {place for trace in strong for place in range(*trace.span)}
    shown = strong + [trace for trace in disjoint(weak) if taken.isdisjoint(range(*trace.span))]
    undecided = () if document.units else tuple(disjoint(paired))
    return Notes(Interference(tuple(sorted(shown, key=lambda t: t.span)), undecided, origin))


_UNKNOWN = "no pair pack leads into this language"


def _in_own_language(document: Document) -> Passages:
    """The paragraphs in the document's language."""
    own = (paragraph for paragraph in document.paragraphs if paragraph.text.pack.lang == document.pack.lang)
    return Passages(document.prose, [paragraph.span for paragraph in own])


def _traces(own: Passages, route: Route, document: Document) -> Iterator[Trace]:
    """What the lexicon lists, and names whose spelling shows the way they took."""
    yield from traces(own, route)
    variants = document.pack.spelling_variants
    if variants is None or not route.merges:
        return
    for span, usual, letter, sounds in respelt(own, route.merges, variants, route.origin, route.target):
        text = document.text[slice(*span)]
        reason = f"{letter} is written for {sounds}, so the two come out alike"
        entry = Entry("name", "strong", text, letter, sounds, usual[0], reason=reason)
        yield Trace(span, text, route, entry, usual)


def _in_own_letters(trace: Trace, pack: Pack) -> Trace:
    """The trace without the suggestions that are written in another variety's characters."""
    if pack.charset is None:
        return trace
    own = [text for text in trace.suggestions if text.encode(pack.charset, "ignore").decode(pack.charset) == text]
    return trace._replace(suggestions=tuple(own) or trace.suggestions)


def _proven(paired: Iterable[Trace], document: Document) -> Iterator[Trace]:
    """The traces in units whose source says what the entry goes through, at the beginning of a word, case aside."""
    starts = [unit.target.start for unit in document.units]
    for trace in paired:
        number = bisect_right(starts, trace.span.start) - 1
        if number < 0 or trace.span.end > starts[number] + len(document.units[number].target.text):
            continue
        source = document.units[number].source
        if source is None or source.pack.lang.partition("-")[0] != trace.route.origin:
            continue
        said = folded(source.prose)
        words = (word for word in trace.entry.through.split("|") if word.strip())
        if any(regex.search(_said(folded(word.strip()), bool(source.pack.cased)), said) for word in words):
            yield trace


def _said(word: str, alphabetic: bool) -> str:
    """A pattern for a word of the source and its forms; a short one (fan) does not begin others (fantastic)."""
    return rf"(?<!\p{{L}}){regex.escape(word)}" + (r"(?!\p{L}{2})" if alphabetic and len(word) <= _SHORT else "")


def _clear(cases: Iterable[Misreading], pack: Pack) -> list[Misreading]:
    """The cases that are beyond doubt, and no mere variant spellings."""
    same = str.maketrans({char: together[0] for together in pack.variant_characters or () for char in together})

    def variant(case: Misreading) -> bool:
        return case.surface.translate(same) == case.intended.translate(same)

    return [case for case in cases if case.evidence > CLEAR[case.kind] and not variant(case)]


def _as_trace(case: Misreading, routes: Iterable[Route]) -> Trace:
    """A word taken for another that the pivot writes alike; of a route without lexicon an empty one."""
    target = next((route.target for route in routes), "")
    route = next((route for route in routes if route.origin == case.pivot), Route(case.pivot, target))
    no_word = f"“{case.surface}” is no word"
    alike = f"the two are written alike there, and the context wants “{case.intended}”"
    entry = Entry(
        case.kind, "strong", case.surface, case.reading, case.spoken, case.intended, case.intended,
        no_word if case.kind == "nonword" else alike,
    )  # fmt: skip
    return Trace(case.span, case.surface, route, entry, (case.intended,), case.confidence)


def _dense(weak: list[Trace], origin: Origin, letters: int) -> list[Trace]:
    """The weak traces of the routes named that are denser here than in texts that came another way."""
    named = {line.language for line in (origin.pivot, origin.source) if line}
    counts = Counter((trace.route.origin, trace.entry.pattern) for trace in weak)

    def is_dense(trace: Trace) -> bool:
        million = trace.route.million.get(trace.entry.pattern, 0.0)
        count = counts[trace.route.origin, trace.entry.pattern]
        return count >= DENSER * million * letters / 1e6 and (count > 1 or million <= SELDOM)

    return [trace for trace in weak if trace.route.origin in named and is_dense(trace)]
