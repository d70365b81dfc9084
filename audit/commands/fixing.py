"""``audit check --fix`` and ``--diff``: what rules can mend is mended, or shown."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext, redirect_stdout
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from audit.commands.delivery import (
    CLEAN,
    FINDINGS,
    Order,
    complain_of,
    deliver,
    status,
    with_failures,
    with_progress,
)
from audit.output import MISUSE, complain, refuse, show, wants_color

if TYPE_CHECKING:
    from audit.batch import Outcome, Task
    from audit.fixes import Fixed
    from audit.model import Failure

    Mended = Fixed | Failure

STDIN = "-"


class Wishes(NamedTuple):
    """How files are to be mended, and what is to be shown of it."""

    jobs: int
    unsafe: bool
    diff: bool
    """Show it only?"""
    verbosity: int
    color: str
    width: int | None


def check_wishes(diff: bool, formats: Sequence[str], output: str | None) -> None:
    """Refuse what cannot be asked for together."""
    if diff and (output or list(formats) != ["terminal"]):
        refuse("--diff shows what --fix would write and makes no report; leave --format and --output out")


def end_fixing(tasks: Sequence[Task], unread: Sequence[Failure], wanted: Sequence[Order], wishes: Wishes) -> NoReturn:
    """Mend the files, or show how, report what is left, and end the run."""
    from audit.batch import gathered

    with _spooled(tasks) as kept:
        results = _mended(kept, wishes)
    run = with_failures(gathered(tasks, [_outcome(result) for result in results]), unread)
    complain_of(run)
    _complain_of_fixes(results, wishes)
    if wishes.diff:
        _show_differences(results, wishes.color)
        sys.exit(MISUSE if run.failures else FINDINGS if any(_changed(results)) else CLEAN)
    _show_fixed(results)
    with redirect_stdout(sys.stderr) if any(task.path == STDIN for task in tasks) else nullcontext():
        deliver(run, wanted, wishes.verbosity, wishes.color, wishes.width)
    sys.exit(status(run, tasks))


@contextmanager
def _spooled(tasks: Sequence[Task]) -> Iterator[list[Task]]:
    """``tasks``, standard input kept in a file, so that it can be read more than once."""
    if all(task.path != STDIN for task in tasks):
        yield list(tasks)
        return
    if sys.stdin is None:
        refuse("-: cannot be read: standard input is closed")
    with TemporaryDirectory(prefix="audit-") as folder:
        copy = Path(folder) / "stdin"
        most = max(task.settings.max_size for task in tasks if task.path == STDIN)
        copy.write_bytes(sys.stdin.buffer.read(most + 1))
        yield [task._replace(bytes_at=str(copy)) if task.path == STDIN else task for task in tasks]


def mend(unsafe: bool, write: bool, task: Task) -> Mended:
    """What fixes make of one file, written if ``write``. Standard input is not written."""
    from audit.fixes import fixed
    from audit.model import Failure
    from audit.rewrite import RewriteError, replace_file

    mended = fixed(task, unsafe)
    if isinstance(mended, Failure) or not write or task.path == STDIN or not mended.edits:
        return mended
    try:
        replace_file(task.path, mended.before, mended.after)
    except RewriteError as error:
        return Failure(task.path, f"not fixed: {error}")
    return mended


def _mended(tasks: list[Task], wishes: Wishes) -> list[Mended]:
    """What fixes make of all files. A file that is named twice is mended once, and then found mended."""
    twice = len({Path(task.path).resolve() for task in tasks}) < len(tasks)
    work = partial(mend, wishes.unsafe, not wishes.diff)
    return with_progress(work, tasks, 1 if twice else wishes.jobs)


def _outcome(result: Mended) -> Outcome:
    """The report on a file as it is after the fixes."""
    from audit.model import Failure

    return result if isinstance(result, Failure) else result.report


def _changed(results: Sequence[Mended]) -> Iterator[Fixed]:
    from audit.fixes import Fixed

    return (result for result in results if isinstance(result, Fixed) and result.edits)


def _complain_of_fixes(results: Sequence[Mended], wishes: Wishes) -> None:
    """Say on standard error what was or would be fixed, what could not be, and what more there is on request."""
    from audit.fixes import Fixed, fixable

    files = [result for result in results if isinstance(result, Fixed)]
    for file in files:
        for line in file.left:
            complain(line)
    if changed := list(_changed(results)):
        places = sum(len(file.edits) for file in changed)
        done = "would fix" if wishes.diff else "fixed"
        complain(f"{done} {_count(places, 'place')} in {_count(len(changed), 'file')}")
    more = sum(len(fixable(file.report, True)) - len(fixable(file.report)) for file in files)
    if more and not wishes.unsafe:
        complain(f"{_count(more, 'finding')} more with --unsafe-fixes, which take text away or guess what is missing")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _show_differences(results: Sequence[Mended], color: str) -> None:
    from audit.edits import applied
    from audit.report.difference import unified

    for file in _changed(results):
        show(unified(file.path, file.text, applied(file.text, file.edits), color=wants_color(color, None)))


def _show_fixed(results: Sequence[Mended]) -> None:
    """Standard input as it is after the fixes, byte for byte, on standard output."""
    from audit.fixes import Fixed

    for result in results:
        if isinstance(result, Fixed) and result.path == STDIN:
            sys.stdout.buffer.write(result.after)
            sys.stdout.buffer.flush()
