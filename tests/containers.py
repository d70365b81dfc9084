"""What tests of container readers ask: the strings of a page, their places, and how a broken file is refused."""

from __future__ import annotations

from typing import Any

import pytest

from audit.assemble import assemble
from audit.model import Span
from audit.read import Page, ReadError, page_from_text


def read_as(format: str, text: str, path: str = "x", language: str | None = None) -> Page:
    """The page of a text, after a look at whether its places hold together."""
    page = page_from_text(text, path, format, language)
    _check(page)
    return page


def _check(page: Page) -> None:
    names = [unit.name for unit in page.layout.units]
    assert len(names) == len(page.entries)
    for entry, name in zip(page.entries, names, strict=True):
        whole = page.text[slice(*entry.span)]
        place = page.layout.place(entry.span)
        assert (place.unit, place.start, place.end) == (name, 0, len(whole))
        for span in entry.protected:
            assert 0 <= span.start < span.end <= len(whole)
        for span in entry.source_protected:
            assert 0 <= span.start < span.end <= len(entry.source or "")
    end = 0
    for block in page.blocks:
        assert end <= block.span.start < block.span.end
        end = block.span.end
    document = assemble(page, "en", "en")
    for segment in document.segments:
        span = segment.target.in_document(Span(0, len(segment.target.text)))
        assert page.text[slice(*span)] == segment.target.text
        place = page.layout.place(span)
        number = names.index(place.unit) if names.count(place.unit) == 1 else place.line - 1
        unit = page.text[page.entries[number].span.start :]
        assert unit[place.start : place.end] == segment.target.text
    assert len(document.units) == sum(entry.source is not None for entry in page.entries)


def pairs(page: Page) -> list[tuple[str | None, str]]:
    """Source and translation of each entry."""
    return [(entry.source, page.text[slice(*entry.span)]) for entry in page.entries]


def strings(page: Page) -> dict[str, str]:
    """The text of each unit by its name."""
    return {
        unit.name: page.text[slice(*entry.span)] for unit, entry in zip(page.layout.units, page.entries, strict=True)
    }


def abouts(page: Page, name: str) -> list[Any]:
    """One thing known about each entry."""
    return [entry.about.get(name) for entry in page.entries]


def marked(page: Page) -> list[str]:
    """What the format itself protects in each translation, joined."""
    texts = (page.text[slice(*entry.span)] for entry in page.entries)
    return [" ".join(t[a:b] for a, b in e.protected) for e, t in zip(page.entries, texts, strict=True)]


def refusal(format: str, text: str, path: str = "x", language: str | None = None) -> str:
    """Why a text is refused: one line."""
    with pytest.raises(ReadError) as refused:
        page_from_text(text, path, format, language)
    assert "\n" not in str(refused.value)
    return refused.value.reason


BOMBS = {
    "laughs": '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>',
    "external": '<!DOCTYPE x [\n<!ENTITY f SYSTEM "file:///etc/hostname">]>',
    "parameter": '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://localhost/x.dtd"> %p;]>',
    "long": f'<!DOCTYPE x [<!ENTITY a "{"ha" * 9000}">]>',
}
"""Document types that must not reach a parser."""


def hostile_xml(format: str, root: str) -> None:
    """A format in XML refuses bombs, depth and truncation, with the place. ``root``: a whole valid file."""
    for name, bomb in BOMBS.items():
        assert "refused" in refusal(format, bomb + root), name
    assert "line 2: the entity “f” is external" in refusal(format, BOMBS["external"] + root)
    assert "is no valid" in refusal(format, root[: len(root) // 2])
    assert "line 1, column" in refusal(format, root.replace("\n", " ")[:-3])
    start = root.index(">", root.index("<", 2)) + 1
    deep = root[:start] + "<a>" * 100_000 + root[start:]
    assert "is no valid" in refusal(format, deep)
    assert "is no valid" in refusal(format, "<html><p>words</p></html>")
    assert "is no valid" in refusal(format, "no markup at all")
