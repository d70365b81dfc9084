"""``audit check --watch``: what changes is audited again, until Ctrl-C."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from audit.commands.delivery import Order, complain_of, deliver, streamed, with_failures, with_progress
from audit.output import complain, is_terminal, refuse, show

if TYPE_CHECKING:
    from audit.batch import Outcome, Task
    from audit.model import Failure

_EVERY = 0.5
"""Seconds between two looks, at the least."""
_SHARE = 10
"""Of the time that passes, a look takes no more than one part in so many."""
_CLEAR = "\x1b[H\x1b[2J"

State = tuple[int, int, int]
States = dict[str, State]


class Watched(NamedTuple):
    """What is watched: ``paths``, in which ``find`` finds the files anew, and what all of them lie ``beside``.

    ``wanted`` are the reports: on standard output of what has changed, in files of all.
    """

    paths: Sequence[str]
    beside: Sequence[str]
    find: Callable[[], tuple[list[Task], list[Failure]]]
    wanted: Sequence[Order]
    jobs: int
    verbosity: int
    color: str
    width: int | None

    def files(self) -> States:
        """The files there are under ``paths`` now, without the reports."""
        from audit.read import walk

        return _states([found for found in walk(self.paths) if isinstance(found, str) and not self.is_report(found)])

    def is_report(self, path: str) -> bool:
        """Is a report written there?"""
        return any(file and Path(file).absolute() == Path(path).absolute() for _, file in self.wanted)


def watch(watched: Watched) -> NoReturn:
    """Audit all files, then again and again those that change."""
    if "-" in watched.paths:
        refuse("-: standard input cannot be watched; name a file")
    before: States = {}
    beside: States = {}
    known: dict[str, Outcome] = {}
    while True:
        now, others = watched.files(), _states(watched.beside)
        _audit(watched, {path for path in now if others != beside or now[path] != before.get(path)}, known)
        before, beside = now, others
        _wait(watched, before, beside)


def _audit(watched: Watched, changed: set[str], known: dict[str, Outcome]) -> None:
    from audit.batch import audit_file, gathered, glossary

    glossary.cache_clear()
    every, unread = watched.find()
    tasks = [task for task in every if not watched.is_report(task.path)]
    again = [task for task in tasks if task.path in changed or task.path not in known]
    if is_terminal(sys.stdout) and os.environ.get("TERM") != "dumb":
        show(_CLEAR)
    shown = [order for order in watched.wanted if order.file is None]
    outcomes = with_progress(audit_file, again, watched.jobs, streamed(shown, watched.verbosity))
    known.update((task.path, outcome) for task, outcome in zip(again, outcomes, strict=True))
    looks = watched.verbosity, watched.color, watched.width
    run = with_failures(gathered(again, outcomes), unread)
    complain_of(run)
    deliver(run, shown, *looks, last_line=True)
    whole = with_failures(gathered(tasks, [known[task.path] for task in tasks]), unread)
    deliver(whole, [order for order in watched.wanted if order.file], *looks)
    complain(f"watching {len(tasks)} {'file' if len(tasks) == 1 else 'files'}; Ctrl-C ends it")


def _wait(watched: Watched, before: States, beside: States) -> None:
    """Until something is different and stays so for one look."""
    last = None
    while True:
        began = time.monotonic()
        now = watched.files(), _states(watched.beside)
        if now != (before, beside) and now == last:
            return
        last = now
        time.sleep(max(_EVERY, _SHARE * (time.monotonic() - began)))


def _states(paths: Sequence[str]) -> States:
    """What tells whether a file has changed: its time, its size, its place on the disk."""
    states: States = {}
    for path in paths:
        try:
            state = Path(path).stat()
        except OSError:
            continue
        states[path] = (state.st_mtime_ns, state.st_size, state.st_ino)
    return states
