"""Placeholders in braces, except ICU choices: ``{0}``, ``{name!r:>8}``, ``{{x}}``, ``${x}``, ``#{x}``, Fluent, Jinja.

Grammar: Python's ``str.format``, .NET composite formats, Mustache, Project Fluent, ECMAScript templates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from audit.model import Span
from audit.text.placeholders.found import Placeholder

_FIELD = re.compile(
    r"\{(?P<name>\d{0,3}|[^\W\d][\w.-]{0,80}(?:\[[^\[\]{}\n]{0,40}\])?(?:\.\w+)*)(?:,-?\d+)?(?P<conversion>![rsa])?(?::(?P<spec>[^{}\n]{0,40}))?\}"
)


class _Syntax(NamedTuple):
    style: str
    begins: str
    pattern: re.Pattern[str]


_OTHERS = (
    _Syntax("{{name}}", "{", re.compile(r"\{{2,3}[~\s]*(?P<name>[-#^/>&!=]?\s*[^{}\n]{1,120}?)[~\s]*\}{2,3}")),
    _Syntax("{% %}", "{", re.compile(r"\{%-?\s*(?P<name>[^{}\n]{1,160}?)\s*-?%\}")),
    _Syntax("Fluent", "{", re.compile(r"\{\s*(?P<name>[$-][A-Za-z][\w.-]*)(?:\([^{}()]*\))?\s*\}")),
    _Syntax("Fluent", "{", re.compile(r"\{\s*[A-Z]+\(\s*(?P<name>[$-][A-Za-z][\w-]*)[^{}()]*\)\s*\}")),
    _Syntax("${name}", "$", re.compile(r"\$\{(?P<name>[^{}\n]{1,120})\}")),
    _Syntax("#{name}", "#", re.compile(r"#\{(?P<name>[^{}\n]{1,120})\}")),
    _Syntax("<%= %>", "<", re.compile(r"<%[=-]?\s*(?P<name>[^<>\n]{1,120}?)\s*-?%>")),
)
_BEFORE_MATHS = "^_\\"


def braces(text: str, escapes: bool) -> Iterator[Placeholder]:
    """Placeholders in order. ``escapes``: ``{{`` is a brace (Python), else the template languages' marks."""
    at = 0
    for mark in re.finditer(r"\{\{|\}\}|[{$#<]" if escapes else r"[{$#<]", text):
        if mark.start() < at or len(mark[0]) == 2:
            at = max(at, mark.end())
            continue
        found = _at(text, mark.start(), escapes)
        if found:
            yield found
            at = found.span.end


def _at(text: str, at: int, escapes: bool) -> Placeholder | None:
    for style, begins, pattern in _OTHERS:
        if text[at] != begins or (escapes and style == "{{name}}"):
            continue
        if found := pattern.match(text, at):
            return Placeholder(Span(*found.span()), found[0], style, "".join(found["name"].split()))
    if text[at] != "{" or _is_maths(text, at):
        return None
    found = _FIELD.match(text, at)
    if not found:
        return None
    return Placeholder(Span(*found.span()), found[0], "{name}", found["name"], found["conversion"] or "")


def _is_maths(text: str, at: int) -> bool:
    """``x^{2}``, ``\\frac{a}{b}``: braces that group in TeX."""
    before = text[:at].rstrip("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return text[at - 1 : at] in set(_BEFORE_MATHS) or (len(before) < at and before.endswith("\\"))
