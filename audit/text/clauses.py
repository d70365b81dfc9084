"""A sentence in pieces that can be missing one by one: clauses, and phrases where a sentence has no marks inside."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

import regex

from audit.model import Span, Text

_MARKS = regex.compile(
    r"[,;:،؛、，；：.!?。！？؟…]+[\p{Pe}\p{Pf}\"']*(?:\s+|(?<=[،؛、，；：。！？…][\p{Pe}\p{Pf}]*))|\s[–—-]\s|\s(?=\()|(?<=\))\s"
)
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+(?:['’-][\p{L}\p{M}\p{N}]+)*")
_EDGE = r"(?<=\p{Hiragana})(?=[\p{Han}\p{Katakana}\p{Ps}])|(?<=\s)(?=\S)"
"""Where a phrase may begin for all that can be seen: after a blank, or where kana end and ideographs begin."""
_MOST = 10
"""Pieces of a sentence; the shortest are joined to a neighbour."""
_LARGE = 0.26
"""Share of a sentence above which a piece is halved where it can be."""
_EDGES = " \t\n,;:،؛、，；："


def pieces(text: Text) -> list[Span]:
    """The text in pieces that follow each other: parted after marks, and before words that open a phrase."""
    firm = {0, *(m.end() for m in _MARKS.finditer(text.text)), len(text.text)}
    cuts = sorted(firm | set(_openings(text)))
    spans = [Span(a, b) for a, b in pairwise(cuts)]
    return _smaller(text, _fewer([span for span in spans if span.end > span.start]))


def runs(spans: list[Span], shares: tuple[float, float]) -> Iterator[tuple[int, int]]:
    """From which to before which piece: runs that make up such a share of the whole."""
    length = spans[-1].end - spans[0].start if spans else 0
    for first in range(len(spans)):
        for last in range(first, len(spans)):
            if shares[0] <= (spans[last].end - spans[first].start) / length <= shares[1]:
                yield first, last + 1


def bare(text: str, span: Span) -> Span:
    """``span`` without the blanks and commas at its ends."""
    said = text[slice(*span)]
    start = span.start + len(said) - len(said.lstrip(_EDGES))
    return Span(start, max(start, span.start + len(said.rstrip(_EDGES))))


def _openings(text: Text) -> Iterator[int]:
    """Where a phrase begins: at an opener that follows a word of content."""
    openers, grammar = text.pack.clause_openers, text.pack.function_words
    if not openers or not text.pack.word_spaces:
        return
    small = frozenset(grammar or ()) | frozenset(openers)
    before = ""
    for word in _WORD.finditer(text.text):
        said = word[0].casefold()
        if said in openers and before and before not in small:
            yield word.start()
        before = said


def _fewer(spans: list[Span]) -> list[Span]:
    """Neighbours joined until there are few enough, the shortest first; blank ones too."""
    while len(spans) > _MOST or (len(spans) > 1 and min(b - a for a, b in spans) < 3):
        at = min(range(len(spans)), key=lambda n: spans[n].end - spans[n].start)
        other = min((n for n in (at - 1, at + 1) if 0 <= n < len(spans)), key=lambda n: spans[n].end - spans[n].start)
        first = min(at, other)
        spans[first : first + 2] = [Span(spans[first].start, spans[first + 1].end)]
    return spans


def _smaller(text: Text, spans: list[Span]) -> list[Span]:
    """Large pieces cut near their middles: whoever writes long clauses without marks loses parts of them too."""
    found: list[Span] = []
    length = len(text.text)
    for span in spans:
        middle = (span.start + span.end) / 2
        edge = _edge(() if text.pack.word_spaces is not False else text.pack.joints or ())
        edges = (
            edge.finditer(text.text, span.start + 3, span.end - 3) if span.end - span.start > _LARGE * length else ()
        )
        cut = min((match.start() for match in edges), key=lambda at: abs(at - middle), default=None)
        found += [span] if cut is None else [Span(span.start, cut), Span(cut, span.end)]
    return found


@lru_cache(maxsize=64)
def _edge(joints: tuple[str, ...]) -> regex.Pattern[str]:
    """Where a phrase may begin; in languages without blanks also after the endings that ``joints`` states."""
    return regex.compile("|".join([_EDGE, *(f"(?<={joint})(?!$)" for joint in joints)]))
