"""What a document says twice: whole runs of paragraphs, single paragraphs, doubled lines.

A copy is found by the letters it shares with an earlier passage, so a copy without its line breaks, quotations or
links is still one. Tables, code and runs of page metadata repeat themselves by nature and are left out.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import regex

from audit.annotate import Notes
from audit.model import Document, Paragraph, Span
from audit.text.bulk import bulk
from audit.text.repeats import Chain, Letters, Match, chains, letters, matches

_GAP = 400
"""Letters that one copy may have more than the other between two passages they share."""
_BLOCK = 180
"""Least bulk of a block ..."""
_LONG_BLOCK = 700
"""... and of one that is a single paragraph in both places."""
_DENSE_ENOUGH, _DENSE = 0.7, 0.85
"""Share of the shorter copy's letters that must be in the other, of a large block and of one under ``_LONG_BLOCK``."""
_PARAGRAPH = 40
"""Least mean bulk of a block's paragraphs: the lines of refrains and menus are shorter."""
_MANGLED = 0.9
"""A copy with less than this share of the other's letters is the one that lost something."""

_LONG = 76
"""Least bulk of a paragraph that is reported as a copy on its own."""
_SIMILAR = 90.0
"""Least similarity of such a copy, 0..100 (indel ratio)."""
_MOST_COPIES = 2
"""What comes more often than this is a refrain or a legal line."""
_LINE = 16
"""Least bulk of a line repeated directly below itself."""

_OPENS_QUOTE = regex.compile(r"[\p{Pi}\"'„‚「『《〈〝–—-]")
_DIGIT = regex.compile(r"\p{Nd}")
_NUMBERS = regex.compile(r"\p{Nd}+")
_SITE = regex.compile(r"\s+[|–—•·-]\s+|\s*[|｜]\s*")
_NOT_LETTERS = regex.compile(r"[^\p{L}\p{M}\p{N}]+")


class Copy(NamedTuple):
    """A passage said twice: the copy to delete, the one to keep, and the bulk of the first."""

    copy: Span
    other: Span
    size: int


@dataclass(frozen=True)
class Repetition:
    """The note on a document: its copies in order, its bulk, and what the copies were found by.

    ``blocks`` are runs of paragraphs, ``paragraphs`` single ones outside them, ``lines`` short ones doubled at once.
    """

    blocks: tuple[Copy, ...]
    paragraphs: tuple[Copy, ...]
    lines: tuple[Copy, ...]
    bulk: int
    letters: Letters
    matches: tuple[Match, ...]


def annotate(document: Document) -> Notes:
    """The document's ``Repetition``."""
    runs = document.notes["furniture"].runs
    walls = [run.span for run in runs if run.sort == "metadata" and run.lines > 2]
    walls += [p.span for p in document.paragraphs if p.kind in ("code", "table")]
    kept = letters(document.prose, _disjoint(walls))
    found = list(matches(kept.text))
    places = _Places(document)
    blocks = tuple(_blocks(kept, chains(found, _GAP), places))
    taken = [span for block in blocks for span in (block.copy, block.other)]
    paragraphs = [copy for copy in _paragraphs(kept, found, places) if not _inside(copy.copy, taken)]
    lines = [copy for copy in _doubled(document.paragraphs) if not _inside(copy.copy, taken)]
    return Notes(Repetition(blocks, tuple(paragraphs), tuple(lines), bulk(document.prose), kept, tuple(found)))


def _disjoint(spans: Iterable[Span]) -> Iterator[Span]:
    end = -1
    for span in sorted(spans):
        if span.start >= end:
            yield span
            end = span.end


def _inside(span: Span, spans: Iterable[Span]) -> bool:
    return any(span.overlaps(other) for other in spans)


class _Places:
    """Finds the paragraphs and sentences of a document by position."""

    def __init__(self, document: Document) -> None:
        self.text = document.text
        self.paragraphs = document.paragraphs
        self._starts = [paragraph.span.start for paragraph in document.paragraphs]
        self.sentences = [
            Span(segment.target.start, segment.target.start + len(segment.target.text)) for segment in document.segments
        ]
        self._sentence_starts = [span.start for span in self.sentences]

    def number(self, at: int) -> int:
        """Which paragraph the character is in."""
        return max(bisect_right(self._starts, at) - 1, 0)

    def count(self, span: Span) -> int:
        """How many paragraphs a span touches."""
        return self.number(span.end - 1) - self.number(span.start) + 1

    def lists(self, span: Span) -> bool:
        """Is most of it list items? Instructions for one case repeat those for another."""
        touched = self.paragraphs[self.number(span.start) : self.number(span.end - 1) + 1]
        items = [p for p in touched if p.kind == "list-item"]
        return 2 * sum(bulk(p.text.text) for p in items) > bulk(self.text[slice(*span)])

    def snapped(self, span: Span) -> Span:
        """``span`` at sentence boundaries: sentences mostly inside it are whole, the others out."""
        first = max(bisect_right(self._sentence_starts, span.start) - 1, 0)
        last = max(bisect_right(self._sentence_starts, span.end - 1), first + 1)
        inside = [s for s in self.sentences[first:last] if _overlap(s, span) * 2 >= s.end - s.start]
        return Span(inside[0].start, inside[-1].end) if inside else span


def _overlap(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


# Blocks


def _blocks(kept: Letters, found: Sequence[Chain], places: _Places) -> Iterator[Copy]:
    for chain in found:
        if chain.density < _DENSE_ENOUGH:
            continue
        chain = _without_overlap(chain)
        first = places.snapped(kept.span(*chain.first))
        second = places.snapped(kept.span(*chain.second))
        if _overlap(first, second) > 0 or places.lists(second):
            continue
        sizes = bulk(places.text[slice(*first)]), bulk(places.text[slice(*second)])
        counts = places.count(first), places.count(second)
        if min(sizes) < _LONG_BLOCK and (max(counts) == 1 or min(sizes) < _BLOCK or chain.density < _DENSE):
            continue
        if any(size < _PARAGRAPH * count for size, count in zip(sizes, counts, strict=True)):
            continue
        copy, other = (first, second) if _mangled(first, second, counts) else (second, first)
        yield Copy(copy, other, bulk(places.text[slice(*copy)]))


def _without_overlap(chain: Chain) -> Chain:
    """Of a passage that comes three times in a row, the first as the one and the rest as the other."""
    if chain.second.start >= chain.first.end:
        return chain
    return chain._replace(first=Span(chain.first.start, chain.second.start))


def _mangled(first: Span, second: Span, counts: tuple[int, int]) -> bool:
    """Is the first copy the one that lost text, or its line breaks?"""
    share = (first.end - first.start) / (second.end - second.start)
    return share < _MANGLED or (share < 1 / _MANGLED and counts[0] * 2 < counts[1])


# Single paragraphs


def _paragraphs(kept: Letters, found: Iterable[Match], places: _Places) -> Iterator[Copy]:
    shared: Counter[tuple[int, int]] = Counter()
    for first, second, size in found:
        middle = size // 2
        pair = places.number(kept.places[first + middle]), places.number(kept.places[second + middle])
        shared[pair] += size
    pairs = [pair for pair, size in sorted(shared.items()) if pair[0] != pair[1]]
    copies = [(one, other) for one, other in pairs if _alike(places.paragraphs[one], places.paragraphs[other])]
    often = Counter(one for one, _ in copies)
    for one, other in sorted(copies, key=lambda pair: pair[1]):
        if often[one] <= _MOST_COPIES:
            text = places.paragraphs[other].text.text
            yield Copy(places.paragraphs[other].span, places.paragraphs[one].span, bulk(text))


def _alike(one: Paragraph, other: Paragraph) -> bool:
    """Does one say what the other says, in nearly the same words and with the same numbers?"""
    texts = one.text.prose, other.text.prose
    if {one.kind, other.kind} & {"table", "code", "list-item", "caption"}:
        return False
    if min(map(bulk, texts)) < _LONG or any(map(_OPENS_QUOTE.match, texts)):
        return False
    if _NUMBERS.findall(texts[0]) != _NUMBERS.findall(texts[1]):
        return False
    from rapidfuzz.fuzz import ratio

    return ratio(_bare(texts[0]), _bare(texts[1]), score_cutoff=_SIMILAR) > 0


def _bare(text: str) -> str:
    return _NOT_LETTERS.sub("", text).lower()


# Doubled lines


def _doubled(paragraphs: Sequence[Paragraph]) -> Iterator[Copy]:
    for i in range(1, len(paragraphs)):
        above, below = paragraphs[i - 1], paragraphs[i]
        if {above.kind, below.kind} & {"table", "code", "quote"} or not _same_line(above.text.text, below.text.text):
            continue
        if paragraphs[i + 1 : i + 2] and _same_line(below.text.text, paragraphs[i + 1].text.text):
            continue
        yield Copy(below.span, above.span, bulk(below.text.text))


def _same_line(above: str, below: str) -> bool:
    if len(above) > 2 * len(below) + 40 or bulk(below) < _LINE or _OPENS_QUOTE.match(below):
        return False
    if len(_DIGIT.findall(below)) * 2 > len(below):
        return False
    bare = _bare(below)
    return _bare(above) == bare or _bare(_SITE.split(above)[0]) == bare
