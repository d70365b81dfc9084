"""Addresses in a string: URLs, mail addresses, targets of HTML attributes and Markdown links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple
from urllib.parse import unquote

import regex

from audit.model import Span
from audit.text import addresses

_ATTRIBUTE = re.compile(r"""(?<=[\s"'])(?:href|src|action|cite|poster)\s*=\s*\\?["']([^"'<>\s]+?)\\?["']""", re.I)
_MARKDOWN = re.compile(r"\]\(<?([^()\s<>]+(?:\([^()\s]*\)[^()\s<>]*)?)>?(?:\s+[\"'][^\"']*[\"'])?\)")
_REFERENCE = re.compile(r"^\s*\[[^\]\n]+\]:\s*<?(\S+?)>?(?:\s|$)", re.M)
_SCHEME = re.compile(r"^(?:https?:)?//(?:www\.)?|^www\.", re.I)
_LOCALE = re.compile(r"[a-z]{2}|[a-z]{2,3}[-_](?:[a-z]{2}|[a-z]{4}|\d{3})", re.I)
_LOCALE_KEY = re.compile(r"(?:hl|lang|language|locale|lc|setlang|mkt|culture)=.*", re.I)


class Link(NamedTuple):
    """``kind``: ``address`` with a host, ``mail``, or ``target``, which is relative."""

    span: Span
    text: str
    kind: str


@cache
def _compiled(pattern: str) -> regex.Pattern[str]:
    return regex.compile(pattern, regex.VERBOSE | regex.V1)


@lru_cache(maxsize=256)
def links(text: str) -> tuple[Link, ...]:
    """Links in order, disjoint."""
    found: list[Link] = []
    for link in sorted(_all(text), key=lambda link: (link.span.start, -link.span.end)):
        if not link.text.isalpha() and (not found or link.span.start >= found[-1].span.end):
            found.append(link)
    return tuple(found)


def _all(text: str) -> Iterator[Link]:
    if "://" in text or "mailto:" in text or "tel:" in text:
        yield from _plain(text, addresses.URL, "address")
    if "www." in text.lower():
        yield from _plain(text, addresses.WWW, "address")
    if "@" in text:
        yield from _plain(text, addresses.MAIL, "mail")
    for pattern, sign in ((_ATTRIBUTE, "="), (_MARKDOWN, "]("), (_REFERENCE, "]:")):
        for found in pattern.finditer(text) if sign in text else ():
            yield Link(Span(*found.span(1)), found[1], _kind(found[1]))


def _plain(text: str, pattern: str, kind: str) -> Iterator[Link]:
    for found in _compiled(pattern).finditer(text):
        shown = found[0].rstrip(addresses.TRAILING)
        yield Link(Span(found.start(), found.start() + len(shown)), shown, kind)


def _kind(target: str) -> str:
    if target.startswith("mailto:"):
        return "mail"
    return "address" if "://" in target or target.startswith(("www.", "//")) else "target"


def plain(link: Link) -> str:
    """The link without what differs between the languages of one site: scheme, ``www``, locale, closing slash."""
    if link.kind == "mail":
        return link.text.removeprefix("mailto:").partition("?")[0].lower()
    bare = unquote(_SCHEME.sub("", link.text)).partition("#")[0]
    path, _, query = bare.partition("?")
    first, *rest = path.rstrip("/").split("/")
    labels = first.lower().split(".") if link.kind == "address" else [first]
    if len(labels) > 2 and _LOCALE.fullmatch(labels[0]):
        labels = labels[1:]
    host = ".".join(labels)
    parts = [host, *(part for part in rest if not _LOCALE.fullmatch(part))]
    kept = sorted(part for part in query.split("&") if part and not _LOCALE_KEY.fullmatch(part))
    return "/".join(parts) + ("?" + "&".join(kept) if kept else "")


def lacking(ours: Iterable[Link], theirs: Iterable[Link]) -> list[Link]:
    """Those of ``ours`` that are not among ``theirs``; ``/path`` is the same as ``https://host/path``."""
    known = {plain(link) for link in theirs}
    absolute = {_path(link) for link in theirs if link.kind == "address"}
    relative = {_path(link) for link in theirs if link.kind == "target"}
    return [
        link
        for link in ours
        if plain(link) not in known and _path(link) not in (relative if link.kind == "address" else absolute)
    ]


def _path(link: Link) -> str:
    return plain(link).partition("/")[2] or plain(link)


def is_localised(theirs: Link, ours: Link) -> bool:
    """Do two addresses of one site differ in the locale that they name, so that the rest may as well?"""
    if theirs.kind != "address" or ours.kind != "address" or _site(theirs) != _site(ours):
        return False
    return _locales(theirs) != _locales(ours)


def _site(link: Link) -> str:
    return plain(link).partition("/")[0].partition("?")[0]


def _locales(link: Link) -> list[str]:
    first, *rest = _SCHEME.sub("", link.text).partition("?")[0].split("/")
    labels = first.lower().split(".")
    return [part.lower() for part in [*(labels[:1] if len(labels) > 2 else ()), *rest] if _LOCALE.fullmatch(part)]
