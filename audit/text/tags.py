"""Tags of XML, HTML and BBCode in a string, parsed: what they are called, their attributes, how they nest."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from audit.model import Span

_ATTRIBUTE = r"""[^\s=<>"'/]+(?:\s*=\s*(?:\\?"[^"<>]*"|\\?'[^'<>]*'|[^\s"'<>=`]+))?"""
_XML = re.compile(
    rf"(?P<open><|&lt;)(?P<slash>/?)(?P<name>[^\W\d][\w:.-]*|\d{{1,2}})(?P<rest>(?:\s+{_ATTRIBUTE})*)\s*(?P<end>/?)(?:>|&gt;)"
)
_PAIR = re.compile(r"""([^\s=<>"'/]+)(?:\s*=\s*\\?("[^"<>]*"|'[^'<>]*'|[^\s"'<>=`]+))?""")
_BBCODE = re.compile(r"\[(?P<slash>/?)(?P<name>[A-Za-z]{1,12}|\*)(?P<rest>=[^\[\]\n]{1,200})?\]")
_VOID = frozenset(
    ("br", "hr", "img", "input", "wbr", "area", "base", "col", "embed", "link", "meta", "source", "track")
)
_ELEMENTS = frozenset(
    re.findall(
        r"\S+",
        """a abbr address article aside audio b bdi bdo big blockquote body button canvas caption center cite code
        colgroup data dd del details dfn dialog div dl dt em fieldset figcaption figure font footer form h1 h2 h3 h4 h5
        h6 head header html i iframe ins kbd label legend li main map mark menu meter nav noscript object ol optgroup
        option output p picture pre progress q rp rt ruby s samp script section select slot small span strike strong
        style sub summary sup svg table tbody td template textarea tfoot th thead time title tr tt u ul var video
        xliff:g""",
    )
)
_BB_ELEMENTS = frozenset(
    ("b", "i", "u", "s", "url", "img", "quote", "code", "color", "size", "list", "li", "email", "center", "font", "sup")
)


class Tag(NamedTuple):
    """``kind``: how it is written. ``attributes``: names in lower case and values, in order."""

    span: Span
    text: str
    syntax: Literal["xml", "escaped", "bbcode"]
    kind: Literal["open", "close", "empty"]
    name: str
    attributes: tuple[tuple[str, str], ...] = ()

    @property
    def key(self) -> tuple[str, str, str]:
        return self.syntax, self.kind, self.name


@lru_cache(maxsize=256)
def tags(text: str, names: frozenset[str] = frozenset()) -> tuple[Tag, ...]:
    """Tags in order. ``<file>`` is one only if it is closed, has attributes, is an element of HTML or in ``names``."""
    found = [_xml(match) for match in _XML.finditer(text)] if "<" in text or "&lt;" in text else []
    if "[" in text:
        found += (_bbcode(match) for match in _BBCODE.finditer(text))
    if not found:
        return ()
    partners = Counter[tuple[str, str, str]]((tag.syntax, tag.name, tag.kind) for tag in found)
    kept: list[Tag] = []
    for tag in sorted(found, key=lambda tag: tag.span):
        inside = bool(kept) and tag.span.start < kept[-1].span.end
        if not inside and (tag.name in names or _is_tag(tag, partners)):
            kept.append(tag)
    return tuple(kept)


def _xml(match: re.Match[str]) -> Tag:
    name = match["name"].lower()
    void = bool(match["end"]) or (name in _VOID and not match["slash"])
    attributes = tuple((n.lower(), (v or "").strip("\"'")) for n, v in _PAIR.findall(match["rest"]))
    return Tag(
        Span(*match.span()),
        match[0],
        "xml" if match["open"] == "<" else "escaped",
        "close" if match["slash"] else "empty" if void else "open",
        name,
        attributes,
    )


def _bbcode(match: re.Match[str]) -> Tag:
    value = (("", match["rest"][1:]),) if match["rest"] else ()
    kind: Literal["open", "close"] = "close" if match["slash"] else "open"
    return Tag(Span(*match.span()), match[0], "bbcode", kind, match["name"].lower(), value)


def is_element(name: str) -> bool:
    """Is this an element of HTML, or a number that stands for one (``<0>``)?"""
    return name in _VOID or name in _ELEMENTS or name.isdecimal()


def _is_tag(tag: Tag, partners: Mapping[tuple[str, str, str], int]) -> bool:
    other = "open" if tag.kind == "close" else "close"
    paired = (tag.syntax, tag.name, other) in partners
    if tag.syntax == "bbcode":
        return tag.name in _BB_ELEMENTS and (paired or bool(tag.attributes))
    known = tag.name in _VOID or tag.name in _ELEMENTS
    return known or paired or tag.kind == "empty" or any(value for _, value in tag.attributes)


def without(ours: Iterable[Tag], theirs: Iterable[Tag]) -> list[Tag]:
    """Those of ``ours`` that ``theirs`` have fewer of; of several alike the last."""
    left = Counter(tag.key for tag in theirs)
    missing = []
    for tag in ours:
        left[tag.key] -= 1
        if left[tag.key] < 0:
            missing.append(tag)
    return missing


def misnested(found: Sequence[Tag]) -> Iterator[Tag]:
    """Closing tags that close no open one, or not the last, and opening ones that stay open."""
    stack: list[Tag] = []
    for tag in found:
        if tag.kind == "open":
            stack.append(tag)
        elif tag.kind == "close" and stack and (stack[-1].syntax, stack[-1].name) == (tag.syntax, tag.name):
            stack.pop()
        elif tag.kind == "close":
            yield tag
            names = [(held.syntax, held.name) for held in stack]
            if (tag.syntax, tag.name) in names:
                del stack[len(names) - 1 - names[::-1].index((tag.syntax, tag.name))]
    yield from stack
