"""Pages about the rules themselves: the catalogue, and one rule's page."""

from __future__ import annotations

import shutil
from io import StringIO

import msgspec
from rich import box
from rich.console import Console, RenderableType
from rich.markdown import Markdown
from rich.table import Table
from rich.text import Text

from audit.packs import known, load
from audit.report.colours import STYLES
from audit.report.wording import help_page
from audit.rule import Rule, catalogue

_ROOM = 72
"""Cells from which the table may name what rules need."""


def _columns(width: int | None) -> int:
    return width or max(40, min(120, shutil.get_terminal_size((80, 24)).columns))


def _printed(parts: list[RenderableType], width: int | None, color: bool) -> str:
    columns = _columns(width)
    console = Console(
        file=StringIO(),
        width=columns,
        force_terminal=color,
        color_system="256" if color else None,
        no_color=not color,
        highlight=False,
        emoji=False,
        markup=False,
        legacy_windows=False,
    )
    for part in parts:
        console.print(part)
    assert isinstance(console.file, StringIO)
    return "\n".join(line.rstrip() for line in console.file.getvalue().splitlines()) + "\n"


def languages(rule: Rule) -> list[str]:
    """Languages whose packs state all the rule must know, sorted; empty if it needs no fact."""
    if not rule.facts:
        return []
    return [tag for tag in known() if all(getattr(load(tag), fact) is not None for fact in rule.facts)]


def _spoken(rule: Rule) -> str:
    tags = languages(rule)
    if not rule.facts:
        return "any"
    return ", ".join(tags) if len(tags) <= 8 else f"{len(tags)} languages"


def listing(output_format: str, width: int | None, color: bool) -> str:
    """All rules as a table, or as JSON."""
    if output_format == "json":
        encoded = msgspec.json.encode([_entry(rule) for rule in catalogue().rules])
        return msgspec.json.format(encoded, indent=2).decode() + "\n"
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    titles = ("code", "name", "severity", "languages", "needs")[: 5 if _columns(width) >= _ROOM else 4]
    for title in titles:
        fixed = title in {"code", "name", "severity"}
        table.add_column(title, overflow="fold", no_wrap=fixed, min_width=None if fixed else 9)
    for rule in catalogue().rules:
        name = Text(rule.name) if rule.default else Text.assemble(rule.name, (" (opt-in)", "dim"))
        needs = ", ".join(sorted(rule.needs))
        cells = (rule.code, name, Text(rule.severity, style=STYLES[rule.severity]), _spoken(rule), needs)
        table.add_row(*cells[: len(titles)])
    return _printed([table], width, color)


def _entry(rule: Rule) -> dict[str, object]:
    return {
        "name": rule.name,
        "code": rule.code,
        "family": rule.family,
        "category": rule.category,
        "severity": rule.severity,
        "claim": rule.claim,
        "default": rule.default,
        "fixable": rule.fixable,
        "unsafe": rule.unsafe,
        "gathers": rule.gathers,
        "scope": rule.scope,
        "needs": sorted(rule.needs),
        "facts": sorted(rule.facts),
        "languages": languages(rule) or None,
        "options": rule.options,
    }


def page(rule: Rule, width: int | None, color: bool) -> str:
    """One rule's page: what it claims, when it stays quiet, its options."""
    facts = [
        f"{rule.code} · family {rule.family} · {rule.category} · {rule.severity}",
        f"languages: {', '.join(languages(rule)) or 'any'}",
    ]
    if not rule.default:
        facts.append("opt-in: choose it with --select")
    if rule.gathers:
        facts.append("gathers: the same slip three times or more in a text is one finding, which names every place")
    if rule.options:
        facts.append("options: " + ", ".join(f"{name} = {value!r}" for name, value in rule.options.items()))
    parts: list[RenderableType] = [Text(rule.name, style="bold"), *(Text(line, style="dim") for line in facts), ""]
    return _printed([*parts, Markdown(help_page(rule.help))], width, color)
