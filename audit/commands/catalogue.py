"""``audit explain`` and ``audit rules``."""

from __future__ import annotations

import click

from audit.commands import completing
from audit.output import refuse, show, wants_color


@click.command(short_help="The page of one rule, by name or code.")
@click.argument("rule", shell_complete=completing.rules)
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


@click.command(short_help="The catalogue of all rules.")
@click.option("--format", "-f", "output_format", type=click.Choice(["terminal", "json"]), default="terminal")
@click.option("--width", type=click.IntRange(40, 400), help="Width of the table. Default: the terminal's.")
def rules(output_format: str, width: int | None) -> None:
    """The catalogue: name, code, family, severity, languages, what each rule needs."""
    from audit.report.catalogue import listing

    show(listing(output_format, width, wants_color("auto", None)))
