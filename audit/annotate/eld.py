"""The n-gram language identifier ``eldc`` behind a typed and isolated interface.

``eldc`` (https://github.com/nitotm/eldc, Apache-2.0, 60 languages, database inside the
wheel) adds up log-like weights of the distinct words (or parts of long words, or
ideographs) of a text, per language. Every detector made here is its own instance: the
settings of the process-wide one are never touched.

Languages are called by ``eldc``'s own codes in this module; ``tag`` and ``code`` translate.
"""

from __future__ import annotations

from functools import cache, lru_cache
from math import log
from typing import Any, NamedTuple

BY_SCRIPT: dict[str, tuple[str, ...]] = {
    "Latin": tuple(
        "az ca cs da de en es et eu fi fr hr hu is it ku lt lv ms nl no pl pt ro sk sl sq sv tl tr vi yo".split()  # noqa: SIM905
    ),
    "Cyrillic": ("be", "bg", "ru", "sr", "uk"),
    "Arabic": ("ar", "fa", "ku", "ur"),
    "Devanagari": ("hi", "mr"),
    "Han": ("ja", "zh"),
    "Hiragana": ("ja",),
    "Katakana": ("ja",),
    "Hangul": ("ko",),
    "Thai": ("th",),
    "Hebrew": ("he",),
    "Greek": ("el",),
    "Armenian": ("hy",),
    "Georgian": ("ka",),
    "Bengali": ("bn",),
    "Tamil": ("ta",),
    "Telugu": ("te",),
    "Kannada": ("kn",),
    "Malayalam": ("ml",),
    "Gujarati": ("gu",),
    "Gurmukhi": ("pa",),
    "Oriya": ("or",),
    "Lao": ("lo",),
    "Ethiopic": ("am",),
    "Sinhala": ("si",),
    "Myanmar": ("my",),
    "Khmer": ("km",),
    "Tibetan": ("bo",),
}
"""Languages a script may stand for: all that ``eldc`` knows, or the commonest one it does not."""

_TAGS = {"ms": "id", "no": "nb"}
"""``eldc`` has one model for Malay and Indonesian, and one for Norwegian."""
_CODES = {"id": "ms", "nb": "no", "nn": "no", "bs": "hr", "fil": "tl"}
_MOST_SCORES = 20  # ELD_MAX_SCORES in eldc's C source
_MOST_BYTES = 1000  # what eldc reads of a text
_SCALE = 0.1  # ELD_NORM_FACTOR is 1e-4: the mean weight of a text is then about 15..40


class Guess(NamedTuple):
    """What ``eldc`` thinks of a text. Weights are means per n-gram, about 15..40 in a language it knows."""

    code: str
    weight: float
    lead: float
    """By how much ``code`` outweighs the runner-up."""
    reliable: bool


def tag(code: str) -> str:
    """BCP 47 tag of one of ``eldc``'s codes."""
    return _TAGS.get(code, code)


@cache
def code(tag: str) -> str:
    """``eldc``'s code of a BCP 47 tag: ``zh-Hant`` -> ``zh``, ``id`` -> ``ms``."""
    base = tag.partition("-")[0]
    return _CODES.get(base, base)


@cache
def _detector(codes: tuple[str, ...]) -> Any:
    import eldc

    eldc.init()
    detector = eldc.instance()
    detector.set_scores(_MOST_SCORES)
    detector.set_languages(list(codes))
    return detector


def _details(text: str, codes: tuple[str, ...]) -> tuple[dict[str, float], bool]:
    """Scores 0..1 by code, highest first, and whether ``eldc`` deems them reliable."""
    if not text.isascii() or "\0" in text:
        # A lone surrogate cannot be encoded, and a NUL would end the C string.
        text = text.encode("utf-8", "replace").replace(b"\0", b" ")[:_MOST_BYTES].decode("utf-8", "ignore")
    result = _detector(codes).detect_details(text)
    return result.scores, result.reliable


def _weight(score: float) -> float:
    """The mean weight per n-gram that ``eldc`` made a score of."""
    return -log(max(1 - score, 1e-7)) / _SCALE


def guess(text: str, codes: tuple[str, ...]) -> Guess:
    """The likeliest of ``codes`` for a text, of which only the first 1,000 bytes are read."""
    found, reliable = _details(text, codes)
    if not found:
        return Guess("und", 0.0, 0.0, False)
    (first, score), *rest = found.items()
    weight = _weight(score)
    return Guess(first, weight, weight - (_weight(rest[0][1]) if rest else 0.0), reliable)


def ranked(text: str, codes: tuple[str, ...]) -> tuple[str, ...]:
    """Those of ``codes`` that know words of a text (its first 1,000 bytes), likeliest first."""
    return tuple(_details(text, codes)[0])


class Word(NamedTuple):
    """Weights of one word by language, its n-grams added up."""

    weights: dict[str, float]
    floor: float
    """At most the weight of a language not named: ``eldc`` names no more than 20."""


@lru_cache(maxsize=1 << 16)
def word(text: str, script: str) -> Word:
    """What one word of a script weighs in each of the script's languages that knows it."""
    parts = min(_parts(text), _MOST_PARTS)
    found = {key: _weight(score) * parts for key, score in _details(text, BY_SCRIPT[script])[0].items()}
    return Word(found, min(found.values()) if len(found) == _MOST_SCORES else 0.0)


_MOST_PARTS = 3
"""A very long word counts no more than this many n-grams."""


def _parts(word: str) -> int:
    """How many n-grams ``eldc`` takes a word for: one up to 6 bytes, else one per 6 bytes and its end."""
    length = len(word.encode("utf-8", "replace"))
    return 1 if length <= 6 else 2 + len(range(6, length - 6, 6))
