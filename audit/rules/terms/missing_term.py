"""TE01: a term translated otherwise than the glossary says."""

from __future__ import annotations

from collections.abc import Iterator

from audit.model import Document, Hit, Unjudged
from audit.rule import document_rule
from audit.text.glossed import named, whole
from audit.text.terms import READS, is_rendered


@document_rule(
    "TE01",
    message="“{source_text}” is not translated as the glossary says: “{wanted}”",
    category="terminology/inconsistent with terminology resource",
    severity="major",
    needs=["source", "terms"],
    reads=READS,
)
def missing_term(document: Document) -> Iterator[Hit | Unjudged]:
    """The source has a term of the glossary, and the translation none of the words it may be translated with.

    ## Why it matters
    What the client calls 受信トレイ in the program has to be called so in the manual, or the reader looks in vain.

    ## Example
    ```glossary
    source,target
    inbox,受信トレイ|受信箱
    ```
    ```en>ja
    Open the inbox first. ||| ⟦最初にメールボックスを開きます。⟧
    ```

    ## Stays quiet
    - inflected forms, compounds, any of the variants, terms the glossary admits beside the required one
    - a term inside a longer one, a condition that the source does not meet
    """
    terms = document.notes["terms"]
    if terms is None:
        yield Unjudged("no glossary")
        return
    for unit in document.units:
        if unit.source is None or not unit.target.text.strip():
            continue
        for term in named(unit.source, terms):
            wanted = term.targets("required", "admitted")
            target = unit.target
            if wanted and not any(is_rendered(word, target.text, target.pack) for word in wanted):
                yield Hit(whole(unit), {"source_text": term.source, "wanted": "”, “".join(wanted)})
