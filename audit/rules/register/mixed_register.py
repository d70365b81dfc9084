"""RE01: one voice per text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import NamedTuple

import regex

from audit.model import Document, Hit, Segment, Span, Unjudged
from audit.packs import Ending
from audit.rule import document_rule
from audit.text.cohesion import cohesion

_LEVEL = {"formal": "polite", "intimate": "plain"}
"""Registers that mix with another one in good prose, and that other one."""
_SILENT = (None, "none", "request")
_ITEM = regex.compile(r"[\p{S}•・●*-]|[\p{N}\p{Pe}.．]{1,4}\s|[（(]?\p{N}+[)）.．]")
_CLOSED = regex.compile(r"[.。．!！…]+\s*$")
_PREDICATE = regex.compile(
    r"(?:[\p{Han}\p{Katakana}ー々]{0,8}(?:(?!を|が[^りるっらろれえ])\p{Hiragana}){1,14}|\p{Hangul}+)$"
)
_LONG = 12
"""Sentences from which a lack of common words tells something."""


class Sentence(NamedTuple):
    """A sentence that shows its register, and the predicate that shows it."""

    register: str
    predicate: Span


@document_rule(
    "RE01",
    message="“{predicate}” is {register} where {count} of {judged} sentences are {majority}",
    category="style/register",
    facts=["endings"],
    needs=["narration"],
)
def mixed_register(
    document: Document,
    *,
    least: int = 6,
    share: float = 0.05,
    passage: int = 3,
    restless: float = 0.3,
    cohesive: float = 0.25,
) -> Iterator[Hit | Unjudged]:
    """The sentence speaks in another register than the text around it.

    ## Why it matters
    Japanese and Korean choose one sentence style for a whole text: plain (常体, 해라체) or polite
    (敬体, 합니다체, 해요체). Engines choose anew for every sentence, so that polite predicates
    turn up in the middle of a plain report. No author writes like that.

    ## Example
    ```ja
    市は来年度の予算案を発表した。総額は過去最大となる。福祉の費用が増えたためだ。
    一方、税収は減ると⟦見込まれています⟧。市は基金を取り崩す方針だ。議会は来月から審議を始める。
    可決されれば四月に執行される。
    ```

    ## Stays quiet
    - quotations, headings, list items, questions and requests do not count
    - nominal endings (体言止め, 명사형) belong to neither register
    - a greeting before or a note after a text may have its own register
    - more than a few such sentences in a row are a passage of its own: a letter, an interview
    - sentences that have no words in common are a list of examples, not a text

    ## Options
    - ``least``: sentences that show a register, below which a text is not judged
    - ``share``: of them that must differ, 0..1
    - ``passage``: sentences in a row that may differ and still count as slips
    - ``restless``: changes of register per sentence from which the whole text counts as mixed
    - ``cohesive``: share of sentences, 0..1, that must share a word with one nearby for a text to be one

    ## Sources
    - 文化庁『公用文作成の考え方』(2022) II-2: 常体 and 敬体 are not mixed in one text
    - 국립국어원『표준 국어 문법론』: 상대 높임법
    """
    sentences = list(_sentences(document))
    if len(sentences) < least:
        yield Unjudged(f"fewer than {least} sentences that show a register")
        return
    whole = [segment.target.prose for segment in document.segments]
    if len(whole) >= _LONG and cohesion(whole) < cohesive:
        yield Unjudged("sentences with nothing in common: a list of examples, not a text")
        return
    runs = [list(run) for _, run in groupby(sentences, key=lambda sentence: sentence.register)]
    mixed = len(runs) > max(4, restless * len(sentences))
    majority = _leading(sentences) if mixed else _commonest(sentences)
    slips = [run for run in runs[1:-1] if len(run) <= passage]
    differing = [s for run in (runs if mixed else slips) for s in run if s.register != majority]
    if len(differing) < share * len(sentences):
        return
    count = sum(sentence.register == majority for sentence in sentences)
    for register, span in differing:
        facts = {"predicate": document.text[slice(*span)], "register": register, "majority": majority}
        yield Hit(span, facts | {"count": count, "judged": len(sentences)})


def _commonest(sentences: Sequence[Sentence]) -> str:
    return Counter(sentence.register for sentence in sentences).most_common(1)[0][0]


def _leading(sentences: Sequence[Sentence]) -> str:
    """The register of most sentences; where two are about even, of the first ones."""
    majority = _commonest(sentences)
    even = sum(sentence.register == majority for sentence in sentences) < 0.6 * len(sentences)
    return _commonest(sentences[:3]) if even else majority


def _sentences(document: Document) -> Iterator[Sentence]:
    """The document's own closed sentences that show a register; quotations show none."""
    for paragraph in document.paragraphs:
        if paragraph.kind == "prose" and not _ITEM.match(paragraph.text.text):
            for segment in paragraph.segments:
                yield from _shown(segment, document.notes["narration"])


def _shown(segment: Segment, narration: str) -> Iterator[Sentence]:
    start, endings = segment.target.start, segment.target.pack.endings
    sentence = narration[start : start + len(segment.target.text)]
    closed = _CLOSED.search(sentence)
    body = sentence[: closed.start()] if closed else ""
    predicate = _PREDICATE.search(body)
    register = _register(body, endings) if predicate and endings else None
    if predicate and register not in _SILENT:
        yield Sentence(_LEVEL.get(register, register), Span(*predicate.span()).shift(start))


def _register(body: str, endings: tuple[Ending, ...]) -> str | None:
    return next((register for pattern, register in _patterns(endings) if pattern.search(body)), None)


@cache
def _patterns(endings: tuple[Ending, ...]) -> list[tuple[regex.Pattern[str], str]]:
    return [(regex.compile(f"(?:{ending.pattern})$"), ending.register) for ending in endings]
