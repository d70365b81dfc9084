"""Words that stand where a pivot language, which writes them alike, meant another.

Figures and data: ``audit/models/readings.md``.
"""

from __future__ import annotations

from collections.abc import Iterator

from audit.annotate import Notes
from audit.annotate.company import Company
from audit.annotate.homophones import Homophones, confidence, homophones
from audit.annotate.nonwords import meant, unknown_pairs
from audit.model import Document, Segment, Span
from audit.packs import Pack, load
from audit.text.misreading import Misreading, spoken

FLOOR = -4.0
"""Log-odds under which a case is not even noted."""


def annotate(document: Document) -> Notes:
    """Leave on each segment the ``Misreading``s in it, doubtful ones too, or None where no table exists."""
    segments = [segment for paragraph in document.paragraphs for segment in paragraph.segments]
    found: list[list[Misreading] | None] = [None] * len(segments)
    by_pack: dict[str, tuple[Pack, list[int]]] = {}
    for number, segment in enumerate(segments):
        pack = segment.target.pack
        if pack.readings:
            by_pack.setdefault(pack.lang, (pack, []))[1].append(number)
            found[number] = []
    for pack, numbers in by_pack.values():
        for pivot in pack.readings or ():
            for number, case in misreadings([segments[i] for i in numbers], pivot, pack):
                cases = found[numbers[number]]
                assert cases is not None
                cases.append(case)
    return Notes(segments=found)


def misreadings(segments: list[Segment], pivot: str, pack: Pack) -> Iterator[tuple[int, Misreading]]:
    """Every case in segments of one language, and the number of its segment."""
    table = homophones(pivot, pack.lang)
    starts = [0]
    for segment in segments:
        starts.append(starts[-1] + len(segment.target.prose) + 1)
    company = table.company("\n".join(segment.target.prose for segment in segments))
    letters = dict(pair.split(" ", 1) for pair in load(pivot).letters_in_latin or ())
    at = 0
    for start, end, case in sorted(_cases(table, company, pack), key=lambda found: found[:2]):
        while start >= starts[at + 1]:
            at += 1
        span = Span(start - starts[at], end - starts[at])
        yield at, case._replace(span=span, pivot=pivot, spoken=spoken(case.reading, letters))


def _cases(table: Homophones, company: Company, pack: Pack) -> Iterator[tuple[int, int, Misreading]]:
    """Places in the text of ``company``, each with a case that does not know its own place yet."""
    tokens = company.tokens
    for pair in unknown_pairs(company, pack.number_letters or "", pack.country_letters or ""):
        if found := meant(table, company, pair, table.model["least_target"]):
            best, features = found
            reading = next(r for r in table.read(pair.text) if best.number in table.groups.get(r, (0.0, []))[1])
            case = _case(table, "nonword", pair.text, best.number, reading, features)
            if case.evidence > FLOOR:
                yield tokens[pair.at].start, tokens[pair.at + 1].end, case
    for at, token in enumerate(tokens):
        if doubt := table.doubts(company, at):
            best, features = doubt
            reading = table.shared(table.numbers[token.text], best.number)
            case = _case(table, "homophone", token.text, best.number, reading, features)
            if case.evidence > FLOOR:
                yield token.start, token.end, case


def _case(table: Homophones, kind: str, written: str, intended: int, reading: str, features: list[float]) -> Misreading:
    odds = table.odds(features, kind)
    place = Span(0, 0)
    chance = round(confidence(odds), 3)
    word = table.words[intended]
    return Misreading(
        place, "nonword" if kind == "nonword" else "homophone", written, word, "", reading, "", odds, chance
    )
