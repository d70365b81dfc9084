"""FL02: the needle that jumps back."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from audit.model import BLANK, Document, Hit, Paragraph, Segment, Span, Text
from audit.rule import document_rule
from audit.text.loops import loops, repeated

_HEAVY = regex.compile(r"[\p{Han}\p{Hangul}々]")
_MIDDLING = regex.compile(r"[\p{Hiragana}\p{Katakana}]")
_LETTER = regex.compile(r"\p{L}")
_WORD_BEGINS = regex.compile(r"(?<=[^\p{Han}\p{Katakana}々ー])[\p{Han}\p{Katakana}]")
_INSIDE_WORD = regex.compile(r"(?<=[\p{L}\p{M}\p{N}'’])[\p{L}\p{M}\p{N}'’]+")
_NO_WORD = regex.compile(r"[^\p{L}\p{N}]*")
_END_MARKS = ".。!！?？…,，、;； "


@document_rule(
    "FL02",
    message="“{phrase}” is said {turns} times over",
    category="accuracy/addition",
    severity="major",
    facts=["word_spaces"],
    reads=["doubled_words", "function_words"],
    beats=["doubled-word", "scrambled-order", "improbable-span"],
)
def looped_phrase(document: Document, *, weight: int = 22, echo: int = 50, share: float = 0.7) -> Iterator[Hit]:
    """A phrase goes round and round, or a sentence says the same thing twice.

    ## Why it matters
    Engines that lose their place fall into a loop and repeat their last words until the sentence is full.

    ## Example
    en: The council ⟦has agreed to the plan and has agreed to the plan and has agreed to the plan and⟧ will vote.
    ja: 会議では⟦予算案について予算案について予算案について⟧話し合われた。

    ## Stays quiet
    - words that may follow themselves (very, very, very), laughter and sounds (ははは, どきどきどき)
    - short cheers and refrains: here we go, here we go
    - rulers, figures, tables and code
    - a long name that a sentence mentions twice

    ## Options
    - ``weight``: of what is said too often: its letters (a Han or hangul character counts 3, a kana 2)
      times the turns after the first
    - ``echo``: weight of what a sentence says twice with other words between
    - ``share``: of the sentence, 0..1, that such an echo and what it echoes must make up
    """
    for paragraph in document.paragraphs:
        if paragraph.kind in ("code", "table"):
            continue
        found = list(_loops(paragraph, weight))
        yield from found
        for segment in paragraph.segments:
            whole = segment.target.in_document(Span(0, len(segment.target.text)))
            if not any(hit.span.overlaps(whole) for hit in found):
                yield from _echoes(segment, echo, share)


def _loops(paragraph: Paragraph, weight: int) -> Iterator[Hit]:
    text = paragraph.text
    prose = _lower(text.prose)
    for loop in loops(prose):
        start, end = _from_word_to_word(prose, *loop.span, text.pack.word_spaces)
        spare = (end - start) % loop.period
        if not text.pack.word_spaces and (word := _WORD_BEGINS.search(prose, start, start + spare + 1)):
            start = word.start()
        unit = prose[start : start + loop.period]
        marks = loop.period - len(unit.rstrip(_END_MARKS))
        turns = (len(prose[start:end].rstrip(_END_MARKS)) + marks) // loop.period
        if turns >= 3 and BLANK not in unit and _weighs(text, unit, turns, weight):
            end = start + len(prose[start : min(end, start + turns * loop.period)].rstrip())
            phrase = text.text[start : start + loop.period].strip()
            yield Hit(text.in_document(Span(start, end)), {"phrase": phrase, "turns": turns}, (phrase,))


def _weighs(text: Text, unit: str, turns: int, weight: int) -> bool:
    """Is this more than emphasis?"""
    word = unit.strip()
    if len(set(_LETTER.findall(word))) < 2 or word in (text.pack.doubled_words or ()):
        return False
    return word in (text.pack.function_words or ()) or _weight(unit) * (turns - 1) >= weight


def _weight(phrase: str) -> int:
    heavy, middling = len(_HEAVY.findall(phrase)), len(_MIDDLING.findall(phrase))
    return len(_LETTER.findall(phrase)) + 2 * heavy + middling


def _echoes(segment: Segment, echo: int, share: float) -> Iterator[Hit]:
    text = segment.target
    prose = _lower(text.prose)
    for first, second in repeated(prose, echo // 2 if text.pack.word_spaces else echo // 6):
        start, end = _from_word_to_word(prose, *second, text.pack.word_spaces)
        phrase = prose[start:end].rstrip(_END_MARKS)
        if BLANK in phrase or _weight(phrase) < echo or 2 * len(phrase) < share * len(prose):
            continue
        moved = [text.in_document(Span(at, at + len(phrase))) for at in (first.start + start - second.start, start)]
        facts = {"phrase": text.text[start : start + len(phrase)], "turns": 2}
        yield Hit(moved[1], facts, severity="minor", related=(moved[0],))


def _from_word_to_word(prose: str, start: int, end: int, word_spaces: bool | None) -> tuple[int, int]:
    """The stretch without the half words, marks and blanks at its beginning, and without a half word at its end."""
    if word_spaces and (half := _INSIDE_WORD.match(prose, start)):
        start = half.end()
    start += len(_NO_WORD.match(prose, start)[0])  # type: ignore[index]
    if word_spaces:
        while start < end < len(prose) and prose[end].isalnum() and prose[end - 1].isalnum():
            end -= 1
    return start, max(start, end)


def _lower(prose: str) -> str:
    low = prose.lower()
    return low if len(low) == len(prose) else prose
