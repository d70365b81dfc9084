"""The pages of rules for people who are looking at a finding: their docstrings, cut at headings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import regex

from audit.rule import catalogue

_HEADING = regex.compile(r"^## (.+)$", regex.MULTILINE)
_TAG = r"[a-z]{2,3}(?:-\w+)*"
_CASE = regex.compile(rf"(?P<source>{_TAG}(?=>))?>?(?P<language>{_TAG}): (?P<text>.*⟦.*)")
_FENCE = regex.compile(rf"```(?:(?P<source>{_TAG})>)?(?P<language>{_TAG})")
_INLINE = regex.compile(r"``(?P<code>[^`]+)``|`(?P<code>[^`]+)`|\*(?P<work>[^*\s][^*]*)\*")
_CUT = regex.compile(r"([⟦⟧])")
_BESIDE = regex.compile(r"\s*\|\|\|\s*")
"""Stands between source and translation in an example, and before what a container would say of them."""


class Words(NamedTuple):
    """A stretch of a line. ``role``: "" (ordinary), ``code``, ``work`` (a title), ``marked`` (what a rule finds)."""

    text: str
    role: str = ""


class Block(NamedTuple):
    """A paragraph (``kind`` "p"), a point of a list ("li"), an example ("case") or its source ("origin").

    Examples are in their ``language``.
    """

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
    """A point or an example begins a block of its own, a blank line ends one, a fence holds what is in it."""
    lines = iter([line.strip() for line in body.splitlines()] + [""])
    held: list[str] = []
    for line in lines:
        alone = _CASE.fullmatch(line) or _FENCE.fullmatch(line)
        if held and (alone or not line or line.startswith("- ")):
            yield _block(held)
            held = []
        if found := _CASE.fullmatch(line):
            yield from _case([found["text"]], found["source"], found["language"])
        elif found := _FENCE.fullmatch(line):
            fenced = list(iter(lambda: next(lines, "```"), "```"))
            yield from _case(fenced, found["source"], found["language"])
        elif line:
            held.append(line)


def _block(lines: Sequence[str]) -> Block:
    text = " ".join(lines)
    point = text.startswith("- ")
    return Block("li" if point else "p", tuple(_prose(text[2:] if point else text)))


def _case(lines: Sequence[str], source: str | None, language: str) -> Iterator[Block]:
    """An example; with a source, each of its lines before the line that renders it, or all before all."""
    if source is None:
        yield Block("case", tuple(_marked("\n".join(lines))), language)
        return
    halves = "\n".join(lines).split("\n|||\n")
    pairs = [halves] if len(halves) > 1 else [_BESIDE.split(line) for line in lines]
    for original, *rendered in pairs:
        if original:
            yield Block("origin", (Words(original),), source)
        if rendered:
            yield Block("case", tuple(_marked(rendered[0])), language)


def _marked(text: str) -> Iterator[Words]:
    inside = False
    for part in _CUT.split(text):
        if part in {"⟦", "⟧"}:
            inside = part == "⟦"
        elif part or inside:
            yield Words(part, "marked" if inside else "")


def _prose(text: str) -> Iterator[Words]:
    at = 0
    for found in _INLINE.finditer(text):
        if found.start() > at:
            yield Words(text[at : found.start()])
        yield Words(found["code"], "code") if found["code"] else Words(found["work"], "work")
        at = found.end()
    if at < len(text):
        yield Words(text[at:])
