"""MK07: addresses."""

from __future__ import annotations

from collections.abc import Iterator

from audit.model import Hit, Segment
from audit.rule import rule
from audit.text.edges import whole
from audit.text.links import is_localised, lacking, links
from audit.text.placeholders.mangled import respelt


@rule(
    "MK07",
    message="the source links to “{source_text}”{instead}",
    category="design/markup",
    severity="major",
    needs=["source"],
)
def changed_link(segment: Segment) -> Iterator[Hit]:
    """A web or mail address of the source is missing from the translation, or was changed or translated.

    ## Why it matters
    The reader gets nowhere, or to somebody else.

    ## Example
    en>de: See https://example.org/help for more. ||| Mehr unter ⟦https://example.org/hilfe⟧.
    en>ja: Write to info@example.org. ||| ⟦メールでお問い合わせください。⟧

    ## Stays quiet
    - another locale in the address: ``/en-us/`` and ``/de-de/``, ``en.wikipedia.org`` and ``ja.wikipedia.org``
    - another scheme, ``www``, a closing slash
    - ``/path`` for ``https://host/path``
    - anchors in the page, which follow the headings
    """
    if segment.source is None or not segment.target.text.strip():
        return
    target = segment.target.text
    theirs, ours = links(segment.source.text), links(target)
    lost, added = lacking(theirs, ours), lacking(ours, theirs)
    for link in lost:
        if any(is_localised(link, other) for other in added) or link.text.startswith("#"):
            continue
        other = next((each for each in added if each.kind == link.kind), None)
        span = other.span if other else respelt(link.text, target, [each.span for each in ours])
        if other:
            added.remove(other)
        instead = f", the translation to “{target[slice(*span)]}”" if span else ", the translation does not"
        yield Hit(span or whole(target), {"source_text": link.text, "instead": instead}, (link.text,) if span else ())
