"""Which language a document, a paragraph or a sentence is written in.

Scripts first: most of them name the language or leave a few. ``eldc`` then chooses among
the languages of the script.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from audit.annotate import eld
from audit.text import scripts

_LEAST_LETTERS = {"Latin": 16, "Cyrillic": 16, "Arabic": 12, "Devanagari": 12, "Han": 6}
"""Fewer letters of a script than these do not tell which of its languages it is."""
_KANA = 0.05
"""Share of kana among kana and kanji from which a text is Japanese."""
_PIECE = 300
"""Characters judged at a time."""
_MOST_PIECES = 60


def document_language(texts: Sequence[str]) -> str | None:
    """The language most letters of ``texts`` (paragraphs) are in, as a BCP 47 tag.

    Chinese is told apart as ``zh-Hans`` and ``zh-Hant``. None: too little text, or none
    of the languages we can tell.
    """
    letters: Counter[str] = Counter()
    for piece in _sampled(list(_pieces(texts))):
        language = _language(piece)
        if language:
            letters[language] += scripts.letters(piece)
    if not letters:
        return None
    return max(sorted(letters), key=letters.__getitem__)


def paragraph_language(text: str, expected: str) -> str | None:
    """A language other than ``expected`` that ``text`` is reliably written in, or None."""
    base = expected.partition("-")[0]
    if base == "und":
        return None
    language = _language(text, least=3)
    if language is None or language.partition("-")[0] == base:
        return None
    return language


def _pieces(texts: Sequence[str]) -> Iterator[str]:
    for text in texts:
        for start in range(0, len(text), _PIECE):
            yield text[start : start + _PIECE]


def _sampled(pieces: list[str]) -> list[str]:
    """At most so many pieces, spread evenly."""
    step = max(1, len(pieces) // _MOST_PIECES)
    return pieces[::step]


def _language(text: str, least: int = 1) -> str | None:
    """The language of one short text, if it is certain; ``least`` multiplies how much text that takes."""
    counts = scripts.counts(text)
    if not counts:
        return None
    kana, han = counts["Hiragana"] + counts["Katakana"], counts["Han"]
    if kana + han and counts.most_common(1)[0][0] in ("Hiragana", "Katakana", "Han"):
        if kana + han < _LEAST_LETTERS["Han"] * least:
            return None
        return "ja" if kana > _KANA * (kana + han) else _han(text)
    script, letters = counts.most_common(1)[0]
    if script in eld.ONLY:
        return eld.ONLY[script] if letters >= _LEAST_LETTERS["Han"] * least else None
    if script not in eld.BY_SCRIPT or letters < _LEAST_LETTERS[script] * least:
        return None
    guess = eld.guess(text, eld.BY_SCRIPT[script])
    return guess.language if guess.reliable or guess.lead > 2 else None


def _han(text: str) -> str | None:
    guess = eld.guess(text, eld.BY_SCRIPT["Han"])
    if guess.language != "zh":
        return guess.language if guess.reliable else None
    return "zh-Hant" if _encodes(text, "big5") > _encodes(text, "gb2312") else "zh-Hans"


def _encodes(text: str, codec: str) -> int:
    """How many bytes of ``text`` the character set of ``codec`` can hold."""
    return len(text.encode(codec, "ignore"))
