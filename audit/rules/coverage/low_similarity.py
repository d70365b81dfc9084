"""CV05: a translation that speaks of something else than its source."""

from __future__ import annotations

from collections.abc import Iterator

from audit.model import Document, Hit, Span, Unjudged
from audit.rule import document_rule
from audit.text.lengths import expectation, language
from audit.text.likeness import note_of


@document_rule(
    "CV05",
    message="seems to say something else than the source: “{source_text}”",
    category="accuracy/mistranslation",
    severity="major",
    needs=["source", "likeness"],
    beats=["length-outlier"],
)
def low_similarity(document: Document, *, limit: float = -3.6, least: int = 30) -> Iterator[Hit | Unjudged]:
    """The translation seems to speak of something else than its source.

    ## Why it matters
    A sentence that slipped a line, or was filled in from the wrong place in a memory, reads well and is wrong from its
    first word to its last.

    ## Example
    ```en>de
    The council will vote on the new cycle path next Tuesday. ||| ⟦Die Suppe muss eine halbe Stunde kochen.⟧
    ```

    ## Stays quiet
    - free translations of the same, long or short
    - labels and other short texts
    - languages for which there are no sentence vectors

    ## Options
    - `limit`: log-odds that the two belong together, under which they seem not to
    - `least`: characters of English the source must be worth

    ## Sources
    Yang et al. 2020, *Multilingual Universal Sentence Encoder*. A weak measure of quality, and not used as one
    """
    found = note_of(document)
    if isinstance(found, str):
        yield Unjudged(found)
        return
    for unit, note in found:
        source, text = unit.source, unit.target.text
        if source is None or note.score >= limit:
            continue
        if language(source) >= least * expectation(source.pack.lang, "en").factor:
            span = unit.target.in_document(Span(len(text) - len(text.lstrip()), len(text.rstrip())))
            yield Hit(span, {"source_text": source.text.strip()[:120], "similarity": round(note.similarity, 2)})
