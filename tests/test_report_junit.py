"""JUnit: read back by junitparser, which shares no code with the writer, and by lxml."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from junitparser import Error, Failure, JUnitXml, Skipped
from lxml import etree
from runs import EMPTY, HOSTILE, KOREAN, attack, hostile, marked, specimens

from audit.model import Run
from audit.report import Options
from audit.report.junit import render


def junit(run: Run) -> JUnitXml:
    """The report as junitparser reads it."""
    encoded = render(run, Options()).encode("utf-8")
    etree.fromstring(encoded)
    return JUnitXml.fromstring(encoded)


def test_a_suite_per_file_and_a_test_per_rule_that_found_something() -> None:
    suites = {suite.name.rpartition("/")[2]: suite for suite in junit(specimens())}
    assert len(suites) == len(specimens().reports) + len(specimens().failures)
    report = specimens().reports[0]
    suite = suites[KOREAN.name]
    assert [case.name for case in suite] == sorted({finding.rule for finding in report.findings})
    for case in suite:
        findings = [finding for finding in report.findings if finding.rule == case.name]
        (result,) = case.result
        assert isinstance(result, Failure)
        lines = result.text.splitlines()
        assert len(lines) == len(findings)
        for line, finding in zip(lines, findings, strict=True):
            assert line.startswith(f"{finding.place.line}:{finding.place.column} {finding.severity}: ")
            assert finding.message in line
        assert result.type == ("major" if any(f.severity == "major" for f in findings) else "minor")
    said = {found.name: found.value for found in suite.properties()}
    assert said == {"language": "ja", "verdict": report.verdict, "score": f"{report.score:g}"}


def test_a_clean_file_is_one_test_that_passed() -> None:
    (suite,) = [suite for suite in junit(specimens()) if suite.name.endswith("clean/ja-duplicated-body.txt")]
    (case,) = suite
    assert (case.name, case.is_passed) == ("audit", True)


def test_what_failed_is_an_error() -> None:
    (suite,) = [suite for suite in junit(specimens()) if suite.name.endswith("empty.txt")]
    (case,) = suite
    (result,) = case.result
    assert isinstance(result, Error)
    assert "nothing to audit" in result.message
    report = specimens().reports[0]
    (suite,) = junit(Run((replace(report, problems=("rule x failed: KeyError: 1",)),)))
    assert [type(result) for case in suite if case.name == "audit" for result in case.result] == [Error]


@pytest.mark.parametrize("status", ["allowed", "baselined"])
def test_known_findings_are_skipped(status: str) -> None:
    (suite,) = junit(marked(status))
    (case,) = suite
    (result,) = case.result
    assert isinstance(result, Skipped)
    assert result.message == f"1 {status}"


def test_the_numbers_add_up() -> None:
    for run in (EMPTY, specimens(), marked("allowed"), attack("x")):
        report = junit(run)
        stated = (report.tests, report.failures, report.errors, report.skipped)
        suites = [(suite.tests, suite.failures, suite.errors, suite.skipped) for suite in report]
        assert stated == tuple(map(sum, zip(*suites, strict=True))) if suites else (0, 0, 0, 0)
        report.update_statistics()
        assert stated == (report.tests, report.failures, report.errors, report.skipped)


def test_seconds_only_if_asked_for() -> None:
    assert "time=" not in render(specimens(), Options())
    assert "time=" in render(specimens(), Options(verbosity=1))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    report = junit(attack(text))
    for suite in report:
        for case in suite:
            assert not set(case.name + case.classname) & set("\n\r\t\0\x1b\u202e\u2028")
            for result in case.result:
                assert len((result.text or "").splitlines()) <= 3
    assert "<script>" not in render(attack(text), Options())


@given(text=hostile)
@settings(deadline=None)
def test_any_text_makes_a_report_that_can_be_read(text: str) -> None:
    junit(attack(text))


def test_controls_are_made_visible() -> None:
    shown = render(attack("\0\x1b[31m\x7f\x85\ufffe\ud800\u202e"), Options())
    for sign in ("␀", "␛[31m", "␡", "⟨U+0085⟩", "⟨U+FFFE⟩", "⟨U+D800⟩", "⟨U+202E⟩"):
        assert sign in shown
