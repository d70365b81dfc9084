"""XML 1.0 for the formats that are written in it. Characters that XML cannot hold have to be ``inert`` before."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, indent, tostring

__all__ = ["Element", "add", "written_out"]


def add(parent: Element, tag: str, text: str | None = None, **attributes: str | int | None) -> Element:
    """A new last child; attributes that are None are left out."""
    child = SubElement(parent, tag, {name: str(value) for name, value in attributes.items() if value is not None})
    child.text = text
    return child


def written_out(root: Element) -> str:
    """A whole document, indented, with declaration and final newline."""
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'
