"""Placeholders that begin with a percent sign: printf and its kin, Qt, Ruby, ``%name%``.

Grammar: ISO C fprintf with POSIX ``%1$s``, and what Python, Perl, Objective-C (``%@``) and stringsdict (``%#@x@``) add.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit.model import Span
from audit.text.placeholders.found import Placeholder

_DIRECTIVE = re.compile(
    r"""%(?:(?P<position>[1-9]\d?)\$|\((?P<name>[^()\n]{1,80})\)|<(?P<ruby>\w{1,80})>)?
    (?P<flags>[-+#0'I]*+(?P<blank>[ ])?[-+#0'I]*+)
    (?P<star>\*(?:\d{1,2}\$)?|(?:\d{1,3})?) (?:\.(?P<precision>\*(?:\d{1,2}\$)?|\d{0,3}))?
    (?P<length>hh?|ll?|[Lqjzt]|I64|I32)? (?P<type>[diouxXeEfFgGaAcCsSpn@])""",
    re.X | re.A,
)
_NAMED = re.compile(
    r"%(?:\{(?P<ruby>[^\s{}%]{1,80})\}|\#@(?P<dict>\w{1,80})@|(?P<wrapped>[A-Za-z]\w{1,60})%(?![\w%({]))", re.A
)
_QT = re.compile(r"%(?:L?(?P<place>[1-9]\d?)(?![\d$])|(?P<count>L?n)(?![A-Za-z0-9_]))", re.A)
STRAY, ESCAPED = "stray percent sign", "percent sign"
_WORD = re.compile(r"\w*", re.A)
_UNIT = 2
_SAME = {"i": "d", "E": "e", "F": "f", "G": "g", "A": "a", "X": "x"}


def percent(text: str, flagged: bool, qt: bool) -> Iterator[Placeholder]:
    """Placeholders in order. ``flagged``: the text is known to be a format string, so that ``% d`` is one as well and
    any letters may follow. ``qt``: ``%1`` is a place. In a format string ``%%`` is a percent sign, ``ESCAPED``, and a
    lone one a ``STRAY``.
    """
    at = text.find("%")
    while at >= 0:
        if text.startswith("%%", at):
            if flagged:
                yield Placeholder(Span(at, at + 2), "%%", ESCAPED)
            at = text.find("%", at + 2)
            continue
        found = _at(text, at, flagged, qt)
        if found:
            yield found
        elif flagged:
            yield Placeholder(Span(at, at + 1), "%", STRAY)
        at = text.find("%", found.span.end if found else at + 1)


def _at(text: str, at: int, flagged: bool, qt: bool) -> Placeholder | None:
    after_number = at > 0 and (text[at - 1].isdigit() or (text[at - 1].isspace() and text[: at - 1][-1:].isdigit()))
    if found := _NAMED.match(text, at):
        kind = found.lastgroup or ""
        style = {"ruby": "%{name}", "dict": "%#@name@", "wrapped": "%name%"}[kind]
        if kind != "wrapped" or not (after_number or flagged or _DIRECTIVE.fullmatch("%" + found["wrapped"])):
            return Placeholder(Span(*found.span()), found[0], style, found[kind])
    if qt and (found := _QT.match(text, at)):
        return Placeholder(Span(*found.span()), found[0], "Qt", found["place"] or "n")
    found = _DIRECTIVE.match(text, at)
    if not found or not (flagged or _evident(text, found, after_number)):
        return None
    if found["blank"] and (after_number or text[found.end() : found.end() + 1].isalpha()):
        return None
    named = found["name"] or found["ruby"]
    kind = _SAME.get(found["type"], found["type"])
    modifiers = (found["blank"] or "") + "*" * found[0].count("*") + (found["length"] or "")
    return Placeholder(
        Span(*found.span()),
        found[0],
        "%(name)" if found["name"] else "%<name>" if named else "printf",
        named or found["position"] or "",
        modifiers + kind,
    )


def _evident(text: str, found: re.Match[str], after_number: bool) -> bool:
    """Can this be nothing else, in a text that may be prose? ``50 % of``, ``100%ig`` and ``%age`` can."""
    if found["name"] or found["ruby"] or found["position"]:
        return True
    if after_number or found["blank"] or "'" in found["flags"]:
        return False
    word = _WORD.match(text, found.end())
    letters = word.end() - word.start() if word else 0
    if found["type"] in "sd@u" or found["length"]:
        return letters <= _UNIT
    return letters == 0
