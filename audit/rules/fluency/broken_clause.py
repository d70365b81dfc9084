"""FL04: a clause that does not close."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import regex

from audit.model import BLANK, Hit, Segment, Span, Text
from audit.packs import Correlative, Phrase
from audit.rule import rule
from audit.text.needles import tried


@rule(
    "FL04",
    message="“{clause}”: {why}",
    category="linguistic conventions/grammar",
    reads=["correlatives", "broken_frames", "word_spaces", "end_marks"],
)
def broken_clause(segment: Segment) -> Iterator[Hit]:
    """A clause begins in one construction and ends in another, or not at all.

    ## Why it matters
    Engines change their mind in the middle of a long sentence. What is announced never comes, or the
    frame that was opened is opened again instead of closed.

    ## Example
    ja: 両国の対立が深まっている⟦中、地域の緊張が高い中である⟧。
    de: Das Gesetz betrifft ⟦sowohl⟧ große Betriebe in den Städten.

    ## Stays quiet
    - announcements that are answered: sowohl … als auch, either … or, 決して … ない
    - the same words in other uses: either side, neither of them, 解決して
    - sentences that break off, and quoted halves

    ## Sources
    - the pack facts ``correlatives`` and ``broken_frames``, with their own sources
    """
    target = segment.target
    prose = target.prose
    frames = target.pack.broken_frames or ()
    for number, frame in tried(_frames(frames), prose):
        for match in frame.finditer(prose):
            yield _hit(target, Span(*match.span()), frames[number].note)
    if not _whole(target):
        return
    openers, answers = _sides(target.pack.correlatives or (), bool(target.pack.word_spaces))
    for number, opener in tried(openers, prose, regex.IGNORECASE):
        opened = opener.search(prose)
        if opened and BLANK not in prose and not _compiled(answers[number]).search(prose, opened.end()):
            yield _hit(target, Span(*opened.span()), "what this announces does not come before the sentence ends")


def _whole(target: Text) -> bool:
    """Does the sentence end with its mark, and without trailing off?"""
    body = target.prose.rstrip()
    return body.endswith(tuple(target.pack.end_marks or ())) and not body.endswith(("…", "..."))


def _hit(target: Text, span: Span, why: str) -> Hit:
    return Hit(span, {"clause": target.text[slice(*span)], "why": why})


@cache
def _frames(phrases: tuple[Phrase, ...]) -> tuple[str, ...]:
    return tuple(phrase.pattern for phrase in phrases)


@cache
def _sides(pairs: tuple[Correlative, ...], spaced: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What opens and what answers; where blanks part words, whole words."""
    before, after = (r"(?<![\p{L}\p{M}](?=\p{L}))", r"(?!(?<=\p{L})[\p{L}\p{M}])") if spaced else ("", "")
    openers = tuple(f"{before}(?:{pair.opener}){after}" for pair in pairs)
    return openers, tuple(f"{before}(?:{pair.answer}){after}" for pair in pairs)


@cache
def _compiled(answer: str) -> regex.Pattern[str]:
    return regex.compile(answer, regex.IGNORECASE)
