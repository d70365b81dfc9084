"""``audit check``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from audit.commands.delivery import audited, complain_of, deliver, orders, status
from audit.commands.settings import check_input_format, check_language, listed, same_file, speak_as_told, tasks_for
from audit.output import refuse

if TYPE_CHECKING:
    from audit.batch import Task


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--language", "-l", metavar="TAG", help="Language of the text (BCP 47). Default: found out.")
@click.option("--source", metavar="FILE", help="The text it was translated from, to compare with.")
@click.option("--source-language", metavar="TAG", help="Language of the source. Default: found out.")
@click.option(
    "--as",
    "input_format",
    metavar="FORMAT",
    help="Read as text, markdown, html, docx, pairs, po, json …; a wrong name lists all. Default: found out.",
)
@click.option(
    "--format",
    "-f",
    "formats",
    multiple=True,
    default=["terminal"],
    metavar="NAME[=FILE]",
    help="Report as terminal, json, html, sarif …; a wrong name lists all. Several: each but one with a file.",
)
@click.option("--output", "-o", metavar="FILE", help="Write the report there instead of standard output.")
@click.option(
    "--fail-on", metavar="SEVERITY", help="Exit 1 from this severity on: minor, major, critical, never. [major]"
)
@click.option("--min-score", type=float, metavar="N", help="Exit 1 if a score is below N (0..100).")
@click.option("--select", multiple=True, metavar="RULES", help="Rules, codes or families to run, comma-separated.")
@click.option("--ignore", multiple=True, metavar="RULES", help="Rules, codes or families to leave out.")
@click.option("--reference", metavar="FILE", help="A human translation, to say how close the text is to it.")
@click.option("--glossary", metavar="FILE", help="Terms to hold the translation to: CSV, TSV, TOML or TBX.")
@click.option("--baseline", metavar="FILE", help="Findings to set aside. [.audit-baseline.json; “”: none]")
@click.option("--fix", is_flag=True, help="Write what rules can mend safely into the files, then report what is left.")
@click.option("--diff", is_flag=True, help="Show what --fix would change, and write nothing.")
@click.option("--unsafe-fixes", is_flag=True, help="With these: also take text away, or guess what is missing.")
@click.option("--cache/--no-cache", default=None, help="Keep reports of unchanged files, or audit all anew. [cache]")
@click.option("--config", metavar="FILE", help="Settings file. Default: the nearest audit.toml or pyproject.toml.")
@click.option("--jobs", "-j", type=click.IntRange(1), default=1, show_default=True, help="Files audited at a time.")
@click.option("--quiet", "-q", is_flag=True, help="One line per file.")
@click.option("--verbose", "-v", is_flag=True, help="Every file in full, fingerprints, all that was not judged.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True)
@click.option("--ui-language", metavar="TAG", help="Language of messages and reports: en, ja. Default: the locale's.")
@click.option("--width", type=click.IntRange(40, 400), help="Width of the terminal report. Default: the terminal's.")
def check(
    paths: Sequence[str],
    language: str | None,
    source: str | None,
    source_language: str | None,
    reference: str | None,
    input_format: str | None,
    formats: Sequence[str],
    output: str | None,
    fail_on: str | None,
    min_score: float | None,
    select: Sequence[str],
    ignore: Sequence[str],
    glossary: str | None,
    baseline: str | None,
    fix: bool,
    diff: bool,
    unsafe_fixes: bool,
    cache: bool | None,
    config: str | None,
    jobs: int,
    quiet: bool,
    verbose: bool,
    color: str,
    ui_language: str | None,
    width: int | None,
) -> None:
    """Audit files, folders or globs; - stands for standard input.

    --fix and --diff take the fixes of rules that state a safe one. Of standard input, the fixed text goes to standard
    output and the report to standard error.

    Exit status: 0 nothing at or above --fail-on, 1 findings (with --diff: something to fix),
    2 misuse or failure.
    """
    verbosity = -1 if quiet else int(verbose)
    given = {
        "language": language,
        "fail_on": fail_on,
        "min_score": min_score,
        "select": listed(select),
        "ignore": listed(ignore),
        "glossary": glossary,
        "baseline": baseline,
        "cache": cache,
        "ui_language": speak_as_told(ui_language, config),
    }
    check_input_format(input_format)
    check_language(source_language)
    tasks, unread = tasks_for(paths, config, given, input_format)
    wanted = orders(formats, output, [task.path for task in tasks])
    _check_beside(tasks, source, reference)
    tasks = [task._replace(source=source, source_language=source_language, reference=reference) for task in tasks]
    if fix or diff:
        from audit.commands.fixing import Wishes, check_wishes, end_fixing

        check_wishes(diff, formats, output)
        end_fixing(tasks, unread, wanted, Wishes(jobs, unsafe_fixes, diff, verbosity, color, width))
    if unsafe_fixes:
        refuse("--unsafe-fixes goes with --fix or --diff")
    run = audited(tasks, unread, jobs)
    complain_of(run)
    deliver(run, wanted, verbosity, color, width)
    sys.exit(status(run, tasks))


def _check_beside(tasks: Sequence[Task], source: str | None, reference: str | None) -> None:
    """Refuse a source or reference that cannot be that of the files."""
    if source and len(tasks) > 1:
        refuse(f"--source is the source of one file, not of {len(tasks)}; audit them one by one")
    if source and any(same_file(source, task.path) for task in tasks):
        refuse(f"{source}: is the text itself; name the file it was translated from")
    if reference and len(tasks) > 1:
        refuse(f"--reference is the reference of one file, not of {len(tasks)}; audit them one by one")
