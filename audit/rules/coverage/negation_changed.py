"""CV20: a sentence that denies, and its translation that does not, or the other way round."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from audit.model import Hit, Segment, Span
from audit.rule import rule
from audit.text.denials import denials, may_deny

_QUESTION = regex.compile(r"[?？؟]")


@rule(
    "CV20",
    message="“{denial}” in the source has nothing in the translation that denies: “{source_text}”",
    category="accuracy/mistranslation",
    severity="critical",
    needs=["source"],
    facts=["negations"],
)
def negation_changed(segment: Segment, *, longest: int = 200) -> Iterator[Hit]:
    """The source denies something and the translation asserts it.

    ## Why it matters
    A lost “not” turns the sentence into its opposite, and nothing in the translation shows it.

    ## Example
    ```en>ja
    The minister did not resign. ||| ⟦大臣は辞任した。⟧
    ```

    ## Stays quiet
    - denial in other words: prefixes (un-, 不), verbs (fail, lack, refuse), without, only, hardly
    - double negation and idioms that deny nothing: not only, かもしれない, 不得不, нельзя не
    - questions, sentences with two denials, and denials that only the translation has

    ## Options
    - ``longest``: characters of the source beyond which a sentence says too much to be judged
    """
    source, target = segment.source, segment.target
    if source is None or source.pack.negations is None or len(source.text) > longest or not target.prose.strip():
        return
    if _QUESTION.search(source.text) or _QUESTION.search(target.text):
        return
    theirs = denials(source.prose, source.pack.lang)
    if len(theirs) != 1 or may_deny(target.prose, target.pack.lang):
        return
    text = target.text
    yield Hit(
        Span(len(text) - len(text.lstrip()), len(text.rstrip())),
        {"denial": source.text[slice(*theirs[0])], "source_text": source.text.strip()},
    )
