"""CSV: read back by the csv module and by hand, every cell inert in a spreadsheet."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given, settings
from runs import EMPTY, HOSTILE, attack, hostile, marked, specimens

from audit.model import Run
from audit.report import Options
from audit.report.csv import COLUMNS, render


def rows(run: Run) -> list[dict[str, str]]:
    """The rows of the report, each checked for its width."""
    text = render(run, Options())
    text.encode("utf-8")
    table = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert tuple(table[0]) == COLUMNS
    assert all(len(row) == len(COLUMNS) for row in table)
    return [dict(zip(COLUMNS, row, strict=True)) for row in table[1:]]


def test_a_finding_a_row() -> None:
    findings = [(report, finding) for report in specimens().reports for finding in report.findings]
    failed, *found = rows(specimens())
    assert (failed["status"], failed["rule"]) == ("failed", "")
    assert "nothing to audit" in failed["message"]
    assert len(found) == len(findings)
    for row, (report, finding) in zip(found, findings, strict=True):
        assert report.document.path.endswith(row["path"])
        assert (row["start"], row["end"]) == (str(finding.place.start), str(finding.place.end))
        assert (row["rule"], row["code"], row["severity"]) == (finding.rule, finding.code, finding.severity)
        assert row["text"].removeprefix("'") == finding.text
        assert row["suggestions"].removeprefix("'") == " | ".join(finding.suggestions)
        assert len(list(filter(None, row["related"].split(" | ")))) == len(finding.related)
        assert (row["unit"] == "") == (finding.place.unit is None)
        if finding.place.unit is None:
            assert (row["line"], row["column"]) == (str(finding.place.line), str(finding.place.column))
        else:
            assert (row["line"], row["column"]) == ("7", "")


def test_crlf_utf8_without_mark() -> None:
    text = render(specimens(), Options())
    assert text.startswith("path,language,line,")
    assert text.endswith("\r\n")


@pytest.mark.parametrize("status", ["allowed", "baselined"])
def test_known_findings_are_told_apart(status: str) -> None:
    (row,) = rows(marked(status))
    assert row["status"] == status


def test_what_failed_has_a_row() -> None:
    (report,) = marked("allowed").reports
    first, _ = rows(Run((replace(report, problems=("rule x failed",)),)))
    assert (first["status"], first["message"]) == ("failed", "rule x failed")


def test_nothing_is_a_header() -> None:
    assert rows(EMPTY) == []


def _runs(cell: str) -> bool:
    return (cell.lstrip()[:1] in set("=+-@＝＋－＠") and not cell.lstrip("-").isdigit()) or cell[:1] in set("\t\r\n")


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_is_a_formula(text: str) -> None:
    for row in rows(attack(text)):
        assert not any(_runs(cell) for cell in row.values() if cell)
        assert not set("".join(row.values())) & set("\0\x1b\u202e\u2028\ud800\ufeff")


def test_formulas_are_shown_as_they_are_behind_an_apostrophe() -> None:
    assert {row["text"] for row in rows(attack("=1+1"))} >= {"'=1+1"}
    assert {row["text"] for row in rows(attack("1=1"))} >= {"1=1"}


@given(text=hostile)
@settings(deadline=None)
def test_any_text_makes_a_table(text: str) -> None:
    assert len(rows(attack(text))) == 7
