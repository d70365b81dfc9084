"""What several rules ask of the same texts, one after the other: found out once."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar, TypeVarTuple

Subjects = TypeVarTuple("Subjects")
Answer = TypeVar("Answer")
_KEPT = 8
"""Answers kept of each question: those to one unit."""


class _Same:
    """Objects that are the same to a cache only if they are the same objects: packs are costly to compare."""

    def __init__(self, subjects: tuple[object, ...]) -> None:
        self.subjects = subjects

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and all(
            one is another for one, another in zip(self.subjects, other.subjects, strict=True)
        )

    def __hash__(self) -> int:
        return hash(tuple(map(id, self.subjects)))


def once(function: Callable[[*Subjects], Answer]) -> Callable[[*Subjects], Answer]:
    """A function of objects that do not change, whose last answers are kept: they must not be changed either."""

    @lru_cache(maxsize=_KEPT)
    def answer(same: _Same) -> Answer:
        return function(*same.subjects)  # type: ignore[arg-type]

    @wraps(function)
    def asked(*subjects: *Subjects) -> Answer:
        return answer(_Same(subjects))

    return asked
