"""The stops of a language: runs of end marks, with the closing quotes and brackets after them, that end a sentence.

Marks of scripts with blanks count only where a blank follows, and not where the word before or after shows that the
sentence goes on; marks of scripts without blanks count anywhere but inside a quotation that is part of a longer
sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

import regex

from audit.packs import Pack
from audit.text.enclosures import Enclosures

_ANY_END_MARK = ".!?…。।॥؟۔።։။។"
"""For languages whose end marks nobody stated (not the Greek question mark, a semicolon elsewhere)."""
_WIDTHS = {".": "．", "!": "！‼⁉", "?": "？⁇⁈", "。": "｡"}
_NEEDS_NO_BLANK = "。｡။។"
"""End marks that stand for nothing else, in any language."""
_NEEDS_BLANK = ".…।॥؟۔።։"

_QUOTES = r"""\p{Pf}\p{Pi}"'＂"""
_OPENING = "([{«‹„“‚‘»›\"'¿¡"
_GUILLEMET = r"[\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE} ]»"
_STRAY_QUOTE = r"\ [\"'”’]++(?=\s|\Z)"
_REFERENCE = r"(?:\[\p{Nd}{1,3}\])*+"
_EMOJI = r"(?:\N{ZERO WIDTH JOINER}?(?![\d#*©®])\p{Extended_Pictographic}[\p{M}\p{EMod}]*+)*+"
_WIDE_CLOSING = "」』）】〉》〕］｣”’"
_WIDE = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}ー々。、！？「」『』（）“”…]")
_INTRODUCING = "：:，,、—…"

_SOON = 60
"""How far a stop looks before and after itself, in characters."""
_SHORT = 8
"""Blanks and opening marks there may be before the number of a list item."""
_NOT_BLANK = regex.compile(r"\S")
_NEXT = regex.compile(
    rf"""(?:[{_QUOTES}\p{{Ps}}\p{{Pe}}¿¡\p{{Pd}}*_•\s]++|['’]\p{{Ll}}{{1,2}}\s++)*+(?P<word>[\p{{L}}\p{{M}}]++|\S)"""
)
_INITIALS = regex.compile(
    r"\p{Lu}\p{M}*|\p{L}\p{M}*(?:\.\p{L}\p{M}*)++|(?:\p{Lo}\p{M}*){1,2}(?:\.(?:\p{Lo}\p{M}*){1,2})++"
)
_ENUMERATOR = regex.compile(r"\p{Nd}{1,3}(?:\.\p{Nd}{1,2})*|[\p{L}--\p{Lo}]|[IVXivx]{1,5}", regex.V1)
_ORDINAL = regex.compile(r"\p{Nd}{1,2}|[IVX]{1,5}")
_NUMBER_BEFORE = regex.compile(r"\p{Nd}\s?$")
_MAYBE_TITLE = regex.compile(r"\p{Lu}\p{Ll}{1,2}")
"""Words like Dr and Sra, where nobody listed a language's abbreviations."""
_PLAIN_WORD = regex.compile(r"[\p{Ll}\p{M}]{6,}")
"""Too long for an abbreviation, too small for a name."""


@dataclass(frozen=True)
class Stops:
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

    def found(self, text: str, start: int, end: int, enclosures: Callable[[], Enclosures]) -> Iterator[int]:
        """Where sentences of ``text[start:end]`` end, after their closing marks, in order.

        ``enclosures`` makes those of the whole text, once they are needed.
        """
        for stop in self.pattern.finditer(text, start, end):
            at = stop.end()
            if stop["spaced"]:
                holds = self._holds_before_blank(text, stop, start, end)
            else:
                at = enclosures().after_closing(at)
                holds = self._holds_anywhere(text, stop.start(), at, enclosures(), start)
            if holds:
                yield at
                start = at

    def _holds_anywhere(self, text: str, at: int, end: int, enclosures: Enclosures, start: int) -> bool:
        """Does the stop ``text[at:end]`` of a script without blanks end the sentence that began at ``start``?"""
        if text[at].isascii() and not _between_wide(text, at, end):
            return False
        if text[at] == "．" and text[end : end + 1].isnumeric():
            return False
        around = enclosures.around(at)
        if around is None:
            return not self._goes_on(text, end)
        first = _NOT_BLANK.search(text, start)
        part_of_more = first is not None and first.start() < around.start
        if around.end > end:
            return not part_of_more and not self._goes_on(text, around.end)
        names = part_of_more and text[at] not in _NEEDS_NO_BLANK and text[around.start - 1] not in _INTRODUCING
        return not names and not self._goes_on(text, end)

    def _goes_on(self, text: str, end: int) -> bool:
        """Does what follows a stop belong to the same sentence?"""
        if end >= len(text):
            return False
        if text[end] in "、，,；;：:":
            return True
        return text[end - 1] not in _NEEDS_NO_BLANK and (
            text[end] == "・" or self.continues.match(text, end) is not None
        )

    def _holds_before_blank(self, text: str, stop: regex.Match[str], start: int, end: int) -> bool:
        """Does this stop, with a blank after it, end the sentence that began at ``start``?"""
        following = _NEXT.match(text, stop.end(), min(end, stop.end() + _SOON))
        if following is None:
            return True
        mark, word = stop["spaced"], following["word"]
        enclosed = stop.end("spaced") < stop.end()
        if word[0] in self.marks or (enclosed and self.continues.match(text, following.start("word"))):
            return False
        before = _last_word(text[max(start, stop.start() - _SOON) : stop.start()])
        if self.cased and _is_small(word[0]):
            apart = text[stop.end() : following.start("word")].isspace() and not enclosed
            return apart and self._closes_plainly(before, mark)
        if mark[-1] == "…" or mark[-2:] == "..":
            return not self.cased or word[0].isupper()
        if mark != "." or not before:
            return True
        at = stop.start() - len(before)
        opens = at - start <= _SHORT and not text[start:at].strip(f" \n{_OPENING}")
        if opens and _ENUMERATOR.fullmatch(before):
            return False
        return not self._abbreviates(before, word, text[max(start, at - 2) : at])

    def _closes_plainly(self, word: str, mark: str) -> bool:
        """Does the mark after ``word`` end the sentence though a small letter follows?"""
        if mark[-1] in "!?":
            return not word or word.islower()
        if mark[-1] == "…" or mark[-2:] == "..":
            return False
        return _PLAIN_WORD.fullmatch(word) is not None and word not in self.closing | (self.abbreviations or set())

    def _abbreviates(self, word: str, following: str, before: str) -> bool:
        """Is the full stop after ``word`` part of it rather than the end of a sentence?"""
        forms = {word.lower(), _after_hyphen(word).lower()}
        if following[0].isnumeric() and forms & self.before_numbers:
            return True
        if self.abbreviations and forms & self.abbreviations and (len(word) > 1 or word.islower()):
            return not (word.islower() and _NUMBER_BEFORE.search(before))
        if (self.ordinals and _ORDINAL.fullmatch(word)) or forms & self.closing or _INITIALS.fullmatch(word):
            return not (following[0].isupper() and following.lower() in self.function_words)
        return self.abbreviations is None and _MAYBE_TITLE.fullmatch(word) is not None


def _is_small(letter: str) -> bool:
    """Lower case, in a script that begins sentences with a capital (Georgian has case and does not)."""
    return letter.islower() and letter.title() != letter


def _last_word(text: str) -> str:
    return "" if not text or text[-1].isspace() else text.rsplit(None, 1)[-1].lstrip(_OPENING)


def _after_hyphen(word: str) -> str:
    """``l'art`` → ``art``, ``Dipl.-Ing`` → ``Ing``."""
    return word[max(map(word.rfind, "-'’/")) + 1 :]


def _between_wide(text: str, start: int, end: int) -> bool:
    """Does an ASCII mark stand between wide characters (and not in a name like ``Yahoo!``)?"""
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    if not after or after.isspace() or _WIDE.match(before):
        return True
    return not (text[start] == "!" and before.isascii()) and _WIDE.match(after) is not None


def stops(pack: Pack) -> Stops:
    """The stops of a pack's language; what it does not know is judged with care."""
    return _stops(
        pack.end_marks,
        pack.word_spaces,
        pack.cased is not False,
        pack.quote_pairs or (),
        "»" in (pack.space_before or ()),
        pack.continues or (),
        pack.ordinal_stop is not False,
        pack.function_words or (),
        (pack.abbreviations, pack.number_abbreviations or (), pack.closing_abbreviations or ()),
    )


@cache
def _stops(
    end_marks: tuple[str, ...] | None,
    word_spaces: bool | None,
    cased: bool,
    quote_pairs: tuple[str, ...],
    blank_before_guillemet: bool,
    continues: tuple[str, ...],
    ordinal_stop: bool,
    function_words: tuple[str, ...],
    abbreviations: tuple[tuple[str, ...] | None, tuple[str, ...], tuple[str, ...]],
) -> Stops:
    # a language without end marks of its own (Thai) still ends questions and exclamations with the borrowed ones
    stated = _ANY_END_MARK if end_marks is None else "".join(end_marks) or "!?"
    marks = stated + "".join(_WIDTHS.get(mark, "") for mark in stated)
    unspaced = "" if word_spaces else "".join(mark for mark in marks if mark not in _NEEDS_BLANK)
    anywhere = regex.escape(_NEEDS_NO_BLANK + unspaced)
    closing = rf"(?:[{_QUOTES}\p{{Pe}}]|{_STRAY_QUOTE}{'|' + _GUILLEMET if blank_before_guillemet else ''})*+"
    known, before_numbers, may_close = abbreviations
    return Stops(
        regex.compile(
            rf"[{anywhere}][{anywhere}…{_WIDE_CLOSING}]*+(?:\s++[{anywhere}{_WIDE_CLOSING}]++)*+"
            rf"|(?P<spaced>[{regex.escape(marks)}]++){closing}{_REFERENCE}{_EMOJI}(?=\s|\Z)"
        ),
        marks,
        cased,
        ordinal_stop,
        quote_pairs,
        regex.compile("|".join(continues) or r"(?!)"),
        frozenset(function_words),
        None if known is None else frozenset(known),
        frozenset(before_numbers),
        frozenset(may_close),
    )
