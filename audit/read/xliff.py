"""XLIFF 1.2 and 2.x (OASIS): segments with their translation, inline codes as protected text.

An inline element shows as the code of the document it stands for, where the file has it, else as a tag with its ``id``,
so that both sides can be compared. Units that are not to be translated, and proposals (``alt-trans``), are left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from audit.read.container import Container, Passage, refused
from audit.read.page import Page
from audit.read.xml import Inline, child, children, local, parsed, text_of

if TYPE_CHECKING:
    from audit.read.xml import Element

_CODES = frozenset({"bpt", "ept", "ph", "it", "ut"})
"""Elements that hold code of the document (XLIFF 1.2, TMX)."""
_TAGS = frozenset({"g", "x", "bx", "ex", "pc", "sc", "ec"})
_MARKS = frozenset({"mrk", "sm", "em", "hi", "sub"})
"""Elements that only mark text, or hold text of their own."""
_STATES = {
    **dict.fromkeys(("new", "initial"), "fuzzy"),
    **dict.fromkeys(("needs-translation", "needs-adaptation", "needs-l10n"), "fuzzy"),
    **dict.fromkeys(("needs-review-translation", "needs-review-adaptation", "needs-review-l10n"), "fuzzy"),
    **dict.fromkeys(("translated", "reviewed"), "translated"),
    **dict.fromkeys(("signed-off", "final"), "final"),
}
"""States of both versions, for a target that holds text."""


def page(path: str, text: str) -> Page:
    """Every segment as an entry, named after its ids.

    Raises:
        ReadError: broken XML, no XLIFF, several target languages.
    """
    root = parsed(path, text, "XLIFF")
    if local(root) != "xliff":
        raise refused(path, "XLIFF", f"its root element is <{local(root)}>", root.sourceline)
    container = Container(path, "xliff")
    files = list(children(root, "file"))
    second = root.get("version", "").startswith("2") or (root.get("srcLang") is not None)
    for file in files:
        name = file.get("id") if second else file.get("original")
        prefix = f"{name}: " if len(files) > 1 and name else ""
        for unit in file.iter("{*}unit" if second else "{*}trans-unit"):
            (_unit if second else _trans_unit)(container, unit, prefix)
    owner = [root] if second else files
    stated = {file.get("trgLang" if second else "target-language") for file in owner} - {None}
    if len(stated) > 1:
        raise refused(path, "XLIFF", f"its files are in several languages ({', '.join(sorted(stated))}); split it")
    theirs = next((file.get("srcLang" if second else "source-language") for file in owner), None)
    return container.page(next(iter(stated), None), theirs)


def inline(element: Element | None, data: Mapping[str, str] = {}) -> Passage:
    """The text of an element with inline codes. ``data``: code by the id it is kept under (XLIFF 2)."""
    made = Inline()
    if element is not None:
        _walk(made, element, data)
    return made.passage


def _walk(made: Inline, element: Element, data: Mapping[str, str]) -> None:
    made.put(element.text)
    for part in element:
        name = local(part)
        if not isinstance(part.tag, str):
            made.put(part.text if getattr(part, "name", None) else None, protect=True)  # an entity
        elif name in _MARKS and (part.get("mtype") == "protected" or part.get("translate") == "no"):
            made.put("".join(part.itertext()), protect=True)
        elif name in _MARKS:
            _walk(made, part, data)
        elif name == "cp":
            made.put(_code_point(part.get("hex", "")), protect=True)
        elif name in _CODES and (part.text or "").strip():
            made.put("".join(part.itertext()), protect=True)
        elif name == "pc":
            made.put(data.get(part.get("dataRefStart", "")) or _tag(part, "<{}>"), protect=True)
            _walk(made, part, data)
            made.put(data.get(part.get("dataRefEnd", "")) or f"</{name}>", protect=True)
        elif name in _TAGS and (len(part) or part.text):
            made.put(_tag(part, "<{}>"), protect=True)
            _walk(made, part, data)
            made.put(f"</{name}>", protect=True)
        else:
            made.put(data.get(part.get("dataRef", "")) or _tag(part, "<{}/>"), protect=True)
        made.put(part.tail)


def _tag(element: Element, shape: str) -> str:
    id = element.get("id") or element.get("startRef") or element.get("x") or element.get("i")
    return shape.format(local(element) + (f' id="{id}"' if id else ""))


def _code_point(digits: str) -> str:
    try:
        return chr(int(digits, 16))
    except (ValueError, OverflowError):
        return "\N{REPLACEMENT CHARACTER}"


# XLIFF 1.2


def _trans_unit(container: Container, unit: Element, prefix: str) -> None:
    if _untranslatable(unit):
        return
    source, target, parts = child(unit, "source"), child(unit, "target"), child(unit, "seg-source")
    key = unit.get("resname") or unit.get("id") or ""
    state = target.get("state") if target is not None else None
    about: dict[str, Any] = {
        "key": key,
        "comment": "\n".join(filter(None, map(text_of, children(unit, "note")))),
        "limit": _limit_12(unit),
        "line": unit.sourceline,
        "file": prefix[:-2],
    }
    theirs, ours = _segments(parts), _segments(target)
    if not theirs or theirs.keys() != ours.keys():
        theirs, ours = {"": source}, {"": target}
    for number, segment in theirs.items():
        translation = inline(ours[number])
        container.add(
            prefix + key + (f" [{number}]" if number else ""),
            translation,
            inline(segment),
            part=number,
            stated=state,
            state=_state(translation, state, approved=unit.get("approved") == "yes"),
            **about,
        )


def _segments(element: Element | None) -> dict[str, Element]:
    """The marked segments of a text, if all of it is in segments."""
    if element is None or (element.text or "").strip():
        return {}
    found = {part.get("mid", ""): part for part in element if local(part) == "mrk" and part.get("mtype") == "seg"}
    whole = len(found) == len(element) and not any((part.tail or "").strip() for part in element)
    return found if whole and "" not in found else {}


def _limit_12(unit: Element) -> int | None:
    """``maxwidth`` where it counts characters; by itself it counts pixels."""
    width = unit.get("maxwidth", "")
    return int(width) if width.isdecimal() and unit.get("size-unit") == "char" else None


# XLIFF 2


def _unit(container: Container, unit: Element, prefix: str) -> None:
    if _untranslatable(unit):
        return
    kept = next(children(unit, "originalData"), None)
    data = {part.get("id", ""): "".join(part.itertext()) for part in kept} if kept is not None else {}
    notes = next(children(unit, "notes"), None)
    segments = list(children(unit, "segment"))
    for number, segment in enumerate(segments, 1):
        name = segment.get("id") or str(number)
        translation = inline(child(segment, "target"), data)
        state = segment.get("state")
        container.add(
            prefix + unit.get("id", "") + (f" [{name}]" if len(segments) > 1 else ""),
            translation,
            inline(child(segment, "source"), data),
            key=unit.get("name") or unit.get("id"),
            part=name if len(segments) > 1 else None,
            comment="\n".join(filter(None, map(text_of, notes))) if notes is not None else None,
            limit=_limit_2(unit) if len(segments) == 1 else None,
            line=segment.sourceline,
            stated=state,
            state=_state(translation, state),
            file=prefix[:-2],
        )


def _limit_2(unit: Element) -> int | None:
    """The upper bound of ``slr:sizeRestriction`` (``20`` or ``5,20``)."""
    stated = next((value for name, value in unit.items() if name.endswith("}sizeRestriction")), "")
    bound = stated.rpartition(",")[2].strip()
    return int(bound) if bound.isdecimal() else None


def _untranslatable(unit: Element) -> bool:
    """What the unit says, or else the nearest element around it."""
    for element in (unit, *unit.iterancestors()):
        if element.get("translate"):
            return bool(element.get("translate") == "no")
    return False


def _state(translation: Passage, stated: str | None, approved: bool = False) -> str:
    if not translation.text.strip():
        return "untranslated"
    return _STATES.get(stated or "", "translated") if not approved else "final"
