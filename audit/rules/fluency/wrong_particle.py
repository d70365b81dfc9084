"""FL08: a verb with a particle it does not take."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import regex

from audit.model import Hit, Segment, Span
from audit.packs import Phrase
from audit.rule import rule
from audit.text.needles import tried


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
    known = segment.target.pack.wrong_particles or ()
    for number, pattern in tried(_patterns(known), segment.target.prose, regex.IGNORECASE):
        for match in pattern.finditer(segment.target.prose):
            text = segment.target.text[slice(*match.span())]
            yield Hit(Span(*match.span()), {"particle": match["particle"], "phrase": text, "note": known[number].note})


@cache
def _patterns(phrases: tuple[Phrase, ...]) -> tuple[str, ...]:
    return tuple(phrase.pattern for phrase in phrases)
