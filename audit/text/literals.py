"""What in a string is said to a machine and is the same in every language: options, paths, files, functions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from audit.model import Span

_EXTENSION = (
    "conf|cfg|ini|log|json|ya?ml|toml|xml|html?|css|js|ts|py|rb|php|sh|bat|exe|dll|so|dat|db|sql|csv|tsv|po|mo|md|rst"
)


class Literal(NamedTuple):
    kind: str
    span: Span
    text: str


_ALWAYS = (
    ("option", re.compile(r"(?<![\w-])--[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*(?![\w-])", re.A)),
    ("path", re.compile(r"(?<![\w/.:~<>)-])(?:~|\.{1,2})?/(?:[\w.+@-]+/)+[\w.+@-]*(?<![.,])", re.A)),
    ("path", re.compile(r"(?<!\w)[A-Za-z]:\\(?:[\w.$+-]+\\?)+(?<!\.)", re.A)),
)
_IN_STRINGS = (
    ("option", re.compile(r"(?<![\w-])-[A-Za-z](?![\w-])", re.A)),
    ("file", re.compile(rf"(?<![\w./\\@-])\.?[\w-]+(?:\.[\w-]+)*\.(?:{_EXTENSION})(?![\w-])", re.A)),
    ("function", re.compile(r"(?<!\w)[A-Za-z_][\w.]*\(\)", re.A)),
    ("constant", re.compile(r"(?<![\w$%{<-])[A-Z][A-Z0-9]*_[A-Z0-9_]+(?![\w}%>-])", re.A)),
)


def literals(text: str, keyed: bool) -> Iterator[Literal]:
    """Literals, kind by kind. ``keyed``: the text is a string of a program; of prose only what can be nothing else."""
    for kind, pattern in (*_ALWAYS, *(_IN_STRINGS if keyed else ())):
        for found in pattern.finditer(text):
            yield Literal(kind, Span(*found.span()), found[0])
