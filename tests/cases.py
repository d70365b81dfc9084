"""Read rule cases written as Markdown, with ⟦ ⟧ around what must be found.

A case is one line, ``ja: 文⟦ここ⟧。``, or a fenced block whose info string is the language.
It is assembled as a plain-text file would be. With a source, every line is a unit:
``en>ja: The source. ||| 訳⟦文⟧。``
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from audit.assemble import paired_document, text_document
from audit.model import Document, Span
from audit.rule import Rule

HERE = Path(__file__).parent / "rules"
SECTIONS = {"fires", "quiet", "known failures"}

_TAG = r"[a-z]{2,3}(?:-[A-Za-z]+)*"
_LINE = re.compile(rf"^(?P<lang>(?:{_TAG}>)?{_TAG}): ?(?P<text>.*)$")
_PAIRED = " ||| "
_FENCE = re.compile(rf"^```(?P<lang>(?:{_TAG}>)?{_TAG})\n(?P<text>.*?)\n?^```$", re.M | re.S)
_ESCAPE = re.compile(r"\\N\{([A-Z0-9 ()-]+)\}")


@dataclass(frozen=True)
class Case:
    id: str
    section: str
    language: str
    text: str
    expected: tuple[Span, ...]
    sources: tuple[str, ...] = ()
    """Of each line of ``text``, where the case has sources."""
    source_language: str = ""

    @cached_property
    def document(self) -> Document:
        if self.source_language:
            pairs = list(zip(self.sources, self.text.split("\n"), strict=True))
            return paired_document(pairs, self.language, self.source_language)
        return text_document(self.text, self.language)


def unmark(marked: str) -> tuple[str, tuple[Span, ...]]:
    """Split marked text into the text and the spans its marks enclose."""
    plain, spans, opened = "", [], 0
    for piece in re.split("([⟦⟧])", marked):
        if piece == "⟦":
            opened = len(plain)
        elif piece == "⟧":
            spans.append(Span(opened, len(plain)))
        else:
            plain += piece
    return plain, tuple(spans)


def _decoded(text: str) -> str:
    """``\\N{NAME}`` escapes as the characters they name."""
    return _ESCAPE.sub(lambda m: unicodedata.lookup(m[1]), text)


def _parted(marked: str) -> tuple[tuple[str, ...], str]:
    """The sources of all lines, and the lines without them."""
    rows = [line.partition(_PAIRED) for line in marked.split("\n")]
    return tuple(_decoded(source) for source, _, _ in rows), "\n".join(target for _, _, target in rows)


def _blocks(markdown: str) -> Iterator[tuple[int, str, str]]:
    """(line, language, marked text) of each case."""
    for fence in _FENCE.finditer(markdown):
        yield markdown.count("\n", 0, fence.start()) + 1, fence["lang"], fence["text"]
    without = _FENCE.sub(lambda m: "\n" * m[0].count("\n"), markdown)
    for number, line in enumerate(without.splitlines(), 1):
        if found := _LINE.match(line.strip()):
            yield number, found["lang"], found["text"]


def read(markdown: str, name: str, default: str = "") -> list[Case]:
    """The cases of a case file, or (with ``default`` as their section) of a docstring."""
    headings = [(markdown.count("\n", 0, m.start()) + 1, m[1]) for m in re.finditer(r"^## (.+)$", markdown, re.M)]
    cases = []
    for number, language, marked in sorted(_blocks(markdown)):
        section = default or next((title for line, title in reversed(headings) if line < number), "")
        origin, _, language = language.rpartition(">")
        sources, marked = _parted(marked) if origin else ((), marked)
        text, spans = unmark(_decoded(marked))
        if not default and section not in SECTIONS:
            raise ValueError(f"{name}:{number}: a case outside {sorted(SECTIONS)}")
        if (section == "quiet" and spans) or (section == "fires" and not spans):
            raise ValueError(f"{name}:{number}: marks do not fit “{section}”")
        cases.append(Case(f"{name}:{number}", section, language, text, spans, sources, origin))
    return cases


def cases_of(rule: Rule) -> list[Case]:
    """The cases of a rule's file and of the examples in its docstring.

    Without a case file there are too few of them, and the contract fails: no case file, no rule.
    """
    *_, family, module = rule.check.__module__.split(".")
    path = HERE / family / f"{module}.md"
    written = path.read_text("utf-8") if path.is_file() else ""
    return read(written, module) + read(rule.help, f"{module}.__doc__", "example")
