"""Watching, streaming and progress: real processes, and a pseudo-terminal where one is needed."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from specimens import SEEDS
from test_cli import AUDIT, BLOCKED, CLEAN, audit

PATIENCE = 60.0


class _Read:
    """What comes out of a file descriptor, waited for."""

    def __init__(self, file: int) -> None:
        self.file = file
        self.text = ""

    def until(self, wanted: str, times: int = 1) -> str:
        ends = time.monotonic() + PATIENCE
        while self.text.count(wanted) < times:
            assert time.monotonic() < ends, f"no “{wanted}” in {self.text!r}"
            if select.select([self.file], [], [], 0.2)[0]:
                self.text += os.read(self.file, 65536).decode("utf-8", "replace")
        return self.text


@contextmanager
def _running(*arguments: str | Path, **streams: int) -> Iterator[subprocess.Popen[bytes]]:
    run = subprocess.Popen([AUDIT, *map(str, arguments)], start_new_session=True, **streams)  # type: ignore[call-overload]
    try:
        yield run
    finally:
        run.kill()
        run.wait()


def test_watch_audits_what_changes_and_ends_with_the_interrupt(tmp_path: Path) -> None:
    first, second = tmp_path / "first.txt", tmp_path / "second.txt"
    first.write_bytes(CLEAN.read_bytes())
    second.write_bytes(CLEAN.read_bytes())
    report = tmp_path / "report.json"
    options = ("--watch", "-q", "-f", "terminal", "-f", f"json={report}")
    with _running("check", tmp_path, *options, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        assert run.stdout
        assert run.stderr
        out, err = _Read(run.stdout.fileno()), _Read(run.stderr.fileno())
        err.until("audit: watching 2 files; Ctrl-C ends it")
        assert out.until("PUBLISH", 2).count("\n") == 2
        second.write_bytes(BLOCKED.read_bytes())
        err.until("watching", 2)
        assert out.until("BLOCK").count("\n") == 3
        assert "second.txt: BLOCK" in out.text
        assert {Path(d["path"]).name for d in json.loads(report.read_text("utf-8"))["documents"]} == {
            "first.txt",
            "second.txt",
        }
        (tmp_path / "third.txt").write_bytes(CLEAN.read_bytes())
        err.until("watching 3 files")
        first.unlink()
        err.until("watching 2 files", 2)
        out.until("third.txt: PUBLISH")
        assert "\x1b" not in out.text
        os.killpg(run.pid, signal.SIGINT)
        assert run.wait(PATIENCE) == 130
    assert "Traceback" not in err.text


def test_watch_survives_an_editor_that_replaces_the_file(tmp_path: Path) -> None:
    article, draft = tmp_path / "article.txt", tmp_path / "draft"
    article.write_bytes(CLEAN.read_bytes())
    with _running("check", article, "--watch", "-q", stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        assert run.stdout
        assert run.stderr
        out, err = _Read(run.stdout.fileno()), _Read(run.stderr.fileno())
        err.until("watching")
        article.unlink()
        err.until("watching 0 files")
        draft.write_bytes(BLOCKED.read_bytes())
        draft.replace(article)
        out.until("BLOCK")


def test_watch_refuses_what_it_cannot_do() -> None:
    for options, says in (
        (("-", "--watch"), "standard input cannot be watched"),
        ((CLEAN, "--watch", "--diff"), "--watch only reports"),
    ):
        done = audit("check", *options)
        assert (done.returncode, says in done.stderr) == (2, True)


@contextmanager
def _terminal(*arguments: str | Path, **streams: int) -> Iterator[tuple[subprocess.Popen[bytes], _Read]]:
    """The command with a pseudo-terminal for the streams that are not given."""
    mine, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "80"}
    for name in ("NO_COLOR", "FORCE_COLOR"):
        environment.pop(name, None)
    run = subprocess.Popen(
        [AUDIT, *map(str, arguments)],
        **{"stdin": theirs, "stdout": theirs, "stderr": theirs, **streams},  # type: ignore[call-overload]
        env=environment,
        start_new_session=True,
    )
    try:
        yield run, _Read(mine)
    finally:
        run.kill()
        run.wait()
        os.close(theirs)
        os.close(mine)


def test_watch_clears_a_terminal(tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_bytes(CLEAN.read_bytes())
    with _terminal("check", article, "--watch", "-q") as (_, screen):
        assert "\x1b[2J" in screen.until("watching")


def test_json_lines_come_one_by_one(tmp_path: Path) -> None:
    """The first document is there while the second, a pipe nobody has written to, is waited for."""
    ends, pipe = os.pipe()
    command = ("check", CLEAN, "-", "-f", "jsonl")
    with _running(*command, stdin=ends, stdout=subprocess.PIPE) as run:
        assert run.stdout
        assert json.loads(run.stdout.readline())["path"] == str(CLEAN)
        assert run.poll() is None
        os.write(pipe, CLEAN.read_bytes())
        os.close(pipe)
        os.close(ends)
        assert json.loads(run.stdout.readline())["path"] == "-"
        assert "summary" in json.loads(run.stdout.readline())
        assert run.stdout.read() == b""
        assert run.wait(PATIENCE) == 0


def test_json_lines_are_the_same_however_they_come(tmp_path: Path) -> None:
    paths = sorted((SEEDS / "damaged").glob("ja-*"))[:8]
    file = tmp_path / "report.jsonl"
    streamed = {audit("check", *paths, "-f", "jsonl", "--jobs", jobs).stdout for jobs in ("1", "3")}
    audit("check", *paths, "-f", "jsonl", "-o", file)
    assert streamed == {file.read_text("utf-8")}


def test_json_lines_are_not_mixed_with_the_progress_bar(tmp_path: Path) -> None:
    long = tmp_path / "long.txt"
    long.write_text(BLOCKED.read_text("utf-8") * 60, "utf-8")
    written = tmp_path / "report.jsonl"
    with (
        written.open("wb") as out,
        _terminal("check", long, CLEAN, "-f", "jsonl", "--no-cache", stdout=out.fileno()) as (run, screen),
    ):
        assert "auditing" in screen.until("\x1b[?25h")
        assert re.search(r"[01]/2", screen.text)
        run.wait(PATIENCE)
    lines = written.read_text("utf-8").splitlines()
    assert [sorted(json.loads(line))[0] for line in lines] == ["alignment", "alignment", "schema_version"]


def test_one_long_file_has_a_spinner_and_a_short_one_nothing(tmp_path: Path) -> None:
    long = tmp_path / "long.txt"
    long.write_text(BLOCKED.read_text("utf-8") * 60, "utf-8")
    with _terminal("check", long, "-q", "--no-cache") as (run, screen):
        screen.until("BLOCK")
        run.wait(PATIENCE)
        assert re.search(r"auditing .*[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏].*0:00:0[1-9]", screen.text)
        assert screen.text.rindex("\x1b[?25h") < screen.text.rindex("BLOCK")
    done = audit("check", long, "-q", "--no-cache")
    assert "auditing" not in done.stdout + done.stderr
    with _terminal("check", CLEAN, "-q") as (_, screen):
        assert "auditing" not in screen.until("PUBLISH")


def test_places_link_to_the_file_in_a_terminal_and_nowhere_else(tmp_path: Path) -> None:
    article = tmp_path / "an article: 100%.txt"
    article.write_bytes(BLOCKED.read_bytes())
    link = f"\x1b]8;id=[^;]*;{re.escape(article.as_uri())}\x1b\\\\"
    with _terminal("check", article) as (run, screen):
        screen.until("Not judged")
        run.wait(PATIENCE)
        assert re.search(rf"{link}(\x1b\[[\d;]*m)?\d+:\d+(\x1b\[0m)?\x1b]8;;\x1b\\", screen.text)
    with _terminal("check", article, "--color", "never") as (run, screen):
        assert "\x1b]8" not in screen.until("Not judged")
    assert "\x1b]8" not in audit("check", article, "--color", "always").stdout
    assert "\x1b]8" not in audit("check", article, FORCE_COLOR="1").stdout


def test_colour_follows_the_terminal_unless_told_otherwise() -> None:
    with _terminal("check", BLOCKED, "-q") as (_, screen):
        assert "\x1b[" in screen.until("BLOCK")
    for options, colored in ((("--color", "never"), False), (("--color", "always"), True)):
        for environment in ({"NO_COLOR": "1"}, {"FORCE_COLOR": "1"}, {"TERM": "dumb"}):
            assert ("\x1b[" in audit("check", BLOCKED, "-q", *options, **environment).stdout) == colored
    assert "\x1b[" not in audit("check", BLOCKED, "-q", FORCE_COLOR="1", NO_COLOR="1").stdout
    assert "\x1b[" in audit("check", BLOCKED, "-q", FORCE_COLOR="1", NO_COLOR="").stdout
    assert "\x1b[" not in audit("check", BLOCKED, "-q", FORCE_COLOR="").stdout
