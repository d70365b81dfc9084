"""CV08: one translation for several sources."""

from __future__ import annotations

from collections.abc import Iterator

from audit.model import Document, Hit, Segment, Span
from audit.rule import document_rule
from audit.text.lengths import expectation, size


@document_rule(
    "CV08",
    message="also translates another source: “{source_text}”",
    category="accuracy/mistranslation",
    severity="major",
    needs=["source"],
)
def repeated_translation(document: Document, *, least: int = 30, alike: float = 60.0) -> Iterator[Hit]:
    """The same translation stands for sources that say different things.

    ## Why it matters
    A line pasted twice, or a memory that offered its neighbour: one of the two sources is not translated at all.

    ## Example
    ```en>de
    The ferry leaves from the northern harbour at noon. ||| Die Fähre legt mittags am nördlichen Hafen ab.
    Dogs have to be kept on a lead in the park. ||| ⟦Die Fähre legt mittags am nördlichen Hafen ab.⟧
    ```

    ## Stays quiet
    - sources that differ in wording only
    - labels, which one word often renders
    - plural forms of one string

    ## Options
    - `least`: characters of English the translation must be worth
    - `alike`: likeness of two sources (0..100) from which they may share a translation
    """
    from rapidfuzz.fuzz import token_set_ratio

    first: dict[str, Segment] = {}
    for unit in document.units:
        said = " ".join(unit.target.text.split())
        factor = expectation(unit.target.pack.lang, "en").factor
        if unit.source is None or not unit.source.text.strip() or size(unit.target.prose) < least * factor:
            continue
        earlier = first.setdefault(said, unit).source
        if earlier is None or unit.about.get("plural") is not None:
            continue
        if token_set_ratio(earlier.text.casefold(), unit.source.text.casefold()) < alike:
            yield Hit(_trimmed(unit), {"source_text": earlier.text.strip()[:120]})


def _trimmed(unit: Segment) -> Span:
    text = unit.target.text
    return unit.target.in_document(Span(len(text) - len(text.lstrip()), len(text.rstrip())))
