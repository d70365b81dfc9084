"""Phrases that stand outside any sentence, as link words do that a scraper lifted out of theirs.

Scripts without blanks between words betray them by the blanks around them; alphabets by the capital of the next
sentence, which comes before any end mark; both by doubled blanks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

import regex

from audit.model import Span, Text
from audit.packs import Ending, Pack
from audit.text.bulk import bulk

_WIDE = r"[\p{Han}\p{Hiragana}\p{Katakana}々〆ー]"
_CHUNK = regex.compile(r"[^ \u00A0\u3000\n]+")
_NOUN_END = regex.compile(r"[\p{Han}\p{Katakana}々ー]$")
_PHRASE = regex.compile(r"[\p{L}\p{M}\p{N}・ー％%-]+")
_WIDE_START = regex.compile(rf"{_WIDE}|\p{{N}}")
_LEAD = regex.compile(r"[\p{Han}\p{Katakana}々ー・]{4,}")
_KANA = regex.compile(r"\p{Hiragana}")
_KATAKANA = regex.compile(r"[\p{Katakana}ー・]+")
_HAN_START = regex.compile(r"[\p{Han}々]+")
_CLOSING = "」』）)】”’\"'"
_COMMA = tuple("、，,；;：:")
_LONGEST = 48
"""Greatest bulk of a link's words in scripts without blanks."""
_MOST_WORDS = 8
_NAME = 3
"""Kanji of a family or given name at most."""

_ALONE = regex.compile(r"[\p{Han}\p{Katakana}々ー・]{4,20}[。．]")

_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+(?:['’.\-‐][\p{L}\p{M}\p{N}]+)*")
_SMALL, _CAPITAL = regex.compile(r"\p{Ll}"), regex.compile(r"\p{Lu}\p{Ll}*$")
_LETTERS_ONLY = regex.compile(r"[\p{L}\p{M}’'\-]+")
_MARK = regex.compile(r"[.!?…:,;|*_\[\]\uFFFC]")
_GAP = regex.compile(r"(?<=\S)[ \u00A0]{2,}(?=\S)")


def between_blanks(text: Text) -> Iterator[Span]:
    """Stranded phrases of a paragraph in a script that parts no words."""
    pack = text.pack
    chunks = [Span(*m.span()) for m in _CHUNK.finditer(text.prose)]
    words = [text.prose[slice(*chunk)] for chunk in chunks]
    held: Span | None = None
    for i in range(1, len(chunks)):
        before, here, after = words[i - 1], words[i], words[i + 1] if i + 1 < len(words) else ""
        found = _inner(before, here, after, pack) if after else _last(before, here, pack)
        if held and not found:  # of two in a row the first may open the next sentence
            yield held
        held = chunks[i] if found else None
        if opened := 0 if held else _opened(before, here, pack):
            yield Span(chunks[i].start, chunks[i].start + opened)
    if held:
        yield held


def _inner(before: str, here: str, after: str, pack: Pack) -> bool:
    """Is ``here``, between two blanks, a noun phrase that goes neither with what is before nor with what is after?"""
    if not _is_phrase(here) or not _NOUN_END.search(here) or _joined(here, pack) or _joined(here[:1], pack):
        return False
    if not _WIDE_START.match(after) or bulk(after) < 8 or _are_names(here, after) or _goes_on(after, pack):
        return False
    if _ended(before, pack):
        return True
    if _KANA.match(here) or before.endswith(_COMMA) or _joined(before, pack):
        return False
    return bulk(before) >= 10 and bulk(here) >= 8 and not _are_names(before[-_NAME - 1 :], here)


def _last(before: str, here: str, pack: Pack) -> bool:
    """Is ``here``, at the end of a paragraph, a phrase without verb and end mark, cut off after a particle?"""
    if not _ended(before, pack) or not _is_phrase(here) or not _KANA.match(here[-1]):
        return False
    return not any(ending.search(here) for ending in _predicates(pack.endings or ()))


def _is_phrase(chunk: str) -> bool:
    return _PHRASE.fullmatch(chunk) is not None and 4 <= bulk(chunk) <= _LONGEST


def _opened(before: str, here: str, pack: Pack) -> int:
    """The length of the noun phrase that begins ``here``, if a new clause opens right after it."""
    lead = _LEAD.match(here)
    if lead is None or not _joined(before, pack) or not pack.clause_openers:
        return 0
    return lead.end() if here.startswith(pack.clause_openers, lead.end()) else 0


def _ended(chunk: str, pack: Pack) -> bool:
    return chunk.rstrip(_CLOSING).endswith(pack.end_marks or ())


def _joined(chunk: str, pack: Pack) -> bool:
    """Does the sentence go on after ``chunk`` by its grammar?"""
    return any(joint.search(chunk) for joint in _joints(pack.joints or ()))


def _goes_on(after: str, pack: Pack) -> bool:
    """Does ``after`` begin with a particle? Then the phrase before is only set off by blanks."""
    return bool(_KANA.match(after)) and not after.startswith(pack.clause_openers or ())


def _are_names(one: str, other: str) -> bool:
    """May these be the parts of a name, a date or a list: two short runs of Han, or katakana on both sides?"""
    if _KATAKANA.match(one[-1:]) and _KATAKANA.match(other):
        return True
    left, right = _HAN_START.fullmatch(one), _HAN_START.match(other)
    return left is not None and right is not None and max(len(left[0]), len(right[0])) <= _NAME


@cache
def _joints(patterns: tuple[str, ...]) -> list[regex.Pattern[str]]:
    return [regex.compile(f"{pattern}$") for pattern in patterns]


@cache
def _predicates(endings: tuple[Ending, ...]) -> list[regex.Pattern[str]]:
    return [regex.compile(f"{ending.pattern}$") for ending in endings if ending.register != "none"]


def before_openers(text: Text) -> Iterator[Span]:
    """The phrase a sentence begins with, if another sentence opens after it without an end mark before."""
    pack = text.pack
    if not pack.clause_openers or not _ended(text.prose, pack):
        return
    openers = frozenset(pack.clause_openers)
    words = [Span(*m.span()) for m in _WORD.finditer(text.prose[:200])][: _MOST_WORDS + 2]
    for i in range(1, len(words) - 1):
        word, last = text.prose[slice(*words[i])], text.prose[slice(*words[i - 1])]
        if text.prose[words[i - 1].end : words[i].start].strip():
            return
        if word.lower() in openers and text.prose[words[i].end : words[i + 1].start].strip():
            return
        opens = _opens_cased if pack.cased else _opens_uncased
        if word.lower() in openers and opens(last, word, text.prose[slice(*words[i + 1])], pack):
            if i > 1 or not pack.cased:
                yield Span(words[0].start, words[i - 1].end)
            return


def _opens_cased(last: str, word: str, following: str, pack: Pack) -> bool:
    if not _CAPITAL.match(word) or not _SMALL.match(following):
        return False
    if last.lower() in (pack.function_words or ()) or not _LETTERS_ONLY.fullmatch(last):
        return False
    return bool(_SMALL.match(last)) or bool(pack.capital_nouns)


def _opens_uncased(last: str, word: str, following: str, pack: Pack) -> bool:
    if pack.inflected is None or not _LETTERS_ONLY.fullmatch(last) or len(last) < 2:
        return False
    return last not in (pack.function_words or ()) and not _inflected(pack.inflected).search(last)


@cache
def _inflected(pattern: str) -> regex.Pattern[str]:
    return regex.compile(f"(?:{pattern})$")


def between_gaps(text: Text) -> Iterator[Span]:
    """Phrases with doubled blanks on both sides, inside a line of prose."""
    gaps = [Span(*m.span()) for m in _GAP.finditer(text.prose)]
    for left, right in pairwise(gaps):
        phrase = text.prose[left.end : right.start]
        words = _WORD.findall(phrase)
        if 0 < len(words) <= _MOST_WORDS and _bare(phrase) and len(gaps) <= 2 + text.prose.count(".") * 2:
            yield Span(left.end, right.start)


def _bare(phrase: str) -> bool:
    return _MARK.search(phrase) is None


def alone(sentences: Sequence[Text]) -> Iterator[int]:
    """Which sentences are a bare noun phrase of kanji and katakana between two others; they need company."""
    for i in range(1, len(sentences) - 1):
        around = sentences[i - 1 : i + 2]
        if [_ALONE.fullmatch(sentence.prose) is not None for sentence in around] == [False, True, False]:
            yield i
