"""MK22: strings that the translation does not have."""

from __future__ import annotations

from collections.abc import Iterator

from audit.model import Document, Hit, Span
from audit.rule import document_rule

_SHOWN = 40


@document_rule(
    "MK22",
    message="“{key}” is not in the translation: “{source_text}”",
    category="accuracy/untranslated",
    needs=["source"],
)
def missing_string(document: Document) -> Iterator[Hit]:
    """A string of the source file has no counterpart in the file of the translation.

    ## Why it matters
    Programs show the source in its place, or the bare key.

    ## Example
    ```en>de
    Save ||| Speichern ||| key=menu.save
    Print all pages ||| ⟦⟧ ||| key=menu.print_all; state=missing
    ```

    ## Stays quiet
    - strings that are there and empty, which `unfinished-unit` reports
    - plural forms that the language of the translation does without
    - sources that are empty, and cues of subtitles
    """
    for unit in document.units:
        source = " ".join(unit.source.text.split()) if unit.source else ""
        if source and unit.about.get("state") == "missing" and (key := unit.about.get("key")):
            place = Span(unit.target.start, unit.target.start)
            yield Hit(place, {"key": key, "source_text": source[:_SHOWN] + "…" * (len(source) > _SHOWN)})
