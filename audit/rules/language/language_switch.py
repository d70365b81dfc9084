"""LA05: one language from the first paragraph to the last."""

from __future__ import annotations

from collections.abc import Iterator

from audit.model import Document, Hit
from audit.packs import load
from audit.rule import document_rule
from audit.text.passages import Passage, base, passages


@document_rule(
    "LA05",
    message="from here the text is in {found}, the rest in {expected}",
    category="accuracy/untranslated",
    severity="major",
    facts=["scripts"],
    reads=["name"],
    needs=["languages", "narration"],
    beats=["wrong-language"],
)
def language_switch(document: Document, *, least_share: float = 0.15, least_letters: int = 80) -> Iterator[Hit]:
    """The text begins in one language and goes on in another.

    ## Why it matters
    Translation stopped half-way: a quota ran out, a part failed, a file was cut. The reader
    is left with half a text; this is one defect, however many paragraphs it takes.

    ## Example
    ```fr
    Le musée rouvre ses portes en mars après deux ans de travaux.
    Les visiteurs découvriront une nouvelle aile consacrée à la photographie.
    ⟦The new wing was designed by a young architect from Lyon and cost nine million euros.
    Tickets for the opening week will be available from the first of February at the museum.⟧
    ```

    ## Stays quiet
    - a foreign passage in the middle, or one that is short: that is wrong-language
    - texts that go back and forth, such as parallel texts

    ## Options
    - ``least_share``: share of the document's letters the strange part has at least, 0..1
    - ``least_letters``: letters it has at least (ideographs, kana, hangul count twice)
    """
    if len(document.notes["languages"]) < 2:
        return
    found = [passage for passage in passages(document) if passage.longest > 15]
    main = base(document.pack.lang)
    strange = _strange_end(found, main)
    if strange is None:
        return
    enough = max(least_letters, least_share * sum(passage.letters for passage in found))
    if strange.letters >= enough and strange.paragraphs > 1:
        facts = {"found": load(strange.language).name or strange.language}
        yield Hit(strange.span, {**facts, "expected": document.pack.name or document.pack.lang})


def _strange_end(found: list[Passage], main: str) -> Passage | None:
    """The first or last passage, if all the others are in the main language."""
    if len(found) < 2:
        return None
    for strange, others in ((found[-1], found[:-1]), (found[0], found[1:])):
        if base(strange.language) != main and all(base(other.language) == main for other in others):
            return strange
    return None
