"""``audit new-rule``."""

from __future__ import annotations

from pathlib import Path

import click

from audit.output import refuse


@click.command("new-rule")
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
