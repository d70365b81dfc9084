"""Draw the README's picture: a real report on a specimen, as a terminal shows it.

    python tests/bench/picture.py seeds/damaged/ja-broken-quotes.txt reports/report.png

Needs headless Chromium and a monospaced font that has the text's letters. (Rich's own SVG
export gives every character one cell and squeezes Chinese, Japanese and Korean.)
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

from audit.batch import Task, audit_files
from audit.config import Settings
from audit.report import Options, renderer

WIDTH = 92
PAGE = """<!DOCTYPE html><meta charset="utf-8"><style>
{stylesheet}
body {{ margin: 0; color: {foreground}; background: {background}; }}
pre {{ margin: 0; padding: 18px 22px; font: 15px/1.35 "Noto Sans Mono CJK JP", monospace; }}
</style><body><pre><code style="font-family: inherit">{code}</code></pre></body>"""


def draw(specimen: str, target: Path) -> None:
    """Write the PNG picture of the report on ``specimen`` to ``target``."""
    run = audit_files([Task(specimen, Settings())])
    report = renderer("terminal").render(run, Options(WIDTH, color=True))
    console = Console(record=True, width=WIDTH, file=StringIO(), legacy_windows=False)
    console.print(Text.from_ansi(f"$ audit check {specimen}\n{report.rstrip()}"))
    page = console.export_html(theme=MONOKAI, code_format=PAGE, inline_styles=True)
    height = 36 + 21 * page.count("\n")
    with tempfile.TemporaryDirectory() as folder:
        html = Path(folder) / "report.html"
        html.write_text(page, "utf-8")
        flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--hide-scrollbars"]
        size = f"--window-size={WIDTH * 8},{height}"
        shot = ["chromium", *flags, size, f"--user-data-dir={folder}/profile", f"--screenshot={target.resolve()}"]
        subprocess.run([*shot, html.as_uri()], check=True, capture_output=True)


if __name__ == "__main__":
    draw(sys.argv[1], Path(sys.argv[2]))
