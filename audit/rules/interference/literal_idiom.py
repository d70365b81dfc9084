"""IN08: an idiom translated word by word."""

from __future__ import annotations

from collections.abc import Iterator

from audit.model import Document, Hit
from audit.rule import document_rule


@document_rule(
    "IN08",
    message="“{text}” renders {language} “{through}” (“{meaning}”) word by word: {reason}",
    category="accuracy/mistranslation",
    severity="major",
    needs=["traces"],
)
def literal_idiom(document: Document) -> Iterator[Hit]:
    """An idiom of another language is translated word by word.

    ## Why it matters
    What was a figure of speech becomes nonsense, or a statement of fact.

    ## Example
    ```ja
    私たちは提案を送りました。⟦ボールはあなたのコートにあり⟧ます。
    ```

    ## Stays quiet
    - traces that native writers leave as well, unless the whole document shows that it came that way
    - images that the language has made its own (氷山の一角)
    """
    yield from document.notes["traces"].hits("idiom")
