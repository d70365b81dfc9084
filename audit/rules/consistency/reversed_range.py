"""CO07: a range that ends before it starts."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from audit.model import Hit, Segment, Span
from audit.rule import rule

_RANGE = regex.compile(r"(?<![\d.])(\d{1,3})(?P<unit>%|％|人|歳)から(\d{1,3})(?P=unit)に(?P<verb>増加|上昇|拡大|減少|低下)")


@rule(
    "CO07",
    message="“{text}” goes the other way: {start} to {end}",
    category="accuracy/mistranslation",
    severity="major",
)
def reversed_range(segment: Segment) -> Iterator[Hit]:
    """A range or a change runs against its own figures.

    ## Why it matters
    Either the figures or the verb are wrong, and the reader cannot tell which.

    ## Example
    ```ja
    失業率は⟦5%から3%に増加⟧した。
    ```

    ## Stays quiet
    - figures and verb that agree
    """
    for match in _RANGE.finditer(segment.target.prose):
        start, end = int(match[1]), int(match[3])
        if (match["verb"] in "増加上昇拡大" and end < start) or (match["verb"] in "減少低下" and end > start):
            yield Hit(Span(*match.span()), {"text": match[0], "start": start, "end": end})
