"""What a shell offers where an argument or a value is expected; looked up only when it asks."""

from __future__ import annotations

from collections.abc import Iterable

import click
from click.shell_completion import CompletionItem


def files(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Paths: the shell knows them."""
    return [CompletionItem(incomplete, type="file")]


def rules(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """A rule's name, or its code once a capital letter is typed."""
    from audit.rule import catalogue

    every = catalogue().rules
    if incomplete[:1].isupper():
        return [CompletionItem(rule.code, help=rule.claim) for rule in every if rule.code.startswith(incomplete)]
    return [CompletionItem(rule.name, help=rule.claim) for rule in every if rule.name.startswith(incomplete)]


def selectors(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Rules, families, ``all`` and ``default``, also behind a comma."""
    from audit.rule import FAMILIES

    before, comma, word = incomplete.rpartition(",")
    items = [*_among(("all", "default", *FAMILIES.values()), word), *rules(ctx, parameter, word)]
    return [CompletionItem(f"{before}{comma}{item.value}", help=item.help) for item in items]


def formats(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Formats of reports."""
    from audit.report import FORMATS

    return _among(FORMATS, incomplete)


def input_formats(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Formats of files."""
    from audit.read import FORMATS

    return _among(FORMATS, incomplete)


def languages(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Languages that can be audited, with their names."""
    from audit.packs import known, load

    return [CompletionItem(tag, help=load(tag).name) for tag in known() if tag.startswith(incomplete)]


def ui_languages(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Languages that something is said in."""
    from audit.wording import languages

    return _among(languages(), incomplete)


def severities(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """What a run can fail on."""
    from audit.model import SEVERITIES

    return _among((*SEVERITIES, "never"), incomplete)


def _among(words: Iterable[str], incomplete: str) -> list[CompletionItem]:
    return [CompletionItem(word) for word in words if word.startswith(incomplete)]
