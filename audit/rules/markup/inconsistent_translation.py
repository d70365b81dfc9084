"""MK18: one source, several translations."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from audit.model import Document, Hit, Segment
from audit.rule import document_rule
from audit.text.edges import whole
from audit.text.same_text import folded


@document_rule(
    "MK18",
    message="“{source_text}” is “{found}” here and “{usual}” elsewhere in the file",
    category="terminology/inconsistent with terminology resource",
    needs=["source"],
)
def inconsistent_translation(document: Document, *, words: int = 2) -> Iterator[Hit]:
    """The same source is translated in several ways in one file.

    ## Why it matters
    Readers take two names for two things.

    ## Example
    ```en>de
    Recent files ||| Zuletzt geöffnet ||| key=menu.recent
    Recent files ||| ⟦Neueste Dateien⟧ ||| key=tool.recent
    ```

    ## Stays quiet
    - single words, which may be a verb here and a noun there
    - another context, plural forms, another case or mark
    - sentences of a text

    ## Options
    - ``words``: of the source, at least
    """
    units: dict[tuple[object, ...], list[Segment]] = defaultdict(list)
    for unit in document.units:
        if unit.source and unit.about and unit.target.text.strip() and len(unit.source.text.split()) >= words:
            place = (unit.about.get("context"), unit.about.get("plural"), unit.about.get("state") == "fuzzy")
            units[(unit.source.text.strip(), *place)].append(unit)
    for (source, *_), same in units.items():
        if len(same) == 1:
            continue
        counts = Counter(folded(unit.target.text) for unit in same)
        if len(counts) == 1:
            continue
        usual = counts.most_common(1)[0][0]
        shown = next(unit.target.text.strip() for unit in same if folded(unit.target.text) == usual)
        for unit in same:
            if folded(unit.target.text) != usual:
                facts = {"source_text": source, "found": unit.target.text.strip(), "usual": shown}
                yield Hit(unit.target.in_document(whole(unit.target.text)), facts)
