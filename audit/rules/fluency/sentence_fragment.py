"""FL03: what is closed like a sentence and is none."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import regex

from audit.model import Document, Hit, Paragraph, Segment, Severity, Span, Unjudged
from audit.packs import Ending, Pack, Phrase
from audit.rule import document_rule
from audit.text.needles import tried

_CLOSING = regex.compile(r"[\s\p{Pe}\p{Pf}\"'”’»」』]*$")
_TRAILING_OFF = regex.compile(r"…|\.\.|[?？!！؟:：,，、;；\p{Pd}]\s*$")
_LAST_WORD = regex.compile(r"(?<![\p{L}\p{M}\p{N}\-.])[\p{L}\p{M}]+(?:['’\-‐][\p{L}\p{M}]+)*$")
_LOWER_START = regex.compile(r"(?<=(?<![\p{L}\p{M}.'’])([\p{L}\p{M}]{3,})\.[ \n])(\p{Ll}[\p{Ll}\p{M}]*)(?=[\s,;:])")
_REASONS = {
    "phrase": "a phrase without a verb, closed like a sentence",
    "cut": "a sentence that is closed before its end",
    "leftover": "the end of a sentence that is not there",
    "open end": "a sentence that stops before its end",
    "dangling": "a sentence cannot end with this word",
    "lower case": "a sentence begins in lower case after a full stop",
}


class Sentence(NamedTuple):
    """A sentence of running prose. ``body``: without end mark and closing quotation marks."""

    segment: Segment
    body: str
    marked: bool
    number: int
    of: int


@document_rule(
    "FL03",
    message="“{fragment}”: {reason}",
    category="linguistic conventions/grammar",
    facts=["end_marks"],
    reads=["fragments", "endings", "dangling_words", "word_spaces", "cased", "abbreviations", "number_abbreviations",
           "closing_abbreviations"],
    beats=["missing-end-mark"],
)  # fmt: skip
def sentence_fragment(document: Document, *, nominal: float = 0.15, least: int = 4) -> Iterator[Hit | Unjudged]:
    """A piece of a sentence stands where running prose wants a whole one.

    ## Why it matters
    Half a sentence is what is left when a link text, a quotation or a clause was lost on the way.

    ## Example
    ja: 県は三月に着工した。工事は順調に進んだ。⟦初期の観測衛星計画。⟧費用は国が負担する。来年には完成する。
    en: The council met on ⟦the⟧. It will meet again in May.

    ## Stays quiet
    - headings, captions, list items and tables
    - texts that end many sentences in nouns (television news, notes)
    - answers to a question
    - sentences that trail off …, questions, exclamations
    - texts that write sentences in lower case throughout, iPhone and eBay

    ## Options
    - ``nominal``: share of sentences, 0..1, without a verb at their end up to which a phrase is an intruder
    - ``least``: sentences a text needs before a phrase is judged

    ## Sources
    - the pack facts ``fragments`` and ``dangling_words``, with their own sources
    """
    sentences = [sentence for p in document.paragraphs if p.kind == "prose" for sentence in _sentences(p)]
    full_prose = _full(sentences, nominal, least)
    before: Sentence | None = None
    for sentence in sentences:
        kind = _kind(sentence, before, full_prose)
        if kind:
            yield _hit(document, sentence, kind)
        before = sentence
    starts = [span for p in document.paragraphs if p.kind == "prose" for span in _lower_starts(p)]
    if 4 * len(starts) <= len(sentences):
        for span in starts:
            yield Hit(span, {"fragment": document.text[slice(*span)], "reason": _REASONS["lower case"]})


def _sentences(paragraph: Paragraph) -> Iterator[Sentence]:
    marks = tuple(paragraph.text.pack.end_marks or ())
    for number, segment in enumerate(paragraph.segments):
        prose = _CLOSING.sub("", segment.target.prose)
        body = prose.rstrip("".join(marks) + " \N{IDEOGRAPHIC SPACE}") if marks else prose
        yield Sentence(segment, body, body != prose, number, len(paragraph.segments))


def _full(sentences: list[Sentence], nominal: float, least: int) -> bool:
    """Do nearly all sentences that are closed end in a verb, as far as the pack knows?"""
    endings = sentences[0].segment.target.pack.endings if sentences else None
    closed = [sentence for sentence in sentences if sentence.marked]
    if not endings or len(closed) < least:
        return False
    without = sum(1 for sentence in closed if not _has_predicate(sentence.body, endings))
    return without <= max(1.0, nominal * len(closed))


def _kind(sentence: Sentence, before: Sentence | None, full_prose: bool) -> str | None:
    pack = sentence.segment.target.pack
    if _TRAILING_OFF.search(sentence.segment.target.prose) or not sentence.body:
        return None
    unfinished = not sentence.marked and sentence.of > 1 and sentence.number == sentence.of - 1
    fragments = pack.fragments or ()
    for number, pattern in tried(_patterns(fragments), sentence.body, regex.DOTALL):
        kind = fragments[number].kind
        if pattern.fullmatch(sentence.body) and (
            (kind == "leftover" and sentence.marked)
            or (kind == "open end" and unfinished)
            or (kind == "dangling" and (sentence.marked or unfinished))
            or (kind == "cut" and sentence.marked and sentence.of > 1 and full_prose)
            or (kind == "phrase" and sentence.marked and sentence.number and full_prose and not _asks(before))
        ):
            return kind
    return "dangling" if (sentence.marked or unfinished) and _dangles(sentence.body, pack) else None


def _asks(before: Sentence | None) -> bool:
    return before is not None and before.segment.target.prose.rstrip(" 」』”\"'").endswith(("?", "？", "か。"))


def _dangles(body: str, pack: Pack) -> bool:
    words = pack.dangling_words or ()
    if not pack.word_spaces:
        return body.endswith(words)
    last = _LAST_WORD.search(body)
    return last is not None and last[0] in words and last.start() > 0


def _hit(document: Document, sentence: Sentence, kind: str) -> Hit:
    target = sentence.segment.target
    span = _last(sentence) if kind == "dangling" else Span(0, len(target.text))
    severity: Severity | None = "major" if kind == "leftover" else None
    text = target.text[slice(*span)]
    shown = text if len(text) <= 40 else "…" + text[-39:]
    return Hit(target.in_document(span), {"fragment": shown, "reason": _REASONS[kind]}, severity=severity)


def _last(sentence: Sentence) -> Span:
    """The word that cannot be the last, or in scripts without blanks the ending."""
    pack, body = sentence.segment.target.pack, sentence.body
    found = _LAST_WORD.search(body)
    if pack.word_spaces and found:
        return Span(*found.span())
    longest = max((len(word) for word in pack.dangling_words or () if body.endswith(word)), default=1)
    return Span(len(body) - longest, len(body))


def _lower_starts(paragraph: Paragraph) -> Iterator[Span]:
    text = paragraph.text
    if not text.pack.cased:
        return
    known = {*(text.pack.abbreviations or ()), *(text.pack.number_abbreviations or ())}
    known |= set(text.pack.closing_abbreviations or ())
    for match in _LOWER_START.finditer(text.prose):
        if match[1].lower() not in known:
            yield text.in_document(Span(*match.span(2)))


@cache
def _patterns(phrases: tuple[Phrase, ...]) -> tuple[str, ...]:
    return tuple(phrase.pattern for phrase in phrases)


def _has_predicate(body: str, endings: tuple[Ending, ...]) -> bool:
    return any(pattern.search(body) for _, pattern in tried(_predicates(endings), body))


@cache
def _predicates(endings: tuple[Ending, ...]) -> tuple[str, ...]:
    return tuple(f"(?:{ending.pattern})$" for ending in endings)
