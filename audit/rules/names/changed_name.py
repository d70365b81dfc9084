"""NA02: another name than the source's."""

from __future__ import annotations

from collections.abc import Iterator

from audit.model import Hit, Segment, Span, Text, Unjudged
from audit.rule import rule
from audit.text.counterparts import comparable, half_changed, other_places
from audit.text.strangers import READS, swapped


@rule(
    "NA02",
    message="“{name}” is “{source_text}” in the source",
    category="accuracy/mistranslation",
    severity="major",
    needs=["source"],
    reads=READS | {"scripts"},
    beats=["missing-name"],
)
def changed_name(segment: Segment) -> Iterator[Hit | Unjudged]:
    """The translation names another person or place than the source.

    ## Why it matters
    Engines put the name they met more often in place of the rare one, and the wrong country for its neighbour. The
    sentence reads well, and is false.

    ## Example
    ```en>ja
    The minister flew to Austria with Peter Lindgren. ||| 大臣はピーター・リンドグレンと⟦ブラジル⟧へ飛んだ。
    ```

    ## Stays quiet
    - a country called by its capital, its people or an abbreviation
    - the same name in another script or spelling
    - names that only one side has
    - the United States for U.S.
    """
    source, target = segment.source, segment.target
    if source is None or not target.prose.strip():
        return
    if reason := comparable(source, target):
        yield Unjudged(reason)
        return
    yield from _places(source, target)
    for part, name in half_changed(source, target):
        yield _hit(target, part, source, name)
    pairs = swapped(segment)
    if pairs:
        ratio = len(target.text) / len(source.text)
        old, new_one = min(pairs, key=lambda pair: abs(pair[1].span.start - ratio * pair[0].span.start))
        yield _hit(target, new_one.span, source, old.span)


def _places(source: Text, target: Text) -> Iterator[Hit]:
    gone = other_places(source, target)
    new = other_places(target, source) if gone else []
    for place, other in zip(new, gone, strict=False):
        yield _hit(target, place, source, other)


def _hit(target: Text, span: Span, source: Text, other: Span) -> Hit:
    return Hit(span, {"name": target.text[slice(*span)], "source_text": source.text[slice(*other)]})
