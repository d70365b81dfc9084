"""IN05: wording of the source."""

from __future__ import annotations

from collections.abc import Iterator

from audit.model import Document, Hit
from audit.rule import document_rule


@document_rule(
    "IN05",
    message="“{text}” is {language} wording, after “{through}” (“{meaning}”): {reason}",
    category="style/unidiomatic style",
    severity="minor",
    needs=["traces"],
)
def source_calque(document: Document) -> Iterator[Hit]:
    """A phrase follows the source word by word where the language has another way to say it.

    ## Why it matters
    Each word is right and the sentence is not: the reader hears the original behind it.

    ## Example
    ```fr
    La ⟦conférence prendra place⟧ à Genève.
    ```

    ## Stays quiet
    - traces that native writers leave as well, unless the whole document shows that it came that way
    - loans that have become usual
    """
    yield from document.notes["traces"].hits("calque", roles=["source"])
