"""LA02: the scripts and characters of the language, in every word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

import regex

from audit.model import Document, Hit, Paragraph, Span
from audit.rule import document_rule
from audit.text import scripts
from audit.text.enclosures import Enclosures
from audit.text.ideographs import is_foreign

_GUESTS = {"Latin", "Greek", scripts.COMMON, "Other"}
"""Scripts at home in any text: names and units, symbols, what belongs to no script."""
_WORD = regex.compile(r"\p{L}[\p{L}\p{M}'’\-]*+")
_JOINED_BEFORE = regex.compile(r"[\p{Latin}\p{N}_@/°-]$|\p{L}\.$")
_JOINED_AFTER = regex.compile(r"[\p{Latin}\p{N}_@/]|\.\p{L}")
"""What makes it part of a Latin word, a size or an address."""
_IDEOGRAPHS = regex.compile(r"\p{Han}+")


class _Word(NamedTuple):
    span: Span
    script: str


@document_rule(
    "LA02",
    message="“{text}” is written in {script}, which {language} does not use here",
    category="accuracy/untranslated",
    severity="major",
    facts=["scripts"],
    reads=["ideographs", "name"],
    needs=["narration"],
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
    - quotations, and glosses in brackets
    - documents about the other language, which keep citing its words
    - rare ideographs of names

    ## Options
    - ``most``: words in one strange script a document may have and still not be about that language
    """
    words = [word for paragraph in document.paragraphs for word in _strange(paragraph, document)]
    times = Counter(word.script for word in words)
    for span, script in words:
        if times[script] <= most:
            facts = {"text": document.text[slice(*span)], "script": script}
            yield Hit(span, {**facts, "language": document.pack.name or document.pack.lang})


def _strange(paragraph: Paragraph, document: Document) -> Iterator[_Word]:
    pack, (start, end) = paragraph.text.pack, paragraph.span
    if pack.scripts is None or paragraph.kind == "code" or pack.lang != document.pack.lang:
        return
    text = document.notes["narration"][start:end]
    words = sorted([*_alien_words(text, pack.scripts), *_alien_ideographs(paragraph, text)])
    brackets = Enclosures(text, ()) if words else None
    for word in words:
        if brackets and not brackets.around(word.span.start):
            yield _Word(word.span.shift(start), word.script)


def _alien_words(text: str, own: tuple[str, ...]) -> Iterator[_Word]:
    for script, span in scripts.runs(text):
        if script in own or script in _GUESTS:
            continue
        for match in _WORD.finditer(text, *span):
            joined = _JOINED_BEFORE.search(text[max(match.start() - 2, 0) : match.start()]) or _JOINED_AFTER.match(
                text, match.end()
            )
            if not joined and scripts.script(match[0][0]) == script:
                yield _Word(Span(*match.span()), script)


def _alien_ideographs(paragraph: Paragraph, text: str) -> Iterator[_Word]:
    pack = paragraph.text.pack
    if not pack.ideographs:
        return
    for run in _IDEOGRAPHS.finditer(text):
        for strange in regex.finditer("x+", "".join("x" if is_foreign(char, pack) else " " for char in run[0])):
            yield _Word(Span(*strange.span()).shift(run.start()), "foreign ideographs")
