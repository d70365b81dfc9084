"""``audit compare``."""

from __future__ import annotations

import click

from audit.commands.delivery import columns
from audit.commands.settings import check_language
from audit.output import refuse, show, wants_color


@click.command(short_help="A text and its source side by side.")
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
    from audit.read import ReadError, read
    from audit.report import Options
    from audit.report.alignment import as_json, table
    from audit.sourced import beside_source

    for tag in (language, source_language):
        check_language(tag)
    try:
        document = beside_source(read(target, None), source, language, source_language)
    except ReadError as error:
        refuse(f"{error.path}: {error.reason}")
    options = Options(columns(width), wants_color(color, None))
    show(as_json(document) if output_format == "json" else table(document, options))
