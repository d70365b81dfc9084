"""What several rules ask of the same texts, one after the other: found out once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar, TypeVarTuple

Subjects = TypeVarTuple("Subjects")
Answer = TypeVar("Answer")
_KEPT = 8
"""Answers kept of each question: those to one unit."""


def once(function: Callable[[*Subjects], Answer]) -> Callable[[*Subjects], Answer]:
    """A function of objects that do not change, whose last answers are kept: they must not be changed either.

    Subjects are the same only if they are the same objects: packs are costly to compare.
    """
    kept: dict[tuple[int, ...], tuple[tuple[*Subjects], Answer]] = {}

    @wraps(function)
    def asked(*subjects: *Subjects) -> Answer:
        key = tuple(map(id, subjects))
        if (known := kept.get(key)) is not None:
            return known[1]
        answer = function(*subjects)
        if len(kept) >= _KEPT:
            kept.clear()
        kept[key] = subjects, answer  # the subjects live as long as their numbers are used
        return answer

    return asked
