"""Sums over the characters of a text: what each is worth is found out once."""

from __future__ import annotations

from collections.abc import Callable


class Worth(dict[str, int]):
    """What a character is worth, by a function of it alone."""

    def __init__(self, of: Callable[[str], int]) -> None:
        self._of = of

    def __missing__(self, char: str) -> int:
        worth = self[char] = self._of(char)
        return worth

    def of_all(self, text: str) -> int:
        """The sum over a text."""
        return sum(map(self.__getitem__, text))
