"""IN10: particles lost on the way."""

from __future__ import annotations

from collections.abc import Iterator

from audit.model import Document, Hit
from audit.rule import document_rule


@document_rule(
    "IN10",
    message="“{text}” lacks a particle or holds the wrong one, after {language} {through}: {reason}",
    category="linguistic conventions/grammar",
    severity="minor",
    needs=["traces"],
)
def dropped_particle(document: Document) -> Iterator[Hit]:
    """A particle or preposition is missing or stands where another language has it.

    ## Why it matters
    The reader cannot tell who does what, or when: dates run into names.

    ## Example
    ```ja
    ⟦友人を会った⟧。
    ```

    ## Stays quiet
    - traces that native writers leave as well, unless the whole document shows that it came that way
    - headlines and tables, which leave particles out
    """
    yield from document.notes["traces"].hits("particle")
