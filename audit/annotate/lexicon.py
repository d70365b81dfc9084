"""Words of a language written without blanks, found in running text by its word list alone.

A run of ideographs, with the syllabic letters that may end its last word, is cut where the words
are most frequent together. A Bloom filter (Bloom 1970) remembers which runs are words at all,
names and rare words included; the list itself holds the words whose company is known.

Figures and data: ``audit/models/readings.md``; built by ``tests/train/readings.py``.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from typing import NamedTuple

import regex

MODELS = files("audit") / "models" / "readings"

WORD, SYLLABLES, MARK = "word", "syllables", "mark"
NUMBER = "0"
"""What stands for any number, or Latin letters, as a mark."""
LONGEST = 6
"""Ideographs of the longest word looked for."""
LONGEST_ENDING = 3
"""Ideographs at the end of a run that may make a word with the syllabic letters after it."""
ENDING = 4

_HASHES = 8
_UNLISTED = 1.3
"""Frequency (Zipf scale) taken for a word that only the filter knows."""
_LETTER = 0.5
"""The same for an ideograph that is in no list."""
_WORD_COST = 10.0
_LONE_COST = 1.5
"""What a word, and an ideograph that stands alone, costs beside its rarity: fewer, longer words are likelier."""

_PIECE = regex.compile(
    r"(?P<run>[\p{Han}々]+)(?P<ending>\p{Hiragana}{0,4})|(?P<katakana>[\p{Katakana}ー]{2,})"
    r"|(?P<syllables>\p{Hiragana}+)|(?P<number>[\p{N}\p{Latin}]+)|\S"
)


class Bloom:
    """A set of words that may claim, seldom, to hold one it does not."""

    def __init__(self, bits: bytes | bytearray) -> None:
        self.bits = bits
        self._size = 8 * len(bits)

    @classmethod
    def of(cls, words: Iterable[str], bits_each: int = 12) -> Bloom:
        listed = sorted(set(words))
        made = cls(bytearray(len(listed) * bits_each // 8 + 1))
        for word in listed:
            for place in made._places(word):
                made.bits[place >> 3] |= 1 << (place & 7)  # type: ignore[index]
        return made

    def _places(self, word: str) -> Iterator[int]:
        digest = int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")
        first, step = digest & 0xFFFFFFFF, digest >> 32 | 1
        return ((first + number * step) % self._size for number in range(_HASHES))

    def __contains__(self, word: str) -> bool:
        bits = self.bits
        for place in self._places(word):  # noqa: SIM110 (a third faster than all(…), and asked of every substring)
            if not bits[place >> 3] >> (place & 7) & 1:
                return False
        return True


class Token(NamedTuple):
    """A word, a run of syllabic letters, or a mark (also numbers and Latin letters) and where it stands."""

    start: int
    end: int
    text: str
    """A word as it is listed: without the part of its ending that varies."""
    kind: str
    number: int
    """Place in the word list, -1 for what is not in it."""


class Lexicon:
    """The word list of one language.

    ``zipf``: by number, the frequency of a word on the Zipf scale (3 = once in a million).
    """

    def __init__(self, numbers: dict[str, int], zipf: Sequence[float], known: Bloom) -> None:
        self.numbers = numbers
        self.zipf = zipf
        self.known = known
        self._cuts: dict[tuple[str, str], tuple[list[tuple[int, int]], int]] = {}

    def is_word(self, run: str) -> bool:
        return run in self.numbers or (1 < len(run) <= LONGEST and run in self.known)

    def tokens(self, text: str) -> list[Token]:
        """Words, syllabic letters and marks of ``text``, in order."""
        found: list[Token] = []
        for piece in _PIECE.finditer(text):
            start, whole = piece.start(), piece[0]
            if run := piece["run"]:
                self._add_run(found, start, run, piece["ending"])
            elif piece["katakana"]:
                found.append(Token(start, piece.end(), whole, WORD, self.numbers.get(whole, -1)))
            elif piece["syllables"]:
                _add_syllables(found, start, whole)
            else:
                found.append(Token(start, piece.end(), NUMBER if piece["number"] else whole, MARK, -1))
        return found

    def _add_run(self, found: list[Token], start: int, run: str, ending: str) -> None:
        spans, taken = self.cut(run, ending)
        for begin, end in spans[:-1]:
            word = run[begin:end]
            found.append(Token(start + begin, start + end, word, WORD, self.numbers.get(word, -1)))
        begin, end = spans[-1]
        word = run[begin:end] + ending[:taken]
        found.append(Token(start + begin, start + end + taken, word, WORD, self.numbers.get(word, -1)))
        if ending[taken:]:
            found.append(Token(start + end + taken, start + end + len(ending), ending[taken:], SYLLABLES, -1))

    def cut(self, run: str, ending: str) -> tuple[list[tuple[int, int]], int]:
        """Spans of the words of ``run``, and how many letters of ``ending`` belong to the last."""
        if (known := self._cuts.get((run, ending))) is not None:
            return known
        length = len(run)
        inflected = dict(self._inflected(run, ending))
        cost, back = [0.0] + [1e9] * length, [0] * (length + 1)
        for i in range(length):
            for j in range(i + 1, min(length, i + LONGEST) + 1):
                price = cost[i] + self._price(run[i:j])
                if price < cost[j]:
                    cost[j], back[j] = price, i
            if i in inflected:
                price = cost[i] + _WORD_COST - self.zipf[self.numbers[run[i:] + ending[: inflected[i]]]]
                if price <= cost[length]:
                    cost[length], back[length] = price, i
        spans = []
        while length:
            spans.append((back[length], length))
            length = back[length]
        result = spans[::-1], inflected.get(spans[0][0], 0)
        self._cuts[run, ending] = result
        return result

    def _inflected(self, run: str, ending: str) -> Iterator[tuple[int, int]]:
        """Where a listed word with letters of the ending begins, and how many letters it takes."""
        for i in range(max(0, len(run) - LONGEST_ENDING), len(run)):
            for taken in range(len(ending), 0, -1):
                if run[i:] + ending[:taken] in self.numbers:
                    yield i, taken
                    break

    def _price(self, word: str) -> float:
        number = self.numbers.get(word)
        if number is not None:
            zipf = self.zipf[number]
        elif len(word) == 1:
            zipf = _LETTER
        elif word in self.known:
            zipf = _UNLISTED
        else:
            return 1e9
        return _WORD_COST - zipf + (_LONE_COST if len(word) == 1 else 0.0)


def _add_syllables(found: list[Token], start: int, text: str) -> None:
    if found and found[-1].kind == SYLLABLES and found[-1].end == start:
        before = found.pop()
        start, text = before.start, before.text + text
    found.append(Token(start, start + len(text), text, SYLLABLES, -1))


def unpacked(name: str) -> str:
    """The text of a compressed data file."""
    return zlib.decompress((MODELS / name).read_bytes()).decode()


@cache
def lexicon(language: str) -> Lexicon:
    """The word list of a language: a line for each frequency, the most frequent first."""
    numbers: dict[str, int] = {}
    zipf: list[float] = []
    for line in unpacked(f"{language}.words").split("\n"):
        frequency, *words = line.split(" ")
        numbers.update(zip(words, range(len(numbers), len(numbers) + len(words)), strict=True))
        zipf += [float(frequency)] * len(words)
    return Lexicon(numbers, zipf, Bloom((MODELS / f"{language}.known").read_bytes()))
