r"""Apple string tables (Localizable.strings): ``"key" = "value";`` with comments, or the same as a property list."""

from __future__ import annotations

import re

from audit.read import keyed
from audit.read.container import Lines, paired, refused
from audit.read.keyed import Leaf
from audit.read.page import Page, ReadError
from audit.read.plist import Dictionary, dictionary

_TOKEN = re.compile(
    r"""\s+ | /\*(?P<comment>.*?)\*/ | //(?P<remark>[^\n\r]*) | "(?P<quoted>(?:[^"\\]|\\.)*)"
    | (?P<bare>(?!/[/*])[\w.$/:-]+) | (?P<sign>[=;])""",
    re.X | re.S,
)
_ESCAPE = re.compile(r"\\([Uu][0-9a-fA-F]{4}|[0-7]{3}|.)", re.S)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
_WHAT = "string table"


def page(path: str, text: str) -> Page:
    """Every string as a unit named by its key.

    Raises:
        ReadError: a broken table, with the line; no strings.
    """
    listed = text.lstrip("\ufeff \t\r\n").startswith(("<?xml", "<!DOCTYPE", "<plist"))
    leaves = _listed(dictionary(path, text, _WHAT)) if listed else _written(path, text)
    return keyed.page(path, "strings", leaves, _WHAT)


def _listed(table: Dictionary) -> list[Leaf]:
    return [Leaf((entry.key,), entry.value, entry.line) for entry in table if isinstance(entry.value, str)]


def _written(path: str, text: str) -> list[Leaf]:
    lines, leaves = Lines(text), list[Leaf]()
    comment, parts = "", list[str]()
    at = start = len(text) - len(text.lstrip("\ufeff"))
    while at < len(text):
        token = _TOKEN.match(text, at)
        if not token:
            raise refused(path, _WHAT, _unexpected(text, at), lines.of(at))
        kind = token.lastgroup
        if kind in ("comment", "remark"):
            comment = " ".join(token[kind].split())
        elif kind:
            start = start if parts else at
            parts.append(token[0] if kind == "sign" else _unescaped(token[kind]))
            if not _fits(parts, kind):
                raise refused(path, _WHAT, f"“{token[0][:40]}” where {_expected(parts)} is expected", lines.of(at))
            if len(parts) > 1 and token[0] == ";":
                leaves.append(Leaf((parts[0],), parts[-2], lines.of(start), {"comment": comment}))
                comment, parts = "", []
        at = token.end()
    if parts:
        raise _cut_off(path, lines.of(start))
    return leaves


def _fits(parts: list[str], kind: str) -> bool:
    """Can what was just read stand at its place in ``key = value ;`` or ``key ;`` (its own value)?"""
    signs = {2: ("=", ";"), 4: (";",)}
    place = len(parts)
    return kind == "sign" and parts[-1] in signs[place] if place in signs else kind != "sign"


def _expected(parts: list[str]) -> str:
    return {1: "a key", 2: "=", 3: "a value"}.get(len(parts), ";")


def _unexpected(text: str, at: int) -> str:
    opened = {'"': "a quotation mark is opened and not closed", "/": "a comment is opened and not closed"}
    return opened.get(text[at], f"“{text[at]}” is neither a key, = nor ;")


def _cut_off(path: str, line: int) -> ReadError:
    return refused(path, _WHAT, "the entry that begins here is cut off", line)


def _unescaped(written: str) -> str:
    if "\\" not in written:
        return written
    return paired(_ESCAPE.sub(_shown, written))


def _shown(escape: re.Match[str]) -> str:
    body = escape[1]
    if body[0] in "uU" and len(body) == 5:
        return chr(int(body[1:], 16))
    return chr(int(body, 8)) if len(body) == 3 else _ESCAPES.get(body, body)
