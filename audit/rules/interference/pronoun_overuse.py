"""IN09: pronouns that the language drops."""

from __future__ import annotations

from collections.abc import Iterator

from audit.model import Document, Hit
from audit.rule import document_rule


@document_rule(
    "IN09",
    message="“{text}” where the language drops its pronoun, after {language} “{through}”: {reason}",
    category="style/unidiomatic style",
    severity="minor",
    needs=["traces"],
)
def pronoun_overuse(document: Document) -> Iterator[Hit]:
    """Pronouns are written where the language leaves them out.

    ## Why it matters
    A text in which everybody is 彼 or あなた reads like a school translation; a name, a title or
    nothing belongs there.

    ## Example
    ```ko
    ⟦그녀는 그녀의 어머니를⟧ 떠올렸다.
    ```

    ## Stays quiet
    - traces that native writers leave as well, unless the whole document shows that it came that way
    - dialogue, lyrics and questionnaires
    """
    yield from document.notes["traces"].hits("pronoun")
