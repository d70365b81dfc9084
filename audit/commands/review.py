"""``audit review``."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING

import click

from audit.commands.delivery import CLEAN, with_progress
from audit.commands.settings import check_input_format, listed, settings_of, tasks_for
from audit.output import MISUSE, complain, is_terminal, refuse

if TYPE_CHECKING:
    from audit.batch import Task
    from audit.review.session import Session


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="FILE...")
@click.option("--language", "-l", metavar="TAG", help="Language of the text (BCP 47). Default: found out.")
@click.option("--as", "input_format", metavar="FORMAT", help="Read as text, markdown, html …. Default: found out.")
@click.option("--select", multiple=True, metavar="RULES", help="Rules, codes or families to run, comma-separated.")
@click.option("--ignore", multiple=True, metavar="RULES", help="Rules, codes or families to leave out.")
@click.option("--config", metavar="FILE", help="Settings file. Default: the nearest audit.toml or pyproject.toml.")
def review(
    paths: Sequence[str],
    language: str | None,
    input_format: str | None,
    select: Sequence[str],
    ignore: Sequence[str],
    config: str | None,
) -> None:
    """Go through findings one by one, with the text beside them.

    Accept a suggestion, allow a finding with a reason, or skip it. Files, and the settings file for what is allowed,
    are written when you save and not before.
    """
    if find_spec("textual") is None:
        refuse("review needs Textual, which is not installed; install it with: pip install 'translation-audit[review]'")
    if "-" in paths:
        refuse("-: standard input cannot be reviewed; name a file")
    given = {"language": language, "select": listed(select), "ignore": listed(ignore)}
    check_input_format(input_format)
    tasks, unread = tasks_for(paths, config, given, input_format)
    for failure in unread:
        complain(f"{failure.path}: {failure.reason}")

    def renew(task: Task) -> Task:
        return task._replace(settings=settings_of(task.path, config, given))

    _walk(tasks, renew, config)
    sys.exit(MISUSE if unread else CLEAN)


def _walk(tasks: list[Task], renew: Callable[[Task], Task], config: str | None) -> None:
    """Open the files and go through what was found in them."""
    from audit.model import Failure
    from audit.review.session import Opened, Session, opened

    files = with_progress(opened, tasks, 1)
    failures = [file for file in files if isinstance(file, Failure)]
    for failure in failures:
        complain(f"{failure.path}: {failure.reason}")
    session = Session([file for file in files if isinstance(file, Opened)], renew, config)
    if session.items:
        _run(session)
    elif not failures:
        click.echo("nothing found that is new: there is nothing to review")
    if failures:
        sys.exit(MISUSE)


def _run(session: Session) -> None:
    from audit.review.app import ReviewApp

    if not (is_terminal(sys.stdin) and is_terminal(sys.stdout)):
        refuse("review needs a terminal; “audit check” reports without one")
    app = ReviewApp(session)
    app.run()
    for line in app.said:
        click.echo(line)
