from __future__ import annotations

from collections.abc import Iterator

from audit.model import Document, Hit
from audit.rule import document_rule


@document_rule(
    "ST06",
    message="{lines} of page metadata ({kinds}) in the text: delete",
    category="design/markup",
    needs=["furniture"],
    beats=["wrong-language", "language-switch", "untranslated-span", "wrong-script-word", "missing-end-mark"],
)
def page_metadata(document: Document, *, major_lines: int = 3) -> Iterator[Hit]:
    """Lines that only describe the page (addresses, time stamps, tags, contacts) stand in the text.

    ## Why it matters
    Structured data about an article (where it lives, when it changed, which picture it carries, whom to write to) is
    not part of it. A reader meets a wall of addresses and codes before the first sentence. A run of such lines, with
    the names and headlines caught between them, is one finding.

    ## Example
    ```en
    ⟦https://news.example.com/2024/03/tram-line
    2024-03-11T08:30+0100
    https://cdn.example.com/img/tram_1920.jpg⟧
    The city reopened its oldest tram line on Monday.
    ```

    ## Stays quiet
    - an address, a mail address or a date inside a sentence
    - a list of references or a contact block at the foot of a text
    - a dateline

    ## Options
    `major_lines`: from so many lines a finding is major.
    """
    for run in document.notes["furniture"].runs:
        if run.sort == "metadata":
            count = f"{run.lines} lines" if run.lines > 1 else "A line"
            facts = {"lines": count, "kinds": ", ".join(run.kinds)}
            yield Hit(run.span, facts, ("",), severity="major" if run.lines >= major_lines else None)
