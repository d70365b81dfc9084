"""HTML: what a browser would show, each character tied to where it stands in the file.

A tokeniser after the HTML standard (13.2.5), without its tree: a stack of open elements is
enough to know what is a heading, a list item, code or nothing a reader sees. One pass, no
recursion, so depth costs nothing; entities are looked up, never expanded from a DTD.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from html import unescape
from html.entities import html5

from audit.model import Kind, Span
from audit.read.page import Page
from audit.read.shown import Shown

_WITH_KIND: Mapping[str, Kind] = {
    **dict.fromkeys(("title", "h1", "h2", "h3", "h4", "h5", "h6", "legend", "summary"), "heading"),
    **dict.fromkeys(("li", "dt", "dd"), "list-item"),
    **dict.fromkeys(("figcaption", "caption"), "caption"),
    **dict.fromkeys(("td", "th"), "table"),
    "blockquote": "quote",
    **dict.fromkeys(("pre", "listing"), "code"),
}
_BLOCKS = _WITH_KIND.keys() | set(
    "address article aside body center details dialog dir div dl fieldset figure footer form frameset head "  # noqa: SIM905
    "header hgroup hr html main menu nav ol optgroup p search section table tbody tfoot thead tr ul".split()
)
_UNSEEN = frozenset(
    "script style template noscript iframe object svg select datalist textarea rt rp noframes noembed audio "  # noqa: SIM905
    "video canvas map applet".split()
)
_RAW = frozenset({"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"})
"""Elements whose content holds no tags."""
_NOT_LANGUAGE = frozenset({"code", "kbd", "samp", "var", "tt", "math"})
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())  # noqa: SIM905
_CLOSES: Mapping[str, frozenset[str]] = {
    "li": frozenset({"li"}),
    **dict.fromkeys(("dt", "dd"), frozenset({"dt", "dd"})),
    **dict.fromkeys(("td", "th"), frozenset({"td", "th"})),
    "tr": frozenset({"td", "th", "tr"}),
    "p": frozenset({"p"}),
}
"""Open elements that a start tag ends, unless one of ``_SCOPES`` lies between."""
_SCOPES = frozenset({"ul", "ol", "menu", "dl", "table", "div", "section", "article", "blockquote", "td", "th", "body"})
_TRACKED = {*_BLOCKS, *_UNSEEN, *_NOT_LANGUAGE} - {"p"}
"""Elements whose being open matters; others do only for their attributes."""

_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)")
_ATTRIBUTE = re.compile(r"[\s/]*(?:([^\s/>][^\s/>=]*)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"'][^\s>]*)?))?|(>))")
_COMMENT_END = re.compile(r"--!?>")
_REFERENCE = re.compile(r"&(?:#[0-9]{1,7};?|#[xX][0-9a-fA-F]{1,6};?|[a-zA-Z][a-zA-Z0-9]{1,31};?)")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_KINDS: tuple[Kind, ...] = ("code", "heading", "caption", "table", "quote", "list-item")
"""Of several open at once, the first is what a block is."""


def page(path: str, text: str) -> Page:
    """The visible text of an HTML file as a page."""
    return _Reader(path, text).page()


class _Reader:
    """One pass over a file: what is shown so far, and which elements are open."""

    def __init__(self, path: str, file: str) -> None:
        self.path, self.file = path, file
        self.shown = Shown(file)
        self.stack: list[tuple[str, ...]] = []
        """Name and qualities of each open element, outermost first."""
        self.open: defaultdict[str, int] = defaultdict(int)
        """How many open elements have this name or this quality: a kind, ``unseen`` …"""

    def page(self) -> Page:
        at = 0
        while at < len(self.file):
            at = self._markup(at) if self.file[at] == "<" else self._characters(at)
        self._end_block()
        return Page(self.path, self.shown.text, tuple(self.shown.blocks), self.shown.layout, format="html")

    # Tokens

    def _characters(self, at: int) -> int:
        end = self.file.find("<", at)
        end = len(self.file) if end < 0 else end
        self._show(at, end)
        return end

    def _markup(self, at: int) -> int:
        """Take in the tag, comment or lone ``<`` at ``at``; return where it ends."""
        tag = _TAG.match(self.file, at)
        if tag:
            return self._tag(tag)
        if self.file.startswith("<!--", at):
            end = _COMMENT_END.search(self.file, at + 4 - 2 * self.file.startswith(("<!-->", "<!--->"), at))
            return end.end() if end else len(self.file)
        if self.file.startswith("<![CDATA[", at):
            return self._cdata(at)
        if self.file.startswith(("<!", "<?", "</"), at):
            return self._declaration(at)
        self._show(at, at + 1)
        return at + 1

    def _cdata(self, at: int) -> int:
        end = self.file.find("]]>", at)
        end = len(self.file) if end < 0 else end
        self._show(at + 9, end, plain=True)
        return end + 3

    def _declaration(self, at: int) -> int:
        end = self.file.find(">", at)
        subset = self.file.find("[", at, end)
        if end >= 0 and subset >= 0:  # <!DOCTYPE html [ <!ENTITY … > ]>: XML, nothing in it is shown
            closing = self.file.find("]>", subset)
            end = closing + 1 if closing >= 0 else end
        return len(self.file) if end < 0 else end + 1

    def _tag(self, tag: re.Match[str]) -> int:
        name = tag[2].lower()
        attributes, end, closed = self._attributes(tag.end())
        if tag[1]:
            self._end_tag(name)
            return end
        self._start_tag(name, attributes, tag.start(), end)
        if name in _RAW and not closed:
            return self._raw(name, end)
        if closed and name not in _VOID and name in ("svg", "math", "script", "iframe"):
            self._end_tag(name)
        return end

    def _attributes(self, at: int) -> tuple[dict[str, str], int, bool]:
        """Attributes from ``at`` on, where their tag ends, and whether it closes itself."""
        found: dict[str, str] = {}
        while match := _ATTRIBUTE.match(self.file, at):
            at = match.end()
            if match[5]:
                return found, at, self.file[at - 2] == "/"
            found.setdefault(match[1].lower(), match[2] or match[3] or match[4] or "")
        return found, len(self.file), False

    def _raw(self, name: str, at: int) -> int:
        end = re.compile(rf"</{name}(?=[\s/>])", re.I).search(self.file, at)
        stop = end.start() if end else len(self.file)
        self._show(at, stop)
        return stop

    # Elements

    def _start_tag(self, name: str, attributes: Mapping[str, str], start: int, end: int) -> None:
        if name == "br":
            self._line_break(start, end)
            return
        if name == "hr" or name in _BLOCKS:
            self._end_block()
        self._close_implied(name)
        if name in _VOID:
            return
        element = (name, *self._qualities(name, attributes))
        if len(element) == 1 and name not in _TRACKED and not self.open[name]:
            return
        self.stack.append(element)
        for quality in element:
            self.open[quality] += 1

    def _qualities(self, name: str, attributes: Mapping[str, str]) -> Iterator[str]:
        if name in _WITH_KIND:
            yield _WITH_KIND[name]
        if name in _UNSEEN or (attributes and _hidden(attributes)):
            yield "unseen"
        if name in _NOT_LANGUAGE or (attributes and _untranslated(attributes)):
            yield "not language"

    def _close_implied(self, name: str) -> None:
        closes = _CLOSES.get(name)
        if not closes or not any(self.open[other] for other in closes):
            return
        for depth in range(len(self.stack) - 1, max(len(self.stack) - 32, -1), -1):
            other = self.stack[depth][0]
            if other in closes:
                self._pop_to(depth)
                return
            if other in _SCOPES:
                return

    def _end_tag(self, name: str) -> None:
        if name in _BLOCKS:
            self._end_block()
        if not self.open[name]:
            return
        depth = len(self.stack) - 1
        while depth >= 0 and self.stack[depth][0] != name:
            depth -= 1
        if depth >= 0:
            self._pop_to(depth)

    def _pop_to(self, depth: int) -> None:
        while len(self.stack) > depth:
            for quality in self.stack.pop():
                self.open[quality] -= 1

    # Text

    def _show(self, start: int, end: int, *, plain: bool = False) -> None:
        """Show ``file[start:end]``; ``plain``: no references in it."""
        if start == end or self.open["unseen"] or (self.open["head"] and not self.open["title"]):
            return
        keep = bool(self.open["pre"] or self.open["listing"])
        protect = bool(self.open["not language"])
        for reference in () if plain else _REFERENCE.finditer(self.file, start, end):
            name = _known(reference[0])
            if name:
                self.shown.copy(start, reference.start(), keep_blanks=keep, protect=protect)
                start = reference.start() + len(name)
                self.shown.put(unescape(name), Span(reference.start(), start), protect=protect)
        self.shown.copy(start, end, keep_blanks=keep, protect=protect)

    def _line_break(self, start: int, end: int) -> None:
        if self.open["unseen"]:
            return
        if self.shown.at_line_start:  # two in a row part paragraphs
            self._end_block()
        else:
            self.shown.line_break(Span(start, end))

    def _end_block(self) -> None:
        self.shown.end_block(next((kind for kind in _KINDS if self.open[kind]), "prose"))


def _hidden(attributes: Mapping[str, str]) -> bool:
    return "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style", "")))


def _untranslated(attributes: Mapping[str, str]) -> bool:
    return attributes.get("translate") == "no" or "notranslate" in attributes.get("class", "")


def _known(reference: str) -> str:
    """The longest start of ``reference`` that the HTML standard replaces, or nothing."""
    if reference.startswith("&#"):
        return reference
    for end in range(len(reference), 2, -1):
        if reference[1:end] in html5:
            return reference[:end]
    return ""
