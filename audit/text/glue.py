"""Where two lines were glued together: a heading and the sentence below it, without a break between."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import regex

from audit.model import Document, Span, Text
from audit.text.bulk import bulk
from audit.text.repeats import Letters, Match

_DENSE = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]")
_SHORTEST, _LONGEST = 6, 80
"""Bulk of a heading."""
_LISTED = 14
"""Bulk of the shortest heading that is known from elsewhere."""
_CLAUSE = 11
"""Bulk of the shortest heading that may end in kana; shorter ones are connectives."""
_ALIKE = 50
"""How much of a paragraph (bulk) must come again, from its beginning on."""
_RUNNING = ("prose", "heading", "quote")
_MARK = regex.compile(r"[,，、;；.。!！?？:：\uFFFC]|[\p{Pi}\p{Ps}]$")
_KANA = regex.compile(r"\p{Hiragana}")
_HEAD_END = regex.compile(r"[\p{L}\p{M}\p{N}]$")
_CAPITAL = regex.compile(r"\p{Lu}")

_TOKEN = regex.compile(
    r"(?<!\S)(?P<left>[\p{L}\p{M}]*[\p{Ll}\p{M}\p{N}])(?P<right>\p{Lu}[\p{Ll}\p{M}]*)(?=,? (?P<next>\S))"
)
_END = regex.compile(r"[.!?…][\p{Pe}\p{Pf}\"'”’]*(?=\s|\p{Lu})")
_SMALL = regex.compile(r"[\p{Ll}\p{M}]{3,}")
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")
_MOST_WORDS = 10


def by_copies(document: Document, kept: Letters, found: Iterable[Match]) -> Iterator[Span]:
    """Headings glued to a sentence that begins a paragraph elsewhere in the document, given what it says twice."""
    begins = sorted({i for p in document.paragraphs if p.kind in _RUNNING and (i := kept.first(p.span)) is not None})
    texts = [segment.target for segment in document.segments]
    sentences = [text.start for text in texts]
    for at in sorted({*_begun(kept.text, found, begins)} - set(begins)):
        text = texts[max(bisect_right(sentences, kept.places[at]) - 1, 0)]
        end = kept.places[at] - text.start
        if 0 < end < min(_LONGEST, len(text.prose)) and _is_heading(text.prose[:end], text):
            yield text.in_document(Span(0, end))


def _begun(text: str, found: Iterable[Match], begins: Sequence[int]) -> Iterator[int]:
    """The letters that stand, in one of two copies, where in the other a paragraph begins."""
    for first, second, size in found:
        if bulk(text[first : first + size]) < _ALIKE:
            continue
        for here, there in ((first, second), (second, first)):
            for begin in begins[bisect_left(begins, here) : bisect_right(begins, here + size)]:
                if bulk(text[begin : here + size]) >= _ALIKE:
                    yield begin - here + there


def _is_heading(head: str, text: Text) -> bool:
    """Could these words, which touch the sentence after them, be a heading, and not a clause or a connective?"""
    if not _SHORTEST <= bulk(head) <= _LONGEST or _MARK.search(head) or not _HEAD_END.search(head):
        return False
    if not text.pack.cased:
        if not _KANA.search(head[-1]):
            return bool(_DENSE.search(head[-1]))
        joined = any(regex.search(f"{joint}$", head) for joint in text.pack.joints or ())
        return bulk(head) >= _CLAUSE and not joined
    words = _WORD.findall(head)
    begins = text.prose[len(head)]
    return bool(_CAPITAL.match(begins)) and words[-1].lower() not in (text.pack.function_words or ())


def by_headings(document: Document) -> Iterator[Span]:
    """Headings that stand alone elsewhere, as in a table of contents, glued to a sentence in a dense script."""
    listed = [p.text for p in document.paragraphs if p.kind == "list-item" and p.text.pack.word_spaces is False]
    alone = {text.text for text in listed if _HEAD_END.search(text.text) and _is_clause(text.text)}
    sizes = sorted({len(line) for line in alone}, reverse=True)
    for segment in document.segments if alone else ():
        text = segment.target
        end = next((size for size in sizes if text.prose[:size] in alone and size < len(text.prose)), 0)
        if end and _HEAD_END.search(text.prose[end]) and _DENSE.search(text.prose[end]):
            yield text.in_document(Span(0, end))


def _is_clause(line: str) -> bool:
    """Is it more than a compound, which a sentence may lengthen? Japanese shows that by a particle inside."""
    least = _LISTED if _KANA.search(line) else _LISTED * 3 // 2
    return bool(_DENSE.search(line)) and least <= bulk(line) <= _LONGEST


def by_capitals(document: Document) -> Iterator[Span]:
    """Headings whose last word runs into the capital of a sentence: ``two goalsThe minister``."""
    known: Counter[str] = Counter()
    for paragraph in document.paragraphs:
        if paragraph.kind in ("code", "table") or not paragraph.text.pack.cased:
            continue
        for found in _TOKEN.finditer(paragraph.text.prose):
            known = known or Counter(_WORD.findall(document.prose))
            if _is_seam(found, paragraph.text, known):
                yield paragraph.text.in_document(_head(paragraph.text.prose, found))


def _is_seam(found: regex.Match[str], text: Text, known: Counter[str]) -> bool:
    """Do two words meet in this token, and not the halves of a name like ``PowerPoint``?"""
    left, right = found["left"], found["right"]
    if known[left + right] > 1 or len(left) < 3:
        return False
    if right.lower() in (text.pack.function_words or ()) and not _CAPITAL.match(found["next"]):
        return bool(_SMALL.fullmatch(left)) or (len(right) > 2 and right.lower() in (text.pack.clause_openers or ()))
    return bool(_SMALL.fullmatch(left)) and min(len(left), len(right)) > 3 and bool(known[left] and known[right])


def _head(prose: str, found: regex.Match[str]) -> Span:
    """The heading before the seam; the token, if what is before it is too long for one."""
    start = max((m.end() for m in _END.finditer(prose, 0, found.start())), default=0)
    start += len(prose[start : found.end("left")]) - len(prose[start : found.end("left")].lstrip())
    head = Span(start, found.end("left"))
    fits = len(_WORD.findall(prose[slice(*head)])) <= _MOST_WORDS and bulk(prose[slice(*head)]) <= _LONGEST
    return head if fits else Span(*found.span())


def seams(document: Document, kept: Letters, found: Iterable[Match]) -> Sequence[Span]:
    """All glued headings, in order, each once. ``kept`` and ``found``: the document's letters and repeats."""
    return sorted({*by_copies(document, kept, found), *by_headings(document), *by_capitals(document)})
