"""Where sentences end, from what a language pack says about its marks.

A stop is a run of end marks with the closing quotes and brackets after it. Marks of scripts with blanks count only
where a blank follows, and not where the word before or after shows that the sentence goes on; marks of scripts
without blanks count anywhere but inside a quotation that is part of a longer sentence.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import regex

from audit.model import BLANK, Span
from audit.packs import Pack
from audit.text.enclosures import Enclosures

_ANY_END_MARK = (*".!?…。।॥؟۔።։။។",)
"""For languages whose end marks nobody stated (not the Greek question mark, a semicolon elsewhere)."""
_WIDTHS = {".": "．", "!": "！‼⁉", "?": "？⁇⁈", "。": "｡"}
_NEEDS_NO_BLANK = "。｡။។"
"""End marks that stand for nothing else, in any language."""

_QUOTES = r"""\p{Pf}\p{Pi}"'＂"""
_REFERENCE = r"(?:\[\p{Nd}{1,3}\])*+"
_EMOJI = r"(?:\N{ZERO WIDTH JOINER}?(?![\d#*©®])\p{Extended_Pictographic}[\p{M}\p{EMod}]*+)*+"
_WIDE_CLOSING = "」』）】〉》〕］｣”’"

_HARD_BREAK = regex.compile(r"\n[^\S\n]*\n|\r(?!\n)|[\v\f\x85\u2028\u2029]|(?<=\S)[^\S\t\n]*\t")
_WORD = regex.compile(rf"[\w{BLANK}]")
_NOT_BLANK = regex.compile(r"\S")
_SOON = 60
"""How far a stop looks before and after itself, in characters."""
_NEXT = regex.compile(
    rf"""(?:[{_QUOTES}\p{{Ps}}\p{{Pe}}¿¡\p{{Pd}}*_•\s]++|['’]\p{{Ll}}{{1,2}}\s++)*+(?P<word>[\p{{L}}\p{{M}}]++|\S)"""
)
_LAST = regex.compile(r"""[^\s\p{Ps}\p{Pi}"'’/\p{Pd}]++$""")
_INITIALS = regex.compile(r"\p{Lu}\p{M}*|\p{L}\p{M}*(?:\.\p{L}\p{M}*)++")
_ENUMERATOR = regex.compile(r"\p{Nd}{1,3}(?:\.\p{Nd}{1,2})*|[\p{L}--\p{Lo}]|[IVXivx]{1,5}", regex.V1)
_ORDINAL = regex.compile(r"\p{Nd}{1,2}|[IVX]{1,5}")
_NUMBER_BEFORE = regex.compile(r"\p{Nd}\s?+$")
_SHORT = 4
"""Letters of a capitalised word that may be an abbreviation where nobody listed any."""


def sentences(text: str, pack: Pack) -> list[Span]:
    """The sentences of a paragraph: trimmed, in order, disjoint; together they hold every character but blanks.

    Args:
        text: one paragraph. A single line break in it is a blank; an empty line, a line separator or a tab between
            cells ends a sentence.
        pack: what of it is known is used of ``end_marks``, ``word_spaces``, ``cased``, ``quote_pairs``,
            ``space_before``, ``continues``, ``ordinal_stop``, ``function_words`` and the abbreviations.
    """
    stops = _stops(
        pack.end_marks,
        pack.word_spaces,
        pack.cased,
        pack.quote_pairs or (),
        "»" in (pack.space_before or ()),
        pack.continues or (),
        pack.ordinal_stop,
        pack.function_words or (),
        (pack.abbreviations, pack.number_abbreviations or (), pack.closing_abbreviations or ()),
    )
    found: list[Span] = []
    at = 0
    for end in [*(gap.end() for gap in _HARD_BREAK.finditer(text)), len(text)]:
        found += _joined(text, at, [*stops.found(text, at, end), end])
        at = end
    return found


def _joined(text: str, start: int, ends: list[int]) -> Iterator[Span]:
    """The pieces between ``ends``, trimmed; one without any word belongs to the piece before it."""
    open_at, open_end, worded = start, start, False
    for end in ends:
        has_word = _WORD.search(text, open_end, end) is not None
        if has_word and worded:
            yield from _trimmed(text, open_at, open_end)
            open_at = open_end
        worded = worded or has_word
        open_end = end
    yield from _trimmed(text, open_at, open_end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    piece = text[start:end]
    body = piece.strip()
    if body:
        start += len(piece) - len(piece.lstrip())
        yield Span(start, start + len(body))


@dataclass(frozen=True)
class _Stops:
    """What is known of one language's stops, ready for use."""

    pattern: regex.Pattern[str]
    marks: str
    cased: bool
    ordinals: bool
    pairs: tuple[str, ...]
    continues: regex.Pattern[str]
    function_words: frozenset[str]
    abbreviations: frozenset[str] | None
    before_numbers: frozenset[str]
    closing: frozenset[str]

    def found(self, text: str, start: int, end: int) -> Iterator[int]:
        """Where sentences of ``text[start:end]`` end, with their closing marks, in order."""
        enclosures: Enclosures | None = None
        for stop in self.pattern.finditer(text, start, end):
            if stop["spaced"]:
                if self._holds_before_blank(text, stop, start, end):
                    yield (start := stop.end())
                continue
            enclosures = enclosures or Enclosures(text, self.pairs)
            at = enclosures.after_closing(stop.end())
            if self._holds_anywhere(text, stop, at, enclosures, start):
                yield (start := at)

    def _holds_anywhere(self, text: str, stop: regex.Match[str], end: int, enclosures: Enclosures, start: int) -> bool:
        """Does this stop of a script without blanks end the sentence that began at ``start``?"""
        if stop[0].isascii() and not _between_wide(text, stop.start(), end):
            return False
        around = enclosures.around(stop.start())
        if around is None or around.end <= end:
            return not self._goes_on(text, end, stop[0])
        first = _NOT_BLANK.search(text, start)
        part_of_more = first is not None and first.start() < around.start
        return not part_of_more and not self._goes_on(text, around.end, "」")

    def _goes_on(self, text: str, end: int, stop: str) -> bool:
        if text[end : end + 1] in ("、", "，", ",", "；", ";", "：", ":", "・"):
            return end < len(text)
        return stop[-1] not in "。｡．" and self.continues.match(text, end) is not None

    def _holds_before_blank(self, text: str, stop: regex.Match[str], start: int, end: int) -> bool:
        """Does this stop, with a blank after it, end the sentence that began at ``start``?"""
        following = _NEXT.match(text, stop.end(), min(end, stop.end() + _SOON))
        if following is None:
            return True
        word = following["word"]
        if word[0] in self.marks or (self.cased and word[0].islower()):
            return False
        mark = stop["spaced"]
        if mark[-1] == "…" or mark[-2:] == "..":
            return not self.cased or word[0].isupper()
        if mark != ".":
            return True
        before = _LAST.search(text[max(start, stop.start() - _SOON) : stop.start()])
        if before is None:
            return True
        at = stop.start() - len(before[0])
        first = _NOT_BLANK.search(text, start)
        if first is not None and first.start() == at and _ENUMERATOR.fullmatch(before[0]):
            return False
        return not self._abbreviates(before[0], word, text[max(start, at - 2) : at])

    def _abbreviates(self, word: str, following: str, before: str) -> bool:
        """Is the full stop after ``word`` part of it rather than the end of a sentence?"""
        low = word.lower()
        if low in self.before_numbers and following[0].isnumeric():
            return True
        if self.abbreviations and low in self.abbreviations:
            return not (word == low and _NUMBER_BEFORE.search(before))
        starts_sentence = following.lower() in self.function_words
        if self.ordinals and _ORDINAL.fullmatch(word):
            return not starts_sentence
        if low in self.closing or _INITIALS.fullmatch(word):
            return not starts_sentence
        return self.abbreviations is None and len(word) <= _SHORT and word[0].isupper()


_WIDE = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}ー。、！？「」『』（）“”…]")


def _between_wide(text: str, start: int, end: int) -> bool:
    """Is ASCII ``text[start:end]`` a stop of the wide script around it (and not of the name ``Yahoo!``)?"""
    after = text[end : end + 1]
    if not after or after.isspace():
        return True
    if text[start] == "!" and text[start - 1 : start].isascii():
        return False
    return _WIDE.match(after) is not None


@cache
def _stops(
    end_marks: tuple[str, ...] | None,
    word_spaces: bool | None,
    cased: bool | None,
    quote_pairs: tuple[str, ...],
    blank_before_guillemet: bool,
    continues: tuple[str, ...],
    ordinal_stop: bool | None,
    function_words: tuple[str, ...],
    abbreviations: tuple[tuple[str, ...] | None, tuple[str, ...], tuple[str, ...]],
) -> _Stops:
    stated = "".join(_ANY_END_MARK if end_marks is None else end_marks or "!?")
    marks = stated + "".join(_WIDTHS.get(mark, "") for mark in stated)
    anywhere = _NEEDS_NO_BLANK + ("" if word_spaces else "".join(set(marks) - set(".…।॥؟۔።։")))
    ellipsis = "…" if "…" in marks else ""
    closing = rf"[{_QUOTES}\p{{Pe}}]|[\N{{NO-BREAK SPACE}}\N{{NARROW NO-BREAK SPACE}} ]»"
    if not blank_before_guillemet:
        closing = rf"[{_QUOTES}\p{{Pe}}]"
    pattern = (
        rf"(?P<wide>[{regex.escape(anywhere)}][{regex.escape(anywhere)}{ellipsis}{_WIDE_CLOSING}]*+"
        rf"(?:\s++[{regex.escape(anywhere)}{_WIDE_CLOSING}]++)*+)"
        rf"|(?P<spaced>[{regex.escape(marks)}]++)(?:{closing})*+{_REFERENCE}{_EMOJI}(?=\s|\Z)"
    )
    known, before_numbers, may_close = abbreviations
    return _Stops(
        regex.compile(pattern),
        marks,
        cased is not False,
        ordinal_stop is not False,
        quote_pairs,
        regex.compile("|".join(continues) or r"(?!)"),
        frozenset(function_words),
        None if known is None else frozenset(known),
        frozenset(before_numbers),
        frozenset(may_close),
    )
