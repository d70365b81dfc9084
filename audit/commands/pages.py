"""Help pages: options by topic, examples, exit statuses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import click


class Page(click.Command):
    """A command whose help page groups its options.

    ``topics`` names the options, by parameter, that stand under each heading; the others come last. ``examples`` and
    ``statuses`` are pairs of what is written, or returned, and what that means.
    """

    def __init__(
        self,
        *arguments: Any,
        topics: Mapping[str, Sequence[str]],
        examples: Sequence[tuple[str, str]] = (),
        statuses: Sequence[tuple[str, str]] = (),
        **about: Any,
    ) -> None:
        super().__init__(*arguments, **about)
        self.topics = topics
        self.examples = examples
        self.statuses = statuses

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options under their headings."""
        options = [parameter for parameter in self.get_params(ctx) if isinstance(parameter, click.Option)]
        records = {option.name: option.get_help_record(ctx) for option in options}
        named = {name for names in self.topics.values() for name in names}
        others = [str(name) for name in records if name not in named]
        for title, names in (*self.topics.items(), ("Other options", others)):
            if rows := [record for name in names if (record := records[name])]:
                with formatter.section(title):
                    formatter.write_dl(rows, col_max=28)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Examples, each with its purpose above it, and exit statuses."""
        with formatter.section("Examples"):
            for number, (written, meant) in enumerate(self.examples):
                if number:
                    formatter.write_paragraph()
                formatter.write_text(f"{meant}:")
                formatter.indent()
                formatter.write(f"{'':>{formatter.current_indent}}{written}\n")
                formatter.dedent()
        with formatter.section("Exit status"):
            formatter.write_dl(self.statuses)
