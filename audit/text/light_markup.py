"""Light markup in a string: Markdown and reStructuredText spans, and the marks that are left of broken ones."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from audit.model import Span, blanked


class Mark(NamedTuple):
    """A whole span of markup. ``content`` is what has to stay as it is, "" if that is language."""

    kind: str
    span: Span
    content: str = ""


_KINDS = (
    ("role", re.compile(r"(:[a-z][\w.+:-]*:)`[^`\n]+`", re.A)),
    ("code", re.compile(r"(?<!`)(`{1,2})(?!`)(?P<content>[^`\n]+)\1(?![`_])")),
    ("reference", re.compile(r"(?<!`)`[^`\n]+`__?(?!\w)")),
    ("image", re.compile(r"!\[[^\]\n]*\]\([^()\n]*\)")),
    ("link", re.compile(r"(?<![!\]])\[(?:[^\[\]\n]|\[[^\]\n]*\])+\](?:\((?:[^()\n]|\([^()\n]*\))*\)|\[[^\]\n]+\])")),
    ("bold", re.compile(r"(?<![*\\])\*\*(?=[^\s*])(?:[^*\n]|\*(?!\*))+?(?<=[^\s*])\*\*(?!\*)")),
    ("strike", re.compile(r"~~(?=\S)[^~\n]+?(?<=\S)~~")),
    ("substitution", re.compile(r"(?<![\w|])(?P<content>\|[A-Za-z][\w-]*\|)(?![\w|])", re.A)),
)
_LEFT = {
    "role": re.compile(r":[a-z]+:\s+`"),
    "code": re.compile(r"`{1,2}"),
    "reference": re.compile(r"`"),
    "image": re.compile(r"[!！]\s*[\[［]|[\]］]\s*[(（]"),
    "link": re.compile(r"[\]］]\s*[(（](?=\S*[/.#])|\]\("),
    "bold": re.compile(r"\*\s?\*|＊＊"),
    "strike": re.compile(r"~~|～～"),
    "substitution": re.compile(r"\|"),
}
_SIGN = re.compile(r"[`\[*~|]")
"""What no mark is without."""
_BACKQUOTED = ("role", "code", "reference")
_SIGNS = ("**", "~~", "`", "``", "|")


def marks(text: str) -> list[Mark]:
    """Marks by kind; what is inside one is not looked at for the next."""
    if not _SIGN.search(text):
        return []
    found: list[Mark] = []
    for kind, pattern in _KINDS:
        for match in pattern.finditer(text):
            group = "content" if "content" in pattern.groupindex else 1 if kind == "role" else None
            found.append(Mark(kind, Span(*match.span()), match[group] if group else ""))
        if kind in _BACKQUOTED:
            text = blanked(text, sorted(mark.span for mark in found if mark.kind == kind))
    return found


def left_over(kind: str, text: str, whole: Iterable[Mark]) -> list[Span]:
    """Signs of that kind of markup outside ``whole`` marks, misspelt ones first."""
    alike = _BACKQUOTED if kind in ("code", "reference") else (kind,)
    rest = text
    for mark in whole:
        rest = blanked(rest, [mark.span]) if mark.kind in alike else rest
    found = [Span(*match.span()) for match in _LEFT[kind].finditer(rest)]
    return sorted(found, key=lambda span: text[slice(*span)] in _SIGNS)
