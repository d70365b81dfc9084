"""IN13: the language that the whole text came through."""

from __future__ import annotations

from collections.abc import Iterator

from audit.model import Document, Hit, Unjudged
from audit.packs import load
from audit.rule import document_rule


@document_rule(
    "IN13",
    message="the text seems to have come through {language}: {count} distinct traces that hardly any other text has",
    category="accuracy/mistranslation",
    severity="major",
    needs=["traces"],
)
def via_pivot(document: Document, *, most: int = 12) -> Iterator[Hit | Unjudged]:
    """The whole text shows that it was translated by way of another language.

    ## Why it matters
    What two translations in a row have lost cannot be mended word by word. The text has to be
    held against its original, or translated again.

    ## Stays quiet
    - texts too short to judge, which are counted
    - fewer than three distinct strong traces, or as many of another language

    ## Options
    - ``most``: places that are named beside the first

    ## Sources
    Method and limits: ``audit/annotate/lineage.py``.
    """
    origin = document.notes["traces"].origin
    if origin.why_not:
        yield Unjudged(origin.why_not)
    if origin.pivot:
        language, confidence, evidence = origin.pivot
        facts = {"language": load(language).name or language, "count": len(evidence)}
        yield Hit(evidence[0], facts, confidence=confidence, related=evidence[1 : most + 1])
