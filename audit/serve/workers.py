"""Processes that audit for the service, their models loaded; one that takes too long is ended and replaced."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import sys
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import msgspec

from audit.config import Settings, SettingsError
from audit.serve.requests import Limits, Wanted

_WARMING = "これは試しの文です。 Ein Satz zur Probe. A sentence to warm up with."


class BusyError(Exception):
    """More texts wait than may."""


class CrashedError(Exception):
    """A worker died, or failed."""


class TooLongError(Exception):
    """An audit took more than ``seconds``."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class Answer(NamedTuple):
    """A report as text, or why there is none."""

    report: str = ""
    refused: str = ""


class Workers:
    """As many single-process pools as workers: each can be ended without harm to the others."""

    def __init__(self, settings: Settings, number: int, limits: Limits) -> None:
        self._settings = msgspec.msgpack.encode(settings)
        self._limits = limits
        self._number = number
        self._free: asyncio.Queue[ProcessPoolExecutor] = asyncio.Queue()
        self._all: set[ProcessPoolExecutor] = set()
        self._starting: set[asyncio.Task[None]] = set()
        self._waiting = 0

    async def start(self) -> None:
        """Start them, and have each load its models."""
        await asyncio.gather(*(self._one_more() for _ in range(self._number)))

    def stop(self) -> None:
        """End them."""
        for pool in list(self._all):
            self._end(pool)

    async def audit(self, wanted: Wanted) -> Answer:
        """The answer of the next free worker.

        Raises:
            BusyError, TooLongError, CrashedError: there is none.
        """
        if self._waiting >= self._limits.waiting:
            raise BusyError
        self._waiting += 1
        try:
            pool = await self._free.get()
        finally:
            self._waiting -= 1
        whole = False
        try:
            loop = asyncio.get_running_loop()
            async with asyncio.timeout(self._limits.audit):
                answer = await loop.run_in_executor(pool, _work, self._settings, wanted)
            whole = True
            return answer
        except TimeoutError:
            raise TooLongError(self._limits.audit) from None
        except BrokenProcessPool:
            raise CrashedError from None
        except Exception as error:
            whole = True
            print(f"audit: an audit failed: {type(error).__name__}: {error}", file=sys.stderr)
            raise CrashedError from error
        finally:
            if whole:
                self._free.put_nowait(pool)
            else:
                self._end(pool)
                task = asyncio.create_task(self._one_more())
                self._starting.add(task)
                task.add_done_callback(self._starting.discard)

    async def _one_more(self) -> None:
        """A worker that is free once its models are loaded."""
        pool = ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), _begin)
        self._all.add(pool)
        await asyncio.get_running_loop().run_in_executor(pool, _work, self._settings, _warm())
        self._free.put_nowait(pool)

    def _end(self, pool: ProcessPoolExecutor) -> None:
        self._all.discard(pool)
        for process in list((getattr(pool, "_processes", None) or {}).values()):
            process.kill()
        pool.shutdown(wait=False, cancel_futures=True)


def _begin() -> None:
    """A worker leaves the end to the service."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _warm() -> Wanted:
    return Wanted(_WARMING.encode(), format="html")


def _work(settings: bytes, wanted: Wanted) -> Answer:
    """Audit one text. It lies in a folder of its own, which is the current one: no path of this machine can be told."""
    from audit.batch import Task, audit_files
    from audit.report import Options, renderer
    from audit.wording import ENGLISH, speaking

    with TemporaryDirectory(prefix="audit-") as folder:
        os.chdir(folder)
        try:
            chosen = _settings(settings, wanted)
        except SettingsError as error:
            return Answer(refused=str(error))
        file = _write(wanted.text, "text", wanted.name)
        source = _write(wanted.source, "source", wanted.source_name) if wanted.source else None
        task = Task(
            wanted.name,
            chosen,
            wanted.kind,
            source=source,
            source_language=wanted.source_language,
            bytes_at=file,
        )
        run = audit_files([task])
        os.chdir(os.sep)
    if run.failures:
        return Answer(refused=f"{run.failures[0].path}: {run.failures[0].reason}")
    with speaking(chosen.ui_language or ENGLISH):
        return Answer(renderer(wanted.format).render(run, Options()))


def _settings(settings: bytes, wanted: Wanted) -> Settings:
    from audit.config import validated

    stated = msgspec.msgpack.decode(settings, type=Settings)
    chosen = msgspec.structs.replace(
        stated,
        language=wanted.language or stated.language,
        select=wanted.select or stated.select,
        ignore=(*stated.ignore, *wanted.ignore),
        baseline="",
        cache=False,
    )
    return validated(chosen)


def _write(said: bytes, stem: str, name: str) -> str:
    """A file in the current folder with the extension of ``name``."""
    suffix = Path(name).suffix
    file = Path(stem + (suffix if suffix[1:].isalnum() and suffix.isascii() and len(suffix) < 12 else ""))
    file.write_bytes(said)
    return str(file)
