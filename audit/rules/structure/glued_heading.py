from __future__ import annotations

from collections.abc import Iterator

from audit.model import Document, Hit
from audit.rule import document_rule
from audit.text.glue import seams


@document_rule(
    "ST04",
    message="“{text}” runs into “{next}…” without a break: give the heading its own line",
    category="design/markup",
    severity="major",
    needs=["repetition"],
    reads=["cased", "word_spaces", "function_words", "clause_openers", "joints"],
)
def glued_heading(document: Document) -> Iterator[Hit]:
    """A heading and the sentence below it were glued together.

    ## Why it matters
    Scrapers drop line breaks. The heading becomes the beginning of a sentence that makes no sense, for readers and
    for whoever translates it next.

    ## Example
    ```en
    The council met on Tuesday. ⟦Two goals⟧The mayor named two reasons for the visit.
    ```

    ## Stays quiet
    - names like PowerPoint and LinkedIn, and words with a capital inside that come again
    - sentences that begin like an earlier paragraph after a connective

    ## Sources
    Without capitals only the text itself tells where a heading ends: what follows it begins a paragraph elsewhere, or
    the heading stands in a list.
    """
    repetition = document.notes["repetition"]
    for span in seams(document, repetition.letters, repetition.matches):
        text, after = document.text[slice(*span)], document.text[span.end : span.end + 12]
        yield Hit(span, {"text": text, "next": after.strip().split("\n")[0]}, (text + "\n",))
