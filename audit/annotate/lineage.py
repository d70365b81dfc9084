"""Which language did a text come through? Weighs the traces of every route against what is ordinary.

Method: Poisson likelihood ratio. How many distinct strong traces, and how many weak ones, would
a text of this length hold had it not come that way (measured rates), and had it (rates from
light to heavy interference, averaged)? Prior odds 1 : 999. The rates assumed of interference
rest on few documents, so confidence is a bound on false verdicts rather than a frequency of true ones.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from math import exp, log
from typing import NamedTuple

from audit.model import Lineage, Origin, Span
from audit.packs.routes import Role, Route
from audit.text.traces import Trace

FEWEST_CHARACTERS, FEWEST_SENTENCES = 200, 4
"""A text shorter than that is not judged."""
FEWEST_STRONG = 3.0
"""Distinct strong traces that a verdict rests on at least; a homophone found by its context counts half."""
LIMIT = 0.95
"""Confidence from which a route is named."""
_PRIOR = log(1 / 999)
_SUREST = 0.99
"""Some hundred documents per language were read without a false verdict; no more can be claimed."""
_ORDINARY = 0.02 / 1000
"""Strong traces per character of text that did not come that way: the most a pair pack may have."""
_HEAVY = (0.3 / 1000, 1 / 1000, 3 / 1000)
"""Strong traces per character under light, plain and heavy interference."""
_DENSER = (3.0, 10.0)
_TEMPER, _MOST = 0.5, 4.0
"""Weak traces come in bunches and depend on the subject: their weight is halved, and bounded."""
_REPEATS = 3
"""One weak pattern counts so often at most."""
_SHARE = 0.5
"""A second route with this share of the first one's strong traces makes the matter open."""


class Weighed(NamedTuple):
    """A route, the strong traces that speak for it (distinct, weighted), and the confidence, 0..1."""

    route: Route
    strong: float
    confidence: float
    evidence: tuple[Span, ...]


def lineage(found: Sequence[Trace], routes: Iterable[Route], characters: int, sentences: int) -> Origin:
    """The routes that a text of so many letters and sentences seems to have come, or why nothing is said."""
    if characters < FEWEST_CHARACTERS or sentences < FEWEST_SENTENCES:
        return Origin(why_not=f"fewer than {FEWEST_CHARACTERS} letters or {FEWEST_SENTENCES} sentences")
    weighed = [_weighed(route, [t for t in found if t.route is route], characters) for route in routes]
    named = sorted((w for w in weighed if w.strong >= FEWEST_STRONG and w.confidence >= LIMIT), key=_rank)
    pivot, source = (_first([w for w in named if w.route.role == role]) for role in ("pivot", "source"))
    mixed = [w.route.name for w in named if _is_rivalled(w, named)]
    if mixed and pivot is None and source is None:
        return Origin(why_not=f"traces of several routes: {', '.join(mixed)}")
    return Origin(pivot, source)


def _rank(weighed: Weighed) -> tuple[float, str]:
    return -weighed.strong, weighed.route.origin


def _is_rivalled(weighed: Weighed, named: Iterable[Weighed]) -> bool:
    role: Role = weighed.route.role
    return any(
        other is not weighed and other.route.role == role and other.strong >= _SHARE * weighed.strong for other in named
    )


def _first(named: list[Weighed]) -> Lineage | None:
    """The first of the routes, unless another is close behind."""
    if not named or _is_rivalled(named[0], named):
        return None
    return Lineage(named[0].route.origin, round(named[0].confidence, 3), named[0].evidence)


def _weighed(route: Route, found: list[Trace], characters: int) -> Weighed:
    strong = {trace.text: trace for trace in reversed(found) if trace.entry.strength == "strong"}
    weights = {text: _weight(trace) for text, trace in strong.items()}
    count = sum(weights.values())
    weak = Counter(trace.entry.pattern for trace in found if trace.entry.strength == "weak")
    odds = _PRIOR + _of_strong(count, characters) + _of_weak(weak, route, characters)
    ranked = sorted(strong.values(), key=lambda trace: (-weights[trace.text], trace.span))
    return Weighed(route, count, min(_SUREST, 1 / (1 + exp(-odds))), tuple(trace.span for trace in ranked))


def _weight(trace: Trace) -> float:
    """1 for what a lexicon knows; a word found by its context counts half, one that is none by its confidence."""
    if trace.confidence is None:
        return 1.0
    return trace.confidence * (1.0 if trace.entry.kind == "nonword" else 0.5)


def _of_strong(count: float, characters: int) -> float:
    """Log likelihood ratio of so many distinct strong traces."""
    ratios = [count * log(rate / _ORDINARY) - (rate - _ORDINARY) * characters for rate in _HEAVY]
    return _log_mean(ratios)


def _of_weak(counts: Counter[str], route: Route, characters: int) -> float:
    """Log likelihood ratio of the weak traces, tempered, within ``_MOST`` of 0."""
    expected = sum(route.million.get(e.pattern, 0.0) for e in route.entries if e.strength == "weak") * characters / 1e6
    if not expected:
        return 0.0
    number = sum(min(count, _REPEATS) for count in counts.values())
    ratio = _log_mean([number * log(times) - expected * (times - 1) for times in _DENSER])
    return max(-_MOST, min(_MOST, _TEMPER * ratio))


def _log_mean(values: Sequence[float]) -> float:
    top = max(values)
    return top + log(sum(exp(value - top) for value in values) / len(values))
