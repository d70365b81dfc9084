"""Findings that are known: by comments, by the baseline, by an entry of the settings; and reports that are kept."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from audit import cache

AUDIT = Path(sys.executable).parent / "audit"
TWICE = "The harbour reopened,, after a winter of repairs.\n"
OTHER = "It was the the first winter without ice.\n"


def audit(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a folder."""
    return subprocess.run([AUDIT, *arguments], cwd=folder, capture_output=True, encoding="utf-8", check=False)


def statuses(folder: Path, *arguments: str) -> list[tuple[str, str]]:
    """Rule and status of every finding."""
    documents = json.loads(audit(folder, "check", "--format", "json", *arguments).stdout)["documents"]
    return [(found["rule"], found["status"]) for document in documents for found in document["findings"]]


def test_a_comment_allows_what_follows_it_and_no_more(tmp_path: Path) -> None:
    said = "<!-- audit allow doubled-mark: the firm writes itself so -->\n\n"
    (tmp_path / "a.md").write_text(f"# A harbour\n\n{said}{TWICE}\n{TWICE.replace('winter', 'year')}", "utf-8")
    assert statuses(tmp_path, "a.md") == [("doubled-mark", "allowed"), ("doubled-mark", "new")]


def test_a_comment_in_html_allows_by_family(tmp_path: Path) -> None:
    text = f"<p>{TWICE}</p><!-- audit allow PU: so said --><p>{TWICE.replace('winter', 'year')}</p>"
    (tmp_path / "a.html").write_text(text, "utf-8")
    assert statuses(tmp_path, "a.html") == [("doubled-mark", "new"), ("doubled-mark", "allowed")]


def test_a_comment_can_allow_for_the_whole_file(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"{TWICE}\n{OTHER}\n<!-- audit allow-file doubled-mark: house style -->\n", "utf-8")
    assert dict(statuses(tmp_path, "a.md")) == {"doubled-mark": "allowed", "doubled-word": "new"}


def test_a_remark_on_a_string_allows_in_its_translation(tmp_path: Path) -> None:
    (tmp_path / "a.po").write_text(
        'msgid ""\nmsgstr "Language: de\\n"\n\n'
        '# audit allow lost-placeholder: the number stands in the picture\nmsgid "%d files"\nmsgstr "Dateien"\n\n'
        'msgid "%d folders"\nmsgstr "Ordner"\n',
        "utf-8",
    )
    found = [status for rule, status in statuses(tmp_path, "a.po") if rule == "lost-placeholder"]
    assert found == ["allowed", "new"]


@pytest.mark.parametrize(
    ("said", "complaint"),
    [
        ("audit allow doubled-mark", "without “: reason”"),
        ("audit allow doubled-marks: so", "“doubled-marks”, which is no rule"),
        ("audit allow doubled-word: so", "line 1: the comment allows doubled-word, which finds nothing there"),
    ],
)
def test_a_comment_that_cannot_stand_is_said(tmp_path: Path, said: str, complaint: str) -> None:
    (tmp_path / "a.md").write_text(f"<!-- {said} -->\n\n{TWICE}", "utf-8")
    assert complaint in audit(tmp_path, "check", "a.md").stderr
    assert statuses(tmp_path, "a.md") == [("doubled-mark", "new")]


def test_the_baseline_sets_aside_what_was_there_and_nothing_new(tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_text(TWICE, "utf-8")
    done = audit(tmp_path, "baseline", "write", "a.txt")
    assert (done.returncode, done.stderr) == (0, "")
    assert statuses(tmp_path, "a.txt") == [("doubled-mark", "baselined")]
    text.write_text(f"A storm had closed it.\n\n{TWICE}\n{OTHER}", "utf-8")
    assert statuses(tmp_path, "a.txt") == [("doubled-mark", "baselined"), ("doubled-word", "new")]
    text.write_text(f"{TWICE}\n{TWICE}", "utf-8")
    assert sorted(status for rule, status in statuses(tmp_path, "a.txt") if rule == "doubled-mark") == [
        "baselined",
        "new",
    ]
    assert statuses(tmp_path, "a.txt", "--baseline", "") == [(rule, "new") for rule, _ in statuses(tmp_path, "a.txt")]


def test_the_baseline_follows_a_file_that_was_renamed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TWICE, "utf-8")
    audit(tmp_path, "baseline", "write", "a.txt")
    (tmp_path / "news").mkdir()
    (tmp_path / "a.txt").rename(tmp_path / "news" / "b.txt")
    assert statuses(tmp_path, "news") == [("doubled-mark", "baselined")]


def test_an_update_drops_what_is_gone_and_keeps_other_files(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TWICE, "utf-8")
    (tmp_path / "b.txt").write_text(OTHER, "utf-8")
    audit(tmp_path, "baseline", "write", ".")
    (tmp_path / "a.txt").write_text(TWICE.replace(",,", ","), "utf-8")
    assert "came up no more" in audit(tmp_path, "check", "a.txt").stderr
    audit(tmp_path, "baseline", "update", "a.txt")
    assert list(json.loads((tmp_path / ".audit-baseline.json").read_text("utf-8"))["files"]) == ["b.txt"]
    assert audit(tmp_path, "check", ".").stderr == ""


def test_a_damaged_baseline_is_said_and_can_be_written_anew(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TWICE, "utf-8")
    (tmp_path / ".audit-baseline.json").write_text("{", "utf-8")
    done = audit(tmp_path, "check", "a.txt")
    assert done.returncode == 2
    assert ".audit-baseline.json: is no baseline" in done.stderr
    assert audit(tmp_path, "baseline", "write", "a.txt").returncode == 0
    assert audit(tmp_path, "check", "a.txt", "--baseline", "gone.json").returncode == 2


def test_a_report_that_was_kept_is_the_same_report(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"{TWICE}\n{OTHER}", "utf-8")
    audit(tmp_path, "check", "a.md")
    assert _said(tmp_path) == _said(tmp_path, "--no-cache")
    (tmp_path / "a.md").write_text(TWICE, "utf-8")
    assert [rule for rule, _ in statuses(tmp_path, "a.md")] == ["doubled-mark"]
    assert statuses(tmp_path, "a.md", "--ignore", "PU") == []


def _said(folder: Path, *arguments: str) -> Any:
    said = json.loads(audit(folder, "check", "a.md", "--format", "json", *arguments).stdout)
    for document in said["documents"]:
        del document["statistics"]["seconds"]
    return said


def test_what_is_kept_is_found_and_what_is_damaged_is_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from audit.batch import Task, audit_file
    from audit.config import Settings

    monkeypatch.setenv("AUDIT_CACHE", str(tmp_path / "cache"))
    (tmp_path / "a.txt").write_text(TWICE, "utf-8")
    first = audit_file(Task(str(tmp_path / "a.txt"), Settings()))
    (kept,) = (path for path in (tmp_path / "cache").rglob("*") if path.is_file())
    assert cache.find(kept.name) == first
    kept.write_bytes(kept.read_bytes()[:-10])
    assert cache.find(kept.name) is None


def test_a_kept_file_can_call_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Evil:
        def __reduce__(self) -> Any:
            return os.mkdir, (str(tmp_path / "made"),)

    monkeypatch.setenv("AUDIT_CACHE", str(tmp_path))
    (tmp_path / "ab").mkdir()
    (tmp_path / "ab" / "abc").write_bytes(pickle.dumps(Evil()))
    assert cache.find("abc") is None
    assert not (tmp_path / "made").exists()
