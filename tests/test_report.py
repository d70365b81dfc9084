"""What an editor sees: carets under the right characters, and whole reports as they were approved.

``UPDATE_SNAPSHOTS=1 pytest tests/test_report.py`` writes the snapshots again; read the diff.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from audit.assemble import text_document
from audit.engine import audit_document
from audit.model import Run, Span
from audit.report import Options
from audit.report.excerpt import GAP, Mark, abridged, rows, shortened, visible
from audit.report.json import as_object
from audit.report.terminal import render
from audit.rule import catalogue

SNAPSHOTS = Path(__file__).parent / "snapshots"
RULES = [
    catalogue().by_name[name] for name in ("doubled-mark", "replacement-character", "lookalike-letter", "doubled-word")
]

TEXTS = {
    "latin": ("en", "The harbour reopened on Monday,, after a winter of repairs.\n\nThe the ferry sails at noon."),
    "cjk": ("ja", "港の工事は終わった。。船の時刻表は変わらない。\n\n夜の便も増え\N{REPLACEMENT CHARACTER}予定だ。"),
    "arabic": ("ar", "افتتح الميناء يوم الاثنين،، بعد شتاء من الإصلاحات.\n\nتبحر العبارة ظهرا."),
    "emoji": ("en", "Swimmers 🏊🏽‍♀️ cheered 👩‍👩‍👧 when the pool opened,, and so did we."),
    "empty": ("en", ""),
    "controls": ("en", "The\ttable has a tab,, and an escape \x1b[31m that must not colour the report."),
    "long": ("en", "word " * 80 + "in the middle,, of it " + "word " * 80),
}  # fmt: skip


def _report(language: str, text: str, path: str = "article.txt") -> Run:
    return Run((audit_document(text_document(text, language, path), RULES),), signature="audit:test")


def _approved(name: str, shown: str) -> None:
    path = SNAPSHOTS / f"{name}.txt"
    if os.environ.get("UPDATE_SNAPSHOTS"):
        path.write_text(shown, "utf-8")
    assert shown == path.read_text("utf-8")


@pytest.mark.parametrize("name", TEXTS)
def test_report_as_approved(name: str) -> None:
    _approved(f"{name}-80", render(_report(*TEXTS[name]), Options(width=80)))


def _interference() -> Run:
    text = (SNAPSHOTS.parents[1] / "seeds" / "damaged" / "ja-through-korean.txt").read_text("utf-8")
    rules = [rule for rule in catalogue().rules if rule.family == "interference"]
    return Run((audit_document(text_document(text, "ja", "article.txt"), rules),), signature="audit:test")


@pytest.mark.parametrize("width", [48, 80])
def test_interference_panel(width: int) -> None:
    """An editor who reads no Korean sees what stands there, what it went through, what was meant, what to write."""
    shown = render(_interference(), Options(width=width))
    assert "via Korean" in shown
    assert "양자" in shown
    assert max(map(cell_len, shown.splitlines())) <= width
    _approved(f"interference-{width}", shown)


def test_json_names_the_evidence() -> None:
    (document,) = as_object(_interference())["documents"]
    pivot = document["origin"]["pivot"]
    assert pivot["language"] == "ko"
    assert 0.95 <= pivot["confidence"] < 1
    assert len(pivot["evidence"]) >= 3
    assert all("through" in document["findings"][number]["because"] for number in pivot["evidence"])


@pytest.mark.parametrize("width", [40, 200])
def test_narrow_and_wide(width: int) -> None:
    shown = render(_report(*TEXTS["cjk"]), Options(width=width))
    _approved(f"cjk-{width}", shown)
    assert max(map(cell_len, shown.splitlines())) <= width


def test_unjudged_rules_are_named() -> None:
    source = [rule for rule in catalogue().rules if rule.facts][:1]
    run = Run((audit_document(text_document("Saluton, mondo.", "und"), source),))
    shown = render(run, Options(verbosity=1))
    assert source[0].name in shown
    assert "unknown" in shown


def test_a_thousand_findings_are_all_there() -> None:
    text = "\n".join(f"Line {i} has a slip,, here." for i in range(1000))
    _, body = render(_report("en", text), Options(width=80)).split("¶", 1)
    assert len(regex.findall(r"^  \d+:\d+ minor", body, regex.M)) == 1000


def test_no_escape_sequences_without_colour_and_none_from_the_text() -> None:
    assert "\x1b" not in render(_report(*TEXTS["controls"]), Options())
    coloured = render(_report(*TEXTS["controls"]), Options(color=True))
    assert "\x1b[31m that" not in coloured


def test_marks_of_right_to_left_text_stand_inside_it() -> None:
    assert "⟦،،⟧" in render(_report(*TEXTS["arabic"]), Options())


_MIXED = st.text("ab é한漢字カｶ。「」🙂́👩‍\t\n\x07ا", max_size=50)


@given(text=_MIXED, data=st.data(), width=st.integers(8, 60))
def test_carets_stand_under_exactly_the_marked_graphemes(text: str, data: st.DataObject, width: int) -> None:
    edges = [0, *(m.end() for m in regex.finditer(r"\X", visible(text)))]
    start, end = sorted(data.draw(st.tuples(st.sampled_from(edges), st.sampled_from(edges))))
    lines = rows(text, [Mark(Span(start, end), "major")], width)
    assert "".join(row.text for row in lines).rstrip(" ") == visible(text).rstrip(" ")
    carets = sum(part.count("^") for row in lines for part, _ in row.carets)
    marked = [m[0] for m in regex.finditer(r"\X", visible(text)) if start <= m.start() < end or m.start() == start]
    assert carets == sum(map(cell_len, marked)) or start == end == len(text)
    for row in lines:
        assert sum(len(part) for part, _ in row.carets) == sum(map(cell_len, regex.findall(r"\X", row.text)))


def test_lines_far_from_any_mark_are_left_out() -> None:
    lines = shortened(rows("x" * 200 + "!" + "y" * 200, [Mark(Span(200, 201), "minor")], 20))
    assert len(lines) <= 5
    assert any(row.marked for row in lines)


def test_a_marked_page_is_shown_by_its_two_ends() -> None:
    text, marks = abridged("a" * 50 + "b" * 900 + "c" * 50, [Mark(Span(50, 950), "critical")])
    assert GAP in text
    assert len(text) < 300
    assert {text[slice(*mark.span)].strip("b") for mark in marks} == {GAP}


def test_a_non_joiner_that_a_script_writes_is_no_control() -> None:
    assert visible("می\u200cخواهم") == "می\u200cخواهم"
    assert visible("har\u200cbour\u200b") == "har\N{REPLACEMENT CHARACTER}bour\N{REPLACEMENT CHARACTER}"
