"""What a commit would hold: the staged version of each file, and which of its lines are new.

Asks git, once for all files; paths are bytes to git and come as ``os.fsdecode`` reads them.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

_HUNK = re.compile(rb"^@@ -\S+ \+(?P<start>\d+)(?:,(?P<count>\d+))? @@", re.M)
_SECTION = re.compile(rb"^diff --git ", re.M)
_OF_FILE = b"100"
"""How the modes of regular files begin; links and submodules have others."""


class GitError(Exception):
    """Git is missing, or this is no repository, or git says no. The message is what git said."""


class Staged(NamedTuple):
    """A file that a commit would add or change."""

    name: str
    """As git names it: from the root of the repository on."""
    lines: tuple[range, ...] | None
    """Its new lines, counted from 1; None: unknown, as of a file that git takes for binary."""


def git(*arguments: str, stdin: bytes | None = None) -> bytes:
    """What a git command prints.

    Raises:
        GitError: it failed.
    """
    try:
        done = subprocess.run(["git", *arguments], input=stdin, capture_output=True, check=False)
    except OSError as error:
        raise GitError(f"git cannot be run: {error.strerror}") from None
    if done.returncode:
        raise GitError(done.stderr.decode("utf-8", "replace").strip() or f"git {arguments[0]} failed")
    return done.stdout


def root() -> Path:
    """The top folder of the repository here.

    Raises:
        GitError: there is none.
    """
    return Path(os.fsdecode(git("rev-parse", "--show-toplevel").rstrip(b"\n")))


def staged() -> list[Staged]:
    """The regular files that are staged as added, copied, changed or renamed, in the order of their names.

    Raises:
        GitError: this is no repository.
    """
    asked = ("--cached", "--no-color", "--no-ext-diff", "--no-textconv", "-M", "--diff-filter=ACMRT")
    files = list(_files(git("diff", "--raw", "-z", *asked)))
    if not files:
        return []
    texts = _SECTION.split(git("diff", "-U0", *asked))[1:]
    changes: Sequence[bytes | None] = texts if len(texts) == len(files) else [None] * len(files)
    return [Staged(name, _lines(change)) for (mode, name), change in zip(files, changes, strict=True) if mode]


def _files(raw: bytes) -> Iterator[tuple[bool, str]]:
    """Whether it is a regular file, and its (new) name, for each entry of ``git diff --raw -z``."""
    fields = iter(raw.split(b"\0")[:-1])
    for about in fields:
        _, mode, _, _, status = about.split(b" ")
        name = next(fields)
        if status[:1] in b"RC":
            name = next(fields)
        yield mode.startswith(_OF_FILE), os.fsdecode(name)


def _lines(change: bytes | None) -> tuple[range, ...] | None:
    if change is None or b"\nBinary files " in change:
        return None
    hunks = ((int(hunk["start"]), int(hunk["count"] or 1)) for hunk in _HUNK.finditer(change))
    return tuple(range(start, start + max(count, 1)) for start, count in hunks)


def export(names: Sequence[str], folder: Path) -> None:
    """Write the staged version of files below a folder, as a checkout would.

    Raises:
        GitError: git cannot.
    """
    listed = b"\0".join(map(os.fsencode, names))
    top = os.fsdecode(git("rev-parse", "--show-toplevel").rstrip(b"\n"))
    git("-C", top, "checkout-index", "--quiet", "-z", "--stdin", f"--prefix={folder}{os.sep}", stdin=listed)
