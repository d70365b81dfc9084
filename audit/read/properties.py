"""Java properties (java.util.Properties): keys, texts, escapes, lines that go on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from audit.read import keyed
from audit.read.container import paired, refused
from audit.read.keyed import Leaf
from audit.read.page import Page, ReadError

_BLANKS = " \t\f"
_KEY = re.compile(r"(?:[^\\=: \t\f]|\\.)*", re.S)
_PARTED = re.compile(r"[ \t\f]*[=:]?[ \t\f]*")
_ESCAPE = re.compile(r"\\(u+([0-9a-fA-F]{4})?|.?)", re.S)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "f": "\f"}


class _Line(NamedTuple):
    """A line of the file with those it goes on in, and the remarks right above it."""

    number: int
    text: str
    comment: str


def page(path: str, text: str) -> Page:
    r"""Every value as a unit named by its key.

    Raises:
        ReadError: a broken ``\u`` escape, a line without a key or without a value's sign, no texts.
    """
    leaves = [_leaf(path, line) for line in _lines(text)]
    return keyed.page(path, "properties", leaves, "properties file")


def _leaf(path: str, line: _Line) -> Leaf:
    key = _KEY.match(line.text)
    assert key  # it may be empty
    parted = _PARTED.match(line.text, key.end())
    assert parted
    if not key[0] or not parted[0]:
        what = "no key before the =" if not key[0] else f"neither = nor : after “{key[0][:40]}”"
        raise refused(path, "properties file", what, line.number)
    value = _unescaped(path, line, line.text[parted.end() :])
    return Leaf((_unescaped(path, line, key[0]),), value, line.number, {"comment": line.comment})


def _lines(text: str) -> Iterator[_Line]:
    comments: list[str] = []
    held: list[str] = []
    start = 0
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text.lstrip("\ufeff")), 1):
        line = line.lstrip(_BLANKS)
        if not held:
            start = number
            if not line or line[0] in "#!":
                comments = [*comments, line[1:].strip()] if line else []
                continue
        backslashes = len(line) - len(line.rstrip("\\"))
        held.append(line[:-1] if backslashes % 2 else line)
        if backslashes % 2 == 0:
            yield _Line(start, "".join(held), "\n".join(comments))
            held, comments = [], []
    if held:
        yield _Line(start, "".join(held), "\n".join(comments))


def _unescaped(path: str, line: _Line, text: str) -> str:
    def shown(escape: re.Match[str]) -> str:
        body = escape[1]
        if body[:1] != "u":
            return _ESCAPES.get(body, body)
        if escape[2] is None:
            raise _broken(path, line)
        return chr(int(escape[2], 16))

    if "\\" not in text:
        return text
    return paired(_ESCAPE.sub(shown, text))


def _broken(path: str, line: _Line) -> ReadError:
    return refused(path, "properties file", "\\u without four hexadecimal digits", line.number)
