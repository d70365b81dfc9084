"""ICU MessageFormat, parsed to the end: arguments, choices and their branches.

Grammar: ICU User Guide, “Formatting Messages”, with ``ApostropheMode.DOUBLE_OPTIONAL``; Java's MessageFormat and ARB
files are subsets of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from audit.model import Span

CHOICES = ("plural", "selectordinal", "select")
_TYPES = (*CHOICES, "number", "date", "time", "spellout", "ordinal", "duration", "choice", "list")
EVIDENT = re.compile(rf"\{{\s*[\w.-]+\s*,\s*(?:{'|'.join(_TYPES)})\s*[,}}]")
_NAME = re.compile(r"\s*([\w.-]+)\s*")
_TYPE = re.compile(r"\s*(\w+)\s*")
_SELECTOR = re.compile(r"\s*(=\d+|[^\s{}]+)\s*")
_OFFSET = re.compile(r"\s*offset:\s*\d+")


class MessageError(ValueError):
    """The message cannot be read; ``at`` is where that shows."""

    def __init__(self, reason: str, at: int) -> None:
        super().__init__(reason)
        self.reason, self.at = reason, at


@dataclass(frozen=True)
class Argument:
    """``{name}`` or ``{name, type, …}``; ``branches`` are the messages of a choice, by selector."""

    name: str
    type: str
    span: Span
    head: Span
    """Without the branches: ``{count, plural,``."""
    branches: dict[str, tuple[Argument, ...]] = field(default_factory=dict)


def arguments(message: str) -> tuple[Argument, ...]:
    """The arguments of a message.

    Raises:
        MessageError: braces that do not close, a type or a choice that is none, a choice without ``other``.
    """
    found, end = _message(message, 0, nested=False)
    if end < len(message):
        raise MessageError("“}” closes nothing", end)
    return found


def broken(message: str) -> MessageError | None:
    """What is wrong with a message, if it cannot be read."""
    try:
        arguments(message)
    except MessageError as error:
        return error
    except RecursionError:
        return MessageError("choices are nested too deeply", 0)
    return None


def every(found: tuple[Argument, ...]) -> Iterator[Argument]:
    """The arguments and those in their branches."""
    for argument in found:
        yield argument
        for branch in argument.branches.values():
            yield from every(branch)


def _message(text: str, at: int, nested: bool) -> tuple[tuple[Argument, ...], int]:
    found = []
    while at < len(text) and text[at] != "}":
        if text[at] == "'":
            at = _after_apostrophe(text, at)
        elif text[at] == "{":
            argument = _argument(text, at)
            found.append(argument)
            at = argument.span.end
        else:
            at += 1
    if nested and at == len(text):
        raise MessageError("“{” is not closed", at)
    return tuple(found), at


def _after_apostrophe(text: str, at: int) -> int:
    """An apostrophe before a brace quotes up to the next one; two are an apostrophe; else it is itself."""
    if text.startswith("''", at):
        return at + 2
    if text[at + 1 : at + 2] not in set("{}|#"):
        return at + 1
    end = text.find("'", at + 1)
    return len(text) if end < 0 else end + 1


def _argument(text: str, start: int) -> Argument:
    name = _NAME.match(text, start + 1)
    if not name:
        raise MessageError("“{” names no argument", start)
    at = name.end()
    if text[at : at + 1] == "}":
        return Argument(name[1], "", Span(start, at + 1), Span(start, at + 1))
    kind = _TYPE.match(text, at + 1) if text[at : at + 1] == "," else None
    if not kind:
        raise MessageError("“{” is not closed", start)
    if kind[1] not in _TYPES:
        raise MessageError(f"“{kind[1]}” is no type of argument", kind.start(1))
    if kind[1] not in CHOICES:
        end = _after_style(text, start, kind.end())
        return Argument(name[1], kind[1], Span(start, end), Span(start, end))
    return _choice(text, start, name[1], kind)


def _after_style(text: str, start: int, at: int) -> int:
    depth = 1
    while at < len(text):
        depth += {"{": 1, "}": -1}.get(text[at], 0)
        at += 1
        if not depth:
            return at
    raise MessageError("“{” is not closed", start)


def _choice(text: str, start: int, name: str, kind: re.Match[str]) -> Argument:
    if text[kind.end() : kind.end() + 1] != ",":
        raise MessageError(f"“{kind[1]}” offers nothing to choose from", kind.start(1))
    head = Span(start, kind.end() + 1)
    at = kind.end() + 1
    if offset := _OFFSET.match(text, at):
        at = offset.end()
    branches: dict[str, tuple[Argument, ...]] = {}
    while selector := _SELECTOR.match(text, at):
        if text[selector.end() : selector.end() + 1] != "{":
            raise MessageError(f"“{selector[1]}” is followed by no text in braces", selector.start(1))
        branches[selector[1]], at = _message(text, selector.end() + 1, nested=True)
        at += 1
    at += len(text[at:]) - len(text[at:].lstrip())
    if text[at : at + 1] != "}":
        raise MessageError("“{” is not closed", start)
    if "other" not in branches:
        raise MessageError(f"“{name}, {kind[1]}” has no branch “other”", start)
    return Argument(name, kind[1], Span(start, at + 1), head, branches)
