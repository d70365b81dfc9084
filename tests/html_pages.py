"""Runs to be shown as pages, made by hand: every text, span and fact is as a test wants it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from audit.assemble import text_document
from audit.model import (
    Alignment,
    Comparison,
    Document,
    Failure,
    Far,
    Finding,
    Lineage,
    Link,
    Metric,
    Origin,
    Report,
    Run,
    Segment,
    Share,
    Silence,
    Span,
    Text,
)

ENGLISH = """The harbour reopened

The mayor said the repair cost 120 million. She thanked the crews. Two ferries will sail.

Fishermen were less happy. The old crane will go."""
JAPANESE = """港が再開した

市長は修理に1200万かかったと述べた。2便のフェリーが出る。

漁師は喜んでいない。花火が上がった。"""
ARABIC = "افتتح الميناء يوم الاثنين،، بعد شتاء.\n\nتبحر العبارة NASA ظهرا, إلى الجزيرة"


def found(document: Document, start: int, end: int, severity: str = "minor", **about: Any) -> Finding:
    """A finding on a stretch of a document; ``about`` overrides any of its fields."""
    span = Span(start, end)
    text = document.text[start:end]
    fields: dict[str, Any] = {
        "span": span, "rule": "doubled-mark", "code": "PU03", "category": "linguistic conventions/punctuation",
        "severity": severity, "message": f"“{text[:40]}” is one mark too many", "text": text,
        "place": document.layout.place(span), "fingerprint": f"{start:06x}{end:06x}",
    }  # fmt: skip
    return Finding(**(fields | about))


def report(document: Document, findings: Sequence[Finding] = (), **about: Any) -> Report:
    fields: dict[str, Any] = {
        "languages": (Share(document.pack.lang, 1.0),), "score": 62.5, "verdict": "revise",
        "unjudged": (Silence("added-number", "no source", 3),),
    }  # fmt: skip
    return Report(document=document, findings=tuple(findings), **(fields | about))


def run(*reports: Report, **about: Any) -> Run:
    return Run(reports, **({"signature": "audit:test"} | about))


def overlapping() -> Report:
    """Nested, overlapping, empty, settled and related findings of all severities and three families."""
    text = "The harbour,, it reopened reopened on Monday.\n\nThe ferry sails at noon and  the crane stays."
    document = text_document(text, "en", "news/harbour.txt")
    doubled = {"rule": "doubled-word", "code": "FL01", "category": "linguistic conventions/grammar"}
    spaced = {"rule": "doubled-space", "code": "SP03", "category": "linguistic conventions/spacing"}
    noon, ferry = text.index("noon"), document.layout.place(Span(51, 56))
    return report(document, [
        found(document, 4, 26, "critical", **doubled, message="the whole stretch is garbled"),
        found(document, 11, 13, suggestions=(",",), confidence=0.913, because={"mark": ",", "kinds": {"b", "a"}}),
        found(document, 17, 34, "major", **doubled, suggestions=("reopened", ""), related=(ferry,)),
        found(document, 45, 45, "major", message="something is missing here"),
        found(document, noon, noon + 4, "major", status="allowed"),
        found(document, text.index("  "), text.index("  ") + 2, **spaced, suggestions=(" ",), status="baselined"),
        found(document, len(text), len(text), message="the end is missing"),
    ])  # fmt: skip


def beside_source() -> Report:
    """A translation with a sentence left out, one added, and one that is hardly its source's."""
    source, document = text_document(ENGLISH, "en", "en.txt"), text_document(JAPANESE, "ja", "ja.txt")
    links = (
        Link((0,), (0,), 0.98), Link((1,), (1,), 0.91), Link((2,), (), 1.0), Link((3,), (2,), 0.8),
        Link((4,), (3,), 0.9), Link((), (4,), 1.0), Link((5,), (), 1.0),
    )  # fmt: skip
    document = replace(
        document, source=source, alignment=Alignment(0.7, links, "lengths"), units=tuple(document.segments)
    )
    at = JAPANESE.index("2便")
    number = JAPANESE.index("1200万")
    power = {"rule": "magnitude-shift", "code": "NU03", "message": "“1200万” is another power of ten"}
    return report(document, [
        found(document, number, number + 5, "critical", **power),
        found(document, at, at, "major", rule="omitted-sentence", code="CV01", message="the source goes on here"),
        found(document, at, at + 2, rule="added-number", code="NU01", message="“2便” is not in the source"),
    ], verdict="block")  # fmt: skip


def container() -> Report:
    """Strings with keys, two of them empty at one place."""
    document = text_document("Ouvrir,,\n\nAnnuler", "fr", "fr.po")
    pack = document.pack
    english = text_document("x", "en").pack

    def unit(key: str, source: str, target: str, start: int) -> Segment:
        return Segment(Text(target, pack, start), Text(source, english), about={"key": key})

    units = (
        unit("open", "Open", "Ouvrir,,", 0), unit("save", "Save", "", 10), unit("all", "Save all", "", 10),
        unit("cancel", "Cancel", "Annuler", 10),
    )  # fmt: skip
    document = replace(document, format="po", units=units)
    place = document.layout.place(Span(10, 10))
    missing = {"rule": "unfinished-unit", "code": "MK16", "message": "the translation is empty"}
    return report(document, [
        found(document, 6, 8, suggestions=(",",)),
        found(document, 10, 10, "major", **missing, place=place._replace(unit="save")),
        found(document, 10, 10, "major", **missing, place=place._replace(unit="all")),
    ])  # fmt: skip


def through_korean() -> Report:
    document = text_document("二国間の量子会談が開かれ、上級管理者が出た。", "ja", "talks.txt")

    def trace(start: int, end: int, through: str, meaning: str, instead: str) -> Finding:
        because = {"language": "Korean", "through": through, "meaning": meaning, "reason": "one word"}
        about = {"rule": "pivot-homophone", "code": "IN01", "because": because, "suggestions": (instead,)}
        return found(document, start, end, "major", **about)

    findings = [
        trace(4, 6, "양자 (兩者 yangja)", "both sides", "両者"),
        trace(13, 18, "고위 관리 (gowi gwalli)", "official", "高官"),
    ]
    origin = Origin(Lineage("ko", 0.97, (Span(4, 6), Span(13, 18))))
    metrics = (Metric("BLEU", 31.2, 28.0, 34.4, "nrefs:1"), Metric("chrF++", 55.0, None, None, "nrefs:1"))
    compared = Comparison("reference.txt", "sentence", 1, metrics, (Far(1, 20.0, "量子会談", "両者の会談"),))
    return report(document, findings, origin=origin, reference=compared, problems=("rule x failed: ValueError",))


def arabic() -> Report:
    document = text_document(ARABIC, "ar", "ميناء.txt")
    comma, latin = ARABIC.index("،،"), ARABIC.index(",")
    return report(document, [
        found(document, comma, comma + 2, suggestions=("،",)),
        found(document, latin, latin + 1, "major", suggestions=("،",), message="“,” where “،” is expected"),
    ])  # fmt: skip


def many(count: int) -> Run:
    """That many files, with a file that could not be read and a stale entry."""
    reports = []
    for number in range(count):
        document = text_document(f"Line {number} has a slip,, here.\n\nAnd all is well.", "en", f"news/{number}.txt")
        at = document.text.index(",,")
        reports.append(report(document, [found(document, at, at + 2)]))
    return run(*reports, failures=(Failure("gone.txt", "does not exist"),), stale=("allow-entry 1 matches no finding",))


def long(paragraphs: int, every: int = 1) -> Run:
    """An article of so many paragraphs of 180 characters, a finding in every so-manieth."""
    line = "The harbour reopened on Monday,, after a winter of repairs that had cost the town dearly. " * 2
    document = text_document("\n\n".join([line.strip()] * paragraphs), "en", "long.txt")
    step, at = len(line.strip()) + 2, line.index(",,")
    return run(
        report(document, [found(document, n * step + at, n * step + at + 2) for n in range(0, paragraphs, every)])
    )
