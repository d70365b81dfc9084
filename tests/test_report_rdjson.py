"""rdjson: valid by a schema written after reviewdog's documentation, columns in bytes of UTF-8."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from runs import EMPTY, HOSTILE, KOREAN, attack, hostile, marked, specimens

from audit.model import Layout, Run
from audit.report import Options
from audit.report.rdjson import byte_columns, render

POSITION = {
    "type": "object",
    "required": ["line"],
    "additionalProperties": False,
    "properties": {"line": {"type": "integer", "minimum": 1}, "column": {"type": "integer", "minimum": 1}},
}
RANGE = {
    "type": "object",
    "required": ["start"],
    "additionalProperties": False,
    "properties": {"start": POSITION, "end": POSITION},
}
SEVERITY = {"enum": ["UNKNOWN_SEVERITY", "ERROR", "WARNING", "INFO"]}
SOURCE = {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}}
SCHEMA = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "required": ["diagnostics"],
    "additionalProperties": False,
    "properties": {
        "source": SOURCE,
        "severity": SEVERITY,
        "diagnostics": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["message", "location"],
                "additionalProperties": False,
                "properties": {
                    "message": {"type": "string"},
                    "location": {
                        "type": "object",
                        "required": ["path"],
                        "additionalProperties": False,
                        "properties": {"path": {"type": "string"}, "range": RANGE},
                    },
                    "severity": SEVERITY,
                    "source": SOURCE,
                    "code": {"type": "object", "required": ["value"], "properties": {"value": {"type": "string"}}},
                    "suggestions": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["range", "text"],
                            "additionalProperties": False,
                            "properties": {"range": RANGE, "text": {"type": "string"}},
                        },
                    },
                },
            },
        },
    },
}
"""Reviewdog Diagnostic Format, message DiagnosticResult; stricter than proto/rdf: what is unknown is an error."""


def diagnostics(run: Run) -> list[dict[str, Any]]:
    """The diagnostics of the report, checked against the schema."""
    text = render(run, Options())
    text.encode("utf-8")
    report = json.loads(text)
    jsonschema.validate(report, SCHEMA)
    assert report["source"] == {"name": "translation-audit"}
    return list(report["diagnostics"])


def _cut(text: str, where: dict[str, Any]) -> str:
    """What a range of a text with one kind of line break holds, counted as reviewdog does."""
    lines = text.encode().splitlines(keepends=True)
    first, last = where["start"]["line"] - 1, where["end"]["line"] - 1
    before = sum(map(len, lines[:first])) + where["start"]["column"] - 1
    after = sum(map(len, lines[:last])) + where["end"]["column"] - 1
    return text.encode()[before:after].decode()


def test_ranges_hold_the_text_they_are_of() -> None:
    report = specimens().reports[0]
    found = [d for d in diagnostics(specimens()) if d["location"]["path"].endswith(KOREAN.name)]
    assert len(found) == len(report.findings)
    for diagnostic, finding in zip(found, report.findings, strict=True):
        assert _cut(report.document.text, diagnostic["location"]["range"]) == finding.text
        assert diagnostic["code"] == {"value": finding.rule}
        assert diagnostic["severity"] == {"minor": "INFO", "major": "WARNING", "critical": "ERROR"}[finding.severity]
        assert [s["text"] for s in diagnostic["suggestions"]] == list(finding.suggestions[:3])
        assert all(s["range"] == diagnostic["location"]["range"] for s in diagnostic["suggestions"])


def test_units_are_on_the_line_of_their_file_without_suggestions() -> None:
    found = [d for d in diagnostics(specimens()) if d["location"]["path"].endswith("de.po")]
    assert found
    for diagnostic in found:
        assert diagnostic["location"]["range"] == {"start": {"line": 7}}
        assert diagnostic["suggestions"] == []


def test_what_failed_is_an_error() -> None:
    first = diagnostics(specimens())[0]
    assert first["severity"] == "ERROR"
    assert first["location"]["path"].endswith("empty.txt")
    (report,) = marked("allowed").reports
    (problem,) = diagnostics(Run((replace(report, problems=("rule x failed",)),)))
    assert (problem["message"], problem["severity"]) == ("rule x failed", "ERROR")


@pytest.mark.parametrize("run", [EMPTY, marked("allowed"), marked("baselined")])
def test_nothing_new_is_no_diagnostic(run: Run) -> None:
    assert diagnostics(run) == []


@given(text=st.text("ab é漢🏊\n\r", max_size=40), data=st.data())
@settings(deadline=None)
def test_columns_count_bytes(text: str, data: st.DataObject) -> None:
    layout = Layout(text)
    positions = data.draw(st.lists(st.integers(0, len(text))))
    for position, column in byte_columns(layout, positions).items():
        begin = position - layout.line_and_column(position)[1] + 1
        assert column == len(text[begin:position].encode()) + 1


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    for diagnostic in diagnostics(attack(text)):
        assert not set(diagnostic["message"] + diagnostic["location"]["path"]) & set("\n\r\t\0\x1b\u202e\u2028")


@given(text=hostile)
@settings(deadline=None)
def test_any_text_makes_a_valid_report(text: str) -> None:
    diagnostics(attack(text))
