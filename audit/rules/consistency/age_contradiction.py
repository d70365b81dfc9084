"""CO13: one person, two ages."""

from __future__ import annotations

from collections.abc import Callable, Iterator

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
    person = _by_surname(found, document.text) if document.pack.cased else _by_ending(found)
    first: dict[str, Claim] = {}
    for claim, name in zip(found, map(person, found), strict=True):
        above = first.setdefault(name, claim) if name else claim
        if abs(claim.number.value - above.number.value) >= years:
            facts = {"name": name, "age": claim.number.value, "other": above.number.value}
            yield Hit(claim.span, facts, related=(above.span,))


def _by_surname(found: list[Claim], text: str) -> Callable[[Claim], str | None]:
    """Given name and surname; for a surname alone (not before brackets), of the one person who has it."""
    owners: dict[str, set[str]] = {}
    for *given, surname in (claim.about.split() for claim in found):
        owners.setdefault(surname, set()).update(given[-1:])

    def person(claim: Claim) -> str | None:
        *given, surname = claim.about.split()
        known = set(given[-1:]) or owners[surname]
        alone = not given and "(" in text[slice(*claim.span)]
        return f"{next(iter(known))} {surname}" if len(known) == 1 and not alone else None

    return person


def _by_ending(found: list[Claim]) -> Callable[[Claim], str | None]:
    """The shortest full name that the letters before the age end with (no blank parts an office from a name)."""
    shortest: dict[str, list[str]] = {}
    for name in sorted({claim.about for claim in found if len(claim.about) >= _FULL_NAME}, key=lambda n: (len(n), n)):
        shortest.setdefault(name[-_FULL_NAME:], []).append(name)

    def person(claim: Claim) -> str | None:
        names = shortest.get(claim.about[-_FULL_NAME:], [])
        return next((name for name in names if claim.about.endswith(name)), None)

    return person
