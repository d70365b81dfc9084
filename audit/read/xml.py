"""XML that nobody vouches for: entities, networks and huge trees off, and errors that say where.

An external entity, or one made of others (a bomb), is refused before parsing; any other is never expanded and shows
as ``&name;``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from audit.model import Span
from audit.read.container import Passage, line_of, refused
from audit.read.page import ReadError

if TYPE_CHECKING:
    Element = Any  # lxml.etree._Element; lxml is loaded when a file is read

_PROLOG = re.compile(r"\ufeff?(?:\s+|<\?.*?\?>|<!--.*?-->)*(?P<doctype><!DOCTYPE)?", re.S)
_ROOT = re.compile(r"<[A-Za-z_]")
_ENTITY = re.compile(r"<!ENTITY\s+(?P<parameter>%\s*)?(?P<name>[^\s>]+)\s+(?P<value>\"[^\"]*\"|'[^']*'|[^>]*)")
_LONGEST_ENTITY = 1000
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def parsed(path: str, text: str, what: str) -> Element:
    """The root element of a file that should be ``what``.

    Raises:
        ReadError: no well-formed XML, nested too deeply, or with entities that are dangerous.
    """
    from lxml import etree

    _refuse_entities(path, text)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, encoding="utf-8", remove_pis=True
    )
    try:
        return etree.fromstring(text.lstrip("\ufeff \t\r\n").encode(), parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        cut = len(text) - len(text.lstrip("\ufeff \t\r\n"))
        reason = error.msg.rpartition(", line ")[0] or error.msg
        raise refused(path, what, reason, line + text.count("\n", 0, cut), column) from None


def _refuse_entities(path: str, text: str) -> None:
    prolog = _PROLOG.match(text)
    if not prolog or not prolog["doctype"]:
        return
    for entity in _ENTITY.finditer(text, prolog.end()):
        value = entity["value"]
        if value[:1] not in "\"'":
            why = "is external"
        elif "&" in value.replace("&lt;", "").replace("&amp;", "").replace("&#", "") or entity["parameter"]:
            why = "is made of others"
        elif len(value) > _LONGEST_ENTITY:
            why = f"is longer than {_LONGEST_ENTITY} characters"
        else:
            continue
        line = line_of(text, entity.start())
        raise ReadError(path, f"line {line}: the entity “{entity['name']}” {why}: refused, write its text out")


def local(element: Element) -> str:
    """The name of an element without its namespace; empty for comments and entities."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def children(element: Element, *names: str) -> Iterator[Element]:
    """The children of these names, whatever their namespace."""
    return (child for child in element if local(child) in names)


def child(element: Element, name: str) -> Element | None:
    return next(children(element, name), None)


def text_of(element: Element | None) -> str:
    """All the text inside, tags dropped, trimmed."""
    return "".join(element.itertext()).strip() if element is not None else ""


class Inline:
    """A string with tags in it, while it is put together."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.protected: list[Span] = []

    def put(self, text: str | None, *, protect: bool = False) -> None:
        if not text:
            return
        if protect:
            self.protected.append(Span(self.length, self.length + len(text)))
        self.pieces.append(text)
        self.length += len(text)

    @property
    def passage(self) -> Passage:
        return Passage("".join(self.pieces), tuple(self.protected))
