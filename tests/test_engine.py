"""The engine: facts and notes reach the rules, crashes stay inside, order is by place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from audit.assemble import paired_document, text_document
from audit.engine import audit_document, settled
from audit.evaluate import faulty
from audit.model import Document, Hit, Segment, Span, Unjudged
from audit.rule import Rule, catalogue
from audit.scoring import MQM, score, verdict


def _rule(name: str, check: object, **about: object) -> Rule:
    basis = Rule("ZZ01", name, "here", "style", "minor", "segment", check)  # type: ignore[arg-type]
    return replace(basis, **about)  # type: ignore[arg-type]


def vowel(segment: Segment) -> Iterator[Hit]:
    for i, letter in enumerate(segment.target.text):
        if letter in "aeiou":
            yield Hit(Span(i, i + 1), {"letter": letter})


def crash(segment: Segment) -> Iterator[Hit]:
    yield Hit(Span(0, 1), {})
    raise ZeroDivisionError("on purpose")


def shy(document: Document) -> Iterator[Unjudged]:
    yield Unjudged("fewer than 10 sentences")


VOWEL = _rule("vowel", vowel, message="“{letter}”")
TEXT = "A cat sat here. The dog ran off.\nIt was late at night."


def test_findings_are_in_document_positions() -> None:
    report = audit_document(text_document(TEXT, "en"), [VOWEL])
    assert [TEXT[slice(*f.span)] for f in report.findings] == [c for c in TEXT if c in "aeiou"]
    assert [f.text for f in report.findings] == [f.because["letter"] for f in report.findings]


def test_a_slip_made_again_and_again_is_one_finding_that_names_every_place() -> None:
    habit = replace(VOWEL, gathers=True)
    text = "It was a cat. Gnats bit a man. His big cat ran."
    findings = audit_document(text_document(text, "en"), [habit]).findings
    assert [finding.text for finding in findings] == ["a", "i"]
    for finding in findings:
        places = [finding.place, *finding.related]
        assert [place.start for place in places] == [i for i, c in enumerate(text) if c == finding.text]
        assert finding.message == f"“{finding.text}” ({len(places)} times in this text)"
        assert faulty(replace(finding, code="SP99")) == tuple(places)


def test_what_is_major_or_made_twice_or_in_strings_of_their_own_is_not_gathered() -> None:
    habit = replace(VOWEL, gathers=True)
    pairs = paired_document([("a", "ka")] * 5, "en", "de")
    assert len(audit_document(text_document("ka ka", "en"), [habit]).findings) == 2
    assert len(audit_document(text_document("ka ka ka", "en"), [replace(habit, severity="major")]).findings) == 3
    assert len(audit_document(pairs, [habit]).findings) == 5


def test_a_crash_is_a_problem_of_one_rule() -> None:
    report = audit_document(text_document(TEXT, "en"), [_rule("crash", crash), VOWEL])
    assert report.problems == ("rule crash failed: ZeroDivisionError: on purpose",)
    assert {f.rule for f in report.findings} == {"vowel"}


def test_what_a_rule_cannot_judge_is_counted() -> None:
    needs_source = _rule("source", vowel, needs=frozenset({"source"}))
    report = audit_document(text_document(TEXT, "en"), [needs_source, _rule("shy", shy, scope="document")])
    assert [tuple(silence) for silence in report.unjudged] == [
        ("shy", "fewer than 10 sentences", 0),
        ("source", "no source", 3),
    ]


def test_an_annotator_nobody_wrote_is_a_problem_not_a_crash() -> None:
    report = audit_document(text_document(TEXT, "en"), [_rule("odd", vowel, needs=frozenset({"no-such-notes"}))])
    assert len(report.problems) == 1
    assert not report.findings
    assert report.unjudged[0].reason == "no no-such-notes notes"


def test_one_cause_is_reported_once() -> None:
    special = _rule("special", lambda segment: iter([Hit(Span(2, 5), {})]), code="ZZ02", beats=frozenset({"vowel"}))
    report = audit_document(text_document("A cat sat here.", "en"), [VOWEL, special])
    assert [(f.rule, f.text) for f in report.findings] == [
        ("special", "cat"), ("vowel", "a"), ("vowel", "e"), ("vowel", "e"),
    ]  # fmt: skip


@given(
    st.lists(st.tuples(st.booleans(), st.integers(0, 30), st.integers(0, 6)), max_size=40),
)
def test_precedence_agrees_with_looking_at_every_pair(raw: list[tuple[bool, int, int]]) -> None:
    strong, weak = _rule("strong", vowel, beats=frozenset({"weak"})), _rule("weak", vowel)
    found = [(strong if wins else weak, Hit(Span(at, at + size))) for wins, at, size in raw]
    winners = [hit.span for rule, hit in found if rule is strong]

    def beaten(span: Span) -> bool:
        return any(span.start <= winner.end and winner.start <= span.end for winner in winners)

    expected = [(rule, hit) for rule, hit in found if rule is strong or not beaten(hit.span)]
    assert settled(found) == expected


@given(st.text("a b.\n「」。あ", max_size=60), st.integers(1, 9))
def test_moving_a_text_moves_its_findings(text: str, by: int) -> None:
    def spans(moved: str) -> list[Span]:
        return [finding.span for finding in audit_document(text_document(moved, "en"), [VOWEL]).findings]

    assert spans("\n" * by + text) == [span.shift(by) for span in spans(text)]


def test_score_takes_points_off_per_hundred_words() -> None:
    document = text_document("word " * 400, "en")
    finding = audit_document(text_document("a", "en"), [VOWEL]).findings[0]
    assert score(document, [finding] * 4, MQM) == 99
    assert score(document, [replace(finding, severity="critical")] * 8, MQM) == 50
    assert score(document, [replace(finding, status="allowed")] * 8, MQM) == 100


def test_verdict_follows_the_worst_finding_and_the_score() -> None:
    finding = audit_document(text_document("a", "en"), [VOWEL]).findings[0]
    assert verdict(100, [finding], MQM) == "publish"
    assert verdict(84.9, [finding], MQM) == "revise"
    assert verdict(99, [replace(finding, severity="major")], MQM) == "revise"
    assert verdict(39.9, [finding], MQM) == "block"
    assert verdict(99, [replace(finding, severity="critical")], MQM) == "block"
    assert verdict(99, [replace(finding, severity="critical", status="allowed")], MQM) == "publish"


def test_fingerprint_survives_moving_and_changes_with_the_words_around() -> None:
    def prints(text: str) -> list[str]:
        return [f.fingerprint for f in audit_document(text_document(text, "en"), [VOWEL]).findings]

    here = "The brown fox jumps over the very lazy old dog."
    assert prints(here)[0] == prints("\n\n\n" + here)[0]
    assert prints(here)[0] != prints(here.replace("brown", "black"))[0]
    assert len(set(prints(here))) == len(prints(here))


def test_codes_and_names_are_unique() -> None:
    rules = catalogue().rules
    assert len({rule.name for rule in rules}) == len({rule.code for rule in rules}) == len(rules)
    assert {beaten for rule in rules for beaten in rule.beats} <= {rule.name for rule in rules}
