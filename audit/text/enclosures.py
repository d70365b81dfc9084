"""What quotation marks and brackets enclose."""

from __future__ import annotations

from bisect import bisect_right

import regex

from audit.model import Span

_BRACKETS = ("()", "（）", "[]", "［］", "「」", "『』", "｢｣", "《》", "〈〉", "【】", "〔〕", "“”")
_LONGEST = 500
"""Characters between two marks that still belong together."""
_DEPTH = 8


class Enclosures:
    """The outermost stretches of a text between an opening mark and its closing one, both marks included.

    A mark that opens and closes alike opens the first time and closes the second. Marks without a partner within
    500 characters enclose nothing.
    """

    def __init__(self, text: str, pairs: tuple[str, ...]) -> None:
        """``pairs``: a language's quotation marks; single ones that are apostrophes elsewhere do not count."""
        usable = [pair for pair in (*_BRACKETS, *pairs) if len(pair) == 2 and pair[0] not in "'‘’"]
        self._text = text
        self._closers: set[int] = set()
        self._outer = self._outermost(usable)
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

    def _outermost(self, pairs: list[str]) -> list[Span]:
        closes: dict[str, set[str]] = {}
        for opening, closing in ((pair[0], pair[1]) for pair in pairs):
            closes.setdefault(closing, set()).add(opening)
        openings = {pair[0] for pair in pairs}
        marks = regex.compile("[" + regex.escape("".join(sorted(openings | closes.keys()))) + "]")
        waiting: list[tuple[str, int]] = []
        found: list[Span] = []
        for match in marks.finditer(self._text):
            mark, at = match[0], match.start()
            depth = next(
                (i for i in range(1, min(_DEPTH, len(waiting)) + 1) if self._fits(waiting[-i], mark, at, closes)), 0
            )
            if depth:
                found.append(Span(waiting[-depth][1], at + 1))
                self._closers.add(at)
                del waiting[-depth:]
            elif mark in openings:
                waiting.append((mark, at))
        return _outer(found)

    @staticmethod
    def _fits(opened: tuple[str, int], mark: str, at: int, closes: dict[str, set[str]]) -> bool:
        return opened[0] in closes.get(mark, ()) and at - opened[1] <= _LONGEST


def _outer(spans: list[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in sorted(spans):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept
