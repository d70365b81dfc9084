"""MK05: tags of XML, HTML and BBCode."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audit.model import Hit, Segment, Span
from audit.rule import rule
from audit.text.edges import whole
from audit.text.placeholders.mangled import respelt
from audit.text.tags import Tag, misnested, tags, without

_SAID = frozenset(
    ("title", "alt", "placeholder", "label", "summary", "content", "value", "lang", "xml:lang", "hreflang", "dir")
)
"""Attributes that are translated. Addresses are judged by changed-link, other values have to stay."""
_ADDRESSES = frozenset(("href", "src", "action", "cite", "poster", "data", "srcset", ""))


@rule(
    "MK05",
    message="the tag “{source_text}” {fault}",
    category="design/markup",
    severity="major",
    needs=["source"],
)
def broken_tag(segment: Segment) -> Iterator[Hit]:
    """A tag of the source is missing, damaged or badly nested in the translation, or the translation has one more.

    ## Why it matters
    Text is shown in the wrong style, links lead nowhere, code shows, or the file cannot be parsed.

    ## Example
    en>de: Press <b>Save</b> now. ||| Drücken Sie jetzt <b>Speichern⟦<b>⟧.
    en>ja: Read the [b]manual[/b]. ||| ⟦マニュアルを読んでください。⟧

    ## Stays quiet
    - tags in another order, as long as they nest
    - words in angle brackets that stand for something to type: ``<file>``
    - attributes that are translated: title, alt, aria-label
    - ``<br>`` and ``<br/>``

    ## Sources
    HTML Living Standard, XML 1.0, phpBB's BBCode
    """
    target = segment.target.text
    if segment.source is None or not target.strip():
        return
    theirs = tags(segment.source.text)
    ours = tags(target, frozenset(tag.name for tag in theirs))
    if [tag.text for tag in theirs] == [tag.text for tag in ours]:
        return
    lost, added = without(theirs, ours), without(ours, theirs)
    for tag in _first_of_pairs(lost):
        yield from _lost(tag, added, ours, target)
    for tag in _first_of_pairs(added):
        yield _hit(tag.span, tag, "is not in the source")
    if not lost and not added and not any(misnested(theirs)):
        yield from (_hit(tag.span, tag, "does not nest as in the source") for tag in list(misnested(ours))[:1])
    yield from _other_attributes(theirs, ours)


def _lost(tag: Tag, added: list[Tag], ours: Sequence[Tag], target: str) -> Iterator[Hit]:
    other = next((each for each in added if each.syntax == tag.syntax and each.name == tag.name), None)
    other = other or next((each for each in added if each.syntax == tag.syntax and each.kind == tag.kind), None)
    partner = next((each for each in ours if tag.kind == "close" and each.key == (tag.syntax, "open", tag.name)), None)
    if other:
        added[:] = [each for each in added if each.name != other.name or (each.kind == tag.kind and each is not other)]
        yield _hit(other.span, tag, f"became “{other.text}”", tag.text)
    elif span := respelt(tag.text, target, [each.span for each in ours]):
        yield _hit(span, tag, f"became “{target[slice(*span)]}”", tag.text)
    else:
        yield _hit(partner.span if partner else whole(target), tag, "of the source is missing")


def _first_of_pairs(found: Sequence[Tag]) -> list[Tag]:
    """One of an element's two tags, if both are here."""
    opened = {(tag.syntax, tag.name) for tag in found if tag.kind == "open"}
    return [tag for tag in found if tag.kind != "close" or (tag.syntax, tag.name) not in opened]


def _other_attributes(theirs: Sequence[Tag], ours: Sequence[Tag]) -> Iterator[Hit]:
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
            yield _hit(tag.span, other, f"has other attributes in “{tag.text}”", other.text)


def _attributes(tag: Tag) -> frozenset[tuple[str, str]]:
    kept = ((name, "" if name in _SAID | _ADDRESSES or name.startswith("aria-") else v) for name, v in tag.attributes)
    return frozenset(kept)


def _hit(span: Span, tag: Tag, fault: str, *suggestions: str) -> Hit:
    return Hit(span, {"source_text": tag.text, "fault": fault}, suggestions)
