"""The command line: arguments and settings, no logic. Modules are imported by the command that needs them."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from audit import __version__
from audit.output import MISUSE, complain, is_terminal, refuse, show, wants_color, write

if TYPE_CHECKING:
    from audit.batch import Task
    from audit.config import Settings
    from audit.model import Run

CLEAN, FINDINGS, INTERRUPTED = 0, 1, 130
_GARBAGE = (100_000, 50, 100)
"""Objects made between two searches for cycles: most made here live as long as the run, few form cycles."""
OPTIONS_HELP = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


def _interrupted(*_: object) -> NoReturn:
    """The end, at once: an exception raised here would be lost wherever Python calls back."""
    from multiprocessing import active_children

    for worker in active_children():
        worker.terminate()
    if is_terminal(sys.stderr):
        os.write(2, b"\x1b[?25h")  # the cursor, which a progress bar hides
    os._exit(INTERRUPTED)


@click.group(context_settings=OPTIONS_HELP)
@click.version_option(__version__, "-V", "--version", prog_name="audit", message="%(prog)s %(version)s")
def main() -> None:
    """Audit translated text: where it betrays a machine, why, how bad, what to write instead."""
    signal.signal(signal.SIGINT, _interrupted)
    gc.set_threshold(*_GARBAGE)


@main.command()
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
    "output_format",
    default="terminal",
    show_default=True,
    metavar="FORMAT",
    help="Report as terminal or json.",
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
@click.option("--config", metavar="FILE", help="Settings file. Default: the nearest audit.toml or pyproject.toml.")
@click.option("--jobs", "-j", type=click.IntRange(1), default=1, show_default=True, help="Files audited at a time.")
@click.option("--quiet", "-q", is_flag=True, help="One line per file.")
@click.option("--verbose", "-v", is_flag=True, help="Every file in full, fingerprints, all that was not judged.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True)
@click.option("--width", type=click.IntRange(40, 400), help="Width of the terminal report. Default: the terminal's.")
def check(
    paths: Sequence[str],
    language: str | None,
    source: str | None,
    source_language: str | None,
    reference: str | None,
    input_format: str | None,
    output_format: str,
    output: str | None,
    fail_on: str | None,
    min_score: float | None,
    select: Sequence[str],
    ignore: Sequence[str],
    glossary: str | None,
    config: str | None,
    jobs: int,
    quiet: bool,
    verbose: bool,
    color: str,
    width: int | None,
) -> None:
    """Audit files, folders or globs; - stands for standard input.

    Exit status: 0 nothing at or above --fail-on, 1 findings, 2 misuse or failure.
    """
    from audit.config import SettingsError

    given = {
        "language": language,
        "fail_on": fail_on,
        "min_score": min_score,
        "select": _listed(select),
        "ignore": _listed(ignore),
        "glossary": glossary,
    }
    _check_names(output_format, input_format)
    _check_language(source_language)
    try:
        tasks, unread = _tasks(paths, config, given, input_format)
    except SettingsError as error:
        refuse(str(error))
    if source and len(tasks) > 1:
        refuse(f"--source is the source of one file, not of {len(tasks)}; audit them one by one")
    if source and any(_same_file(source, task.path) for task in tasks):
        refuse(f"{source}: is the text itself; name the file it was translated from")
    if reference and len(tasks) > 1:
        refuse(f"--reference is the reference of one file, not of {len(tasks)}; audit them one by one")
    tasks = [task._replace(source=source, source_language=source_language, reference=reference) for task in tasks]
    _check_glossaries(tasks)
    if output and any(_same_file(output, task.path) for task in tasks):
        refuse(f"{output}: is a file to audit; write the report to another")
    run = _audited(tasks, jobs)
    for line in (*unread, *(f"{path}: {reason}" for path, reason in run.failures), *run.stale):
        complain(line)
    for report in run.reports:
        for problem in report.problems:
            complain(f"{report.document.path}: {problem}")
    _deliver(run, output_format, output, (-1 if quiet else int(verbose)), color, width)
    sys.exit(_status(run, tasks, failed=bool(unread)))


def _check_language(tag: str | None) -> None:
    from audit.config import nearest
    from audit.packs import known

    if tag is not None and tag not in known():
        refuse(f"unknown language “{tag}”{nearest(tag, known())}")


def _check_glossaries(tasks: Sequence[Task]) -> None:
    """Refuse glossaries that cannot be read: no text should seem clean for want of its terms."""
    from audit.batch import glossary
    from audit.read import ReadError

    for path in dict.fromkeys(task.settings.glossary for task in tasks):
        try:
            glossary(path)
        except ReadError as error:
            refuse(str(error))


def _same_file(one: str, other: str) -> bool:
    return Path(one).exists() and Path(other).exists() and Path(one).samefile(other)


def _listed(values: Sequence[str]) -> tuple[str, ...]:
    """Names given one by one or comma-separated."""
    return tuple(name.strip() for value in values for name in value.split(",") if name.strip())


def _check_names(output_format: str, input_format: str | None) -> None:
    from audit.config import nearest
    from audit.read import FORMATS as INPUT
    from audit.report import FORMATS as OUTPUT

    if output_format not in OUTPUT:
        refuse(f"unknown report format “{output_format}”; expected {', '.join(OUTPUT)}{nearest(output_format, OUTPUT)}")
    if input_format is not None and input_format not in INPUT:
        refuse(f"unknown input format “{input_format}”; expected {', '.join(INPUT)}{nearest(input_format, INPUT)}")


def _tasks(
    paths: Sequence[str], config: str | None, given: Mapping[str, object], input_format: str | None
) -> tuple[list[Task], list[str]]:
    """One task per file under ``paths``, and a line for each path that gave none.

    What the command line says has to make sense; a settings file that does not costs the files it is for.
    """
    from audit.batch import Task
    from audit.config import Settings, SettingsError
    from audit.read import walk

    _settings("-", config, given, Settings() if config is None else None)
    tasks: list[Task] = []
    unread: dict[str, None] = {}
    for found in walk(paths):
        if not isinstance(found, str):
            unread[f"{found.path}: {found.reason}"] = None
            continue
        try:
            tasks.append(Task(found, _settings(found, config, given), input_format))
        except SettingsError as error:
            unread[f"{error}; the files it is for were not audited"] = None
    return tasks, list(unread)


def _settings(path: str, config: str | None, given: Mapping[str, object], start: Settings | None = None) -> Settings:
    """The settings for a file: those of the nearest settings file (or ``start``), and what was ``given``."""
    import msgspec

    from audit.config import settings_for, validated

    settings = start or settings_for(path, config)
    stated = {name: value for name, value in given.items() if value not in (None, ())}
    if given["ignore"]:
        stated["ignore"] = (*settings.ignore, *given["ignore"])  # type: ignore[misc]
    return validated(msgspec.structs.replace(settings, **stated))


def _audited(tasks: list[Task], jobs: int) -> Run:
    from audit.batch import audit_files

    if len(tasks) < 10 or not is_terminal(sys.stderr):
        return audit_files(tasks, jobs)
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        bar = progress.add_task("auditing", total=len(tasks))
        return audit_files(tasks, jobs, lambda: progress.advance(bar))


def _deliver(run: Run, name: str, output: str | None, verbosity: int, color: str, width: int | None) -> None:
    import shutil

    from audit.report import Options, renderer

    columns = width or max(40, min(200, shutil.get_terminal_size((80, 24)).columns))
    text = renderer(name).render(run, Options(columns, wants_color(color, output), verbosity))
    if output is None:
        show(text)
        return
    try:
        write(Path(output), text)
    except OSError as error:
        refuse(f"{output}: cannot be written: {error.strerror}")


def _status(run: Run, tasks: Sequence[Task], failed: bool) -> int:
    from audit.model import SEVERITIES

    if failed or run.failures or any(report.problems for report in run.reports):
        return MISUSE
    settings = {task.path: task.settings for task in tasks}
    for report in run.reports:
        least, floor = settings[report.document.path].fail_on, settings[report.document.path].min_score
        if floor is not None and report.score < floor:
            return FINDINGS
        if least == "never":
            continue
        failing = SEVERITIES[SEVERITIES.index(least) :]
        if any(finding.severity in failing and finding.status == "new" for finding in report.findings):
            return FINDINGS
    return CLEAN


@main.command(short_help="A text and its source side by side.")
@click.argument("source")
@click.argument("target")
@click.option("--language", "-l", metavar="TAG", help="Language of the translation (BCP 47). Default: found out.")
@click.option("--source-language", metavar="TAG", help="Language of the source. Default: found out.")
@click.option("--format", "-f", "output_format", type=click.Choice(["terminal", "json"]), default="terminal")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True)
@click.option("--width", type=click.IntRange(40, 400), help="Width of the table. Default: the terminal's.")
def compare(
    source: str,
    target: str,
    language: str | None,
    source_language: str | None,
    output_format: str,
    color: str,
    width: int | None,
) -> None:
    """A text and its source side by side: which sentences belong together, how surely, what is missing or extra."""
    import shutil

    from audit.read import ReadError, read
    from audit.report import Options
    from audit.report.alignment import as_json, table
    from audit.sourced import beside_source

    for tag in (language, source_language):
        _check_language(tag)
    try:
        document = beside_source(read(target, None), source, language, source_language)
    except ReadError as error:
        refuse(f"{error.path}: {error.reason}")
    columns = width or max(40, min(200, shutil.get_terminal_size((80, 24)).columns))
    options = Options(columns, wants_color(color, None))
    show(as_json(document) if output_format == "json" else table(document, options))


@main.command(short_help="The page of one rule, by name or code.")
@click.argument("rule")
@click.option("--width", type=click.IntRange(40, 400), help="Width of the page. Default: the terminal's.")
def explain(rule: str, width: int | None) -> None:
    """The page of one rule, by name or code: claim, why it matters, examples, options."""
    from audit.config import nearest
    from audit.report.catalogue import page
    from audit.rule import catalogue

    rules = catalogue().by_name
    if rule not in rules:
        refuse(f"unknown rule “{rule}”{nearest(rule, rules)}; “audit rules” lists them")
    show(page(rules[rule], width, wants_color("auto", None)))


@main.command(short_help="The catalogue of all rules.")
@click.option("--format", "-f", "output_format", type=click.Choice(["terminal", "json"]), default="terminal")
@click.option("--width", type=click.IntRange(40, 400), help="Width of the table. Default: the terminal's.")
def rules(output_format: str, width: int | None) -> None:
    """The catalogue: name, code, family, severity, languages, what each rule needs."""
    from audit.report.catalogue import listing

    show(listing(output_format, width, wants_color("auto", None)))


@main.command(short_help="Precision and recall against marked documents.")
@click.argument("gold", nargs=-1, required=True, metavar="GOLD...")
@click.option("--texts", metavar="FOLDER", help="Where the marked documents are. Default: beside the gold files.")
@click.option("--category", multiple=True, metavar="NAMES", help="Only marks of these categories, comma-separated.")
@click.option("--format", "-f", "output_format", type=click.Choice(["terminal", "json"]), default="terminal")
@click.option("--select", multiple=True, metavar="RULES", help="Rules, codes or families to run.")
def evaluate(
    gold: Sequence[str], texts: str | None, category: Sequence[str], output_format: str, select: Sequence[str]
) -> None:
    """Precision and recall against marked documents (JSON lines: doc, start, end, category, severity)."""
    from audit.evaluate import GoldError, evaluated

    try:
        show(evaluated(gold, texts, _listed(category), _listed(select), output_format))
    except GoldError as error:
        refuse(str(error))


@main.command("new-rule")
@click.argument("family")
@click.argument("name")
@click.option("--root", default=".", show_default=True, metavar="FOLDER", help="The project's folder.")
def new_rule(family: str, name: str, root: str) -> None:
    """Write the two files of a new rule: the module and its cases."""
    from audit.scaffold import ScaffoldError, scaffold

    try:
        for path in scaffold(family, name, Path(root)):
            click.echo(path)
    except ScaffoldError as error:
        refuse(str(error))


if __name__ == "__main__":
    main()
