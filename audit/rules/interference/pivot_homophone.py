"""IN01: a word in the place of another that a pivot language writes alike."""

from __future__ import annotations

from collections.abc import Iterator

from audit.model import Document, Hit
from audit.rule import document_rule


@document_rule(
    "IN01",
    message="“{text}” is the wrong word: {language} {through} is also “{meaning}”; {reason}",
    category="accuracy/mistranslation",
    needs=["traces"],
    beats=["keyboard-homophone"],
)
def pivot_homophone(document: Document, *, sure: float = 0.95) -> Iterator[Hit]:
    """The text has a word where the context wants another, and a pivot language writes both alike.

    ## Why it matters
    Korean writes 両者 and 量子 with the same two syllables. A text that went through it may come out
    with the wrong one: a fluent sentence about something else, which shows the route it came by.

    ## Example
    ja: 新しい橋の⟦公社⟧が始まり、作業員が鉄骨を組み立てた。
    fr: N'oubliez pas de ⟦sauver⟧ le fichier avant de quitter.

    ## Stays quiet
    - words whose context wants them
    - words so near in meaning that either will do
    - languages without a table of what a pivot writes alike

    ## Options
    - ``sure``: confidence, 0..1, from which a word judged by its context is major, if the whole text came that way

    ## Sources
    - the pair packs' lexicons, each entry with its reason
    - Mnih and Hinton (2007), log-bilinear models: which word stands in a place
    - readings: libhangul's table of hanja words; data and measured quality in ``audit/models/readings.md``
    """
    note = document.notes["traces"]
    for hit in note.hits("homophone"):
        certain = hit.confidence is None or (hit.confidence >= sure and note.origin.pivot is not None)
        yield hit._replace(severity="major" if certain else None)
