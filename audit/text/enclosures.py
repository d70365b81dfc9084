"""What quotation marks and brackets enclose."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache

import regex

from audit.model import Span

_BRACKETS = ("()", "（）", "[]", "［］", "「」", "『』", "｢｣", "《》", "〈〉", "【】", "〔〕", "“”")
_APOSTROPHES = "'‘’"
_LONGEST = 500
"""Characters between two marks that still belong together."""
_ENDING = "。！？!?…"
_DEPTH = 8
"""Marks left open that a closing one may skip."""


@cache
def _known(pairs: tuple[str, ...]) -> tuple[regex.Pattern[str], dict[str, set[str]], frozenset[str]]:
    """All marks, the opening ones by the one that closes them, and all opening ones."""
    closes: dict[str, set[str]] = {}
    for pair in (*_BRACKETS, *pairs):
        if len(pair) == 2 and pair[0] not in _APOSTROPHES:
            closes.setdefault(pair[1], set()).add(pair[0])
    openings = frozenset().union(*closes.values())
    return regex.compile("[" + regex.escape("".join(sorted({*openings, *closes}))) + "]"), closes, openings


class Enclosures:
    """The outermost stretches of a text between an opening mark and its closing one, both marks included.

    A straight quote opens or closes as its neighbours say, else in turn.
    Marks without a partner within 500 characters enclose nothing.
    """

    def __init__(self, text: str, pairs: tuple[str, ...]) -> None:
        """``pairs``: a language's quotation marks; those that are apostrophes as well do not count."""
        self._text = text
        self._marks, self._closes, self._openings = _known(pairs)
        self._closers: set[int] = set()
        self._outer = self._outermost()
        self._starts = [span.start for span in self._outer]

    def around(self, at: int) -> Span | None:
        """The outermost stretch that holds the character ``at``, or None."""
        i = bisect_right(self._starts, at) - 1
        return self._outer[i] if i >= 0 and at < self._outer[i].end else None

    def after_closing(self, at: int) -> int:
        """Where the closing marks that begin at ``at``, if any, are over."""
        while at in self._closers:
            at += 1
        return at

    def _outermost(self) -> list[Span]:
        waiting: list[tuple[str, int]] = []
        found: list[Span] = []
        for match in self._marks.finditer(self._text):
            mark, at = match[0], match.start()
            depth = self._closed_by(mark, at, waiting)
            if depth:
                found.append(Span(waiting[-depth][1], at + 1))
                self._closers.add(at)
                del waiting[-depth:]
            elif mark in self._openings and not (mark in self._closes and self._cannot_open(at)):
                if waiting and waiting[-1][0] == mark and self._text[at - 1] in _ENDING:
                    waiting.pop()  # the mark before was never closed
                waiting.append((mark, at))
        return _outer(found)

    def _closed_by(self, mark: str, at: int, waiting: list[tuple[str, int]]) -> int:
        """How many of the waiting marks this one ends, the last of them being its partner."""
        partners: set[str] = self._closes.get(mark, set())
        if mark in partners and self._must_open(at):
            return 0
        for depth, (opening, begun) in enumerate(reversed(waiting[-_DEPTH:]), 1):
            if at - begun > _LONGEST:
                return 0
            if opening in partners:
                return depth
        return 0

    def _must_open(self, at: int) -> bool:
        before, after = self._text[at - 1 : at] if at else "", self._text[at + 1 : at + 2]
        return (not before or before.isspace() or before in "：:（(「『") and bool(after) and not after.isspace()

    def _cannot_open(self, at: int) -> bool:
        after = self._text[at + 1 : at + 2]
        return not after or after.isspace() or after in "，。、；）)」』"


def _outer(spans: list[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in sorted(spans):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept
