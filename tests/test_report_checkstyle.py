"""Checkstyle's XML: read back by lxml and held to a grammar of the format."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from lxml import etree
from runs import EMPTY, HOSTILE, attack, hostile, marked, specimens

from audit.model import Run
from audit.report import Options
from audit.report.checkstyle import render

GRAMMAR = etree.RelaxNG(
    etree.fromstring(
        """
    <element name="checkstyle" xmlns="http://relaxng.org/ns/structure/1.0"
             datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
      <attribute name="version"/>
      <zeroOrMore><element name="file">
        <attribute name="name"/>
        <zeroOrMore><element name="error">
          <attribute name="line"><data type="positiveInteger"/></attribute>
          <optional><attribute name="column"><data type="positiveInteger"/></attribute></optional>
          <attribute name="severity">
            <choice><value>error</value><value>warning</value><value>info</value><value>ignore</value></choice>
          </attribute>
          <attribute name="message"/>
          <attribute name="source"/>
        </element></zeroOrMore>
      </element></zeroOrMore>
    </element>"""
    )
)
"""Written after what Checkstyle's XMLLogger prints."""


def checkstyle(run: Run) -> etree._Element:
    """The root of the report, checked against the grammar."""
    root = etree.fromstring(render(run, Options()).encode("utf-8"))
    assert GRAMMAR.validate(root), GRAMMAR.error_log
    return root


def test_every_finding_is_at_its_place() -> None:
    files = {file.get("name"): file for file in checkstyle(specimens())}
    levels = {"minor": "info", "major": "warning", "critical": "error"}
    for report in specimens().reports:
        (file,) = [file for name, file in files.items() if report.document.path.endswith(name)]
        assert len(file) == len(report.findings)
        for error, finding in zip(file, report.findings, strict=True):
            assert error.get("severity") == levels[finding.severity]
            assert error.get("source") == f"audit.{finding.rule}"
            assert error.get("message").startswith(finding.message)
            if finding.place.unit is None:
                assert (error.get("line"), error.get("column")) == (str(finding.place.line), str(finding.place.column))
            else:
                assert (error.get("line"), error.get("column")) == ("7", None)
                assert "The ferry leaves" in error.get("message")


def test_suggestions_are_told() -> None:
    messages = [error.get("message") for error in checkstyle(specimens()).iter("error")]
    assert any("instead: “" in message for message in messages)


def test_what_failed_is_an_error_of_its_file() -> None:
    (file,) = [file for file in checkstyle(specimens()) if file.get("name").endswith("empty.txt")]
    (error,) = file
    assert (error.get("severity"), error.get("source")) == ("error", "audit")
    (report,) = marked("allowed").reports
    (file,) = checkstyle(Run((replace(report, problems=("rule x failed",)),)))
    assert [error.get("message") for error in file] == ["rule x failed"]


@pytest.mark.parametrize("status", ["allowed", "baselined"])
def test_known_findings_are_not_listed(status: str) -> None:
    (file,) = checkstyle(marked(status))
    assert len(file) == 0


def test_nothing_is_a_report_too() -> None:
    assert len(checkstyle(EMPTY)) == 0


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    (file,) = checkstyle(attack(text))
    values = [value for element in file.iter() for value in element.attrib.values()]
    assert not set("".join(values)) & set("\n\r\t\0\x1b\u202e\u2028")
    assert "<script>" not in render(attack(text), Options())


@given(text=hostile)
@settings(deadline=None)
def test_any_text_makes_a_valid_report(text: str) -> None:
    checkstyle(attack(text))
