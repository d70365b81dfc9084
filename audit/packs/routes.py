"""Pair packs: what one language leaves behind in another, and how much of it is ordinary.

A pair is a folder ``pairs/<from>-<to>``: ``pair.toml`` states how its traces are read,
``lexicon/<domain>.tsv`` lists them, ``rates.tsv`` (written by ``tests/train/pair_rates.py``)
says how often each occurs in texts that took no such route.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Literal, NamedTuple, get_args
from zlib import crc32

from audit.packs import PackError, load
from audit.packs import rows as table_rows
from audit.packs.collocations import Edges, expanded, is_short, sought

TraceKind = Literal["homophone", "nonword", "calque", "name", "title", "particle", "false-friend", "idiom", "pronoun"]
Strength = Literal["strong", "weak", "paired"]
Role = Literal["pivot", "source"]


class Entry(NamedTuple):
    """A trace of another language.

    ``strong``: native writers practically never write it, one is a finding. ``weak``: only its
    density tells. ``paired``: wrong only where the source says ``through``.
    """

    kind: TraceKind
    strength: Strength
    pattern: str
    """``regex`` syntax, and what ``audit.packs.collocations`` adds; a match is exactly what an editor would replace."""
    through: str = ""
    """The expression in the other language; for ``paired`` what the source says, parted by ``|``."""
    reading: str = ""
    """How that is read by someone who does not know its script."""
    meaning: str = ""
    """What was meant, in English."""
    suggestion: str = ""
    """Replacements, parted by ``|``, with ``\\1`` for groups; ``-``: none."""
    reason: str = ""
    domain: str = ""


class Merge(NamedTuple):
    """Two spellings of the target language that the other script writes with one letter."""

    spelling: str
    other: str
    letter: str
    sounds: str


class Rate(NamedTuple):
    """How often a pattern occurs in a million characters of text that took no such route.

    ``strings``: what ``audit.text.needles`` finds that a match must hold, worked out beforehand: sets
    parted by ``&&``, of each of which one string has to be there, parted by ``||``.
    """

    entry: str
    """``mark`` of the pattern."""
    million: str
    strings: str = ""


def mark(pattern: str) -> str:
    """Eight hex digits for a pattern: tables are half as long with them."""
    return f"{crc32(pattern.encode()):08x}"


@dataclass(frozen=True)
class Route:
    """A language a text may have come through, and its traces."""

    origin: str
    """BCP 47 tag of the language that leaves the traces."""
    target: str
    role: Role = "pivot"
    """Is it rather the pivot of a machine translation, or its source?"""
    edges: Edges = "both"
    """Where a match may only begin or end at the edge of a word: languages without blanks say none."""
    entries: tuple[Entry, ...] = ()
    merges: tuple[Merge, ...] = ()
    strings: dict[str, str] = field(default_factory=dict, hash=False)
    """Pattern -> ``Rate.strings``."""
    million: dict[str, float] = field(default_factory=dict, hash=False)
    """Pattern -> occurrences per million characters of text that took no such route."""

    @property
    def name(self) -> str:
        """English name of the language that leaves the traces."""
        return load(self.origin).name or self.origin

    @cached_property
    def patterns(self) -> tuple[str, ...]:
        return tuple(entry.pattern for entry in self.entries)

    def compilable(self, entry: Entry) -> str:
        """The pattern of an entry, shorthands spelt out, with the word edges it has to keep to.

        Case is folded letter by letter (``-f``): full folding (ß as ss) takes three times as long to compile.
        """
        pattern = expanded(entry.pattern, self.target, self.edges) if is_short(entry.pattern) else entry.pattern
        if self.edges == "both":
            return rf"(?<!\p{{L}})(?i-f:{pattern})(?!\p{{L}})"
        return rf"(?<!\p{{L}})(?:{pattern})" if self.edges == "left" else pattern

    def sought(self, entry: Entry) -> str:
        """A pattern without shorthands that needs the same strings as that of an entry."""
        return sought(entry.pattern, self.target) if is_short(entry.pattern) else entry.pattern

    @cached_property
    def unmeasured(self) -> dict[str, str]:
        """Patterns with shorthands that ``strings`` lacks, and what ``sought`` says of them."""
        new = (entry for entry in self.entries if entry.pattern not in self.strings and is_short(entry.pattern))
        return {entry.pattern: self.sought(entry) for entry in new}


_STATED = {"role", "edges"}
_KINDS, _STRENGTHS = frozenset(get_args(TraceKind)), frozenset(get_args(Strength))


def _pairs() -> Traversable:
    return files("audit.packs") / "pairs"


@cache
def route(origin: str, target: str) -> Route:
    """The pair pack of two languages.

    Raises:
        PackError: there is none, or it states something malformed.
    """
    folder = _pairs() / f"{origin}-{target}"
    sheet = folder / "pair.toml"
    if not sheet.is_file():
        raise PackError(f"no pack for the pair {origin}-{target}; known: {', '.join('-'.join(p) for p in known())}")
    stated: dict[str, Any] = tomllib.loads(sheet.read_text("utf-8"))
    if unknown := stated.keys() - _STATED:
        raise PackError(f"{sheet}: unknown facts {sorted(unknown)}")
    rates = folder / "rates.tsv"
    merges = folder / "merges.tsv"
    measured = {rate.entry: rate for rate in table_rows(rates, Rate)} if rates.is_file() else {}
    entries = tuple(_entries(folder))
    rated = [(entry.pattern, rate) for entry in entries if (rate := measured.get(mark(entry.pattern)))]
    return Route(
        origin,
        target,
        entries=entries,
        merges=tuple(table_rows(merges, Merge)) if merges.is_file() else (),
        million={pattern: float(rate.million) for pattern, rate in rated},
        strings={pattern: rate.strings for pattern, rate in rated if rate.strings},
        **stated,
    )


def _entries(folder: Traversable) -> Iterator[Entry]:
    lexicon = folder / "lexicon"
    for table in sorted(lexicon.iterdir(), key=lambda table: table.name) if lexicon.is_dir() else ():
        if not table.name.endswith(".tsv"):
            continue
        domain = table.name.removesuffix(".tsv")
        for entry in table_rows(table, Entry):
            if entry.kind not in _KINDS or entry.strength not in _STRENGTHS:
                raise PackError(f"{table}: {entry.pattern}: no such kind or strength: {entry.kind}, {entry.strength}")
            yield Entry._make([*entry[:-1], domain])


@cache
def known() -> tuple[tuple[str, str], ...]:
    """The pairs (from, to) with a pack, sorted."""
    folders = (folder for folder in _pairs().iterdir() if (folder / "pair.toml").is_file())
    return tuple(sorted((origin, target) for origin, _, target in (folder.name.partition("-") for folder in folders)))


@cache
def into(language: str) -> tuple[Route, ...]:
    """The routes into a language; a variety (``zh-Hant``, ``pt-BR``) has those of its base language."""
    base = language.partition("-")[0]
    return tuple(route(origin, target) for origin, target in known() if target == base)
