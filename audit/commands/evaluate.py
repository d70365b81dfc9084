"""``audit evaluate``."""

from __future__ import annotations

from collections.abc import Sequence

import click

from audit.commands.settings import listed
from audit.output import refuse, show


@click.command(short_help="Precision and recall against marked documents.")
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
        show(evaluated(gold, texts, listed(category), listed(select), output_format))
    except GoldError as error:
        refuse(str(error))
