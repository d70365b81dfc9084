"""SP03: two blanks for one."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from audit.model import Document, Hit, Paragraph, Span
from audit.rule import document_rule

_DOUBLED = regex.compile(r"(?<=[\p{L}\p{M}\p{N},;、，])[ \u00A0\u202F]{2,3}(?=[\p{L}\p{N}(“«„‘¿¡\"])")
_WIDE = regex.compile(r"\S(?: {4,}|\t)\S")


@document_rule(
    "SP03",
    message="{count} blanks between “{before}” and “{after}”",
    category="linguistic conventions/spacing",
    facts=["end_marks"],
    fixable=True,
    alike=True,
)
def doubled_space(document: Document, *, columns: int = 3) -> Iterator[Hit]:
    """Two blanks stand between words where one belongs.

    ## Why it matters
    Something stood between them: a word, a footnote, a link. Harmless on a web page, visible in print.

    ## Example
    en: The council voted⟦  ⟧on the plan yesterday.
    ru: Совет вчера⟦  ⟧утвердил новый план.

    ## Stays quiet
    - two blanks after a full stop or colon, as typists were taught
    - columns: several gaps in one line, wide gaps, tabs
    - tables and code
    - languages that close a sentence with blanks
    - several in one text are one finding, which names all

    ## Options
    - ``columns``: gaps in one paragraph from which they align something
    """
    hits = [hit for paragraph in document.paragraphs for hit in _doubled(paragraph, columns)]
    if hits and document.pack.end_marks:
        yield hits[0]._replace(related=tuple(hit.span for hit in hits[1:]))


def _doubled(paragraph: Paragraph, columns: int) -> Iterator[Hit]:
    prose = paragraph.text.prose
    found = list(_DOUBLED.finditer(prose))
    if paragraph.kind not in ("code", "table") and len(found) < columns and not _WIDE.search(prose):
        yield from (_hit(match, paragraph) for match in found)


def _hit(match: regex.Match[str], paragraph: Paragraph) -> Hit:
    start, end = match.span()
    prose = paragraph.text.prose
    facts = {
        "count": end - start,
        "before": prose[max(0, start - 15) : start].split()[-1],
        "after": prose[end : end + 15].split()[0],
    }
    return Hit(paragraph.text.in_document(Span(start, end)), facts, (" ",))
