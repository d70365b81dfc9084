"""Allow-entries at the end of a settings file: what stands in it stays as it is."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from audit.config import Allow, SettingsError, load, nearest_settings, parse
from audit.placing import line_end
from audit.rewrite import RewriteError, replace_file

_SPECIAL = "\\*?[!# "


def settings_file(file: Path, config: str | None = None) -> Path:
    """Where findings in ``file`` are allowed: the settings file that holds for it.

    Without one, an ``audit.toml`` to be made: in the working directory if the file lies below, else beside it.
    """
    if config is not None:
        return Path(config).resolve()
    here = file.resolve().parent
    for folder in (here, *here.parents):
        for candidate in (folder / "audit.toml", folder / "pyproject.toml"):
            if candidate.is_file() and load(candidate):
                return candidate
    return (Path.cwd() if here.is_relative_to(Path.cwd()) else here) / "audit.toml"


def entry(settings: Path, file: Path, fingerprint: str, reason: str) -> Allow:
    """An entry that allows one finding of one file."""
    path, folder = file.absolute(), settings.parent.resolve()
    seen = (
        path.relative_to(folder) if path.is_relative_to(folder) else path.resolve().relative_to(path.resolve().anchor)
    )
    pattern = "".join("\\" + mark if mark in _SPECIAL else mark for mark in seen.as_posix())
    return Allow(fingerprint=fingerprint, reason=reason, path="/" + pattern)


def allow(settings: Path, entries: Sequence[Allow]) -> None:
    """Append entries to a settings file, or make one that holds them.

    Raises:
        SettingsError: the file is damaged, or holds its entries in a form that cannot be added to.
        RewriteError: it cannot be written.
    """
    before = settings.read_bytes() if settings.exists() else b""
    try:
        text = before.decode("utf-8")
        held = _allowed(settings, tomllib.loads(text))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{settings}: cannot be read as TOML: {error}") from None
    new = _appended(text, "[[tool.audit.allow]]" if settings.name == "pyproject.toml" else "[[allow]]", entries)
    try:
        done = _allowed(settings, tomllib.loads(new)) == (*held, *entries)
    except (tomllib.TOMLDecodeError, AttributeError):
        done = False
    if not done:
        raise SettingsError(
            f"{settings}: holds “allow” as a list; write it as [[allow]] tables, so that more can be added"
        )
    if before or settings.exists():
        replace_file(str(settings), before, new.encode())
    else:
        _make(settings, new)
    load.cache_clear()
    nearest_settings.cache_clear()


def _make(settings: Path, text: str) -> None:
    try:
        with settings.open("x", encoding="utf-8", newline="") as file:
            file.write(text)
    except OSError as error:
        raise RewriteError(f"cannot be written: {error.strerror}") from None


def _allowed(settings: Path, stated: Mapping[str, Any]) -> tuple[Allow, ...]:
    table = stated.get("tool", {}).get("audit", {}) if settings.name == "pyproject.toml" else stated
    return parse(table, str(settings)).allow


def _appended(text: str, head: str, entries: Sequence[Allow]) -> str:
    end = line_end(text)
    tables = [
        [head, f"fingerprint = {_quoted(e.fingerprint)}", f"reason = {_quoted(e.reason)}", f"path = {_quoted(e.path)}"]
        for e in entries
    ]
    gap = "" if not text else end if text.endswith(("\n", "\r")) else end * 2
    return text + gap + (end * 2).join(end.join(table) for table in tables) + end


def _quoted(text: str) -> str:
    """A basic string of TOML, whose escapes are those of JSON and one more."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")
