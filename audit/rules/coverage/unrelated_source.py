"""CV09: a source that is not the source."""

from __future__ import annotations

from collections.abc import Iterator

from audit.model import Document, Hit, Span, Unjudged
from audit.rule import document_rule


@document_rule(
    "CV09",
    message="{source} is not the source of this text: {linked} of {sentences} sentences have a counterpart there",
    category="accuracy/mistranslation",
    severity="critical",
)
def unrelated_source(document: Document) -> Iterator[Hit | Unjudged]:
    """The text that was given as the source is another text.

    ## Why it matters
    Compared with the wrong article, every sentence is missing and every sentence is added: one finding says it all, and
    nothing else is judged against that source.

    ## Example
    ```en>de
    The orchestra played two works by Haydn.
    Critics praised the young conductor warmly.
    Tickets for the autumn sold out within a day.
    The hall will be closed in August.
    |||
    ⟦Die Bienen überwintern in einer dichten Traube.⟧
    Im Frühling fliegen sie zuerst zu den Weiden.
    Ein Volk zählt bis zu fünfzigtausend Tiere.
    Der Imker erntet den Honig im Juli.
    ```

    ## Stays quiet
    - translations that leave out or add much, as long as a third of the sentences has a counterpart
    """
    if document.alignment is None or document.source is None:
        yield Unjudged("no source in a file of its own")
        return
    if document.units:
        return
    segments = [segment.target for segment in document.segments]
    if not segments:
        return
    first = segments[0]
    linked = sum(len(link.target) for link in document.alignment.links if link.source and link.score >= 0.5)
    facts = {"source": document.source.path, "linked": linked, "sentences": len(segments)}
    yield Hit(Span(first.start, first.start + len(first.text)), facts)
