"""Which placeholders of a source its translation lost, changed or added."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from audit.model import Segment, Span
from audit.text.graphemes import snap
from audit.text.placeholders import Placeholder, Syntax, icu, is_string, may_have, placeholders, syntax
from audit.text.placeholders.mangled import mangled, respelt
from audit.text.placeholders.percent import ESCAPED, STRAY

_PERCENT = re.compile(r"(?<![%％])[％٪](?![％%])|(?<!%)%%")


class Change(NamedTuple):
    """A placeholder of the source that is not in the translation, one of the translation that is not in the source, or,
    with both, one in place of the other. ``span`` in the translation, None where nothing shows its place.
    """

    lost: Placeholder | None
    added: Placeholder | None
    span: Span | None


def of_segment(segment: Segment) -> tuple[Change, ...]:
    """The changes of a unit. The form of a plural that stands for one or two numbers may leave the number out."""
    if segment.source is None or not segment.target.text.strip():
        return ()
    if not may_have(segment.source.text) and not may_have(segment.target.text):
        return ()
    flags = tuple(segment.about.get("flags", ()))
    how = syntax(segment.source.text, flags, is_string(segment))
    percents = segment.target.pack.percents
    return changes(segment.source.text, segment.target.text, how, _says_number(segment), percents)


def _says_number(segment: Segment) -> bool:
    numbers = segment.about.get("numbers")
    if numbers is not None:
        return 0 < len(numbers) <= 2
    return segment.about.get("plural") in ("zero", "one", "two")


@lru_cache(maxsize=64)
def changes(
    source: str, target: str, how: Syntax, says_number: bool = False, percents: tuple[str, ...] | None = None
) -> tuple[Change, ...]:
    """What is lost, in the order of the source, then what is added; nothing of a message that cannot be read.

    ``says_number``: one may be missing. ``percents``: words for the percent sign, if known.
    """
    if how.icu and icu.broken(target) is not None:
        return ()
    theirs, ours = placeholders(source, how), placeholders(target, how)
    if [each.text for each in theirs] == [each.text for each in ours]:
        return ()
    theirs, ours = _numbered(theirs, ours), _numbered(ours, theirs)
    lost, added = _without(theirs, ours), _without(ours, theirs)
    said = percents is None or bool(_PERCENT.search(target)) or any(word in target for word in percents)
    lost = [each for each in lost if each.style != STRAY and not (each.style == ESCAPED and said)]
    added = [each for each in added if each.style != ESCAPED and not _is_percentage(each, source)]
    kept = [each.span for each in ours if each not in added]
    found = list(_paired(lost, added, target, kept))
    gone = [change for change in found if change.span is None]
    if says_number and len(gone) == 1:
        found.remove(gone[0])
    return tuple(found)


def _numbered(ours: Sequence[Placeholder], theirs: Sequence[Placeholder]) -> tuple[Placeholder, ...]:
    """Placeholders that only their order tells apart get numbers where the other side has them: ``%s`` as ``%1$s``."""
    styles = {each.style for each in theirs if each.name.isdecimal() and each.style in ("printf", "{name}")}
    bare = [each for each in ours if each.style in styles and not each.name]
    if not bare or len(bare) < sum(each.style in styles for each in ours):
        return tuple(ours)
    first = 1 if "printf" in styles else 0
    names = {id(each): str(number) for number, each in enumerate(bare, first)}
    return tuple(each._replace(name=names.get(id(each), each.name)) for each in ours)


def _without(ours: Iterable[Placeholder], theirs: Iterable[Placeholder]) -> list[Placeholder]:
    """Those of ``ours`` that ``theirs`` lack: named ones may be repeated, of the others there are as many."""
    left = Counter(each.key for each in theirs)
    missing: list[Placeholder] = []
    for each in ours:
        if each.name and each.key in left:
            continue
        if left[each.key] > 0:
            left[each.key] -= 1
        elif not each.name or each.key not in {other.key for other in missing}:
            missing.append(each)
    return missing


def _is_percentage(added: Placeholder, source: str) -> bool:
    """``%50`` in languages that put the sign first."""
    return added.style == "Qt" and bool(re.search(rf"(?<!\d){re.escape(added.name)}\s?[%％]", source))


def _paired(
    lost: Sequence[Placeholder], added: list[Placeholder], target: str, taken: Sequence[Span]
) -> Iterator[Change]:
    for each in lost:
        span = respelt(each.text, target, taken)
        other = None if span else _counterpart(each, added)
        if other:
            added.remove(other)
            span = other.span
        span = span or mangled(each, target, taken)
        if span:
            taken = [*taken, span]
            added = [other for other in added if not other.span.overlaps(span)]
        yield Change(each, other, snap(target, span) if span else None)
    for each in added:
        yield Change(None, each, snap(target, each.span))


def _counterpart(lost: Placeholder, added: Sequence[Placeholder]) -> Placeholder | None:
    """What was made of a placeholder: the same name otherwise written, or another name in the same syntax."""
    by_name = (each for each in added if lost.name and each.name.lower() == lost.name.lower())
    by_style = (each for each in added if each.style == lost.style)
    return next(by_name, None) or next(by_style, None)
