"""The baseline: findings that were there when it was written, so that only new ones stand in the way.

A JSON file, ``.audit-baseline.json`` unless the settings name another. It holds fingerprints, which do not change when
a text moves, by file as seen from its own folder; those of a file that has been renamed still count.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Annotated

import msgspec

from audit.config import SettingsError
from audit.model import Report

NAME = ".audit-baseline.json"


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A finding, how often it was in its file, and what a reader of the baseline wants to know of it."""

    fingerprint: str
    rule: str
    text: str
    count: Annotated[int, msgspec.Meta(ge=1)] = 1


class Baseline(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Findings by file."""

    version: int = 1
    files: dict[str, list[Entry]] = {}


def place(stated: str | None, folder: Path) -> Path | None:
    """Where the baseline is: the file ``stated`` (none for ""), or the nearest in ``folder`` and above, if any."""
    if stated is None:
        return _nearest(folder.absolute())
    return Path(stated) if stated else None


@cache
def _nearest(folder: Path) -> Path | None:
    return next((here / NAME for here in (folder, *folder.parents) if (here / NAME).is_file()), None)


@cache
def load(path: Path) -> Baseline:
    """The baseline in a file.

    Raises:
        SettingsError: there is none, or it is damaged.
    """
    try:
        read = msgspec.json.decode(path.read_bytes(), type=Baseline)
    except OSError as error:
        raise SettingsError(f"{path}: the baseline cannot be read: {error.strerror}") from None
    except msgspec.MsgspecError as error:
        raise SettingsError(f"{path}: is no baseline: {error}") from None
    if read.version != 1:
        raise SettingsError(f"{path}: is a baseline of version {read.version}; this audit reads version 1")
    return read


def known(path: Path, file: Path) -> Mapping[str, int]:
    """Fingerprints of a file and how often each was there; of a file not in the baseline, those of files now gone."""
    baseline = load(path)
    entries = baseline.files.get(_name(path, file))
    if entries is None:
        gone = (found for name, found in baseline.files.items() if not (path.parent / name).exists())
        entries = [entry for found in gone for entry in found]
    return {entry.fingerprint: entry.count for entry in entries}


def written(path: Path, reports: Iterable[Report], update: bool) -> str:
    """The baseline that holds the findings of these reports (allowed ones aside), as the text of its file.

    ``update``: of files that were not audited it keeps what it held, unless they are gone.
    """
    files: dict[str, list[Entry]] = {}
    if update and path.is_file():
        files = {name: entries for name, entries in load(path).files.items() if (path.parent / name).exists()}
    for report in reports:
        files[_name(path, Path(report.document.path))] = _entries(report)
    held = {name: entries for name, entries in sorted(files.items()) if entries}
    return msgspec.json.format(msgspec.json.encode(Baseline(files=held)), indent=1).decode() + "\n"


def _entries(report: Report) -> list[Entry]:
    found: dict[str, Entry] = {}
    for finding in report.findings:
        if finding.status != "allowed":
            count = found[finding.fingerprint].count + 1 if finding.fingerprint in found else 1
            found[finding.fingerprint] = Entry(finding.fingerprint, finding.rule, finding.text[:80], count)
    return list(found.values())


def _name(path: Path, file: Path) -> str:
    """A file as the baseline names it: from its folder on where that is above it."""
    here, folder = file.absolute(), path.absolute().parent
    return (here.relative_to(folder) if here.is_relative_to(folder) else here).as_posix()
