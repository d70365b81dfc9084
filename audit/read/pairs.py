"""Pairs of source and translation, one in a row: TSV, CSV (RFC 4180), and JSON, one object in a line or a list of them.

Columns are found by the names in the first row; without names the first two are source and translation.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO
from pathlib import PurePath
from typing import Any, NamedTuple

from audit.read.container import Container, is_language, refused
from audit.read.page import Page, ReadError

_NAMES: Mapping[str, tuple[str, ...]] = {
    "source": ("source", "src", "sourcetext", "sourcesegment", "original", "originaltext", "原文"),
    "target": (
        *("target", "tgt", "trg", "translation", "targettext", "targetsegment", "translatedtext", "translated"),
        *("mt", "machinetranslation", "hypothesis", "hyp", "output", "ht", "postedit", "pe", "訳文", "译文", "譯文"),
    ),
    "key": ("id", "key", "location", "name", "segmentid", "segid"),
    "comment": ("comment", "comments", "note", "notes", "developercomments", "description"),
    "context": ("context", "msgctxt"),
    "limit": ("limit", "maxlength", "maxlen", "charlimit", "characterlimit"),
    "source language": ("sourcelanguage", "sourcelang", "srclang", "sl"),
    "language": ("language", "lang", "targetlanguage", "targetlang", "tgtlang", "trglang", "tl"),
}
"""What each column may be called, in small letters without blanks, the likeliest name first."""
_IN_BRACKETS = re.compile(r"[\[(](.+?)[\])]")
_NO_LETTER = re.compile(r"[\W_]+")
_FILE = re.compile(r"(?:^|[._-])([a-z]{2,3})[-_]([a-z]{2,3})(?=[._-]|$)")


class _Row(NamedTuple):
    line: int
    cells: Mapping[str, Any]


class _Columns(NamedTuple):
    """The column of each role, and the languages that the names of the columns state."""

    role: Mapping[str, str]
    source_language: str | None
    language: str | None


def page(path: str, text: str) -> Page:
    """Every row as an entry named after its line, or after its ``id``.

    Raises:
        ReadError: rows that are broken, or not one with two columns.
    """
    rows = list(_objects(path, text) if text.lstrip()[:1] in ("{", "[") else _table(path, text))
    columns = _columns(dict.fromkeys(name for row in rows[:100] for name in row.cells))
    if columns is None:
        raise ReadError(path, "holds no pairs: source and translation are expected in two columns of each row")
    container = Container(path, "pairs")
    for row in rows:
        cells = {role: row.cells.get(name) for role, name in columns.role.items()}
        if not any(_string(cells[side]).strip() for side in ("source", "target")):
            continue
        name = f"line {row.line}" if cells.get("key") in (None, "") else f"line {row.line}: {cells['key']}"
        container.add(name, _string(cells["target"]), _string(cells["source"]), line=row.line, **_about(cells))
    return container.page(*_languages(path, columns, rows))


def _about(cells: Mapping[str, Any]) -> dict[str, Any]:
    about = {role: cells[role] for role in ("comment", "context") if isinstance(cells.get(role), str)}
    limit = str(cells.get("limit") or "")
    if limit.isdecimal():
        about["limit"] = int(limit)
    about["state"] = "translated" if _string(cells["target"]).strip() else "untranslated"
    return about | ({"id": str(cells["key"])} if cells.get("key") not in (None, "") else {})


def _string(cell: object) -> str:
    return cell if isinstance(cell, str) else ""


# Rows


def _objects(path: str, text: str) -> Iterator[_Row]:
    """The objects of JSON lines, or of one JSON list."""
    if text.lstrip().startswith("[") and (found := _json(path, text, 1)) and isinstance(found, list):
        nested = found if any(isinstance(row, (dict, list)) for row in found) else []
        yield from (_Row(number, _flat(row)) for number, row in enumerate(nested, 1))
        return
    for line, row in enumerate(text.split("\n"), 1):
        if row.strip():
            yield _Row(line, _flat(_json(path, row, line)))


def _json(path: str, text: str, line: int) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        if text.lstrip().startswith("[") and line == 1 and error.msg == "Extra data":
            return None
        raise refused(path, "JSON", error.msg, line + error.lineno - 1, error.colno) from None
    except RecursionError:
        raise refused(path, "JSON", "nested too deeply", line) from None


def _flat(row: object) -> dict[str, Any]:
    """The cells of an object or list; ``{"translation": {"en": …, "ja": …}}`` gives one of each language."""
    if isinstance(row, list):
        return {str(number): cell for number, cell in enumerate(row)}
    cells: dict[str, Any] = {}
    for name, cell in row.items() if isinstance(row, dict) else ():
        cells |= cell if isinstance(cell, dict) and all(map(is_language, cell)) else {name: cell}
    return cells


def _table(path: str, text: str) -> Iterator[_Row]:
    records = _records(path, text)
    first = next(records, None)
    if first is None:
        return
    line, names = first
    if not _is_head(names):
        yield _Row(line, _numbered(names))
        yield from (_Row(line, _numbered(cells)) for line, cells in records)
        return
    for line, cells in records:
        if len(cells) > len(names):
            raise refused(path, "table", f"{len(cells)} cells where the first row has {len(names)}", line)
        yield _Row(line, dict(zip(names, cells, strict=False)))


def _records(path: str, text: str) -> Iterator[tuple[int, list[str]]]:
    """Each row with the line it begins in."""
    tabs = "\t" in text.partition("\n")[0]
    if tabs and not _is_quoted(text):
        for line, row in enumerate(text.split("\n"), 1):
            if row.strip():
                yield line, row.rstrip("\r").split("\t")
        return
    delimiter = "\t" if tabs else _delimiter(text)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        reason = "a quotation mark is opened and not closed" if "unexpected end" in str(error) else str(error)
        raise refused(path, "CSV", f"in the row that begins here, {reason}", line) from None


def _is_quoted(text: str) -> bool:
    """Are quotation marks in a TSV file its own? If every row comes out alike so, and some hold what needs them."""
    if '"' not in text:
        return False
    try:
        widths = {len(row) for row in csv.reader(StringIO(text, newline=""), "excel-tab", strict=True) if row}
    except csv.Error:
        return False
    return len(widths) == 1 and ('""' in text or {line.count("\t") + 1 for line in text.splitlines() if line} != widths)


def _delimiter(text: str) -> str:
    head = text.partition("\n")[0]
    return max((",", ";", "|"), key=head.count)


# Columns


def _is_head(names: Sequence[str]) -> bool:
    found = [_role(name) for name in names]
    sides = {"source", "target"} & {role for role, _ in found}
    languages = sum(language is not None for _, language in found)
    return len(set(names)) == len(names) and (len(sides) == 2 or languages > 1 or (bool(sides) and len(names) > 1))


def _role(name: str) -> tuple[str | None, str | None]:
    """What a column of this name holds, and the language it states: ``source (en)``, ``de``, ``target_fr``."""
    stated = _IN_BRACKETS.search(name)
    language = stated[1] if stated and is_language(stated[1]) else None
    bare = _IN_BRACKETS.sub("", name).strip().lower()
    if role := _named(bare):
        return role, language
    if language is None and is_language(bare):
        return None, bare
    first, _, last = bare.rpartition("_")
    return (_named(first), last) if language is None and first and is_language(last) else (None, language)


def _named(name: str) -> str | None:
    plain = _NO_LETTER.sub("", name)
    return next((role for role, names in _NAMES.items() if plain in names), None)


def _columns(names: Iterable[str]) -> _Columns | None:
    names = list(names)
    roles = {name: _role(name) for name in names}
    found: dict[str, str] = {}
    for role, likely in _NAMES.items():
        ranked = [(likely.index(_plain(name)), name) for name in names if roles[name][0] == role]
        if ranked:
            found[role] = min(ranked)[1]
    free = [name for name in names if name not in found.values()]
    tongues = [name for name in free if roles[name][1] and roles[name][0] is None]
    unnamed = all(name.isdecimal() for name in names)
    rest = tongues or (free if unnamed or (len(free) == 1 and {"source", "target"} & found.keys()) else [])
    for side in ("source", "target"):
        if side not in found and rest:
            found[side] = rest.pop(0)
    if "source" not in found or "target" not in found:
        return None
    return _Columns(found, roles[found["source"]][1], roles[found["target"]][1])


def _plain(name: str) -> str:
    bare = _IN_BRACKETS.sub("", name).strip().lower()
    first, _, last = bare.rpartition("_")
    return _NO_LETTER.sub("", first if first and is_language(last) else bare)


def _numbered(cells: Sequence[str]) -> dict[str, str]:
    return {str(number): cell for number, cell in enumerate(cells)}


def _languages(path: str, columns: _Columns, rows: Sequence[_Row]) -> tuple[str | None, str | None]:
    """Of translation and source: as a column says, as a column is called, or as the file is (``en-ja.tsv``)."""
    stated = [
        {row.cells.get(columns.role[role]) for row in rows} if role in columns.role else set()
        for role in ("language", "source language")
    ]
    theirs, ours = (str(tags.pop()) if len(tags) == 1 else None for tags in (stated[1], stated[0]))
    file = _FILE.search(PurePath(path).stem.lower())
    named = file.groups() if file and all(map(is_language, file.groups())) else (None, None)
    return ours or columns.language or named[1], theirs or columns.source_language or named[0]
