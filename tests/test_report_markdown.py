"""Markdown: parsed back as GitHub's dialect by markdown-it, its HTML by lxml; everything a text says is text there."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from lxml import html
from markdown_it import MarkdownIt
from runs import EMPTY, HOSTILE, KOREAN, attack, hostile, marked, specimens

from audit.model import Failure, Run
from audit.report import Options
from audit.report.markdown import LIMIT, MARKER, escaped, render
from audit.report.wording import brief, message, one_line, standing

GITHUB = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
_ALLOWED = {
    "div", "h3", "p", "table", "thead", "tbody", "tr", "th", "td", "strong", "em", "code", "ul", "li",
    "details", "summary",
}  # fmt: skip
"""Elements the report itself makes."""


def page(run: Run) -> html.HtmlElement:
    """The report as a browser gets it, checked for its size and for elements that come from nowhere."""
    text = render(run, Options())
    text.encode("utf-8")
    assert len(text.encode("utf-16-le")) // 2 <= LIMIT
    assert text.startswith(f"{MARKER}\n### Translation audit: ")
    root = html.fromstring(f"<div>{GITHUB.render(text)}</div>")
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    assert {element.tag for element in elements} <= _ALLOWED
    assert {name for element in elements for name in element.attrib} <= {"style"}
    assert text.count("<details>") == text.count("</details>") == len(root.findall(".//details"))
    return root


def tables(root: html.HtmlElement) -> list[list[list[str]]]:
    """The cells of every table's body."""
    return [
        [["".join(cell.itertext()) for cell in row] for row in table.findall("tbody/tr")]
        for table in root.iter("table")
    ]


def test_the_verdicts_come_first_the_worst_on_top() -> None:
    overview, *_ = tables(page(specimens()))
    reports = {report.document.path: report for report in specimens().reports}
    assert len(overview) == len(reports)
    order = ["block", "revise", "publish"]
    assert [order.index(row[1]) for row in overview] == sorted(order.index(row[1]) for row in overview)
    for path, verdict, score, *counts in overview:
        (report,) = [report for name, report in reports.items() if name.endswith(path)]
        assert (verdict, score) == (report.verdict, f"{report.score:g}")
        assert sum(int(count) for count in counts if count != "·") == len(standing(report))


def test_every_finding_is_a_row_under_its_file() -> None:
    root = page(specimens())
    folded = {details.findtext("summary").partition(":")[0]: details for details in root.iter("details")}
    for report in specimens().reports:
        if not standing(report):
            assert not any(report.document.path.endswith(name) for name in folded)
            continue
        (details,) = [found for name, found in folded.items() if report.document.path.endswith(name)]
        rows = [["".join(cell.itertext()) for cell in row] for row in details.findall("table/tbody/tr")]
        findings = sorted(standing(report), key=lambda f: ["critical", "major", "minor"].index(f.severity))
        assert len(rows) == len(findings)
        for (where, severity, what, instead), finding in zip(rows, findings, strict=True):
            assert where.endswith(str(finding.place.column))
            assert severity == finding.severity
            assert what.startswith(" ".join(message(finding).split()))
            assert what.endswith(finding.rule)
            assert all(brief(one_line(text)) in instead for text in finding.suggestions[:3])


def test_the_way_a_text_came_is_named_with_its_evidence() -> None:
    (details,) = [d for d in page(specimens()).iter("details") if KOREAN.name in d.findtext("summary")]
    assert details.findtext("p/strong").startswith("via Korean, confidence 0.")
    traces = ["".join(item.itertext()) for item in details.iter("li")]
    assert len(traces) == 9
    assert any(trace.startswith("“量子” ← 양자") for trace in traces)
    assert traces[-1].startswith("and ")


def test_what_failed_is_named() -> None:
    items = ["".join(item.itertext()) for item in page(specimens()).findall("ul/li")]
    (item,) = [item for item in items if "empty.txt" in item]
    assert page(specimens()).findtext("h3") == "Translation audit: REVISE · 1 not audited"
    assert item.endswith("could not be audited: is empty: there is nothing to audit")


def test_nothing_is_a_comment_too() -> None:
    assert "NOTHING AUDITED" in "".join(page(EMPTY).itertext())


@pytest.mark.parametrize("status", ["allowed", "baselined"])
def test_known_findings_are_counted_only(status: str) -> None:
    root = page(marked(status))
    assert f"1 {status}" in "".join(root.itertext())
    assert root.find(".//details") is None


def _many(findings: int, files: int, failures: int = 0) -> Run:
    (report,) = attack("🏊 “very | wide” <evidence> " * 8).reports
    report = replace(report, findings=report.findings[:1] * findings, problems=())
    named = [replace(report, document=replace(report.document, path=f"texts/{n}.txt")) for n in range(files)]
    return Run(tuple(named), tuple(Failure(f"x{n}", "no") for n in range(failures)))


@pytest.mark.parametrize(
    ("findings", "files", "failures"), [(3, 3, 0), (40, 1, 0), (2_000, 1, 5), (3, 300, 0), (1, 3_000, 99), (60, 9, 12)]
)
def test_what_has_no_room_is_counted(findings: int, files: int, failures: int) -> None:
    run = _many(findings, files, failures)
    root = page(run)
    overview, *details = tables(root)
    shown = sum(len(rows) for rows in details)
    said = "".join(root.itertext())
    left = re.search(r"Left out for want of room: (?:([\d,]+) findings)?(?:, )?(?:([\d,]+) files)?", said)
    missing = findings * files - shown
    assert (int(left[1].replace(",", "")) if left and left[1] else 0) == missing
    assert (int(left[2].replace(",", "")) if left and left[2] else 0) == files - len(overview)
    assert shown > 0
    assert not missing or len(render(run, Options())) > LIMIT * 0.4
    if failures > 10:
        assert f"and {failures - 10} more" in said


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_as_it_is(text: str) -> None:
    root = page(attack(text))
    overview, details = tables(root)
    assert len(overview) == 1
    assert len(details) == 3
    (inside,) = html.fromstring(f"<div>{GITHUB.render(f'| {escaped(text)} |{chr(10)}| --- |')}</div>").iter("th")
    assert "".join(inside.itertext()).split() == one_line(text).split()


@given(text=hostile)
@settings(deadline=None)
def test_any_text_makes_a_comment(text: str) -> None:
    root = page(attack(text))
    assert len(tables(root)) == 2


@pytest.mark.parametrize(
    "text",
    [
        "@octocat",
        "see #12",
        "https://x.example",
        "HTTP://x",
        "www.x.example",
        "mailto:a@b.example",
        ":smile:",
        "GH-1",
        "#1",
    ],
)
def test_nothing_becomes_a_mention_a_reference_or_a_link(text: str) -> None:
    """GitHub makes these of running text, unless something stands between."""
    shown = GITHUB.render(escaped(text))
    assert "<!-- -->" in shown
    assert not re.search(r"@\w|#\d|\w://|https?:|mailto:|www\.|:\w+:|GH-", shown.replace("<!-- -->", "\0"), re.I)


@pytest.mark.parametrize(
    "text", ["# a", "- a", "+ a", "* a", "1. a", "1) a", "> a", "```", "===", "---", "| a |", "~~~"]
)
def test_no_line_begins_a_block(text: str) -> None:
    assert re.fullmatch(r"<p>[^<]*</p>\s*", GITHUB.render(escaped(text)))
    assert re.fullmatch(r"<p>a\n[^<]*</p>\s*", GITHUB.render(f"a\n{escaped(text)}"))
