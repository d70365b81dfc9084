"""Word documents (ECMA-376, WordprocessingML): each paragraph is a unit of its own.

Deleted text, field codes, hidden text, comments and phonetic guides are not shown. The
archive is untrusted: sizes are counted while reading, never believed, and XML entities,
networks and huge trees are off.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

from audit.model import Kind, Layout, Span, Unit
from audit.read.page import Page, ReadError
from audit.text.blocks import Block

if TYPE_CHECKING:
    Element = Any  # lxml.etree._Element; lxml is loaded when a document is read

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SHOWN: Mapping[str, str] = {
    **dict.fromkeys(("tab", "ptab"), "\t"),
    **dict.fromkeys(("br", "cr"), "\n"),
    "noBreakHyphen": "\N{NON-BREAKING HYPHEN}",
    "softHyphen": "\N{SOFT HYPHEN}",
}
_SKIPPED = frozenset(
    {"del", "moveFrom", "instrText", "delText", "delInstrText", "rt", "rPr", "pPr", "sdtPr", "sectPr", "fldData"}
)
_KINDS: tuple[tuple[str, Kind], ...] = (
    *(("heading", "heading"), ("title", "heading"), ("subtitle", "heading"), ("caption", "caption")),
    *(("quote", "quote"), ("intense quote", "quote"), ("block text", "quote")),
    *(("list", "list-item"), ("toc", "table"), ("html preformatted", "code"), ("code", "code")),
)
"""How a style's name begins, and what its paragraphs are. Word keeps these names in every language."""
_NOTES = ("word/footnotes.xml", "footnote"), ("word/endnotes.xml", "endnote")
_RATIO = 200
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def page(path: str, data: bytes, limit: int) -> Page:
    """A Word document as a page; every paragraph with text is a block and a unit.

    Raises:
        ReadError: not a Word document, broken, encrypted, or more than ``limit`` bytes of XML.
    """
    if data.startswith(_OLE):
        raise ReadError(path, "is an encrypted or old (.doc) Word document; save it as .docx without a password")
    try:
        with ZipFile(BytesIO(data)) as archive:
            return _Writer(path, _Parts(archive, path, len(data), limit)).page()
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OverflowError) as error:
        raise ReadError(path, f"is a broken Word document ({error}); open it in Word and save it again") from error


class _Parts:
    """The XML parts of an archive, within a budget of ``limit`` bytes for all of them."""

    def __init__(self, archive: ZipFile, path: str, packed: int, limit: int) -> None:
        self.archive, self.path, self.limit = archive, path, limit
        self.most = min(limit, max(packed * _RATIO, 1_000_000))
        self.names = frozenset(archive.namelist())

    def root(self, name: str) -> Element | None:
        """The root element of a part; None if there is no such part."""
        from lxml import etree

        if name not in self.names:
            return None
        with self.archive.open(name) as part:
            data = part.read(self.most + 1)
        self.most -= len(data)
        if self.most < 0:
            raise ReadError(
                self.path, f"unpacks to more than {self.limit // 1_000_000} MB or {_RATIO} times its size: not read"
            )
        data = data.replace(_STRICT[1:-1].encode(), _W[1:-1].encode())
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True)
        try:
            return etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise ReadError(self.path, f"is a broken Word document ({name}: {error.msg})") from error


class _Writer:
    """Puts the paragraphs of all parts one below the other."""

    def __init__(self, path: str, parts: _Parts) -> None:
        self.path, self.parts = path, parts
        self.pieces: list[str] = []
        self.length = 0
        self.blocks: list[Block] = []
        self.units: list[Unit] = []
        self.styles = _styles(parts.root("word/styles.xml"))

    def page(self) -> Page:
        document = self.parts.root("word/document.xml")
        if document is None:
            raise ReadError(self.path, "is a ZIP archive without word/document.xml: not a Word document")
        for name in sorted(name for name in self.parts.names if name.startswith("word/header")):
            self._part(self.parts.root(name), "header paragraph")
        self._part(document, "paragraph")
        for name, unit in _NOTES:
            self._part(self.parts.root(name), f"{unit} paragraph")
        for name in sorted(name for name in self.parts.names if name.startswith("word/footer")):
            self._part(self.parts.root(name), "footer paragraph")
        text = "".join(self.pieces)
        layout = Layout(text, units=tuple(self.units))
        return Page(self.path, text, tuple(self.blocks), layout, format="docx", encoding="utf-8")

    def _part(self, root: Element | None, name: str) -> None:
        """Every paragraph with text below ``root``, numbered from 1 in the order of the part."""
        if root is None:
            return
        number = 0
        for paragraph in root.iter(f"{_W}p"):
            shown = list(_shown(paragraph))
            text = "".join(piece for piece, _ in shown)
            if text.strip() and not _inside_fallback(paragraph):
                number += 1
                self._add(paragraph, shown, f"{name} {number}")

    def _add(self, paragraph: Element, shown: list[tuple[str, bool]], name: str) -> None:
        if self.blocks:
            self.pieces.append("\n\n")
            self.length += 2
        start = self.length
        protected: list[Span] = []
        for piece, language in shown:
            if not language:
                protected.append(Span(self.length, self.length + len(piece)))
            self.pieces.append(piece)
            self.length += len(piece)
        text = "".join(piece for piece, _ in shown)
        inner = Span(start + len(text) - len(text.lstrip()), start + len(text.rstrip()))
        self.units.append(Unit(start, name))
        self.blocks.append(Block(self._kind(paragraph), inner, tuple(protected)))

    def _kind(self, paragraph: Element) -> Kind:
        properties = paragraph.find(f"{_W}pPr")
        if properties is not None:
            style = properties.find(f"{_W}pStyle")
            kind = self.styles.get(style.get(f"{_W}val", "")) if style is not None else None
            if kind:
                return kind
            if properties.find(f"{_W}outlineLvl") is not None:
                return "heading"
            if properties.find(f"{_W}numPr") is not None:
                return "list-item"
        return "table" if next(paragraph.iterancestors(f"{_W}tc"), None) is not None else "prose"


def _shown(element: Element) -> Iterator[tuple[str, bool]]:
    """Text below ``element`` and whether it is language, without that of paragraphs inside it."""
    walk = iter(element)
    stack = [walk]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
            continue
        if not isinstance(child.tag, str):
            continue
        name = child.tag.rpartition("}")[2]
        if name in _SKIPPED or child.tag in (f"{_W}p", _FALLBACK) or (name == "r" and _vanished(child)):
            continue
        if name == "t":
            yield child.text or "", child.tag.startswith(_W)  # m:t is mathematics
        elif name in _SHOWN and child.tag.startswith(_W):
            yield _SHOWN[name], True
        else:
            stack.append(iter(child))


def _vanished(run: Element) -> bool:
    vanish = run.find(f"{_W}rPr/{_W}vanish")
    return vanish is not None and vanish.get(f"{_W}val", "1") not in ("0", "false", "off")


def _inside_fallback(paragraph: Element) -> bool:
    return next(paragraph.iterancestors(_FALLBACK, f"{_W}del", f"{_W}moveFrom"), None) is not None


def _styles(root: Element | None) -> dict[str, Kind]:
    """What the paragraphs of each style are, by the style's id; inherited along basedOn."""
    named: dict[str, tuple[str, str]] = {}
    for style in root.iter(f"{_W}style") if root is not None else ():
        name, parent = style.find(f"{_W}name"), style.find(f"{_W}basedOn")
        named[style.get(f"{_W}styleId", "")] = (
            name.get(f"{_W}val", "").lower() if name is not None else "",
            parent.get(f"{_W}val", "") if parent is not None else "",
        )
    return {style: kind for style in named if (kind := _kind_of(style, named))}


def _kind_of(style: str, named: Mapping[str, tuple[str, str]]) -> Kind | None:
    for _ in range(12):  # Word allows chains of eleven
        if style not in named:
            return None
        name, parent = named[style]
        for beginning, kind in _KINDS:
            if name.startswith(beginning):
                return kind
        style = parent
    return None
