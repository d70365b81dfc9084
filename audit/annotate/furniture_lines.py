"""What each single line of a page looks like: a phrase of page templates, a shape of metadata, or neither."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import accumulate
from typing import Literal, NamedTuple

import regex

from audit.model import Document, Paragraph, Span
from audit.packs import Phrase, load
from audit.text.bulk import bulk
from audit.text.needles import Passages
from audit.text.patterns import compiled

_LINGUA_FRANCA = "en"
_LONGEST = 220
"""Characters of the longest line that is held against the lists."""
_DECORATION = (
    " \t\u00a0\u3000|｜>»›«‹<＞＜•·・●○■□▪▶►▷▼▽▲△◀◁→⇒➡⟶↓↑←⇨*＊+＋–—―:：;；,，.．…!！?？。、~〜～=＝_/／\\"
    "※☆★◆◇☞☛✔✓📌🔗👉👇📢📣🔔"
)
_RUN_ON = 8
"""Least characters of a sentence that runs on from a credit."""
_LATIN_WORD = regex.compile(r"[A-Za-z]{2}")
_PAIRS = {"(": ")", "（": "）", "[": "]", "［": "］", "【": "】", "<": ">", "＜": "＞", "《": "》", "〈": "〉"}

_LINE = regex.compile(r"\S(?:[^\n\r]*\S)?")
_MONTH = r"(?:\p{L}{3,12}\.?)"
_CLOCK = r"\d{1,2}[:.h時點点시]\s?\d{2}(?:[:.分]\d{2})?(?:\s?[ap]\.?m\.?)?"
_DAY = rf"""(?:\d{{4}}[-/.年]\s?\d{{1,2}}[-/.月]\s?\d{{1,2}}日?
    |\d{{1,2}}[-/.]\d{{1,2}}[-/.]\d{{2,4}}
    |\d{{4}}년\s?\d{{1,2}}월\s?\d{{1,2}}일
    |{_MONTH}\s\d{{1,2}},?\s\d{{4}}
    |\d{{1,2}}\.?\s(?:de\s)?{_MONTH}\s(?:de\s)?\d{{4}})"""
_DATED = rf"(?i)\S.{{20,}}{_DAY}.{{0,24}}"
_HAS_YEAR = re.compile(r"\d{4}|[-/.]\d\d")
_URL = r"(?:https?://|www\.)\S+"
_IS_URL = regex.compile(_URL)
_LABEL = r"(?:\p{L}[\p{L}.\x20-]{0,14}(?:[:：.)]\s?|\s))?"
"""What may stand before a contact: ``Tel.:``, ``E-Mail:``."""
_SHAPES = {
    "image address": rf"""{_URL}\.(?:jpe?g|png|gif|webp|svg|avif|mp4|mp3|pdf)(?:\?\S*)?.{{0,40}}
        |[\w./-]+\.(?:jpe?g|png|gif|webp)""",
    "time stamp": r"\d{4}-\d\d-\d\d[T\x20]\d\d:?\d\d(?::?\d\d)?(?:\.\d+)?(?:\s?(?:Z|UTC|GMT|[+-]\d\d:?\d\d))?",
    "locale code": r"[a-z]{2,3}_[A-Z]{2}(?:\.UTF-?8)?",
    "identifier": r"""(?=\S*\d)(?=\S*[a-f])[0-9a-f]{16,64}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}
        |(?:article|post|page|node|item)[-_\x20]?id[:=]?\s?\w+""",
    "address": _URL,
    "source": rf"{_LABEL}{_URL}",
    "mail": rf"{_LABEL}[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
    "phone number": rf"{_LABEL}(?:\+|00|\(?0)[\d\x20()/.-]{{6,18}}\d",
    "date": rf"(?:\p{{L}}+,?\s)?{_DAY}(?:[\x20,|·•/–-]+(?:{_CLOCK}|{_DAY}|[A-Z]{{2,4}}|[+-]\d{{4}}))*|{_CLOCK}",
    "number": r"\d{1,6}",
    "labels": r"\p{L}[^,，、;；|.。!?！？]{0,30}(?:(?:,\s|，|、|\s\|\s|;\s)[^,，、;；|.。!?！？]{1,30}){3,20}",
}


_SHAPED = re.compile(r"\d|@|_[A-Z]|://|www\.|\.[a-z]{3}|(?:[,;|，、].*){3}")
"""What all these shapes have something of."""
_MAKING = {
    kind: re.compile(sign)
    for kind, sign in {
        "image address": r"\.(?:jpe?g|png|gif|webp|svg|avif|mp[34]|pdf)",
        "time stamp": r"\d-\d\d-\d\d[T ]\d\d",
        "locale code": r"[a-z]_[A-Z]{2}",
        "identifier": r"[0-9a-f]{16}|[0-9a-f]{8}-|article|post|page|node|item",
        "address": "://|www\\.",
        "source": "://|www\\.",
        "mail": "@",
        "phone number": r"[\d ()/.-]{6}\d",
        "date": r"\d",
        "number": r"^\d{1,6}$",
        "labels": "[,，、|;].*[,，、|;].*[,，、|;]",
    }.items()
}
"""What each of them cannot be without: they are compiled for lines that have it."""


@cache
def _shape(pattern: str) -> regex.Pattern[str]:
    return compiled(pattern, regex.X)


class Label(NamedTuple):
    """What a line is taken for. ``weak``: an author may have written it too, so it needs company."""

    sort: Literal["boilerplate", "metadata"]
    kind: str
    weak: bool = False


class Line(NamedTuple):
    """A line of a paragraph, without the blanks around it, and where it stands in the document."""

    paragraph: Paragraph
    span: Span
    text: str


def lines(document: Document) -> list[Line]:
    """The lines of all paragraphs but code and tables, in order."""
    return [
        Line(paragraph, Span(*match.span()).shift(paragraph.text.start), match[0])
        for paragraph in document.paragraphs
        if paragraph.kind not in ("code", "table")
        for match in _LINE.finditer(paragraph.text.text)
    ]


def labels(document: Document, found: Sequence[Line]) -> Iterator[Label | None]:
    """The label of each line, in order."""
    lists = _lists(found)
    known: dict[tuple[str, str], Label | None] = {}
    for i, (paragraph, _, text) in enumerate(found):
        if len(text) > _LONGEST:
            yield None
            continue
        key = (text, paragraph.text.pack.lang)
        if key not in known:
            known[key] = _label(text, {document.pack.lang, paragraph.text.pack.lang, _LINGUA_FRANCA}, lists)
        yield known[key] or _author_box(found, i)


def _lists(found: Iterable[Line]) -> _Lists:
    return _Lists([trimmed(line.text) for line in found if len(line.text) <= _LONGEST])


def _label(text: str, languages: set[str], lists: _Lists) -> Label | None:
    bare = trimmed(text)
    if not _LATIN_WORD.search(bare):
        languages = languages - {_LINGUA_FRANCA}
    found = [phrase for language in sorted(languages) if bare and (phrase := lists.phrase(bare, language))]
    for phrase in found:
        if phrase.note != "weak" or _PAIRS.get(text[0]) == text[-1]:
            return Label("boilerplate", phrase.kind)
    if _SHAPED.search(text):
        for kind, shape in _SHAPES.items():
            if _MAKING[kind].search(text) and _shape(shape).fullmatch(text):
                return Label("metadata", kind)
    return Label("boilerplate", found[0].kind, weak=True) if found else None


def credit_end(line: Line, document: Document) -> int | None:
    """Where in ``line`` a credit with an address ends, if a sentence runs on from there without a break."""
    for address in line.paragraph.text.protected:
        if not _IS_URL.match(line.paragraph.text.text, address.start):
            continue
        end = line.paragraph.text.start + address.end - line.span.start
        if not 0 < end < len(line.text) - _RUN_ON or not line.text[end].isalpha():
            continue
        languages = {document.pack.lang, line.paragraph.text.pack.lang, _LINGUA_FRANCA}
        label = _label(line.text[:end], languages, _Lists([trimmed(line.text[:end])]))
        if label and end > address.end - address.start:
            return end
    return None


def ends_in_date(text: str) -> bool:
    """Is this a teaser with the date, and perhaps the source, behind it?"""
    if len(text) > 2 * _LONGEST or not _HAS_YEAR.search(text):
        return False
    return _shape(_DATED).fullmatch(text) is not None


def trimmed(line: str) -> str:
    """``line`` without the arrows, bullets, end marks and brackets around it."""
    bare = line.strip(_DECORATION)
    while bare and _PAIRS.get(bare[0]) == bare[-1]:
        bare = bare[1:-1].strip(_DECORATION)
    return bare


class _Lists:
    """The lists of the packs, as far as the lines of one document can match them.

    ``re`` compiles such phrases three times as fast as ``regex``; most are never compiled.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        distinct = list(dict.fromkeys(lines))
        ends = accumulate(len(line) + 1 for line in distinct)
        spans = [Span(end - len(line) - 1, end - 1) for line, end in zip(distinct, ends, strict=True)]
        self._lines = Passages("\n".join(distinct), spans)
        self._known: dict[str, dict[str, list[Phrase]]] = {}

    def phrase(self, line: str, language: str) -> Phrase | None:
        """The phrase that a whole line is, a sure sign rather than a weak one."""
        if language not in self._known:
            self._known[language] = self._possible(language)
        fits = sorted(self._known[language].get(line, ()), key=lambda phrase: phrase.note == "weak")
        return next((phrase for phrase in fits if _single(phrase.pattern).fullmatch(line)), None)

    def _possible(self, language: str) -> dict[str, list[Phrase]]:
        """For each line the phrases that it could be."""
        known = load(language).boilerplate or ()
        found: dict[str, list[Phrase]] = {}
        for number, spans in self._lines.tried(tuple(phrase.pattern for phrase in known)):
            for start, end in spans:
                found.setdefault(self._lines.text[start:end], []).append(known[number])
        return found


@cache
def _single(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


# Author boxes: "Travel guru. Bacon nerd. Certified thinker." The generators of content farms write lists of nouns.

_BOX_SENTENCES = 4
_BOX_BULK = 42
_FOOT = 6
"""Lines from the end among which an author is introduced."""
_NO_NOUN = regex.compile(r"\p{Hiragana}$|\p{Nd}|@")
_HAN_ONLY = regex.compile(r"[^\p{Hiragana}\p{Katakana}]*\p{Han}[^\p{Hiragana}\p{Katakana}]*")
_HAN_NOUN = 8
"""Characters of the longest noun phrase written in ideographs alone: 获奖网络专家."""


def _author_box(found: Sequence[Line], i: int) -> Label | None:
    if i + _FOOT < len(found) or i < 3:
        return None
    sentences = [segment.target.text for segment in found[i].paragraph.segments]
    nouns = [s for s in sentences if _is_noun_phrase(trimmed(s))]
    if len(nouns) >= _BOX_SENTENCES and len(nouns) >= len(sentences) - 1:
        return Label("boilerplate", "author-box")
    return None


def _is_noun_phrase(phrase: str) -> bool:
    """A few words, no figures, no verb's ending; in writing without kana, where none shows, a very short phrase."""
    if not 2 < bulk(phrase) <= _BOX_BULK or len(phrase.split()) > 5 or _NO_NOUN.search(phrase):
        return False
    return not _HAN_ONLY.fullmatch(phrase) or len(phrase) <= _HAN_NOUN
