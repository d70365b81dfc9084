"""FL08: a verb with a particle it does not take."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import regex

from audit.model import Hit, Segment, Span
from audit.packs import Phrase
from audit.rule import rule


@rule(
    "FL08",
    message="“{particle}” does not go with “{phrase}”: {note}",
    category="linguistic conventions/grammar",
    facts=["wrong_particles"],
)
def wrong_particle(segment: Segment) -> Iterator[Hit]:
    """A verb stands with a particle or preposition it does not take.

    ## Why it matters
    The particle is the source language's, not this verb's: who does what to whom no longer shows.

    ## Example
    ja: 政府は北部から部隊⟦を撤退⟧し、停戦を待つ。
    en: They ⟦discussed about⟧ the budget for hours.

    ## Stays quiet
    - causatives, which take an object: 部隊を撤退させた
    - verbs of leaving and passing, which take を: 会場を出発し
    - relative clauses whose object belongs to a later verb

    ## Sources
    - the pack fact ``wrong_particles``, with its own sources
    """
    for pattern, note in _patterns(segment.target.pack.wrong_particles or ()):
        for match in pattern.finditer(segment.target.prose):
            text = segment.target.text[slice(*match.span())]
            yield Hit(Span(*match.span()), {"particle": match["particle"], "phrase": text, "note": note})


@cache
def _patterns(phrases: tuple[Phrase, ...]) -> list[tuple[regex.Pattern[str], str]]:
    return [(regex.compile(phrase.pattern, regex.IGNORECASE), phrase.note) for phrase in phrases]
