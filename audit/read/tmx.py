"""Translation memories (TMX 1.4b): the variants of each unit in two languages.

The source is in the header's ``srclang``, or in the language of the first variant. Of several other languages one has
to be named.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from audit.read.container import Container, Passage, refused, wanted
from audit.read.page import Page
from audit.read.xliff import inline
from audit.read.xml import XML_LANG, child, children, local, parsed, text_of

if TYPE_CHECKING:
    from audit.read.xml import Element


def page(path: str, text: str, language: str | None = None) -> Page:
    """Every unit that has a source as an entry. ``language``: the one to read if there are several.

    Raises:
        ReadError: broken XML, no TMX, no variants, several languages and none named.
    """
    root = parsed(path, text, "TMX")
    body, header = child(root, "body"), child(root, "header")
    if local(root) != "tmx" or body is None:
        raise refused(path, "TMX", f"its root element is <{local(root)}>, or it has no <body>", root.sourceline)
    units = [(unit, {_tag(variant): variant for variant in children(unit, "tuv")}) for unit in children(body, "tu")]
    counts = Counter(tag for _, variants in units for tag in variants)
    default = header.get("srclang", "*all*") if header is not None else "*all*"
    theirs = _source(default, units[0] if units else None, counts)
    if theirs is None:
        raise refused(path, "TMX", "it holds no variants (<tuv xml:lang=…>)")
    ours = wanted(path, [tag for tag in counts if tag != theirs], language)
    container = Container(path, "tmx")
    for number, (unit, variants) in enumerate(units, 1):
        if theirs in variants:
            _add(container, unit, number, variants[theirs], variants.get(ours) if ours else None)
    return container.page(ours, theirs)


def _source(default: str, first: tuple[Element, dict[str, Element]] | None, counts: Counter[str]) -> str | None:
    if default.lower() != "*all*":
        stated = [tag for tag in counts if tag.lower() == default.lower()]
        stated += [tag for tag in counts if tag.lower().split("-")[0] == default.lower().split("-")[0]]
        if stated:
            return stated[0]
    return next(iter(first[1]), None) if first else None


def _tag(variant: Element) -> str:
    return variant.get(XML_LANG) or variant.get("lang") or ""


def _add(container: Container, unit: Element, number: int, source: Element, target: Element | None) -> None:
    translation = inline(child(target, "seg")) if target is not None else Passage("")
    container.add(
        unit.get("tuid") or f"unit {number}",
        translation,
        inline(child(source, "seg")),
        id=unit.get("tuid"),
        comment="\n".join(filter(None, map(text_of, children(unit, "note")))),
        line=unit.sourceline,
        state="translated" if translation.text.strip() else "untranslated",
    )
