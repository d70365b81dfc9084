"""LA02: the scripts and characters of the language, in every word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from audit.model import Document, Hit
from audit.rule import document_rule
from audit.text.strange import strange_words

_SCRIPTS = {"ideographs": "another country's characters"}


@document_rule(
    "LA02",
    message="“{text}” is written in {script}, which {language} does not use here",
    category="accuracy/untranslated",
    severity="major",
    facts=["scripts"],
    reads=["ideographs", "name", "quote_pairs"],
)
def wrong_script_word(document: Document, *, most: int = 4) -> Iterator[Hit]:
    """A word is in a script, or an ideograph in a form, that the language does not use.

    ## Why it matters
    A hangul syllable in a Japanese sentence, or 说 for 説, is what the pivot or the wrong
    font left behind: no writer of the language can type it by accident.

    ## Example
    ```ja
    両首脳は⟦오늘⟧の会談で協力の拡大に合意した。
    議長は会談の結果を⟦说⟧明した。
    ```

    ## Stays quiet
    - Latin letters, Greek ones used as symbols, addresses; look-alikes inside a word are lookalike-letter
    - what is quoted or glossed in brackets, unless the rest of the quotation is in the language
    - documents about the other language, which keep citing its words
    - rare ideographs of names

    ## Options
    - ``most``: words in one strange script a document may have and still not be about that language
    """
    own = [p.text for p in document.paragraphs if p.kind != "code" and p.text.pack.lang == document.pack.lang]
    words = [(text.in_document(span), script) for text in own for span, script in strange_words(text.prose, text.pack)]
    times = Counter(script for _, script in words)
    for span, script in words:
        if times[script] <= most:
            facts = {"text": document.text[slice(*span)], "script": _SCRIPTS.get(script, script)}
            yield Hit(span, {**facts, "language": document.pack.name or document.pack.lang})
