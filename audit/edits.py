"""Edits of a text: pieces replaced, in places that do not overlap; and the rounds of them as one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from audit.model import Span


class Edit(NamedTuple):
    """``replacement`` for the characters of ``span``; ``rules`` name what asked for it."""

    span: Span
    replacement: str
    rules: tuple[str, ...] = ()


def applied(text: str, edits: Iterable[Edit]) -> str:
    """``text`` with ``edits``, which are sorted and do not overlap."""
    pieces: list[str] = []
    at = 0
    for (start, end), replacement, _ in edits:
        pieces += text[at:start], replacement
        at = end
    return "".join(pieces) + text[at:]


def disjoint(edits: Iterable[Edit]) -> list[Edit]:
    """Those of ``edits`` that do not meet one that comes before them, sorted by place."""
    taken: list[Edit] = []
    for edit in edits:
        if all(_clear(edit.span, other.span) for other in taken):
            taken.append(edit)
    return sorted(taken)


def _clear(one: Span, other: Span) -> bool:
    """Is there a character between the two? An edit changes what its neighbour was judged by."""
    return one.end < other.start or other.end < one.start


def carried(edits: Sequence[Edit], span: Span) -> Span:
    """Where a span of the text before ``edits`` is after them, with all that replaced any of it."""
    shift = 0
    met: list[tuple[Edit, Span]] = []
    for edit, now in zip(edits, results(edits), strict=True):
        if edit.span.overlaps(span):
            met.append((edit, now))
        elif edit.span.end <= span.start:
            shift = now.end - edit.span.end
        else:
            break
    if not met:
        return span.shift(shift)
    first, last = met[0], met[-1]
    return Span(min(span.start + shift, first[1].start), last[1].end + max(0, span.end - last[0].span.end))


def results(edits: Sequence[Edit]) -> list[Span]:
    """Where the replacements stand after ``edits``."""
    found: list[Span] = []
    shift = 0
    for (start, end), replacement, _ in edits:
        found.append(Span(start + shift, start + shift + len(replacement)))
        shift += len(replacement) - (end - start)
    return found


def joined(text: str, before: Sequence[Edit], after: Sequence[Edit]) -> list[Edit]:
    """One round of edits of ``text`` that does what ``before`` and then, to its result, ``after`` do."""
    middle = applied(text, before)
    made = list(before)
    for edit in reversed(after):
        made = _with(text, middle, made, edit)
        middle = applied(middle, [edit])
    return made


def _with(text: str, middle: str, made: Sequence[Edit], edit: Edit) -> list[Edit]:
    """``made`` (which turn ``text`` into ``middle``) with one more edit, of ``middle``."""
    shift = 0
    left: list[Edit] = []
    met: list[tuple[Edit, Span]] = []
    right: list[Edit] = []
    for old, now in zip(made, results(made), strict=True):
        if now.end < edit.span.start:
            left.append(old)
            shift = old.span.end - now.end
        elif now.start > edit.span.end:
            right.append(old)
        else:
            met.append((old, now))
    if not met:
        return [*left, Edit(edit.span.shift(shift), edit.replacement, edit.rules), *right]
    (first, first_now), (last, last_now) = met[0], met[-1]
    now = Span(min(edit.span.start, first_now.start), max(edit.span.end, last_now.end))
    start = first.span.start - (first_now.start - now.start)
    end = last.span.end + (now.end - last_now.end)
    said = middle[now.start : edit.span.start] + edit.replacement + middle[edit.span.end : now.end]
    rules = dict.fromkeys((*(rule for old, _ in met for rule in old.rules), *edit.rules))
    return [*left, Edit(Span(start, end), said, tuple(rules)), *right]
