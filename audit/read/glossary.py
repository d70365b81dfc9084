"""Glossaries: which terms a translation must, must not and need not translate, from CSV, TSV, TOML or TBX.

A table has a first row with ``source`` and ``target``, and, as wanted, ``status``, ``note`` and ``condition`` (words of
which the source must hold one); variants are parted by ``|``. TOML has the same keys in ``[[term]]`` tables.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator, Mapping
from io import StringIO
from pathlib import Path
from typing import Any

from audit.model import Term
from audit.read.decode import decode
from audit.read.page import ReadError
from audit.read.xml import XML_LANG, child, children, local, parsed, text_of

COLUMNS = ("source", "target", "status", "note", "condition")
STATUSES: Mapping[str, str] = {
    **dict.fromkeys(("", "required", "preferred", "approved", "mandatory"), "required"),
    **dict.fromkeys(("admitted", "allowed", "alternative"), "admitted"),
    **dict.fromkeys(("forbidden", "deprecated", "superseded", "rejected", "prohibited"), "forbidden"),
    **dict.fromkeys(("keep", "do not translate", "dnt", "untranslated"), "keep"),
}
"""What a status may be called: ``required``, ``admitted`` beside it, ``forbidden``, or ``keep`` as in the source."""
_TBX_STATUS = {"preferredTerm": "required", "admittedTerm": "admitted", "deprecatedTerm": "forbidden"}
_TBX_STATUS |= {"supersededTerm": "forbidden"}
_LARGEST = 50_000_000


def read_glossary(path: str) -> tuple[Term, ...]:
    """The terms of a file, in its order.

    Raises:
        ReadError: it cannot be opened or is no glossary; the reason says which line is wrong, and how.
    """
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise ReadError(path, f"cannot be read: {error.strerror}") from None
    if len(data) > _LARGEST:
        raise ReadError(path, f"is larger than {_LARGEST:,} bytes")
    text = decode(path, data, markup=True).text
    terms = tuple(parse_glossary(path, text))
    if not terms:
        raise ReadError(path, "holds no terms")
    return terms


def parse_glossary(path: str, text: str) -> Iterator[Term]:
    """The terms of a file's contents; ``path`` tells the format and stands in errors."""
    suffix = Path(path).suffix.lower()
    if text.lstrip("\ufeff \t\r\n").startswith("<"):
        return _tbx(path, text)
    return _toml(path, text) if suffix == ".toml" else _table(path, text)


def _term(path: str, line: int, cells: Mapping[str, Any]) -> Term:
    stated = {name: _variants(cells.get(name)) for name in ("source", "target", "condition")}
    named = str(cells.get("status") or "").strip().lower().replace("-", " ").replace("_", " ")
    if named not in STATUSES:
        expected = ", ".join(sorted({*STATUSES.values()}))
        raise ReadError(path, f"line {line}: unknown status “{named}”; expected {expected}")
    status = STATUSES[named]
    if status == "forbidden" and not stated["target"]:
        raise ReadError(path, f"line {line}: a forbidden term needs a target, the words that are forbidden")
    if status != "forbidden" and not stated["source"]:
        raise ReadError(path, f"line {line}: a term needs a source")
    if status in ("required", "admitted") and not stated["target"]:
        raise ReadError(
            path, f"line {line}: “{stated['source'][0]}” has no target; say what it is to be, or status keep"
        )
    return Term(**stated, status=status, note=str(cells.get("note") or ""), line=line)


def _variants(stated: object) -> tuple[str, ...]:
    parts = stated if isinstance(stated, list) else str(stated or "").split("|")
    return tuple(text for part in parts if (text := str(part).strip()))


def _table(path: str, text: str) -> Iterator[Term]:
    head = text.lstrip("\ufeff").partition("\n")[0]
    delimiter = max("\t;,", key=head.count)
    reader = csv.reader(StringIO(text.lstrip("\ufeff"), newline=""), delimiter=delimiter, strict=True)
    names: list[str] = []
    try:
        for cells in reader:
            if not any(map(str.strip, cells)) or cells[0].startswith("#"):
                continue
            if not names:
                names = _head(path, cells)
            elif len(cells) > len(names):
                raise ReadError(
                    path, f"line {reader.line_num}: {len(cells)} cells where the first row has {len(names)}"
                )
            else:
                yield _term(path, reader.line_num, dict(zip(names, cells, strict=False)))
    except csv.Error as error:
        raise ReadError(path, f"line {reader.line_num}: is no CSV: {error}") from None


def _head(path: str, cells: list[str]) -> list[str]:
    names = [cell.strip().lower() for cell in cells]
    if {"source", "target"} - {*names}:
        raise ReadError(path, f"line 1: the first row has to name the columns {', '.join(COLUMNS)} (two at least)")
    if unknown := [name for name in names if name not in COLUMNS]:
        raise ReadError(path, f"line 1: unknown column “{unknown[0]}”; expected {', '.join(COLUMNS)}")
    return names


def _toml(path: str, text: str) -> Iterator[Term]:
    try:
        stated = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ReadError(path, f"is no TOML: {error}") from None
    for number, cells in enumerate(stated.get("term", ()), 1):
        if not isinstance(cells, dict) or (cells.keys() - {*COLUMNS}):
            raise ReadError(path, f"term {number}: has to be a table with the keys {', '.join(COLUMNS)}")
        yield _term(path, number, cells)


def _tbx(path: str, text: str) -> Iterator[Term]:
    """Every pair of languages of every concept; ``Term.languages`` says which."""
    root = parsed(path, text, "TBX")
    for entry in root.iter():
        if local(entry) in ("termEntry", "conceptEntry"):
            sides = [(lang.get(XML_LANG) or "", list(_said(lang))) for lang in children(entry, "langSet", "langSec")]
            for theirs, words in sides:
                for ours, others in sides:
                    if theirs != ours:
                        yield from _pairs(entry.sourceline or 0, (theirs, ours), words, others)


def _said(lang: Any) -> Iterator[tuple[str, str]]:
    """The terms of a language and the status of each."""
    for section in lang.iter():
        if local(section) not in ("tig", "ntig", "termSec"):
            continue
        group = child(section, "termGrp")
        holder = section if group is None else group
        notes = [note for note in children(holder, "termNote") if note.get("type") in _STATUS_NOTES]
        stated = text_of(notes[0]).partition("-")[0] if notes else ""
        yield text_of(child(holder, "term")), _TBX_STATUS.get(stated, "required")


_STATUS_NOTES = ("administrativeStatus", "normativeAuthorization")


def _pairs(
    line: int, languages: tuple[str, str], words: list[tuple[str, str]], others: list[tuple[str, str]]
) -> Iterator[Term]:
    sources = tuple(word for word, status in words if word and status != "forbidden")
    for wanted in ("required", "admitted", "forbidden"):
        targets = tuple(word for word, status in others if word and status == wanted)
        if sources and targets:
            yield Term(sources, targets, wanted, line=line, languages=languages)
