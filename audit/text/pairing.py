"""Quotation marks and brackets: which opens, which closes, and which has no twin.

Shape decides the side of a bracket or corner mark. Of the others it does not: “ opens in
English and closes in German, " does both. There the neighbours decide, and where they
cannot (no blanks in Japanese), the shape, and last whether one is open already. Each
family of marks has a stack of its own, so that a lost bracket leaves the quotations
around it alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

import regex

from audit.model import Span
from audit.packs import Pack

_FAMILIES = {
    "double": '“”„‟"＂',
    "single": "‘’‚‛'",
    "guillemet": "«»",
    "single guillemet": "‹›",
    "corner": "「」｢｣",
    "white corner": "『』",
    "prime": "〝〟〞",
    "title": "《》",
    "angle": "〈〉",
    "round": "()（）",
    "square": "[]［］",
    "lenticular": "【】",
    "shell": "〔〕",
}
_FAMILY = {char: name for name, chars in _FAMILIES.items() for char in chars}
_TURNABLE = frozenset(("double", "single", "guillemet", "single guillemet"))
"""Families in which a shape alone does not tell the side."""
_OPENING = frozenset("“„‟‘‚‛«‹「｢『〝《〈(（[［【〔")
_CLOSING = frozenset("”’»›」｣』〟〞》〉)）]］】〕")
QUOTES = frozenset("“”„‟\"＂‘’‚‛'«»‹›「」｢｣『』〝〟〞")
"""Quotation marks; the other marks are brackets."""

_TWINS = (
    "() （） (） （) [] ［］ [］ ［] 【】 〔〕 《》 〈〉 「」 ｢｣ 「｣ ｢」 『』 〝〟 〝〞 "
    "“” „“ „” ‟” \"\" ＂＂ ‘’ ‚‘ ‚’ ‛’ '' «» »« ‹› ›‹"
)
_USUAL = frozenset(_TWINS.split())
"""Twins in some language (CLDR 48 delimiters, Unicode 16 BidiBrackets)."""

_MARK = regex.compile("[" + regex.escape("".join(_FAMILY)) + "]")
_STRAIGHT = "\"＂'"
_GLUED = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}ー\u3000-\u303F\uFF00-\uFFEF]")
"""Scripts that set quotation marks without a blank on either side."""
_LETTER = regex.compile(r"[\p{L}\p{M}\p{N}]")
_LEADS = regex.compile(r"[\s\p{Ps}\p{Pd}\p{Pi}„‚¿¡/=|：'’]")
"""What stands before a mark that opens, besides the start of a paragraph."""
_FOLLOWS = regex.compile(r"[\s\p{Pe}\p{Pd}\p{Pf}.,;:!?…/=|،؛؟।。，、；！？]")
"""What stands after a mark that closes, besides its end."""
_ITEM = regex.compile(r"(?:^|[\s(（,;，；、.:：・|])(?:\p{N}{1,3}|\p{L}|[ivxIVX]{1,4})\.?$")
_FACE = regex.compile(r"(?:^|[\s\p{P}\p{L}\p{N}])[:;=]['^o-]?$")


_NESTING = 16
"""How many open marks of one family, or of one paragraph, later marks are matched with."""


class Mark(NamedTuple):
    """A quotation mark or bracket at a position, and the sides it may be on.

    ``spare``: perhaps no such mark at all, but an apostrophe, an inch, a smile.
    """

    at: int
    char: str
    opens: bool
    closes: bool
    spare: bool = False

    @property
    def family(self) -> str:
        return _FAMILY[self.char]

    @property
    def span(self) -> Span:
        return Span(self.at, self.at + 1)


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


class _Pending(NamedTuple):
    """A mark that no later mark of its paragraph (by number) has closed."""

    mark: Mark
    since: int


def paired(text: str, paragraphs: Sequence[tuple[Span, Pack]], reach: int = 8) -> Pairing:
    """The paired marks of ``text``; positions count in it.

    ``paragraphs`` in order, with their languages. A quotation may run on over ``reach`` of
    them, its opening mark repeated at the start of each or not.
    """
    found = Pairing()
    pending: list[_Pending] = []
    for number, (span, pack) in enumerate(paragraphs):
        part = _paragraph(text, span, pack)
        pending = list(_carried(pending, part, span, pack))[::-1]
        _reconcile(part)
        quoted = {twins.opening.char for twins in part.twins}
        # whole quotations in the same marks: the one before is over
        lapsed = [p.mark for p in pending if number - p.since >= reach or p.mark.char in quoted]
        pending = [p for p in pending if number - p.since < reach and p.mark.char not in quoted]
        pending += [_Pending(mark, number) for mark in part.unclosed[-_NESTING:]]
        part.unclosed = lapsed + part.unclosed[:-_NESTING]
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
    for mark in _marks(text, span, pack):
        stack = stacks.setdefault(mark.family, [])
        if mark.closes and (stack or not mark.opens):
            _close(mark, stack, spares.get(mark.family, []), part, pack)
        elif mark.spare:
            spares.setdefault(mark.family, []).append(mark)
        else:
            stack.append(mark)
    part.unclosed += [mark for stack in stacks.values() for mark in stack]
    for marks in (part.twins, part.unlike, part.turned, part.unclosed, part.unopened):
        marks.sort()
    return part


def _close(mark: Mark, stack: list[Mark], spares: list[Mark], part: Pairing, pack: Pack) -> None:
    """Find the twin of a mark that closes."""
    inner = range(len(stack) - 1, max(len(stack) - _NESTING, 0) - 1, -1)
    fitting = next((i for i in inner if _fit(stack[i], mark, pack)), None)
    if fitting is not None:
        part.unclosed += stack[fitting + 1 :]
        part.twins.append(Twins(stack[fitting], mark))
        del stack[fitting:]
    elif mark.spare:
        spares.append(mark)
    elif spares and _fit(spares[-1], mark, pack):
        part.twins.append(Twins(spares.pop(), mark))
    elif stack:
        _unfit(stack.pop(), mark, part)
    else:
        part.unopened.append(mark)


def _unfit(opening: Mark, closing: Mark, part: Pairing) -> None:
    kind = part.turned if _curly(opening) and _curly(closing) else part.unlike
    kind.append(Twins(opening, closing))


def _curly(mark: Mark) -> bool:
    return mark.family in _TURNABLE and mark.char not in _STRAIGHT


def _fit(opening: Mark, closing: Mark, pack: Pack) -> bool:
    shape = opening.char + closing.char
    return shape in _USUAL or shape in (pack.quote_pairs or ())


def _marks(text: str, span: Span, pack: Pack) -> Iterator[Mark]:
    """The marks of a paragraph, each with the sides it may be on."""
    for found in _MARK.finditer(text, *span):
        at, char = found.start(), found[0]
        before = text[at - 1] if at > span.start else "\n"
        after = text[at + 1] if at + 1 < span.end else "\n"
        if _FAMILY[char] not in _TURNABLE:
            loose = _loose(char, text[max(span.start, at - 8) : at], after)
            yield Mark(at, char, char in _OPENING, char in _CLOSING, spare=loose)
        elif pack.quote_pairs is not None:
            yield from _quote(at, char, before, after, pack)


def _loose(char: str, before: str, after: str) -> bool:
    """Is this bracket part of a list number (``a)``) or of a face (``:-)``, ``(:``, ``))``)?"""
    if char not in "()）":
        return False
    if char == "(":
        return after in ":;=" or bool(_FACE.search(before))
    return bool(_ITEM.search(before) or _FACE.search(before)) or ")" in (before[-1:], after)


def _quote(at: int, char: str, before: str, after: str, pack: Pack) -> Iterator[Mark]:
    """A quotation mark whose side its neighbours tell, or the language, or nothing."""
    inside = bool(_LETTER.match(before) and _LETTER.match(after))
    glued = bool(_GLUED.match(before) or _GLUED.match(after))
    single = _FAMILY[char] == "single"
    if inside and single and not glued:
        return
    leads, follows = _side(before, after, glued and char not in _STRAIGHT)
    opens, closes = (leads, follows) if leads != follows else _by_shape(char, pack)
    apostrophe = single and (char == "'" or not glued)
    gershayim = inside and not single and '"' in (pack.apostrophes or "")
    inch = char == '"' and before.isdigit() and not opens
    yield Mark(at, char, opens, closes, spare=apostrophe or gershayim or inch)


def _side(before: str, after: str, edges_only: bool) -> tuple[bool, bool]:
    """(could open, could close) from the neighbours, or only from where the paragraph ends."""
    if edges_only:
        return before == "\n" != after, after == "\n" != before
    opens = bool(_LEADS.match(before)) and not _FOLLOWS.match(after)
    closes = bool(_FOLLOWS.match(after)) and not _LEADS.match(before)
    return opens, closes


def _by_shape(char: str, pack: Pack) -> tuple[bool, bool]:
    """(could open, could close) from the pairs the language uses, else from the shape."""
    pairs = pack.quote_pairs or ()
    opens = any(char == pair[0] for pair in pairs)
    closes = any(char == pair[1] for pair in pairs)
    if opens != closes:
        return opens, closes
    if not opens and char not in _STRAIGHT:
        return char in _OPENING, char in _CLOSING
    return True, True


def _carried(pending: Sequence[_Pending], part: Pairing, span: Span, pack: Pack) -> Iterator[_Pending]:
    """What stays open after a paragraph, latest first; marks it closes become twins in ``part``."""
    reopened = {mark.char for mark in _openings(part) if mark.at == span.start}
    for open_mark in reversed(pending):
        mark = open_mark.mark
        if mark.char in reopened:
            continue
        closing = next((m for m in part.unopened if m.family == mark.family), None)
        if closing is None:
            yield open_mark
            continue
        part.unopened.remove(closing)
        if not _fit(mark, closing, pack):
            _unfit(mark, closing, part)
        elif closing.at == span.start and closing.at + 1 < span.end:  # » repeated at the start goes on quoting
            yield open_mark
        else:
            part.twins.append(Twins(mark, closing))


def _openings(part: Pairing) -> Iterator[Mark]:
    yield from (twins.opening for twins in part.twins)
    yield from part.unclosed


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
    if first.family == second.family and _curly(first) and _curly(second):
        return part.turned
    if first.char == second.char == '"' and (first in opening) == (second in opening):
        return part.twins  # an even number: only the blanks around them are unusual
    return None
