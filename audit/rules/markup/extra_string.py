"""MK21: strings that only the translation has."""

from __future__ import annotations

from collections.abc import Iterator

from audit.model import Document, Hit
from audit.rule import document_rule
from audit.text.edges import whole


@document_rule(
    "MK21",
    message="“{key}” is not in the source file: left over from an older version, or misspelt",
    category="accuracy/addition",
    needs=["source"],
)
def extra_string(document: Document) -> Iterator[Hit]:
    """A file of strings holds one whose key the source file does not have.

    ## Why it matters
    Programs never show it, or fail to build. Where its key was misspelt, the string it was meant for is not translated.

    ## Example
    ```en>de
    Save ||| Speichern ||| key=menu.save
     ||| ⟦Alles drucken⟧ ||| key=menu.print_all; state=extra
    ```

    ## Stays quiet
    - further plural forms of a string that the source has
    - cues of subtitles, which have times and no keys
    """
    for unit in document.units:
        if unit.about.get("state") == "extra" and (key := unit.about.get("key")):
            yield Hit(unit.target.in_document(whole(unit.target.text)), {"key": key})
