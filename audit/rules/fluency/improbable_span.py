"""FL07: words that have no business beside each other."""

from __future__ import annotations

from collections.abc import Iterator

from audit.model import Hit, Segment, Unjudged
from audit.rule import rule
from audit.text.order import Surprise


@rule(
    "FL07",
    message="“{stretch}” does not hold together: words that do not follow each other in this language",
    category="linguistic conventions/grammar",
    needs=["surprise"],
    beats=["sentence-fragment"],
)
def improbable_span(segment: Segment, *, limit: float = 1.0, most: float = 0.5) -> Iterator[Hit | Unjudged]:
    """A stretch of an otherwise sound sentence is a salad of words.

    ## Why it matters
    The engine lost the thread for half a line, or words of another sentence were pasted in.

    ## Example
    ```ja
    図書館は平日の朝十時に開き、⟦のをにはがへ川の紫でをとは窓からのが争う、週末には⟧子ども向けの読み聞かせの会が開かれるため、親子連れの利用が増えている。
    ```

    ## Stays quiet
    - rare words and names: what is judged is what stands beside what, not how likely a word is
    - numbers, foreign words, addresses and code, and what stands beside them

    ## Options
    - ``limit``: evidence at which a stretch is reported, as a share of what the model takes to be beyond human prose
    - ``most``: share of the sentence's words, 0..1, from which the disorder is the whole sentence's (scrambled-order)

    ## Sources
    - data and measured quality: ``audit/models/surprise.md``
    """
    note: Surprise | None = segment.notes["surprise"]
    if note is None:
        yield Unjudged(f"no fluency model for {segment.target.pack.lang}")
        return
    if note.worst > limit and note.stretch < most * note.words:
        facts = {"stretch": segment.target.text[slice(*note.span)], "evidence": round(note.worst, 2)}
        yield Hit(note.span, facts)
