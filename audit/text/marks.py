"""Quotation marks and brackets, and the side each may be on.

Shape decides the side of a bracket or corner mark. Of the others it does not: “ opens in
English and closes in German, " does both. There the neighbours decide, and where they
cannot (no blanks in Japanese), the shape in the language.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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

_MARK = regex.compile("[" + regex.escape("".join(_FAMILY)) + r"](?![\p{M}\u200D\p{EMod}])")
_STRAIGHT = "\"＂'"
_GLUED = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}ー\u3000-\u303F\uFF00-\uFFEF]")
"""Scripts that set quotation marks without a blank on either side."""
_LETTER = regex.compile(r"[\p{L}\p{M}\p{N}]")
_LEADS = regex.compile(r"[\s\p{Ps}\p{Pd}\p{Pi}„‚¿¡/=|：'’]")
"""What stands before a mark that opens, besides the start of a paragraph."""
_FOLLOWS = regex.compile(r"[\s\p{Pe}\p{Pd}\p{Pf}.,;:!?…/=|،؛؟।。，、；！？]")
"""What stands after a mark that closes, besides its end."""
_ITEM = regex.compile(r"(?:^|[\s(（,;，；、.:：・|])(?:\p{N}{1,3}|\p{L}|[ivxIVX]{1,4})\.?\Z")
_FACE = regex.compile(r"(?:^|[\s\p{P}\p{L}\p{N}])[:;=]['^o-]?\Z")


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


def marks(text: str, span: Span, pack: Pack) -> Iterator[Mark]:
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
    opens, closes = _by_shape(char, pack)
    if leads != follows and (_FAMILY[char] not in ("guillemet", "single guillemet") or opens == closes):
        opens, closes = leads, follows
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


def curly(mark: Mark) -> bool:
    return mark.family in _TURNABLE and mark.char not in _STRAIGHT


def fit(opening: Mark, closing: Mark, pack: Pack) -> bool:
    shape = opening.char + closing.char
    return shape in _USUAL or shape in (pack.quote_pairs or ())


def twin_of(opening: str, quote_pairs: tuple[str, ...], seen: Mapping[str, int] = {}) -> str:
    """The mark that closes what ``opening`` opens: as most often ``seen``, as the language does, as usual.

    A mark that opens in no language closes itself.
    """
    shapes = sorted((shape for shape in seen if shape[0] == opening), key=lambda shape: -seen[shape])
    known = (*shapes, *quote_pairs, *_TWINS.split())
    return next((shape[1] for shape in known if shape[0] == opening), opening)
