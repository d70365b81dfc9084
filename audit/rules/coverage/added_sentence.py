"""CV02: a sentence of the translation that the source does not have."""

from __future__ import annotations

from collections.abc import Iterator

from audit.model import Document, Hit, Segment, Span, Text
from audit.rule import document_rule
from audit.text.lengths import expectation, size


@document_rule("CV02", message="no sentence of the source says this", category="accuracy/addition", needs=["source"])
def added_sentence(document: Document, *, sureness: float = 0.5, least: int = 12) -> Iterator[Hit]:
    """The translation has a sentence that the source does not.

    ## Why it matters
    What nobody wrote is put into the author's mouth: a translator's note, a leftover of an older version, an invention
    of a machine that went on by itself.

    ## Example
    ```en>de
    He missed the last bus from the village. ||| Er verpasste den letzten Bus aus dem Dorf.
     ||| ⟦Das war schon immer sein größter Traum.⟧
    ```

    ## Stays quiet
    - one sentence translated as two
    - what is no sentence: figures, addresses, ornaments
    - strings whose key the source lacks, which `extra-string` reports

    ## Options
    - `sureness`: how sure (0..1) it must be that no sentence of the source says it
    - `least`: characters of English it would take; shorter ones are let pass

    ## Sources
    Gale and Church 1993, *A Program for Aligning Sentences in Bilingual Corpora*
    """
    for unit in document.units:
        source = unit.source.text if unit.source else ""
        if not source.strip() and not _is_extra(unit) and _says_something(unit.target, least):
            yield Hit(_trimmed(unit.target))
    if document.alignment is None:
        return
    sentences = [segment.target for segment in document.segments]
    for link in document.alignment.links:
        if not link.source and link.score >= sureness:
            for number in link.target:
                if _says_something(sentences[number], least):
                    yield Hit(_trimmed(sentences[number]), confidence=link.score)


def _is_extra(unit: Segment) -> bool:
    return unit.about.get("state") == "extra" and "key" in unit.about


def _says_something(text: Text, least: int) -> bool:
    factor = expectation(text.pack.lang, "en").factor
    return any(map(str.isalpha, text.prose)) and size(text.prose) >= least * factor


def _trimmed(text: Text) -> Span:
    start = len(text.text) - len(text.text.lstrip())
    return text.in_document(Span(start, max(start, len(text.text.rstrip()))))
