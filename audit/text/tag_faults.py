"""What is wrong with the tags of a translation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from audit.model import Span
from audit.text.placeholders.mangled import respelt
from audit.text.tags import Tag, is_element, misnested, tags, without

_SAID = frozenset(
    ("title", "alt", "placeholder", "label", "summary", "content", "value", "lang", "xml:lang", "hreflang", "dir")
)
"""Attributes that are translated. Addresses are judged by changed-link, other values have to stay."""
_ADDRESSES = frozenset(("href", "src", "action", "cite", "poster", "data", "srcset", ""))


class Fault(NamedTuple):
    """``tag`` of the source, or an added one; ``span`` in the translation, None where nothing shows its place."""

    tag: Tag
    span: Span | None
    said: str
    suggestion: str = ""


def faults(source: str, target: str, keyed: bool) -> Iterator[Fault]:
    """Tags that are lost, damaged, added, badly nested, or have other attributes.

    ``keyed``: a string of a program. In prose, tags that are no elements may be translated: transcripts have them.
    """
    theirs = tags(source)
    ours = tags(target, frozenset(tag.name for tag in theirs))
    if [tag.text for tag in theirs] == [tag.text for tag in ours]:
        return
    lost, added = without(theirs, ours), without(ours, theirs)
    if not keyed:
        lost, added = _untranslatable(lost, added)
    for tag in _first_of_pairs(lost):
        yield _lost(tag, added, ours, target)
    for tag in _first_of_pairs(added):
        yield Fault(tag, tag.span, "is not in the source")
    if not lost and not added and not any(misnested(theirs)):
        yield from (Fault(tag, tag.span, "does not nest as in the source") for tag in list(misnested(ours))[:1])
    yield from _other_attributes(theirs, ours)


def _untranslatable(lost: list[Tag], added: list[Tag]) -> tuple[list[Tag], list[Tag]]:
    """Without tags that are no elements, if as many of another name are there."""
    own, others = ([tag for tag in some if not is_element(tag.name)] for some in (lost, added))
    if sorted(tag.kind for tag in own) != sorted(tag.kind for tag in others):
        return lost, added
    return [tag for tag in lost if tag not in own], [tag for tag in added if tag not in others]


def _lost(tag: Tag, added: list[Tag], ours: Sequence[Tag], target: str) -> Fault:
    other = next((each for each in added if each.syntax == tag.syntax and each.name == tag.name), None)
    other = other or next((each for each in added if each.syntax == tag.syntax and each.kind == tag.kind), None)
    partner = next((each for each in ours if tag.kind == "close" and each.key == (tag.syntax, "open", tag.name)), None)
    if other:
        added[:] = [each for each in added if each.name != other.name or (each.kind == tag.kind and each is not other)]
        return Fault(tag, other.span, f"became “{other.text}”", tag.text)
    if span := respelt(tag.text, target, [each.span for each in ours]):
        return Fault(tag, span, f"became “{target[slice(*span)]}”", tag.text)
    return Fault(tag, partner.span if partner else None, "of the source is missing")


def _first_of_pairs(found: Sequence[Tag]) -> list[Tag]:
    """One of an element's two tags, if both are here."""
    opened = {(tag.syntax, tag.name) for tag in found if tag.kind == "open"}
    return [tag for tag in found if tag.kind != "close" or (tag.syntax, tag.name) not in opened]


def _other_attributes(theirs: Sequence[Tag], ours: Sequence[Tag]) -> Iterator[Fault]:
    left = [(tag.key, _attributes(tag), tag) for tag in theirs if tag.attributes]
    changed = []
    for tag in ours:
        same = next((each for each in left if each[:2] == (tag.key, _attributes(tag))), None)
        if same:
            left.remove(same)
        elif tag.kind != "close":
            changed.append(tag)
    for tag in changed:
        if other := next((each for key, _, each in left if key == tag.key), None):
            left = [each for each in left if each[2] is not other]
            yield Fault(other, tag.span, f"has other attributes in “{tag.text}”", other.text)


def _attributes(tag: Tag) -> frozenset[tuple[str, str]]:
    kept = ((name, "" if name in _SAID | _ADDRESSES or name.startswith("aria-") else v) for name, v in tag.attributes)
    return frozenset(kept)
