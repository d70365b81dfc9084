"""Placeholders with a sign of their own: ``@:key``, ``$t(key)``, ``$name``, ``:name``, ``\\(x)``, ``&x;``, ``~a``."""

from __future__ import annotations

import html.entities
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from audit.model import Span
from audit.text.placeholders.found import Placeholder


class _Syntax(NamedTuple):
    style: str
    sign: str
    pattern: re.Pattern[str]


_EVERYWHERE = (
    _Syntax("@:key", "@", re.compile(r"@(?:\.\w+)?:(?:\((?P<a>[\w.|-]+)\)|(?P<b>[A-Za-z][\w|-]*(?:\.\w+)*))", re.A)),
    _Syntax("$t(key)", "$", re.compile(r"\$t\((?P<a>[^()\n]{1,80})\)")),
    _Syntax("$NAME$", "$", re.compile(r"(?<!\w)\$(?P<a>[A-Za-z][A-Za-z0-9_]*)\$", re.A)),
    _Syntax("\\(x)", "\\", re.compile(r"\\\((?P<a>[A-Za-z_][\w.]*)\)", re.A)),
    _Syntax("&name;", "&", re.compile(r"&(?P<a>[A-Za-z][A-Za-z0-9.-]{2,60});", re.A)),
)
_IN_STRINGS = (
    _Syntax("$name", "$", re.compile(r"(?<![\w$\\])\$(?P<a>[a-z_]\w*|[A-Z]\w*_\w*|[A-Z][A-Z0-9]{3,})(?![$\w])", re.A)),
    _Syntax("@name", "@", re.compile(r"(?<![\w.@/&-])@(?P<a>[a-z]\w*)(?![\w@]*[.@/]\w)(?!:)", re.A)),
)
_FLAGGED = {
    ":name": _Syntax(":name", ":", re.compile(r"(?<![\w:]):(?P<a>[A-Za-z]\w*)", re.A)),
    "~a": _Syntax("~a", "~", re.compile(r"~(?P<a>[a-zA-Z%&@*])(?![A-Za-z])", re.A)),
    "$name": _Syntax("$name", "$", re.compile(r"(?<!\\)\$(?P<a>[A-Za-z_]\w*)", re.A)),
}


def signs(text: str, keyed: bool, styles: Iterable[str] = ()) -> Iterator[Placeholder]:
    """Placeholders, syntax by syntax. ``keyed``: the text is a string of a program, not prose. ``styles``: further ones
    that a flag names.
    """
    syntaxes = [*_EVERYWHERE, *(_FLAGGED[style] for style in styles if style in _FLAGGED)]
    named = {syntax.style for syntax in syntaxes}
    syntaxes += (syntax for syntax in _IN_STRINGS if keyed and syntax.style not in named)
    for style, sign, pattern in syntaxes:
        for found in pattern.finditer(text) if sign in text else ():
            name = next(group for group in found.groups() if group)
            if style != "&name;" or f"{name};" not in html.entities.html5:
                yield Placeholder(Span(*found.span()), found[0], style, name)
