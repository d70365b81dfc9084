"""Turn what a reader read into a document: languages, packs, protection, sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from audit.annotate.identify import document_language, paragraph_language
from audit.model import Document, Paragraph, Segment, Span, Text
from audit.packs import Pack, known, load
from audit.read import Page, page_from_text
from audit.read.page import Entry
from audit.text.blocks import Block
from audit.text.protect import protected
from audit.text.segment import sentences


def assemble(page: Page, language: str | None = None, source_language: str | None = None) -> Document:
    """The document of a page.

    ``language`` and ``source_language`` (BCP 47) override what the file says and identification.
    A paragraph that is reliably in another language gets that language's pack, so that no rule
    judges it by foreign facts.
    """
    judged = [block for block in page.blocks if block.kind != "code"]
    stated = language or _known(page.language)
    main = stated or document_language([page.text[slice(*block.span)] for block in judged]) or "und"
    pack = load(main)
    return Document(
        path=page.path,
        text=page.text,
        pack=pack,
        paragraphs=tuple(_paragraph(page.text, block, pack) for block in page.blocks),
        layout=page.layout,
        format=page.format,
        encoding=page.encoding,
        units=tuple(_units(page, pack, source_language)),
    )


def _known(tag: str | None) -> str | None:
    """The tag of the pack for a language as files write it (``de_DE``, ``zh-TW``), if there is one."""
    if tag is None:
        return None
    parts = tag.replace("_", "-").split("-")
    script = {"TW": "zh-Hant", "HK": "zh-Hant", "MO": "zh-Hant", "HANT": "zh-Hant"}
    if parts[0].lower() == "zh":
        return next((script[part.upper()] for part in parts[1:] if part.upper() in script), "zh-Hans")
    return next((name for name in ("-".join(parts[:2]), parts[0].lower()) if name in known()), None)


def _units(page: Page, pack: Pack, source_language: str | None) -> Iterator[Segment]:
    """The entries of a container that are set beside a source, as units; what is protected is found on both sides."""
    entries = [entry for entry in page.entries if entry.source is not None or entry.about.get("state") == "extra"]
    stated = source_language or _known(page.source_language)
    said = [entry.source for entry in entries if entry.source]
    theirs = load(stated or document_language(said) or "und") if entries else pack
    for entry in entries:
        text = page.text[slice(*entry.span)]
        target = Text(text, pack, entry.span.start, _protected(text, entry.protected))
        source = entry.source
        yield Segment(
            target,
            Text(source, theirs, 0, _protected(source, entry.source_protected)) if source is not None else None,
            about=entry.about,
        )


def _protected(text: str, stated: Iterable[Span]) -> tuple[Span, ...]:
    """What the format sets apart in ``text`` and what is seen to be no language, joined."""
    return tuple(_merged([*stated, *protected(text)]))


def text_document(text: str, language: str | None = None, path: str = "text", format: str = "text") -> Document:
    """A document made from a string instead of a file."""
    return assemble(page_from_text(text, path, format), language)


def paired_document(pairs: Sequence[tuple[str, str]], language: str, source_language: str) -> Document:
    """A document of one paragraph per pair (source, translation), each pair a unit."""
    starts = accumulate((len(target) + 1 for _, target in pairs), initial=0)
    page = page_from_text("\n".join(target for _, target in pairs))
    entries = tuple(
        Entry(Span(start, start + len(target)), source) for start, (source, target) in zip(starts, pairs, strict=False)
    )
    return assemble(replace(page, entries=entries), language, source_language)


def _paragraph(body: str, block: Block, pack: Pack) -> Paragraph:
    start = block.span.start
    text = body[start : block.span.end]
    spans = _protected(text, (span.shift(-start) for span in block.protected))
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
