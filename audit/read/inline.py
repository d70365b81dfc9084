"""The marks inside a Markdown paragraph that a reader never sees.

After CommonMark 0.31 §6, to the depth a linter needs: code spans, links, images, autolinks,
tags, emphasis, escapes, references, and what site generators and mathematics add. The text
of a link or an emphasis is prose, the marks around it are not.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator

from audit.model import Span

_TOKEN = re.compile(
    r"""(?P<escape>\\[!-/:-@\[-`{-~])
    |(?P<ticks>`+)
    |(?P<comment><!--)
    |(?P<tag></?[A-Za-z][^<>]*>)
    |(?P<reference>&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)
    |(?P<template>\{%[^\n]{0,300}?%\}|\{\{[^\n]{0,300}?\}\}|\{[:\#.][^{}\n]{0,200}\})
    |(?P<alert>\[![A-Z]+\])
    |(?P<note>\[\^[^\[\]\s]{1,100}\]:?)
    |(?P<open>!?\[)
    |(?P<close>\])
    |(?P<math>\$\$[^$]{1,2000}\$\$|\$(?=[^\s$])(?=[^$\n]{0,300}[\\^_{=])[^$\n]{0,300}[^\s$\\]\$(?!\d))
    |(?P<run>\*+|_+|~~)""",
    re.X,
)
_DESTINATION = re.compile(
    r"""\(\s*(?:<[^<>\n]*>|[^\s()<>]*(?:\([^\s()]*\)[^\s()]*)*)"""
    r"""(?:\s+(?:"[^"]{0,500}"|'[^']{0,500}'|\([^()]{0,500}\)))?\s*\)"""
)
_LONGEST_LABEL = 999
_LABEL = re.compile(r"\[([^\[\]]{0,999})\]")


def hidden(text: str, start: int, end: int, labels: Collection[str]) -> list[Span]:
    """Spans of marks and code in ``text[start:end]``, sorted and disjoint.

    ``labels``: link labels the file defines, in small letters.
    """
    return _joined(sorted(_Scan(text, start, end, labels).spans()))


def _joined(spans: list[Span]) -> list[Span]:
    joined: list[Span] = []
    for span in spans:
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


class _Scan:
    """One pass over a paragraph: the brackets and emphasis that wait for their other half."""

    def __init__(self, text: str, start: int, end: int, labels: Collection[str]) -> None:
        self.text, self.start, self.end, self.labels = text, start, end, labels
        self.brackets: list[Span] = []
        self.openers: defaultdict[str, list[list[int]]] = defaultdict(list)
        """By character: start and length of each run that may open an emphasis."""
        self.ticks = self._tick_runs()

    def _tick_runs(self) -> defaultdict[int, list[int]]:
        """Where runs of each length of backticks stand, last first."""
        runs: defaultdict[int, list[int]] = defaultdict(list)
        if self.text.find("`", self.start, self.end) < 0:
            return runs
        for run in re.finditer("`+", self.text[self.start : self.end]):
            runs[len(run[0])].append(self.start + run.start())
        for places in runs.values():
            places.reverse()
        return runs

    def spans(self) -> Iterator[Span]:
        at = self.start
        while token := _TOKEN.search(self.text, at, self.end):
            found, at = self._token(token)
            yield from found

    def _token(self, token: re.Match[str]) -> tuple[list[Span], int]:
        """What a token hides, and where to read on."""
        kind = token.lastgroup
        start, end = token.span()
        if kind == "escape":
            return [Span(start, start + 1)], end
        if kind == "ticks":
            return self._code(start, end)
        if kind == "comment":
            closing = self.text.find("-->", end, self.end)
            closing = self.end if closing < 0 else closing + 3
            return [Span(start, closing)], closing
        if kind == "open":
            self.brackets.append(Span(start, end))
            return [], end
        if kind == "close":
            return self._link(start, end)
        if kind == "run":
            return list(self._emphasis(token[0], start, end)), end
        return [Span(start, end)], end

    def _code(self, start: int, end: int) -> tuple[list[Span], int]:
        places = self.ticks[end - start]
        while places and places[-1] <= start:
            places.pop()
        if not places:
            return [], end
        closing = places.pop() + end - start
        return [Span(start, closing)], closing

    def _link(self, start: int, end: int) -> tuple[list[Span], int]:
        if not self.brackets:
            return [], end
        opening = self.brackets.pop()
        stop = self._target(opening.end, start, end)
        if stop is None:
            return [], end
        if opening.end - opening.start == 2:  # an image: its words are not on the page
            return [Span(opening.start, stop)], stop
        return [opening, Span(start, stop)], stop

    def _target(self, text_start: int, text_end: int, at: int) -> int | None:
        """Where the target that makes ``[…]`` a link ends; None if there is none."""
        destination = _DESTINATION.match(self.text, at, self.end)
        if destination:
            return destination.end()
        if not self.labels or text_end - text_start > _LONGEST_LABEL:
            return None
        own = self.text[text_start:text_end].casefold()
        label = _LABEL.match(self.text, at, self.end)
        if label and (label[1].casefold() or own) in self.labels:
            return label.end()
        return at if own in self.labels else None

    def _emphasis(self, run: str, start: int, end: int) -> Iterator[Span]:
        before = self.text[start - 1] if start > self.start else " "
        after = self.text[end] if end < self.end else " "
        if run[0] == "_" and before.isalnum() and after.isalnum():
            return
        left = end - start
        openers = self.openers[run[0]]
        if not before.isspace():
            while left and openers:
                opener = openers[-1]
                length = min(left, opener[1])
                opener[1] -= length
                yield Span(opener[0] + opener[1], opener[0] + opener[1] + length)
                yield Span(end - left, end - left + length)
                left -= length
                if not opener[1]:
                    openers.pop()
        if left and not after.isspace():
            openers.append([end - left, left])
