"""UTF-8 that was read as something else, and what it said.

Such a stretch, taken back to bytes, is valid UTF-8, which clean writing hardly ever is for
long; it is believed if what it decodes to is likelier writing (``audit.text.letters``). Method
after ftfy (Speer 2019), widened to the East Asian code pages.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import accumulate, pairwise

from audit.model import Span
from audit.text.codepages import DOUBLE, SINGLE, read, undefined, written
from audit.text.letters import NO_TEXT, fit, spelling
from audit.text.repairs import LOST, Repair, best

UTF8 = "utf_8"

_SEQUENCE = re.compile(
    rb"[\xc2-\xdf]T|\xe0[\xa0-\xbf\0]T|[\xe1-\xec\xee\xef]TT|\xed[\x80-\x9f\0]T"
    rb"|\xf0[\x90-\xbf\0]TT|[\xf1-\xf3]TTT|\xf4[\x80-\x8f\0]TT".replace(b"T", rb"[\x80-\xbf\0]")
)
"""UTF-8 letters; NUL stands for a byte that was lost."""
_STRETCH = re.compile(rb"(?:%b)+" % _SEQUENCE.pattern)
_LONG_STRETCH = re.compile(rb"(?:%b){3,}|(?:[\xe1-\xef][\x80-\xbf\0]{2}){2,}" % _SEQUENCE.pattern)
_FIRST_GAIN, _EACH_GAIN = 8.0, 4.0
"""Bits a repair must save: so much at all, and so much more for each letter."""
_RARE = frozenset({"cp437", "cp850", "cp852", "cp866", "cp1255", "cp1256", "cp874", "mac_roman", "koi8_r"})
_RARE_GAIN = 6.0
_FEW = 3
"""A stretch of no more letters must make sense in the language of the text around it."""
_CHEAPEST = 1.9
"""Bits per byte of the likeliest writing."""
_LATIN = frozenset({"cp1252", "latin_1", "cp1254", "cp1250", "cp1257", "mac_roman", "cp437", "cp850", "cp852"})
_LOSS = 12.0
_FAR = 60
"""Characters between garbled stretches up to which they are one piece of damage."""
_BESIDE = 3
"""Characters around an odd run that may be part of the damage."""
_ROUNDS = 3
_SAMPLE, _SELDOM = 2000, 20
"""Letters that are less than one in so many characters of the beginning are looked for one by one."""
_WESTERN = ("cp1252", "latin_1", "cp1254")
"""Where a no-break space that was part of a letter (à) has often become an ordinary one."""


def utf8_repairs(text: str, language: str, runs: Sequence[Span]) -> list[Repair]:
    """Stretches that are UTF-8 read as something else; stretches near each other as one.

    ``language``: a key of the letter table, the language of the text. ``runs``: where it is
    odd for that language; nothing read as an East Asian page is elsewhere.
    """
    found: list[Repair] = []
    present = frozenset(text)
    for took in SINGLE:
        if not present.isdisjoint(_leads(took)):
            found += _joined(text, _decoded_all(text, _in_single(text, took), took, language), language)
    for took in DOUBLE:
        candidates = (candidate for run in runs for candidate in _in_double(text, run, took))
        found += _joined(text, _decoded_all(text, candidates, took, language), language)
    return best(found)


Candidate = tuple[Span, bytes]
"""Where the bytes of a text in some code page are UTF-8, and those bytes."""


def _decoded_all(text: str, candidates: Iterable[Candidate], took: str, language: str) -> list[Repair]:
    return [repair for span, data in candidates if (repair := _decoded(text, span, data, took, language))]


def _in_single(text: str, took: str) -> Iterator[Candidate]:
    for match in _read_as(text, took):
        data = written(match[0].replace(LOST, "\0"), took)
        for stretch in _STRETCH.finditer(data):
            yield Span(*stretch.span()).shift(match.start()), stretch[0]


def _read_as(text: str, took: str) -> Iterator[re.Match[str]]:
    """``_as_read`` in a text; where few letters can begin one, at these alone."""
    pattern, beginning = _as_read(took), _lead(took)
    if len(beginning.findall(text[:_SAMPLE])) * _SELDOM > _SAMPLE:
        yield from pattern.finditer(text)
        return
    end = 0
    for lead in beginning.finditer(text):
        if lead.start() >= end and (match := pattern.match(text, lead.start())):
            end = match.end()
            yield match


def _in_double(text: str, run: Span, took: str) -> Iterator[Candidate]:
    start, end = max(run.start - _BESIDE, 0), run.end + _BESIDE
    holed = text[start:end].replace(LOST, "\0")
    data = written(holed, took)
    ends = [0, *accumulate(len(written(char, took)) for char in holed)]
    for stretch in _LONG_STRETCH.finditer(data):
        first = bisect_left(ends, stretch.start())
        if ends[first] == stretch.start():
            yield Span(first, bisect_left(ends, stretch.end())).shift(start), stretch[0]


@cache
def _leads(took: str) -> frozenset[str]:
    """What the code page makes of the bytes that UTF-8 letters begin with."""
    return frozenset(read(bytes(range(0xC2, 0xF5)), took))


@cache
def _lead(took: str) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(''.join(sorted(_leads(took))))}]")


@cache
def _as_read(took: str) -> re.Pattern[str]:
    """``_STRETCH`` in the characters that a one-byte code page makes of its bytes."""
    kind = {byte: re.escape(char) for byte, char in enumerate(read(bytes(range(256)), took))}
    kind[0] = LOST

    def letters(*ranges: tuple[int, int]) -> str:
        return "[" + "".join(kind[byte] for first, last in ranges for byte in range(first, last + 1)) + "]"

    tail = letters((0x80, 0xBF), (0, 0))
    two, three, four = letters((0xC2, 0xDF)), letters((0xE0, 0xEF)), letters((0xF0, 0xF4))
    least = 1 if took in _LATIN or took == "cp1251" else 2
    return re.compile(f"(?:{two}{tail}|{three}{tail}{{2}}|{four}{tail}{{3}}){{{least},}}")


def _decoded(text: str, span: Span, data: bytes, took: str, language: str) -> Repair | None:
    garbled = text[span.start : span.end]
    spell = spelling(language)
    letters = len(_SEQUENCE.findall(data))
    least = _FIRST_GAIN + _EACH_GAIN * letters + (took in _RARE) * _RARE_GAIN
    if sum(map(spell, garbled)) < least + _CHEAPEST * len(data):  # as good as clean writing gets
        return None
    if letters <= _FEW and took not in _LATIN and _inside_word(text, span):
        return None
    meant = "".join(_letter(sequence[0], took) for sequence in _SEQUENCE.finditer(data))
    before = fit(garbled).bits - NO_TEXT * garbled.count(LOST)
    after = sum(map(spell, meant)) if letters <= _FEW else fit(meant).bits
    gain = before - after + (NO_TEXT - _LOSS) * meant.count(LOST)
    return Repair(span, meant, UTF8, took, gain) if gain >= least else None


def _inside_word(text: str, span: Span) -> bool:
    """Does a letter above ASCII touch the span? Then it is more likely part of a sound word."""
    around = text[max(span.start - 1, 0) : span.start] + text[span.end : span.end + 1]
    return any(char.isalpha() and not char.isascii() for char in around)


def _letter(sequence: bytes, took: str) -> str:
    """The letter of a UTF-8 sequence; a lost byte is guessed where few can have been lost."""
    if b"\0" not in sequence:
        return sequence.decode("utf-8", "replace")
    letters = [sequence.replace(b"\0", bytes([byte])).decode("utf-8", "ignore") for byte in undefined(took)]
    return min((letter for letter in letters if len(letter) == 1), key=lambda letter: fit(letter).bits, default=LOST)


def _joined(text: str, found: list[Repair], language: str) -> list[Repair]:
    """Stretches in one paragraph, each near the next, as one repair with what stands between."""
    groups: list[list[Repair]] = []
    for repair in found:
        gap = text[groups[-1][-1].span.end : repair.span.start] if groups else "\n"
        if len(gap) <= _FAR and "\n" not in gap:
            groups[-1].append(repair)
        else:
            groups.append([repair])
    return [_one(text, group, language) for group in groups]


def _one(text: str, group: list[Repair], language: str) -> Repair:
    between = [text[one.span.end : other.span.start] for one, other in pairwise(group)] + [""]
    if group[0].took in _WESTERN:
        between = [gap.replace("Ã ", "à ").replace("Â ", "\N{NO-BREAK SPACE}") for gap in between]
    meant = "".join(repair.text + gap for repair, gap in zip(group, between, strict=True))
    for _ in range(_ROUNDS):  # garbled more than once
        again = [repair for took in SINGLE for repair in _decoded_all(meant, _in_single(meant, took), took, language)]
        if not again:
            break
        for repair in reversed(best(again)):
            meant = meant[: repair.span.start] + repair.text + meant[repair.span.end :]
    span = Span(group[0].span.start, group[-1].span.end)
    return Repair(span, meant, UTF8, group[0].took, sum(repair.gain for repair in group))
