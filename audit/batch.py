"""Audit files: each read, assembled and judged by the settings nearest to it, or found in the cache.

The reports come in the order of the files, the same whatever ``jobs`` is.
"""

from __future__ import annotations

import functools
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from hashlib import blake2s
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import msgspec

from audit import __version__, baseline, cache
from audit.config import Allow, Settings, SettingsError, matches, rules_for
from audit.known import Known, comments, marked
from audit.model import Comparison, Document, Failure, Report, Run, Segment, Term
from audit.read import STDIN, Page, ReadError, read
from audit.report import NOTES
from audit.rule import Rule, catalogue


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
    bytes_at: str | None = None
    """The file that holds its bytes, if that is another than ``path``: a version of it."""


Outcome = Report | Failure
Result = TypeVar("Result")


@functools.cache
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
    key = _key(task)
    report = cache.find(key) if key else None
    if report is None:
        try:
            report = _audited(task)
        except ReadError as error:
            return Failure(task.path if error.path == task.bytes_at else error.path, error.reason)
        if key:
            cache.keep(key, report)
    problems: list[str] = []
    try:
        known = _known(task, report.document, problems)
    except SettingsError as error:
        return Failure(task.path, str(error))
    report = marked(report, known.status, task.settings.scale)
    stale = tuple(f"{task.path}: {line}" for line in known.left())
    return replace(report, problems=report.problems + tuple(problems), stale=stale)


def _key(task: Task) -> str | None:
    """Under what the report on a file is kept; None: it is not."""
    if task.path == STDIN or not task.settings.cache:
        return None
    settings = msgspec.structs.replace(task.settings, allow=(), baseline=None, root="")
    stated = repr(task._replace(settings=settings, bytes_at=None)).encode("utf-8", "backslashreplace")
    beside = (path for path in (task.source, task.reference, task.settings.glossary) if path)
    return cache.key(stated, (task.bytes_at or task.path, *beside))


def _audited(task: Task) -> Report:
    """The report on one file, every finding as if it were new.

    Raises:
        ReadError: a file cannot be read.
    """
    from audit.engine import audit_document

    settings = task.settings
    page = read(task.bytes_at or task.path, task.format, settings.max_size, settings.language)
    document = _document(task, replace(page, path=task.path))
    if terms := glossary(settings.glossary):
        document = replace(document, notes={**document.notes, "glossary": terms})
    reference = _compared(task, document)
    report = audit_document(document, _rules(msgspec.msgpack.encode(settings)), settings.scale)
    problems = page.problems + report.problems
    return replace(report, document=_as_shown(report.document), problems=problems, reference=reference)


def _as_shown(document: Document) -> Document:
    """The document with no more notes than reports read: of many files, the others would fill the memory."""
    return replace(
        document,
        notes={name: note for name, note in document.notes.items() if name in NOTES},
        paragraphs=tuple(replace(p, segments=tuple(map(_without_notes, p.segments))) for p in document.paragraphs),
        units=tuple(map(_without_notes, document.units)),
        source=_as_shown(document.source) if document.source else None,
    )


def _without_notes(segment: Segment) -> Segment:
    return replace(segment, notes={}) if segment.notes else segment


def _known(task: Task, document: Document, problems: list[str]) -> Known:
    place = baseline.place(task.settings.baseline, Path(task.path).absolute().parent)
    before = baseline.known(place, Path(task.path)) if place else {}
    return Known({entry.fingerprint for entry in _allowances(task)}, comments(document, problems), before)


def _compared(task: Task, document: Document) -> Comparison | None:
    if task.reference is None:
        return None
    from audit.reference import compared

    return compared(document, task.reference, task.settings.max_size)


@functools.cache
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
    from audit.assemble import assemble

    settings = task.settings
    if task.source is None:
        return assemble(page, settings.language, task.source_language)
    from audit.sourced import beside_source

    return beside_source(page, task.source, settings.language, task.source_language, settings.max_size)


def _die_silently() -> None:
    """What a worker does when the user interrupts: the parent has the last word."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _each(work: Callable[[Task], Any], tasks: Sequence[Task], jobs: int) -> Iterator[Any]:
    if jobs == 1 or len(tasks) < 2:
        yield from map(work, tasks)
        return
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(min(jobs, len(tasks)), initializer=_die_silently) as pool:
        yield from pool.map(work, tasks, chunksize=max(1, len(tasks) // (jobs * 8)))


def over(
    work: Callable[[Task], Result],
    tasks: Sequence[Task],
    jobs: int = 1,
    done: Callable[[Result], None] = lambda _: None,
) -> list[Result]:
    """What ``work``, a function of a module, makes of each file; ``done`` is given each as it is finished, in order."""
    results = []
    for result in _each(work, tasks, jobs):
        results.append(result)
        done(result)
    if patterns := sys.modules.get("audit.text.patterns"):
        patterns.keep()
    return results


def audit_files(tasks: Sequence[Task], jobs: int = 1, done: Callable[[Outcome], None] = lambda _: None) -> Run:
    """Everything about all the files; ``done`` is called as each is finished."""
    return gathered(tasks, over(audit_file, tasks, jobs, done))


def gathered(tasks: Sequence[Task], outcomes: Sequence[Outcome]) -> Run:
    """What is said of the files one by one, as one run."""
    reports = tuple(outcome for outcome in outcomes if isinstance(outcome, Report))
    failures = tuple(outcome for outcome in outcomes if isinstance(outcome, Failure))
    stale = (*_stale(tasks, reports), *(line for report in reports for line in report.stale))
    return Run(reports, failures, stale, signature(tasks))


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
    plain: dict[str, Any] = {"root": "", "baseline": None, "cache": True, "ui_language": None}
    telling = (msgspec.structs.replace(task.settings, **plain) for task in tasks)
    encoded = sorted(set(map(msgspec.msgpack.encode, telling)))
    rules = {rule.code for task in tasks for rule in _rules(msgspec.msgpack.encode(task.settings))}
    digest = blake2s(b"\0".join(encoded), digest_size=4).hexdigest()
    return f"audit:{__version__}|rules:{len(rules)}|settings:{digest}"
