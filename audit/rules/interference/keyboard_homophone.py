"""IN12: a word in the place of another that is typed with the same kana."""

from __future__ import annotations

from collections.abc import Iterator

from audit.model import Document, Hit
from audit.rule import document_rule


@document_rule(
    "IN12",
    message="“{text}” is typed like “{intended}” ({reading}), which the context wants",
    category="linguistic conventions/spelling",
    facts=["typed_in"],
    needs=["keyboard"],
    default=False,
)
def keyboard_homophone(document: Document, *, least: float = 0.3) -> Iterator[Hit]:
    """The text has a word where the context wants another that is typed with the same letters.

    ## Why it matters
    Whoever types いがい and takes the first thing the keyboard offers may get 以外 for 意外. Spelling
    checkers pass it, and readers stumble. It is opt-in, because it looks for slips of people rather than
    of engines; it says nothing about the way a text came.

    ## Example
    ja: 日本代表が一回戦で敗れる⟦以外⟧な結果となった。

    ## Stays quiet
    - words whose context wants them
    - other spellings of the same word
    - words too short of context to tell

    ## Options
    - ``least``: confidence, 0..1, from which a case is reported

    ## Sources
    - readings: SudachiDict; data and measured quality in ``audit/models/readings.md``
    - Mnih and Hinton (2007), log-bilinear models: which word stands in a place
    """
    for case in document.notes["keyboard"]:
        if case.evidence > 0 and case.confidence >= least:
            facts = {"text": case.surface, "intended": case.intended, "reading": case.reading}
            yield Hit(case.span, facts, (case.intended,), confidence=case.confidence)
