"""Run rules over documents. The only place that schedules, orders and catches."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from hashlib import blake2s
from itertools import accumulate
from time import process_time
from typing import NamedTuple

from audit.annotate import AFTER, annotator, in_order
from audit.model import Document, Finding, Hit, Origin, Paragraph, Report, Segment, Share, Silence, Span, Unjudged
from audit.rule import Rule
from audit.scoring import MQM, Scale, score, verdict
from audit.wording import said, speaking

Found = tuple[Rule, Hit]
_OF_TEXTS = frozenset({"structure", "register", "consistency"})
"""Families whose rules for documents take them for one text, in which paragraphs belong together."""


class _Plan(NamedTuple):
    able: list[Rule]
    unable: list[tuple[Rule, str]]


class _Tally:
    """What one document's run gathers besides findings."""

    def __init__(self) -> None:
        self.silences: Counter[tuple[str, str]] = Counter()
        self.problems: list[str] = []

    def silence(self, rule: Rule, reason: str, segments: int) -> None:
        self.silences[rule.name, reason] += segments


def annotated(document: Document, rules: Iterable[Rule], problems: list[str]) -> Document:
    """``document`` with the notes these rules need. An annotator that fails leaves none."""
    notes = dict(document.notes)
    columns: dict[str, Sequence[object]] = {}
    able = (rule.needs for rule in rules if document.units or "source" not in rule.needs)
    for name in in_order(set().union(*able) - {"source"}):
        try:
            left = annotator(name)(replace(document, notes=notes) if name in AFTER else document)
        except Exception as error:
            problems.append(f"annotator {name} failed: {type(error).__name__}: {error}")
            continue
        notes[name] = left.document
        if left.segments is not None:
            columns[name] = left.segments
    return replace(document, notes=notes, paragraphs=tuple(_with_notes(document, columns)))


def _with_notes(document: Document, columns: dict[str, Sequence[object]]) -> Iterator[Paragraph]:
    at = 0
    for paragraph in document.paragraphs:
        segments = tuple(
            replace(segment, notes={**segment.notes, **{name: column[i] for name, column in columns.items()}})
            for i, segment in enumerate(paragraph.segments, at)
        )
        at += len(segments)
        yield replace(paragraph, segments=segments)


def hits(document: Document, rules: Sequence[Rule], tally: _Tally) -> Iterator[Found]:
    """Every hit of the rules, in spans of ``document.text``. A crash is a problem of that rule alone: it has no hits.

    Rules of segments run one after the other on each: what several of them have to know of one is found out once.
    """
    found: list[Found] = []
    running: list[Rule] = []
    crashed: set[str] = set()
    for rule in rules:
        if "source" in rule.needs and not document.units:
            tally.silence(rule, "no source", sum(1 for _ in document.segments))
        elif absent := rule.needs - document.notes.keys() - {"source"}:
            tally.silence(rule, f"no {', '.join(sorted(absent))} notes", sum(1 for _ in document.segments))
        elif rule.scope == "segment":
            running.append(rule)
        elif document.is_collection and rule.family in _OF_TEXTS:
            tally.silence(rule, "a collection of strings, not one text", 0)
        elif reason := rule.cannot_judge(document.pack, has_source=bool(document.units)):
            tally.silence(rule, reason, sum(1 for _ in document.segments))
        else:
            items = _caught(rule, document, crashed, tally)
            found += ((rule, hit) for hit in _judged(rule, items, tally, 0))
    on_pairs = [rule for rule in running if "source" in rule.needs]
    found += _one_by_one(document.segments, [rule for rule in running if rule not in on_pairs], crashed, tally)
    found += _one_by_one(document.units or document.segments, on_pairs, crashed, tally)
    return ((rule, hit) for rule, hit in found if rule.name not in crashed)


def _one_by_one(
    segments: Iterable[Segment], rules: Sequence[Rule], crashed: set[str], tally: _Tally
) -> Iterator[Found]:
    plans: dict[tuple[int, bool], _Plan] = {}
    for segment in segments if rules else ():
        kind = id(segment.target.pack), segment.source is not None
        if kind not in plans:
            plans[kind] = _plan(rules, segment)
        for rule, reason in plans[kind].unable:
            tally.silence(rule, reason, 1)
        for rule in plans[kind].able:
            if items := _caught(rule, segment, crashed, tally):
                yield from ((rule, _in_document(hit, segment)) for hit in _judged(rule, items, tally, 1))


def _caught(rule: Rule, subject: Document | Segment, crashed: set[str], tally: _Tally) -> Sequence[Hit | Unjudged]:
    """What a rule yields; nothing from the first crash on."""
    if rule.name in crashed:
        return ()
    try:
        return list(rule.check(subject))
    except Exception as error:
        tally.problems.append(f"rule {rule.name} failed: {type(error).__name__}: {error}")
        crashed.add(rule.name)
        return ()


def _plan(rules: Sequence[Rule], segment: Segment) -> _Plan:
    """Which rules can judge segments of this language, with or without a source."""
    reasons = [(rule, rule.cannot_judge(segment.target.pack, segment.source is not None)) for rule in rules]
    return _Plan(
        [rule for rule, reason in reasons if not reason],
        [(rule, reason) for rule, reason in reasons if reason],
    )


def _judged(rule: Rule, items: Iterable[Hit | Unjudged], tally: _Tally, segments: int) -> Iterator[Hit]:
    for item in items:
        if isinstance(item, Unjudged):
            tally.silence(rule, item.reason, segments)
        else:
            yield item


def _in_document(hit: Hit, segment: Segment) -> Hit:
    move = segment.target.in_document
    return hit._replace(span=move(hit.span), related=tuple(move(span) for span in hit.related))


class _Cover:
    """Spans, and whether a span overlaps or touches one of them: sorted once, then by bisection."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self.spans = sorted(spans)
        self.starts = [span.start for span in self.spans]
        self.reach = list(accumulate((span.end for span in self.spans), max))

    def touches(self, span: Span) -> bool:
        """Does one of the spans that start no later than ``span`` ends reach its start?"""
        before = bisect_right(self.starts, span.end)
        return before > 0 and self.reach[before - 1] >= span.start


def settled(found: Sequence[Found]) -> list[Found]:
    """``found`` without the hits that a more specific rule's hit on the same spot, or right beside it, replaces."""
    winners: dict[str, list[Span]] = {}
    for rule, hit in found:
        for loser in rule.beats:
            winners.setdefault(loser, []).append(hit.span)
    covers = {name: _Cover(spans) for name, spans in winners.items()}
    return [(rule, hit) for rule, hit in found if rule.name not in covers or not covers[rule.name].touches(hit.span)]


_OFTEN = 3
"""From so many on, the same slip of a rule that gathers is one finding."""
_TIMES = "times in this text"
"""The fact that says how many."""


def gathered(document: Document, found: Sequence[Found]) -> list[Found]:
    """``found`` with the minor slips of one rule in the same characters as one hit, the first, the others related.

    A writer's habit is one thing to mend, and weighs as one (MQM counts a repeated error once). Strings of a
    collection have no habits in common.
    """
    kinds: dict[tuple[str, str], list[int]] = {}
    for number, (rule, hit) in enumerate(found):
        if rule.gathers and (hit.severity or rule.severity) == "minor" and not document.is_collection:
            kinds.setdefault((rule.name, document.text[slice(*hit.span)]), []).append(number)
    dropped: set[int] = set()
    merged = list(found)
    for numbers in kinds.values():
        if len(numbers) >= _OFTEN:
            first, *others = sorted(numbers, key=lambda number: found[number][1].span)
            spans = (span for number in others for span in (found[number][1].span, *found[number][1].related))
            rule, hit = found[first]
            facts = {**hit.facts, _TIMES: len(numbers)}
            merged[first] = rule, hit._replace(facts=facts, related=(*hit.related, *spans))
            dropped.update(others)
    return [pair for number, pair in enumerate(merged) if number not in dropped]


_CONTEXT = 16


def _fingerprint(text: str, rule: Rule, span: Span) -> str:
    """Twelve hex digits over the rule, the text found and the letters around it."""
    around = text[max(0, span.start - _CONTEXT) : span.start], text[slice(*span)], text[span.end : span.end + _CONTEXT]
    said = "\0".join((rule.name, *("".join(part.split()) for part in around)))
    return blake2s(said.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def _finding(document: Document, rule: Rule, hit: Hit) -> Finding:
    return Finding(
        fingerprint=_fingerprint(document.text, rule, hit.span),
        span=hit.span,
        rule=rule.name,
        code=rule.code,
        category=rule.category,
        severity=hit.severity or rule.severity,
        message=rule.said(hit.facts) + _often(rule, hit),
        text=document.text[slice(*hit.span)],
        place=document.layout.place(hit.span),
        suggestions=hit.suggestions,
        confidence=hit.confidence,
        because=hit.facts,
        related=tuple(document.layout.place(span) for span in hit.related),
    )


def _often(rule: Rule, hit: Hit) -> str:
    with speaking(rule.language):
        return said(f" ({hit.facts[_TIMES]} {_TIMES})") if _TIMES in hit.facts else ""


def _in_text(found: Found) -> tuple[Span, str, str]:
    """Where a finding comes in a report, whatever language it is worded in."""
    rule, hit = found
    return hit.span, rule.code, rule.message.format(**hit.facts)


def audit_document(document: Document, rules: Sequence[Rule], scale: Scale = MQM) -> Report:
    """Every finding in one document, in the order of the text, with score and verdict."""
    began = process_time()
    tally = _Tally()
    noted = annotated(document, rules, tally.problems)
    found = list(hits(noted, rules, tally))
    ordered = sorted(gathered(noted, settled(found)), key=_in_text)
    findings = tuple(_finding(noted, rule, hit) for rule, hit in ordered)
    points = score(noted, findings, scale)
    return Report(
        document=noted,
        languages=_shares(noted),
        origin=_origin(noted),
        findings=findings,
        score=points,
        verdict=verdict(points, findings, scale),
        unjudged=tuple(Silence(name, why, count) for (name, why), count in sorted(tally.silences.items())),
        problems=tuple(tally.problems),
        seconds=process_time() - began,
    )


def _origin(document: Document) -> Origin:
    """The languages the document seems to have come through, if that was looked for."""
    traces = document.notes.get("traces")
    return traces.origin if traces else Origin(why_not="no rule that was run looks for it")


def _shares(document: Document) -> tuple[Share, ...]:
    """Languages by share of letters, largest first: of stretches if annotated, else of paragraphs."""
    if noted := document.notes.get("languages"):
        return tuple(noted)
    letters: Counter[str] = Counter()
    for paragraph in document.paragraphs:
        letters[paragraph.text.pack.lang] += sum(map(str.isalpha, paragraph.text.prose))
    total = letters.total()
    if not total:
        return ()
    ranked = sorted(letters.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Share(language, round(count / total, 3)) for language, count in ranked if count)
