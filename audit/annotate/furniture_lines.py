"""What each single line of a page looks like: a phrase of page templates, a shape of metadata, or neither."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal, NamedTuple

import regex

from audit.model import Document, Paragraph
from audit.packs import Phrase, load
from audit.text.bulk import bulk

_LINGUA_FRANCA = "en"
_LONGEST = 220
"""Characters of the longest line that is held against the lists."""
_DECORATION = " \t\u00a0\u3000|｜>»›«‹<＞＜•·・●○■□▪▶►▷▼▽▲△◀◁→⇒➡⟶↓↑←⇨*＊+＋–—―:：;；,，.．…!！?？。、~〜～=＝_/／\\※☆★◆◇☞☛✔✓📌🔗👉👇📢📣🔔"
_LATIN_WORD = regex.compile(r"[A-Za-z]{2}")
_PAIRS = {"(": ")", "（": "）", "[": "]", "［": "］", "【": "】", "<": ">", "＜": "＞", "《": "》", "〈": "〉"}

_MONTH = r"(?:\p{L}{3,12}\.?)"
_CLOCK = r"\d{1,2}[:.h時点點시]\s?\d{2}(?:[:.分]\d{2})?(?:\s?[ap]\.?m\.?)?"
_DAY = rf"(?:\d{{4}}[-/.年]\s?\d{{1,2}}[-/.月]\s?\d{{1,2}}日?|\d{{1,2}}[-/.]\d{{1,2}}[-/.]\d{{2,4}}|\d{{4}}년 ?\d{{1,2}}월 ?\d{{1,2}}일|{_MONTH} \d{{1,2}},? \d{{4}}|\d{{1,2}}\.? (?:de )?{_MONTH} (?:de )?\d{{4}})"
_DATED = regex.compile(rf"\S.{{20,}}{_DAY}.{{0,24}}", regex.I)
_URL = r"(?:https?://|www\.)\S+"
_SHAPES = {
    "image address": regex.compile(
        rf"{_URL}\.(?:jpe?g|png|gif|webp|svg|avif|mp4|mp3|pdf)(?:\?\S*)?.{{0,40}}|[\w./-]+\.(?:jpe?g|png|gif|webp)", regex.I
    ),
    "time stamp": regex.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:?\d{2}(?::?\d{2})?(?:\.\d+)?(?: ?(?:Z|UTC|GMT|[+-]\d{2}:?\d{2}))?"),
    "locale code": regex.compile(r"[a-z]{2,3}_[A-Z]{2}(?:\.UTF-?8)?"),
    "identifier": regex.compile(r"(?=\S*\d)(?=\S*[a-f])[0-9a-f]{16,64}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?:article|post|page|node|item)[-_ ]?id[:=]? ?\w+", regex.I),
    "address": regex.compile(rf"(?:\p{{L}}{{2,12}}: ?)?{_URL}"),
    "mail": regex.compile(r"(?:\p{L}[\p{L}-]{0,12}[:：] ?)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    "phone number": regex.compile(r"(?:\p{L}[\p{L}. ]{0,12}[:：.)]? ?)?(?:\+|00|\(?0)[\d ()/.-]{6,18}\d"),
    "date": regex.compile(rf"(?:\p{{L}}+,? )?{_DAY}(?:[ ,|·•/–-]+(?:{_CLOCK}|{_DAY}|[A-Z]{{2,4}}|[+-]\d{{4}}))*|{_CLOCK}", regex.I),
    "number": regex.compile(r"\d{1,6}"),
    "labels": regex.compile(r"\p{L}[^,，、;；|.。!?！？\n]{0,30}(?:(?:, |，|、| \| |; )[^,，、;；|.。!?！？\n]{1,30}){3,20}"),
}


class Label(NamedTuple):
    """What a line is taken for. ``weak``: an author may have written it too, so it needs company."""

    sort: Literal["boilerplate", "metadata"]
    kind: str
    weak: bool = False


def labels(document: Document, paragraphs: Sequence[Paragraph]) -> Iterator[Label | None]:
    """The label of each paragraph, in order."""
    known: dict[tuple[str, str], Label | None] = {}
    for i, paragraph in enumerate(paragraphs):
        text = paragraph.text.text
        if len(text) > _LONGEST or "\n" in text:
            yield None
            continue
        key = (text, paragraph.text.pack.lang)
        if key not in known:
            known[key] = _label(text, {document.pack.lang, paragraph.text.pack.lang, _LINGUA_FRANCA})
        yield known[key] or _author_box(paragraphs, i)


def _label(text: str, languages: set[str]) -> Label | None:
    for kind, shape in _SHAPES.items():
        if shape.fullmatch(text):
            return Label("metadata", kind)
    bare = trimmed(text)
    if not bare:
        return None
    if not _LATIN_WORD.search(bare):
        languages = languages - {_LINGUA_FRANCA}
    found = [phrase for language in sorted(languages) if (phrase := _phrase(bare, language))]
    strong = [phrase for phrase in found if phrase.note != "weak"]
    for phrase in strong or found:
        return Label("boilerplate", phrase.kind, phrase.note == "weak")
    return None


def ends_in_date(text: str) -> bool:
    """Is this a teaser with the date, and perhaps the source, behind it?"""
    return len(text) <= 2 * _LONGEST and _DATED.fullmatch(text) is not None


def trimmed(line: str) -> str:
    """``line`` without the arrows, bullets, end marks and brackets around it."""
    bare = line.strip(_DECORATION)
    while bare and _PAIRS.get(bare[0]) == bare[-1]:
        bare = bare[1:-1].strip(_DECORATION)
    return bare


@cache
def _list(language: str) -> tuple[re.Pattern[str], tuple[Phrase, ...]] | None:
    """One pattern for a pack's whole list; the number of its group is that of the phrase.

    ``re``, which compiles these lists three times as fast as ``regex``.
    """
    phrases = load(language).boilerplate
    if not phrases:
        return None
    return re.compile("|".join(f"({phrase.pattern})" for phrase in phrases), re.IGNORECASE), phrases


def _phrase(line: str, language: str) -> Phrase | None:
    known = _list(language)
    found = known and known[0].fullmatch(line)
    return known[1][found.lastindex - 1] if known and found and found.lastindex else None


# Author boxes: "Travel guru. Bacon nerd. Certified thinker." The generators of content farms write lists of nouns.

_BOX_SENTENCES = 4
_BOX_BULK = 42
_FOOT = 6
"""Paragraphs from the end among which an author is introduced."""
_VERB_ENDING = regex.compile(r"\p{Hiragana}$")


def _author_box(paragraphs: Sequence[Paragraph], i: int) -> Label | None:
    if i + _FOOT < len(paragraphs) or i < 3:
        return None
    sentences = [segment.target.text for segment in paragraphs[i].segments]
    nouns = [s for s in sentences if 2 < bulk(s) <= _BOX_BULK and len(s.split()) <= 5 and not _VERB_ENDING.search(trimmed(s))]
    if len(nouns) >= _BOX_SENTENCES and len(nouns) >= len(sentences) - 1:
        return Label("boilerplate", "author-box")
    return None
