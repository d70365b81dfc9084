"""Workflow commands: parsed back as the runner of GitHub Actions parses them."""

from __future__ import annotations

import re
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from runs import EMPTY, HOSTILE, attack, hostile, marked, specimens

from audit.model import Run
from audit.report import Options
from audit.report.github import render
from audit.report.wording import named


class Command(NamedTuple):
    """A command as the runner understands it."""

    name: str
    properties: dict[str, str]
    message: str


def _decoded(text: str, *more: tuple[str, str]) -> str:
    for escape, char in (("%0D", "\r"), ("%0A", "\n"), *more, ("%25", "%")):
        text = text.replace(escape, char)
    return text


def commands(run: Run) -> list[Command]:
    """After ``ActionCommand.TryParseV2`` of actions/runner."""
    text = render(run, Options())
    text.encode("utf-8")
    found = []
    for line in re.split(r"\r\n|\r|\n", text)[:-1]:
        parsed = re.fullmatch(r"::(\w+) (.*?)::(.*)", line, re.S)
        assert parsed, line
        properties = dict(item.split("=", 1) for item in parsed[2].split(","))
        decoded = {key: _decoded(value, ("%3A", ":"), ("%2C", ",")) for key, value in properties.items()}
        found.append(Command(parsed[1], decoded, _decoded(parsed[3])))
    return found


def test_every_finding_is_an_annotation_on_its_line() -> None:
    found = commands(specimens())
    findings = [(report, finding) for report in specimens().reports for finding in report.findings]
    assert len(found) == len(findings) + len(specimens().failures)
    kinds = {"minor": "notice", "major": "warning", "critical": "error"}
    for report, finding in findings:
        (command,) = [
            c
            for c in found
            if report.document.path.endswith(c.properties["file"])
            and c.properties["title"].startswith(f"{finding.rule} ")
            and c.properties.get("col", "?") in ("?", str(finding.place.column))
            and c.properties["line"] in (str(finding.place.line), "7")
            and c.message.startswith(finding.message)
        ]
        assert command.name == kinds[finding.severity]
        assert set(command.properties) <= {"file", "line", "endLine", "col", "endColumn", "title"}


def test_columns_only_where_the_finding_stays_on_its_line() -> None:
    for command in commands(specimens()):
        assert ("col" in command.properties) == ("endColumn" in command.properties)
        assert not {"col", "endLine"} <= command.properties.keys()


def test_the_worst_come_first_and_no_rule_crowds_out_the_others() -> None:
    order = ["error", "warning", "notice"]
    found = commands(specimens())
    kinds = [order.index(command.name) for command in found]
    assert kinds == sorted(kinds)
    notices = [(c.properties["file"], c.properties["title"]) for c in found if c.name == "notice"]
    first = len(set(notices))
    assert len(set(notices[:first])) == first
    assert len(notices) > first


def test_failures_come_before_all() -> None:
    first = commands(specimens())[0]
    assert (first.name, first.properties["title"]) == ("error", "audit")
    assert first.properties["file"].endswith("empty.txt")


@pytest.mark.parametrize("run", [EMPTY, marked("allowed"), marked("baselined")])
def test_nothing_new_is_no_command(run: Run) -> None:
    assert render(run, Options()) == ""


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_makes_no_command_of_its_own(text: str) -> None:
    found = commands(attack(text))
    assert [command.name for command in found] == ["error", "error", "error", "warning", "notice"]
    for command in found:
        assert not set(command.message) & set("\n\r\t\0\x1b\u202e\u2028")
        assert command.properties["file"] == named(text)
        assert command.properties["title"]
        assert set(command.properties) <= {"file", "line", "endLine", "col", "endColumn", "title"}


@given(text=hostile)
@settings(deadline=None)
def test_any_text_can_be_parsed_back(text: str) -> None:
    assert len(commands(attack(text))) == 5
