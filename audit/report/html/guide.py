"""The pages of rules for people who are looking at a finding: their docstrings, cut at headings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import regex

from audit.rule import catalogue

_HEADING = regex.compile(r"^## (.+)$", regex.MULTILINE)
_CASE = regex.compile(r"(?P<language>[a-z]{2,3}(?:-\w+)*): (?P<text>.*[⟦].*)")
_CODE = regex.compile(r"`{1,2}([^`]+)`{1,2}")
_CUT = regex.compile(r"([⟦⟧])")


class Words(NamedTuple):
    """A stretch of a line: ordinary, ``code``, or ``marked`` (what the rule of the example finds)."""

    text: str
    code: bool = False
    marked: bool = False


class Block(NamedTuple):
    """A paragraph (``kind`` "p"), a point of a list ("li"), or an example ("case") in its ``language``."""

    kind: str
    words: tuple[Words, ...]
    language: str = ""


class Section(NamedTuple):
    title: str
    blocks: tuple[Block, ...]


class Guide(NamedTuple):
    """A rule's page; without sections where the catalogue does not know the rule."""

    name: str
    code: str
    category: str
    claim: str = ""
    sections: tuple[Section, ...] = ()


def guide(name: str, code: str, category: str) -> Guide:
    """What the catalogue says of a rule."""
    rule = catalogue().by_name.get(name)
    if rule is None:
        return Guide(name, code, category)
    opening, *rest = _HEADING.split(rule.help)
    claim, _, more = opening.strip().partition("\n")
    sections = [Section("", tuple(_blocks(more)))] if more.strip() else []
    sections += [Section(title, tuple(_blocks(body))) for title, body in zip(rest[::2], rest[1::2], strict=True)]
    return Guide(name, rule.code, rule.category, claim, tuple(sections))


def _blocks(body: str) -> Iterator[Block]:
    """Lines that belong together: a point or an example begins a block of its own, a blank line ends one."""
    held: list[str] = []
    for line in [*body.splitlines(), ""]:
        begins = line.startswith("- ") or _CASE.fullmatch(line.strip()) is not None
        if held and (begins or not line.strip() or _CASE.fullmatch(held[0])):
            yield _block(held)
            held = []
        if line.strip():
            held.append(line.strip())


def _block(lines: Sequence[str]) -> Block:
    text = " ".join(lines)
    if found := _CASE.fullmatch(text):
        return Block("case", tuple(_case(found["text"])), found["language"])
    if text.startswith("- "):
        return Block("li", tuple(_prose(text[2:])))
    return Block("p", tuple(_prose(text)))


def _case(text: str) -> Iterator[Words]:
    marked = False
    for part in _CUT.split(text):
        if part in {"⟦", "⟧"}:
            marked = part == "⟦"
        elif part or marked:
            yield Words(part, marked=marked)


def _prose(text: str) -> Iterator[Words]:
    for number, part in enumerate(_CODE.split(text)):
        if part:
            yield Words(part, code=number % 2 == 1)
