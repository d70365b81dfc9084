"""A plain text's paragraphs: where each is and what kind it is, whatever its language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

import regex

from audit.model import Kind, Span
from audit.text.wrapping import Line, columns, ended, joins, lines

_LIST_ITEM = regex.compile(
    r"""[・•‣◦⁃∙●○■□▪▫◆◇►▶▷➢➤➔✓✔✗✘☑☐★☆※❖✦✧❯→⇒]\s*+\S
    | (?![\d\#*©®™‼⁉])\p{Extended_Pictographic}[\p{M}\p{EMod}\u200D\p{Extended_Pictographic}]*+\s*+\S
    | [*+-]\s++\S
    | [(（]?(?:\p{Nd}{1,2}|[a-zA-Z]|[ivxIVX]{1,4}|[가나다라마바사아자차카타파하])[)）]\s*+\S
    | [①-⑳❶-❿⑴-⒇㈠-㈩Ⅰ-Ⅻⅰ-ⅻ][.．、)）]?\s*+\S
    | [一二三四五六七八九十]{1,2}、
    """,
    regex.VERBOSE,
)
_NUMBERED = regex.compile(r"(\p{Nd}{1,2})[.．、](?:\s++|(?=[^\s\p{Nd}]))\S")
_DASHED = regex.compile(r"[–—―]\s++\S")
_PIPES = regex.compile(r"\||\s[｜│┃]\s")
_RULER = regex.compile(r"[\s|+:=-]+")
_CAPTION = regex.compile(
    r"""(?:©|ⓒ|\(c\)\s
    |(?:(?:photo|image|picture|credit|source|figure|fig|table|foto|imagen|imagem|bild|abb|abbildung|quelle|crédits?
       |fuente|fonte|immagine|zdjęcie|źródło|zdroj|kaynak|фото|рисунок|рис|источник|джерело
       |写真|画像|図|表|出典|提供|撮影|사진|그림|출처|图|圖|表|来源|來源|摄影|攝影|صورة|المصدر)
       [\s.]*(?:\p{Nd}{1,3}|by|par|de)?\s*[:：=＝/／|｜]\s*\S))""",
    regex.VERBOSE | regex.IGNORECASE,
)
_CLAUSE_MARK = regex.compile(r"[,，、;；،۔]")
_STARTS_INSIDE = regex.compile(r"[\p{Ll},;:.!?，、。；：！？）)」』】\]}»”’…]")
_LETTER = regex.compile(r"\p{L}")

_HEADING = 100
"""Columns: longer lines are no headings."""
_LABEL = 40
"""Columns of a line that may be one of a list of names (tags, menus)."""
_LABELS = 3
"""Lines in a row that make such a list."""


class Block(NamedTuple):
    """A paragraph of a file, before anyone knows its language.

    ``span`` and ``protected`` count in the whole text.
    """

    kind: Kind
    span: Span
    protected: tuple[Span, ...] = ()


class _Part(NamedTuple):
    """Lines that are one paragraph, and what is seen at once about them."""

    lines: tuple[Line, ...]
    text: str
    """The first characters, without mail quotation marks."""
    ended: bool

    @property
    def span(self) -> Span:
        return Span(self.lines[0].span.start, self.lines[-1].span.end)

    @property
    def apart(self) -> bool:
        return self.lines[0].apart

    @property
    def width(self) -> int:
        return sum(line.width for line in self.lines)


def blocks(text: str) -> list[Block]:
    """The paragraphs of a plain text, in order, disjoint, without surrounding blanks.

    A line is a paragraph, unless the text is wrapped at a fixed width: then the lines that were one paragraph are
    one again. Mail quotation marks at the beginning of lines are protected.
    """
    parts = list(_parts(text, lines(text)))
    kinds: list[Kind | None] = [_marked(part) for part in parts]
    _number(parts, kinds)
    _tabulate(text, parts, kinds)
    _label(parts, kinds)
    return [
        Block(kind or _unmarked(parts, kinds, i), part.span, tuple(_quotation_marks(part)))
        for i, (part, kind) in enumerate(zip(parts, kinds, strict=True))
    ]


def _parts(text: str, found: Sequence[Line]) -> Iterator[_Part]:
    held: list[Line] = []
    for i, (line, joined) in enumerate(zip(found, joins(text, found), strict=True)):
        held.append(line)
        if joined and not _begins_item(text, found[i + 1]):
            continue
        start = held[0].span.start + len(held[0].quoted)
        yield _Part(tuple(held), text[start : min(held[0].span.end, start + _HEADING)], ended(text, line.span))
        held = []


def _begins_item(text: str, line: Line) -> bool:
    start = line.span.start + len(line.quoted)
    return any(pattern.match(text, start, line.span.end) for pattern in (_LIST_ITEM, _NUMBERED))


def _quotation_marks(part: _Part) -> Iterator[Span]:
    for line in part.lines:
        if line.quoted:
            yield Span(line.span.start, line.span.start + len(line.quoted))


def _marked(part: _Part) -> Kind | None:
    """The kind that a paragraph's own first characters give away."""
    if part.lines[0].quoted:
        return "quote"
    if _LIST_ITEM.match(part.text):
        return "list-item"
    if _DASHED.match(part.text) and not part.ended:  # with an end mark it is dialogue
        return "list-item"
    if part.width <= _HEADING and not part.ended and _CAPTION.match(part.text):
        return "caption"
    return None


def _number(parts: Sequence[_Part], kinds: list[Kind | None]) -> None:
    """``3.`` begins a list item where another item is number 2 or 4; elsewhere it may be a date."""
    numbers = {i: int(found[1]) for i, part in enumerate(parts) if (found := _NUMBERED.match(part.text))}
    seen = set(numbers.values())
    for i, number in numbers.items():
        if {number - 1, number + 1} & seen:
            kinds[i] = "list-item"


def _tabulate(text: str, parts: Sequence[_Part], kinds: list[Kind | None]) -> None:
    """Neighbouring lines with the same number of cells are rows of a table."""

    def cells(i: int) -> tuple[str, int]:
        line = text[slice(*parts[i].span)]
        if tabs := line.count("\t"):
            return "\t", tabs
        pipes = len(_PIPES.findall(line)) if "|" in line or "｜" in line or "│" in line or "┃" in line else 0
        if pipes < 2 and not line.startswith("|"):
            return "", 0
        return "|", pipes

    run: list[int] = []
    for (_, count), group in groupby(range(len(parts)), cells):
        run = list(group)
        if count and len(run) > 1:
            for i in run:
                kinds[i] = "table"
    for i, part in enumerate(parts):
        if kinds[i] is None and _RULER.fullmatch(part.text) and "table" in kinds[max(0, i - 1) : i + 2]:
            kinds[i] = "table"


def _label(parts: Sequence[_Part], kinds: list[Kind | None]) -> None:
    """Short lines in a row, none of which ends as a sentence does, are a list without bullets."""
    run: list[int] = []
    for i, part in enumerate((*parts, None)):
        if part is not None and kinds[i] is None and _is_label(part) and not (run and part.apart):
            run.append(i)
            continue
        # where a longer line goes on at once, the last short one may be its heading
        if len(run) >= _LABELS:
            for j in run:
                kinds[j] = "list-item"
        run = [i] if part is not None and kinds[i] is None and _is_label(part) else []


def _is_label(part: _Part) -> bool:
    return not part.ended and part.width <= _LABEL and not _CLAUSE_MARK.search(part.text)


def _unmarked(parts: Sequence[_Part], kinds: Sequence[Kind | None], at: int) -> Kind:
    """Heading or prose, as the neighbours say."""
    part = parts[at]
    after = parts[at + 1] if at + 1 < len(parts) else None
    if part.ended or after is None or part.width > _HEADING or not _LETTER.search(part.text):
        return "prose"
    if part.apart and after.apart:
        return "heading"
    opens = part.apart or parts[at - 1].ended or kinds[at - 1] is not None
    goes_on = not after.apart and (_STARTS_INSIDE.match(after.text) or kinds[at + 1] is not None)
    divided = _CLAUSE_MARK.search(part.text) and not part.apart
    is_above_prose = after.ended or after.width > _HEADING or columns(after.text) > _HEADING
    return "heading" if opens and is_above_prose and not goes_on and not divided else "prose"
