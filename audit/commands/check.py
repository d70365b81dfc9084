"""``audit check``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from audit.commands import completing
from audit.commands.delivery import audited, complain_of, deliver, orders, status, streamed
from audit.commands.pages import Page
from audit.commands.settings import check_input_format, check_language, listed, same_file, speak_as_told, tasks_for
from audit.output import refuse

if TYPE_CHECKING:
    from audit.batch import Task
    from audit.model import Failure


_TOPICS = {
    "What is read": ("language", "source", "source_language", "reference", "glossary", "input_format"),
    "What is judged": ("select", "ignore", "fail_on", "min_score", "baseline", "config"),
    "What is reported": ("formats", "output", "quiet", "verbose", "color", "ui_language", "width"),
    "What is mended": ("fix", "diff", "unsafe_fixes"),
    "How it runs": ("jobs", "cache", "watch"),
}
_EXAMPLES = (
    ("audit check article.txt", "One article, in whatever language it is"),
    ("audit check article.ja.md --source article.en.md", "A translation beside what it was translated from"),
    (
        "audit check site/ --ignore spacing,via-pivot --jobs 4",
        "All of a folder, without some rules, four files at a time",
    ),
    ("audit check po/ -f terminal -f sarif=audit.sarif", "For people, and for a program in a file of its own"),
    ("audit check articles/ --fail-on critical --quiet", "In a pipeline that only the gravest findings stop"),
    ("audit check article.txt --diff", "What could be mended safely, shown and not written"),
)
_STATUSES = (
    ("0", "Nothing at or above --fail-on, and no score below --min-score."),
    ("1", "Findings; with --diff, something to fix."),
    ("2", "Misuse, or a file that could not be audited."),
    ("130", "Ended by Ctrl-C."),
)


@click.command(
    cls=Page,
    short_help="Audit files and report what is wrong.",
    topics=_TOPICS,
    examples=_EXAMPLES,
    statuses=_STATUSES,
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", shell_complete=completing.files)
@click.option(
    "--language",
    "-l",
    metavar="TAG",
    shell_complete=completing.languages,
    help="Language of the text (BCP 47). Default: found out.",
)
@click.option(
    "--source",
    metavar="FILE",
    shell_complete=completing.files,
    help="The text it was translated from, to compare with.",
)
@click.option(
    "--source-language",
    metavar="TAG",
    shell_complete=completing.languages,
    help="Language of the source. Default: found out.",
)
@click.option(
    "--as",
    "input_format",
    metavar="FORMAT",
    shell_complete=completing.input_formats,
    help="Read as text, markdown, html, docx, pairs, po, json …; a wrong name lists all. Default: found out.",
)
@click.option(
    "--format",
    "-f",
    "formats",
    multiple=True,
    default=["terminal"],
    metavar="NAME[=FILE]",
    shell_complete=completing.formats,
    help="Report as terminal (the default), json, html, sarif …; a wrong name lists all. Of several, one has no file.",
)
@click.option(
    "--output",
    "-o",
    metavar="FILE",
    shell_complete=completing.files,
    help="Write the report there instead of standard output.",
)
@click.option(
    "--fail-on",
    metavar="SEVERITY",
    shell_complete=completing.severities,
    help="Exit 1 from this severity on: minor, major, critical, never. [major]",
)
@click.option("--min-score", type=float, metavar="N", help="Exit 1 if a score is below N (0..100).")
@click.option(
    "--select",
    multiple=True,
    metavar="RULES",
    shell_complete=completing.selectors,
    help="Rules, codes or families to run, comma-separated.",
)
@click.option(
    "--ignore",
    multiple=True,
    metavar="RULES",
    shell_complete=completing.selectors,
    help="Rules, codes or families to leave out.",
)
@click.option(
    "--reference",
    metavar="FILE",
    shell_complete=completing.files,
    help="A human translation, to say how close the text is to it.",
)
@click.option(
    "--glossary",
    metavar="FILE",
    shell_complete=completing.files,
    help="Terms to hold the translation to: CSV, TSV, TOML or TBX.",
)
@click.option(
    "--baseline",
    metavar="FILE",
    shell_complete=completing.files,
    help="Findings to set aside. [.audit-baseline.json; “”: none]",
)
@click.option("--fix", is_flag=True, help="Write what rules can mend safely into the files, then report what is left.")
@click.option("--diff", is_flag=True, help="Show what --fix would change, and write nothing.")
@click.option("--unsafe-fixes", is_flag=True, help="With these: also take text away, or guess what is missing.")
@click.option("--cache/--no-cache", default=None, help="Keep reports of unchanged files, or audit all anew. [cache]")
@click.option(
    "--config",
    metavar="FILE",
    shell_complete=completing.files,
    help="Settings file. Default: the nearest audit.toml or pyproject.toml.",
)
@click.option("--jobs", "-j", type=click.IntRange(1), default=1, metavar="N", help="Files audited at a time. [1]")
@click.option("--watch", is_flag=True, help="Go on: audit what changes again, until Ctrl-C.")
@click.option("--quiet", "-q", is_flag=True, help="One line per file.")
@click.option("--verbose", "-v", is_flag=True, help="Every file in full, fingerprints, all that was not judged.")
@click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    metavar="WHEN",
    help="Colours: auto (in terminals, minding NO_COLOR and FORCE_COLOR), always or never.",
)
@click.option(
    "--ui-language",
    metavar="TAG",
    shell_complete=completing.ui_languages,
    help="Language of messages and reports: en, ja. Default: the locale's.",
)
@click.option(
    "--width",
    type=click.IntRange(40, 400),
    metavar="CELLS",
    help="Width of the terminal report. Default: the terminal's.",
)
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
    watch: bool,
    quiet: bool,
    verbose: bool,
    color: str,
    ui_language: str | None,
    width: int | None,
) -> None:
    """Audit files, folders or globs; - stands for standard input.

    --fix and --diff take the fixes of rules that state a safe one. Of standard input, the fixed text goes to standard
    output and the report to standard error.
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

    def found() -> tuple[list[Task], list[Failure]]:
        tasks, unread = tasks_for(paths, config, given, input_format)
        beside = {"source": source, "source_language": source_language, "reference": reference}
        return [task._replace(**beside) for task in tasks], unread  # type: ignore[arg-type]

    tasks, unread = found()
    wanted = orders(formats, output, [task.path for task in tasks])
    _check_beside(tasks, source, reference)
    if watch and (fix or diff):
        refuse("--watch only reports; leave --fix and --diff out")
    if fix or diff:
        from audit.commands.fixing import Wishes, check_wishes, end_fixing

        check_wishes(diff, formats, output)
        end_fixing(tasks, unread, wanted, Wishes(jobs, unsafe_fixes, diff, verbosity, color, width))
    if unsafe_fixes:
        refuse("--unsafe-fixes goes with --fix or --diff")
    if watch:
        from audit.commands.watching import Watched
        from audit.commands.watching import watch as end_watching

        beside_them = [path for path in (source, reference, *{task.settings.glossary for task in tasks}) if path]
        end_watching(Watched(paths, beside_them, found, wanted, jobs, verbosity, color, width))
    run = audited(tasks, unread, jobs, streamed(wanted, verbosity))
    complain_of(run)
    deliver(run, wanted, verbosity, color, width, last_line=True)
    sys.exit(status(run, tasks))


def _check_beside(tasks: Sequence[Task], source: str | None, reference: str | None) -> None:
    """Refuse a source or reference that cannot be that of the files."""
    if source and len(tasks) > 1:
        refuse(f"--source is the source of one file, not of {len(tasks)}; audit them one by one")
    if source and any(same_file(source, task.path) for task in tasks):
        refuse(f"{source}: is the text itself; name the file it was translated from")
    if reference and len(tasks) > 1:
        refuse(f"--reference is the reference of one file, not of {len(tasks)}; audit them one by one")
