"""UTF-8 letters with an accent that were read as an East Asian page: one ideograph, or syllable, inside a word.

What is left of ``über`` is ``체ber``. A stretch of one letter proves nothing by decoding, as in
``audit.text.misread_utf8``; that it stands inside a word of small Latin letters does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from audit.model import Span
from audit.text.codepages import written
from audit.text.letters import spelling
from audit.text.repairs import LOST, Repair

_PAGES = ("cp949", "gbk", "cp950", "euc_jp")
_EASTERN = "[\u3400-\u9fff\uac00-\ud7a3]"
_INSET = re.compile(rf"(?<=[a-z]){_EASTERN}(?=[a-z])|(?<=[a-z][a-z]){_EASTERN}(?!\w)|(?<!\w){_EASTERN}(?=[a-z][a-z])")
_ACCENTED = re.compile(rb"[\xc3-\xc5][\x80-\xbf]")
_GAIN = 8.0
"""Bits that each letter must save in the language of the text."""
_FAR = 200
"""Characters between such letters up to which they are one piece of damage."""


def inset_repairs(text: str, language: str) -> list[Repair]:
    """Words with such letters, those near each other in one line as one; ``language``: a key of the letter table."""
    found = [match.start() for match in _INSET.finditer(text)]
    groups: list[list[int]] = []
    for at in found:
        if groups and at - groups[-1][-1] <= _FAR and "\n" not in text[groups[-1][-1] : at]:
            groups[-1].append(at)
        else:
            groups.append([at])
    return [repair for group in groups if (repair := _repair(text, group, language))]


def _repair(text: str, places: Sequence[int], language: str) -> Repair | None:
    """The page that makes sense of most of them, if it does of a third: quotation marks are damaged otherwise."""
    gains = {took: _gains([text[at] for at in places], took, language) for took in _PAGES}
    took = max(gains, key=lambda page: sum(gains[page]))
    right = sum(gain >= _GAIN for gain in gains[took])
    if 3 * right < len(places) or not right:
        return None
    span = Span(places[0], places[-1] + 1)
    meant = written(text[slice(*span)], took).decode("utf-8", "replace")
    lost = meant.count("?") > text.count("?", *span)
    return Repair(span, meant.replace("?", LOST) if lost else meant, "utf_8", took, sum(gains[took]))


def _gains(chars: Sequence[str], took: str, language: str) -> list[float]:
    """Bits that each character saves when it is taken back to UTF-8; 0 where it is none."""
    spell = spelling(language)
    pairs = ((char, written(char, took)) for char in chars)
    return [max(spell(char) - spell(data.decode()), 0.0) if _ACCENTED.fullmatch(data) else 0.0 for char, data in pairs]
