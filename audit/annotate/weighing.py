"""What a single word says about the language of the text it stands in.

Weights are those of ``eldc``: log-like, about 15..40 for a word a language knows. The
bounds below were chosen on sentences mixed from NTREX-128 (even rows, 22 languages);
``tests/measure/foreign_spans.py`` measures them on the odd ones.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from audit.annotate import eld
from audit.packs import load
from audit.text.ideographs import standing

SINGLE = frozenset({"Han"})
"""Scripts judged character by character."""
_KANA = frozenset({"Hiragana", "Katakana"})
BY_LETTER = SINGLE | _KANA
"""Scripts of which a word says no more than its letters do, each by itself."""
_SHARED = 30.0
"""The most an ideograph weighs where the host writes none; it counts half, for it may be a mere name."""

_CLIP = 40.0
"""No word says more than this for or against a guest."""
_CLIP_SINGLE = {"everyday": 4.0, "rare": 10.0, "absent": 15.0, None: 15.0}
"""The same for an ideograph, by its standing in the host: ``eldc`` knows only the commonest of each language."""
_FUNCTION = 10.0
"""The most an everyday ideograph says that is a grammatical word of the guest ..."""
_COMMONEST = 38.0
"""... which those are that weigh this much there: 的, 是, 了, 在, 會."""
_KANA_WEIGHT = 15.0
"""What one kana says for Japanese against Chinese."""
_DOUBT = 3.0
"""What an ideograph has to say beyond even for a guest that shares it: names and compounds say a little by chance."""
_ALIEN = 40.0
"""What a word in a script that the guest does not use says against it."""
_STRANGE = 12.0
"""What a letter missing in the host's alphabet says for the guests that know the word."""
_APOSTROPHES = frozenset("'’")


class Gains(NamedTuple):
    """What a word says for each guest language (``eldc`` code) against the host; negative if against."""

    by_guest: dict[str, float]
    otherwise: float
    """What it says for a guest that ``by_guest`` does not name."""


@lru_cache(maxsize=1 << 16)
def gains(word: str, script: str, host: str) -> Gains:
    """What ``word`` (lower case, of one script) says in a text whose language is ``host`` (BCP 47)."""
    if script not in (load(host).scripts or ()):
        return Gains(_alien(word, script), -_ALIEN)
    if eld.code(host) not in eld.BY_SCRIPT[script]:
        return Gains(_borrowed(word, script), 0.0)
    if script in _KANA:
        return Gains({}, -_KANA_WEIGHT * len(word))
    return _ideograph(word, script, host) if script in SINGLE else _native(word, script, host)


def _native(word: str, script: str, host: str) -> Gains:
    """A word in the host's own script: does the guest know it better than the host does?"""
    weights, floor = eld.word(word, script)
    code = eld.code(host)
    here = weights.get(code, floor)
    by_guest = {guest: max(-_CLIP, min(_CLIP, weight - here)) for guest, weight in weights.items()}
    by_guest.pop(code, None)
    if _is_strange(word, host):
        by_guest = {guest: min(_CLIP, lead + _STRANGE) for guest, lead in by_guest.items()}
    return Gains(by_guest, -min(_CLIP, here))


def _ideograph(char: str, script: str, host: str) -> Gains:
    """An ideograph in a host that has them too."""
    weights = eld.word(char, script).weights
    code = eld.code(host)
    here = weights.get(code, 0.0)
    clip = _CLIP_SINGLE[standing(char, load(host))]
    by_guest: dict[str, float] = {}
    for guest, weight in weights.items():
        if guest != code:
            most = max(clip, _FUNCTION) if weight >= _COMMONEST else clip
            by_guest[guest] = max(-clip, min(most, weight - here - _DOUBT))
    return Gains(by_guest, -min(clip, here))


def _is_strange(word: str, host: str) -> bool:
    """Has the word a letter that the host's own words do not have?"""
    alphabet = _alphabet(host)
    return bool(alphabet) and not alphabet.issuperset(word)


@cache
def _alphabet(host: str) -> frozenset[str]:
    stated = load(host).alphabet
    return frozenset(stated) | _APOSTROPHES if stated else frozenset()


def _alien(word: str, script: str) -> dict[str, float]:
    """A word in a script the host does not use: any language of that script may be meant."""
    guests = eld.BY_SCRIPT[script]
    if script in SINGLE:
        return _halved(word, script)
    if len(guests) == 1:
        letter = 12.0 if script in _KANA else 5.0
        return {guests[0]: min(2 * _CLIP, letter * len(word))}
    weights = eld.word(word, script).weights
    return {guest: 10 + 0.7 * min(weights.get(guest, -7.0), 30.0) for guest in guests}


def _borrowed(word: str, script: str) -> dict[str, float]:
    """A word in a script the host uses now and then, as Korean does ideographs."""
    return {guest: gain / 2 for guest, gain in _halved(word, script).items()} if script in SINGLE else {}


def _halved(word: str, script: str) -> dict[str, float]:
    weights = eld.word(word, script).weights
    return {guest: min(weight, _SHARED) / 2 for guest, weight in weights.items()}
