"""IN03: wording of the language a text came through."""

from __future__ import annotations

from collections.abc import Iterator

from audit.model import Document, Hit
from audit.rule import document_rule


@document_rule(
    "IN03",
    message="“{text}” is {language} wording, after {through} (“{meaning}”): {reason}",
    category="style/unidiomatic style",
    severity="minor",
    needs=["traces"],
)
def pivot_calque(document: Document) -> Iterator[Hit]:
    """A phrase is put as the language in between, or the original, puts it.

    ## Why it matters
    The words are understood one by one, and nobody would say it so. Readers notice that a
    machine wrote it, or that the translator did not leave the other language.

    ## Example
    ```ja
    けが人は30⟦人と集計され⟧た。
    ```

    ## Stays quiet
    - traces that native writers leave as well, unless the whole document shows that it came that way
    - quotations of that language's institutions where their own names are usual
    """
    yield from document.notes["traces"].hits("calque", roles=["pivot"])
