"""Chinese words, their vectors and texts, for the tables of shared readings; called by ``readings.py``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import human
import numpy as np
from readings_sources import HAN, Sources

from audit.annotate.company import weight
from audit.annotate.lexicon import Bloom, Lexicon

DEPTH = 100
"""Numbers of one of the vectors, all of which are kept."""
OFTEN = 1.0
"""Frequency (Zipf scale) under which wordfreq's count says less than the dictionary's."""
TUNED, BLOCK = 5, 10
"""Of the rows of translations, ten in a row, every fifth block sets the limits: no other system's translation of them
teaches."""
WINDOW, LEAST_SEEN = 5, 8
"""Words on each side that tell what a word without a vector is like, and times it must be seen."""
LANGUAGE = "zh-Hans"


def frequencies(sources: Sources) -> dict[str, float]:
    """On the Zipf scale: of the words of the dictionary, by what is written today where that is known."""
    counted = sources.zipf("zh")
    listed = {word: value for word, (value, _) in sources.jieba.items()}
    return {word: counted[word] if counted.get(word, 0) > OFTEN else value for word, value in listed.items()}


def vectors(sources: Sources) -> tuple[dict[str, int], np.ndarray[Any, Any]]:
    """Word vectors of Wikipedia (word2vec) as the package Synonyms ships them: row of each word, unit rows."""
    packed = sources.member("synonyms", "data/words.vector")
    head, _, _ = packed.partition(b"\n")
    count, width = map(int, head.split())
    assert width == DEPTH
    rows = np.zeros((count, width), np.float32)
    row: dict[str, int] = {}
    at = len(head) + 1
    for i in range(count):
        end = packed.index(b" ", at)
        word = packed[at:end].strip().decode("utf-8", "replace")
        rows[i] = np.frombuffer(packed, "<f4", width, end + 1)
        at = end + 1 + 4 * width
        if HAN.fullmatch(word):
            row[word] = i
    rows -= rows[list(row.values())].mean(0)
    return row, rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6)


def completed(
    row: dict[str, int], rows: np.ndarray[Any, Any], wanted: Mapping[str, float], known: set[str], texts: Iterable[str]
) -> tuple[dict[str, int], np.ndarray[Any, Any]]:
    """The vectors, and those of ``wanted`` words (with their frequencies) that have none: a linear map, learnt from
    the words that do, of what stands around them in ``texts`` (Khodak et al. 2018)."""
    listed = dict.fromkeys([*wanted, *row])
    zipf = [wanted.get(word, 1.0) for word in listed]
    lexicon = Lexicon({word: i for i, word in enumerate(listed)}, zipf, Bloom.of(known))
    names = list(listed)
    place = np.array([row.get(word, -1) for word in names])
    told = np.array([weight(value) / 16 for value in zipf], np.float32)
    own = np.concatenate([rows[place] * (told * (place >= 0))[:, None], np.zeros((1, rows.shape[1]), np.float32)])
    around, seen = np.zeros((len(names), rows.shape[1]), np.float32), np.zeros(len(names), np.int32)
    for text in texts:
        at = np.array([token.number for token in lexicon.tokens(text) if token.number >= 0], np.int64)
        sums = np.concatenate([np.zeros((1, rows.shape[1]), np.float32), np.cumsum(own[at], 0)])
        for i, number in enumerate(at):
            around[number] += sums[min(len(at), i + WINDOW + 1)] - sums[max(0, i - WINDOW)] - own[number]
            seen[number] += 1
    unit = around / np.maximum(np.linalg.norm(around, axis=1, keepdims=True), 1e-6)
    taught = (seen >= 2 * LEAST_SEEN) & (place >= 0)
    inside, outside = unit[taught], rows[place[taught]]
    turn = np.linalg.solve(inside.T @ inside + np.eye(rows.shape[1], dtype=np.float32), inside.T @ outside)
    missing = np.flatnonzero((seen >= LEAST_SEEN) & (place < 0))
    made = unit[missing] @ turn
    made /= np.maximum(np.linalg.norm(made, axis=1, keepdims=True), 1e-6)
    places = {names[number]: len(rows) + i for i, number in enumerate(missing)}
    return {**row, **places}, np.concatenate([rows, made]).astype(np.float32)


def passages(data: Path) -> Iterator[tuple[human.Passage, bool]]:
    """What is not held out, and whether it sets the limits; translations by machine do not."""
    for passage in human.passages(data, LANGUAGE):
        if passage.corpus != "wmt" and not passage.held_out:
            yield passage, sum(passage.text.encode()) % TUNED == 0
    for path in sorted((data / "translations").glob("wmt2[12]_*zh*.jsonl.gz")):
        target = path.name.endswith("-zh.jsonl.gz")
        for number, row in enumerate(human.rows(path)):
            tuned = number // BLOCK % TUNED == 0
            for text in row["references"].values() if target else [row["source"]]:
                yield human.Passage("wmt", text, False), tuned
            if target and not tuned:
                yield from ((human.Passage("wmt", text, False), False) for text in row["systems"].values())


def taught(data: Path) -> list[str]:
    return [passage.text for passage, tuned in passages(data) if not tuned]


def tuning(data: Path) -> list[human.Passage]:
    return [passage for passage, tuned in passages(data) if tuned]
