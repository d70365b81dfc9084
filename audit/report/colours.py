"""The colours of the terminal report, as ``rich`` names them."""

from __future__ import annotations

STYLES: dict[str, str] = {
    # colours of the 256 that read on dark and on light grounds alike
    "critical": "bold red",
    "major": "bold dark_orange3",
    "minor": "steel_blue",
    "block": "bold white on red",
    "revise": "bold black on dark_orange3",
    "publish": "bold white on dark_green",
}
