"""Audit files: each read, assembled and judged by the settings nearest to it.

The reports come in the order of the files, the same whatever ``jobs`` is.
"""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from hashlib import blake2s
from pathlib import Path
from typing import NamedTuple

import msgspec

from audit import __version__
from audit.assemble import assemble
from audit.config import Allow, Settings, matches, rules_for
from audit.engine import audit_document
from audit.model import Comparison, Document, Failure, Report, Run, Term
from audit.read import Page, ReadError, read
from audit.rule import Rule, catalogue
from audit.text import patterns


class Task(NamedTuple):
    """A file to audit, by which settings, read as which format (None: found out)."""

    path: str
    settings: Settings
    format: str | None = None
    source: str | None = None
    """The file it was translated from."""
    source_language: str | None = None
    reference: str | None = None
    """A human translation to compare it with."""


Outcome = Report | Failure


@cache
def _rules(settings: bytes) -> tuple[Rule, ...]:
    return rules_for(msgspec.msgpack.decode(settings, type=Settings), catalogue())


def _allowances(task: Task) -> tuple[Allow, ...]:
    settings = task.settings
    if not settings.allow:
        return ()
    here = Path(task.path).absolute()
    return tuple(entry for entry in settings.allow if matches(here, (entry.path,), settings.root))


def audit_file(task: Task) -> Outcome:
    """The report on one file, or why there is none."""
    try:
        page = read(task.path, task.format, task.settings.max_size, task.settings.language)
        document = _document(task, page)
    except ReadError as error:
        return Failure(error.path, error.reason)
    settings = task.settings
    allowed = {entry.fingerprint for entry in _allowances(task)}
    if terms := glossary(settings.glossary):
        document = replace(document, notes={**document.notes, "glossary": terms})
    rules = _rules(msgspec.msgpack.encode(settings))
    try:
        reference = _compared(task, document)
    except ReadError as error:
        return Failure(error.path, error.reason)
    report = replace(audit_document(document, rules, settings.scale, allowed), reference=reference)
    return replace(report, problems=page.problems + report.problems)


def _compared(task: Task, document: Document) -> Comparison | None:
    if task.reference is None:
        return None
    from audit.reference import compared

    return compared(document, task.reference, task.settings.max_size)


@cache
def glossary(path: str | None) -> tuple[Term, ...]:
    """The terms of a glossary; none without one.

    Raises:
        ReadError: it cannot be read.
    """
    if path is None:
        return ()
    from audit.read.glossary import read_glossary

    return read_glossary(path)


def _document(task: Task, page: Page) -> Document:
    settings = task.settings
    if task.source is None:
        return assemble(page, settings.language, task.source_language)
    from audit.sourced import beside_source

    return beside_source(page, task.source, settings.language, task.source_language, settings.max_size)


def _die_silently() -> None:
    """What a worker does when the user interrupts: the parent has the last word."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _outcomes(tasks: Sequence[Task], jobs: int) -> Iterator[Outcome]:
    if jobs == 1 or len(tasks) < 2:
        yield from map(audit_file, tasks)
        return
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(min(jobs, len(tasks)), initializer=_die_silently) as pool:
        yield from pool.map(audit_file, tasks, chunksize=max(1, len(tasks) // (jobs * 8)))


def audit_files(tasks: Sequence[Task], jobs: int = 1, done: Callable[[], None] = lambda: None) -> Run:
    """Everything about all the files; ``done`` is called as each is finished."""
    reports: list[Report] = []
    failures: list[Failure] = []
    for outcome in _outcomes(tasks, jobs):
        if isinstance(outcome, Report):
            reports.append(outcome)
        else:
            failures.append(outcome)
        done()
    patterns.keep()
    return Run(tuple(reports), tuple(failures), tuple(_stale(tasks, reports)), signature(tasks))


def _stale(tasks: Sequence[Task], reports: Sequence[Report]) -> Iterator[str]:
    """Allow-entries that apply to an audited file and match nothing in any."""
    matched = {f.fingerprint for report in reports for f in report.findings if f.status == "allowed"}
    audited = {report.document.path for report in reports}
    entries = dict.fromkeys(entry for task in tasks if task.path in audited for entry in _allowances(task))
    for entry in entries:
        if entry.fingerprint not in matched:
            yield f"allow-entry {entry.fingerprint} ({entry.path}: {entry.reason}) matches no finding"


def signature(tasks: Sequence[Task]) -> str:
    """What produced the run, so that two reports can be compared: version, rules, settings."""
    encoded = sorted({msgspec.msgpack.encode(msgspec.structs.replace(task.settings, root="")) for task in tasks})
    rules = {rule.code for task in tasks for rule in _rules(msgspec.msgpack.encode(task.settings))}
    digest = blake2s(b"\0".join(encoded), digest_size=4).hexdigest()
    return f"audit:{__version__}|rules:{len(rules)}|settings:{digest}"
