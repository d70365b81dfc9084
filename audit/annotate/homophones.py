"""Words of a language that one of its pivots writes alike, and which of them a place wants.

Figures and data: ``audit/models/readings.md``; built by ``tests/train/readings.py``.
"""

from __future__ import annotations

import tomllib
import zlib
from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from functools import cache
from itertools import product
from math import exp
from typing import Any, NamedTuple

from audit.annotate.company import WIDTHS, Around, Company, fit
from audit.annotate.lexicon import MODELS, WORD, Bloom, Lexicon, lexicon, unpacked

MOST_READINGS = 64
"""Ways to read an unknown run above which it is not read at all."""
_ROW = sum(WIDTHS)


class Answer(NamedTuple):
    """A word that a place may want, how well it fits part by part, and all that as log-odds."""

    number: int
    parts: list[float]
    total: float


class Homophones:
    """The words of a language that share a pivot reading; words are numbered as in its own list."""

    def __init__(
        self,
        lexicon: Lexicon,
        near: memoryview,
        table: str,
        sounds: str,
        answers: memoryview,
        compounds: Bloom,
        model: Mapping[str, Any],
    ) -> None:
        self.lexicon = lexicon
        self.near = near
        self.answers = answers
        self.compounds = compounds
        self.model = model
        self.fold: dict[int, str] = {}
        """Letters of another script of the language, by code point, and what the tables have for them."""
        self.shown: dict[str, str] = {}
        """Words as that script writes them."""
        groups, alternatives, *more = table.split("\n\n")
        self.words: list[str] = []
        self.numbers: dict[str, int] = {}
        self.groups: dict[str, tuple[float, list[int]]] = {}
        self.readings: list[list[str]] = []
        for line in groups.split("\n"):
            self._add_group(*line.split(" "))
        self.alternatives = dict(_rows(alternatives))
        self.listed = {number: frozenset(rivals) for number, rivals in _rows("".join(more))}
        """What a word is known to be mixed up with: homonyms of the pivot, told apart by hand."""
        self.doubtful = {self.words[number] for number in self.alternatives}
        """The words that have homophones."""
        self.sounds: dict[str, list[str]] = {}
        for line in sounds.split("\n"):
            sound, _, letters = line.partition(" ")
            for letter in letters:
                self.sounds.setdefault(letter, []).append(sound)
        self.zipf = [lexicon.zipf[lexicon.numbers[word]] for word in self.words]

    def _add_group(self, reading: str, frequency: str, *words: str) -> None:
        members = []
        for word in words:
            if word not in self.numbers:
                self.numbers[word] = len(self.words)
                self.words.append(word)
                self.readings.append([])
            members.append(self.numbers[word])
            self.readings[members[-1]].append(reading)
        self.groups[reading] = float(frequency), members

    def company(self, text: str) -> Company:
        return Company(self.lexicon.tokens(text), self.lexicon, self.near)

    def answer(self, number: int, around: Around) -> Answer:
        row = self.answers[_ROW * number : _ROW * (number + 1)]
        parts = [scale * value for scale, value in zip(self.model["scales"], fit(around, row), strict=True)]
        return Answer(number, parts, sum(parts) + self.model["frequency"] * self.zipf[number])

    def best(self, numbers: Sequence[int], around: Around) -> Answer:
        return max((self.answer(number, around) for number in numbers), key=lambda answer: answer.total)

    def read(self, run: str) -> Iterator[str]:
        """The readings that ``run`` could have; none where a letter's is unknown."""
        sounds = [self.sounds.get(letter, []) for letter in run]
        ways = 1
        for choices in sounds:
            ways *= len(choices)
        if 0 < ways <= MOST_READINGS:
            yield from map("".join, product(*sounds))

    def shared(self, one: int, other: int) -> str:
        """The most frequent reading that two words share."""
        both = [reading for reading in self.readings[one] if reading in self.readings[other]]
        return max(both, key=lambda reading: self.groups[reading][0])

    def reading_of(self, run: str, number: int) -> str:
        """The most frequent reading of an unknown run that a word has too."""
        both = [reading for reading in self.read(run) if reading in self.readings[number]]
        return max(both, key=lambda reading: self.groups[reading][0])

    def compound(self, company: Company, first: int, past: int, word: str) -> int:
        """On how many sides ``word``, in place of tokens ``first`` to ``past``, makes a known compound."""
        tokens = company.tokens
        count = 0
        if first and tokens[first - 1].kind == WORD and tokens[first - 1].end == tokens[first].start:
            count += self._known(tokens[first - 1].text + word)
        if past < len(tokens) and tokens[past].kind == WORD and tokens[past].start == tokens[past - 1].end:
            count += self._known(word + tokens[past].text)
        return count

    def _known(self, compound: str) -> bool:
        return compound in self.compounds or self.lexicon.is_word(compound)

    def doubts(self, company: Company, at: int) -> tuple[Answer, list[float]] | None:
        """For a token with homophones: the one that fits best, and the features of the case for it."""
        token = company.tokens[at]
        number = self.numbers.get(token.text)
        if number is None or not (rivals := self.alternatives.get(number)):
            return None
        around = company.around(at, at + 1, token.text)
        written = self.answer(number, around)
        best = self.best(rivals, around)
        gains = [theirs - ours for theirs, ours in zip(best.parts, written.parts, strict=True)]
        wide, farther = around.words
        intended = self.words[best.number]
        return best, [
            *gains,
            gains[4] * wide / 16,
            gains[5] * farther / 48,
            self.zipf[best.number],
            self.zipf[number],
            self.groups[self.shared(number, best.number)][0],
            float(self.compound(company, at, at + 1, intended)),
            float(self.compound(company, at, at + 1, token.text)),
            *written.parts,
            float(wide),
            float(farther),
            *([float(best.number in self.listed.get(number, ()))] if self.listed else []),
        ]

    def odds(self, features: Sequence[float], kind: str) -> float:
        """Log-odds that the other word is meant, in documents that have such mistakes."""
        weights = self.model[kind]["weights"]
        return float(self.model[kind]["bias"] + sum(w * x for w, x in zip(weights, features, strict=True)))


def _rows(table: str) -> Iterator[tuple[int, list[int]]]:
    """Rows of numbers, the first of each apart."""
    for line in table.split("\n") if table else ():
        first, *rest = (int(cell) for cell in line.split(" "))
        yield first, rest


def confidence(odds: float) -> float:
    return 1 / (1 + exp(-max(-30.0, min(30.0, odds))))


@cache
def homophones(pivot: str, language: str) -> Homophones:
    """What is known about words of ``language`` that ``pivot`` writes alike."""
    stem = f"{pivot}-{language}"
    model = tomllib.loads((MODELS / f"{stem}.toml").read_text("utf-8"))
    if "like" in model:
        return _in_other_script(homophones(pivot, model["like"]), stem)
    near, answers = vectors(f"{language}.near"), vectors(f"{stem}.answers")
    compounds = Bloom((MODELS / f"{stem}.compounds").read_bytes())
    sounds = unpacked(f"{stem}.sounds") if (MODELS / f"{stem}.sounds").is_file() else ""
    return Homophones(lexicon(language), near, unpacked(f"{stem}.words"), sounds, answers, compounds, model)


def vectors(name: str) -> memoryview:
    """The numbers of a compressed data file, a byte each."""
    return memoryview(zlib.decompress((MODELS / name).read_bytes())).cast("b")


def _in_other_script(table: Homophones, stem: str) -> Homophones:
    """``table`` for texts in another script of its language."""
    letters, _, words = unpacked(f"{stem}.forms").partition("\n")
    other = copy(table)
    other.fold = {ord(pair[0]): pair[1] for pair in letters.split(" ")}
    other.shown = dict(zip(table.words, words.split(" "), strict=True))
    return other
