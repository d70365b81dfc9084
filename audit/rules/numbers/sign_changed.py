"""NU07: another sign, another direction."""

from __future__ import annotations

from collections.abc import Iterator

from audit.model import Hit, Segment
from audit.rule import rule
from audit.text.comparison import READS, compared


@rule(
    "NU07",
    message="“{text}”, but “{there}” in the source: the other way",
    category="accuracy/mistranslation",
    severity="critical",
    needs=["source"],
    reads=READS,
)
def sign_changed(segment: Segment) -> Iterator[Hit]:
    """The translation turns a number of the source round: below zero, or a rise that was a fall.

    ## Why it matters
    The figures are all there, and the sentence says the contrary.

    ## Example
    en>ja: It was -12 °C at night. ||| 夜は⟦12⟧℃だった。
    en>ja: Sales rose 3 % last year. ||| 昨年の売上高は3%⟦減少⟧した。

    ## Stays quiet
    - words that say minus, and a fall that is written with one
    - hyphens and dashes before a number
    - rises and falls in other words, each beside its own number
    - sentences in which a word of the other direction stands free, and those that deny
    """
    for found in compared(segment).differences:
        if found.kind == "sign":
            yield Hit(found.span, {"text": found.text, "there": found.there}, (found.right,) * bool(found.right))
