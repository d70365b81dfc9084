"""Subtitles: SubRip (SRT) and WebVTT, each cue a unit, with its times in milliseconds.

Own parser: pysubs2 turns tags into those of another format and rewrites line breaks, so that places are lost. A
sentence that runs on through several cues is one block, because a viewer reads it as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from audit.model import Span
from audit.read.container import Container, Passage, language_of, refused
from audit.read.keyed import state
from audit.read.page import Page, ReadError
from audit.text.blocks import Block
from audit.text.wrapping import ended

_TIME = r"(?:(\d{1,4}):)?(\d{1,2}):(\d{2})[,.](\d{1,3})"
_TIMES = re.compile(rf"\s*{_TIME}\s*-->\s*{_TIME}(?:\s+.*)?")
_TAG = re.compile(r"</?[a-zA-Z][^<>\n]*>|<(?:\d+:)?\d+:\d\d\.\d{3}>|\{\\[^{}\n]*\}|</>")
_SPEAKS = re.compile(r"\s*(?:[-\N{EN DASH}\N{EM DASH}]|<v\b|>>)")
_ASIDE = re.compile(r"(?:NOTE|STYLE|REGION)(?:\s|$)")
_PAUSE = 2000
"""Milliseconds without a cue, after which nobody reads on."""
_MOST_JOINED = 8
_ENDED = 0.3
"""Share of cues with an end mark, below which a language or a style is taken to use none."""


class _Cue(NamedTuple):
    line: int
    number: str
    start: int
    end: int
    text: str


def page(path: str, text: str) -> Page:
    """Every cue as a unit named after its number and its start.

    Raises:
        ReadError: no cues, or times that are broken.
    """
    vtt = bool(re.match(r"\ufeff?WEBVTT\b", text))
    container = Container(path, "vtt" if vtt else "srt", between="\n")  # an empty line would end a sentence
    cues = list(_cues(path, text, vtt))
    if not cues:
        raise refused(path, "subtitle file", "it holds no cues (00:00:01,000 --> 00:00:02,000)")
    spans = [_add(container, cue) for cue in cues]
    container.blocks += _blocks(cues, spans)
    return container.page(language_of(path))


def _add(container: Container, cue: _Cue) -> Span:
    protected = tuple(Span(*tag.span()) for tag in _TAG.finditer(cue.text))
    return container.add(
        f"cue {cue.number} at {_clock(cue.start)}",
        Passage(cue.text, protected),
        blocks=False,
        start=cue.start,
        end=cue.end,
        id=cue.number,
        line=cue.line,
        state=state(cue.text),
    )


def _clock(time: int) -> str:
    seconds = time // 1000
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def _cues(path: str, text: str, vtt: bool) -> Iterator[_Cue]:
    lines = [*re.split(r"\r\n|\r|\n", text.lstrip("\ufeff")), ""]
    at = count = 0
    while at < len(lines):
        if not lines[at].strip():
            at += 1
            continue
        stop = _stop(lines, at, vtt)
        head = next((n for n in (at, at + 1) if n < stop and "-->" in lines[n]), None)
        if head is None and vtt and (_ASIDE.match(lines[at]) or not count):
            at = stop
            continue
        if head is None:
            raise _broken(path, at + 1, f"“{lines[at][:40]}” where a cue's number and times are expected")
        count += 1
        start, end = _times(path, head + 1, lines[head])
        name = lines[at].strip() if head > at else str(count)
        yield _Cue(head + 1, name, start, end, "\n".join(lines[head + 1 : stop]).strip())
        at = stop


def _stop(lines: list[str], at: int, vtt: bool) -> int:
    """Where the cue that begins at ``at`` ends: at an empty line, but one inside a text is not its end."""
    stop = next(n for n in range(at, len(lines)) if not lines[n].strip())
    while True:
        after = next((n for n in range(stop, len(lines)) if lines[n].strip()), None)
        if after is None or "-->" in "".join(lines[after : after + 2]) or (vtt and _ASIDE.match(lines[after])):
            return stop
        if not any("-->" in line for line in lines[at:stop]):
            return stop
        stop = next(n for n in range(after, len(lines)) if not lines[n].strip())


def _times(path: str, line: int, written: str) -> tuple[int, int]:
    found = _TIMES.fullmatch(written)
    if not found:
        raise _broken(path, line, f"times that cannot be read: “{written.strip()[:60]}”")
    parts = found.groups()
    start, end = (_milliseconds(parts[i : i + 4]) for i in (0, 4))
    if end < start:
        raise _broken(path, line, f"a cue that ends before it begins: “{written.strip()[:60]}”")
    return start, end


def _milliseconds(parts: tuple[str | None, ...]) -> int:
    hours, minutes, seconds = (int(part or 0) for part in parts[:3])
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + int((parts[3] or "").ljust(3, "0"))


def _broken(path: str, line: int, reason: str) -> ReadError:
    return refused(path, "subtitle file", reason, line)


def _blocks(cues: list[_Cue], spans: list[Span]) -> Iterator[Block]:
    """Cues up to one that ends a sentence, or before which nothing is shown for long, or after which another speaks."""
    bare = [_TAG.sub("", cue.text).strip() for cue in cues]
    shut = [ended(text, Span(0, len(text))) for text in bare]
    marked = sum(shut) >= _ENDED * len(cues)
    held: list[int] = []
    for number, cue in enumerate(cues):
        if not bare[number]:
            continue
        if held and (shut[held[-1]] or not marked or len(held) == _MOST_JOINED or _apart(cues[held[-1]], cue)):
            yield _block(cues, spans, held, marked and shut[held[-1]])
            held = []
        held.append(number)
    if held:
        yield _block(cues, spans, held, marked and shut[held[-1]])


def _apart(before: _Cue, cue: _Cue) -> bool:
    return cue.start - before.end > _PAUSE or _SPEAKS.match(cue.text) is not None


def _block(cues: list[_Cue], spans: list[Span], held: list[int], closed: bool) -> Block:
    tags = (Span(*tag.span()).shift(spans[number].start) for number in held for tag in _TAG.finditer(cues[number].text))
    return Block("prose" if closed else "table", Span(spans[held[0]].start, spans[held[-1]].end), tuple(tags))
