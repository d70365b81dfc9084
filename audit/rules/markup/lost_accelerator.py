"""MK10: keyboard accelerators."""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit.model import Hit, Segment, Span, blanked
from audit.rule import rule
from audit.text.edges import whole
from audit.text.placeholders import is_string, placeholders, syntax

_ACCELERATOR = {
    "&": re.compile(r"(?<![A-Z&])&(?![A-Za-z]\w*;)(?=[^\W_])|(?<=[A-Z])&(?=[^\WA-Z_])"),
    "_": re.compile(r"(?:(?<![\w])_(?=[^\W_])|(?<=[A-Z])_(?=[a-z])|(?<=[A-Z][a-z])_(?=[a-z]))"),
    "~": re.compile(r"(?<![\w/])~(?=[A-Za-z])"),
}


@rule(
    "MK10",
    message="the source has the accelerator “{source_text}”, {fault}",
    category="design/markup",
    needs=["source"],
)
def lost_accelerator(segment: Segment, *, words: int = 8) -> Iterator[Hit]:
    """A menu entry or button of the source has a keyboard accelerator, the translation has none, or several.

    ## Why it matters
    The entry can no longer be reached by keyboard; a sign that marks nothing is shown as it is.

    ## Example
    en>de: &File ||| ⟦Datei⟧ ||| key=menu.file
    en>ja: _Save ||| ⟦保存⟧ ||| key=menu.save

    ## Stays quiet
    - another letter, and a letter in brackets after the word: 保存(&S)
    - ampersands between words and in names: R&D
    - names with low lines: file_name

    ## Options
    - ``words``: of the source at most; longer texts are no labels
    """
    if segment.source is None or not is_string(segment) or not segment.target.text.strip():
        return
    source, target = (_bare(side.text, segment) for side in (segment.source, segment.target))
    for sign, pattern in _ACCELERATOR.items():
        marks = list(pattern.finditer(source))
        if len(marks) != 1 or source.count(sign) != 1 or len(source.split()) > words:
            continue
        wanted = source[marks[0].start() : marks[0].start() + 2]
        found = [Span(match.start(), match.start() + 1) for match in re.finditer(re.escape(sign), target)]
        alone = [span for span in found if not target[span.end : span.end + 1].isalnum()]
        if not found:
            yield Hit(whole(target), {"source_text": wanted, "fault": "the translation has none"})
        elif alone:
            yield Hit(alone[0], {"source_text": wanted, "fault": f"here “{sign}” stands before no letter"})
        elif len(found) > 1:
            yield Hit(found[1], {"source_text": wanted, "fault": "the translation has another one"})


def _bare(text: str, segment: Segment) -> str:
    """Without placeholders, which may hold the signs."""
    how = syntax(segment.source.text if segment.source else "", segment.about.get("flags", ()), True)
    return blanked(text, [placeholder.span for placeholder in placeholders(text, how)])
