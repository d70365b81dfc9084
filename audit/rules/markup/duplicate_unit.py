"""MK17: units that are there twice."""

from __future__ import annotations

from collections.abc import Iterator

from audit.model import Document, Hit, Segment
from audit.rule import document_rule
from audit.text.edges import whole


@document_rule("MK17", message="“{key}” is there {count} times", category="design/markup", needs=["source"])
def duplicate_unit(document: Document) -> Iterator[Hit]:
    """A file holds two translations under one key.

    ## Why it matters
    Programs take one of them, and tools refuse the file.

    ## Example
    ```en>de
    Save ||| Speichern ||| key=save
    Save ||| ⟦Sichern⟧ ||| key=save
    ```

    ## Stays quiet
    - the forms of a plural, and keys in another context
    """
    known: dict[tuple[object, ...], list[Segment]] = {}
    for unit in document.units:
        if (key := unit.about.get("key")) not in (None, ""):
            told_apart = (unit.about.get(name) for name in ("context", "plural", "part", "file"))
            known.setdefault((key, unit.source and unit.source.text, *told_apart), []).append(unit)
    for (key, *_), units in known.items():
        for unit in units[1:]:
            yield Hit(unit.target.in_document(whole(unit.target.text)), {"key": key, "count": len(units)})
