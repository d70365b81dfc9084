"""IN06: a word that only looks like the one of the source."""

from __future__ import annotations

from collections.abc import Iterator

from audit.model import Document, Hit, Unjudged
from audit.rule import document_rule


@document_rule(
    "IN06",
    message="“{text}” is not “{through}”: meant is “{meaning}”; {reason}",
    category="accuracy/mistranslation",
    severity="major",
    needs=["traces"],
)
def false_friend(document: Document) -> Iterator[Hit | Unjudged]:
    """A word looks like one of the other language and means something else.

    ## Why it matters
    The sentence reads well and says the wrong thing; only those who know both languages notice.

    ## Example
    ```fr
    Vous pouvez ⟦reporter⟧ un bug depuis le menu.
    ```

    ## Stays quiet
    - traces that native writers leave as well, unless the whole document shows that it came that way
    - words that are right in one sense and wrong in another, without the source to tell which
    """
    note = document.notes["traces"]
    if note.paired:
        yield Unjudged("words that only the source can decide")
    yield from note.hits("false-friend")
