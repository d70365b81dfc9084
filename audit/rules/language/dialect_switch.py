"""LA07: one variety per text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import NamedTuple

from audit.model import Document, Hit, Paragraph, Segment, Severity, Span
from audit.packs import Phrase
from audit.rule import document_rule
from audit.text.needles import tried


class Sentence(NamedTuple):
    """A sentence and the dialect forms in it, as (form, kind)."""

    span: Span
    marks: tuple[tuple[str, str], ...]


@document_rule(
    "LA07",
    message="{marks}: {kind} in a text that is otherwise in the standard language",
    category="style/register",
    severity="major",
    facts=["dialect"],
    reads=["word_spaces"],
    needs=["narration"],
)
def dialect_switch(document: Document, *, marks: int = 2, least: int = 4, share: float = 0.3) -> Iterator[Hit]:
    """Sentences in dialect or chat style stand in a text of the standard language.

    ## Why it matters
    Engines that rewrite a page to order break out of its voice: a remark in Kansai dialect between
    two polite paragraphs, Cantonese in a Mandarin report, laughing letters under a news item. Nothing
    tells a reader more plainly that no editor has seen the page.

    ## Example
    ```ja
    市立美術館は春の展覧会を開きます。今年は二十人の画家が参加します。会期は五月末までです。
    会場では子ども向けの教室もあります。⟦いやぁ、これはほんま楽しみやなぁ。知らんけど。⟧
    入場券は窓口で販売しています。団体の割引もあります。
    ```

    ## Stays quiet
    - quotations
    - a single such form, which may be a name or a word in passing
    - a text that is in dialect, or chats, in more than three in ten of its sentences
    - a text of few sentences, which has no voice to break out of

    ## Options
    - ``marks``: different forms a run of sentences must show
    - ``least``: sentences without any that the text must have
    - ``share``: of sentences with such forms up to which they intrude, 0..1

    ## Sources
    - the dictionaries named in each language's ``dialect.tsv``, which mark these forms as regional or colloquial
    """
    paragraphs = [list(_sentences(p, document.notes["narration"])) for p in document.paragraphs]
    sentences = [sentence for paragraph in paragraphs for sentence in paragraph]
    marked = sum(1 for sentence in sentences if sentence.marks)
    if len(sentences) - marked < least or marked > share * len(sentences):
        return
    for paragraph in paragraphs:
        for found, group in groupby(paragraph, key=lambda sentence: bool(sentence.marks)):
            run = list(group)
            forms = dict(mark for sentence in run for mark in sentence.marks)
            if found and len(forms) >= marks:
                kind = Counter(forms.values()).most_common(1)[0][0]
                facts = {"marks": ", ".join(f"“{form}”" for form in forms), "kind": kind}
                severity: Severity | None = "minor" if kind == "chat" else None
                yield Hit(Span(run[0].span.start, run[-1].span.end), facts, severity=severity)


def _sentences(paragraph: Paragraph, narration: str) -> Iterator[Sentence]:
    for segment in paragraph.segments:
        start = segment.target.start
        span = Span(start, start + len(segment.target.text))
        yield Sentence(span, tuple(_marks(narration[slice(*span)], segment)))


def _marks(sentence: str, segment: Segment) -> Iterator[tuple[str, str]]:
    pack = segment.target.pack
    dialect = pack.dialect or ()
    for number, pattern in tried(_patterns(dialect, bool(pack.word_spaces)), sentence):
        yield from ((match[0], dialect[number].kind) for match in pattern.finditer(sentence))


@cache
def _patterns(dialect: tuple[Phrase, ...], spaced: bool) -> tuple[str, ...]:
    """The dialect forms of a language; where blanks part words, whole words."""
    before, after = (r"(?<![\p{L}\p{M}])", r"(?![\p{L}\p{M}])") if spaced else ("", "")
    return tuple(f"{before}(?:{phrase.pattern}){after}" for phrase in dialect)
