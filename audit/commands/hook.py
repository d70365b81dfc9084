"""``audit hook``."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from audit.commands.delivery import CLEAN, audited, complain_of, deliver, orders, status, with_failures
from audit.commands.settings import check_glossaries, listed, settings_of
from audit.output import complain, refuse

if TYPE_CHECKING:
    from audit.batch import Task
    from audit.model import Failure, Run
    from audit.staged import Staged


_UNITS = {"": 1.0, "s": 1.0, "ms": 0.001, "m": 60.0, "min": 60.0}


def _seconds(_: click.Context, __: click.Parameter, value: str | None) -> float | None:
    """A time as ``5``, ``5s``, ``500ms`` or ``1m``, in seconds."""
    if value is None:
        return None
    said = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([a-z]*)", value)
    if said is None or said[2] not in _UNITS or not float(said[1]):
        raise click.BadParameter(f"“{value}” is no time; write 5s, 500ms or 1m")
    return float(said[1]) * _UNITS[said[2]]


@click.group(short_help="Audit what is about to be committed to git.")
def hook() -> None:
    """Audit what is about to be committed: as git's own hook, or from any other."""


@hook.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--changed", is_flag=True, help="Only findings on lines that this commit adds or changes count.")
@click.option("--budget", callback=_seconds, metavar="TIME", help="Audit for about so long (5s), say what is left.")
@click.option(
    "--format",
    "-f",
    "formats",
    multiple=True,
    default=["terminal"],
    metavar="NAME[=FILE]",
    help="Report as terminal, json, sarif …",
)
@click.option(
    "--fail-on", metavar="SEVERITY", help="Exit 1 from this severity on: minor, major, critical, never. [major]"
)
@click.option("--select", multiple=True, metavar="RULES", help="Rules, codes or families to run, comma-separated.")
@click.option("--ignore", multiple=True, metavar="RULES", help="Rules, codes or families to leave out.")
@click.option("--config", metavar="FILE", help="Settings file. Default: the nearest audit.toml or pyproject.toml.")
@click.option("--cache/--no-cache", default=None, help="Keep reports of unchanged files, or audit all anew. [cache]")
@click.option("--quiet", "-q", is_flag=True, help="One line per file.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True)
def run(
    paths: Sequence[str],
    changed: bool,
    budget: float | None,
    formats: Sequence[str],
    fail_on: str | None,
    select: Sequence[str],
    ignore: Sequence[str],
    config: str | None,
    cache: bool | None,
    quiet: bool,
    color: str,
) -> None:
    """Audit the staged version of texts: all that are staged, or those below the paths.

    What is judged is what would be committed, not what lies in the folder. Files without findings are passed over.

    Exit status: 0 nothing at or above --fail-on, 1 findings, 2 misuse or failure.
    """
    from tempfile import TemporaryDirectory

    from audit.hook import on_new_lines
    from audit.staged import GitError, export

    given = {"fail_on": fail_on, "select": listed(select), "ignore": listed(ignore), "cache": cache}
    wanted = orders(formats, None, ())
    _check(config, given)
    try:
        files = _texts(paths)
        if not files:
            sys.exit(CLEAN)
        with TemporaryDirectory(prefix="audit-") as folder:
            export([file.name for file in files.values()], Path(folder))
            tasks, unread = _tasks(files, Path(folder), config, given)
            done = _within(tasks, unread, budget)
    except GitError as error:
        refuse(str(error))
    done = on_new_lines(done, files, tasks) if changed else done
    complain_of(done)
    for order in wanted:
        telling = _telling(done) if order.format == "terminal" else done
        if telling.reports or order.format != "terminal":
            deliver(telling, [order], -1 if quiet else 0, color, None)
    sys.exit(status(done, tasks))


def _check(config: str | None, given: Mapping[str, object]) -> None:
    from audit.config import Settings, SettingsError

    try:
        settings_of("-", config, given, Settings() if config is None else None)
    except SettingsError as error:
        refuse(str(error))


def _texts(paths: Sequence[str]) -> dict[str, Staged]:
    """The staged files that are texts, by their path as seen from here."""
    from audit.read import FORMATS, format_of
    from audit.staged import root, staged

    top, here = root(), Path.cwd()
    named = [Path(path).absolute() for path in paths]
    found = {}
    for file in staged():
        full = top / file.name
        path = os.path.relpath(full, here)
        format = format_of(path)
        chosen = any(full == name or full.is_relative_to(name) for name in named)
        exact = full in named
        if exact or ((chosen or not named) and format is not None and not FORMATS[format].named_only):
            found[path] = file
    return found


def _tasks(
    files: Mapping[str, Staged], folder: Path, config: str | None, given: Mapping[str, object]
) -> tuple[list[Task], list[Failure]]:
    from audit.batch import Task
    from audit.config import SettingsError
    from audit.model import Failure

    tasks: list[Task] = []
    unread: list[Failure] = []
    for path, file in files.items():
        try:
            tasks.append(Task(path, settings_of(path, config, given), bytes_at=str(folder / file.name)))
        except SettingsError as error:
            unread.append(Failure(path, str(error)))
    check_glossaries(tasks)
    return tasks, unread


def _within(tasks: list[Task], unread: Sequence[Failure], budget: float | None) -> Run:
    """The run; what the budget left out is said, file by file."""
    from audit.hook import within

    if budget is None:
        return audited(tasks, unread, 1)
    spent = within(tasks, budget)
    for path in spent.quick:
        complain(
            f"{path}: audited in part, without the rules that read models: the budget of {budget:g} s was nearly spent"
        )
    for path in spent.unread:
        complain(f"{path}: NOT audited: the budget of {budget:g} s was spent")
    return with_failures(spent.run, unread)


def _telling(run: Run) -> Run:
    """The run without the files of which nothing new has to be said."""
    from dataclasses import replace

    kept = tuple(r for r in run.reports if any(finding.status == "new" for finding in r.findings))
    return replace(run, reports=kept)


@hook.command()
@click.option("--changed", is_flag=True, help="Only findings on lines that a commit adds or changes count.")
@click.option("--budget", callback=_seconds, metavar="TIME", help="Audit for about so long (5s).")
@click.option(
    "--fail-on", type=click.Choice(["minor", "major", "critical", "never"]), help="What stops a commit. [major]"
)
@click.option("--force", is_flag=True, help="Replace another hook; it is kept beside.")
def install(changed: bool, budget: float | None, fail_on: str | None, force: bool) -> None:
    """Make git audit every commit in this repository."""
    from audit.hook import install
    from audit.staged import GitError

    arguments = ["--changed"] if changed else []
    arguments += ["--budget", f"{budget:g}s"] if budget else []
    arguments += ["--fail-on", fail_on] if fail_on else []
    try:
        click.echo(f"{install(arguments, force)}: written")
    except GitError as error:
        refuse(str(error))
    except OSError as error:
        refuse(f"the hook cannot be written: {error}")


@hook.command()
def uninstall() -> None:
    """Take the hook away again; one that it replaced is put back."""
    from audit.hook import uninstall
    from audit.staged import GitError

    try:
        file = uninstall()
    except GitError as error:
        refuse(str(error))
    if file is None:
        refuse("no hook of audit is installed here")
    click.echo(f"{file}: removed")
