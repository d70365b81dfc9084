"""IN01: a word in the place of another that a pivot language writes alike."""

from __future__ import annotations

from collections.abc import Iterator

from audit.model import Hit, Segment
from audit.packs import load
from audit.rule import rule
from audit.text.misreading import Misreading


@rule(
    "IN01",
    message="“{written}” and “{intended}” are both {reading} ({spoken}) in {pivot}; the context wants “{intended}”",
    category="accuracy/mistranslation",
    needs=["readings"],
    facts=["readings"],
)
def pivot_homophone(segment: Segment, *, limit: float = 0.3, sure: float = 0.95) -> Iterator[Hit]:
    """The text has a word where the context wants another, and a pivot language writes both alike.

    ## Why it matters
    Korean writes 両者 and 量子 with the same two syllables. A text that went through it may come out
    with the wrong one: a fluent sentence about something else, which shows the route it came by.

    ## Example
    ja: 新しい橋の⟦公社⟧が始まり、作業員が鉄骨を組み立てた。
    ja: 公社の理事長は記者会見で、経営の見直しを進めると述べた。

    ## Stays quiet
    - words whose context wants them
    - words so near in meaning that either will do
    - languages without a table of what a pivot writes alike

    ## Options
    - ``limit``: log-odds of the intended word from which a word is reported
    - ``sure``: confidence, 0..1, from which it is major

    ## Sources
    - Mnih and Hinton (2007), log-bilinear models: which word stands in a place
    - readings: libhangul's table of hanja words; data and measured quality in ``audit/models/readings.md``
    """
    cases: list[Misreading] | None = segment.notes["readings"]
    for case in cases or ():
        if case.kind == "homophone" and case.evidence > limit:
            facts = {
                "written": case.surface,
                "intended": case.intended,
                "pivot": load(case.pivot).name,
                "reading": case.reading,
                "spoken": case.spoken,
            }
            yield Hit(case.span, facts, (case.intended,), case.confidence, "major" if case.confidence >= sure else None)
