"""Stretches of a text that are in another language than the rest of it.

Each word is weighed in the text's language (the host) and in every other language its
script may stand for; a two-state Viterbi pass per guest language then finds the stretches
where changing to the guest, paying for it once, explains the words better. Names,
acronyms, units, code, quoted titles and glosses in brackets carry no weight.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from math import inf
from typing import NamedTuple
from unicodedata import category

import regex

from audit.annotate import eld
from audit.annotate.weighing import BY_LETTER, SINGLE, Gains, gains
from audit.model import BLANK, Span
from audit.packs import Pack
from audit.text.enclosures import Enclosures
from audit.text.scripts import script

_CASED = {"Latin", "Cyrillic", "Greek", "Armenian"}
_ENTER = 24.0
"""What changing to a guest costs; ``_RARE`` comes on top."""
_ENTER_SINGLE = 28.0
_COMMON = "ar cs de es fr it ja ko nl pl pt ru sv tr uk vi zh"
_RARE = {"en": 0.0} | dict.fromkeys(_COMMON.split(), 8.0)
_RAREST = 20.0
_NAME = 0.2
"""How much a capitalised word counts: it may be a name, which says nothing."""
_LETTER = 0.5
"""How much a word of one letter counts."""
_EDGE = 2.5
"""A word that says less than this for the guest does not begin or end the stretch."""


class Foreign(NamedTuple):
    """A stretch in another language.

    ``words`` counts ideographs one by one; ``plain`` of them cannot be names. ``weight`` is
    how much better ``language`` (BCP 47) explains them than the host does, in ``eldc``'s
    weights and beyond what the change costs.
    """

    span: Span
    language: str
    words: int
    plain: int
    weight: float


class _Word(NamedTuple):
    start: int
    end: int
    text: str
    script: str
    trust: float
    """0..1: how much it says about language."""


class _Stretch(NamedTuple):
    weight: float
    guest: str
    first: int
    last: int


def foreign_spans(text: str, pack: Pack) -> tuple[Foreign, ...]:
    """The stretches of ``text`` in another language than ``pack``'s, in order, disjoint.

    ``text`` is prose with protected characters blanked. Nothing is found where the
    pack does not say which scripts its language uses.
    """
    if pack.scripts is None or sum(map(_most(pack.lang).__getitem__, text)) <= _ENTER:
        return ()
    words = list(_words(text))
    said = [gains(word.text.lower(), word.script, pack.lang) for word in words]
    trust = [word.trust for word in words]
    found = [s for guest in _plausible(said, trust) for s in _stretches(said, trust, guest)]
    return tuple(sorted(_phrases(text, words, _disjoint(found), pack)))


class _Most(dict[str, float]):
    """The most that a character says for any guest, worked out when first met; words of letters have no bound."""

    def __init__(self, host: str) -> None:
        self.host = host

    def __missing__(self, char: str) -> float:
        name = script(char)
        if name in BY_LETTER:
            self[char] = max([0.0, *gains(char, name, self.host).by_guest.values()])
        else:
            self[char] = inf if name in _NAMES else 0.0
        return self[char]


@cache
def _most(host: str) -> _Most:
    return _Most(host)


# Words and how much they say


class _Codes(dict[int, str]):
    """One character for each script, worked out when first met, for ``str.translate``: it makes the pattern simple."""

    def __missing__(self, point: int) -> str:
        char = chr(point)
        name = script(char)
        if name in _NAMES:
            self[point] = _SCRIPTS[_NAMES.index(name)]
        elif category(char)[0] == "M" or char in "\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}":
            self[point] = "m"
        else:
            self[point] = "'" if char in "'’" else " "
        return self[point]


_NAMES = sorted(eld.BY_SCRIPT, key=lambda name: name not in SINGLE)
_SCRIPTS = [chr(0x100 + number) for number in range(len(_NAMES))]
_CODES = _Codes()
_WORD = re.compile(rf"([{''.join(_SCRIPTS[: len(SINGLE)])}])\1*|([{_SCRIPTS[0]}-{_SCRIPTS[-1]}])(?:\2|m|'(?=\2))*")
"""Letters of one script, marks and joiners on them, apostrophes between them."""

_PLAIN_EDGES = frozenset(("", " ", ",", "-", "'", '"'))
_UNIT = regex.compile(r"\p{Nd}\s?$")
_JOINED_BEFORE = regex.compile(r"[\p{Nd}_@#/\\=~$%&+]$|\p{L}\.$")
_JOINED_AFTER = regex.compile(r"[\p{Nd}_@/\\=]|[.:]\p{L}|\(\)")


def _words(text: str) -> Iterator[_Word]:
    for match in _WORD.finditer(text.translate(_CODES)):
        start, end = match.span()
        name = _NAMES[ord(match[0][0]) - 0x100]
        if match[1]:
            yield from (_Word(i, i + 1, text[i], name, 1.0) for i in range(start, end))
        else:
            yield _Word(start, end, text[start:end], name, _trust(text, start, end) if name in _CASED else 1.0)


def _trust(text: str, start: int, end: int) -> float:
    word = text[start:end]
    small = word.lower()
    if word[1:] != small[1:] or _is_joined(text, start, end):
        return 0.0
    if len(word) <= 3 and _UNIT.search(text[max(start - 2, 0) : start]):
        return 0.0
    if word[0] != small[0]:
        return _NAME
    return 1.0 if len(word) > 1 else _LETTER


def _is_joined(text: str, start: int, end: int) -> bool:
    """Is a word part of an address, a tag, a formula, a quantity?"""
    before, after = text[start - 1 : start], text[end : end + 1]
    if before in _PLAIN_EDGES and after in _PLAIN_EDGES:
        return False
    return bool(
        BLANK in (before, after)
        or _JOINED_BEFORE.search(text[max(start - 2, 0) : start])
        or _JOINED_AFTER.match(text[end : end + 2])
    )


# Where a guest pays


def _plausible(said: Sequence[Gains], trust: Sequence[float]) -> list[str]:
    """Guests whose words, taken together, could pay for the change."""
    total: defaultdict[str, float] = defaultdict(float)
    for (by_guest, _), weight in zip(said, trust, strict=True):
        for guest, gain in by_guest.items() if weight else ():
            if gain > 0:
                total[guest] += gain * weight
    return sorted(guest for guest, gain in total.items() if gain > _price(guest))


def _price(guest: str) -> float:
    return (_ENTER_SINGLE if guest in ("ja", "zh") else _ENTER) + _RARE.get(guest, _RAREST)


def _stretches(said: Sequence[Gains], trust: Sequence[float], guest: str) -> list[_Stretch]:
    """Where the cheapest path through the two states host and guest is in the guest."""
    price = _price(guest)
    steps = [by_guest.get(guest, otherwise) * t for (by_guest, otherwise), t in zip(said, trust, strict=True)]
    at_host, at_guest = 0.0, -price
    leaves: list[bool] = []
    enters: list[bool] = []
    for step in steps:
        leaves.append(at_guest > at_host)
        enters.append(at_host - price >= at_guest)
        at_host, at_guest = max(at_host, at_guest), max(at_host - price, at_guest) + step
    return list(_traced(steps, guest, leaves, enters, at_guest > at_host))


def _traced(steps: list[float], guest: str, leaves: list[bool], enters: list[bool], inside: bool) -> Iterator[_Stretch]:
    """The stretches of the best path, last first, trimmed to words that speak for the guest."""
    last = len(steps) - 1
    for i in range(len(steps) - 1, -1, -1):
        if not inside:
            inside, last = leaves[i], i - 1
        elif enters[i]:
            inside = False
            speaking = [k for k in range(i, last + 1) if steps[k] > _EDGE]
            if speaking:
                yield _Stretch(sum(steps[speaking[0] : speaking[-1] + 1]), guest, speaking[0], speaking[-1])


def _disjoint(found: list[_Stretch]) -> list[_Stretch]:
    """The heaviest stretches that do not overlap."""
    taken: list[_Stretch] = []
    ends: list[int] = []
    for stretch in sorted(found, key=lambda s: (-s.weight, s.guest)):
        i = bisect_left(ends, stretch.first)
        if i == len(ends) or stretch.last < taken[i].first:
            taken.insert(i, stretch)
            ends.insert(i, stretch.last)
    return taken


# Is it language at all?

_EMPHASIS = regex.compile(r"\*[^*\n]+\*|_[^_\n]+_")
_LEAST_MEAN = 2.0
"""What the ideographs of a stretch say on average; a list of names or laws says less."""
_MOSTLY = 0.75
"""A stretch that is so much of a quotation or gloss is quoted; a smaller part of it stands in it."""


def _phrases(text: str, words: list[_Word], taken: list[_Stretch], pack: Pack) -> Iterator[Foreign]:
    """The stretches that are phrases of a language, not names, set phrases, titles or glosses."""
    if not taken:
        return
    quoted = Enclosures(text, pack.quote_pairs or ())
    emphasised = [Span(*match.span()) for match in _EMPHASIS.finditer(text)]
    for weight, guest, first, last in taken:
        span = Span(words[first].start, words[last].end)
        said, plain = text[slice(*span)], _plain(words, range(first, last + 1), pack)
        alone = words[first].script in _CASED and " " not in said
        vague = words[first].script in SINGLE and weight < _LEAST_MEAN * (last - first + 1)
        if not plain or alone or vague or said.lower() in (pack.loan_phrases or ()):
            continue
        if not any(_fills(span, around) for around in (quoted.around(span.start), *emphasised)):
            yield Foreign(span, eld.tag(guest), last - first + 1, plain, round(weight - _price(guest), 1))


def _plain(words: list[_Word], inside: range, pack: Pack) -> int:
    """How many words are plain lower case; 0 if those that are may belong to names."""
    plain = sum(words[i].trust == 1 for i in inside)
    own = words[inside.start].script in (pack.scripts or ())
    return plain if any(_speaks(words, i, own) for i in inside) else 0


def _speaks(words: list[_Word], i: int, own: bool) -> bool:
    """Is a word plain lower case, and not a particle of a name (``Newport on the Levee``)?

    In a script that the host does not use (``own`` is False), a name on one side of it will do.
    """
    if words[i].trust != 1 or not _is_particle(words[i]):
        return words[i].trust == 1
    before, after = i, i
    while before >= 0 and _is_particle(words[before]):
        before -= 1
    while after < len(words) and _is_particle(words[after]):
        after += 1
    names = [0 <= k < len(words) and words[k].text != words[k].text.lower() for k in (before, after)]
    return not (all(names) if own else any(names))


def _is_particle(word: _Word) -> bool:
    return word.script in _CASED and word.trust == 1 and len(word.text) <= 3


def _fills(span: Span, around: Span | None) -> bool:
    """Is the stretch most of what a pair of marks encloses?"""
    if around is None or not around.start <= span.start < span.end <= around.end:
        return False
    return span.end - span.start >= _MOSTLY * (around.end - around.start)
