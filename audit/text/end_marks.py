"""Which kind of mark a string ends with, in any script."""

from __future__ import annotations

import unicodedata

from audit.model import Span, Text

_COLONS = (":", "：", "፦", "։")
_ELLIPSES = ("…", "...", "⋯", "。。。", "．．．", "ฯ")
_QUESTIONS = "?？؟՞፧⁇⁈⁉‽"
_GREEK_QUESTION = ";\N{GREEK QUESTION MARK}"
_STOPS = ".。।॥۔።။។｡．"
_EXCLAMATIONS = "!！՜"
CLOSING = "\"'”’»›」』)）]］】》 \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"


def end_mark(side: Text) -> str:
    """Its name; ``none`` after a letter or figure, ``other`` after any other sign. Quotes and brackets do not count."""
    text = side.text.rstrip().rstrip(CLOSING)
    if text.endswith(_COLONS):
        return "colon"
    if text.endswith(_ELLIPSES):
        return "ellipsis"
    questions = _QUESTIONS + "".join(mark for mark in side.pack.end_marks or () if mark in _GREEK_QUESTION)
    for name, signs in (("question mark", questions), ("stop", _STOPS), ("exclamation mark", _EXCLAMATIONS)):
        if text.endswith(tuple(signs)):
            return name
    return "none" if unicodedata.category(text[-1:] or " ")[0] in "LMN" else "other"


def last_mark(text: str, end: int) -> Span:
    """The marks right before ``end``."""
    start = end
    while start and unicodedata.category(text[start - 1])[0] == "P" and text[start - 1] not in CLOSING:
        start -= 1
    return Span(start, end)
