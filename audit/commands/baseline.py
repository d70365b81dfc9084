"""``audit baseline``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from audit.commands.delivery import CLEAN, audited, complain_of
from audit.commands.settings import listed, tasks_for
from audit.output import MISUSE, refuse, write

_FILE = click.option(
    "--baseline", "-b", metavar="FILE", help="The baseline. Default: the nearest .audit-baseline.json."
)
_SELECT = click.option("--select", multiple=True, metavar="RULES", help="Rules, codes or families to run.")
_CONFIG = click.option("--config", metavar="FILE", help="Settings file. Default: the nearest.")


@click.group()
def baseline() -> None:
    """Set aside the findings there are, so that only new ones count.

    They stay in every report, marked, and cost nothing. A text may move, and a file be renamed, and its findings are
    still known; what is edited is judged anew.
    """


@baseline.command("write")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@_FILE
@_SELECT
@_CONFIG
def write_(paths: Sequence[str], baseline: str | None, select: Sequence[str], config: str | None) -> None:
    """Write the findings in these files as the baseline; what it held before is gone."""
    _write(paths, baseline, select, config, update=False)


@baseline.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@_FILE
@_SELECT
@_CONFIG
def update(paths: Sequence[str], baseline: str | None, select: Sequence[str], config: str | None) -> None:
    """Take the findings in these files into the baseline, drop those that are gone; other files keep theirs."""
    _write(paths, baseline, select, config, update=True)


def _write(paths: Sequence[str], stated: str | None, select: Sequence[str], config: str | None, update: bool) -> None:
    from msgspec.structs import replace

    from audit.baseline import NAME, place, written
    from audit.config import SettingsError

    tasks, unread = tasks_for(paths, config, {"select": listed(select), "baseline": stated})
    file = place(next((task.settings.baseline for task in tasks), stated), Path.cwd()) or Path(NAME)
    run = audited([task._replace(settings=replace(task.settings, baseline="")) for task in tasks], unread, 1)
    complain_of(run, stale=False)
    try:
        write(file, written(file, run.reports, update))
    except SettingsError as error:
        refuse(str(error))
    except OSError as error:
        refuse(f"{file}: cannot be written: {error.strerror}")
    held = sum(finding.status != "allowed" for report in run.reports for finding in report.findings)
    click.echo(f"{file}: {held} findings in {len(run.reports)} files")
    sys.exit(MISUSE if run.failures else CLEAN)
