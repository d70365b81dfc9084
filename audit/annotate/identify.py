"""Which language a document, a paragraph or a sentence is written in.

Scripts first: most of them name the language or leave a few. ``eldc`` chooses among the
languages of the script; where it is unsure of a whole document, ``langdetect`` decides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from audit.annotate import Notes, arbiter, eld
from audit.annotate.foreign import Foreign, foreign_spans
from audit.model import Document, Paragraph, Share, Text, blanked
from audit.packs import load
from audit.text import scripts
from audit.text.protect import protected
from audit.text.varieties import forms

_LEAST_LETTERS = 12
"""Fewer letters than these do not tell the language."""
_DENSE = {"Han": 3, "Hiragana": 2, "Katakana": 2, "Hangul": 2}
"""Letters of an alphabet that a character of these scripts is worth."""
_KANA = 0.05
"""Share of kana among kana and ideographs from which a text is Japanese."""
_LEAST_WEIGHT = {"Latin": 11.0, "Cyrillic": 15.0, "Arabic": 19.0, "Devanagari": 30.0, "Han": 20.0}
"""Mean weight per n-gram under which ``eldc`` does not know the language at all.

Chosen on NTREX-128: its 60 languages stay above in documents of ten sentences, and all
others but the closest relatives (Afrikaans, Galician, Macedonian, Nepali) below."""
_SATURATED = 30.0
"""Mean weight from which ``eldc``'s own measure of its lead no longer tells anything ..."""
_LEAST_LEAD = 2.5
"""... and a lead of this many is a sure one."""
_SURE = 0.75
"""Share of a language's letters that must be surely its own."""
_LIKELY = 0.5
"""The same where nobody else knows better; also the share that must be in a language ``eldc`` knows."""
_RIVALS = 3
"""Languages ``langdetect`` chooses among, besides the likeliest."""
_PIECE = 300
"""Characters judged at a time."""
_MOST_PIECES = 60
_MOSTLY = 0.8
"""Share of a text's letters in one other language that makes the whole text that language's."""


_SISTERS = {"id": "ms"}
"""Languages that ``eldc`` does not tell apart; their packs do, as varieties."""


_HALF = 0.5
"""The same between Chinese and Japanese, which share most of their characters."""
_PLAIN = 0.4
"""Share of a stretch's words that are no names; with fewer it is a list of them."""


class Languages(NamedTuple):
    """The note on a segment: the language of most of it, and the stretches in others."""

    language: str
    foreign: tuple[Foreign, ...]


class _Vote(NamedTuple):
    code: str
    letters: int
    known: bool = True
    """Is the text in a language ``eldc`` knows, or in a close relative of one?"""
    sure: bool = True


def annotate(document: Document) -> Notes:
    """Shares of the document's languages (list of ``Share``, largest first), and a ``Languages`` per segment."""
    segments = [
        _languages(segment.target) if paragraph.kind != "code" else Languages(document.pack.lang, ())
        for paragraph in document.paragraphs
        for segment in paragraph.segments
    ]
    return Notes(_shares(document.paragraphs, segments), segments)


def _languages(text: Text) -> Languages:
    found = foreign_spans(text.prose, text.pack)
    return Languages(_main(text.prose, found) or text.pack.lang, found)


def _main(text: str, found: Sequence[Foreign], share: float = _MOSTLY) -> str | None:
    """The language that ``share`` of ``text`` is in, if stretches of one make up so much of it."""
    worth: Counter[str] = Counter()
    for stretch in found:
        if stretch.plain >= _PLAIN * stretch.words:
            worth[stretch.language] += _worth(text[slice(*stretch.span)]).total()
    if not worth:
        return None
    language, most = worth.most_common(1)[0]
    return _variety(language, text) if most >= share * _worth(text).total() else None


def _worth(text: str) -> Counter[str]:
    """Letters by script, those of dense scripts worth several."""
    return Counter({script: count * _DENSE.get(script, 1) for script, count in scripts.counts(text).items()})


def _shares(paragraphs: Sequence[Paragraph], notes: Sequence[Languages]) -> list[Share]:
    """Languages by share of letters; a foreign stretch counts for its own language."""
    letters: Counter[str] = Counter()
    segments = (segment for paragraph in paragraphs for segment in paragraph.segments)
    for segment, note in zip(segments, notes, strict=True):
        prose = segment.target.prose
        letters[note.language] += scripts.letters(prose)
        for stretch in note.foreign:
            if note.language.partition("-")[0] != stretch.language:
                guest = scripts.letters(prose[slice(*stretch.span)])
                letters[note.language] -= guest
                letters[_variety(stretch.language, prose)] += guest
    total = letters.total()
    ranked = sorted(letters.items(), key=lambda item: (-item[1], item[0]))
    return [Share(language, round(count / total, 3)) for language, count in ranked if count > 0]


# Documents


def document_language(texts: Sequence[str]) -> str | None:
    """The language most letters of ``texts`` (paragraphs) are in, as a BCP 47 tag.

    Chinese is told apart as ``zh-Hans`` and ``zh-Hant`` where a character tells. None:
    too little text, or none of the languages we can tell.
    """
    pieces = [blanked(piece, protected(piece)) for piece in _sampled(list(_pieces(texts)))]
    votes = [vote for piece in pieces if (vote := _vote(piece))]
    letters: Counter[str] = Counter()
    for vote in votes:
        letters[vote.code] += vote.letters
    if letters.total() < _LEAST_LETTERS:
        return None
    first = min(letters, key=lambda code: (-letters[code], code))
    own = [vote for vote in votes if vote.code == first]
    if _part(own, "known") < _LIKELY:
        return None
    sample = "\n".join(pieces)
    code = first if _part(own, "sure") >= _SURE else _arbitrated(sample, first, own)
    return _variety(eld.tag(code), sample) if code else None


def _arbitrated(sample: str, first: str, votes: Sequence[_Vote]) -> str | None:
    """The language that langdetect finds in a sample ``eldc`` is unsure of; the likelier one if it cannot tell."""
    codes = next(codes for codes in eld.BY_SCRIPT.values() if first in codes)
    rivals = tuple(code for code in eld.ranked(sample, codes) if code != first)[:_RIVALS]
    return arbiter.verdict(sample, first, rivals) or (first if _part(votes, "sure") >= _LIKELY else None)


def _pieces(texts: Sequence[str]) -> Iterator[str]:
    """The texts in pieces of some 300 characters, short ones joined."""
    piece = ""
    for text in texts:
        for start in range(0, len(text), _PIECE):
            piece += text[start : start + _PIECE] + "\n"
            if len(piece) >= _PIECE / 2:
                yield piece
                piece = ""
    if piece:
        yield piece


def _sampled(pieces: list[str]) -> list[str]:
    """At most so many pieces, spread evenly."""
    if len(pieces) <= _MOST_PIECES:
        return pieces
    return [pieces[i * len(pieces) // _MOST_PIECES] for i in range(_MOST_PIECES)]


def _vote(text: str) -> _Vote | None:
    """What one piece of text says; None if it has no letters we know a language for."""
    counts = scripts.counts(text)
    worth = _worth(text)
    cjk = worth["Hiragana"] + worth["Katakana"] + worth["Han"]
    if cjk and cjk >= max(worth.values()):
        kana = counts["Hiragana"] + counts["Katakana"]
        if kana > _KANA * (kana + counts["Han"]):
            return _Vote("ja", cjk)
    script, letters = worth.most_common(1)[0] if worth else ("", 0)
    codes = eld.BY_SCRIPT.get(script)
    if codes is None:
        return None
    if len(codes) == 1:
        return _Vote(codes[0], letters)
    found = eld.guess(text, codes)
    known = found.weight >= _LEAST_WEIGHT[script]
    sure = found.reliable or (found.weight >= _SATURATED and found.lead >= _LEAST_LEAD)
    return _Vote(found.code, letters, known, known and sure)


def _part(votes: Sequence[_Vote], claim: str) -> float:
    """Share of the votes' letters for which a claim holds."""
    return sum(v.letters for v in votes if getattr(v, claim)) / sum(v.letters for v in votes)


def _variety(tag: str, text: str) -> str:
    """The tag made precise by what only one variety (or sister language) writes."""
    if tag == "zh":
        simplified, traditional = _only(text, "gb2312", "big5"), _only(text, "big5", "gb2312")
        return tag if simplified == traditional else "zh-Hans" if simplified > traditional else "zh-Hant"
    if tag not in _SISTERS:
        return tag
    counts = Counter(form.variety for form in forms(text, load(tag)))
    return max((tag, _SISTERS[tag]), key=counts.__getitem__)


def _only(text: str, codec: str, other: str) -> int:
    """How many characters one national character set holds and the other does not."""
    held = text.encode(codec, "ignore").decode(codec)
    return len(held) - len(held.encode(other, "ignore").decode(other))


# Paragraphs


def paragraph_language(text: str, expected: str) -> str | None:
    """A language other than ``expected`` that nearly all of ``text`` is in, or None.

    ``text`` has protected characters blanked. Names, titles and set phrases do not count,
    nor do dialects or varieties of the expected language.
    """
    pack = load(expected)
    piece = text[:_PIECE]
    vote = _vote(piece)
    if pack.scripts is None or vote is None or vote.code == eld.code(expected):
        return None
    both_ideographic = {vote.code, eld.code(expected)} <= set(eld.BY_SCRIPT["Han"])
    return _main(piece, foreign_spans(piece, pack), _HALF if both_ideographic and vote.sure else _MOSTLY)
