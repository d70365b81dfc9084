"""What rules say of themselves, kept so that a run imports only those that have something to judge."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from hashlib import blake2s
from importlib import import_module
from pathlib import Path
from typing import Any

from audit import kept

Entry = tuple[dict[str, Any], str, str, dict[str, Any]]
"""Of a rule, in types that ``marshal`` knows: its fields, and module, name and options of its check."""

_HERE = Path(__file__).parent
_MADE_FROM = ("rules", "text", "annotate", "packs")
"""Folders with modules that hold rules, or constants that rules state their needs with."""


class Deferred:
    """A function of a module that is imported when it is first called."""

    def __init__(self, module: str, name: str, options: Mapping[str, Any]) -> None:
        self.__module__ = module
        self.__name__ = name
        self.stated = options
        """What it takes as options, and their defaults."""

    def __call__(self, *subject: Any, **options: Any) -> Any:
        return self.function(*subject, **options)

    @cached_property
    def function(self) -> Any:
        """The function itself."""
        return getattr(import_module(self.__module__), self.__name__)


def load() -> Sequence[Entry] | None:
    """The entries of all rules; None if they were not kept or may have changed."""
    entries: Sequence[Entry] | None = kept.load("rules", _stamp())
    return entries


def keep(entries: Sequence[Entry]) -> None:
    """Keep the entries for the next run."""
    kept.keep("rules", _stamp(), list(entries))


def _stamp() -> bytes:
    """A digest of names, sizes and times of all modules in the folders that rules are made from."""
    digest = blake2s()
    modules: list[os.DirEntry[str] | Path] = [*_modules(), _HERE / "rule.py"]
    for module in modules:
        state = module.stat()
        digest.update(f"{module.name}\0{state.st_size}\0{state.st_mtime_ns}\0".encode("utf-8", "surrogateescape"))
    return digest.digest()


def _modules() -> Iterator[os.DirEntry[str]]:
    folders = [str(_HERE / name) for name in _MADE_FROM]
    families = sorted(entry.path for entry in os.scandir(folders[0]) if entry.name.isidentifier() and entry.is_dir())
    for folder in (*folders, *families):
        modules = (entry for entry in os.scandir(folder) if entry.name.endswith(".py"))
        yield from sorted(modules, key=lambda entry: entry.name)
