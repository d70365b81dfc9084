"""Costly readings of a document, made once before any rule runs.

An annotator leaves notes: one for the document, one for each segment, or both. It loads
its model on first use, once per process. Rules name the annotators they need.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from importlib import import_module
from typing import Any, NamedTuple

from audit.model import Document


class Notes(NamedTuple):
    """What an annotator leaves: a note on the document, and one per segment in order (or None)."""

    document: Any = None
    segments: Sequence[Any] | None = None


Annotator = Callable[[Document], Notes]

ANNOTATORS: Mapping[str, str] = {
    "furniture": "furniture",
    "keyboard": "keyboard",
    "languages": "identify",
    "likeness": "likeness",
    "narration": "narration",
    "pairs": "pairs",
    "readings": "readings",
    "repetition": "repetition",
    "surprise": "surprise",
    "terms": "terms",
    "traces": "traces",
}
"""Annotators by name: the module of this package whose ``annotate`` does the work."""

AFTER: Mapping[str, frozenset[str]] = {"repetition": frozenset({"furniture"}), "traces": frozenset({"readings"})}
"""Annotators that read the document's notes of others, which so run before them."""


def in_order(names: Iterable[str]) -> list[str]:
    """The annotators of these names and those they read, each after the ones it reads, else sorted."""
    order: dict[str, None] = {}
    for name in sorted(names):
        order.update(dict.fromkeys([*in_order(AFTER.get(name, ())), name]))
    return list(order)


@cache
def annotator(name: str) -> Annotator:
    """The annotator of that name; KeyError if there is none."""
    annotate: Annotator = import_module(f"audit.annotate.{ANNOTATORS[name]}").annotate
    return annotate
