"""Damage to code points as wrong decoders, converters and keyboards do it, planted in clean text.

Each generator takes a text of one or more lines and returns the damaged text with the span
an editor would look at, in the damaged text, or None where the text offers no place for it.
"""

from __future__ import annotations

import html
import random
import unicodedata
from collections.abc import Callable, Iterator

import regex

from audit.model import Span

Corruption = Callable[[str, random.Random], tuple[str, Span] | None]

_LINE = regex.compile(r"[^\n]{20,}")
_BEYOND_ASCII = regex.compile(r"[^\p{ASCII}\s]")
_WORD = regex.compile(r"\p{L}{4,}")
_MERGED = regex.compile(r"[à-öø-ÿА-яがぎぐげござじずぜぞだでばびぶべぼが가-힣]")
_KATAKANA = regex.compile(r"[ァ-ヴー]{4,}")
_LOOKALIKES = str.maketrans("aceopxyABCEHKMOPTX", "асеорхуАВСЕНКМОРТХ")
_BACK = str.maketrans("асеорхуАВСЕНКМОРТХ", "aceopxyABCEHKMOPTX")
_RADICALS = {unicodedata.normalize("NFKC", chr(code)): chr(code) for code in range(0x2F00, 0x2FD6)}
_HALF = {unicodedata.normalize("NFKC", chr(code)): chr(code) for code in range(0xFF66, 0xFF9E)}
_READ_AS = ("cp1252", "cp932", "cp949", "gb18030", "cp1251")


def _pick(found: Iterator[regex.Match[str]], rng: random.Random) -> regex.Match[str] | None:
    places = list(found)
    return rng.choice(places) if places else None


def _put(text: str, start: int, end: int, new: str) -> tuple[str, Span]:
    return text[:start] + new + text[end:], Span(start, start + len(new))


def mojibake(text: str, rng: random.Random) -> tuple[str, Span] | None:
    """A line in UTF-8 is read in an old code page."""
    line = _pick((m for m in _LINE.finditer(text) if len(_BEYOND_ASCII.findall(m[0])) >= 6), rng)
    if line is None:
        return None
    for codec in rng.sample(_READ_AS, len(_READ_AS)):
        garbled = "".join(c for c in line[0].encode().decode(codec, "ignore") if c.isprintable())
        if garbled and garbled != line[0]:
            return _put(text, line.start(), line.end(), garbled)
    return None


def replacement_character(text: str, rng: random.Random) -> tuple[str, Span] | None:
    """A character that could not be decoded."""
    word = _pick(_WORD.finditer(text), rng)
    return _put(text, word.start() + 1, word.start() + 2, "\N{REPLACEMENT CHARACTER}") if word else None


def stray_control(text: str, rng: random.Random) -> tuple[str, Span] | None:
    """A control character inside a word."""
    word = _pick(_WORD.finditer(text), rng)
    return _put(text, word.start() + 2, word.start() + 2, rng.choice("\x02\x0b\x1f\x7f\x8d")) if word else None


def invisible_character(text: str, rng: random.Random) -> tuple[str, Span] | None:
    """A soft hyphen or a blank without width inside a word."""
    word = _pick(_WORD.finditer(text), rng)
    marks = "\N{ZERO WIDTH SPACE}\N{WORD JOINER}\N{ZERO WIDTH NO-BREAK SPACE}"
    return _put(text, word.start() + 2, word.start() + 2, rng.choice(marks)) if word else None


def mixed_normalisation(text: str, rng: random.Random) -> tuple[str, Span] | None:
    """A letter taken apart into base and accent, in a text that has them whole."""
    found = [m for m in _MERGED.finditer(text) if unicodedata.normalize("NFD", m[0]) != m[0]]
    if len(found) < 3:
        return None
    letter = rng.choice(found)
    return _put(text, letter.start(), letter.end(), unicodedata.normalize("NFD", letter[0]))


def lookalike_letter(text: str, rng: random.Random) -> tuple[str, Span] | None:
    """A Cyrillic letter in a Latin word, or the other way round."""
    word = _pick((m for m in _WORD.finditer(text) if _swapped(m[0]) != m[0]), rng)
    if word is None:
        return None
    at = rng.choice([i for i, (a, b) in enumerate(zip(word[0], _swapped(word[0]), strict=True)) if a != b])
    return _put(text, word.start() + at, word.start() + at + 1, _swapped(word[0])[at])


def _swapped(word: str) -> str:
    return word.translate(_BACK if regex.match(r"\p{Cyrillic}", word) else _LOOKALIKES)


def kangxi_radical(text: str, rng: random.Random) -> tuple[str, Span] | None:
    """A radical of the PDF's font for the ideograph that looks like it."""
    place = _pick((m for m in regex.finditer(r"\p{Han}", text) if m[0] in _RADICALS), rng)
    return _put(text, place.start(), place.end(), _RADICALS[place[0]]) if place else None


def leftover_entity(text: str, rng: random.Random) -> tuple[str, Span] | None:
    """Markup escaped twice."""
    place = _pick(regex.finditer(r"[&<>\"'“”’«»]|(?<=\w) (?=\w)", text), rng)
    if place is None:
        return None
    named = {" ": "&nbsp;", "“": "&ldquo;", "”": "&rdquo;", "’": "&rsquo;", "«": "&laquo;", "»": "&raquo;"}
    return _put(text, place.start(), place.end(), named.get(place[0]) or html.escape(place[0]))


def half_width_kana(text: str, rng: random.Random) -> tuple[str, Span] | None:
    """Katakana in half-width forms."""
    word = _pick((m for m in _KATAKANA.finditer(text) if all(c in _HALF or c == "ー" for c in m[0])), rng)
    return _put(text, word.start(), word.end(), "".join(_HALF.get(c, "ｰ") for c in word[0])) if word else None


def private_use_character(text: str, rng: random.Random) -> tuple[str, Span] | None:
    """An icon of the page's font."""
    place = _pick(regex.finditer(r"(?<=\p{L}) ?(?=\p{L})", text), rng)
    return _put(text, place.start(), place.end(), chr(rng.randrange(0xE000, 0xE300))) if place else None


CORRUPTIONS: dict[str, Corruption] = {
    "mojibake": mojibake,
    "replacement-character": replacement_character,
    "stray-control": stray_control,
    "invisible-character": invisible_character,
    "mixed-normalisation": mixed_normalisation,
    "lookalike-letter": lookalike_letter,
    "kangxi-radical": kangxi_radical,
    "leftover-entity": leftover_entity,
    "half-width-kana": half_width_kana,
    "private-use-character": private_use_character,
}
