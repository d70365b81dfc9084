from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import takewhile

import regex

from audit.model import Document, Hit, Paragraph, Span
from audit.rule import document_rule
from audit.text.bulk import bulk

_OPENS = regex.compile(r"[\p{Pi}\"„「『《»]")
_CLOSES = regex.compile(r"[\p{Pf}\p{Pi}\"」』》«][.。．,，]?\s*$")


@document_rule(
    "ST11",
    message="The credit “{text}” stands below {times} quotations: name the speaker once, in a sentence",
    category="design/markup",
    facts=["end_marks"],
)
def repeated_credit(document: Document, *, lines: int = 3, line: int = 100) -> Iterator[Hit]:
    """The box with a speaker's name and title stands in the text below several quotations.

    ## Why it matters
    Pages show quotations in a box with the speaker below. In running text the box dissolves into lines that belong to
    no sentence, each time the same.

    ## Example
    ```en
    “We have waited twenty years for this light.”
    ⟦Mara Holt
    Head of the harbour museum⟧
    The stairs will be repaired first, she said, and the lamp will follow.
    “Children will see what a lighthouse is.”
    ⟦Mara Holt
    Head of the harbour museum⟧
    The museum opens in spring.
    ```

    ## Stays quiet
    - a credit below a single quotation
    - replies in a dialogue

    ## Options
    `lines`: most lines of such a box; `line`: longest of them (letters, East Asian ones counted twice).
    """
    boxes: defaultdict[str, list[list[Paragraph]]] = defaultdict(list)
    for i, paragraph in enumerate(document.paragraphs[:-1]):
        text = paragraph.text.text
        if _OPENS.match(text) and _CLOSES.search(text) and bulk(text) >= 20:
            box = _box(document.paragraphs[i + 1 : i + 2 + lines], line)
            if box:
                boxes[box[0].text.text].append(box)
    for name, found in boxes.items():
        size = _common([[p.text.text for p in box] for box in found])
        spans = [Span(box[0].span.start, box[size - 1].span.end) for box in found]
        for span in spans if len(spans) > 1 and size <= lines else ():
            related = tuple(other for other in spans if other != span)
            yield Hit(span, {"text": name, "times": len(spans)}, ("",), related=related)


def _common(boxes: Sequence[Sequence[str]]) -> int:
    """How many lines all of them begin with."""
    return len(list(takewhile(lambda rows: len(set(rows)) == 1, zip(*boxes, strict=False))))


def _box(below: Sequence[Paragraph], longest: int) -> list[Paragraph]:
    """The short lines without end mark or quotation mark that follow at once."""
    found: list[Paragraph] = []
    for paragraph in below:
        text = paragraph.text.text
        marks = paragraph.text.pack.end_marks or ()
        if bulk(text) > longest or text.endswith(tuple(marks)) or _OPENS.match(text) or "\n" in text:
            break
        found.append(paragraph)
    return found
