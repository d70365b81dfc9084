"""IN02: a run of ideographs that is a word only by its sound in another language."""

from __future__ import annotations

from collections.abc import Iterator

from audit.model import Hit, Segment
from audit.packs import load
from audit.rule import rule
from audit.text.misreading import Misreading


@rule(
    "IN02",
    message="“{written}” is no word; {pivot} reads it {reading} ({spoken}), and so it does {intended}",
    category="accuracy/mistranslation",
    severity="major",
    needs=["readings"],
    facts=["readings"],
    beats=["pivot-homophone"],
)
def pivot_nonword(segment: Segment, *, limit: float = 0.0) -> Iterator[Hit]:
    """The text has ideographs that make no word, but sound like one in a language it went through.

    ## Why it matters
    A pivot that spells by sound loses which ideographs a word had. Where the engine then guesses
    them one by one, it writes something no dictionary has, and no reader can make out.

    ## Example
    ja: 選手たちは連戦で体力が⟦被廃⟧しており、監督は休養を与えることにした。
    ja: 選手たちは連戦で体力が疲弊しており、監督は休養を与えることにした。

    ## Stays quiet
    - names of people, places and companies
    - countries by one letter each
    - numbers and what they count
    - parts of verbs before their kana
    - words that only dictionaries know

    ## Options
    - ``limit``: evidence, in nats beyond what clean text hardly ever has, from which one is reported

    ## Sources
    - readings: libhangul's table of hanja words; data and measured quality in ``audit/models/readings.md``
    """
    cases: list[Misreading] | None = segment.notes["readings"]
    for case in cases or ():
        if case.kind == "nonword" and case.evidence > limit:
            facts = {
                "written": case.surface,
                "intended": case.intended,
                "pivot": load(case.pivot).name,
                "reading": case.reading,
                "spoken": case.spoken,
            }
            yield Hit(case.span, facts, (case.intended,), confidence=case.confidence)
