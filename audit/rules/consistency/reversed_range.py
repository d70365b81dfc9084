"""CO07: a number that runs the wrong way."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from audit.model import Hit, Segment, Span
from audit.rule import rule
from audit.text.courses import READS, courses

_YEAR = r"(?P<{}>1[5-9]\p{{Nd}}{{2}}|20\p{{Nd}}{{2}})"
_YEARS = regex.compile(
    rf"(?<bracket>[(（])?(?<![\p{{Nd}}.,/–-]){_YEAR.format('a')}[-–—〜～~]{_YEAR.format('b')}"
    r"(?![\p{Nd}–-])(?:(?=\s?[年년])|(?(bracket)(?=[)）,;，；、])|(?!)))"
)
_REACH = 40


@rule(
    "CO07",
    message="“{text}” runs from {start} to {end}, against its own words",
    category="accuracy/mistranslation",
    severity="major",
    reads=READS | {"before_era"},
)
def reversed_range(segment: Segment) -> Iterator[Hit]:
    """A range ends before it starts, or what is said to rise falls.

    ## Why it matters
    Either the figures or the word are wrong, and the reader cannot tell which. Engines swap the two
    numbers of a phrase whose order differs between languages, and confuse the verbs.

    ## Example
    ```ja
    失業率は⟦5%から3%に増加⟧した。
    ```

    ## Stays quiet
    - figures and words that agree
    - numbers of different units, and ranks, years and hours, of which a higher one may come first
    - "by 3 to 5 percent", where the language puts it like "from 3 to 5 percent"
    - years before the common era, abbreviated page ranges, scores and other pairs of numbers
    """
    target = segment.target
    for course in courses(target.prose, target.pack):
        if course.is_reversed:
            yield _hit(target.text, course.span, course.start.span, course.end.span)
    before_era = target.pack.before_era or ()
    for match in _YEARS.finditer(target.prose):
        around = target.prose[max(match.start() - _REACH, 0) : match.end() + _REACH]
        if int(match["a"]) > int(match["b"]) and not any(mark in around for mark in before_era):
            yield _hit(
                target.text, Span(match.start("a"), match.end("b")), Span(*match.span("a")), Span(*match.span("b"))
            )


def _hit(text: str, span: Span, start: Span, end: Span) -> Hit:
    """The hit, with the two numbers swapped as its suggestion."""
    first, second = sorted((start, end))
    between, swapped = text[first.end : second.start], text[slice(*second)]
    better = text[span.start : first.start] + swapped + between + text[slice(*first)] + text[second.end : span.end]
    facts = {"text": text[slice(*span)], "start": text[slice(*start)], "end": text[slice(*end)]}
    return Hit(span, facts, (better,))
