"""JSON of strings under keys: flat or nested, i18next, Rails, Chrome, FormatJS, Transifex.

Numbers, booleans and null are no texts. The positions of keys come from an own scan over text that the standard
library's parser has found valid.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from json.decoder import scanstring  # type: ignore[attr-defined]
from typing import Any

from audit.read import keyed
from audit.read.container import DEEPEST, refused
from audit.read.keyed import Leaf
from audit.read.page import Page

_TOKEN = re.compile(r'[ \t\n\r,:]*(?:(?P<quote>")|(?P<open>[\[{])|(?P<close>[\]}])|[^\s,:\[\]{}"]+)')
_DESCRIBED: dict[str, frozenset[str]] = {
    "message": frozenset({"message", "description", "placeholders", "hash"}),
    "defaultMessage": frozenset({"id", "defaultMessage", "description", "file", "start", "end"}),
    "string": frozenset({"string", "developer_comment", "character_limit", "context", "instruction"}),
}
"""Objects that are one text with remarks: the name of the text, and all the names they may have. Chrome extensions
(messages.json), FormatJS and Chromium's i18n, Transifex's structured JSON."""
_REMARKS = ("description", "developer_comment", "instruction")


def page(path: str, text: str) -> Page:
    """Every string as a unit named by its keys.

    Raises:
        ReadError: broken JSON, nested too deeply, no object or list, no texts.
    """
    value = load(path, text)
    if not isinstance(value, (dict, list)):
        raise refused(path, "JSON of texts", "it holds a single value, no keys")
    return keyed.page(path, "json", _described(list(leaves(path, text)), value), "JSON of texts")


def load(path: str, text: str) -> Any:
    """The value of a JSON text.

    Raises:
        ReadError: broken, with the place; nested too deeply.
    """
    try:
        return json.loads(text.lstrip("\ufeff"))
    except json.JSONDecodeError as error:
        raise refused(path, "JSON", error.msg, error.lineno, error.colno) from None
    except (RecursionError, ValueError):  # ValueError: a number of thousands of digits
        raise refused(path, "JSON", "nested too deeply, or with a number too long") from None


def leaves(path: str, text: str) -> Iterator[Leaf]:
    """The strings of a valid JSON object or list in order, one pass, a stack of names instead of recursion.

    Raises:
        ReadError: nested too deeply.
    """
    text = text.lstrip("\ufeff")
    names: list[str] = []
    items: list[int] = []
    """Of each open list the number of its next item; -1 for an object."""
    key: str | None = None
    at, line, counted = 0, 1, 0
    while token := _TOKEN.match(text, at):
        at = token.end()
        line, counted = line + text.count("\n", counted, at), at
        if token["close"]:
            items.pop()
            del names[len(items) - 1 :]
            continue
        if token["quote"] and items[-1] < 0 and key is None:
            key, at = scanstring(text, at, False)
            continue
        if items and items[-1] >= 0:
            key = str(items[-1])
            items[-1] += 1
        if token["open"]:
            if len(items) >= DEEPEST:
                raise refused(path, "JSON", f"nested more than {DEEPEST} levels deep", line)
            names += [key or ""] if items else []
            items.append(0 if token["open"] == "[" else -1)
        elif token["quote"]:
            value, at = scanstring(text, at, False)
            yield Leaf((*names, key or ""), value, line)
        key = None


def _described(found: list[Leaf], value: Any) -> list[Leaf]:
    """``found``, or, if every key of the file holds one text and remarks about it, these texts."""
    tops: dict[str, dict[str, Leaf]] = {}
    for leaf in found:
        if len(leaf.path) < 2:
            return found
        tops.setdefault(leaf.path[0], {})[leaf.path[1]] = leaf
    for marker, allowed in _DESCRIBED.items():
        if all(marker in parts and parts.keys() <= allowed for parts in tops.values()):
            return [_one(parts, marker, value[top]) for top, parts in tops.items()]
    return found


def _one(parts: dict[str, Leaf], marker: str, value: dict[str, Any]) -> Leaf:
    text = parts[marker]
    remarks = [parts[name].text for name in _REMARKS if name in parts]
    limit = value.get("character_limit")
    about = {
        "comment": "\n".join(remarks),
        "context": parts["context"].text if "context" in parts else None,
        "limit": limit if isinstance(limit, int) else None,
    }
    return Leaf(text.path[:1], text.text, text.line, about)
