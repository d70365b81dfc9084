"""SP01: a blank where the script has none."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from audit.model import Document, Hit, Paragraph, Span, Unjudged
from audit.rule import document_rule

_SOLID = r"[\p{Han}\p{Hiragana}\p{Katakana}々〆ー]"
_BLANK = regex.compile(rf"(?<={_SOLID}[、，；：]?)[ \u00A0\u2002-\u200A\u202F]+\u3000?(?={_SOLID})")
_LETTER = regex.compile(_SOLID)
_SENTENCE = regex.compile(r"[。！？．]")
_KATAKANA = regex.compile(r"[\p{Katakana}ー]")
_KANA = regex.compile(r"\p{Hiragana}")
_HAN_END = regex.compile(r"[\p{Han}々]*\Z")
_HAN_START = regex.compile(r"[\p{Han}々]*")


@document_rule(
    "SP01",
    message="a blank parts “{before}” from “{after}” in running text",
    category="linguistic conventions/spacing",
    facts=["word_spaces", "end_marks", "scripts"],
    beats=["doubled-space"],
    fixable=True,
    gathers=True,
)
def space_inside_sentence(
    document: Document, *, name: int = 3, tight: int = 25, fewest: int = 8
) -> Iterator[Hit | Unjudged]:
    """A blank stands between two characters of a script that is set without blanks.

    ## Why it matters
    Engines and scrapers leave a blank where words of the source, or a link, were. Readers see a gap in the line
    and take it for the end of something.

    ## Example
    ja: 首相は⟦ ⟧来週、北京を訪れる。
    zh-Hans: 委员会昨天上午⟦ ⟧通过了新的预算，下周公布。

    ## Stays quiet
    - headings, captions, tables and lines without an end mark; blanks after 。
    - blanks around Latin words and figures, and between two words in katakana
    - two short runs of kanji: 山田 太郎, 四日 土曜日
    - the ideographic space
    - Korean, and Thai, which closes a sentence with a blank

    ## Options
    - ``name``: characters of kanji, up to which two runs may be parts of a name or date
    - ``tight``, ``fewest``: where at least ``fewest`` blanks stand less than ``tight`` characters apart, the text
      parts its words, as for children, and is not judged
    """
    pack = document.pack
    if pack.word_spaces is not False or not pack.end_marks:
        return
    names = name if "Hiragana" in (pack.scripts or ()) else 0
    running = [p for p in document.paragraphs if p.kind in ("prose", "quote") and _SENTENCE.search(p.text.prose)]
    hits = [hit for paragraph in running for hit in _blanks(paragraph, names)]
    letters = sum(len(_LETTER.findall(paragraph.text.prose)) for paragraph in running)
    if len(hits) >= fewest and letters < tight * len(hits):
        yield Unjudged("the text parts its words by blanks")
        return
    yield from hits


def _blanks(paragraph: Paragraph, names: int) -> Iterator[Hit]:
    prose = paragraph.text.prose
    for found in _BLANK.finditer(prose):
        start, end = found.span()
        before, after = prose[max(0, start - 12) : start], prose[end : end + 12]
        if "\u3000" in found[0] or (_KATAKANA.match(before[-1]) and _KATAKANA.match(after)):
            continue
        left, right = _HAN_END.findall(before)[0], _HAN_START.findall(after)[0]
        inflected = len(right) == 1 and _KANA.match(after, 1)
        if left and right and max(len(left), len(right)) <= names and not inflected:
            continue
        facts = {"before": before.split()[-1], "after": after.split()[0]}
        yield Hit(paragraph.text.in_document(Span(start, end)), facts, ("",))
