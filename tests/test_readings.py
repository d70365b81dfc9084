"""Word lists, homophones and the annotator that reads them."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from audit.annotate.homophones import homophones
from audit.annotate.keyboard import annotate as typed
from audit.annotate.lexicon import Bloom, lexicon
from audit.annotate.nonwords import Letters, unknown_runs
from audit.annotate.readings import annotate, misreadings
from audit.annotate.traces import annotate as traced
from audit.assemble import text_document
from audit.engine import audit_document
from audit.model import Segment, Span, Text
from audit.packs import load
from audit.rule import catalogue
from audit.text.misreading import Misreading, spoken


def test_bloom_filter_holds_its_words_and_few_others() -> None:
    words = [f"{chr(0x4E00 + i)}{chr(0x5E00 + i)}" for i in range(2000)]
    others = [f"{chr(0x4E00 + i)}{chr(0x6E00 + i)}" for i in range(2000)]
    known = Bloom.of(words)
    assert all(word in known for word in words)
    assert sum(word in known for word in others) < 40


@pytest.mark.parametrize(
    "text", ["", "両国の首脳は、会談で𠮷野家と２５％の話をした。", "ＡＢＣ\ufffc漢字かな\n次", "ーー々々"]
)
def test_tokens_hold_every_character_but_blanks_in_order(text: str) -> None:
    tokens = lexicon("ja").tokens(text)
    assert all(first.end <= second.start for first, second in pairwise(tokens))
    covered = {place for token in tokens for place in range(token.start, token.end)}
    assert covered == {place for place, letter in enumerate(text) if not letter.isspace()}


def test_runs_are_cut_into_frequent_words_with_their_endings() -> None:
    words = [token.text for token in lexicon("ja").tokens("両国首脳会談を見合わせる")]
    assert words == ["両国", "首脳", "会談", "を", "見合わ", "せる"]


def test_readings_in_latin_letters() -> None:
    letters = dict(pair.split(" ", 1) for pair in load("ko").letters_in_latin or ())
    assert [spoken(reading, letters) for reading in ("양자", "대형", "국경일")] == [
        "yangja",
        "daehyeong",
        "gukgyeongil",
    ]


@pytest.mark.parametrize(("pivot", "language"), [("ko", "ja"), ("ko", "zh-Hans"), ("ko", "zh-Hant"), ("kana", "ja")])
def test_tables_agree_with_each_other(pivot: str, language: str) -> None:
    table = homophones(pivot, language)
    assert len(table.answers) == 224 * len(table.words)
    assert len(table.near) == 48 * len(table.lexicon.numbers)
    assert all(table.shared(word, other) for word, others in table.alternatives.items() for other in others)


def test_a_document_with_other_mistakes_makes_each_likelier() -> None:
    pack, sentence = load("ja"), "外務省は姓名を発表し、発射を非難した。"
    other = "国防壮観は記者会見で、部隊の派遣を決めた。研究者は実験の決果を発表した。"

    def evidence(text: str) -> float:
        return max(c.evidence for c in misreadings([Segment(Text(text, pack))], "ko", pack)[0] if c.surface == "姓名")

    assert evidence(sentence + other) > evidence(sentence)


def test_traditional_letters_stay_as_the_text_has_them() -> None:
    text = "研究人員公佈了實驗的決果。"
    (case,) = [case for case in annotate(text_document(text, "zh-Hant")).document if case.kind == "nonword"]
    assert (text[slice(*case.span)], case.surface, case.intended) == ("決果", "決果", "結果")


@pytest.mark.parametrize(("language", "text", "surface", "intended"), [
    ("ja", "ドラマの監督と出演陣が会見に出席した。", "出演陣", "出演者"),
    ("ja", "大会の観覧客は一万人を超えた。", "観覧客", "観客"),
    ("zh-Hans", "政府决定从下月起印象铁路票价。", "印象", "上调"),
])  # fmt: skip
def test_what_a_language_has_no_twin_for_gets_its_usual_word(
    language: str, text: str, surface: str, intended: str
) -> None:
    table = homophones("ko", language)
    (case,) = [c for c in misreadings([Segment(Text(text, load(language)))], "ko", load(language))[0] if c.evidence > 0]
    meant = table.numbers[case.intended]
    assert case.surface == surface
    assert {case.intended, intended} <= {table.words[n] for n in table.groups[case.reading][1]}
    assert meant in table.alternatives.get(table.numbers.get(surface, -1), [meant])


@pytest.mark.parametrize("text", ["鱗滝さんは弟子を育てた。", "ソ連領の村で生まれた。", "第 2 桁台のものだ。"])
def test_names_and_numbers_are_not_taken_for_words_that_are_none(text: str) -> None:
    company = homophones("ko", "ja").company(text)
    assert not list(unknown_runs(company, Letters.of(load("ja"))))


def test_languages_without_a_table_get_no_notes() -> None:
    assert annotate(text_document("The two sides met.", "en")).document == ()


def test_keyboard_homophones_show_what_was_typed() -> None:
    (case,) = typed(text_document("日本代表が一回戦で敗れる以外な結果となった。", "ja")).document
    assert (case.surface, case.intended, case.reading, case.kind) == ("以外", "意外", "いがい", "homophone")


def test_keyboard_homophones_are_no_evidence_of_a_route() -> None:
    text = "日本代表が一回戦で敗れる以外な結果となった。"
    rules = [rule for rule in catalogue().rules if rule.default]
    assert "keyboard" not in {name for rule in rules for name in rule.needs}
    (opted,) = (rule for rule in catalogue().rules if rule.name == "keyboard-homophone")
    report = audit_document(text_document(text, "ja"), [*rules, opted])
    assert "keyboard-homophone" in {finding.rule for finding in report.findings}
    assert report.origin == audit_document(text_document(text, "ja"), rules).origin


def test_what_a_lexicon_lists_comes_before_what_the_model_says_of_the_same_place() -> None:
    text = "両首脳は量子会談で、エネルギー分野の協力を広げることで合意した。"
    at = Span(text.index("量子"), text.index("量子") + 2)
    case = Misreading(at, "homophone", "量子", "両者", "ko", "양자", "yangja", 9.0, 0.9)
    document = text_document(text, "ja")
    found = traced(replace(document, notes={"readings": [case]})).document.shown
    trace = next(trace for trace in found if trace.span == at)
    assert trace.confidence is None
    assert trace.suggestions[-1] == "両者"
    assert len(trace.suggestions) == len(set(trace.suggestions)) > 1
