"""Examples of the pair packs: ``tests/pairs/<from>-<to>[.<part>].md``, in the notation of the rule cases."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import cases
import regex

from audit.packs import PackError
from audit.packs.routes import Entry, Route
from audit.text.needles import Passages, needles
from audit.text.traces import disjoint, traces

HERE = Path(__file__).parent / "pairs"
_HEADING = re.compile(r"^## (.+)$", re.M)


def failures(route: Route, pair: str) -> Iterator[str]:
    """Examples in which the entries match something else than what is marked, and entries without example."""
    shown: set[str] = set()
    for path in sorted(HERE.glob(f"{pair}*.md")):
        if path.name.split(".")[0] != pair:
            continue
        yield from _wrong(route, path, shown)
    for entry in route.entries:
        if entry.strength == "strong" and entry.pattern not in shown:
            yield f"no example: {entry.pattern}"


def _wrong(route: Route, path: Path, shown: set[str]) -> Iterator[str]:
    section = ""
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if heading := _HEADING.match(line):
            section = heading[1]
            continue
        for case in cases.read(line, f"{path.name}:{number}", default=section or "?"):
            strong = section in ("fires", "quiet")
            found = [t for t in traces(Passages(case.text), route) if (t.entry.strength == "strong") is strong]
            shown.update(trace.entry.pattern for trace in found)
            spans = {tuple(trace.span) for trace in disjoint(found)}
            if spans != {tuple(span) for span in case.expected}:
                said = ", ".join(case.text[slice(*span)] for span in sorted(spans)) or "nothing"
                yield f"{path.name}:{number}: found {said} in: {case.text}"


def malformed(route: Route, entries: Iterable[Entry]) -> Iterator[str]:
    """Entries that are double, incomplete, do not compile, or cannot be looked up by a literal string."""
    seen: set[str] = set()
    shortest = 4 if route.edges == "both" else 2
    for entry in entries:
        if entry.pattern in seen:
            yield f"twice: {entry.pattern}"
        seen.add(entry.pattern)
        if not all((entry.through, entry.meaning, entry.suggestion, entry.reason)):
            yield f"empty cells: {entry.pattern}"
        try:
            regex.compile(route.compilable(entry), regex.V1)
        except (regex.error, PackError) as error:
            yield f"{entry.pattern}: {error}"
            continue
        wanted = needles(route.sought(entry))
        if not wanted or min(map(len, wanted)) < min(shortest, 3 if entry.strength == "strong" else 2):
            yield f"no literal to look for, or too short a one ({sorted(wanted or ())}): {entry.pattern}"
