from __future__ import annotations

from collections.abc import Iterator

from audit.model import Document, Hit
from audit.rule import document_rule


@document_rule(
    "ST01",
    message="These {characters} characters stand in the text twice, also from “{beginning}” on: delete this copy",
    category="design/markup",
    severity="major",
    needs=["repetition"],
    beats=["near-duplicate-paragraph"],
    fixable=True,
    unsafe=True,
)
def duplicated_block(document: Document, *, critical_bulk: int = 800, critical_share: float = 0.15) -> Iterator[Hit]:
    """A run of paragraphs, or the whole body, stands in the text twice.

    ## Why it matters
    Scrapers read a page's body from two places and paste both; editors paste twice. A reader believes to have lost
    the thread. The copies often differ: one has lost its quotations, its line breaks or its links. That one is
    marked, the second where both are equal, as one finding that names the other place.

    ## Example
    ```en
    The council voted on Tuesday to reopen the tram line along the river, closed since the flood of 2021.
    Repairs took longer than planned because two bridges had to be replaced first.
    Shop owners had complained for months that customers were staying away from the old town.
    ⟦The council voted on Tuesday to reopen the tram line along the river, closed since the flood of 2021.
    Repairs took longer than planned because two bridges had to be replaced first.
    Shop owners had complained for months that customers were staying away from the old town.⟧
    ```

    ## Stays quiet
    - a refrain
    - rows of a table, and legal lines that come again and again
    - a single paragraph that is repeated alone (that is near-duplicate-paragraph)

    ## Options
    `critical_bulk`, `critical_share`: from this size (letters, East Asian ones counted twice) or this share of the
    document on, a copy is critical.
    """
    repetition = document.notes["repetition"]
    for copy, other, size in repetition.blocks:
        beginning = document.text[other.start : other.start + 24].split("\n")[0]
        critical = size >= critical_bulk or size >= critical_share * repetition.bulk
        facts = {"characters": copy.end - copy.start, "beginning": beginning}
        yield Hit(copy, facts, ("",), severity="critical" if critical else None, related=(other,))
