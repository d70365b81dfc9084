"""SP02: two sentences or clauses without a blank between."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from audit.model import Document, Hit, Paragraph, Span
from audit.packs import Pack
from audit.rule import document_rule

_L = r"(?:\p{L}\p{M}*)"
_FEWEST = 4
"""Letters around a stop, in scripts without capitals, from which they are no initials."""
_ALONE = r"(?<![\p{L}\p{M}\p{N}._/@\\#&])"
_STOP = regex.compile(
    rf"{_ALONE}(?P<left>{_L}{{2,}})(?P<mark>[.!?।۔؟…])(?P<right>{_L}++)(?![\p{{L}}\p{{M}}\p{{N}}.-]*[/@\\_(]|\.\p{{L}})"
)
_COMMA = regex.compile(
    rf"{_ALONE}(?:(?P<left>{_L}{{2,}})(?P<mark>[,،])(?P<right>{_L}{{2,}})|(?P<left>{_L}{{3,}})(?P<mark>[;؛])(?P<right>{_L}{{3,}}))"
)


@document_rule(
    "SP02",
    message="no blank between “{left}{mark}” and “{right}”",
    category="linguistic conventions/spacing",
    facts=["word_spaces", "end_marks"],
    reads=["cased", "abbreviations", "function_words"],
    fixable=True,
    gathers=True,
)
def missing_space_after_mark(document: Document) -> Iterator[Hit]:
    """A word follows a stop or comma without the blank between them.

    ## Why it matters
    Sentences were joined without what stood between: a link, a line break, a tag. Everything downstream takes
    the two words for one.

    ## Example
    en: The vote was close.⟦⟧The losers asked for a recount.
    ko: 회의는 끝났다.⟦⟧그러나 결론은 없었다.

    ## Stays quiet
    - addresses, file names, names of code and companies: example.org, setup.py, System.Text, Yahoo!
    - abbreviations and initials: e.g., U.N., z.B.
    - decimals and lists of single letters
    - scripts without blanks
    """
    for paragraph in document.paragraphs:
        pack = paragraph.text.pack
        if not pack.word_spaces or pack.lang != document.pack.lang or paragraph.kind in ("code", "table"):
            continue
        for found in _STOP.finditer(paragraph.text.prose):
            if _ends(found, pack):
                yield _hit(found, paragraph)
        for found in _COMMA.finditer(paragraph.text.prose):
            yield _hit(found, paragraph)


def _hit(found: regex.Match[str], paragraph: Paragraph) -> Hit:
    here = found.end("mark")
    return Hit(paragraph.text.in_document(Span(here, here)), found.groupdict(), (" ",))


def _ends(found: regex.Match[str], pack: Pack) -> bool:
    """Does the mark close a sentence, by the words on either side?"""
    left, mark, right = found["left"], found["mark"], found["right"]
    if mark not in (pack.end_marks or ()) or left.lower() in (pack.abbreviations or ()):
        return False
    if not pack.cased:
        return len(left + right) >= _FEWEST and not regex.search(r"[\p{Lu}\p{Ll}]", left + right)
    if len(right) < 2:
        return False
    if not left[-1].islower() or not right[0].isupper() or not right[1:].islower():
        return False
    return left.islower() or right.lower() in (pack.function_words or ())
