"""Run rules over documents. The only place that schedules, orders and catches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from time import process_time

from audit.annotate import annotator
from audit.model import Document, Finding, Hit, Report, Segment, Share, Silence, Span, Unjudged
from audit.rule import Rule
from audit.scoring import Scale, score, verdict

Found = tuple[Rule, Hit]


class _Tally:
    """What one document's run gathers besides findings."""

    def __init__(self) -> None:
        self.silences: Counter[tuple[str, str]] = Counter()
        self.problems: list[str] = []

    def silence(self, rule: Rule, reason: str, segments: int) -> None:
        self.silences[rule.name, reason] += segments


def annotated(document: Document, rules: Iterable[Rule], problems: list[str]) -> Document:
    """``document`` with the notes these rules need. An annotator that fails leaves none."""
    wanted = sorted(set().union(*(rule.needs for rule in rules)) - {"source"})
    notes = dict(document.notes)
    columns: dict[str, Sequence[object]] = {}
    for name in wanted:
        try:
            left = annotator(name)(document)
        except Exception as error:
            problems.append(f"annotator {name} failed: {type(error).__name__}: {error}")
            continue
        notes[name] = left.document
        if left.segments is not None:
            columns[name] = left.segments
    return replace(document, notes=notes, paragraphs=tuple(_with_notes(document, columns)))


def _with_notes(document: Document, columns: dict[str, Sequence[object]]) -> Iterator:  # type: ignore[type-arg]
    at = 0
    for paragraph in document.paragraphs:
        segments = tuple(
            replace(segment, notes={**segment.notes, **{name: column[i] for name, column in columns.items()}})
            for i, segment in enumerate(paragraph.segments, at)
        )
        at += len(segments)
        yield replace(paragraph, segments=segments)


def hits(document: Document, rule: Rule, tally: _Tally) -> Iterator[Hit]:
    """Every hit of one rule, in spans of ``document.text``."""
    if rule.scope == "document":
        reason = rule.cannot_judge(document.pack, has_source=False)
        if reason:
            tally.silence(rule, reason, sum(1 for _ in document.segments))
            return
        yield from _judged(rule, rule.check(document), tally, 0)
        return
    for segment in document.segments:
        reason = rule.cannot_judge(segment.target.pack, segment.source is not None)
        if reason:
            tally.silence(rule, reason, 1)
            continue
        for hit in _judged(rule, rule.check(segment), tally, 1):
            yield _in_document(hit, segment)


def _judged(rule: Rule, yielded: Iterable[Hit | Unjudged], tally: _Tally, segments: int) -> Iterator[Hit]:
    for item in yielded:
        if isinstance(item, Unjudged):
            tally.silence(rule, item.reason, segments)
        else:
            yield item


def _in_document(hit: Hit, segment: Segment) -> Hit:
    move = segment.target.in_document
    return hit._replace(span=move(hit.span), related=tuple(move(span) for span in hit.related))


def _caught(document: Document, rule: Rule, tally: _Tally) -> list[Hit]:
    """The hits of one rule; a crash is a problem of that rule alone."""
    absent = rule.needs - document.notes.keys() - {"source"}
    if absent:
        tally.silence(rule, f"no {', '.join(sorted(absent))} notes", sum(1 for _ in document.segments))
        return []
    try:
        return list(hits(document, rule, tally))
    except Exception as error:
        tally.problems.append(f"rule {rule.name} failed: {type(error).__name__}: {error}")
        return []


def settled(found: Sequence[Found]) -> list[Found]:
    """``found`` without the hits that a more specific rule's hit on the same spot replaces."""
    winners: dict[str, list[Span]] = {}
    for rule, hit in found:
        for loser in rule.beats:
            winners.setdefault(loser, []).append(hit.span)
    return [
        (rule, hit) for rule, hit in found if not any(span.overlaps(hit.span) for span in winners.get(rule.name, ()))
    ]


def _finding(document: Document, rule: Rule, hit: Hit) -> Finding:
    return Finding(
        span=hit.span,
        rule=rule.name,
        code=rule.code,
        category=rule.category,
        severity=hit.severity or rule.severity,
        message=rule.message.format(**hit.facts),
        text=document.text[slice(*hit.span)],
        place=document.layout.place(hit.span),
        suggestions=hit.suggestions,
        confidence=hit.confidence,
        because=hit.facts,
        related=tuple(document.layout.place(span) for span in hit.related),
    )


def audit_document(document: Document, rules: Sequence[Rule], scale: Scale = Scale()) -> Report:
    """Every finding in one document, in the order of the text, with score and verdict."""
    began = process_time()
    tally = _Tally()
    noted = annotated(document, rules, tally.problems)
    found = [(rule, hit) for rule in rules for hit in _caught(noted, rule, tally)]
    findings = tuple(
        sorted(
            (_finding(noted, rule, hit) for rule, hit in settled(found)),
            key=lambda finding: (finding.span, finding.code, finding.message),
        )
    )
    points = score(noted, findings, scale)
    return Report(
        document=noted,
        languages=_shares(noted),
        findings=findings,
        score=points,
        verdict=verdict(points, findings, scale),
        unjudged=tuple(Silence(name, why, count) for (name, why), count in sorted(tally.silences.items())),
        problems=tuple(tally.problems),
        seconds=process_time() - began,
    )


def _shares(document: Document) -> tuple[Share, ...]:
    """Languages of the paragraphs by share of letters, largest first."""
    letters: Counter[str] = Counter()
    for paragraph in document.paragraphs:
        letters[paragraph.text.pack.lang] += sum(map(str.isalpha, paragraph.text.prose))
    total = letters.total()
    if not total:
        return ()
    ranked = sorted(letters.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Share(language, round(count / total, 3)) for language, count in ranked if count)
