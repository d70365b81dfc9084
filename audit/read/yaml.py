"""YAML of strings under keys (Rails, Symfony, Hugo …).

PyYAML's event stream, no more: no objects are made, aliases are not followed (so no bomb expands), and every text keeps
its line. ruamel.yaml is its larger twin that keeps comments in order to write files back: not needed here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from audit.read import keyed
from audit.read.container import DEEPEST, refused
from audit.read.keyed import Leaf
from audit.read.page import Page, ReadError

if TYPE_CHECKING:
    Event = Any  # yaml.Event; the library is loaded when a file is read

_STR = "tag:yaml.org,2002:str"
_NO_TEXT = re.compile(
    r"~?|null|Null|NULL|true|True|TRUE|false|False|FALSE|[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+"
    r"|[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
)
"""Plain scalars that are no strings (YAML 1.2.2, 10.3.2): ``No`` and ``12:30`` are strings, as they were not in 1.1."""


def page(path: str, text: str) -> Page:
    """Every string as a unit named by its keys.

    Raises:
        ReadError: broken YAML, nested too deeply, no mapping or list, no texts.
    """
    return keyed.page(path, "yaml", list(_leaves(path, text)), "YAML of texts")


def _leaves(path: str, text: str) -> Iterator[Leaf]:
    import yaml

    names: list[str] = []
    items: list[int] = []
    """Of each open list the number of its next item; -1 for a mapping."""
    key: str | None = None
    for event in _events(path, text):
        line = event.start_mark.line + 1
        if isinstance(event, yaml.CollectionEndEvent):
            items.pop()
            del names[max(len(items) - 1, 0) :]
            continue
        if not isinstance(event, yaml.NodeEvent):
            continue
        if items and items[-1] >= 0:
            key = str(items[-1])
            items[-1] += 1
        elif items and key is None:
            if not isinstance(event, yaml.ScalarEvent):
                raise refused(path, "YAML of texts", "a key that is no plain text", line)
            key = event.value
            continue
        if isinstance(event, yaml.CollectionStartEvent):
            if len(items) >= DEEPEST:
                raise refused(path, "YAML", f"nested more than {DEEPEST} levels deep", line)
            names += [key or ""] if items else []
            items.append(0 if isinstance(event, yaml.SequenceStartEvent) else -1)
        elif isinstance(event, yaml.ScalarEvent):
            if not items:
                raise refused(path, "YAML of texts", "it holds a single value, no keys", line)
            if _is_text(event):
                yield Leaf((*names, key or ""), event.value, line)
        key = None


def _is_text(scalar: Event) -> bool:
    if scalar.tag:
        return bool(scalar.tag == _STR)
    return bool(scalar.style) or not _NO_TEXT.fullmatch(scalar.value)


def _events(path: str, text: str) -> Iterator[Event]:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        yield from yaml.parse(text.lstrip("\ufeff"), loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        reason = error.problem or error.context or "broken"
        raise _broken(path, reason, mark.line + 1 if mark else None, mark.column + 1 if mark else None) from None
    except yaml.reader.ReaderError as error:
        raise _broken(path, f"the character {error.character!r} may not stand in it ({error.reason})") from None


def _broken(path: str, reason: str, line: int | None = None, column: int | None = None) -> ReadError:
    return refused(path, "YAML", " ".join(reason.split()), line, column)
