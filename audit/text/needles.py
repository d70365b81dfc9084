"""Strings that a pattern cannot match without: a cheap look before a pattern is compiled, or run.

Packs state hundreds of patterns and a text matches a handful. Compiling them all costs more
than reading the text; whether one of a few strings is in it costs nearly nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import pairwise

import regex

from audit.text.patterns import compiled

Needles = frozenset[str]
_LONG = 2000
"""Characters from which it pays to know which pairs of letters a text holds."""

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
    index, unknown, more = _index(patterns)
    lowered, letters, pairs = _prepared(text)
    held = set(unknown)
    for letter in index.keys() & letters:
        for needle, numbers in index[letter]:
            if (pairs is None or len(needle) < 2 or needle[:2] in pairs) and needle in lowered:
                held.update(numbers)
    return sorted(number for number in held if not more[number] or _holds(lowered, more[number])) if held else []


@lru_cache(maxsize=64)
def _prepared(text: str) -> tuple[str, frozenset[str], frozenset[str] | None]:
    """``folded``, its letters, and of a long text the pairs of letters: many lists are held against one text."""
    lowered = folded(text)
    pairs = frozenset(map("".join, pairwise(lowered))) if len(lowered) > _LONG else None
    return lowered, frozenset(lowered), pairs


def tried(patterns: tuple[str, ...], text: str, flags: int = 0) -> Iterator[tuple[int, regex.Pattern[str]]]:
    """The same patterns and their numbers, each compiled once some text could match it."""
    return ((number, compiled(patterns[number], flags)) for number in candidates(patterns, text))


def _holds(text: str, required: tuple[Needles, ...]) -> bool:
    return all(any(needle in text for needle in some) for some in required)


@cache
def _index(
    patterns: tuple[str, ...],
) -> tuple[dict[str, list[tuple[str, list[int]]]], frozenset[int], list[tuple[Needles, ...]]]:
    """First letter -> needles and the numbers of their patterns; the numbers of those without; what else each needs."""
    of_needle: dict[str, list[int]] = {}
    unknown = set()
    more: list[tuple[Needles, ...]] = []
    for number, pattern in enumerate(patterns):
        found, *rest = _required(pattern) or (None,)
        more.append(tuple(rest))
        if found is None:
            unknown.add(number)
        for needle in found or ():
            of_needle.setdefault(needle, []).append(number)
    index: dict[str, list[tuple[str, list[int]]]] = {}
    for needle, numbers in of_needle.items():
        index.setdefault(needle[0], []).append((needle, numbers))
    return index, frozenset(unknown), more


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
