"""CV07: part of a sentence that the translation leaves out."""

from __future__ import annotations

from collections.abc import Iterator

from audit.model import Document, Hit, Span, Unjudged
from audit.rule import document_rule
from audit.text.likeness import note_of


@document_rule(
    "CV07",
    message="leaves out “{source_text}”",
    category="accuracy/omission",
    severity="major",
    needs=["source", "likeness"],
    beats=["length-outlier", "low-similarity", "negation-changed", "missing-number", "missing-name"],
)
def partial_omission(document: Document, *, limit: float = 0.89, alike: float = 0.3) -> Iterator[Hit | Unjudged]:
    """The translation leaves out a part of the sentence.

    ## Why it matters
    A condition, a reason, a second actor: what a clause says is often what the sentence is for.

    ## Example
    ```en>de
    The ferry was cancelled, and the passengers slept in a school in the village. ||| ⟦Die Fähre fiel aus.⟧
    ```

    ## Stays quiet
    - concise translations, whose every clause is there
    - short texts
    - languages for which there are no sentence vectors

    ## Options
    - `limit`: how likely (0..1) it must be that a part is missing
    - `alike`: cosine of the translation and the rest of the source, under which the two say different things

    ## Sources
    Weights over length, sentence vectors and numbers, learned from NTREX-128 (`audit/models/omission.md`)
    """
    found = note_of(document)
    if isinstance(found, str):
        yield Unjudged(found)
        return
    for unit, note in found:
        if unit.source is None or note.lost is None or note.lost.probability < limit or note.lost.rest < alike:
            continue
        text = unit.target.text
        span = unit.target.in_document(Span(len(text) - len(text.lstrip()), len(text.rstrip())))
        start, end = note.lost.span
        facts = {"source_text": unit.source.text[start:end], "source_start": start, "source_end": end}
        yield Hit(span, facts)
