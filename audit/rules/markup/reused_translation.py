"""MK19: one translation, several sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from audit.model import Document, Hit, Segment
from audit.rule import document_rule
from audit.text.edges import whole
from audit.text.same_text import folded


@document_rule(
    "MK19",
    message="this is the translation of “{other}”, too, but the source here is “{source_text}”",
    category="accuracy/mistranslation",
    needs=["source"],
    reads=["word_spaces"],
)
def reused_translation(document: Document, *, letters: int = 20, alike: float = 50.0) -> Iterator[Hit]:
    """Two sources that differ have the very same long translation.

    ## Why it matters
    One of them was pasted where it does not belong, mostly by a translation memory.

    ## Example
    ```en>de
    The file could not be saved. ||| Die Datei konnte nicht gespeichert werden. ||| key=a
    Your password has expired. ||| ⟦Die Datei konnte nicht gespeichert werden.⟧ ||| key=b
    ```

    ## Stays quiet
    - short translations: two English words may be one in another language
    - sources that say nearly the same
    - sentences of a text

    ## Options
    - ``letters``: of the translation, at least; half of them in scripts without blanks
    - ``alike``: how much of two sources may be the same, in percent
    """
    least = letters if document.pack.word_spaces is not False else letters // 2
    units: dict[str, list[Segment]] = defaultdict(list)
    for unit in document.units:
        if unit.source and unit.about and unit.about.get("state") != "fuzzy":
            units[folded(unit.target.text)].append(unit)
    for text, same in units.items():
        if len(text) < least or len(same) < 2:
            continue
        first = same[0]
        for unit in same[1:]:
            if _differ(first, unit, alike):
                facts = {"other": _source(first), "source_text": _source(unit)}
                yield Hit(unit.target.in_document(whole(unit.target.text)), facts)


def _source(unit: Segment) -> str:
    return unit.source.text.strip() if unit.source else ""


def _differ(one: Segment, other: Segment, alike: float) -> bool:
    from rapidfuzz.fuzz import token_sort_ratio

    both = folded(_source(one)), folded(_source(other))
    return all(both) and token_sort_ratio(*both) < alike
