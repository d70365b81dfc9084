"""CV10: a translation that stops in the middle."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from audit.model import Hit, Segment, Span
from audit.rule import rule
from audit.text.lengths import between

_CLOSERS = regex.compile(r"[\p{Pe}\p{Pf}\p{Pi}\"'\s]+$")


@rule(
    "CV10",
    message="stops short; the source ends with “{source_text}”",
    category="accuracy/omission",
    severity="major",
    needs=["source"],
    facts=["end_marks"],
    beats=["missing-end-mark", "truncated-ending", "length-outlier"],
)
def truncated_translation(segment: Segment, *, shorter: float = 1.8) -> Iterator[Hit]:
    """The translation stops before its last sentence is at an end.

    ## Why it matters
    Fields that were too small and machines that ran out of room cut texts off; what was lost is always the end.

    ## Example
    en>de: The bridge will stay closed until the engineers have tested all of its cables. ||| Die Brücke bleibt⟦⟧

    ## Stays quiet
    - headings and labels, whose source has no end mark either
    - a lost full stop, where nothing else is missing
    - languages that close their sentences with a blank

    ## Options
    - `shorter`: standard deviations under the usual length
    """
    source, target = segment.source, segment.target
    if source is None or not target.pack.end_marks or not source.pack.end_marks:
        return
    theirs, ours = _CLOSERS.sub("", source.prose), _CLOSERS.sub("", target.prose)
    marks = (*target.pack.end_marks, *source.pack.end_marks, "…", ":", "：", ";")
    if not ours or not theirs.endswith(source.pack.end_marks) or ours.endswith(marks) or not ours[-1].isalnum():
        return
    apart = between(source, target)
    if apart is not None and apart < -shorter:
        end = len(target.text.rstrip())
        yield Hit(Span(end, end), {"source_text": theirs[-40:]})
