"""PU04: marks of another script."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import regex

from audit.model import Document, Hit, Paragraph, Span
from audit.packs import Pack
from audit.rule import document_rule


class _Place(NamedTuple):
    """A foreign mark, and whether its paragraph has the language's own mark too."""

    span: Span
    beside_own: bool


@document_rule(
    "PU04",
    message="“{theirs}” between {language} letters, expected “{ours}”",
    category="linguistic conventions/punctuation",
    facts=["foreign_marks", "scripts"],
    reads=["name"],
)
def foreign_mark(document: Document, *, rare: float = 0.05, habit: int = 5) -> Iterator[Hit]:
    """A mark of another script stands between letters of this one.

    ## Why it matters
    The mark was carried over from the source. It has the wrong width and the wrong place in the line, and in
    some scripts another meaning: in Greek “;” asks.

    ## Example
    ja: 市長は辞任した⟦,⟧後任は、まだ決まっていない。
    en: The minister resigned⟦，⟧ and no successor is known.

    ## Stays quiet
    - decimals, times, Latin words and what follows them
    - half-width ！？ and brackets in Japanese
    - marks any keyboard has, in a paragraph or text that writes them this way as often as the other

    ## Options
    - ``rare``: share of the language's own mark, 0..1, up to which an ASCII mark is a slip wherever it stands
    - ``habit``: ASCII marks from which, if they outnumber the own ones, the whole text is one finding
    """
    pack = document.pack
    ours = {pair.theirs: pair.ours for pair in pack.foreign_marks or ()}
    found: dict[str, list[_Place]] = {}
    for paragraph in document.paragraphs:
        if paragraph.kind not in ("code", "table") and paragraph.text.pack.lang == pack.lang:
            for mark, place in _foreign(paragraph, pack, ours):
                found.setdefault(mark, []).append(place)
    for theirs, places in found.items():
        own = document.prose.count(ours[theirs])
        facts = {"theirs": theirs, "ours": ours[theirs], "language": pack.name or pack.lang}
        if theirs.isascii() and len(places) >= habit and len(places) > own:
            yield Hit(places[0].span, facts, (ours[theirs],), related=tuple(span for span, _ in places[1:]))
            continue
        slips = not theirs.isascii() or len(places) <= rare * own
        for span, beside_own in places:
            if slips or beside_own:
                yield Hit(span, facts, (ours[theirs],))


def _foreign(paragraph: Paragraph, pack: Pack, ours: dict[str, str]) -> Iterator[tuple[str, _Place]]:
    prose = paragraph.text.prose
    for match in _pattern(tuple(ours), pack.scripts or ()).finditer(prose):
        span = paragraph.text.in_document(Span(*match.span()))
        yield match[0], _Place(span, ours[match[0]] in prose)


@cache
def _pattern(theirs: tuple[str, ...], scripts: tuple[str, ...]) -> regex.Pattern[str]:
    """A foreign mark after a letter of the language and before another, a blank or the end."""
    marks = "".join(map(regex.escape, theirs))
    letter = "".join(rf"\p{{{script}}}" for script in scripts)
    return regex.compile(rf"(?<=[{letter}])[{marks}](?=\s*(?:[{letter}\p{{Pe}}\p{{Pf}}]|$))")
