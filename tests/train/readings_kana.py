"""Build the table of what a Japanese keyboard writes alike, ``audit/models/readings/kana-ja.*``.

    python tests/train/readings_kana.py DATA PACKAGES [--limits]

As ``readings.py``, after whose Japanese tables it has to run: words, vectors of neighbours and the set of what is a
word are those. Only what a homophone wants around it is learnt here. With ``--limits`` the table stays, only the
limits are set anew. Needs numpy and msgpack; about four CPU minutes.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import company_model
import numpy as np
import readings_limits
from readings import (
    ANSWER_LEVELS,
    OUT,
    UNIT,
    Homophony,
    directions,
    packed,
    quantised,
    renumbered,
    rivals_of,
    table,
    taught,
)
from readings_sources import HAN, Sources

from audit.annotate.company import WIDTH
from audit.annotate.homophones import homophones
from audit.annotate.homophones import vectors as shipped
from audit.annotate.lexicon import WORD, Bloom, Lexicon, lexicon

PIVOT, LANGUAGE = "kana", "ja"
STEM = f"{PIVOT}-{LANGUAGE}"
LONGEST_WORD = 4
LEAST_INTENDED = 2.3
"""Frequency (Zipf scale) of a word that is put in the place of another."""
ALIKE = 0.85
"""Cosine from which two homophones share all their neighbours. Far higher than for a pivot: 保証 and 保障 have much
in common, and are a mistake all the same."""
LEAST_TOGETHER = 2
"""Times two words must be seen in a row to be a compound."""
Floats = np.ndarray[Any, Any]
_HIRAGANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}


def typed(sources: Sources, row: Iterable[str]) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """For each noun that has a vector: its readings in hiragana, and its usual spellings."""
    known = lexicon(LANGUAGE).numbers.keys() & set(row)
    readings: dict[str, set[str]] = defaultdict(set)
    usual: dict[str, set[str]] = defaultdict(set)
    for entry in sources.sudachi:
        word = entry.surface
        if entry.noun and not entry.proper and word in known and 1 < len(word) <= LONGEST_WORD and HAN.fullmatch(word):
            readings[word].add(entry.reading.translate(_HIRAGANA))
            usual[word].add(entry.usual)
    return dict(readings), dict(usual)


def homophony(
    readings: Mapping[str, set[str]],
    usual: Mapping[str, set[str]],
    zipf: Mapping[str, float],
    vector: Mapping[str, Floats],
) -> Homophony:
    """What each word could be typed for: no other spelling of it, and nothing that keeps the same company."""
    groups = defaultdict(list)
    for word in sorted(readings):
        for reading in readings[word]:
            groups[reading].append(word)
    alternatives = {}
    for word in sorted(readings):
        rivals = {
            rival
            for reading in readings[word]
            for rival in groups[reading]
            if zipf[rival] >= LEAST_INTENDED and not usual[word] & usual[rival] and vector[word] @ vector[rival] < ALIKE
        }
        if rivals:
            alternatives[word] = sorted(rivals, key=lambda rival: (-zipf[rival], rival))
    return Homophony(set(), alternatives, set())


def compounds(texts: Iterable[str], known: Lexicon, members: set[str]) -> set[str]:
    """Words in a row, one of them a homophone, that are no word together but are seen so again and again."""
    seen: Counter[str] = Counter()
    for text in texts:
        for first, second in pairwise(known.tokens(text)):
            touching = first.kind == second.kind == WORD and first.end == second.start
            if touching and (first.text in members or second.text in members):
                seen[first.text + second.text] += 1
    return {run for run, count in seen.items() if count >= LEAST_TOGETHER and not known.is_word(run)}


def build(data: Path, sources: Sources) -> None:
    row, vectors = sources.vectors()
    known = lexicon(LANGUAGE)
    zipf = {word: known.zipf[number] for word, number in known.numbers.items()}
    readings, usual = typed(sources, row)
    unit = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)
    found = homophony(readings, usual, zipf, {word: unit[row[word]] for word in readings})
    listing, order = table(found, readings, {})
    packed(f"{STEM}.words", listing)
    texts = taught(data, LANGUAGE)
    (OUT / f"{STEM}.compounds").write_bytes(Bloom.of(compounds(texts, known, set(order)), 10).bits)
    turned = directions(vectors)
    train(data, texts, known, turned[[row[word] for word in order]], found, order)


def train(data: Path, texts: list[str], known: Lexicon, vectors: Floats, found: Homophony, order: list[str]) -> None:
    """``vectors``: of the homophones, in their ``order``."""
    place = {word: i for i, word in enumerate(order)}
    seen, names = company_model.places(texts, known, lambda token: token.text in place)
    near = np.frombuffer(shipped(f"{LANGUAGE}.near"), np.int8).reshape(-1, WIDTH) * np.float32(UNIT)
    common = np.array([known.zipf[known.numbers[word]] for word in order], np.float32)
    answers, frequency = company_model.answering(
        renumbered(seen, names, known, order), near, np.array(known.zipf), vectors, common, rivals_of(found, place)
    )
    rows, answers_unit = quantised(answers, ANSWER_LEVELS)
    (OUT / f"{STEM}.answers").write_bytes(rows)
    readings_limits.write(PIVOT, LANGUAGE, data, UNIT * answers_unit, frequency)


if __name__ == "__main__":
    folders = [Path(argument) for argument in sys.argv[1:3]]
    if "--limits" in sys.argv:
        model = homophones(PIVOT, LANGUAGE).model
        readings_limits.write(PIVOT, LANGUAGE, folders[0], model["scales"][0], model["frequency"])
    else:
        build(folders[0], Sources(folders[1]))
