"""Strings that a pattern cannot match without: a cheap look before a pattern is compiled, or run.

Packs state hundreds of patterns and a text matches a handful. Compiling them all costs more
than reading the text; whether one of a few strings is in it costs nearly nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import accumulate, compress
from operator import add

import regex

from audit.model import Span
from audit.text.patterns import compiled

Needles = frozenset[str]
_ANYTHING: Needles = frozenset({""})
"""Of a pattern of which nothing is known."""
_GRAM = 3
"""Letters up to which it is known of every string whether a text holds it."""
_FEW = 100
"""Needles up to which each is looked for without that."""

_LETTERS = r"[^\\\[\](){}|*+?.^$]+"
_LITERAL = re.compile(_LETTERS)
_PART = re.compile(
    rf"(?P<letters>{_LETTERS})|\(\?:(?P<words>{_LETTERS}(?:\|{_LETTERS})*)\)|\\(?P<sign>\W)"
    r"|(?P<times>[*+?]|\{(?P<least>\d*)(?:,\d*)?\})[?+]?"
    r"|(?P<any>\\[pP]\{[^}]*\}|\\[dDwWsSbBAZnrt]|\[\^?\]?(?:\\.|[^\]\\\[])*\]|\(\?P=\w+\)|[.^$])"
    r"|(?P<open>\((?:\?(?P<kind>:|>|=|!|<=|<!|P<\w+>))?(?!\?))|(?P<close>\))|(?P<either>\|)",
    re.DOTALL,
)
"""The parts of a pattern; one with other parts (flags, nested sets …) is not understood."""
_AROUND = ("=", "!", "<=", "<!")


def folded(text: str) -> str:
    """``text`` with letters that match each other, case aside, made the same."""
    return text.replace("İ", "i").replace("ı", "i").casefold()


def candidates(patterns: tuple[str, ...], text: str) -> list[int]:
    """The numbers of the patterns that could match somewhere in ``text``, in order, whatever their flag for case."""
    index, more = _index(patterns)
    if len(index) <= _FEW:
        lowered = folded(text)
        held = {number for needle, numbers in index.items() if needle in lowered for number in numbers}
    else:
        lowered, grams = _prepared(text)
        beginnings = _beginnings(patterns)
        there = (needle for gram in beginnings.keys() & grams for needle in beginnings[gram])
        held = {number for n in there if len(n) <= _GRAM or n in lowered for number in index[n]}
    return sorted(number for number in held if _holds(lowered, more[number])) if held else []


@lru_cache(maxsize=64)
def _prepared(text: str) -> tuple[str, frozenset[str]]:
    """``folded``, and all it holds of one, two and three letters: many lists are held against one text."""
    lowered = folded(text)
    pairs = list(map(add, lowered, lowered[1:]))
    return lowered, _ANYTHING.union(lowered, pairs, map(add, pairs, lowered[2:]))


class Passages:
    """Stretches of a text (all of it, if none are named), made ready for many lists of patterns."""

    def __init__(self, text: str, spans: Sequence[Span] | None = None) -> None:
        self.text = text
        self.spans = [Span(0, len(text))] if spans is None else spans
        self._folded = [folded(text[start:end]) for start, end in self.spans]
        self._whole = "\n".join(self._folded)
        self._starts = [0, *accumulate(len(passage) + 1 for passage in self._folded)]
        pairs = list(map(add, self._whole, self._whole[1:]))
        self._grams: tuple[Sequence[str], ...] = (self._whole, pairs, list(map(add, pairs, self._whole[2:])))

    def tried(self, patterns: tuple[str, ...]) -> Iterator[tuple[int, list[Span]]]:
        """The numbers of the patterns that could match, in order, and the stretches in which they could."""
        index, more = _index(patterns)
        there: dict[int, set[int]] = {}
        for needle, passages in self._holding(patterns) if self.spans else ():
            for number in index[needle]:
                there.setdefault(number, set()).update(passages)
        for number in sorted(there):
            held = sorted(i for i in there[number] if _holds(self._folded[i], more[number]))
            if held:
                yield number, [self.spans[i] for i in held]

    def _holding(self, patterns: tuple[str, ...]) -> Iterator[tuple[str, Iterable[int]]]:
        """The needles of these patterns that the text holds, and the numbers of the stretches that hold them."""
        if "" in _index(patterns)[0]:
            yield "", range(len(self.spans))
        for beginnings, grams in zip(_by_length(patterns), self._grams, strict=True):
            found: dict[str, set[int]] = {}
            number = end = 0
            for at in compress(range(len(grams)), map(beginnings.__contains__, grams)) if beginnings else ():
                for needle in beginnings[grams[at]]:
                    if self._whole.startswith(needle, at):
                        if at >= end:
                            number = bisect_right(self._starts, at) - 1
                            end = self._starts[number + 1]
                        found.setdefault(needle, set()).add(number)
            yield from found.items()


@cache
def _by_length(patterns: tuple[str, ...]) -> list[dict[str, list[str]]]:
    """``_beginnings`` of one, two and three letters apart."""
    beginnings = _beginnings(patterns).items()
    return [{gram: some for gram, some in beginnings if len(gram) == size} for size in range(1, _GRAM + 1)]


def tried(patterns: tuple[str, ...], text: str, flags: int = 0) -> Iterator[tuple[int, regex.Pattern[str]]]:
    """The same patterns and their numbers, each compiled once some text could match it."""
    return ((number, compiled(patterns[number], flags)) for number in candidates(patterns, text))


def _holds(text: str, required: Iterable[Needles]) -> bool:
    return all(any(needle in text for needle in some) for some in required)


@cache
def _index(patterns: tuple[str, ...]) -> tuple[dict[str, list[int]], list[tuple[Needles, ...]]]:
    """Needles and the numbers of their patterns; what else each of these needs."""
    index: dict[str, list[int]] = {}
    more: list[tuple[Needles, ...]] = []
    for number, pattern in enumerate(patterns):
        found, *rest = _required(pattern) or (_ANYTHING,)
        more.append(tuple(rest))
        for needle in found:
            index.setdefault(needle, []).append(number)
    return index, more


@cache
def _beginnings(patterns: tuple[str, ...]) -> dict[str, list[str]]:
    """The first letters of needles, and the needles that begin so."""
    beginnings: dict[str, list[str]] = {}
    for needle in _index(patterns)[0]:
        beginnings.setdefault(needle[:_GRAM], []).append(needle)
    return beginnings


def needles(pattern: str) -> Needles | None:
    """Strings (``folded``) of which every match of a pattern holds at least one. None: not known."""
    return next(iter(_required(pattern)), None)


_LEARNT: dict[str, str] = {}


def learn(strings: Mapping[str, str]) -> None:
    """Take over what ``written`` said of patterns, so that they need not be read again."""
    _LEARNT.update(strings)


def written(pattern: str) -> str:
    """All strings that a pattern needs, in a line: sets parted by ``&&``, the strings of each by ``||``."""
    return "&&".join("||".join(sorted(some)) for some in _read(pattern))


@cache
def _required(pattern: str) -> tuple[Needles, ...]:
    """All such sets that are known of a pattern: a match holds one of each. The most telling comes first."""
    if learnt := _LEARNT.get(pattern):
        return tuple(frozenset(some.split("||")) for some in learnt.split("&&"))
    return _read(pattern)


def _read(pattern: str) -> tuple[Needles, ...]:
    if _LITERAL.fullmatch(pattern):
        return (frozenset({folded(pattern)}),)
    frames = [_Group()]
    at = 0
    for part in _PART.finditer(pattern):
        kind = part.lastgroup
        if part.start() != at or (kind == "close" and len(frames) == 1):
            return ()
        at = part.end()
        if kind == "open":
            frames.append(_Group(around=part["kind"] in _AROUND))
        elif kind == "close":
            inner = frames.pop()
            frames[-1].close(inner.needles())
        else:
            frames[-1].take(part, kind)
    return frames[0].required() if len(frames) == 1 and at == len(pattern) else ()


@dataclass
class _Group:
    """What is read of a group: its alternatives, and of the one being read, what it cannot do without."""

    around: bool = False
    branches: list[Needles | None] = field(default_factory=list)
    found: list[Needles] = field(default_factory=list)
    run: str = ""
    last: Needles | None = None
    """Those of the group that has just closed: a ``?`` may follow."""

    def close(self, inner: Needles | None) -> None:
        """Read on by a group."""
        self.settle()
        self.last = inner

    def take(self, part: re.Match[str], kind: str | None) -> None:
        """Read on by one part that opens and closes nothing."""
        if kind in ("letters", "sign"):
            if self.last is not None:
                self.settle()
            self.run += part[kind]
        elif kind == "words":
            self.close(frozenset(map(folded, part["words"].split("|"))))
        elif kind == "times":
            self._repeat(optional=part["times"] in "*?" or (part["least"] is not None and not int(part["least"] or 0)))
        elif kind == "either":
            self._branch()
        else:
            self.settle()

    def needles(self) -> Needles | None:
        """Those of the whole group, all of it read."""
        self._branch()
        if self.around or None in self.branches:
            return None
        return frozenset().union(*(branch for branch in self.branches if branch))

    def required(self) -> tuple[Needles, ...]:
        """All sets of the whole, all of it read; of one with alternatives, only one."""
        self.settle()
        if self.branches:
            whole = self.needles()
            return () if whole is None else (whole,)
        return tuple(sorted(dict.fromkeys(self.found), key=_telling, reverse=True))

    def settle(self) -> None:
        """What was read last is not repeated: it counts."""
        if self.last is not None:
            self.found.append(self.last)
        if self.run:
            self.found.append(frozenset({folded(self.run)}))
        self.run, self.last = "", None

    def _repeat(self, optional: bool) -> None:
        if optional:
            self.run, self.last = self.run[:-1], None
        self.settle()

    def _branch(self) -> None:
        """The end of an alternative: of all it cannot do without, what is longest."""
        self.settle()
        self.branches.append(max(self.found, key=_telling, default=None))
        self.found = []


def _telling(some: Needles) -> tuple[int, int]:
    """The longer and the fewer, the less often a text holds one of them."""
    return min(map(len, some)), -len(some)
