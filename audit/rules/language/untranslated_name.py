"""LA04: names of people in the script of the text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from audit.model import Document, Hit, Paragraph, Span
from audit.packs import Pack
from audit.rule import document_rule
from audit.text import people


@document_rule(
    "LA04",
    message="the name “{text}” was left in Latin script; other names are transliterated ({examples})",
    category="accuracy/untranslated",
    facts=["foreign_name", "person_after"],
    reads=["person_before"],
    needs=["narration"],
)
def untranslated_name(document: Document, *, least: int = 3, ratio: float = 2.0) -> Iterator[Hit]:
    """A person's name stands in Latin letters among transliterated ones.

    ## Why it matters
    Most names went through the translator's hands and this one did not: a machine did not
    know it, or nobody looked. Readers cannot pronounce it.

    ## Example
    ```ja
    会議にはジョン・ミラー氏、アンナ・コワルスカ氏、マルコ・ロッシ氏、それに⟦Peter Lindqvist⟧氏が出席した。
    ```

    ## Stays quiet
    - texts that leave most names in Latin script
    - names of companies, products and works: only what has a title or a verb of saying beside it,
      or stands in a list with transliterated names, is taken for a person
    - the original spelling in brackets, credits without any transliterated name

    ## Options
    - ``least``: transliterated names the text must have
    - ``ratio``: how many of them there must be to one in Latin letters
    """
    own = [p for p in document.paragraphs if p.kind != "code" and p.text.pack.lang == document.pack.lang]
    native = dict.fromkeys(document.text[slice(*span)] for span in _names(people.transliterated, own, document))
    strange = list(_names(people.latin, own, document))
    if len(native) < least or len(native) < ratio * len({document.text[slice(*span)] for span in strange}):
        return
    for span in strange:
        yield Hit(span, {"text": document.text[slice(*span)], "examples": ", ".join(list(native)[:2])})


def _names(
    find: Callable[[str, Pack], list[Span]], paragraphs: Iterable[Paragraph], document: Document
) -> Iterator[Span]:
    """The names a function finds in the narration; spans count in the document."""
    for paragraph in paragraphs:
        text = document.notes["narration"][slice(*paragraph.span)]
        yield from (name.shift(paragraph.span.start) for name in find(text, document.pack))
