"""MK06: Markdown and reStructuredText."""

from __future__ import annotations

from collections.abc import Iterator

from audit.model import Hit, Segment
from audit.rule import rule
from audit.text.edges import whole
from audit.text.light_markup import Mark, left_over, marks
from audit.text.placeholders import is_string

_NAMES = {
    "role": "reStructuredText role",
    "code": "code span",
    "reference": "reference",
    "image": "image",
    "link": "link",
    "bold": "bold passage",
    "strike": "struck passage",
    "substitution": "substitution",
}


@rule(
    "MK06",
    message="the {kind} “{source_text}” of the source is {fault}",
    category="design/markup",
    needs=["source"],
)
def broken_markup(segment: Segment) -> Iterator[Hit]:
    """A link, code span, bold passage or role of Markdown or reStructuredText is broken or missing in the translation.

    ## Why it matters
    Asterisks, brackets and addresses are shown as they are, or what was marked no longer is.

    ## Example
    en>de: Press **Save** now. ||| Drücken Sie jetzt ⟦**⟧ Speichern **.
    en>ja: See [the help](help.md). ||| [ヘルプ⟦] (⟧help.md)を参照してください。

    ## Stays quiet
    - marks in another order
    - sentences of a text that leave an emphasis out
    - asterisks and brackets that mark nothing: 2 * 3, [sic]

    ## Sources
    CommonMark 0.31, docutils' reStructuredText
    """
    if segment.source is None or not segment.target.text.strip():
        return
    target = segment.target.text
    theirs = marks(segment.source.text)
    ours = marks(target) if theirs else []
    for kind, name in _NAMES.items() if theirs else ():
        lost = _lost([m for m in theirs if m.kind == kind], [m for m in ours if m.kind == kind])
        if not lost:
            continue
        first = segment.source.text[slice(*lost[0].span)]
        facts = {"kind": name, "source_text": first}
        if left := left_over(kind, target, ours):
            yield Hit(left[0], facts | {"fault": "broken here"})
        elif is_string(segment) and not all(mark.content and mark.content in target for mark in lost):
            yield Hit(whole(target), facts | {"fault": "missing from the translation"})


def _lost(theirs: list[Mark], ours: list[Mark]) -> list[Mark]:
    """As many of the last as the translation has fewer; or those whose content is not there."""
    contents = {mark.content for mark in ours}
    renamed = [mark for mark in theirs if mark.content and mark.content not in contents]
    missing = max(0, len(theirs) - len(ours))
    return theirs[len(theirs) - missing :] if missing else renamed if theirs and theirs[0].kind != "code" else []
