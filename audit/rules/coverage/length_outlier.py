"""CV04: a translation far too long or far too short for its source."""

from __future__ import annotations

from collections.abc import Iterator

from audit.model import Hit, Segment, Span, Unjudged
from audit.rule import rule
from audit.text.lengths import between, expectation, language


@rule(
    "CV04",
    message="{characters} characters, where {expected} would be usual for this source",
    category="accuracy/omission",
    needs=["source"],
)
def length_outlier(
    segment: Segment, *, shorter: float = 4.2, longer: float = 4.8, least: int = 25
) -> Iterator[Hit | Unjudged]:
    """The translation is far longer or far shorter than its source leads to expect.

    ## Why it matters
    So large a difference is no matter of style: something was left out, pasted in, repeated, or belongs elsewhere.

    ## Example
    en>de: The committee met on Friday and put off its decision about the new harbour until the spring. ||| ⟦Freitag.⟧

    ## Stays quiet
    - languages that need more or fewer characters than each other: what is usual was learned for each
    - short texts, whose lengths differ by chance

    ## Options
    - `shorter`, `longer`: standard deviations from the usual length
    - `least`: characters of English below which the source is too short to judge

    ## Sources
    Gale and Church 1993; lengths and their spread in NTREX-128 (`audit/models/lengths.tsv`)
    """
    source, target = segment.source, segment.target
    if source is None or not target.text.strip():
        return
    apart = between(source, target)
    if apart is None:
        yield Unjudged(f"usual length unknown: {source.pack.lang} into {target.pack.lang}")
        return
    pair = expectation(source.pack.lang, target.pack.lang)
    longest = max(language(source) / pair.factor, language(target) / pair.factor / pair.ratio)
    if longest < least or -shorter < apart < longer:
        return
    text = target.text
    span = Span(len(text) - len(text.lstrip()), len(text.rstrip()))
    yield Hit(
        span,
        {
            "characters": language(target),
            "expected": round(language(source) * pair.ratio),
            "deviations": round(apart, 1),
            "source_text": source.text[:120],
        },
    )
