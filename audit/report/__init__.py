"""One module per output format; each has ``render(run, options) -> str``."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import NamedTuple, Protocol

from audit.model import Run

FORMATS: Mapping[str, str] = {
    "terminal": "terminal",
    "json": "json",
    "jsonl": "jsonl",
    "sarif": "sarif",
    "junit": "junit",
    "github": "github",
    "checkstyle": "checkstyle",
    "rdjson": "rdjson",
    "csv": "csv",
    "markdown": "markdown",
    "html": "html",
}
"""Output formats by name: the module of this package that renders them."""

NOTES = frozenset({"likeness"})
"""Notes on documents that reports read; the others have had their day when the rules have run."""


class Options(NamedTuple):
    """How a report is to look. ``width`` in terminal cells; ``color`` whether it may use ANSI colours.

    ``verbosity`` is -1 (one line per file), 0, or 1 (fingerprints, all reasons for silence).
    """

    width: int = 80
    color: bool = False
    verbosity: int = 0
    links: bool = False
    """May places link to the files they are in?"""


class Renderer(Protocol):
    """What a report module offers."""

    def render(self, run: Run, options: Options) -> str: ...


def renderer(name: str) -> Renderer:
    """The module for that format; KeyError if there is none."""
    module: Renderer = import_module(f"audit.report.{FORMATS[name]}")
    return module
