"""IN07: name and title in the order of another language."""

from __future__ import annotations

from collections.abc import Iterator

from audit.model import Document, Hit
from audit.rule import document_rule


@document_rule(
    "IN07",
    message="“{text}”: name and title stand in {language} order ({through}): {reason}",
    category="linguistic conventions/word order",
    severity="minor",
    needs=["traces"],
)
def title_order(document: Document) -> Iterator[Hit]:
    """A name and its title stand in the order of another language.

    ## Why it matters
    Titles follow or precede names by fixed custom; turned round they read like an apposition
    or like another person.

    ## Example
    ```ko
    ⟦일중⟧ 관계가 다시 얼어붙었다.
    ```

    ## Stays quiet
    - traces that native writers leave as well, unless the whole document shows that it came that way
    - lists of names, headlines and captions with the title in brackets
    """
    yield from document.notes["traces"].hits("title")
