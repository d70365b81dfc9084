from __future__ import annotations

from collections.abc import Iterator

from audit.model import Document, Hit, Unjudged
from audit.rule import document_rule


@document_rule(
    "ST05",
    message="“{text}” is left over from the page the text was copied from ({kinds}): delete",
    category="design/markup",
    needs=["furniture"],
    beats=["wrong-language", "language-switch", "untranslated-span", "wrong-script-word", "missing-end-mark"],
    reads=["boilerplate"],
    fixable=True,
    unsafe=True,
)
def scrape_boilerplate(document: Document) -> Iterator[Hit | Unjudged]:
    """Lines of the web page's template stand in the text as if its author had written them.

    ## Why it matters
    Whoever copies an article by program also copies the page around it: reading times, share and follow buttons,
    "You may also like", comment forms, cookie notices, photo credits, links to the next page. None of it belongs to the
    text, and in a translation it shows that nobody read the result. Neighbouring lines are one finding, and so is the
    teaser that follows a link to the next page.

    ## Example
    ```en
    Tram line reopens after two years
    ⟦4 min read⟧
    The city reopened its oldest tram line on Monday.
    ⟦You May Also Like
    Most Read This Week⟧
    ```

    ## Stays quiet
    - the same words inside a sentence
    - a single line that an author may have written as a heading ("Comments", "Related topics")

    ## Sources
    The lists `boilerplate.tsv` of the language packs; English is consulted for every language, since page
    templates everywhere are written in it.
    """
    if document.pack.boilerplate is None:
        yield Unjudged(f"{document.pack.lang}: boilerplate unknown, only English lines sought")
    for run in document.notes["furniture"].runs:
        if run.sort == "boilerplate":
            text = document.text[run.span.start : run.span.end]
            first = text.partition("\n")[0]
            facts = {"text": first + (" …" if first != text else ""), "kinds": ", ".join(run.kinds), "lines": run.lines}
            yield Hit(run.span, facts, ("",))
