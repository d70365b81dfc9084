"""MK05: tags of XML, HTML and BBCode."""

from __future__ import annotations

from collections.abc import Iterator

from audit.model import Hit, Segment
from audit.rule import rule
from audit.text.edges import whole
from audit.text.placeholders import is_string
from audit.text.tag_faults import faults


@rule(
    "MK05",
    message="the tag “{source_text}” {fault}",
    category="design/markup",
    severity="major",
    needs=["source"],
)
def broken_tag(segment: Segment) -> Iterator[Hit]:
    """A tag of the source is missing, damaged or badly nested in the translation, or the translation has one more.

    ## Why it matters
    Text is shown in the wrong style, links lead nowhere, code shows, or the file cannot be parsed.

    ## Example
    en>de: Press <b>Save</b> now. ||| Drücken Sie jetzt <b>Speichern⟦<b>⟧.
    en>ja: Read the [b]manual[/b]. ||| ⟦マニュアルを読んでください。⟧

    ## Stays quiet
    - tags in another order, as long as they nest
    - words in angle brackets that stand for something to type: ``<file>``
    - in prose, tags of no known language that are translated: ``<laugh/>`` in transcripts
    - attributes that are translated: title, alt, aria-label
    - ``<br>`` and ``<br/>``

    ## Sources
    HTML Living Standard, XML 1.0, phpBB's BBCode
    """
    if segment.source is None or not segment.target.text.strip():
        return
    target = segment.target.text
    for tag, span, said, suggestion in faults(segment.source.text, target, is_string(segment)):
        facts = {"source_text": tag.text, "fault": said}
        yield Hit(span or whole(target), facts, (suggestion,) if suggestion else ())
