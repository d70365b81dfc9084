"""How far a run has come, on standard error, for somebody who waits."""

from __future__ import annotations

import threading
import time
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

_PATIENCE = 1.0
"""Seconds that pass without a word."""


class Progress:
    """A bar for several files, a spinner with the time for one: nobody knows how long that takes.

    It shows after a second and leaves nothing behind.
    """

    def __init__(self, files: int) -> None:
        self._files = files
        self._done = 0
        self._bar: Bar | None = None
        self._began = 0.0
        self._lock = threading.Lock()
        self._timer = threading.Timer(_PATIENCE, self._start)
        self._timer.daemon = True

    def __enter__(self) -> Progress:
        self._began = time.monotonic()
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()
        self._timer.join()
        if self._bar:
            self._bar.stop()

    def advance(self) -> None:
        """One more file is done."""
        with self._lock:
            self._done += 1
            if self._bar:
                self._bar.advance(self._bar.task_ids[0])

    def _start(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, SpinnerColumn, TextColumn, TimeElapsedColumn
        from rich.progress import Progress as Bar

        from audit.wording import said

        columns = (BarColumn(), MofNCompleteColumn()) if self._files > 1 else (SpinnerColumn(),)
        bar = Bar(
            TextColumn("{task.description}"),
            *columns,
            TimeElapsedColumn(),
            console=Console(stderr=True),
            transient=True,
            redirect_stdout=False,  # what goes to standard output goes there
        )
        with self._lock:
            bar.add_task(said("auditing"), total=self._files if self._files > 1 else None, completed=self._done)
            bar.tasks[0].start_time = self._began
            self._bar = bar
        bar.start()
