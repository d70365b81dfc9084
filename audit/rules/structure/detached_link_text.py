from __future__ import annotations

from collections.abc import Iterator

import regex

from audit.model import Document, Hit, Paragraph, Span
from audit.rule import document_rule
from audit.text import stranded
from audit.text.bulk import bulk

_GOES_ON = regex.compile(r"[\p{Ll},.;:)、。，）」]")
_OPEN = regex.compile(r"[\p{L}\p{M}\p{N}'’)]$")
_LINK = regex.compile(r"\p{L}[\p{L}\p{M}\p{N}\s'’・ー-]*")
_LONGEST, _WORDS = 60, 8
"""Greatest bulk, and most words, of a link on a line of its own."""


@document_rule(
    "ST03",
    message="“{text}” stands outside any sentence, as link words do that were lifted out of theirs: put them back",
    category="design/markup",
    severity="major",
    facts=["word_spaces", "end_marks"],
    reads=["cased", "joints", "endings", "function_words", "clause_openers", "capital_nouns", "inflected"],
    beats=["space-inside-sentence", "broken-line", "doubled-space", "missing-end-mark", "sentence-fragment"],
)
def detached_link_text(document: Document, *, company: int = 2, most: float = 0.2) -> Iterator[Hit]:
    """Words stand between two sentences, or between blanks inside one, and belong to none.

    ## Why it matters
    Scrapers take the words of a link out of their sentence and leave them behind its full stop. The sentence loses
    its object, the next one gets a beginning that is not its own, and the translation of both is nonsense.

    ## Example
    ```ja
    市は古い建物を直す予定だ。 ⟦港町灯台⟧ 住民は長い間、それを待っていた。
    ```
    ```en
    The town will repair the
    ⟦old lighthouse⟧
    , which has been dark for twenty years.
    ```

    ## Stays quiet
    - names whose parts are set apart by a blank, words in katakana, figures
    - headings, captions, lists, and verse
    - titles in capitals inside a sentence

    ## Options
    `company`: how many sure findings it takes to report a bare noun phrase with a full stop of its own, and, in
    languages with blanks between words, to be major; `most`: share of paragraphs that may hold a link on a line of its
    own before the text is taken for verse.
    """
    found = [span for paragraph in document.paragraphs for span in _in(paragraph)]
    lines = list(_on_lines(document.paragraphs))
    if len(lines) <= max(2.0, most * len(document.paragraphs)):
        found += lines
    if len(found) >= company:
        found += [span for paragraph in document.paragraphs for span in _alone(paragraph)]
    doubtful = bool(document.pack.word_spaces) and len(found) < company
    for span in sorted(set(found)):
        yield Hit(span, {"text": document.text[slice(*span)]}, severity="minor" if doubtful else None)


def _in(paragraph: Paragraph) -> Iterator[Span]:
    text = paragraph.text
    if paragraph.kind not in ("prose", "quote", "heading") or not any(
        mark in text.prose for mark in text.pack.end_marks or ()
    ):
        return
    if text.pack.word_spaces is False:
        yield from map(text.in_document, stranded.between_blanks(text))
        return
    yield from map(text.in_document, stranded.between_gaps(text))
    for segment in paragraph.segments:
        yield from map(segment.target.in_document, stranded.before_openers(segment.target))


def _on_lines(paragraphs: tuple[Paragraph, ...]) -> Iterator[Span]:
    """Short lines between the two halves of a sentence."""
    for before, here, after in zip(paragraphs, paragraphs[1:], paragraphs[2:], strict=False):
        if {before.kind, here.kind, after.kind} - {"prose", "heading"}:
            continue
        if _between(before.text.prose, here.text.prose, after.text.prose):
            yield here.span


def _between(before: str, here: str, after: str) -> bool:
    """Does the sentence that breaks off before the line go on after it?"""
    if not (_OPEN.search(before) and _LINK.fullmatch(here) and _GOES_ON.match(after)):
        return False
    words, mark = len(here.split()), not after[0].isalpha()
    if bulk(here) > _LONGEST or words > (_WORDS if mark else _WORDS // 2):
        return False
    return bulk(before) + bulk(after) > 2 * bulk(here)


def _alone(paragraph: Paragraph) -> Iterator[Span]:
    sentences = [segment.target for segment in paragraph.segments]
    for i in stranded.alone(sentences):
        yield sentences[i].in_document(Span(0, len(sentences[i].text)))
