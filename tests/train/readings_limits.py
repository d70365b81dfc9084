"""Weights and limits of ``audit/annotate/homophones.py``, from homophones put into clean text.

What is doubted in clean text as it is teaches what to leave alone; words of the same text with one of their
homophones, or a run of the same sounds that is no word, in their place teach what to find.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import human
import numpy as np

from audit.annotate.company import Company
from audit.annotate.homophones import Homophones, homophones
from audit.annotate.lexicon import MODELS, WORD, Token
from audit.annotate.nonwords import Letters, Unknown, meant, unknown_runs
from audit.packs import load

LEAST_PUT = 1.5
"""Frequency (Zipf scale) from which a homophone is put in the place of another word."""
LISTED = 10
"""How much more often a word is put in the place of another where a table of senses names the two: those are what is
mixed up in practice."""
SHARE = {"homophone": 0.3, "nonword": 0.05}
"""Of the words that could be replaced, those that are."""
RATE = 1 / 1000
"""Mistakes for each character in a document that has them: what ``confidence`` takes for granted."""
ALARMS = {"homophone": 0.06 / 1000, "nonword": 0.02 / 1000}
"""Per character of clean text, where the limits are set."""
RARITY = {"ko-ja": 4.0}
"""Log-odds that a word which only large dictionaries have is harder to doubt than a run that is no word."""
MARGINS = {
    "ko-ja": {"homophone": -1.4, "nonword": 0.8},
    "ko-zh-Hans": {"homophone": -2.2, "nonword": 4.5},
    "kana-ja": {"homophone": -0.5},
}
"""Log-odds that a case must have besides: near the limits that even rows give, less where whole documents stay quiet.
The odds themselves are low, for mistakes are put in far more evenly than they are made."""
LEAST_TARGET = 2.8


class Case(NamedTuple):
    """``original``: the word that stood there, None where nothing was replaced."""

    corpus: str
    written: str
    intended: str
    original: str | None
    features: list[float]
    excerpt: str


class Cases(NamedTuple):
    characters: Counter[str]
    homophone: list[Case]
    nonword: list[Case]


def gathered(table: Homophones, language: str, passages: Iterable[human.Passage], share: float = 1.0) -> Cases:
    """Every case in the passages, and those made by replacing words, one at a time."""
    rng = random.Random(0)
    pack = load(language)
    found = Cases(Counter(), [], [])
    replace, letters = Replacing(table), Letters.of(pack)
    for passage in passages:
        found.characters[passage.corpus] += len(passage.text)
        company = table.company(passage.text)

        def case(company: Company, at: int, best: Any, original: str | None, passage: human.Passage = passage) -> Case:
            token = company.tokens[at]
            excerpt = passage.text[max(0, token.start - 20) : token.end + 20].replace("\n", " ")
            return Case(passage.corpus, token.text, table.words[best[0].number], original, best[1], excerpt)

        for pair in unknown_runs(company, letters):
            if best := meant(table, company, pair):
                found.nonword.append(case(company, pair.at, best, None)._replace(written=pair.text))
        for at, token in enumerate(company.tokens):
            if best := table.doubts(company, at):
                found.homophone.append(case(company, at, best, None))
            if token.text not in table.numbers:
                continue
            often = LISTED / 2 if table.listed.get(table.numbers[token.text]) else 1
            if rng.random() < often * SHARE["homophone"] * share and (put := replace.homophone(token, rng)):
                changed, where = replaced(company, at, [put])
                if best := table.doubts(changed, where):
                    found.homophone.append(case(changed, where, best, token.text))
            if rng.random() < SHARE["nonword"] * share and (put := replace.nonword(token, rng)):
                changed, where = replaced(company, at, put)
                for pair in unknown_runs(changed, letters):
                    if pair == Unknown(where, "".join(put)) and (best := meant(table, changed, pair)):
                        found.nonword.append(case(changed, where, best, token.text)._replace(written="".join(put)))
    return found


def replaced(company: Company, at: int, words: Sequence[str]) -> tuple[Company, int]:
    """The text with ``words`` in place of a token and, in every other text, of the same word elsewhere."""
    old, numbers = company.tokens[at].text, company.lexicon.numbers
    everywhere = company.tokens[at].start % 2 == 0
    tokens: list[Token] = []
    where = at
    for i, token in enumerate(company.tokens):
        if i == at:
            where = len(tokens)
        if token.text != old or (i != at and not everywhere):
            tokens.append(token)
            continue
        begin = token.start
        for word in words:
            tokens.append(Token(begin, begin + len(word), word, WORD, numbers.get(word, -1)))
            begin += len(word)
    return Company(tokens, company.lexicon, company.near), where


class Replacing:
    """What to put in the place of a word."""

    def __init__(self, table: Homophones) -> None:
        self.table = table
        self.letters: dict[str, list[str]] = {}
        seen = Counter(letter for word in table.words for letter in word)
        for letter, sounds in table.sounds.items():
            for sound in sounds:
                if seen[letter] > 3:
                    self.letters.setdefault(sound, []).append(letter)
        self.seen = seen

    def homophone(self, token: Token, rng: random.Random) -> str | None:
        """A homophone that could be mistaken for the word, frequent ones more often."""
        table, number = self.table, self.table.numbers[token.text]
        others = [
            other
            for other in table.alternatives.get(number, ())
            if number in table.alternatives.get(other, ()) and table.zipf[other] >= LEAST_PUT
        ]
        if not others:
            return None
        listed = table.listed.get(number, frozenset())
        chances = [10 ** (table.zipf[other] / 2) * (LISTED if other in listed else 1) for other in others]
        return table.words[rng.choices(others, chances)[0]]

    def nonword(self, token: Token, rng: random.Random) -> list[str] | None:
        """Letters of the same sounds that make no word: each alone, or one beside a homophone of the other two."""
        table, number = self.table, self.table.numbers[token.text]
        if table.zipf[number] < LEAST_TARGET:
            return None
        reading = rng.choice(table.readings[number])
        if len(reading) == 2:
            parts = [self.letter(sound, rng) for sound in reading]
        elif len(reading) == 3:
            cut = rng.choice((1, 2))
            sides = (reading[:cut], reading[cut:])
            parts = [self.letter(s, rng) if len(s) == 1 else self.word(s, rng) for s in sides]
        else:
            return None
        made = "".join(part for part in parts if part)
        if len(made) != len(token.text) or table.lexicon.is_word(made) or made == token.text:
            return None
        return [part for part in parts if part]

    def letter(self, sound: str, rng: random.Random) -> str | None:
        """An ideograph that is read so, frequent ones more often."""
        letters = self.letters.get(sound)
        return rng.choices(letters, [self.seen[letter] for letter in letters])[0] if letters else None

    def word(self, reading: str, rng: random.Random) -> str | None:
        """A word that is read so."""
        _, members = self.table.groups.get(reading, (0.0, []))
        words = [self.table.words[number] for number in members]
        return rng.choice(words) if words else None


class Fitted(NamedTuple):
    weights: list[float]
    bias: float


def fitted(cases: Sequence[Case], characters: int) -> Fitted:
    """Logistic regression; the bias is that of a document with ``RATE`` mistakes for each character."""
    features = np.array([case.features for case in cases])
    wrong = np.array([case.original is not None and case.intended == case.original for case in cases], float)
    middle, spread = features.mean(0), features.std(0) + 1e-6
    rows = np.c_[(features - middle) / spread, np.ones(len(cases))]
    weights = np.zeros(rows.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        slope = rows.T @ (chance - wrong) / len(cases) + 1e-3 * weights
        curve = (rows * (chance * (1 - chance))[:, None]).T @ rows / len(cases) + 1e-3 * np.eye(len(weights))
        weights -= np.linalg.solve(curve, slope)
    told = weights[:-1] / spread
    clean = sum(case.original is None for case in cases)
    prior = np.log(RATE * characters / clean) - np.log(wrong.sum() / (len(cases) - wrong.sum()))
    return Fitted([float(w) for w in told], float(weights[-1] - told @ middle + prior))


def limit(odds: Sequence[float], cases: Sequence[Case], alarms: float) -> float:
    """The log-odds that ``alarms`` clean cases exceed."""
    clean = sorted((value for value, case in zip(odds, cases, strict=True) if case.original is None), reverse=True)
    return clean[min(int(alarms), len(clean) - 1)]


def write(pivot: str, language: str, data: Path, unit: float, frequency: float) -> None:
    from readings import tuning

    stem = f"{pivot}-{language}"
    sheet = Path(str(MODELS)) / f"{stem}.toml"
    about = [f"scales = {[round(unit, 9)] * 6}", f"frequency = {frequency:.4f}", f"least_target = {LEAST_TARGET}"]
    about += [f"rarity = {RARITY[stem]}"] if stem in RARITY else []
    sheet.write_text("\n".join(about) + "\n", "utf-8")
    homophones.cache_clear()
    table = homophones(pivot, language)
    cases = gathered(table, language, tuning(data, language))
    characters = cases.characters.total()
    for kind in MARGINS[stem]:
        some: list[Case] = getattr(cases, kind)
        model = fitted(some, characters)
        values = [model.bias + float(np.dot(model.weights, case.features)) for case in some]
        at = limit(values, some, ALARMS[kind] * characters)
        found = np.mean([v > at for v, case in zip(values, some, strict=True) if case.original])
        print(f"{stem} {kind}: limit {at:.2f}, {found:.0%} of {sum(c.original is not None for c in some)} found")
        about += ["", f"[{kind}]", f"weights = {[round(w, 4) for w in model.weights]}", f"bias = {model.bias:.4f}",
                  f"margin = {MARGINS[stem][kind]}"]  # fmt: skip
    sheet.write_text("\n".join(about) + "\n", "utf-8")
    homophones.cache_clear()
