"""Turn what a reader read into a document: languages, packs, protection, sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from audit.annotate.identify import document_language, paragraph_language
from audit.model import Document, Paragraph, Segment, Span, Text
from audit.packs import Pack, load
from audit.read import Page, page_from_text
from audit.text.blocks import Block
from audit.text.protect import protected
from audit.text.segment import sentences


def assemble(page: Page, language: str | None = None) -> Document:
    """The document of a page.

    ``language`` (BCP 47) overrides identification. A paragraph that is reliably in
    another language gets that language's pack, so that no rule judges it by foreign facts.
    """
    judged = [block for block in page.blocks if block.kind != "code"]
    main = language or document_language([page.text[slice(*block.span)] for block in judged]) or "und"
    pack = load(main)
    return Document(
        path=page.path,
        text=page.text,
        pack=pack,
        paragraphs=tuple(_paragraph(page.text, block, pack) for block in page.blocks),
        layout=page.layout,
        format=page.format,
    )


def text_document(text: str, language: str | None = None, path: str = "text", format: str = "text") -> Document:
    """A document made from a string instead of a file."""
    return assemble(page_from_text(text, path, format), language)


def _paragraph(body: str, block: Block, pack: Pack) -> Paragraph:
    start = block.span.start
    text = body[start : block.span.end]
    spans = tuple(_merged([*(span.shift(-start) for span in block.protected), *protected(text)]))
    if block.kind == "code":
        return Paragraph("code", Text(text, pack, start, spans), ())
    whole = Text(text, pack, start, spans)
    other = paragraph_language(whole.prose, pack.lang)
    if other:
        whole = Text(text, load(other), start, spans)
    return Paragraph(block.kind, whole, tuple(_segments(whole)))


def _segments(paragraph: Text) -> Iterator[Segment]:
    for span in sentences(paragraph.prose, paragraph.pack):
        inside = tuple(_within(paragraph.protected, span))
        yield Segment(Text(paragraph.text[slice(*span)], paragraph.pack, paragraph.start + span.start, inside))


def _within(spans: Iterable[Span], window: Span) -> Iterator[Span]:
    """The parts of ``spans`` inside ``window``, counted from its start."""
    for span in spans:
        start, end = max(span.start, window.start), min(span.end, window.end)
        if start < end:
            yield Span(start, end).shift(-window.start)


def _merged(spans: Iterable[Span]) -> Iterator[Span]:
    """``spans`` sorted and disjoint, overlapping ones joined."""
    current: Span | None = None
    for span in sorted(spans):
        if current is None or span.start > current.end:
            if current is not None:
                yield current
            current = span
        else:
            current = Span(current.start, max(current.end, span.end))
    if current is not None:
        yield current
