"""Android string resources: strings, plurals and arrays, unescaped as the build tool does it.

White space collapses outside quotation marks, backslashes escape, ``<xliff:g>`` and styling tags are protected.
References to other resources and what is marked as not translatable are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from audit.read.container import CATEGORIES, Container, Passage, language_of, paired, refused
from audit.read.keyed import state
from audit.read.page import Page, ReadError
from audit.read.xml import Inline, children, local, parsed

if TYPE_CHECKING:
    from audit.read.xml import Element

_REFERENCE = re.compile(r"\s*[@?][+]?(?:[\w.]+:)?\w+/[\w.]+\s*")
_UNIT = r"u[0-9a-fA-F]{4}"
_PIECE = re.compile(rf"\\({_UNIT}(?:\\{_UNIT})*|u|.|$)|(\")|([ \t\n\r]+)|[^\\\" \t\n\r]+", re.S)
_ESCAPES = {"n": "\n", "t": "\t", "\n": ""}


def page(path: str, text: str) -> Page:
    """Every string as a unit named by its key, and its quantity or number.

    Raises:
        ReadError: broken XML, no resources, a broken escape, no strings.
    """
    root = parsed(path, text, "Android resource file")
    if local(root) != "resources":
        raise refused(path, "Android resource file", f"its root element is <{local(root)}>", root.sourceline)
    container = Container(path, "android")
    for element in children(root, "string", "plurals", "string-array"):
        if element.get("translatable") != "false":
            for name, inner, about in _strings(element):
                _add(path, container, name, inner, {**about, "comment": _comment(element)})
    if not container.entries:
        raise refused(path, "Android resource file", "it holds no strings to translate")
    return container.page(language_of(path))


def _strings(element: Element) -> Iterator[tuple[str, Element, dict[str, Any]]]:
    """Name of the unit, the element of the text, and what its place says of it."""
    key = element.get("name", "")
    if local(element) == "string":
        yield key, element, {"key": key}
        return
    for number, item in enumerate(children(element, "item")):
        quantity = item.get("quantity", "")
        if local(element) == "plurals":
            plural = quantity if quantity in CATEGORIES else None
            yield f"{key}[{quantity}]", item, {"key": key, "plural": plural, "part": None if plural else quantity}
        else:
            yield f"{key}.{number}", item, {"key": f"{key}.{number}"}


def _add(path: str, container: Container, name: str, element: Element, about: dict[str, Any]) -> None:
    if not len(element) and _REFERENCE.fullmatch(element.text or ""):
        return
    shown = _Shown(path, element.sourceline)
    _walk(shown, element)
    passage = shown.done()
    container.add(name, passage, line=element.sourceline, state=state(passage.text), **about)


def _walk(shown: _Shown, element: Element) -> None:
    shown.text(element.text or "")
    for part in element:
        if not isinstance(part.tag, str):
            shown.code(part.text if getattr(part, "name", None) else "")
        elif local(part) == "g":  # xliff:g, an argument with its example
            shown.code("".join(part.itertext()))
        else:
            attributes = "".join(f' {name}="{value}"' for name, value in part.items())
            shown.code(f"<{local(part)}{attributes}>")
            _walk(shown, part)
            shown.code(f"</{local(part)}>")
        shown.text(part.tail or "")


class _Shown:
    """A string while quotation marks, blanks and escapes are taken in."""

    def __init__(self, path: str, line: int) -> None:
        self.path, self.line = path, line
        self.made = Inline()
        self.quoted = False
        self.blank = False

    def text(self, written: str) -> None:
        for piece in _PIECE.finditer(written):
            if piece[2]:
                self.quoted = not self.quoted
            elif piece[3] and not self.quoted:
                self.blank = True
            else:
                self._put(self._unescaped(piece[1]) if piece[1] is not None else piece[0])

    def code(self, written: str | None) -> None:
        if written:
            self._put(written, protect=True)

    def done(self) -> Passage:
        return self.made.passage

    def _put(self, text: str, *, protect: bool = False) -> None:
        if self.blank and self.made.length:
            self.made.put(" ")
        self.blank = False
        self.made.put(text, protect=protect)

    def _unescaped(self, escape: str) -> str:
        if escape == "u":
            raise _broken(self.path, self.line)
        if escape[:1] != "u":
            return _ESCAPES.get(escape, escape)
        return paired("".join(chr(int(unit, 16)) for unit in escape[1:].split("\\u")))


def _broken(path: str, line: int) -> ReadError:
    return refused(path, "Android resource file", "\\u without four hexadecimal digits", line)


def _comment(element: Element) -> str:
    """The comment right above an element."""
    before = element.getprevious()
    if before is None or isinstance(before.tag, str) or (before.tail or "").strip():
        return ""
    return " ".join((before.text or "").split())
