"""JSON Lines: every line a document of schema 1, the last one the summary."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from runs import EMPTY, HOSTILE, attack, hostile, specimens

from audit.model import Run
from audit.report import Options
from audit.report.json import as_object
from audit.report.jsonl import last, line, render

SCHEMA = json.loads((files("audit.report") / "schema-1.json").read_text("utf-8"))
DOCUMENT = jsonschema.Draft202012Validator({"$ref": "#/$defs/document", "$defs": SCHEMA["$defs"]})
SUMMARY = jsonschema.Draft202012Validator(SCHEMA["properties"]["summary"] | {"$defs": SCHEMA["$defs"]})


def lines(run: Run) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """The documents and what the last line says, each checked against the schema."""
    text = render(run, Options())
    text.encode("utf-8")
    *documents, end = [json.loads(line) for line in text.splitlines()]
    for document in documents:
        DOCUMENT.validate(document)
    SUMMARY.validate(end["summary"])
    return documents, end


def test_the_same_as_the_json_report() -> None:
    documents, end = lines(specimens())
    whole = json.loads(json.dumps(as_object(specimens())))
    assert documents == whole["documents"]
    assert end == {name: whole[name] for name in ("schema_version", "signature", "summary")}
    assert "summary" not in documents[0]


def test_the_lines_can_be_written_one_by_one() -> None:
    run = specimens()
    assert "".join(line(report) for report in run.reports) + last(run) == render(run, Options())


def test_nothing_is_a_summary() -> None:
    documents, end = lines(EMPTY)
    assert documents == []
    assert end["summary"]["verdict"] is None


def test_failures_are_in_the_last_line() -> None:
    _, end = lines(specimens())
    (failure,) = end["summary"]["failures"]
    assert failure["path"].endswith("empty.txt")


def test_seconds_only_if_asked_for() -> None:
    documents = render(specimens(), Options(verbosity=1)).splitlines()[:-1]
    assert all(json.loads(document)["statistics"]["seconds"] > 0 for document in documents)
    assert all(document["statistics"]["seconds"] is None for document in lines(specimens())[0])


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_on_its_line(text: str) -> None:
    documents, _ = lines(attack(text))
    assert len(documents) == 1


@given(text=hostile)
@settings(deadline=None)
def test_any_text_makes_two_lines(text: str) -> None:
    documents, _ = lines(attack(text))
    assert len(documents) == 1
