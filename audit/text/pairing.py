"""Which quotation marks and brackets belong together, and which have no twin.

Each family of marks has a stack of its own, so that a lost bracket leaves the quotations
around it alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from audit.model import Span
from audit.packs import Pack
from audit.text.marks import QUOTES, Mark, curly, fit, marks

__all__ = ["QUOTES", "Mark", "Pairing", "Twins", "paired"]

_NESTING = 16
"""How many open marks of one family, or of one paragraph, later marks are matched with."""


class Twins(NamedTuple):
    """The two marks around something."""

    opening: Mark
    closing: Mark

    @property
    def shape(self) -> str:
        return self.opening.char + self.closing.char


@dataclass
class Pairing:
    """The marks of a text, each list in order of position."""

    twins: list[Twins] = field(default_factory=list)
    unlike: list[Twins] = field(default_factory=list)
    """They enclose something, but do not belong together: ``(…]``, ``“…"``."""
    turned: list[Twins] = field(default_factory=list)
    """One of them shows the wrong way: ``”…“``, ``“…“``."""
    unclosed: list[Mark] = field(default_factory=list)
    unopened: list[Mark] = field(default_factory=list)

    @property
    def faults(self) -> list[Mark]:
        """The first mark of every quotation that is not as it should be, in order."""
        odd = [*self.unclosed, *self.unopened, *(twins.opening for twins in (*self.unlike, *self.turned))]
        return sorted(mark for mark in odd if mark.char in QUOTES)

    @cached_property
    def unsettled(self) -> bool:
        """Are so many quotations at fault that it is the way of the whole text?"""
        faults = len(self.faults)
        return faults >= 4 and faults > 0.3 * (faults + sum(twins.opening.char in QUOTES for twins in self.twins))


class _Pending(NamedTuple):
    """A mark that no later mark of its paragraph (by number) has closed."""

    mark: Mark
    since: int
    aside: bool
    """Does it open in mid-clause? Then it closes soon, and no new paragraph repeats it."""


def paired(text: str, paragraphs: Sequence[tuple[Span, Pack]], reach: int = 8) -> Pairing:
    """The paired marks of ``text``; positions count in it.

    ``paragraphs`` in order, with their languages. A quotation may run on over ``reach`` of
    them, its opening mark repeated at the start of each or not.
    """
    found = Pairing()
    pending: list[_Pending] = []
    for number, (span, pack) in enumerate(paragraphs):
        part = _paragraph(text, span, pack)
        pending = list(_carried(pending, part, text, span, pack))[::-1]
        _reconcile(part)
        quoted = {twins.opening.char for twins in part.twins}
        # whole quotations in the same marks: the one before is over
        over = [p for p in pending if number - p.since >= (2 if p.aside else reach) or p.mark.char in quoted]
        pending = [p for p in pending if p not in over]
        pending += [_Pending(mark, number, _aside(mark, text, span)) for mark in part.unclosed[-_NESTING:]]
        part.unclosed = [p.mark for p in over] + part.unclosed[:-_NESTING]
        _gather(found, part)
    found.unclosed += [p.mark for p in pending]
    found.unclosed.sort()
    found.twins.sort()
    return found


def _gather(found: Pairing, part: Pairing) -> None:
    found.twins += part.twins
    found.unlike += part.unlike
    found.turned += part.turned
    found.unclosed += part.unclosed
    found.unopened += part.unopened


def _paragraph(text: str, span: Span, pack: Pack) -> Pairing:
    """The marks of one paragraph by stacks, one for each family."""
    part = Pairing()
    stacks: dict[str, list[Mark]] = {}
    spares: dict[str, list[Mark]] = {}
    for mark in marks(text, span, pack):
        stack = stacks.setdefault(mark.family, [])
        if mark.closes and (stack or not mark.opens):
            _close(mark, stack, spares.get(mark.family, []), part, pack)
        elif mark.spare:
            spares.setdefault(mark.family, []).append(mark)
        else:
            stack.append(mark)
    part.unclosed += [mark for stack in stacks.values() for mark in stack]
    for found in (part.twins, part.unlike, part.turned, part.unclosed, part.unopened):
        found.sort()
    return part


def _close(mark: Mark, stack: list[Mark], spares: list[Mark], part: Pairing, pack: Pack) -> None:
    """Find the twin of a mark that closes."""
    inner = range(len(stack) - 1, max(len(stack) - _NESTING, 0) - 1, -1)
    fitting = next((i for i in inner if fit(stack[i], mark, pack)), None)
    if fitting is not None:
        part.unclosed += stack[fitting + 1 :]
        part.twins.append(Twins(stack[fitting], mark))
        del stack[fitting:]
    elif mark.spare:
        spares.append(mark)
    elif spares and fit(spares[-1], mark, pack):
        part.twins.append(Twins(spares.pop(), mark))
    elif stack:
        _unfit(stack.pop(), mark, part)
    else:
        part.unopened.append(mark)


def _unfit(opening: Mark, closing: Mark, part: Pairing) -> None:
    kind = part.turned if curly(opening) and curly(closing) else part.unlike
    kind.append(Twins(opening, closing))


def _carried(pending: Sequence[_Pending], part: Pairing, text: str, span: Span, pack: Pack) -> Iterator[_Pending]:
    """What stays open after a paragraph, latest first; marks it closes become twins in ``part``."""
    reopened = _reopened(part, text, span)
    for open_mark in reversed(pending):
        mark = open_mark.mark
        if mark.char == reopened and not open_mark.aside:
            continue
        closing = [m for m in part.unopened if m.family == mark.family]
        if closing and closing[0].at == span.start and span.end - span.start > 1 and fit(mark, closing[0], pack):
            part.unopened.remove(closing.pop(0))  # » repeated at the start: the quotation goes on
        if not closing or _quoted_since(mark, closing[0], part):
            yield open_mark
            continue
        part.unopened.remove(closing[0])
        if fit(mark, closing[0], pack):
            part.twins.append(Twins(mark, closing[0]))
        else:
            _unfit(mark, closing[0], part)


def _quoted_since(mark: Mark, closing: Mark, part: Pairing) -> bool:
    """Does the paragraph hold a whole quotation in the same marks before the closing one? That is not of ``mark``."""
    before = (twins for twins in part.twins if twins.closing.at < closing.at)
    return mark.char in QUOTES and any(twins.opening.char == mark.char for twins in before)


def _aside(mark: Mark, text: str, span: Span) -> bool:
    return text[span.start : mark.at].rstrip()[-1:].isalnum()


def _reopened(part: Pairing, text: str, span: Span) -> str:
    """The mark that begins the paragraph, if what it opens runs on to the end or over it."""
    closed = next((twins.closing.at for twins in part.twins if twins.opening.at == span.start), None)
    if closed is None:
        return next((mark.char for mark in part.unclosed if mark.at == span.start), "")
    return text[span.start] if not any(map(str.isalnum, text[closed : span.end])) else ""


def _reconcile(part: Pairing, width: int = 80) -> None:
    """Marks of one paragraph without a twin that stand for each other after all."""
    opening = set(part.unclosed)
    settled: set[Mark] = set()
    for first, second in pairwise(sorted([*part.unclosed, *part.unopened])):
        kind = _relation(first, second, opening, part)
        if first in settled or kind is None or (second.at - first.at > width and kind is not part.twins):
            continue
        kind.append(Twins(first, second))
        settled.update((first, second))
    part.unclosed = [mark for mark in part.unclosed if mark not in settled]
    part.unopened = [mark for mark in part.unopened if mark not in settled]


def _relation(first: Mark, second: Mark, opening: set[Mark], part: Pairing) -> list[Twins] | None:
    """What two neighbouring marks without a twin are to each other, or None."""
    if first in opening and second not in opening:
        return part.unlike if (first.char in QUOTES) == (second.char in QUOTES) else None
    if first.family == second.family and curly(first) and curly(second):
        return part.turned
    if first.char == second.char == '"' and (first in opening) == (second in opening):
        return part.twins  # an even number: only the blanks around them are unusual
    return None
