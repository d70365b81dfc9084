"""Draw the README's picture: a real report of a specimen as the terminal shows it.

python tests/bench/picture.py seeds/damaged/ja-broken-quotes.txt reports/report.svg
"""

from __future__ import annotations

import sys
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.text import Text

from audit.batch import Task, audit_files
from audit.config import Settings
from audit.report import Options, renderer

WIDTH = 92


def draw(specimen: str, target: Path) -> None:
    """Write the SVG picture of the report on ``specimen`` to ``target``."""
    run = audit_files([Task(specimen, Settings())])
    report = renderer("terminal").render(run, Options(WIDTH, color=True))
    console = Console(record=True, width=WIDTH, file=StringIO(), legacy_windows=False)
    console.print(Text.from_ansi(report))
    target.write_text(console.export_svg(title=f"audit check {specimen}"), "utf-8")


if __name__ == "__main__":
    draw(sys.argv[1], Path(sys.argv[2]))
