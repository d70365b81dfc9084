"""Every rule: its cases, its contract, its documentation, and mutants its cases must kill."""

from __future__ import annotations

import re
from dataclasses import fields, replace

import pytest
import regex
from cases import HERE, Case, can_run, cases_of
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.assemble import text_document
from audit.engine import annotated, audit_document
from audit.model import Document, Hit, Paragraph, Segment, Span, Text, Unjudged
from audit.packs import Pack, load
from audit.rule import Check, Rule, catalogue

RULES = catalogue().rules
CASES = {rule.name: cases_of(rule) for rule in RULES}
FACTS = {field.name for field in fields(Pack)} - {"lang"}
LANGUAGES = ("ja", "ko", "zh-Hans", "en", "de", "fr", "ar", "hi", "th", "und")

each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)


def spans(rule: Rule, document: Document) -> tuple[Span, ...]:
    """Where the rule fires in the document, sorted; rule and annotator crashes are raised."""
    report = audit_document(document, [rule])
    assert not report.problems
    return tuple(finding.span for finding in report.findings)


def _without_vectors(rule: Rule, case: Case) -> list[pytest.MarkDecorator]:
    return [] if can_run(rule, case) else [pytest.mark.skip(reason="the extra align is not installed")]


def _runnable(rule: Rule) -> list[Case]:
    """The cases of a rule that can be run here; the test is skipped where there are none."""
    cases = [case for case in CASES[rule.name] if can_run(rule, case)]
    return cases if any(case.expected for case in cases) else pytest.skip("the extra align is not installed")


def _params(*sections: str) -> list[object]:
    return [
        pytest.param(rule, case, id=f"{rule.name}-{case.id}", marks=_without_vectors(rule, case))
        for rule in RULES
        for case in CASES[rule.name]
        if case.section in sections
    ]


@pytest.mark.parametrize(("rule", "case"), _params("fires", "quiet", "example"))
def test_case(rule: Rule, case: Case) -> None:
    assert [case.text[slice(*s)] for s in spans(rule, case.document)] == [case.text[slice(*s)] for s in case.expected]
    assert spans(rule, case.document) == case.expected


@pytest.mark.parametrize(("rule", "case"), _params("known failures"))
@pytest.mark.xfail(strict=True, reason="known failure", raises=AssertionError)
def test_known_failure(rule: Rule, case: Case) -> None:
    assert spans(rule, case.document) == case.expected


@each_rule
def test_name_file_and_function_agree(rule: Rule) -> None:
    *_, family, module = rule.check.__module__.split(".")
    assert module == rule.name.replace("-", "_") == rule.check.__name__
    assert family == rule.family


@each_rule
def test_cases_show_it_firing_and_quiet(rule: Rule) -> None:
    sections = [case.section for case in CASES[rule.name]]
    assert sections.count("fires") >= 2
    assert sections.count("quiet") >= 2


@each_rule
def test_page_states_its_claim_and_shows_it(rule: Rule) -> None:
    assert len(rule.claim) > 20
    assert rule.claim.endswith(".")
    assert not re.search(r"\b(checks?|detects?|finds?|flags?|this rule)\b", rule.claim, re.I)
    assert {"## Why it matters", "## Example"} <= set(rule.help.splitlines())
    assert any(case.expected for case in CASES[rule.name] if case.section == "example")


@each_rule
def test_message_quotes_and_does_not_close(rule: Rule) -> None:
    assert not rule.message.endswith(".")
    assert not re.search(r"\b(please|error:)", rule.message, re.I)


@each_rule
def test_beats_name_rules(rule: Rule) -> None:
    assert rule.name not in rule.beats
    assert rule.facts | rule.reads <= FACTS


class Poison:
    """Whatever a rule does with this, it did not declare."""

    def _caught(self, *_: object) -> None:
        raise AssertionError("read, but declared neither in facts nor in reads")

    __iter__ = __bool__ = __eq__ = __contains__ = __str__ = __len__ = __getitem__ = _caught  # type: ignore[assignment]
    __hash__ = None  # type: ignore[assignment]


def _with_pack(document: Document, **changes: object) -> Document:
    def text(side: Text) -> Text:
        return replace(side, pack=replace(side.pack, **changes))

    def segment(old: Segment) -> Segment:
        return replace(old, target=text(old.target), source=old.source and text(old.source))

    def paragraph(old: Paragraph) -> Paragraph:
        return replace(old, text=text(old.text), segments=tuple(map(segment, old.segments)))

    return replace(
        document,
        pack=replace(document.pack, **changes),
        paragraphs=tuple(map(paragraph, document.paragraphs)),
        units=tuple(map(segment, document.units)),
    )


@each_rule
def test_reads_only_the_facts_it_declares(rule: Rule) -> None:
    undeclared = FACTS - rule.facts - rule.reads
    for case in _runnable(rule):
        if case.section == "known failures":
            continue
        noted = annotated(case.document, [rule], [])
        poisoned = _with_pack(noted, **{fact: Poison() for fact in undeclared})
        assert _spans_as_noted(rule, poisoned) == case.expected


def _spans_as_noted(rule: Rule, document: Document) -> tuple[Span, ...]:
    """As ``spans``, on a document that carries its notes already."""
    bare = replace(rule, needs=rule.needs & {"source"})
    found = audit_without_measuring(bare, document)
    return tuple(sorted(found))


def audit_without_measuring(rule: Rule, document: Document) -> list[Span]:
    """Spans of a rule's hits without score or verdict, which read facts of their own."""
    found = []
    if rule.scope == "document":
        if not rule.cannot_judge(document.pack, has_source=bool(document.units)):
            found += [hit.span for hit in rule.check(document) if not isinstance(hit, Unjudged)]
        return found
    for segment in document.units if "source" in rule.needs else document.segments:
        if not rule.cannot_judge(segment.target.pack, segment.source is not None):
            found += [
                segment.target.in_document(hit.span) for hit in rule.check(segment) if not isinstance(hit, Unjudged)
            ]
    return found


@each_rule
def test_without_its_facts_it_is_counted_as_unjudged(rule: Rule) -> None:
    case = next(case for case in _runnable(rule) if case.section == "fires")
    for fact in rule.facts:
        report = audit_document(_with_pack(case.document, **{fact: None}), [rule])
        assert not report.findings
        assert any(fact in silence.reason for silence in report.unjudged)


_ALPHABET = st.one_of(
    st.text(),
    st.text("aB1 .,!?“”\"'()「」『』。、…\n\t-—«»¿é́"),
    st.lists(
        st.sampled_from(
            [
                "the",
                "the",
                "北朝鮮",
                "。",
                "」",
                "「",
                "です",
                "だ",
                "た",
                "ます",
                "다.",
                "요.",
                "http://x.y/",
                "한국",
                "и",
                "и",
                "в",
                "'",
                '"',
                ".",
                "(",
                ")",
                "\n",
                "\n\n",
                "1,000",
                "％",
            ]
        ),
        max_size=30,
    ).map(" ".join),
)


@each_rule
@settings(max_examples=40, deadline=None)
@given(text=_ALPHABET, language=st.sampled_from(LANGUAGES))
def test_any_text_is_survived_and_spans_stay_inside(rule: Rule, text: str, language: str) -> None:
    document = text_document(text, language)
    edges = {0, *(m.end() for m in regex.finditer(r"\X", text))}
    for start, end in spans(rule, document):
        assert 0 <= start <= end <= len(document.text)
        assert {start, end} <= edges
        assert start == end or set(document.prose[start:end]) != {"\N{OBJECT REPLACEMENT CHARACTER}"}


@each_rule
def test_a_fix_removes_its_own_finding(rule: Rule) -> None:
    if not rule.fixable:
        return
    for case in CASES[rule.name]:
        if case.section != "fires":
            continue
        findings = audit_document(case.document, [rule]).findings
        text = case.text
        edits: list[tuple[int, int, str]] = []
        for finding in findings:
            assert finding.suggestions, f"{case.id}: fixable, but nothing to put there"
            for place in (finding.place, *(finding.related if rule.alike or rule.gathers else ())):
                edits.append((place.start, place.end, finding.suggestions[0]))
        for start, end, suggestion in sorted(edits, reverse=True):
            text = text[:start] + suggestion + text[end:]
        assert spans(rule, text_document(text, case.language)) == ()


def never(check: Check) -> Check:
    return lambda passage, **options: iter(())


def everywhere(check: Check) -> Check:
    def broken(passage, **options):  # type: ignore[no-untyped-def]
        text = passage.text if isinstance(passage, Document) else passage.target.text
        facts = next((hit.facts for hit in check(passage, **options) if isinstance(hit, Hit)), None)
        if facts is not None:
            yield Hit(Span(0, len(text)), facts)
            yield Hit(Span(0, 0), facts)

    return broken


def off_by_one(check: Check) -> Check:
    def broken(passage, **options):  # type: ignore[no-untyped-def]
        for hit in check(passage, **options):
            yield hit._replace(span=hit.span.shift(1)) if isinstance(hit, Hit) else hit

    return broken


@each_rule
@pytest.mark.parametrize("mutant", [never, everywhere, off_by_one])
def test_cases_kill(rule: Rule, mutant: object) -> None:
    broken = replace(rule, check=mutant(rule.check))  # type: ignore[operator]
    assert any(spans(broken, case.document) != case.expected for case in _runnable(rule))


def _quiet_elsewhere() -> list[object]:
    return [
        pytest.param(case, rule, id=f"{case.id}", marks=_without_vectors(rule, case))
        for rule in RULES
        for case in CASES[rule.name]
        if case.section == "quiet"
    ]


@pytest.mark.parametrize(("case", "owner"), _quiet_elsewhere())
def test_quiet_cases_are_clean_for_every_rule(case: Case, owner: Rule) -> None:
    """A quiet case may trip another rule only if its file says so: ``Also fires: <name>``."""
    fired = {f.rule for f in audit_document(case.document, [r for r in RULES if r.default]).findings}
    *_, family, module = owner.check.__module__.split(".")
    page = (HERE / family / f"{module}.md").read_text("utf-8")
    assert fired <= set(re.findall(r"^Also fires: ([a-z-]+)$", page, re.M))


def test_packs_load_for_all_case_languages() -> None:
    for language in LANGUAGES:
        assert load(language).lang == language
