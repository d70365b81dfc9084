from __future__ import annotations

from collections.abc import Iterator

from audit.model import Document, Hit
from audit.rule import document_rule


@document_rule(
    "ST02",
    message="This {what} repeats an earlier one (“{beginning}”): delete it, or say why it comes again",
    category="design/markup",
    needs=["repetition"],
    fixable=True,
    unsafe=True,
)
def near_duplicate_paragraph(document: Document) -> Iterator[Hit]:
    """A paragraph says again what an earlier one said, in nearly the same words, or a line is doubled.

    ## Why it matters
    A lead that comes again as the first paragraph, a headline or a line of tags that stands twice: the page was
    assembled by a program and nobody read it. In translations the two copies often differ by a word or two,
    because the same source sentence was translated twice.

    ## Example
    ```en
    The city reopened its oldest tram line
    ⟦The city reopened its oldest tram line⟧
    Two years after the flood the trams are back. The first one was full to the last seat on Monday morning.
    ```

    ## Stays quiet
    - a paragraph with other numbers: figures of another place or day
    - quotations that are shown again
    - captions, list items, and what comes three times or more (refrains, legal lines)
    """
    repetition = document.notes["repetition"]
    for what, copies in (("paragraph", repetition.paragraphs), ("line", repetition.lines)):
        for copy, other, _ in copies:
            beginning = document.text[other.start : other.start + 24].split("\n")[0]
            yield Hit(copy, {"what": what, "beginning": beginning}, ("",), related=(other,))
