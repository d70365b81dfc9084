"""Messages and reports in languages other than English: every rule, every placeholder; only words change."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from runs import KOREAN
from test_cli import BLOCKED, CLEAN, audit

from audit.assemble import text_document
from audit.batch import Task, audit_files
from audit.config import Settings, rules_for
from audit.engine import audit_document
from audit.model import Run
from audit.packs import known, load
from audit.report import Options, renderer
from audit.report.terminal import render
from audit.rule import FAMILIES, Rule, catalogue
from audit.wording import _PLACEHOLDER, languages, message, of_locale, placeholders, said, speaking

TABLES = sorted((Path(__file__).parents[1] / "audit" / "languages").glob("*.toml"))
FEW = 5
"""How many rules may have no message."""


def _table(language: str) -> dict[str, dict[str, str]]:
    (file,) = (file for file in TABLES if file.stem == language)
    return dict(tomllib.loads(file.read_text("utf-8")))


@pytest.fixture(params=[file.stem for file in TABLES])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_messages_have_the_placeholders_of_the_english_ones(language: str) -> None:
    rules = catalogue().by_name
    for name, template in _table(language)["messages"].items():
        assert name in rules, f"{name} is no rule"
        assert set(placeholders(template)) == set(placeholders(rules[name].message)), name


def test_words_have_the_placeholders_of_the_english_ones(language: str) -> None:
    for english, words in _table(language)["words"].items():
        assert sorted(_PLACEHOLDER.findall(words)) == sorted(_PLACEHOLDER.findall(english)), english


def test_nearly_all_rules_have_a_message(language: str) -> None:
    """A new rule may come without one: it speaks English until somebody adds it."""
    missing = {rule.name for rule in catalogue().rules} - _table(language)["messages"].keys()
    assert len(missing) <= FEW, sorted(missing)


def test_languages_and_families_have_names(language: str) -> None:
    table = _table(language)
    assert {load(tag).name for tag in known() if load(tag).name} <= table["languages"].keys()
    assert set(FAMILIES.values()) <= table["words"].keys()


TEXT = "The harbour reopened,, after a winter. The the ferry sails,, at noon on 30 February 2023."


def _found(language: str | None, text: str = TEXT) -> list[Any]:
    rules = rules_for(Settings(ui_language=language), catalogue())
    return list(audit_document(text_document(text, "en"), rules).findings)


def test_only_messages_change() -> None:
    english, japanese = _found("en"), _found("ja")
    assert len(english) >= 3
    assert [f.fingerprint for f in english] == [f.fingerprint for f in japanese]
    assert [(f.span, f.code, f.because) for f in english] == [(f.span, f.code, f.because) for f in japanese]
    assert all(one.message != other.message for one, other in zip(english, japanese, strict=True))
    assert _found(None) == english


def test_a_rule_without_translation_speaks_english() -> None:
    facts = {"marks": ",,", "mark": ","}
    rule: Rule = catalogue().by_name["doubled-mark"]
    assert message("no-such-rule", rule.message, facts, "ja") == rule.message.format(**facts)


def test_evidence_is_never_translated() -> None:
    assert "「Korean」" in message("untranslated-segment", "“{text}” stands as in the source", {"text": "Korean"}, "ja")
    english = catalogue().by_name["wrong-language"].message
    assert "韓国語" in message("wrong-language", english, {"found": "Korean", "expected": "English"}, "ja")


def test_evidence_with_quotation_marks_has_others_round_it() -> None:
    english = catalogue().by_name["orphan-mark"].message
    assert message("orphan-mark", english, {"marks": "」"}, "ja").startswith("『」』")
    assert message("orphan-mark", english, {"marks": "。"}, "ja").startswith("「。」")


def test_words_with_numbers_lists_and_reasons() -> None:
    with speaking("ja"):
        assert said("1,234 sentences") == "1,234文"
        assert said("share, related") == "共有ボタン、関連記事"
        assert said("2 blanks and 1 line break") == "空白2個と改行1個"
        assert said("“{” is not closed") == "「{」が閉じられていません"
        assert said("x.txt: is empty: there is nothing to audit") == "x.txt：空のファイルです"
        assert said("half and against are one word") == "half and against are one word"
    assert said("1,234 sentences") == "1,234 sentences"


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, "en"),
        ({"LANG": "ja_JP.UTF-8"}, "ja"),
        ({"LANG": "ja_JP.UTF-8", "LC_ALL": "C.UTF-8"}, "en"),
        ({"LANG": "en_GB", "LC_MESSAGES": "ja"}, "ja"),
        ({"LANG": "../ja"}, "en"),
        ({"LANG": "tlh_KL"}, "en"),
    ],
)
def test_the_language_of_a_locale(environment: dict[str, str], expected: str) -> None:
    assert of_locale(environment) == expected
    assert "ja" in languages()


@pytest.mark.parametrize("width", [48, 80])
def test_the_report_in_japanese(width: int) -> None:
    run = audit_files([Task(str(KOREAN), Settings(ui_language="ja"))])
    with speaking("ja"):
        shown = render(run, Options(width=width))
    assert "経由：韓国語" in shown
    assert "「二国間」／「両国間」" in shown
    assert max(map(cell_len, shown.splitlines())) <= width
    for english in ("score", "characters", "see also", "minor", "major", "family", "rules", "Weighs", "Not judged"):
        assert english not in shown


def test_reasons_of_the_lexicons_are_no_words() -> None:
    """What is not translated stays as it is: no word with placeholders takes a sentence for its own."""
    lexicons = sorted((TABLES[0].parents[1] / "packs" / "pairs").glob("*/lexicon/*.tsv"))
    reasons = {row.rsplit("\t", 1)[-1] for file in lexicons for row in file.read_text("utf-8").splitlines()}
    with speaking("ja"):
        changed = {reason: said(reason) for reason in reasons if " " in reason and said(reason) != reason}
    assert len(reasons) > 1000
    assert not changed


def test_the_page_in_japanese() -> None:
    run = audit_files([Task(str(KOREAN), Settings(ui_language="ja"))])
    with speaking("ja"):
        page = renderer("html").render(run, Options())
    assert '<html lang="ja">' in page
    assert "経由：韓国語" in page
    assert '<html lang="en">' in renderer("html").render(run, Options())
    words = re.sub(r"<style>.*?</style>|<script>.*?</script>|<div class=.page.*?</div>", "", page, flags=re.DOTALL)
    for english in ("Skip", "Previous", "of 100", "nothing", "minor</", "interference", "Not judged", "confidence"):
        assert not re.search(rf">[^<]*{english}", words), english


def test_nothing_found_in_japanese() -> None:
    run = Run((audit_document(text_document("港は再開した。", "ja"), ()),))
    with speaking("ja"):
        assert "指摘なし" in render(run, Options())


def test_option_settings_and_locale_in_this_order(tmp_path: Path) -> None:
    (tmp_path / "audit.toml").write_text('ui-language = "ja"\n', "utf-8")
    config = ("--config", tmp_path / "audit.toml")
    assert "公開不可" in audit("check", BLOCKED, "-q", "--ui-language", "ja").stdout
    assert "公開不可" in audit("check", BLOCKED, "-q", *config).stdout
    assert "公開不可" in audit("check", BLOCKED, "-q", LC_ALL="ja_JP.UTF-8").stdout
    assert "BLOCK" in audit("check", BLOCKED, "-q", *config, "--ui-language", "en").stdout
    assert "BLOCK" in audit("check", BLOCKED, "-q").stdout


def test_misuse_in_japanese(tmp_path: Path) -> None:
    done = audit("check", tmp_path / "none.txt", CLEAN, "-q", "--ui-language", "ja")
    assert (done.returncode, "none.txt：見つかりません" in done.stderr) == (2, True)
    assert "「json」のことですか" in audit("check", CLEAN, "-f", "jsn", "--ui-language", "ja").stderr
    wrong = audit("check", CLEAN, "--ui-language", "jp")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert "expected en, ja" in wrong.stderr


def test_every_format_has_the_message_and_json_its_names() -> None:
    english, japanese = (
        json.loads(audit("check", BLOCKED, "-f", "json", "--ui-language", tag).stdout) for tag in ("en", "ja")
    )
    assert english["signature"] == japanese["signature"]
    for one, other in zip(english["documents"][0]["findings"], japanese["documents"][0]["findings"], strict=True):
        assert one.pop("message") != other.pop("message")
        assert one == other
    assert "2度現れます" in audit("check", BLOCKED, "-f", "csv", "--ui-language", "ja").stdout


def test_a_baseline_holds_in_every_language(tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_bytes(BLOCKED.read_bytes())
    baseline = tmp_path / "baseline.json"
    assert audit("baseline", "write", article, "--baseline", baseline, LC_ALL="ja_JP.UTF-8").returncode == 0
    done = audit("check", article, "--baseline", baseline, "-f", "json", "--ui-language", "en")
    assert {f["status"] for f in json.loads(done.stdout)["documents"][0]["findings"]} == {"baselined"}
