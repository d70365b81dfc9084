"""Words that stand where a pivot language, which writes them alike, meant another.

How likely a mistake is depends on how many a document has: their rate is estimated from the cases
themselves, by expectation maximisation from a prior of one in 1,000 characters.

Figures and data: ``audit/models/readings.md``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import log

from audit.annotate import Notes
from audit.annotate.company import Company
from audit.annotate.homophones import Homophones, confidence, homophones
from audit.annotate.nonwords import Letters, meant, rare_pairs, unknown_runs
from audit.model import Document, Segment, Span
from audit.packs import Pack, load
from audit.text.misreading import Misreading, Wrong, spoken

FLOOR = -6.0
"""Log-odds under which a case is not even noted."""
PRIOR = 0.5
"""Thousands of characters, with the usual rate of mistakes, that the document's own cases are weighed against."""
_ROUNDS = 12


def annotate(document: Document) -> Notes:
    """Leave the ``Misreading``s of the document, doubtful ones too, in order; spans count in the document."""
    return Notes(tuple(noted(document, lambda pack: pack.readings or ())))


def noted(document: Document, pivots: Callable[[Pack], Sequence[str]]) -> Iterator[Misreading]:
    """The ``Misreading``s of the document by the tables that ``pivots`` names for each of its languages."""
    segments = list(document.segments)
    found: list[list[Misreading] | None] = [None] * len(segments)
    by_pack: dict[str, tuple[Pack, list[int]]] = {}
    for number, segment in enumerate(segments):
        pack = segment.target.pack
        if pivots(pack):
            by_pack.setdefault(pack.lang, (pack, []))[1].append(number)
    for pack, numbers in by_pack.values():
        some = [segments[number] for number in numbers]
        columns = [misreadings(some, pivot, pack) for pivot in pivots(pack)]
        for i, number in enumerate(numbers):
            found[number] = sorted(case for column in columns for case in column[i])
    for segment, cases in zip(segments, found, strict=True):
        yield from (case._replace(span=segment.target.in_document(case.span)) for case in cases or ())


def misreadings(segments: Sequence[Segment], pivot: str, pack: Pack) -> list[list[Misreading]]:
    """The cases in each of ``segments``, which are of one document and language, in order."""
    table = homophones(pivot, pack.lang)
    texts = [segment.target.prose.translate(table.fold) for segment in segments]
    company = table.company("\n".join(texts))
    cases = sorted(_cases(table, company, pivot, pack))
    shift = log(_rate(cases, sum(map(len, texts)) / 1000))
    found: list[list[Misreading]] = [[] for _ in texts]
    number, start = 0, 0
    for case in cases:
        while case.span.start > start + len(texts[number]):
            start += len(texts[number]) + 1
            number += 1
        found[number].append(_placed(case, case.span.shift(-start), segments[number].target.text, shift, table))
    return found


def _placed(case: Misreading, span: Span, text: str, shift: float, table: Homophones) -> Misreading:
    """``case`` as its document has it: in its segment, in its script, at its rate of mistakes."""
    odds = case.evidence + shift
    return case._replace(
        span=span,
        surface=text[slice(*span)],
        intended=table.shown.get(case.intended, case.intended),
        evidence=odds - table.model[case.kind]["margin"],
        confidence=round(confidence(odds), 3),
    )


def _rate(cases: Sequence[Misreading], thousands: float) -> float:
    """Mistakes in 1,000 characters, by the cases' own evidence; of each word the strongest case counts."""
    strongest: dict[str, float] = {}
    for case in cases:
        strongest[case.surface] = max(case.evidence, strongest.get(case.surface, FLOOR))
    rate = 1.0
    for _ in range(_ROUNDS):
        total = sum(confidence(odds + log(rate)) for odds in strongest.values())
        rate = (PRIOR + total) / (PRIOR + thousands)
    return rate


def _cases(table: Homophones, company: Company, pivot: str, pack: Pack) -> Iterator[Misreading]:
    """Cases with their places in the text of ``company``, as if the document had the usual rate of mistakes."""
    is_language = pivot in (pack.readings or ())
    letters = dict(pair.split(" ", 1) for pair in load(pivot).letters_in_latin or ()) if is_language else {}
    tokens = company.tokens

    def case(span: Span, kind: Wrong, written: str, intended: int, reading: str, odds: float) -> Misreading:
        word = table.words[intended]
        return Misreading(span, kind, written, word, pivot, reading, spoken(reading, letters), odds, 0.0)

    alone = Letters.of(pack)
    unknown = unknown_runs(company, alone) if table.sounds else ()
    rare = rare_pairs(company, alone) if "rarity" in table.model else ()
    for pair in (*unknown, *rare):
        less = table.model["rarity"] if pair.tokens == 1 else 0.0
        if (found := meant(table, company, pair)) and (odds := table.odds(found[1], "nonword") - less) > FLOOR:
            number = found[0].number
            span = Span(tokens[pair.at].start, tokens[pair.at + pair.tokens - 1].end)
            yield case(span, "nonword", pair.text, number, table.reading_of(pair.text, number), odds)
    for at, token in enumerate(tokens):
        if token.text not in table.doubtful:
            continue
        if (doubt := table.doubts(company, at)) and (odds := table.odds(doubt[1], "homophone")) > FLOOR:
            number = doubt[0].number
            reading = table.shared(table.numbers[token.text], number)
            yield case(Span(token.start, token.end), "homophone", token.text, number, reading, odds)
