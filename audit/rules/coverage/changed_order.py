"""CV06: a sentence that stands elsewhere than in the source."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from audit.model import Document, Hit, Link, Span
from audit.rule import document_rule


@document_rule(
    "CV06",
    message="stands elsewhere in the source: “{source_text}”",
    category="accuracy/mistranslation",
    needs=["source"],
)
def changed_order(document: Document, *, sureness: float = 0.9) -> Iterator[Hit]:
    """The sentence has another place in the source.

    ## Why it matters
    An answer before its question, a result before its cause: each sentence may be right and the text still wrong.

    ## Example
    ```en>de
    The old mill stopped working in 1972.
    Two sisters bought it and made it a hotel.
    Today it has forty rooms and a large garden.
    Guests come mostly from Denmark.
    |||
    Die alte Mühle wurde 1972 stillgelegt.
    ⟦Heute hat es vierzig Zimmer und einen großen Garten.⟧
    Zwei Schwestern kauften sie und machten daraus ein Hotel.
    Die Gäste kommen meist aus Dänemark.
    ```

    ## Stays quiet
    - clauses that changed places within a sentence
    - sentences in the order of the source, however they were joined or split

    ## Options
    - `sureness`: how sure (0..1) the link between the two sentences must be
    """
    if document.alignment is None or document.source is None:
        return
    links = [link for link in document.alignment.links if link.source and link.target]
    theirs = [segment.target for segment in document.source.segments]
    ours = [segment.target for segment in document.segments]
    kept = _in_place([link.source[0] for link in links])
    for number, link in enumerate(links):
        if number not in kept and link.score >= sureness:
            yield Hit(_span(ours[link.target[0]].start, link, document), {"source_text": theirs[link.source[0]].text})


def _span(start: int, link: Link, document: Document) -> Span:
    last = list(document.segments)[link.target[-1]].target
    return Span(start, last.start + len(last.text))


def _in_place(order: Sequence[int]) -> set[int]:
    """Positions of the longest rising run."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for number, value in enumerate(order):
        at = bisect_left(tails, value)
        before.append(ends[at - 1] if at else -1)
        tails[at : at + 1] = [value]
        ends[at : at + 1] = [number]
    kept, number = set(), ends[-1] if ends else -1
    while number >= 0:
        kept.add(number)
        number = before[number]
    return kept
