from __future__ import annotations

from collections.abc import Iterator

from audit.model import Document, Hit
from audit.rule import document_rule


@document_rule(
    "ST10",
    message="The credit “{text}” runs into the sentence after it without a break: delete it, or give it its own line",
    category="design/markup",
    severity="major",
    needs=["furniture"],
    reads=["boilerplate"],
    beats=["scrape-boilerplate"],
)
def glued_credit(document: Document) -> Iterator[Hit]:
    """A source or picture credit with its address is glued to the sentence that follows.

    ## Why it matters
    The box that held the credit is gone, its text is not, and the next sentence begins in the middle of an address.

    ## Example
    ```ja
    ⟦出典：https://example.jp/towers/50692⟧灯台は明治時代に建てられた。
    ```

    ## Stays quiet
    - a credit on a line of its own
    - an address inside a sentence
    """
    for span in document.notes["furniture"].credits:
        text = document.text[slice(*span)]
        yield Hit(span, {"text": text if len(text) <= 60 else text[:40] + "…"}, ("",))
