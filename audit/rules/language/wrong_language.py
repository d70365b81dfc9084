"""LA01: paragraphs and sentences in the language of their document."""

from __future__ import annotations

from collections.abc import Iterator

from audit.model import Document, Hit, Unjudged
from audit.packs import load
from audit.rule import document_rule
from audit.text.passages import base, passages


@document_rule(
    "LA01",
    message="this is in {found}, the text in {expected}",
    category="accuracy/untranslated",
    severity="major",
    facts=["scripts"],
    reads=["name"],
    needs=["languages", "narration"],
)
def wrong_language(document: Document, *, least_letters: int = 30, most_share: float = 0.4) -> Iterator[Hit | Unjudged]:
    """A paragraph or a sentence is in another language than the document.

    ## Why it matters
    A passage that was never translated, or came back in the pivot language, stops every
    reader who does not know that language.

    ## Example
    ```de
    Der Vertrag tritt am ersten Januar in Kraft.
    ⟦Both parties may terminate this agreement at any time by giving written notice.⟧
    Er gilt zunächst für ein Jahr und verlängert sich danach von selbst.
    ```

    ## Stays quiet
    - block quotes, captions, tables, and what stands in quotation marks
    - short lines: titles, names, buttons, credits
    - documents in two languages throughout, such as parallel texts

    ## Options
    - ``least_letters``: letters its longest sentence or line has at least (ideographs, kana, hangul count twice)
    - ``most_share``: share of the letters, 0..1, from which several foreign passages make the document bilingual
    """
    if len(document.notes["languages"]) < 2:
        return
    main = base(document.pack.lang)
    found = passages(document)
    foreign = [passage for passage in found if base(passage.language) != main]
    if len(foreign) > 1 and sum(p.letters for p in foreign) > most_share * sum(p.letters for p in found):
        yield Unjudged("a document in several languages")
        return
    for passage in foreign:
        if passage.longest >= least_letters:
            names = {"found": load(passage.language).name or passage.language}
            yield Hit(passage.span, {**names, "expected": document.pack.name or document.pack.lang})
