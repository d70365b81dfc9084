"""CV21: what the source demands, the translation forbids or leaves open, or the other way round."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from audit.model import Hit, Segment, Span, Text, blanked
from audit.rule import rule
from audit.text.denials import denials, may_deny
from audit.text.modality import OPPOSITES, demands

_QUESTION = regex.compile(r"[?？؟]")


@rule(
    "CV21",
    message="“{text}” where the source says “{source_text}”",
    category="accuracy/mistranslation",
    severity="critical",
    needs=["source"],
    facts=["modality"],
    reads=["negations"],
    beats=["negation-changed"],
)
def modality_changed(segment: Segment, *, longest: int = 210) -> Iterator[Hit]:
    """The translation allows what the source forbids, or leaves open or forbids what it demands.

    ## Why it matters
    “Must”, “need not” and “must not” are a word apart. Instructions, contracts and warnings turn round with them.

    ## Example
    ```en>ja
    You must not open the valve. ||| バルブを開け⟦なければならない⟧。
    ```

    ## Stays quiet
    - the same said in other words: forbidden, not allowed, must not
    - sentences with demands of several kinds, and those that deny something besides
    - questions, and possibility (may, might) that no word of permission renders

    ## Options
    - ``longest``: characters of the source beyond which a sentence says too much to be judged
    """
    source, target = segment.source, segment.target
    if source is None or source.pack.modality is None or len(source.text) > longest:
        return
    if _QUESTION.search(source.text) or _QUESTION.search(target.text):
        return
    theirs = demands(source)
    ours = demands(target) if len(theirs) == 1 else []
    if len(ours) != 1 or ours[0][0] not in OPPOSITES[theirs[0][0]]:
        return
    if _denies_besides(source, *theirs[0]) or _denies_besides(target, *ours[0]):
        return
    span, other = ours[0][1], theirs[0][1]
    yield Hit(span, {"text": target.text[slice(*span)], "source_text": source.text[slice(*other)]})


def _denies_besides(text: Text, kind: str, span: Span) -> bool:
    """Is there a denial in a text apart from that of its demand? Where it asserts one, in whatever words."""
    if kind in ("must", "may"):
        return may_deny(blanked(text.prose, [span]), text.pack.lang)
    return any(not (span.start <= end and start <= span.end) for start, end in denials(text.prose, text.pack.lang))
