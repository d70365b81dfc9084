"""XML property lists: dictionaries of strings and of dictionaries, with lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from audit.read.container import refused
from audit.read.xml import child, local, parsed

if TYPE_CHECKING:
    from audit.read.xml import Element


class Item(NamedTuple):
    """A key and what stands under it."""

    key: str
    value: str | Dictionary | None
    """None: a number, a list or another thing that is no text."""
    line: int


Dictionary: TypeAlias = tuple[Item, ...]


def dictionary(path: str, text: str, what: str) -> Dictionary:
    """The dictionary that a property list is.

    Raises:
        ReadError: broken XML, no property list, keys without values.
    """
    root = parsed(path, text, what)
    inner = child(root, "dict")
    if local(root) != "plist" or inner is None:
        raise refused(path, what, f"its root element is <{local(root)}>, or it has no <dict>", root.sourceline)
    return _items(path, what, inner)


def _items(path: str, what: str, element: Element) -> Dictionary:
    items: list[Item] = []
    parts = [part for part in element if local(part)]
    for key, value in zip(parts[::2], [*parts[1::2], None], strict=False):
        if local(key) != "key" or value is None or local(value) == "key":
            raise refused(path, what, "a key without a value, or a value without a key", key.sourceline)
        items.append(Item("".join(key.itertext()), _value(path, what, value), key.sourceline))
    return tuple(items)


def _value(path: str, what: str, element: Element) -> str | Dictionary | None:
    name = local(element)
    if name == "dict":
        return _items(path, what, element)
    return "".join(element.itertext()) if name == "string" else None
