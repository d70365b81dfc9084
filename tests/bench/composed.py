"""Documents composed from human sentence pairs, with known links: sentences dropped, added, merged, split, swapped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import NamedTuple

import regex
from corpora import NTREX, UNSPACED, _reference, rows

from audit.model import Document, Layout, Paragraph, Segment, Span, Text
from audit.packs import Pack, load
from audit.text.protect import protected

Links = frozenset[tuple[tuple[int, ...], tuple[int, ...]]]
OPERATIONS = ("drop", "add", "merge", "split", "swap")
_CLAUSE = regex.compile(r"(?<=.{12})(?:[,;:،，、；：] ?| [–—-] |[.!?。！？] ?)(?=.{12})")


class Sentence(NamedTuple):
    """One sentence of the translation and the numbers of the source sentences it renders."""

    text: str
    sources: tuple[int, ...]


@dataclass(frozen=True)
class Composed:
    source: Document
    target: Document
    links: Links
    dropped: frozenset[int]


def pairs(data: Path, source: str, target: str, half: int) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """(corpus, sentence pairs) of every second row."""
    news = rows(data / "clean" / "ntrex_first1000.jsonl.gz")
    yield "ntrex", _clean([(row[NTREX[source]], row[NTREX[target]]) for row in news])[half::2]
    for year in ("21", "22", "23"):
        one, other = source.split("-")[0], target.split("-")[0]
        path = data / "translations" / f"wmt{year}_{one}-{other}.jsonl.gz"
        if path.is_file():
            yield f"wmt{year}", _clean([(row["source"], _reference(row)) for row in rows(path)])[half::2]


def _clean(found: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(one, other) for one, other in ((a.strip(), b.strip()) for a, b in found) if one and other]


def compose(found: Sequence[tuple[str, str]], source: str, target: str, rate: float, dice: Random) -> Composed:
    """The pairs as two documents, a share ``rate`` of the translation's sentences changed."""
    theirs = [one for one, _ in found]
    ours = [[Sentence(other, (number,))] for number, (_, other) in enumerate(found)]
    dropped: set[int] = set()
    untouched = list(range(1, len(found) - 1))
    dice.shuffle(untouched)
    touched: set[int] = set()
    wanted, done = round(rate * len(found)), 0
    for number in untouched:
        near = {number, number + 1}
        if done >= wanted or touched & {number - 1, *near, number + 2}:
            continue
        kind = OPERATIONS[done % len(OPERATIONS)]
        if not _changed(kind, number, ours, found, dropped, target, dice):
            continue
        touched |= near
        done += 1
    return _documents(theirs, [sentence for group in ours for sentence in group], source, target, dropped, dice)


def _changed(
    kind: str,
    number: int,
    ours: list[list[Sentence]],
    found: Sequence[tuple[str, str]],
    dropped: set[int],
    target: str,
    dice: Random,
) -> bool:
    here, there = ours[number], ours[number + 1]
    if kind == "drop":
        ours[number] = []
        dropped.add(number)
    elif kind == "add":
        far = (number + len(found) // 2) % len(found)
        ours[number] = [*here, Sentence(found[far][1] if abs(far - number) > 5 else found[0][1], ())]
        # a sentence that another place of the same document translates is no addition: say it differently
        ours[number][-1] = Sentence(ADDED[target][dice.randrange(len(ADDED[target]))], ())
    elif kind == "merge":
        joint = "" if target in UNSPACED - {"th"} else " "
        ours[number] = [Sentence(here[0].text + joint + there[0].text, (number, number + 1))]
        ours[number + 1] = []
    elif kind == "split":
        cuts = [match.end() for match in _CLAUSE.finditer(here[0].text)]
        if not cuts:
            return False
        cut = min(cuts, key=lambda at: abs(at - len(here[0].text) / 2))
        ours[number] = [Sentence(part.strip(), (number,)) for part in (here[0].text[:cut], here[0].text[cut:])]
    else:
        ours[number], ours[number + 1] = there, here
    return True


ADDED: dict[str, list[str]] = {}
"""Sentences to add, by language: filled with rows that no document uses."""


def _documents(
    theirs: Sequence[str],
    ours: Sequence[Sentence],
    source: str,
    target: str,
    dropped: set[int],
    dice: Random,
) -> Composed:
    breaks = {number for number in range(1, len(theirs)) if dice.random() < 0.3}
    later = {number if dice.random() > 0.05 else number + 1 for number in breaks}
    first = document(theirs, source, breaks)
    seen, starts = -1, set()
    for at, sentence in enumerate(ours):
        number = min(sentence.sources, default=seen)
        if any(seen < b <= number for b in later):
            starts.add(at)
        seen = max(seen, number)
    second = document([sentence.text for sentence in ours], target, starts)
    groups: dict[int, set[int]] = {}
    for at, sentence in enumerate(ours):
        for number in sentence.sources:
            groups.setdefault(number, set()).add(at)
    links = {
        (tuple(sorted(s for s in groups if groups[s] == ats)), tuple(sorted(ats)))
        for ats in map(frozenset, groups.values())
    }
    return Composed(first, second, frozenset(links), frozenset(dropped))


def document(sentences: Sequence[str], language: str, breaks: set[int]) -> Document:
    """Sentences as a document of exactly these segments; a paragraph begins before each number in ``breaks``."""
    pack, joint = load(language), "" if language in UNSPACED - {"th"} else " "
    text, groups = "", [[]]  # type: ignore[var-annotated]
    for number, sentence in enumerate(sentences):
        if number in breaks:
            text += "\n"
            groups.append([])
        elif number:
            text += joint
        groups[-1].append(Span(len(text), len(text) + len(sentence)))
        text += sentence
    paragraphs = tuple(_paragraph(text, spans, pack) for spans in groups if spans)
    return Document("composed", text, pack, paragraphs, Layout(text))


def _paragraph(text: str, spans: Sequence[Span], pack: Pack) -> Paragraph:
    start, end = spans[0].start, spans[-1].end
    segments = tuple(
        Segment(Text(text[slice(*span)], pack, span.start, protected(text[slice(*span)]))) for span in spans
    )
    return Paragraph("prose", Text(text[start:end], pack, start), segments)


def f1(found: Links, gold: Links) -> tuple[int, int, int]:
    """Right links, links found, links there are."""
    return len(found & gold), len(found), len(gold)


def cases(
    data: Path, source: str, target: str, half: int, rate: float, seed: int, most: int = 12
) -> Iterator[tuple[str, Composed]]:
    """Documents of 20 to 200 sentences."""
    dice = Random(f"{source}{target}{half}{rate}{seed}")
    for corpus, found in pairs(data, source, target, half):
        spare, used = found[-40:], found[:-40]
        ADDED[target] = [other for _, other in spare]
        at = count = 0
        while at + 20 <= len(used) and count < most:
            size = dice.choice((20, 35, 60, 100, 200))
            part = used[at : at + size]
            at, count = at + size, count + 1
            if len(part) >= 20:
                yield corpus, compose(part, source, target, rate, dice)
