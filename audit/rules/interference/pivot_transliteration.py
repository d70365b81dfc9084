"""IN04: a foreign name spelt by way of another language."""

from __future__ import annotations

from collections.abc import Iterator

from audit.model import Document, Hit
from audit.rule import document_rule


@document_rule(
    "IN04",
    message="“{text}” is spelt by way of {language} {through} (“{meaning}”): {reason}",
    category="accuracy/mistranslation",
    severity="minor",
    needs=["traces"],
)
def pivot_transliteration(document: Document) -> Iterator[Hit]:
    """A foreign name or loan word is spelt as another language would spell it.

    ## Why it matters
    The spelling has lost what the script in between cannot write: f and p, long vowels, b and v.
    Readers look for a person or a thing that does not exist.

    ## Example
    ```ja
    ⟦ファンデミック⟧で旅行者が減った。
    ```

    ## Stays quiet
    - spellings in use, old and rare ones included
    - names of people and firms of the country whose language it is
    """
    yield from document.notes["traces"].hits("name")
