"""Which files to audit: paths, folders and patterns turned into files in a fixed order.

Inside folders only files of a known extension count, and what version control, ``.gitignore``
or convention sets aside is passed over. A file that is named is always tried.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from glob import glob, has_magic
from pathlib import Path
from typing import TYPE_CHECKING

from audit.read.page import ReadError

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

STDIN = "-"

_SET_ASIDE = frozenset({"node_modules", "bower_components", "venv", "env", "__pycache__", "build", "dist"})
_MARKERS = ("pyvenv.cfg", "CACHEDIR.TAG")
"""A folder that holds one of these was made by a tool."""


def walk(paths: Iterable[str]) -> Iterator[str | ReadError]:
    """The files under ``paths`` (files, folders, glob patterns, ``-``), each once.

    In the order of ``paths``, and sorted within a folder. What gives no file gives a
    ``ReadError`` in its place; nothing is raised.
    """
    seen: set[str] = set()
    for path in paths:
        for found in _under(path):
            if isinstance(found, ReadError):
                yield found
            elif found not in seen:
                seen.add(found)
                yield found


def unreadable(path: Path) -> str | None:
    """Why ``path`` cannot be opened as a file, and what to do; None if it can."""
    try:
        if path.is_dir():
            return "is a folder, not a file"
        if path.exists():
            if path.is_socket() or path.is_block_device() or path.is_char_device():
                return "is a device or socket, not a file"
            if path.is_fifo() and path.resolve().exists():  # those of <(…) have no name and are read
                return "is a named pipe, which may never end; audit “-” and send the pipe to standard input"
            return None if os.access(path, os.R_OK) else "permission denied: you may not read this file"
        if path.is_symlink():
            return "is a link to a file that does not exist"
    except (OSError, ValueError) as error:
        return f"is no path: {error}"
    return "does not exist" + _nearest(path)


def _nearest(path: Path) -> str:
    try:
        names = [entry.name for entry in path.parent.iterdir()]
    except OSError:
        return f"; nor does the folder {path.parent}" if not path.parent.is_dir() else ""
    close = get_close_matches(path.name, sorted(names), 1, 0.75)
    return f"; did you mean {path.parent / close[0]}?" if close else ""


def _under(path: str) -> Iterator[str | ReadError]:
    if path == STDIN:
        yield path
        return
    if has_magic(path) and not os.path.lexists(path):
        yield from _matching(path)
        return
    reason = unreadable(Path(path))
    if reason is None:
        yield path
    elif Path(path).is_dir():
        yield from _folder(Path(path))
    else:
        yield ReadError(path, reason)


def _matching(pattern: str) -> Iterator[str | ReadError]:
    matches = sorted(glob(pattern, recursive=True))  # noqa: PTH207 (a pattern may be absolute)
    files = [path for path in matches if Path(path).is_file()]
    if not matches:
        yield ReadError(pattern, "no file matches this pattern")
    elif "**" in pattern or files:  # a folder beside files is not meant
        yield from files
    else:
        for path in matches:
            yield from _under(path)


def _folder(folder: Path) -> Iterator[str | ReadError]:
    if not os.access(folder, os.R_OK | os.X_OK):
        yield ReadError(str(folder), "permission denied: you may not list this folder")
        return
    above = _ignores_above(folder)
    if above and above.ignore(folder.absolute(), folder=True):
        above = None  # named although set aside: it is meant
    empty = True
    for found in _files(folder, above):
        empty = False
        yield found
    if empty:
        yield ReadError(str(folder), f"holds no text to audit (looked for {', '.join(_extensions())})")


def _extensions() -> Sequence[str]:
    from audit.read import FORMATS

    return [extension for format in FORMATS.values() if not format.named_only for extension in format.extensions]


class _Ignores:
    """The patterns of a folder's ``.gitignore``, below those of the folders above it."""

    def __init__(self, folder: Path, above: _Ignores | None) -> None:
        self.folder = folder
        self.above = above
        self.spec = _patterns(folder)

    def ignore(self, path: Path, *, folder: bool) -> bool:
        """Does the nearest ``.gitignore`` that says anything about ``path`` exclude it?"""
        if self.spec:
            name = path.relative_to(self.folder).as_posix() + "/" * folder
            verdict = self.spec.check_file(name).include
            if verdict is not None:
                return verdict
        return self.above is not None and self.above.ignore(path, folder=folder)


def _patterns(folder: Path) -> GitIgnoreSpec | None:
    try:
        lines = (folder / ".gitignore").read_text("utf-8", "replace").splitlines()
    except OSError:
        return None
    from pathspec import GitIgnoreSpec

    try:
        return GitIgnoreSpec.from_lines(lines)
    except ValueError:  # a pattern that git, too, would ignore
        return None


def _ignores_above(folder: Path) -> _Ignores | None:
    """The patterns of the repository that ``folder`` is in, from its root to above the folder."""
    here = folder.absolute()
    for root in (here, *here.parents):
        if (root / ".git").exists():
            break
    else:
        return None
    chain: _Ignores | None = None
    for step in (*reversed(here.parents), here)[len(root.parents) : -1]:
        chain = _Ignores(step, chain)
    return chain


def _files(folder: Path, above: _Ignores | None) -> Iterator[str | ReadError]:
    """Files in and below ``folder``, a folder's own files and its folders sorted by name."""
    extensions = frozenset(_extensions())
    pending: list[tuple[Path, _Ignores | None]] = [(folder, above)]
    while pending:
        here, above = pending.pop()
        try:
            entries = sorted(os.scandir(here), key=lambda entry: entry.name)
        except OSError as error:
            yield ReadError(str(here), f"cannot be listed: {error.strerror}")
            continue
        ignores = _Ignores(here.absolute(), above)
        folders: list[Path] = []
        for entry in entries:
            path = here / entry.name
            is_folder = entry.is_dir(follow_symlinks=False)
            if ignores.ignore(path.absolute(), folder=is_folder):
                continue
            if is_folder and not _set_aside(path):
                folders.append(path)
            elif not entry.name.startswith(".") and path.suffix.lower() in extensions and entry.is_file():
                yield str(path)
        pending += ((path, ignores) for path in reversed(folders))


def _set_aside(folder: Path) -> bool:
    name = folder.name
    return name.startswith(".") or name in _SET_ASIDE or any((folder / marker).exists() for marker in _MARKERS)
