"""What readers of containers share: strings one below the other, each a unit of its own name.

A string that is empty stays an entry with an empty span. What parts two strings (an empty line) belongs to neither, so
that no two begin at the same place.

What readers say of a string in ``about``, as far as their format has it:

- ``key``, ``context``, ``file``, ``part`` (variant, segment or variable), ``plural`` (a category of CLDR, or the number
  of a gettext form), ``plurals`` (texts of the other forms), ``numbers`` (the first that take a gettext form),
  ``other_source`` (the singular where ``source`` is the plural, and the other way round); these tell strings apart
- ``state``: ``untranslated``, ``fuzzy``, ``translated``, ``final``; with a source in another file ``missing`` and
  ``extra``; ``stated``: the same in the words of the file
- ``limit`` (characters), ``flags``, ``comment``, ``references``, ``previous`` (source before it changed)
- ``line`` (in the file, from 1), ``id`` (what the file calls a row or cue), ``start`` and ``end`` (milliseconds)
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from pathlib import PurePath
from typing import Any, NamedTuple

from audit.model import Layout, Span, Unit
from audit.packs import known
from audit.read.page import Entry, Page, ReadError
from audit.text.blocks import Block, blocks
from audit.text.wrapping import ended

CATEGORIES = ("zero", "one", "two", "few", "many", "other")
"""Plural categories of CLDR."""

DEEPEST = 100
"""Levels of nesting that no file of translations needs."""

BETWEEN = "\n\n"
"""What parts two strings."""

TWICE = "is there twice"
"""In the problem of a key that is, where no rule can find it for want of a source."""

_LONGEST_NAME = 100
_MOST_PROBLEMS = 5
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_PAIR = re.compile(r"[\ud800-\udbff][\udc00-\udfff]")
_LINE_BREAK = re.compile(r"[\n\r\f\v\x85\u2028\u2029]")
_FOLDER = re.compile(r"values-(?:b\+)?([a-z]{2,3})(?:[-+]r?([A-Za-z]{2,4}))?$|([A-Za-z]{2,3}(?:[-_]\w{2,4})?)\.lproj$")
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_](?:[A-Za-z]{4}|[A-Za-z]{2}|\d{3})){0,2}")
_PART = re.compile(r"[._-]")


class Passage(NamedTuple):
    """A string, and spans of it (sorted, disjoint) that its format says are no language."""

    text: str
    protected: tuple[Span, ...] = ()


class Container:
    """The strings of one file so far: text, units, blocks and entries, and what is wrong with them."""

    def __init__(self, path: str, format: str, between: str = BETWEEN) -> None:
        self.path, self.format, self.between = path, format, between
        self.blocks: list[Block] = []
        self.entries: list[Entry] = []
        self.problems: list[str] = []
        self._pieces: list[str] = []
        self._units: list[Unit] = []
        self._length = 0
        self._lines: dict[tuple[object, ...], int | None] = {}

    def add(
        self,
        name: str,
        target: Passage | str,
        source: Passage | str | None = None,
        *,
        blocks: bool = True,
        **about: Any,
    ) -> Span:
        """Take in a string; return where it stands. ``about`` keeps what is not None.

        ``blocks``: the string makes its own blocks; otherwise the reader does.
        """
        target, source = _clean(target), _clean(source) if source is not None else None
        if self.entries:
            self._pieces.append(self.between)
            self._length += len(self.between)
        span = Span(self._length, self._length + len(target.text))
        self._pieces.append(target.text)
        self._length = span.end
        self._units.append(Unit(span.start, _short(name)))
        about = {key: value for key, value in about.items() if value not in (None, "", ())}
        self.entries.append(
            Entry(span, source.text if source else None, about, target.protected, source.protected if source else ())
        )
        if blocks:
            self.blocks += _blocks(target, span.start)
        self._note_repetition(about)
        return span

    def page(self, language: str | None = None, source_language: str | None = None) -> Page:
        """Everything taken in, as a page."""
        text = "".join(self._pieces)
        self._tell_plurals(text)
        most = self.problems[:_MOST_PROBLEMS]
        if len(self.problems) > len(most):
            most.append(f"and {len(self.problems) - len(most)} more of this kind")
        return Page(
            self.path,
            text,
            tuple(self.blocks),
            Layout(text, units=tuple(self._units)),
            format=self.format,
            problems=tuple(most),
            entries=tuple(self.entries),
            language=language,
            source_language=source_language,
        )

    def _tell_plurals(self, text: str) -> None:
        """Each plural form is told the texts of the others."""
        forms: dict[object, list[int]] = {}
        for number, entry in enumerate(self.entries):
            if "plural" in entry.about:
                key = tuple(entry.about.get(name) for name in ("key", "context", "file"))
                forms.setdefault(key, []).append(number)
        for numbers in forms.values():
            texts = [text[slice(*self.entries[number].span)] for number in numbers]
            for at, number in enumerate(numbers):
                entry = self.entries[number]
                self.entries[number] = entry._replace(about={**entry.about, "plurals": (*texts[:at], *texts[at + 1 :])})

    def _note_repetition(self, about: dict[str, Any]) -> None:
        if "key" not in about or self.entries[-1].source is not None:
            return
        key = tuple(about.get(name) for name in ("key", "context", "plural", "part", "file"))
        line = about.get("line")
        if key not in self._lines:
            self._lines[key] = line
            return
        where = f", in lines {self._lines[key]} and {line}" if line and self._lines[key] else ""
        named = _short(str(about["key"]))
        self.problems.append(f"“{named}” {TWICE}{where}: programs take one and lose the other")


def refused(path: str, what: str, reason: str, line: int | None = None, column: int | None = None) -> ReadError:
    """The error for a broken file: what it should be, what is wrong, and where."""
    place = f"line {line}, " if line else ""
    place += f"column {column}, " if line and column else ""
    return ReadError(path, f"is no valid {what}: {place}{reason}")


def wanted(path: str, tags: list[str], language: str | None) -> str | None:
    """Which of the languages of a file is meant: the only one, or the nearest to ``language``.

    Raises:
        ReadError: several, and none of them named.
    """
    if len(tags) < 2:
        return tags[0] if tags else None
    meant = (language or "").lower().replace("_", "-")
    exact = [tag for tag in tags if tag.lower().replace("_", "-") == meant]
    related = exact or [tag for tag in tags if meant and tag.lower().split("-")[0].split("_")[0] == meant.split("-")[0]]
    if related:
        return related[0]
    raise ReadError(path, f"holds translations into {', '.join(sorted(tags))}; say with --language which to audit")


def line_of(text: str, at: int) -> int:
    """The line, counted from 1, of one place in ``text``."""
    return text.count("\n", 0, at) + 1


def paired(text: str) -> str:
    """``text`` with surrogate pairs, which escapes of UTF-16 units make, as the characters they stand for."""
    return _PAIR.sub(lambda pair: pair[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le"), text)


class Lines:
    """The lines of a text, to ask for many places in it."""

    def __init__(self, text: str) -> None:
        self._ends = [found.start() for found in re.finditer("\n", text)]

    def of(self, at: int) -> int:
        """The line, counted from 1, of a place."""
        return bisect_left(self._ends, at) + 1


def language_of(path: str) -> str | None:
    """The language that a file's name or folder states: ``values-de/``, ``fr.lproj/``, ``it.json``, ``app_ja.arb``."""
    parts = PurePath(path).parts
    for folder in reversed(parts[:-1]):
        if found := _FOLDER.search(folder):
            return "-".join(part for part in found.groups() if part).replace("_", "-")
    if len(parts) > 2 and parts[-2] == "LC_MESSAGES":
        return _known_tag(parts[-3].partition(".")[0])
    words = _PART.split(PurePath(path).stem)
    tails = (_known_tag("-".join(words[-count:])) for count in (3, 2, 1))
    return next(filter(None, tails), None) or (_known_tag(parts[-2]) if len(parts) > 1 else None)


def is_language(tag: str) -> bool:
    """Does ``tag`` look like the tag of a language that has a pack?"""
    return _known_tag(tag) is not None


def _known_tag(tag: str) -> str | None:
    tag = tag.replace("_", "-")
    return tag if _TAG.fullmatch(tag) and tag.split("-")[0].lower() in known() else None


def _clean(passage: Passage | str) -> Passage:
    """Lone surrogates, which escapes can write, become U+FFFD; positions stay."""
    passage = Passage(passage) if isinstance(passage, str) else passage
    return passage._replace(text=_SURROGATE.sub("\N{REPLACEMENT CHARACTER}", passage.text))


def _short(name: str) -> str:
    name = " ".join(name.split())
    return name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1] + "…"


def _blocks(passage: Passage, start: int) -> Iterator[Block]:
    """A line is a sentence, or a label that need not be one; several are what they would be in a plain text."""
    text = passage.text
    inner = Span(len(text) - len(text.lstrip()), len(text.rstrip()))
    if inner.start >= inner.end:
        return
    if _LINE_BREAK.search(text, *inner):
        found = blocks(text)
    else:
        found = [Block("prose" if ended(text, inner) else "table", inner)]
    for kind, span, marks in found:
        inside = (Span(max(a, span.start), min(b, span.end)) for a, b in passage.protected if a < span.end)
        both = sorted({*marks, *(inner for inner in inside if inner.start < inner.end)})
        yield Block(kind, span.shift(start), tuple(mark.shift(start) for mark in both))
