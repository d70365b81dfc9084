"""MK11: escapes and line breaks inside a string."""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit.model import Hit, Segment, Span, blanked
from audit.rule import rule
from audit.text.edges import whole
from audit.text.links import links
from audit.text.literals import literals
from audit.text.placeholders import is_string

_ESCAPES = {rf"\{letter}": re.compile(rf"(?<!\\)(?:\\\\)*\\{letter}") for letter in "ntr"}
_SIGNS = {"tab": re.compile(r"\t"), "empty line": re.compile(r"(?<=\n)[ \t]*\n")}
_BREAK = re.compile(r"\r?\n")
_QUOTE = re.compile(r'(?<!\\)"')


@rule(
    "MK11",
    message="“{escape}”: {theirs} in the source, {ours} in the translation",
    category="design/markup",
    needs=["source"],
)
def changed_escape(segment: Segment, *, width: int = 50) -> Iterator[Hit]:
    r"""A string has more or fewer escapes, tabs or line breaks inside than its source.

    ## Why it matters
    Columns no longer meet, lines run into each other, or the file that holds the string cannot be read.

    ## Example
    en>de: Name:\tValue\n ||| ⟦Name: Wert\n⟧ ||| key=row
    en>ja: One\N{LINE FEED}Two ||| ⟦一つ、二つ⟧ ||| key=list

    ## Stays quiet
    - long lines that are broken elsewhere
    - Windows paths: C:\new
    - sentences of a text

    ## Options
    - ``width``: characters up to which a line of the source is one by intent
    """
    if segment.source is None or not is_string(segment) or not segment.target.text.strip():
        return
    source, target = _bare(segment.source.text), _bare(segment.target.text)
    for name, pattern in (_ESCAPES | _SIGNS).items():
        if name in _ESCAPES or name == "tab" or "\n" in source.strip():
            yield from _counted(name, pattern, source, target)
    if r"\"" in source and not _QUOTE.search(source):
        for found in _QUOTE.finditer(target):
            yield Hit(
                Span(*found.span()), {"escape": r"\"", "theirs": source.count(r"\""), "ours": target.count(r"\"")}
            )
    lines = source.strip().splitlines()
    meant = max(map(len, lines), default=0) <= width
    if _SIGNS["empty line"].search(source) or not (meant or len(lines) == 1 or "\n" not in target.strip()):
        return
    yield from _counted("line break", _BREAK, source.strip(), target, whole(target))


def _counted(name: str, pattern: re.Pattern[str], source: str, target: str, part: Span | None = None) -> Iterator[Hit]:
    window = part or Span(0, len(target))
    theirs, found = len(pattern.findall(source)), list(pattern.finditer(target, *window))
    if theirs != len(found):
        span = Span(*found[-1].span()) if len(found) > theirs else whole(target)
        yield Hit(span, {"escape": name, "theirs": theirs, "ours": len(found)})


def _bare(text: str) -> str:
    """Without paths and addresses, in which a stroke is no escape."""
    paths = [each.span for each in literals(text, keyed=False) if each.kind == "path"]
    spans = sorted({*paths, *(link.span for link in links(text))})
    return blanked(text, [span for i, span in enumerate(spans) if not i or span.start >= spans[i - 1].end])
