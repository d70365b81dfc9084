"""Words of a language written without blanks, found in running text by its word list alone.

A run of ideographs, with the syllabic letters that may end its last word, is cut where the words
are most frequent together. A Bloom filter (Bloom 1970) remembers which runs are words at all,
names and rare words included; the list itself holds the words whose company is known.

Figures and data: ``audit/models/readings.md``; built by ``tests/train/readings.py``.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property
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
    r"([\p{Han}々]+)(?P<run>\p{Hiragana}*)|(?P<katakana>[\p{Katakana}ー]{2,})"
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
            first, step = made._first_and_step(word)
            for number in range(_HASHES):
                place = (first + number * step) % made._size
                made.bits[place >> 3] |= 1 << (place & 7)  # type: ignore[index]
        return made

    def _first_and_step(self, word: str) -> tuple[int, int]:
        """What the places of a word are made from (Kirsch and Mitzenmacher 2006)."""
        digest = int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")
        return digest & 0xFFFFFFFF, digest >> 32 | 1

    def __contains__(self, word: str) -> bool:
        bits, size = self.bits, self._size
        place, step = self._first_and_step(word)
        for _ in range(_HASHES):
            at = place % size
            if not bits[at >> 3] >> (at & 7) & 1:
                return False
            place += step
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
        self._words: dict[tuple[str, str], list[tuple[str, int]]] = {}
        self._prices: dict[str, float] = {}
        self.lanes: dict[int, int] = {}
        """Vectors of words, by number, as ``audit.annotate.company`` adds them up."""

    @cached_property
    def begun(self) -> Counter[str]:
        """How many longer words begin with an ideograph: prefixes make words nobody lists."""
        return Counter(word[0] for word in self.numbers if len(word) > 2)

    @cached_property
    def ended(self) -> Counter[str]:
        """The same for those that end with one."""
        return Counter(word[-1] for word in self.numbers if len(word) > 2)

    def is_word(self, run: str) -> bool:
        return run in self.numbers or (1 < len(run) <= LONGEST and run in self.known)

    def tokens(self, text: str) -> list[Token]:
        """Words, syllabic letters and marks of ``text``, in order."""
        found: list[Token] = []
        for piece in _PIECE.finditer(text):
            kind, whole = piece.lastgroup, piece[0]
            if kind == "run":
                self._add_run(found, piece.start(), piece[1], piece[2])
            elif kind == "syllables":
                found.append(Token(*piece.span(), whole, SYLLABLES, -1))
            elif kind == "katakana":
                found.append(Token(*piece.span(), whole, WORD, self.numbers.get(whole, -1)))
            else:
                found.append(Token(*piece.span(), NUMBER if kind else whole, MARK, -1))
        return found

    def _add_run(self, found: list[Token], start: int, run: str, syllables: str) -> None:
        """The words of a run of ideographs, the last with its ending, and the rest of the syllabic letters after it."""
        ending = syllables[:ENDING]
        if (words := self._words.get((run, ending))) is None:
            words = self._words[run, ending] = self._cut_out(run, ending)
        end = start
        for word, number in words:
            begin, end = end, end + len(word)
            found.append(Token(begin, end, word, WORD, number))
        taken = end - start - len(run)
        if rest := syllables[taken:]:
            found.append(Token(end, end + len(rest), rest, SYLLABLES, -1))

    def _cut_out(self, run: str, ending: str) -> list[tuple[str, int]]:
        """The words of a run and their numbers, the last with its ending."""
        spans, taken = self.cut(run, ending)
        words = [run[first:past] for first, past in spans]
        words[-1] += ending[:taken]
        return [(word, self.numbers.get(word, -1)) for word in words]

    def cut(self, run: str, ending: str) -> tuple[list[tuple[int, int]], int]:
        """Spans of the words of ``run``, and how many letters of ``ending`` belong to the last."""
        length, prices = len(run), self._prices
        inflected = dict(self._inflected(run, ending)) if ending else {}
        cost, back = [0.0] + [1e9] * length, [0] * (length + 1)
        for i in range(length):
            for j in range(i + 1, min(length, i + LONGEST) + 1):
                if (price := prices.get(word := run[i:j])) is None:
                    price = prices[word] = self._price(word)
                if cost[i] + price < cost[j]:
                    cost[j], back[j] = cost[i] + price, i
            if i in inflected:
                price = cost[i] + _WORD_COST - self.zipf[self.numbers[run[i:] + ending[: inflected[i]]]]
                if price <= cost[length]:
                    cost[length], back[length] = price, i
        spans = []
        while length:
            spans.append((back[length], length))
            length = back[length]
        return spans[::-1], inflected.get(spans[0][0], 0)

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
