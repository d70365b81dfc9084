"""Draw the README's pictures of the HTML report: a real page on a specimen, in light and in dark.

    python tests/bench/html_picture.py seeds/damaged/ja-through-korean.txt reports

writes ``html_light.png`` and ``html_dark.png`` there. Needs Playwright, Chromium, and fonts that have the
text's letters.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from audit.batch import Task, audit_files
from audit.config import Settings
from audit.report import Options, renderer

SIZE = {"width": 1280, "height": 1240}


def draw(specimen: str, target: Path) -> None:
    """Write both pictures into the folder ``target``; the dark one with the first finding chosen."""
    page = renderer("html").render(audit_files([Task(specimen, Settings())]), Options())
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        path = Path(folder) / "report.html"
        path.write_text(page, "utf-8", newline="")
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for scheme in ("light", "dark"):
            window = browser.new_page(viewport=SIZE, color_scheme=scheme)
            window.goto(path.as_uri())
            if scheme == "dark":
                window.focus("mark > a")
            window.screenshot(path=target / f"html_{scheme}.png")
        browser.close()


if __name__ == "__main__":
    draw(sys.argv[1], Path(sys.argv[2]))
