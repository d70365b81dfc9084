"""CV07: part of a sentence that the translation leaves out."""

from __future__ import annotations

from collections.abc import Iterator

from audit.model import Document, Hit, Span, Unjudged
from audit.rule import document_rule
from audit.text.likeness import Likeness, note_of


@document_rule(
    "CV07",
    message="leaves out “{source_text}”",
    category="accuracy/omission",
    severity="major",
    needs=["source", "likeness"],
    beats=["length-outlier"],
)
def partial_omission(document: Document, *, limit: float = 0.8) -> Iterator[Hit | Unjudged]:
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
    - `limit`: how strongly length and vectors together must speak for it
    """
    found = note_of(document)
    if isinstance(found, str):
        yield Unjudged(found)
        return
    for unit, note in found:
        if unit.source is None or note.lost is None or evidence(note) < limit:
            continue
        text = unit.target.text
        span = unit.target.in_document(Span(len(text) - len(text.lstrip()), len(text.rstrip())))
        yield Hit(span, {"source_text": unit.source.text[slice(*note.lost.span)].strip()})


def evidence(note: Likeness) -> float:
    """1 where length and vectors suffice together: a tenth of similarity gained weighs as much as four deviations."""
    if note.lost is None or note.lost.gain <= 0:
        return 0.0
    return (-note.deviation - 1) / 4 + note.lost.gain / 0.1
