"""Reports of files that have not changed since, so that a second look costs next to nothing.

A report is found again under a digest of everything it was made from: the file, its source, reference and glossary,
the settings, and the auditor itself. Kept in the user's cache folder; what is damaged or cannot be written is audited
again.
"""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from io import BytesIO
from pathlib import Path
from time import time
from typing import Any

from audit import __version__
from audit.model import Report
from audit.packs import Pack, load

_LARGEST = 2_000_000
"""Bytes of a report that is still kept."""
_MOST, _OLDEST = 1000, 30 * 24 * 3600.0
"""Reports kept, and seconds for which."""


def folder() -> Path:
    """Where reports are kept: ``AUDIT_CACHE``, or ``translation-audit`` in the user's cache folder."""
    if stated := os.environ.get("AUDIT_CACHE"):
        return Path(stated)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local")) / "translation-audit" / "Cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "translation-audit"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "translation-audit"


def key(stated: bytes, files: Iterable[str]) -> str | None:
    """The digest of what is ``stated`` and of the contents of ``files``.

    None if one cannot be read, or is no regular file: a pipe can be read only once.
    """
    digest = blake2b(_auditor() + stated, digest_size=20)
    for path in files:
        try:
            if not Path(path).is_file():
                return None
            data = Path(path).read_bytes()
        except (OSError, ValueError):
            return None
        digest.update(len(data).to_bytes(8) + data)
    return digest.hexdigest()


def find(key: str) -> Report | None:
    """The report kept under a digest."""
    try:
        data = (folder() / key[:2] / key).read_bytes()
        report = _Reader(BytesIO(data)).load()
    except (OSError, RuntimeError, EOFError, ValueError, TypeError, AttributeError, pickle.UnpicklingError):
        return None
    return report if isinstance(report, Report) else None


def keep(key: str, report: Report) -> None:
    """Keep a report as a whole or not at all."""
    written = BytesIO()
    _Writer(written, protocol=5).dump(report)
    data = written.getvalue()
    if len(data) > _LARGEST:
        return
    with suppress(OSError, RuntimeError):
        place = folder() / key[:2]
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = place / f"{key}.{os.getpid()}"
        draft.write_bytes(data)
        draft.replace(place / key)
        if key.endswith("00"):
            _tidy()


def _tidy() -> None:
    """Remove what is old, and the oldest of what is too much; done about every 250th time."""
    kept = sorted(((path.stat().st_mtime, path) for path in folder().glob("??/*")), reverse=True)
    for number, (written, path) in enumerate(kept):
        if number >= _MOST or written < time() - _OLDEST:
            path.unlink(missing_ok=True)


class _Writer(pickle.Pickler):
    """Packs are written by name: a report names its languages, it does not hold what is known of them."""

    def reducer_override(self, value: Any) -> Any:
        return (load, (value.lang,)) if isinstance(value, Pack) else NotImplemented


class _Reader(pickle.Unpickler):
    """Reads the parts of a report and nothing else, whatever the file holds."""

    def find_class(self, module: str, name: str) -> Any:
        if module in ("audit.model", "array") or (module, name) == ("audit.packs", "load"):
            return super().find_class(module, name)
        if module.startswith("audit."):
            found = super().find_class(module, name)
            if isinstance(found, type) and issubclass(found, tuple):  # a note is made of named tuples
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no part of a report")


@cache
def _auditor() -> bytes:
    """What there is of the auditor: its version, and sizes and times of its files."""
    digest = blake2b(f"{__version__} {sys.version}".encode(), digest_size=16)
    pending = [str(Path(__file__).parent)]
    while pending:
        for entry in sorted(os.scandir(pending.pop()), key=lambda entry: entry.name):
            if entry.is_dir():
                pending += [entry.path] if entry.name != "__pycache__" else []
            else:
                state = entry.stat()
                digest.update(
                    f"{entry.name}\0{state.st_size}\0{state.st_mtime_ns}\0".encode("utf-8", "surrogateescape")
                )
    return digest.digest()
