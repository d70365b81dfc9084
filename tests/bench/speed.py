"""Measure speed: CPU seconds and memory of the command, cold, and how cost grows with length.

    python tests/bench/speed.py --shared ../shared --write reports/speed.md

Absolute times mean little on a shared machine. Every figure stands beside a reference run in
the same session: a bare interpreter that searches the same text for words, and, if
``--textlint COMMAND`` names one, textlint with its Japanese presets.
"""

from __future__ import annotations

import argparse
import os
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE)]

from corpora import rows  # noqa: E402

REFERENCE = "import regex,sys; t=open(sys.argv[1],encoding='utf-8').read(); regex.findall(r'\\w+|\\W', t)"


class Cost(NamedTuple):
    """What a command took: CPU seconds of it and its children, and peak memory in MB."""

    seconds: float
    megabytes: float


def cost(command: list[str], runs: int = 3) -> Cost:
    """The least over some runs. The command's status is not looked at, its output thrown away."""
    costs = []
    for _ in range(runs):
        pid = os.posix_spawnp(command[0], command, os.environ, file_actions=_silent())
        _, _, used = os.wait4(pid, 0)
        costs.append(Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024))
    return Cost(min(c.seconds for c in costs), max(c.megabytes for c in costs))


def _silent() -> list[tuple[int, int, str, int, int]]:
    sinks = (1, 2)
    return [(os.POSIX_SPAWN_OPEN, fd, os.devnull, os.O_WRONLY, 0) for fd in sinks]


def japanese(shared: Path, characters: int) -> str:
    """News and web sentences, one a line, up to a length."""
    lines: list[str] = []
    size = 0
    for row in rows(shared / "data" / "clean" / "kwdlc_ja.jsonl.gz"):
        for line in row["lines"]:
            lines.append(line)
            size += len(line) + 1
            if size >= characters:
                return "\n".join(lines)[:characters]
    return "\n".join(lines)[:characters]


def figures(shared: Path, textlint: str | None) -> Iterator[str]:
    """The lines of the report."""
    audit = str(Path(sys.executable).parent / "audit")
    with tempfile.TemporaryDirectory() as folder:

        def file(name: str, text: str) -> str:
            path = Path(folder) / name
            path.write_text(text, "utf-8")
            return str(path)

        article = file("article.txt", japanese(shared, 4000))
        large = file("large.txt", japanese(shared, 110_000))
        line = file("line.txt", japanese(shared, 350_000).replace("\n", ""))
        bare = cost([sys.executable, "-c", REFERENCE, article])
        yield "| what | CPU s | memory MB | times the reference |"
        yield "| --- | ---: | ---: | ---: |"
        for name, command in (
            (
                "reference: interpreter, one regular expression, 4,000 characters",
                [sys.executable, "-c", REFERENCE, article],
            ),
            ("`audit --version`", [audit, "--version"]),
            ("`audit check`, 4,000 characters of Japanese, cold", [audit, "check", "--no-cache", article]),
            ("`audit check --format json`, the same", [audit, "check", "--no-cache", "--format", "json", article]),
            (
                "`audit check`, 110,000 characters (326 KB) of Japanese lines",
                [audit, "check", "--no-cache", "-q", large],
            ),
            ("`audit check`, 340,000 characters (1 MB) in a single line", [audit, "check", "--no-cache", "-q", line]),
        ):
            used = cost(command)
            yield f"| {name} | {used.seconds:.2f} | {used.megabytes:.0f} | {used.seconds / bare.seconds:.1f} |"
        if textlint:
            shares = []
            for name, path in (("4,000 characters", article), ("326 KB", large)):
                ours = cost([audit, "check", "--no-cache", "-q", path])
                theirs = cost([*shlex.split(textlint), path], runs=1)
                shares.append(f"{theirs.seconds / ours.seconds:.1f} times on the same {name}")
                times = theirs.seconds / bare.seconds
                yield f"| textlint, the same {name} | {theirs.seconds:.2f} | {theirs.megabytes:.0f} | {times:.1f} |"
            yield ""
            yield f"textlint takes, in CPU time of the same minutes: {', '.join(shares)}."
        yield ""
        yield "| Japanese, characters | CPU s beyond the smallest | per 10,000 characters |"
        yield "| ---: | ---: | ---: |"
        small = cost([audit, "check", "--no-cache", "-q", file("1.txt", japanese(shared, 100))]).seconds
        for size in (4000, 40_000, 400_000):
            text = japanese(shared, 400_000)
            used = cost([audit, "check", "--no-cache", "-q", file(f"{size}.txt", (text * 2)[:size])], runs=2)
            extra = used.seconds - small
            yield f"| {size:,} | {extra:.2f} | {extra / size * 10_000:.3f} |"


def main() -> None:
    """Measure, print, and write the report if asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True, help="folder with data/")
    parser.add_argument("--textlint", help="command that runs textlint with its Japanese presets")
    parser.add_argument("--write", type=Path)
    parser.add_argument("--note", default="", help="a sentence about the machine")
    given = parser.parse_args()
    python = subprocess.run([sys.executable, "--version"], capture_output=True, text=True, check=True).stdout.strip()
    lines = ["# Speed", "", f"Measured on {date.today().isoformat()} by `tests/bench/speed.py` with {python}, "
             f"{os.cpu_count()} cores. {given.note}".rstrip(), ""]  # fmt: skip
    for line in figures(given.shared, given.textlint):
        print(line, flush=True)
        lines.append(line)
    if given.write:
        given.write.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
