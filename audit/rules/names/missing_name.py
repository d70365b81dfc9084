"""NA01: a name of the source, dropped."""

from __future__ import annotations

from collections.abc import Iterator

from audit.model import Hit, Segment, Span, Unjudged
from audit.rule import rule
from audit.text.counterparts import READS, comparable, missing


@rule(
    "NA01",
    message="the source names “{source_text}”, which the translation does not",
    category="accuracy/omission",
    severity="major",
    needs=["source"],
    reads=READS | {"scripts"},
)
def missing_name(segment: Segment) -> Iterator[Hit | Unjudged]:
    """The source names somebody or something the translation does not name.

    ## Why it matters
    Who said it, and of which company, is what a reader looks for first. A dropped name is seldom a translator's choice.

    ## Example
    ```en>ja
    The award went to Margaret Thornton on Friday. ||| ⟦金曜日に賞が贈られた。⟧
    ```

    ## Stays quiet
    - a name in another script, however it is spelt there, in part or in full
    - words with capitals that are no names: titles, institutions translated by their meaning
    - names that are written with ideographs, whose sound does not show
    - names of one word, where names are written with ideographs
    """
    source, target = segment.source, segment.target
    if source is None or not target.prose.strip():
        return
    if reason := comparable(source, target):
        yield Unjudged(reason)
        return
    for name in missing(source, target):
        if name.certain:
            text = target.text
            span = Span(len(text) - len(text.lstrip()), len(text.rstrip()))
            yield Hit(span, {"source_text": source.text[slice(*name.span)]})
