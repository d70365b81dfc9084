from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from audit.model import BLANK, Document, Hit, Paragraph, Span, Unjudged
from audit.rule import document_rule
from audit.text.bulk import bulk

_CLOSING = regex.compile(r"[\s\p{Pe}\p{Pf}\p{Pi}\"'„*_]+$")
_CUT_MARK = regex.compile(r"(?:\[(?:…|\.\.\.|\+\d+ chars)\]|(?:…|\.{3}) ?\[\+\d+ chars\]|\((?:…|\.{3})\))\s*$")
_OPEN_END = regex.compile(r"[,，、;；(（\[「『“‘«\p{Pd}]\s*$")
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+(?:['’.-][\p{L}\p{M}\p{N}]+)*")
_SMALL = regex.compile(r"\p{Ll}")


@document_rule(
    "ST08",
    message="The text breaks off after “…{tail}”: find out how it goes on",
    category="accuracy/omission",
    needs=["furniture"],
    facts=["end_marks"],
    reads=["dangling_words", "cased", "word_spaces"],
    beats=["missing-end-mark", "sentence-fragment"],
)
def truncated_ending(document: Document, *, long: int = 60, ended_share: float = 0.8) -> Iterator[Hit | Unjudged]:
    """The text stops in the middle of a sentence.

    ## Why it matters
    Feeds deliver the first so many characters, paywalls hide the rest, generators run out of space: the reader is left
    with half a sentence and does not learn what the text had to say.

    ## Example
    ```en
    The lighthouse at the cape opens to visitors in spring, the town announced.
    The stairs will be repaired first, and a museum will move into the lamp room.
    Residents are glad. The only road to the cape, however, is narrow, and the council has not yet decided where⟦⟧
    ```

    ## Stays quiet
    - a last line that is a name, a place, a signature or a heading
    - texts that use no end marks

    ## Options
    `long`: shortest last sentence that counts where nothing but the missing mark tells (letters, East Asian ones
    counted twice); `ended_share`: share of the other paragraphs that must end with a mark.
    """
    marks = document.pack.end_marks
    if not marks:
        yield Unjudged("the language closes sentences without a mark")
        return
    body = [p for p in document.paragraphs if p.kind != "code" and not document.notes["furniture"].covers(p.span)]
    if len(body) < 2 or body[-1].kind not in ("prose", "heading", "quote") or not body[-1].segments:
        return
    ended = [_ended(p, marks) for p in body[:-1] if p.kind == "prose" and bulk(p.text.text) * 2 >= long]
    if len(ended) < 2 or sum(ended) < ended_share * len(ended):
        return
    last = body[-1]
    severity = _cut(last, marks, long)
    if severity:
        end = last.text.start + len(last.text.text.rstrip())
        yield Hit(Span(end, end), {"tail": last.text.text.rstrip()[-24:]}, severity=severity)  # type: ignore[arg-type]


def _ended(paragraph: Paragraph, marks: Sequence[str]) -> bool:
    text = paragraph.text.text.rstrip()
    return text.endswith((*marks, ":", "：", "」", "』", "”", "»")) or _CLOSING.sub("", text).endswith(tuple(marks))


def _cut(last: Paragraph, marks: Sequence[str], long: int) -> str | None:
    """How bad it is that the text ends here: "major" where a sentence cannot end, "minor" where it should not."""
    text = last.text.prose.rstrip()
    if _CUT_MARK.search(text):
        return "major"
    if _ended(last, marks):
        return None
    sentence = last.segments[-1].target.prose.rstrip()
    words = [word[0] for word in _WORD.finditer(sentence)]
    if not words or _signature(last, sentence, words):
        return None
    dangling = last.text.pack.dangling_words or ()
    hangs = words[-1].lower() in dangling or (last.text.pack.word_spaces is False and sentence.endswith(dangling))
    if bulk(sentence) * 2 >= long and (hangs or _OPEN_END.search(sentence)):
        return "major"
    return "minor" if bulk(sentence) >= (long if len(last.segments) == 1 else long / 3) else None


def _signature(last: Paragraph, sentence: str, words: Sequence[str]) -> bool:
    """Is it a name or a place, or does it end with a bracket, as agencies do, or with a link?"""
    if sentence[-1] in f")）]］】{BLANK}":
        return True
    return bool(last.text.pack.cased) and not any(_SMALL.match(w) and len(w) > 3 for w in words) and len(words) <= 8
