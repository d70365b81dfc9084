"""Placeholders of a string, parsed; which syntaxes count is said by its flags or evident from the string itself."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from audit.model import Segment, Span
from audit.text.addresses import URL
from audit.text.placeholders import icu
from audit.text.placeholders.braces import braces
from audit.text.placeholders.found import Placeholder
from audit.text.placeholders.percent import STRAY, percent
from audit.text.placeholders.signs import signs

__all__ = ["Placeholder", "Syntax", "is_string", "may_have", "placeholders", "syntax"]

_PRINTF = frozenset(
    ("c", "objc", "php", "perl", "java-printf", "javascript", "lua", "awk", "object-pascal", "python", "ruby", "tcl")
)
_ICU = ("icu-message-format", "icu-format", "java-messageformat", "arb", "messageformat")
_SIGNS = {
    "laravel-format": ":name",
    "scheme-format": "~a",
    "lisp-format": "~a",
    "sh-format": "$name",
    "es-format": "$name",
    "php-vars": "$name",
}
_UNIT_KEYS = ("key", "flags", "plural", "limit")
_SIGN = re.compile(r"[%{$@&\\~:#<]")
_QT_FIRST = re.compile(r"(?<![\d%])%L?1(?![\d$%\w.,])|%L?n(?![A-Za-z0-9_])", re.A)


class Syntax(NamedTuple):
    """What counts as a placeholder in a string and in its translation."""

    keyed: bool = False
    """It is a string of a program."""
    printf: bool | None = None
    """Known to be a printf format, known not to be, or unknown."""
    qt: bool = False
    escaped_braces: bool = False
    icu: bool = False
    styles: tuple[str, ...] = ()


def is_string(segment: Segment) -> bool:
    """Is this a string of a program (an entry with a key), and not a sentence of a text?"""
    return any(segment.about.get(key) not in (None, (), "") for key in _UNIT_KEYS)


def syntax(source: str, flags: Collection[str] = (), keyed: bool = False) -> Syntax:
    """What the flags of a string say and its source shows."""
    if not flags and not may_have(source):
        return Syntax(keyed)
    named = {flag.strip().lower() for flag in flags}
    bare = {flag.removesuffix("-format") for flag in named if flag.endswith("-format")}
    denied = any(flag.startswith("no-") and flag[3:].removesuffix("-format") in _PRINTF for flag in named)
    printf = True if bare & _PRINTF else False if denied else None
    return Syntax(
        keyed=keyed,
        printf=printf,
        qt=bool(bare & {"qt", "qt-plural", "kde", "kde-kuit"})
        or (keyed and printf is None and bool(_QT_FIRST.search(source))),
        escaped_braces=bool(bare & {"python-brace", "c-sharp", "csharp"}),
        icu=bool(named & set(_ICU) or icu.EVIDENT.search(source)) and icu.broken(source) is None,
        styles=tuple(sorted(style for flag, style in _SIGNS.items() if flag in named)),
    )


def may_have(text: str) -> bool:
    """Is there a sign that no placeholder is without?"""
    return _SIGN.search(text) is not None


@lru_cache(maxsize=256)
def placeholders(text: str, how: Syntax) -> tuple[Placeholder, ...]:
    """The placeholders of ``text`` in order, disjoint."""
    if not may_have(text):
        return ()
    found: list[Placeholder] = []
    if how.printf is not False and "%" in text:
        found += _outside_addresses(text, percent(text, bool(how.printf), how.qt))
    if how.icu and icu.broken(text) is None:
        found += _of_message(text)
    else:
        found += braces(text, how.escaped_braces)
    found += signs(text, how.keyed, how.styles)
    return tuple(_disjoint(found))


def _of_message(text: str) -> list[Placeholder]:
    return [
        Placeholder(argument.head, text[slice(*argument.head)], "{name}", argument.name, argument.type)
        for argument in icu.every(icu.arguments(text))
    ]


def _outside_addresses(text: str, found: Iterable[Placeholder]) -> list[Placeholder]:
    """``%20`` in an address is no placeholder, ``%s`` is."""
    found = list(found)
    if "://" not in text or not found:
        return found
    import regex

    inside = [Span(*match.span()) for match in regex.finditer(URL, text, regex.VERBOSE | regex.V1)]
    return [each for each in found if not _in(each, inside) or _in_address(each, text)]


def _in_address(placeholder: Placeholder, text: str) -> bool:
    """Is it one even in an address? Not if it can be an encoded letter: ``%20``, ``%E6``, ``%d0``."""
    after = text[placeholder.span.end : placeholder.span.end + 1]
    encoded = placeholder.text[1:2].isdigit() or after in set("0123456789abcdefABCDEF")
    return placeholder.style != STRAY and bool(placeholder.name or (placeholder.type in ("s", "d") and not encoded))


def _in(placeholder: Placeholder, spans: Sequence[Span]) -> bool:
    return any(span.start <= placeholder.span.start < span.end for span in spans)


def _disjoint(found: Iterable[Placeholder]) -> Iterable[Placeholder]:
    """In order; of two that overlap the one that begins first, or is longer."""
    end = -1
    for each in sorted(found, key=lambda each: (each.span.start, -each.span.end)):
        if each.span.start >= end:
            end = each.span.end
            yield each
