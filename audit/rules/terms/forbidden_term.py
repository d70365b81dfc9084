"""TE02: a word that the glossary forbids."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audit.model import Document, Hit, Segment, Span, Term, Unjudged
from audit.rule import document_rule
from audit.text.glossed import named
from audit.text.terms import READS, occurrences


@document_rule(
    "TE02",
    message="“{word}” is forbidden by the glossary{instead}",
    category="terminology/inconsistent with terminology resource",
    severity="major",
    needs=["terms"],
    reads=READS,
    beats=["missing-term"],
)
def forbidden_term(document: Document) -> Iterator[Hit | Unjudged]:
    """The text uses a word that the glossary forbids.

    ## Why it matters
    Names that were given up, words of a competitor, translations a reviewer has refused before.

    ## Example
    ```glossary
    source,target,status
    inbox,受信トレイ,required
    inbox,郵便受け,forbidden
    ```
    ```en>ja
    Open the inbox first. ||| 最初に⟦郵便受け⟧を開きます。
    ```

    ## Stays quiet
    - the word as a translation of something else, where the glossary states a source for it
    - the word inside one that the glossary wants
    """
    terms = document.notes["terms"]
    if terms is None:
        yield Unjudged("no glossary")
        return
    everywhere = [term for term in terms if term.status == "forbidden" and not term.source]
    for unit in document.units or document.segments:
        yield from _found(unit, everywhere, ())
        for term in named(unit.source, terms) if unit.source else ():
            forbidden = [row for row in term.terms if row.status == "forbidden"]
            yield from _found(unit, forbidden, term.targets("required", "admitted"))


def _found(unit: Segment, forbidden: Sequence[Term], wanted: Sequence[str]) -> Iterator[Hit]:
    text, pack = unit.target.prose, unit.target.pack
    right = [span for word in wanted for span in occurrences(word, text, pack)]
    instead = f"; expected “{wanted[0]}”" if wanted else ""
    for word in dict.fromkeys(word for term in forbidden for word in term.target):
        for span in occurrences(word, text, pack):
            if not any(_inside(span, other) for other in right):
                facts = {"word": text[slice(*span)], "instead": instead}
                yield Hit(unit.target.in_document(span), facts, tuple(wanted[:1]))


def _inside(span: Span, other: Span) -> bool:
    return other.start <= span.start and span.end <= other.end
