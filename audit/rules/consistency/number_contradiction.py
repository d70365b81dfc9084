"""CO05: one thing, two numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from audit.model import Document, Hit, Segment
from audit.rule import document_rule
from audit.text.claims import READS, Claim, tolls
from audit.text.numerals import numbers

Said = tuple[Claim, Segment]
_ROUNDING = Decimal("0.1")
_MOST = 12
"""Numbers of the sentences in question that are tried as summands."""


@document_rule(
    "CO05",
    message="“{text}” here, but “{other}” above",
    category="accuracy/mistranslation",
    severity="critical",
    facts=["tolls"],
    reads=READS - {"tolls"},
)
def number_contradiction(document: Document) -> Iterator[Hit]:
    """The body counts otherwise than the headline or the first paragraph.

    ## Why it matters
    The reader cannot know which of the two numbers is right, and doubts every other figure. Engines
    translate headline and body one by one and may change a number in either.

    ## Example
    ```ja
    バスが転落、12人死亡
    山道でバスが谷に転落し、⟦15人が死亡⟧した。
    ```

    ## Stays quiet
    - numbers that are rough, rounded, summed up or overtaken by others
    - numbers of another event, and counts of other things
    """
    paragraphs = [paragraph.segments for paragraph in document.paragraphs if paragraph.kind != "code"]
    head, body = paragraphs[0] if paragraphs else (), [s for segments in paragraphs[1:] for s in segments]
    above = [(claim, s) for s in head for claim in tolls(s.target)]
    below = [(claim, s) for s in body for claim in tolls(s.target)] if above else []
    for kind in dict.fromkeys(claim.about for claim, _ in above):
        first, *others = (pair for pair in above if pair[0].about == kind)
        stated = [pair for pair in below if pair[0].about == kind]
        if not others and _contradict(first, stated, head, body):
            for claim, _ in stated:
                facts = {"text": document.text[slice(*claim.span)], "other": document.text[slice(*first[0].span)]}
                yield Hit(claim.span, facts, related=(first[0].span,))


def _contradict(first: Said, stated: list[Said], head: Sequence[Segment], body: Sequence[Segment]) -> bool:
    """Does the body give one number throughout, which the headline's is no other way to put?"""
    values = {claim.number.value for claim, _ in stated}
    if len(values) != 1:
        return False
    here, there = first[0].number.value, values.pop()
    if here in _values(body) or there in _values(head) or _is_round(here, there):
        return False
    return not (_is_sum(here, _values(s for _, s in stated)) or _is_sum(there, _values([first[1]])))


def _values(segments: Iterable[Segment]) -> list[Decimal]:
    return [number.value for s in segments for number in numbers(s.target.prose, s.target.pack)]


def _is_round(one: Decimal, other: Decimal) -> bool:
    """Is one of them the other, rounded?"""
    return (not one % 10 or not other % 10) and abs(one - other) <= _ROUNDING * max(one, other)


def _is_sum(value: Decimal, parts: list[Decimal]) -> bool:
    return any(sum(some) == value for size in (2, 3) for some in combinations(parts[:_MOST], size))
