"""How a command ends: reports where they were asked for, and the exit status."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from audit.output import MISUSE, complain, is_terminal, refuse, show, wants_color, wants_links, write

if TYPE_CHECKING:
    from audit.batch import Outcome, Task
    from audit.model import Failure, Run

CLEAN, FINDINGS = 0, 1
Result = TypeVar("Result")


class Order(NamedTuple):
    """A report that was asked for: its format, and its file (None: standard output)."""

    format: str
    file: str | None


def orders(formats: Sequence[str], output: str | None, paths: Sequence[str]) -> list[Order]:
    """What ``--format NAME``, ``--format NAME=FILE`` and ``--output`` ask for.

    Refused: formats there are not, two reports in one place, a report over one of the audited ``paths``.
    """
    from audit.commands.settings import same_file

    parts = [(name, file or None) for name, _, file in (wanted.partition("=") for wanted in formats)]
    if output and all(file for _, file in parts):
        refuse(f"--output {output}: every --format names its own file")
    wanted = [Order(name, file or output) for name, file in parts]
    for name, file in wanted:
        _check_format(name)
        if sum(other.file == file for other in wanted) > 1:
            refuse(f"{file or 'standard output'}: two reports cannot go there; write --format NAME=FILE")
        if file and any(same_file(file, path) for path in paths):
            refuse(f"{file}: is a file to audit; write the report to another")
    return wanted


def _check_format(name: str) -> None:
    from audit.config import nearest
    from audit.report import FORMATS

    if name not in FORMATS:
        refuse(f"unknown report format “{name}”; expected {', '.join(FORMATS)}{nearest(name, FORMATS)}")


def audited(
    tasks: list[Task], unread: Sequence[Failure], jobs: int, done: Callable[[Outcome], None] = lambda _: None
) -> Run:
    """The run over these files and what could not be read; ``done`` is given what is said of each, in order."""
    from audit.batch import audit_file, gathered

    return with_failures(gathered(tasks, with_progress(audit_file, tasks, jobs, done)), unread)


def with_progress(
    work: Callable[[Task], Result], tasks: list[Task], jobs: int, done: Callable[[Result], None] = lambda _: None
) -> list[Result]:
    """What ``work`` makes of each file; where somebody looks, how far it has come if it takes a while."""
    from audit.batch import over

    if not is_terminal(sys.stderr) or os.environ.get("TERM") == "dumb":
        return over(work, tasks, jobs, done)
    from audit.commands.progress import Progress

    with Progress(len(tasks)) as progress:

        def told(result: Result) -> None:
            progress.advance()
            done(result)

        return over(work, tasks, jobs, told)


def streamed(wanted: Sequence[Order], verbosity: int) -> Callable[[Outcome], None]:
    """What brings a document to standard output as soon as it is audited, if that is to be JSON Lines."""
    from audit.model import Report

    if Order("jsonl", None) not in wanted:
        return lambda _: None

    def shown(outcome: Outcome) -> None:
        from audit.report.jsonl import line

        if isinstance(outcome, Report):
            show(line(outcome, verbosity > 0))

    return shown


def with_failures(run: Run, unread: Sequence[Failure]) -> Run:
    """The run, with files that were not even tried before its own failures."""
    return replace(run, failures=(*unread, *run.failures))


def complain_of(run: Run, stale: bool = True) -> None:
    """Say on standard error what could not be audited, what failed and, unless told not to, what is stale."""
    for line in (*(f"{path}: {reason}" for path, reason in run.failures), *(run.stale if stale else ())):
        complain(line)
    for report in run.reports:
        for problem in report.problems:
            complain(f"{report.document.path}: {problem}")


def deliver(
    run: Run, wanted: Sequence[Order], verbosity: int, color: str, width: int | None, *, last_line: bool = False
) -> None:
    """Render every report and bring it where it goes; a file is written as a whole or not at all.

    ``last_line``: of JSON Lines on standard output only the last is due, the others were ``streamed``.
    """
    from audit.report import Options, renderer

    for name, file in wanted:
        if last_line and (name, file) == ("jsonl", None):
            from audit.report.jsonl import last

            show(last(run))
            continue
        colored = wants_color(color, file)
        options = Options(columns(width), colored, verbosity, links=colored and wants_links(file))
        text = renderer(name).render(run, options)
        if file is None:
            show(text)
            continue
        try:
            write(Path(file), text)
        except OSError as error:
            refuse(f"{file}: cannot be written: {error.strerror}")


def columns(width: int | None) -> int:
    """Cells a report may be wide: as stated, or the terminal's, within reason."""
    import shutil

    return width or max(40, min(200, shutil.get_terminal_size((80, 24)).columns))


def status(run: Run, tasks: Sequence[Task]) -> int:
    """The exit status: 0 clean, 1 findings at or above ``fail-on`` or a score below ``min-score``, 2 failure."""
    from audit.model import SEVERITIES

    if run.failures or any(report.problems for report in run.reports):
        return MISUSE
    settings = {task.path: task.settings for task in tasks}
    for report in run.reports:
        least, floor = settings[report.document.path].fail_on, settings[report.document.path].min_score
        if floor is not None and report.score < floor:
            return FINDINGS
        if least == "never":
            continue
        failing = SEVERITIES[SEVERITIES.index(least) :]
        if any(finding.severity in failing and finding.status == "new" for finding in report.findings):
            return FINDINGS
    return CLEAN
