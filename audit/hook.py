"""The pre-publish hook: the staged version of every text is audited before it is committed."""

from __future__ import annotations

import os
import shlex
import stat
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from time import monotonic
from typing import NamedTuple

import msgspec

from audit.batch import Outcome, Task, audit_file, gathered
from audit.config import Settings
from audit.known import marked
from audit.model import Finding, Report, Run, Status
from audit.rule import catalogue
from audit.staged import GitError, Staged, git

MARK = "# Written by “audit hook install”."
_PER_BYTE = 0.0001
"""Seconds of audit per byte that are expected before any were measured: rather too many."""
_QUICK = 4.0
"""How many times as fast a text is read by the rules that need no annotator."""


class Spent(NamedTuple):
    """A run within a budget of time: the files that were read by the quick rules alone, and those not read at all."""

    run: Run
    quick: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


def within(tasks: Sequence[Task], budget: float) -> Spent:
    """Audit the files in about ``budget`` seconds of wall time: the smallest first, the last in part or not at all."""
    began = monotonic()
    sizes = {task.path: Path(task.bytes_at or task.path).stat().st_size + 1 for task in tasks}
    outcomes: dict[str, Outcome] = {}
    quick: list[str] = []
    read, spent = 0, 0.0
    for task in sorted(tasks, key=lambda task: sizes[task.path]):
        at = monotonic()
        left = budget - (at - began)
        expected = sizes[task.path] * (spent / read if read else _PER_BYTE)
        if left * _QUICK < expected:
            continue
        if left < expected:
            quick.append(task.path)
            outcomes[task.path] = audit_file(task._replace(settings=_quick(task)))
            continue
        outcomes[task.path] = audit_file(task)
        read, spent = read + sizes[task.path], spent + monotonic() - at
    audited = [task for task in tasks if task.path in outcomes]
    run = gathered(audited, [outcomes[task.path] for task in audited])
    return Spent(run, tuple(sorted(quick)), tuple(task.path for task in tasks if task.path not in outcomes))


def _quick(task: Task) -> Settings:
    """The settings without the rules that wait for an annotator."""
    slow = (rule.name for rule in catalogue().rules if rule.needs - {"source"})
    return msgspec.structs.replace(task.settings, ignore=(*task.settings.ignore, *slow))


def on_new_lines(run: Run, files: Mapping[str, Staged], tasks: Sequence[Task]) -> Run:
    """The run with every finding that touches no new line of its file set aside as one that was there before.

    In containers, whose places are not lines, and in files that git takes for binary every finding counts.
    """
    scales = {task.path: task.settings.scale for task in tasks}

    def told(report: Report) -> Report:
        path = report.document.path
        lines = files[path].lines
        if lines is None or report.document.layout.units:
            return report
        return marked(report, lambda finding: _status(finding, report, lines), scales[path])

    return replace(run, reports=tuple(map(told, run.reports)))


def _status(finding: Finding, report: Report, lines: Sequence[range]) -> Status:
    if finding.status != "new":
        return finding.status
    for place in (finding.place, *finding.related):
        last, _ = report.document.layout.line_and_column(max(place.start, place.end - 1))
        if any(place.line < new.stop and new.start <= last for new in lines):
            return "new"
    return "baselined"


def install(arguments: Sequence[str], replace_other: bool) -> Path:
    """Write git's pre-commit hook; ``arguments`` are those of ``audit hook run``.

    Raises:
        GitError: no repository, or another hook is there and ``replace_other`` is not set.
    """
    file = _hook_file()
    if file.exists() and MARK not in file.read_text("utf-8", "replace"):
        if not replace_other:
            call = shlex.join(["audit", "hook", "run", *arguments])
            raise GitError(f"{file}: another hook is there; add the line “{call}” to it, or replace it with --force")
        file.replace(file.with_name(f"{file.name}.before-audit"))
    file.parent.mkdir(parents=True, exist_ok=True)
    call = shlex.join([Path(sys.executable).as_posix(), "-m", "audit.cli", "hook", "run", *arguments])
    file.write_text(f"#!/bin/sh\n{MARK}\nexec {call}\n", "utf-8", newline="\n")
    file.chmod(file.stat().st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)
    return file


def uninstall() -> Path | None:
    """Take git's pre-commit hook away if it is ours; put back the one it replaced. None: there is none of ours.

    Raises:
        GitError: no repository.
    """
    file = _hook_file()
    if not file.exists() or MARK not in file.read_text("utf-8", "replace"):
        return None
    file.unlink()
    before = file.with_name(f"{file.name}.before-audit")
    if before.exists():
        before.replace(file)
    return file


def _hook_file() -> Path:
    return Path(os.fsdecode(git("rev-parse", "--git-path", "hooks/pre-commit").rstrip(b"\n")))
