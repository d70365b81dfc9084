"""The n-gram language identifier ``eldc`` behind a typed and isolated interface.

``eldc`` (https://github.com/nitotm/eldc, Apache-2.0, 60 languages, database inside the
wheel) adds up log-like weights of the distinct words (or word parts, or ideographs) of a
text per language. Every detector made here is its own instance: the settings of the
process-wide one are never touched.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from math import log
from typing import Any, NamedTuple

LATIN = (
    "az ca cs da de en es et eu fi fr hr hu is it ku lt lv ms nl no pl pt ro sk sl sq sv tl tr vi yo".split()  # noqa: SIM905
)
BY_SCRIPT: dict[str, tuple[str, ...]] = {
    "Latin": tuple(LATIN),
    "Cyrillic": ("be", "bg", "ru", "sr", "uk"),
    "Arabic": ("ar", "fa", "ku", "ur"),
    "Devanagari": ("hi", "mr"),
    "Han": ("ja", "zh"),
}
"""Languages ``eldc`` knows by the script they are written in, where there is a choice."""

ONLY: dict[str, str] = {
    "Hiragana": "ja",
    "Katakana": "ja",
    "Hangul": "ko",
    "Thai": "th",
    "Hebrew": "he",
    "Greek": "el",
    "Armenian": "hy",
    "Georgian": "ka",
    "Bengali": "bn",
    "Tamil": "ta",
    "Telugu": "te",
    "Kannada": "kn",
    "Malayalam": "ml",
    "Gujarati": "gu",
    "Gurmukhi": "pa",
    "Oriya": "or",
    "Sinhala": "si",
    "Lao": "lo",
    "Myanmar": "my",
    "Khmer": "km",
    "Tibetan": "bo",
    "Ethiopic": "am",
}
"""The language a script stands for, where one is far commoner than any other."""

_TAG = {"ms": "id"}
"""``eldc`` has one model for Malay and Indonesian; the latter has the pack."""
_CODE = {tag: code for code, tag in _TAG.items()}
_MOST_SCORES = 20  # ELD_MAX_SCORES in eldc's C source
_MOST_BYTES = 1000  # what eldc reads of a text
_SCALE = 0.1  # ELD_NORM_FACTOR is 1e-4; weights are then about 15..40 for a known text


class Guess(NamedTuple):
    """What ``eldc`` thinks of a text. Weights are per n-gram; about 15..40 where it knows the language."""

    language: str
    weight: float
    lead: float
    """By how much ``language`` outweighs the runner-up, per n-gram."""
    reliable: bool


UNKNOWN = Guess("und", 0.0, 0.0, False)


@cache
def _detector(codes: tuple[str, ...]) -> Any:
    import eldc

    eldc.init()
    detector = eldc.instance()
    detector.set_scores(_MOST_SCORES)
    if codes:
        detector.set_languages(list(codes))
    return detector


def knows(language: str) -> bool:
    """Is the language (first subtag of a tag) one of those ``eldc`` has a model of?"""
    import eldc

    return code_of(language) in eldc.LANGUAGES


def code_of(language: str) -> str:
    """``eldc``'s code of a BCP 47 tag: ``zh-Hant`` -> ``zh``."""
    base = language.partition("-")[0]
    return _CODE.get(base, base)


def weights(text: str, languages: Iterable[str] = ()) -> dict[str, float]:
    """Mean weight per n-gram of each language that has any, heaviest first (at most 20).

    ``languages`` restricts the choice. Only the first 1,000 bytes of ``text`` are read.
    """
    return _weights(text, tuple(map(code_of, languages)))[0]


def guess(text: str, languages: Iterable[str] = ()) -> Guess:
    """The likeliest language of a text among ``languages`` (all, if none are named)."""
    found, reliable = _weights(text, tuple(map(code_of, languages)))
    if not found:
        return UNKNOWN
    (language, first), *rest = found.items()
    return Guess(language, first, first - (rest[0][1] if rest else 0.0), reliable)


def _weights(text: str, codes: tuple[str, ...]) -> tuple[dict[str, float], bool]:
    # Lone surrogates cannot be encoded, and a NUL ends a C string.
    readable = text.encode("utf-8", "replace").replace(b"\0", b" ")[:_MOST_BYTES].decode("utf-8", "ignore")
    result = _detector(codes).detect_details(readable)
    found = {_TAG.get(code, code): -log(max(1 - score, 1e-7)) / _SCALE for code, score in result.scores.items()}
    return found, result.reliable
