"""A translation and its source in two files of strings: paired by key, subtitles by time.

Text documents are aligned sentence by sentence, in ``audit.annotate``; here every string says what it belongs to.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from audit.model import Layout, Span, Unit
from audit.read.container import BETWEEN, TWICE, Passage
from audit.read.page import Entry, Page, ReadError

_INHERITED = ("comment", "limit", "context", "references")
"""What a source file says of a string that also holds for its translation."""
_OVERLAP = 0.5
"""Share of the shorter of two cues that must be shown while the other is."""
_LONGEST_CUE = 60_000
"""Milliseconds; what is shown longer is compared with what begins within them."""
_MOST_AT_ONCE = 50
_FEWEST = 0.2
"""Share of cues that must have a partner in time, if the two are of the same film."""


class _Pair(NamedTuple):
    """Entries of the translation, and of the source; either may be missing."""

    targets: tuple[Entry, ...]
    sources: tuple[Entry, ...]


def can_pair(page: Page) -> bool:
    """Does a page hold strings that say what they belong to?"""
    return bool(page.entries) and all("key" in entry.about or "start" in entry.about for entry in page.entries)


def with_source(page: Page, source: Page) -> Page:
    """``page`` with the strings of ``source`` as the sources of its entries.

    A source without a translation becomes an entry with an empty span and the state ``missing``, after all others; a
    translation without a source keeps none and gets the state ``extra``. Cues that share a moment on the screen are
    one entry. What the source file says of a string, ``page`` also says.

    Raises:
        ReadError: one of the two is no file of strings, or they have nothing in common.
    """
    for side in (page, source):
        if not can_pair(side):
            raise ReadError(side.path, "holds no strings under keys or times that could be paired with another file's")
    timed = ["start" in side.entries[0].about for side in (page, source)]
    if timed[0] != timed[1]:
        raise ReadError(source.path, f"is no source of {page.path}: only one of them is a subtitle file")
    pairs = list(_by_time(page, source) if timed[0] else _by_key(page, source))
    _refuse_strangers(page, source, pairs, timed[0])
    return _paired(page, source, pairs)


def _refuse_strangers(page: Page, source: Page, pairs: Sequence[_Pair], timed: bool) -> None:
    shared = sum(bool(pair.targets and pair.sources) for pair in pairs)
    if not shared:
        raise ReadError(
            source.path, f"is no source of {page.path}: they have no {'moment' if timed else 'key'} in common"
        )
    if timed and shared < _FEWEST * len(pairs):
        raise ReadError(
            source.path, f"is no source of {page.path}: only {shared} of {len(pairs)} cues are shown at the same time"
        )


# By key


def _by_key(page: Page, source: Page) -> Iterator[_Pair]:
    known: dict[tuple[Any, ...], Entry] = {}
    for entry in source.entries:
        known.setdefault(_form(entry.about), entry)
        if _key(entry.about) not in known or entry.about.get("plural") == "other":
            known[_key(entry.about)] = entry
    found = {_key(entry.about) for entry in page.entries}
    for entry in page.entries:
        partner = next((known[key] for key in _likely(entry.about) if key in known), None)
        yield _Pair((entry,), (partner,) if partner else ())
    yield from (_Pair((), (entry,)) for key, entry in known.items() if len(key) == _OF_STRING and key not in found)


_OF_STRING = 2


def _key(about: Mapping[str, Any]) -> tuple[Any, ...]:
    """What all forms of a string have in common."""
    return about["key"], about.get("context")


def _form(about: Mapping[str, Any]) -> tuple[Any, ...]:
    return *_key(about), about.get("part"), about.get("plural")


def _likely(about: Mapping[str, Any]) -> Iterator[tuple[Any, ...]]:
    """Under what the source of a form may stand: the same form, the form ``other``, any."""
    key, part = _key(about), about.get("part")
    yield _form(about)
    yield *key, part, "other"
    yield *key, None, about.get("plural")
    yield *key, None, "other"
    yield key


# By time


def _by_time(page: Page, source: Page) -> Iterator[_Pair]:
    """Cues that are shown together, and those that share one with them, in the order in which they begin."""
    targets, sources = _cues(page), _cues(source)
    starts = [cue.about["start"] for cue in sources]
    groups = _Groups(len(targets) + len(sources))
    for number, target in enumerate(targets):
        last = bisect_left(starts, target.about["end"])
        first = bisect_left(starts, target.about["start"] - _LONGEST_CUE)
        for other in range(max(first, last - _MOST_AT_ONCE), last):
            if _together(target, sources[other]):
                groups.join(number, len(targets) + other)
    pairs = [
        _Pair(
            tuple(targets[number] for number in group if number < len(targets)),
            tuple(sources[number - len(targets)] for number in group if number >= len(targets)),
        )
        for group in groups.all()
    ]
    yield from sorted(pairs, key=lambda pair: min(cue.about["start"] for cue in (*pair.targets, *pair.sources)))


class _Groups:
    """Numbers from 0 that belong together (union-find)."""

    def __init__(self, count: int) -> None:
        self.parents = list(range(count))

    def _root(self, number: int) -> int:
        while self.parents[number] != number:
            self.parents[number] = self.parents[self.parents[number]]
            number = self.parents[number]
        return number

    def join(self, one: int, other: int) -> None:
        low, high = sorted((self._root(one), self._root(other)))
        self.parents[high] = low

    def all(self) -> Iterable[list[int]]:
        groups: dict[int, list[int]] = {}
        for number in range(len(self.parents)):
            groups.setdefault(self._root(number), []).append(number)
        return groups.values()


def _cues(page: Page) -> list[Entry]:
    spoken = (entry for entry in page.entries if page.text[slice(*entry.span)].strip())
    return sorted(spoken, key=lambda entry: (entry.about["start"], entry.about["end"]))


def _together(one: Entry, other: Entry) -> bool:
    """Are two cues on the screen together for most of the shorter one?"""
    (start, end), (begin, stop) = ((cue.about["start"], cue.about["end"]) for cue in (one, other))
    shorter = min(end - start, stop - begin)
    return bool(min(end, stop) - max(start, begin) >= max(_OVERLAP * shorter, 1))


# What comes of it


def _paired(page: Page, source: Page, pairs: Sequence[_Pair]) -> Page:
    entries: list[Entry] = []
    pieces, units, length = [page.text], list(page.layout.units), len(page.text)
    for pair in pairs:
        original = _passage(source, pair.sources)
        about = _about(pair)
        if pair.targets:
            entries.append(_entry(pair.targets, original, about))
            continue
        length += len(BETWEEN)
        pieces.append(BETWEEN)
        units.append(Unit(length, _name(source, pair.sources[0])))
        entries.append(Entry(Span(length, length), original.text, about, (), original.protected))
    text = "".join(pieces)
    return replace(
        page,
        text=text,
        layout=Layout(text, units=tuple(units)),
        entries=tuple(entries),
        source_language=source.language or page.source_language,
        problems=(
            *(problem for problem in page.problems if TWICE not in problem),  # duplicate-unit finds them in pairs
            *(f"{source.path}: {problem}" for problem in source.problems),
        ),
    )


def _entry(targets: Sequence[Entry], original: Passage, about: Mapping[str, Any]) -> Entry:
    start, end = min(entry.span.start for entry in targets), max(entry.span.end for entry in targets)
    tags = tuple(span.shift(entry.span.start - start) for entry in targets for span in entry.protected)
    said = None if about.get("state") == "extra" else original.text
    return Entry(Span(start, end), said, about, tuple(sorted(tags)), original.protected)


def _passage(page: Page, entries: Sequence[Entry]) -> Passage:
    """The texts of entries, a line each, with what is protected in them."""
    pieces: list[str] = []
    tags: list[Span] = []
    length = 0
    for entry in entries:
        tags += (span.shift(length) for span in entry.protected)
        pieces.append(page.text[slice(*entry.span)])
        length += len(pieces[-1]) + 1
    return Passage("\n".join(pieces), tuple(tags))


def _about(pair: _Pair) -> dict[str, Any]:
    sides = (*pair.targets, *pair.sources)
    theirs = {
        name: pair.sources[0].about[name] for name in _INHERITED if pair.sources and name in pair.sources[0].about
    }
    if not pair.targets:
        about = {**pair.sources[0].about, "state": "missing"}
        for name in ("line", "plural", "plurals", "part"):
            about.pop(name, None)
    else:
        about = {**theirs, **pair.targets[0].about, **({} if pair.sources else {"state": "extra"})}
    if "end" in about:
        about["end"] = max(entry.about["end"] for entry in (pair.targets or sides))
    return about


def _name(page: Page, entry: Entry) -> str:
    return page.layout.place(entry.span).unit or ""
