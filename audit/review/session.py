"""What is decided about findings, and what saving writes: no more than that, and nothing before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from audit.batch import Task, audit_file
from audit.config import Allow, SettingsError
from audit.edits import Edit, carried
from audit.fixes import with_edits
from audit.model import Failure, Finding, Report, Span
from audit.placing import placed
from audit.review.allowing import allow, entry, settings_file
from audit.rewrite import RewriteError, replace_file


class Accepted(NamedTuple):
    """A suggestion is taken; ``edits`` put it into the file."""

    suggestion: str
    edits: tuple[Edit, ...]


class Allowed(NamedTuple):
    """The finding is to be allowed, for a reason."""

    reason: str


class Skipped(NamedTuple):
    """Not now."""


Decision = Accepted | Allowed | Skipped


@dataclass(eq=False, repr=False)
class Opened:
    """A file under review: its task, the report on it, and its bytes."""

    task: Task
    report: Report
    data: bytes


@dataclass(eq=False, repr=False)
class Item:
    """A finding to decide about."""

    file: Opened
    finding: Finding
    decision: Decision | None = None


@dataclass(eq=False, repr=False)
class Session:
    """Files, their new findings in order, and what was decided so far.

    ``renew``: the task of a file again, by the settings as they are after saving. ``config``: the settings file to
    allow in, if stated.
    """

    files: list[Opened]
    renew: Callable[[Task], Task] = lambda task: task
    config: str | None = None
    items: list[Item] = field(default_factory=list)
    history: list[tuple[Item, Decision | None]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._list()

    def _list(self) -> None:
        self.items = [
            Item(file, finding) for file in self.files for finding in file.report.findings if finding.status == "new"
        ]
        self.history = []

    @property
    def unsaved(self) -> int:
        """Decisions that saving would write."""
        return sum(isinstance(item.decision, Accepted | Allowed) for item in self.items)

    def accept(self, item: Item, suggestion: str) -> str | None:
        """Take a suggestion; returns why that cannot be, if so."""
        edits = placed(item.file.report.document, item.finding, suggestion)
        for edit in edits:
            if isinstance(edit, str):
                return edit
        taken = [edit for edit in edits if isinstance(edit, Edit)]
        for other in self._accepted(item.file):
            if other is not item and isinstance(other.decision, Accepted) and _meet(other.decision.edits, taken):
                return f"meets what you accepted for {other.finding.rule}; save first, or undo that"
        self._decide(item, Accepted(suggestion, tuple(taken)))
        return None

    def allow(self, item: Item, reason: str) -> None:
        self._decide(item, Allowed(reason))

    def skip(self, item: Item) -> None:
        self._decide(item, Skipped())

    def undo(self) -> Item | None:
        """Take the last decision back; returns what it was about."""
        if not self.history:
            return None
        item, before = self.history.pop()
        item.decision = before
        return item

    def _decide(self, item: Item, decision: Decision) -> None:
        self.history.append((item, item.decision))
        item.decision = decision

    def _accepted(self, file: Opened) -> list[Item]:
        return [item for item in self.items if item.file is file and isinstance(item.decision, Accepted)]

    def save(self) -> list[str]:
        """Write what was accepted and allowed; returns a line for each file that was written or could not be.

        What could not be written stays decided, and unsaved. The findings that are left are those of a new audit.
        """
        said: list[str] = []
        failed: list[Item] = []
        for file in self.files:
            said += self._save_fixes(file, failed)
        said += self._save_allowances(failed)
        kept = {_key(item): item.decision for item in failed}
        for number, file in enumerate(self.files):
            renewed = opened(self.renew(file.task))
            if isinstance(renewed, Failure):
                said.append(f"{renewed.path}: {renewed.reason}")
            else:
                self.files[number] = renewed
        self._list()
        for item in self.items:
            self._decide_again(item, kept.get(_key(item)))
        self.history = []
        return said

    def _decide_again(self, item: Item, decision: Decision | None) -> None:
        if isinstance(decision, Accepted):
            self.accept(item, decision.suggestion)
        else:
            item.decision = decision

    def _save_fixes(self, file: Opened, failed: list[Item]) -> Iterator[str]:
        accepted = self._accepted(file)
        edits = sorted(edit for item in accepted if isinstance(item.decision, Accepted) for edit in item.decision.edits)
        if not edits:
            return
        try:
            with TemporaryDirectory(prefix="audit-") as folder:
                after, report = with_edits(file.task, file.report, file.data, edits, Path(folder))
            replace_file(file.task.path, file.data, after)
        except RewriteError as error:
            failed += accepted
            yield f"{file.task.path}: not written: {error}"
            return
        self._follow(file, edits, report)
        file.data, file.report = after, report
        count = len(accepted)
        yield f"{file.task.path}: {count} fix{'' if count == 1 else 'es'} written"

    def _follow(self, file: Opened, edits: Sequence[Edit], report: Report) -> None:
        """Findings that are to be allowed, as they are after the edits around them."""
        for item in self.items:
            if item.file is file and isinstance(item.decision, Allowed):
                place = carried(edits, Span(item.finding.place.start, item.finding.place.end))
                same = (f for f in report.findings if f.rule == item.finding.rule and _at(f).overlaps(place))
                item.finding = next(same, item.finding)

    def _save_allowances(self, failed: list[Item]) -> Iterator[str]:
        by_file: dict[Path, list[tuple[Item, Allow]]] = {}
        for item in self.items:
            if isinstance(item.decision, Allowed):
                path = Path(item.file.task.path)
                settings = settings_file(path, self.config)
                allowance = entry(settings, path, item.finding.fingerprint, item.decision.reason)
                by_file.setdefault(settings, []).append((item, allowance))
        for settings, allowances in by_file.items():
            try:
                allow(settings, [allowance for _, allowance in allowances])
            except SettingsError as error:
                failed += [item for item, _ in allowances]
                yield str(error)
            except RewriteError as error:
                failed += [item for item, _ in allowances]
                yield f"{settings}: {error}"
            else:
                yield f"{settings.name}: {len(allowances)} allowed"


def opened(task: Task) -> Opened | Failure:
    """A file with the report on it."""
    outcome = audit_file(task)
    if isinstance(outcome, Failure):
        return outcome
    with suppress(OSError):
        return Opened(task, outcome, Path(task.path).read_bytes())
    return Failure(task.path, "cannot be read")


def _key(item: Item) -> tuple[object, ...]:
    return item.file.task.path, item.finding.rule, item.finding.span, item.finding.text


def _at(finding: Finding) -> Span:
    return Span(finding.place.start, finding.place.end)


def _meet(some: Sequence[Edit], others: Sequence[Edit]) -> bool:
    return any(
        one.span.start <= other.span.end and other.span.start <= one.span.end for one in some for other in others
    )
