"""TE03: a name that was to stay as it is."""

from __future__ import annotations

from collections.abc import Iterator

from audit.model import Document, Hit, Unjudged
from audit.rule import document_rule
from audit.text.glossed import named, whole
from audit.text.terms import READS


@document_rule(
    "TE03",
    message="the glossary keeps “{source_text}” as it is; the translation does not have it",
    category="terminology/inconsistent with terminology resource",
    severity="major",
    needs=["source", "terms"],
    reads=READS,
)
def translated_term(document: Document) -> Iterator[Hit | Unjudged]:
    """A term that the glossary says not to translate is not in the translation as it is in the source.

    ## Why it matters
    Product names, commands and trade marks lose their meaning when an engine translates them by their words.

    ## Example
    ```glossary
    source,target,status
    Blue Harbor,,do not translate
    ```
    ```en>de
    Start Blue Harbor and log in. ||| ⟦Starten Sie Blauer Hafen und melden Sie sich an.⟧
    ```

    ## Stays quiet
    - the term as in the source, with an ending, in other capitals, or the target the glossary states for it
    """
    terms = document.notes["terms"]
    if terms is None:
        yield Unjudged("no glossary")
        return
    for unit in document.units:
        low = unit.target.text.casefold()
        for term in named(unit.source, terms) if unit.source and low.strip() else ():
            kept = [row for row in term.terms if row.status == "keep"]
            words = [word.casefold() for row in kept for word in (*row.source, *row.target)]
            if kept and not any(word in low for word in words):
                yield Hit(whole(unit), {"source_text": term.source}, ())
