"""MK08: what is said to a machine."""

from __future__ import annotations

from collections.abc import Iterator

from audit.model import Hit, Segment
from audit.rule import rule
from audit.text.edges import whole
from audit.text.links import links
from audit.text.literals import literals
from audit.text.placeholders import is_string
from audit.text.placeholders.mangled import respelt


@rule(
    "MK08",
    message="the {kind} “{source_text}” of the source{instead}",
    category="design/markup",
    needs=["source"],
)
def changed_literal(segment: Segment) -> Iterator[Hit]:
    """A command option, path, file name, function or constant of the source is not in the translation as it was.

    ## Why it matters
    Whoever types what the translation says gets an error; the machine knows no translations.

    ## Example
    en>de: Use --dry-run first. ||| Verwenden Sie zuerst ⟦--Dry-Run⟧.
    en>ja: The log is in /var/log/app/. ||| ⟦ログを参照してください。⟧

    ## Stays quiet
    - file names, functions and constants in prose, which may be rephrased
    - strokes between words: and/or, 24/7
    """
    if segment.source is None or not segment.target.text.strip():
        return
    source, target = segment.source.text, segment.target.text
    addresses = [link.span for link in links(source)]
    for kind, span, text in literals(source, is_string(segment)):
        if text in target or any(span.overlaps(address) for address in addresses):
            continue
        found = respelt(text, target, ())
        instead = f" became “{target[slice(*found)]}”" if found else " is not in the translation"
        facts = {"kind": kind, "source_text": text, "instead": instead}
        yield Hit(found or whole(target), facts, (text,) if found else ())
