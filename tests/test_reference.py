"""A translation beside a human one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from audit.assemble import text_document
from audit.cli import main
from audit.packs import load
from audit.reference import compared, tokeniser

ENGLISH = "The dog sleeps on the mat.\nA cold wind blows today.\nShe reads two books a week.\n"
JAPANESE = "犬がマットの上で眠っている。\n今日は冷たい風が吹く。\n彼女は週に二冊の本を読む。\n"


@pytest.mark.parametrize(("language", "text"), [("en", ENGLISH), ("ja", JAPANESE)])
def test_a_text_is_as_near_to_itself_as_can_be(tmp_path: Path, language: str, text: str) -> None:
    file = tmp_path / "reference.txt"
    file.write_text(text, "utf-8")
    found = compared(text_document(text, language), str(file))
    assert (found.level, found.segments) == ("paragraph", 3)
    assert [round(metric.score) for metric in found.metrics] == [100, 100, 0]
    assert all("version" in metric.signature for metric in found.metrics)


def test_the_changed_paragraph_is_the_farthest(tmp_path: Path) -> None:
    file = tmp_path / "reference.txt"
    file.write_text(ENGLISH, "utf-8")
    found = compared(text_document(ENGLISH.replace("A cold wind blows", "Icy gales roar"), "en"), str(file))
    assert found.worst[0].number == 2
    bleu = found.metrics[0]
    assert bleu.low is not None
    assert bleu.high is not None
    assert bleu.low <= bleu.score <= bleu.high < 120


def test_other_paragraphs_are_compared_as_a_whole(tmp_path: Path) -> None:
    file = tmp_path / "reference.txt"
    file.write_text("The dog sleeps on the mat.\n", "utf-8")
    found = compared(text_document(ENGLISH, "en"), str(file))
    assert (found.level, found.segments, found.worst) == ("document", 1, ())
    assert found.metrics[0].low is None


def test_tokenisers_are_those_of_the_pack() -> None:
    assert tokeniser(load("en")) == "13a"
    assert tokeniser(load("zh-Hans")) == "zh"
    assert tokeniser(load("ja")) in ("ja-mecab", "char")
    assert tokeniser(load("th")) == "char"


def test_both_reports_show_it_the_same_twice(tmp_path: Path) -> None:
    text, other = tmp_path / "text.txt", tmp_path / "reference.txt"
    text.write_text(ENGLISH, "utf-8")
    other.write_text(ENGLISH.replace("mat", "rug"), "utf-8")
    arguments = ["check", str(text), "-l", "en", "--reference", str(other), "--select", "EN"]
    shown = CliRunner().invoke(main, arguments).output
    assert "chrF++" in shown
    assert "(3)" in shown
    first, second = (CliRunner().invoke(main, [*arguments, "-f", "json"]).output for _ in range(2))
    assert first == second
    assert json.loads(first)["documents"][0]["reference"]["segments"] == 3


def test_a_reference_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    text = tmp_path / "text.txt"
    text.write_text(ENGLISH, "utf-8")
    result = CliRunner().invoke(main, ["check", str(text), "--reference", str(tmp_path / "none.txt")])
    assert result.exit_code == 2
