"""What an edit changes in a text, as a unified diff, for ``patch`` or for eyes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher, unified_diff
from itertools import groupby

from audit.report.excerpt import visible

_LONGEST = 2000
"""Characters of two lines up to which they are compared letter by letter."""
_COLORS = {"-": "31", "+": "32", "@": "36"}
_UNENDED = "\n\\ No newline at end of file\n"


def unified(path: str, before: str, after: str, *, color: bool = False) -> str:
    """The difference of two texts of one file; "" if there is none. Lines end as they do in the file.

    With ``color`` it is for a terminal: characters that cannot be seen stand as U+FFFD.
    """
    name = visible(path)
    lines = list(unified_diff(_lines(before), _lines(after), name, name, n=2))
    if color:
        return "".join(_colored(lines))
    return "".join(line if line.endswith("\n") else line + _UNENDED for line in lines)


def _lines(text: str) -> list[str]:
    """``text`` in lines as ``patch`` counts them, each with its end."""
    return re.findall(r"[^\n]*\n|[^\n]+", text)


def _colored(lines: list[str]) -> Iterator[str]:
    """Lines with colours, the characters that differ between a removed and an added line reversed."""
    for line in lines[:2]:
        yield f"\x1b[1m{line.rstrip()}\x1b[0m\n"
    removed: list[str] = []
    for sign, run in groupby(lines[2:], key=lambda line: line[0]):
        group = [line[1:].rstrip("\r\n") for line in run]
        if sign == "-":
            removed = group
            continue
        if sign == "+" and len(removed) == len(group):
            pairs = [_marked(*both) for both in zip(removed, group, strict=True)]
            yield from (_painted("-", old) for old, _ in pairs)
            yield from (_painted("+", new) for _, new in pairs)
        else:
            yield from (_painted("-", visible(line)) for line in removed)
            yield from (_painted(sign, visible(line)) for line in group)
        removed = []
    yield from (_painted("-", visible(line)) for line in removed)


def _painted(sign: str, line: str) -> str:
    return f"\x1b[{_COLORS[sign]}m{sign}{line}\x1b[0m\n" if sign in _COLORS else f"{sign}{line}\n"


def _marked(old: str, new: str) -> tuple[str, str]:
    """Two lines, the characters in which they differ reversed."""
    if len(old) + len(new) > _LONGEST:
        return visible(old), visible(new)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    sides = ["", ""]
    for kind, start, end, start_new, end_new in matcher.get_opcodes():
        for side, changed in enumerate((old[start:end], new[start_new:end_new])):
            piece = visible(changed)
            sides[side] += f"\x1b[7m{piece}\x1b[27m" if kind != "equal" and piece else piece
    return sides[0], sides[1]
