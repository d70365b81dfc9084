"""CO13: one person, two ages."""

from __future__ import annotations

from collections.abc import Iterator

from audit.model import Document, Hit
from audit.rule import document_rule
from audit.text.claims import READS, Claim, ages

_OLDEST = 110
_FULL_NAME = 3
"""Letters from which on a name in ideographs, kana or hangul is a full one."""


@document_rule(
    "CO13",
    message="{name} is {age} here and {other} above",
    category="accuracy/mistranslation",
    severity="critical",
    facts=["ages"],
    reads=READS - {"ages"},
)
def age_contradiction(document: Document, *, years: int = 2) -> Iterator[Hit]:
    """One person is given two ages.

    ## Why it matters
    One of them is wrong, and the reader cannot know which; in reports about accidents and crimes it makes
    two people of one. Figures of an age are easily swapped.

    ## Example
    ```en
    John Miller, 34, was arrested on Friday.
    Police say ⟦Miller, 43⟧, will appear in court.
    ```

    ## Stays quiet
    - ages a year apart, around a birthday
    - two people of one surname, and numbers after a surname that are no ages (minutes, points)

    ## Options
    - `years`: from how many years apart two ages contradict each other
    """
    segments = (s for paragraph in document.paragraphs if paragraph.kind != "code" for s in paragraph.segments)
    found = [claim for s in segments for claim in ages(s.target) if 0 < claim.number.value <= _OLDEST]
    names = {claim.about for claim in found}
    first: dict[str, Claim] = {}
    for claim in found:
        person = (_named if document.pack.cased else _written)(claim, names, document.text)
        above = first.setdefault(person, claim) if person else claim
        if abs(claim.number.value - above.number.value) >= years:
            facts = {"name": person, "age": claim.number.value, "other": above.number.value}
            yield Hit(claim.span, facts, related=(above.span,))


def _named(claim: Claim, names: set[str], text: str) -> str | None:
    """Given name and surname; for a surname alone (not before brackets), of the one person who has it."""
    *given, surname = claim.about.split()
    if given:
        return f"{given[-1]} {surname}"
    owners = {name.split()[-2] for name in names if " " in name and name.split()[-1] == surname}
    bracketed = "(" in text[slice(*claim.span)]
    return f"{owners.pop()} {surname}" if len(owners) == 1 and not bracketed else None


def _written(claim: Claim, names: set[str], text: str) -> str | None:
    """The shortest full name that the letters before the age end with (no blank parts an office from a name)."""
    return min((n for n in names if len(n) >= _FULL_NAME and claim.about.endswith(n)), key=len, default=None)
