"""FL06: words in an order nobody writes."""

from __future__ import annotations

from collections.abc import Iterator

from audit.model import Hit, Segment, Span, Unjudged
from audit.rule import rule
from audit.text.order import Surprise

_QUOTED = 60
"""Characters of the sentence that the message shows."""


@rule(
    "FL06",
    message="the words of “{sentence}” stand in no order this language uses",
    category="linguistic conventions/word order",
    severity="major",
    needs=["surprise"],
    beats=["improbable-span", "sentence-fragment"],
)
def scrambled_order(segment: Segment, *, limit: float = 1.0, most: float = 0.5) -> Iterator[Hit | Unjudged]:
    """The words of the sentence are in disorder.

    ## Why it matters
    Engines that lose their place, and tools that put segments together from tags, shuffle what they
    should have written in order. A reader cannot repair such a sentence.

    ## Example
    en: ⟦Late the has mayor that on budget vote said to council in the new Monday week on.⟧
    en: The mayor said on Monday that the council has to vote on the new budget late in the week.

    ## Stays quiet
    - sentences of fewer than ten words
    - titles, lists of names, figures, code: they show no order, but none is broken
    - rare words and names: what is judged is order, not how likely the words are
    - headings, captions and tables

    ## Options
    - ``limit``: evidence at which a sentence is reported, as a share of what the model takes to be beyond human prose
    - ``most``: share of its words, 0..1, from which a disordered stretch is the sentence's own disorder;
      shorter ones are reported as improbable-span

    ## Sources
    - Gutmann and Hyvärinen (2010), Noise-contrastive estimation: the model tells human from shuffled order
    - data and measured quality: ``audit/models/surprise.md``
    """
    note: Surprise | None = segment.notes["surprise"]
    if note is None:
        yield Unjudged(f"no fluency model for {segment.target.pack.lang}")
        return
    across = note.worst > limit and note.stretch >= most * note.words
    if note.whole > limit or across:
        text = segment.target.text
        shown = text if len(text) <= _QUOTED else text[: _QUOTED - 1] + "…"
        yield Hit(Span(0, len(text)), {"sentence": shown, "evidence": round(max(note.whole, note.worst), 2)})
