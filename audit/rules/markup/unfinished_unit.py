"""MK16: units that are not done."""

from __future__ import annotations

from collections.abc import Iterator

from audit.model import Hit, Segment
from audit.rule import rule
from audit.text.edges import whole

_OPEN = {
    "fuzzy": "is marked as fuzzy: its source has changed, or it was guessed from a similar one",
    "untranslated": "is empty",
    "new": "is marked as new",
    "initial": "is marked as initial",
    "unfinished": "is marked as unfinished",
    "needs-translation": "is marked as in need of translation",
    "needs-adaptation": "is marked as in need of adaptation",
    "needs-l10n": "is marked as in need of adaptation",
    "needs-review": "is marked as in need of review",
    "needs-review-translation": "is marked as in need of review",
    "needs-review-adaptation": "is marked as in need of review",
    "needs-review-l10n": "is marked as in need of review",
}
_CONFLICT = "#-#-#-#-#"


@rule(
    "MK16",
    message="the translation of “{source_text}” {fault}",
    category="accuracy/untranslated",
    needs=["source"],
)
def unfinished_unit(segment: Segment) -> Iterator[Hit]:
    """A unit is empty, or its file says that it still has to be translated, reviewed or merged.

    ## Why it matters
    Programs show the source instead of fuzzy and empty translations.

    ## Example
    en>de: Save ||| ⟦Speichern⟧ ||| key=save; state=fuzzy
    en>ja: Save ||| ⟦⟧ ||| key=save; state=untranslated

    ## Stays quiet
    - units that are translated, reviewed or final, and those whose file says nothing
    - sources that are empty
    - strings that the file does not have at all, which `missing-string` reports

    ## Sources
    GNU gettext, “The Format of PO Files”; XLIFF 1.2 and 2.1, attribute ``state``; Qt Linguist
    """
    text, state = segment.target.text, str(segment.about.get("state", ""))
    if segment.source is None or not segment.source.text.strip() or state == "missing":
        return
    fault = _OPEN.get(state) or (_OPEN["untranslated"] if segment.about and not text.strip() else None)
    if _CONFLICT in text and _CONFLICT not in segment.source.text:
        fault = "holds two translations that msgcat could not merge"
    if fault:
        source = " ".join(segment.source.text.split())
        yield Hit(whole(text), {"source_text": source[:40] + "…" * (len(source) > 40), "fault": fault})
