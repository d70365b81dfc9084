"""Draw ``audit review`` on a specimen, as a terminal shows it.

    python tests/bench/review_picture.py seeds/damaged/ja-broken-quotes.txt reports/review.svg [KEYS] [120x34]

``KEYS``: keys to press before, comma-separated. Textual's picture gives each character one cell; here wide ones have
two.
"""

from __future__ import annotations

import asyncio
import re
import sys
from html import unescape
from pathlib import Path

from rich.cells import cell_len

from audit.batch import Task
from audit.config import Settings
from audit.review.app import ReviewApp
from audit.review.session import Opened, Session, opened

_TEXT = re.compile(r'(<text [^>]*?x="[\d.]+"[^>]*?textLength=")([\d.]+)("[^>]*>)([^<]*)(</text>)')
_FONT = re.compile(r"@font-face \{[^}]*\}\s*")
_FAMILY = "monospace"


def session(*paths: str) -> Session:
    """A session on files."""
    files = [opened(Task(path, Settings(cache=False))) for path in paths]
    return Session([file for file in files if isinstance(file, Opened)])


async def draw(specimen: str, target: Path, keys: list[str], size: tuple[int, int]) -> None:
    """Write the SVG picture of the review of ``specimen``, after ``keys``, to ``target``."""
    app = ReviewApp(session(specimen))
    async with app.run_test(size=size) as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        target.write_text(_widened(app.export_screenshot(title="audit review")), "utf-8")


def _widened(svg: str) -> str:
    """The picture with text as long as its cells, in fonts of the viewer's own."""

    def text(found: re.Match[str]) -> str:
        shown = unescape(found[4])
        length = float(found[2]) / max(len(shown), 1) * cell_len(shown)
        return f"{found[1]}{length:.1f}{found[3]}{found[4]}{found[5]}"

    return _TEXT.sub(text, _FONT.sub("", svg)).replace("Fira Code, monospace", _FAMILY)


if __name__ == "__main__":
    specimen, target, *rest = sys.argv[1:]
    pressed = [key for key in (rest[0] if rest else "").split(",") if key]
    columns, rows = map(int, (rest[1] if len(rest) > 1 else "120x34").split("x"))
    asyncio.run(draw(specimen, Path(target), pressed, (columns, rows)))
