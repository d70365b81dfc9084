"""Strings under keys, nested or not: what the readers of resource files make of a tree of names and texts.

Plural forms stand under the categories of CLDR, as the last part of the path (Rails: ``days.one``) or at the end of the
last name (i18next: ``days_one``). The file's language may stand above everything (Rails: ``de:``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from audit.read.container import CATEGORIES, Container, is_language, language_of, refused
from audit.read.page import Page

_ENDINGS = tuple((f"_{mark}{name}", name) for name in CATEGORIES for mark in ("ordinal_", ""))
_OLD_PLURAL = "_plural"


class Leaf(NamedTuple):
    """A text, the names that lead to it, and the line its name stands in."""

    path: tuple[str, ...]
    text: str
    line: int | None = None
    about: Mapping[str, Any] = {}


def page(path: str, format: str, leaves: Sequence[Leaf], what: str, language: str | None = None) -> Page:
    """The leaves of a file as a page.

    Raises:
        ReadError: there are none.
    """
    if not leaves:
        raise refused(path, what, "it holds no texts")
    tops = {leaf.path[0] for leaf in leaves}
    root = next(iter(tops)) if len(tops) == 1 and all(len(leaf.path) > 1 for leaf in leaves) else ""
    if root and is_language(root):
        leaves = [leaf._replace(path=leaf.path[1:]) for leaf in leaves]
        language = language or root
    forms = _forms(leaves)
    container = Container(path, format)
    for leaf in leaves:
        key, plural = forms[leaf.path]
        about: dict[str, Any] = {"key": key, "plural": plural, "line": leaf.line, "state": state(leaf.text)}
        container.add(".".join(leaf.path), leaf.text, **(about | dict(leaf.about)))
    return container.page(language or language_of(path))


def state(text: str) -> str:
    return "translated" if text.strip() else "untranslated"


def _forms(leaves: Sequence[Leaf]) -> dict[tuple[str, ...], tuple[str, str | None]]:
    """The key of each leaf without its plural category, and that category."""
    paths = {leaf.path for leaf in leaves}
    siblings: dict[tuple[str, ...], set[str]] = {}
    for path in paths:
        siblings.setdefault(path[:-1], set()).add(path[-1])
    plural = {stem for stem, names in siblings.items() if stem and "other" in names and names <= set(CATEGORIES)}
    return {path: _form(path, plural, siblings[path[:-1]]) for path in paths}


def _form(path: tuple[str, ...], plural: set[tuple[str, ...]], names: set[str]) -> tuple[str, str | None]:
    *stem, last = path
    if path[:-1] in plural:
        return ".".join(stem), last
    for ending, category in _ENDINGS:
        bare = last.removesuffix(ending)
        if bare and bare != last and (bare + ending.replace(category, "other") in names):
            ordinal = "_ordinal" if "ordinal" in ending else ""
            return ".".join((*stem, bare + ordinal)), category
    bare = last.removesuffix(_OLD_PLURAL)
    if bare != last and bare in names:
        return ".".join((*stem, bare)), "other"
    if last + _OLD_PLURAL in names:
        return ".".join(path), "one"
    return ".".join(path), None
