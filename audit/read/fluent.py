"""Fluent (Project Fluent, syntax 1.0): values and attributes of messages and terms, a unit for each variant.

A placeable shows as it is written and is protected; a selector gives way to its variants.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, product
from typing import TYPE_CHECKING, Any, NamedTuple

from audit.read.container import CATEGORIES, Container, Lines, Passage, language_of, line_of, refused
from audit.read.keyed import state
from audit.read.page import Page
from audit.read.xml import Inline

if TYPE_CHECKING:
    Node = Any  # fluent.syntax.ast.BaseNode; the library is loaded when a file is read

_MOST_VARIANTS = 64


class _Variant(NamedTuple):
    """One way through the selectors of a pattern: the keys chosen, and what then is shown."""

    keys: tuple[str, ...]
    pieces: tuple[tuple[str, bool], ...]
    """Text, and whether it is a placeable."""

    @property
    def passage(self) -> Passage:
        made = Inline()
        for text, protect in self.pieces:
            made.put(text, protect=protect)
        return made.passage


def page(path: str, text: str) -> Page:
    """Every value, attribute and variant as a unit. Entries that cannot be parsed are problems of the page.

    Raises:
        ReadError: nothing in it can be parsed, or it is nested too deeply.
    """
    from fluent.syntax import FluentParser, ast

    try:
        body: list[Node] = FluentParser().parse(text).body
        container, lines = Container(path, "fluent"), Lines(text)
        for entry in body:
            if isinstance(entry, ast.Junk):
                container.problems.append(_problem(text, entry))
            elif isinstance(entry, (ast.Message, ast.Term)):
                _add(container, text, lines, entry)
    except RecursionError:
        raise refused(path, "Fluent", "nested too deeply") from None
    if not container.entries:
        reason = container.problems[0] if container.problems else "it holds no messages"
        raise refused(path, "Fluent", reason)
    return container.page(language_of(path))


def _problem(text: str, junk: Node) -> str:
    notes = [(note.span.start, note.message) for note in junk.annotations]
    at, message = notes[0] if notes else (junk.span.start, "no message")
    return f"line {line_of(text, at)}: not read, as it is no Fluent: {message}"


def _add(container: Container, text: str, lines: Lines, entry: Node) -> None:
    name = ("-" if type(entry).__name__ == "Term" else "") + entry.id.name
    comment = entry.comment.content if entry.comment else None
    values = [(name, entry.value), *((f"{name}.{part.id.name}", part.value) for part in entry.attributes)]
    for key, pattern in values:
        for variant in islice(_variants(text, pattern), _MOST_VARIANTS) if pattern else ():
            container.add(
                key + "".join(f"[{chosen}]" for chosen in variant.keys),
                variant.passage,
                key=key,
                plural=next((chosen for chosen in variant.keys if chosen in CATEGORIES), None),
                part=", ".join(chosen for chosen in variant.keys if chosen not in CATEGORIES),
                comment=comment,
                line=lines.of(pattern.span.start),
                state=state(variant.passage.text),
            )


def _variants(text: str, pattern: Node) -> Iterator[_Variant]:
    choices = [list(islice(_choices(text, element), _MOST_VARIANTS)) for element in pattern.elements]
    for way in product(*choices):
        yield _Variant(
            tuple(key for part in way for key in part.keys), tuple(piece for part in way for piece in part.pieces)
        )


def _choices(text: str, element: Node) -> Iterator[_Variant]:
    """What an element of a pattern may show."""
    if type(element).__name__ == "TextElement":
        yield _Variant((), ((element.value, False),))
        return
    expression = element.expression
    if type(expression).__name__ != "SelectExpression":
        yield _Variant((), ((text[element.span.start : element.span.end], True),))
        return
    for variant in expression.variants:
        key = variant.key.name if hasattr(variant.key, "name") else variant.key.value
        for inner in _variants(text, variant.value):
            yield _Variant((key, *inner.keys), inner.pieces)
