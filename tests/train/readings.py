"""Build the tables of shared readings, ``audit/models/readings/``, and measure them on held-out text.

    python tests/train/readings.py DATA PACKAGES [--limits] [LANGUAGE…]

DATA is the folder of development data, PACKAGES one for the packages in ``readings_sources.py``, which are fetched
if they are not there. With ``--limits`` the tables stay, only the limits are set anew. Needs numpy and msgpack; about
six CPU minutes. ``tests/bench/readings.py`` prints what it is worth.
"""

from __future__ import annotations

import sys
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import company_model
import human
import numpy as np
import readings_limits
import regex
from readings_sources import HAN, Sources, initial

from audit.annotate.homophones import homophones
from audit.annotate.lexicon import LONGEST, MODELS, Bloom, Lexicon, lexicon

OUT = Path(str(MODELS))
DEPTH = 128
"""Of the word vectors, the directions of most variance that are looked at in training."""
LEAST = {"ideographs": 2.3, "katakana": 2.5, "mixed": 2.8}
"""Frequency (Zipf scale) from which words are listed as company."""
LEAST_WRITTEN, LEAST_INTENDED, LEAST_TARGET = 1.3, 2.3, 2.8
"""Frequency of a word that is doubted, of the one put in its place, and of one put in the place of no word."""
PLAIN = 3.3
"""Frequency of an intended word whose reading need not be among the frequent words of the pivot."""
ALIKE = 0.45
"""Cosine from which two homophones mean so nearly the same that nobody would call one a mistake."""
LEAST_COUNTED, CONTEXTS, WINDOW = 8, 5000, 5
"""For vectors of our own: times a word must be seen, the most frequent words it is seen near, how near."""
KATAKANA = regex.compile(r"[\p{Katakana}ー]{2,}")
STEM = regex.compile(r"\p{Han}[\p{Hiragana}--[しさすせのをがにはとでもやな]]", regex.V1)
"""What an inflected word begins with; する and particles follow any noun."""
MIXED = regex.compile(r"[\p{Han}々]+\p{Hiragana}+")


class Words(NamedTuple):
    """What is known of the words of one language."""

    known: set[str]
    """Runs of ideographs that are words, or stand in words; ideographs with the first letter of an ending."""
    common: set[str]
    """Nouns and the like of ideographs only, names left out."""
    frequency: dict[str, float]
    """On the Zipf scale."""
    forms: dict[str, str]
    """Ideographs of Korea and what the language writes for them."""


def japanese(sources: Sources) -> Words:
    known: set[str] = set()
    common: set[str] = set()
    for entry in sources.sudachi:
        known.update(run for run in HAN.findall(entry.surface) if 1 < len(run) <= LONGEST)
        if STEM.match(entry.surface):
            known.add(entry.surface[:2])
        if entry.noun and not entry.proper and len(entry.surface) > 1 and HAN.fullmatch(entry.surface):
            common.add(entry.surface)
    return Words(known, common, sources.zipf("ja"), sources.opencc("JPVariants"))


def chinese(sources: Sources) -> Words:
    words = sources.jieba
    known = {word for word in words if 1 < len(word) <= LONGEST}
    common = {word for word, (_, name) in words.items() if not name and len(word) > 1}
    frequency = {word: value for word, (value, _) in words.items()}
    return Words(known, common, frequency, sources.opencc("TSCharacters"))


class Readings(NamedTuple):
    """Korean readings: of words as Japan writes them, and of single ideographs."""

    words: dict[str, set[str]]
    sounds: dict[str, set[str]]


def korean(sources: Sources, forms: Mapping[str, str]) -> Readings:
    """``forms``: ideographs of Korea and what the language in question writes for them."""
    words: dict[str, set[str]] = defaultdict(set)
    sounds: dict[str, set[str]] = defaultdict(set)
    for hangul, hanja in sources.hanja:
        if not HAN.fullmatch(hanja) or len(hanja) != len(hangul):
            continue
        written = "".join(forms.get(letter, letter) for letter in hanja)
        if len(hanja) == 1 and "가" <= hangul <= "힣":
            for letter in (hanja, written):
                sounds[letter] |= {hangul, initial(hangul)}
        elif len(hanja) > 1 and initial(hangul[0]) == hangul[0]:
            words[written].add(hangul)
    return Readings(dict(words), dict(sounds))


class Homophony(NamedTuple):
    """Words that share readings: which are targets, and what each could stand for."""

    targets: set[str]
    alternatives: dict[str, list[str]]


def homophony(
    words: Mapping[str, set[str]],
    zipf: Mapping[str, float],
    pivot: Mapping[str, float],
    vector: Mapping[str, np.ndarray],
) -> Homophony:
    groups = defaultdict(list)
    for word, readings in words.items():
        for reading in readings:
            groups[reading].append(word)
    alternatives: dict[str, list[str]] = {}
    for word, readings in sorted(words.items()):
        if zipf.get(word, 0) < LEAST_WRITTEN:
            continue
        rivals = {
            rival
            for reading in readings
            for rival in groups[reading]
            if zipf.get(rival, 0) >= (LEAST_INTENDED if reading in pivot else PLAIN)
            if vector[rival] @ vector[word] < ALIKE
        }
        if rivals:
            alternatives[word] = sorted(rivals, key=lambda rival: (-zipf[rival], rival))
    targets = {word for word in words if zipf.get(word, 0) >= LEAST_TARGET}
    return Homophony(targets, alternatives)


def packed(name: str, text: str) -> None:
    (OUT / name).write_bytes(zlib.compress(text.encode(), 9))


def listed(zipf: Mapping[str, float]) -> str:
    """Words by frequency, one line for each tenth."""
    lines = defaultdict(list)
    for word, value in zipf.items():
        lines[round(value, 1)].append(word)
    return "\n".join(f"{value} {' '.join(sorted(lines[value]))}" for value in sorted(lines, reverse=True))


def table(found: Homophony, words: Mapping[str, set[str]], pivot: Mapping[str, float]) -> tuple[str, list[str]]:
    """Readings and their words, then what may stand for what; and the words in the order of their numbers."""
    members = found.targets | found.alternatives.keys() | {w for ws in found.alternatives.values() for w in ws}
    groups = defaultdict(list)
    for word in sorted(members):
        for reading in words[word]:
            groups[reading].append(word)
    order = list(dict.fromkeys(word for reading in sorted(groups) for word in groups[reading]))
    number = {word: i for i, word in enumerate(order)}
    lines = [f"{reading} {round(pivot.get(reading, 0), 1)} {' '.join(groups[reading])}" for reading in sorted(groups)]
    rows = [[word, *found.alternatives[word]] for word in order if word in found.alternatives]
    return "\n".join(lines) + "\n\n" + "\n".join(" ".join(str(number[w]) for w in row) for row in rows), order


def sounds(readings: Mapping[str, set[str]], letters: Iterable[str]) -> str:
    by_sound = defaultdict(list)
    for letter in sorted(set(letters) & readings.keys()):
        for sound in readings[letter]:
            by_sound[sound].append(letter)
    return "\n".join(f"{sound} {''.join(by_sound[sound])}" for sound in sorted(by_sound))


def quantised(rows: np.ndarray) -> tuple[bytes, float]:
    """Rows as bytes, and what one unit of them is worth; the few largest values are clipped."""
    unit = float(np.quantile(np.abs(rows), 0.9995)) / 127
    return np.clip(np.round(rows / unit), -127, 127).astype(np.int8).tobytes(), unit


def taught(data: Path, language: str) -> list[str]:
    return [
        passage.text for passage in human.passages(data, language) if not passage.held_out and not is_tuned(passage)
    ]


def is_tuned(passage: human.Passage) -> bool:
    """Every fifth passage of those not held out sets the limits."""
    return sum(passage.text.encode()) % 5 == 0


def build(
    language: str, text: Words, row: Mapping[str, int], vectors: np.ndarray, data: Path, sources: Sources
) -> None:
    """``row``: of ``vectors``, for each word that has one."""
    readings, pivot = korean(sources, text.forms), sources.zipf("ko")
    unit = {word: vectors[row[word]] for word in row if HAN.fullmatch(word)}
    words = {w: r for w, r in readings.words.items() if w in text.common and w in unit and len(w) <= 4}
    found = homophony(words, text.frequency, pivot, unit)
    table_text, order = table(found, words, pivot)
    zipf = vocabulary(row, text.frequency, order)
    stem = f"ko-{language}"
    OUT.mkdir(exist_ok=True)
    packed(f"{stem}.words", table_text)
    letters = {letter for word in text.common for letter in word} - text.forms.keys()
    packed(f"{stem}.sounds", sounds(readings.sounds, letters))
    (OUT / f"{language}.known").write_bytes(Bloom.of(text.known | {w for w in text.common if len(w) <= LONGEST}).bits)
    compounds = {word for word in readings.words if 3 <= len(word) <= LONGEST}
    (OUT / f"{stem}.compounds").write_bytes(Bloom.of(compounds, 10).bits)
    listing = listed({word: value for word, (_, value) in zipf.items()})
    packed(f"{language}.words", listing)
    lexicon.cache_clear()
    known = lexicon(language)
    rows = vectors[[row[zipf[word][0]] for word in known.numbers]]
    train(language, data, known, rows, found, order, listing)


def directions(vectors: np.ndarray) -> np.ndarray:
    centred = vectors - vectors.mean(0)
    axes = np.linalg.svd(centred.T @ centred)[0][:, :DEPTH]
    turned = centred @ axes
    return (turned / np.maximum(np.linalg.norm(turned, axis=1, keepdims=True), 1e-6)).astype(np.float32)


def vocabulary(
    row: Iterable[str], frequency: Mapping[str, float], order: Iterable[str]
) -> dict[str, tuple[str, float]]:
    """Words as they are listed: the word whose vector they have, and their frequency."""
    listed: dict[str, tuple[str, float]] = {word: (word, max(1.0, frequency.get(word, 1.0))) for word in order}
    for word in row:
        value = frequency.get(word, 0.0)
        if HAN.fullmatch(word) and (value >= LEAST["ideographs"] or len(word) == 1):
            listed.setdefault(word, (word, max(1.0, value)))
        elif KATAKANA.fullmatch(word) and value >= LEAST["katakana"]:
            listed.setdefault(word, (word, value))
    for word in row:
        value = frequency.get(word, 0.0)
        if MIXED.fullmatch(word) and len(word) > 2 and value >= LEAST["mixed"]:
            listed.setdefault(word[:-1], (word, value))
    return listed


def train(
    language: str,
    data: Path,
    known: Lexicon,
    vectors: np.ndarray,
    found: Homophony,
    order: list[str],
    listing: str,
) -> None:
    """``vectors``: of the words of ``known``, in their order; ``order``: the homophones in theirs."""
    seen, names = company_model.places(
        taught(data, language), known, lambda token: len(token.text) > 1 and HAN.fullmatch(token.text) is not None
    )
    zipf = np.array(known.zipf, np.float32)
    rivals = np.full((len(zipf), company_model.RIVALS), -1, np.int64)
    for word, others in found.alternatives.items():
        some = [known.numbers[other] for other in others[: company_model.RIVALS]]
        rivals[known.numbers[word], : len(some)] = some
    pool = np.array([known.numbers[word] for word in order])
    made = company_model.trained(seen, len(names), vectors, zipf, rivals, pool)
    near, near_unit = quantised(made.near)
    answers, answers_unit = quantised(made.answers[pool])
    (OUT / f"{language}.near").write_bytes(near)
    (OUT / f"ko-{language}.answers").write_bytes(answers)
    packed(f"{language}.words", f"{listing}\n0 {' '.join(names)}")
    lexicon.cache_clear()
    readings_limits.write("ko", language, data, near_unit * answers_unit, made.frequency)


def counted_vectors(text: Words, data: Path) -> tuple[dict[str, int], np.ndarray]:
    """Word vectors of our own where there are none to be had: what stands near what (PPMI), by its main directions
    (Levy, Goldberg and Dagan 2015)."""
    listed = {w for w, value in text.frequency.items() if value >= LEAST["ideographs"] or len(w) == 1}
    zipf = {word: text.frequency[word] for word in sorted(listed)}
    known = Lexicon({word: i for i, word in enumerate(zipf)}, list(zipf.values()), Bloom.of(text.known))
    lines = [[t.number for t in known.tokens(line) if t.number >= 0] for line in more_text(data, "zh")]
    seen = Counter(number for line in lines for number in line)
    names = list(zipf)
    often = [number for number, count in seen.most_common() if count >= LEAST_COUNTED]
    place = np.full(len(names), -1, np.int32)
    place[often] = np.arange(len(often))
    beside = np.zeros((len(often), CONTEXTS), np.float32)
    for line in lines:
        at = place[np.array(line, np.int64)] if line else np.zeros(0, np.int32)
        at = at[at >= 0]
        for step in range(1, WINDOW + 1):
            for a, b in ((at[:-step], at[step:]), (at[step:], at[:-step])):
                kept = b < CONTEXTS
                np.add.at(beside, (a[kept], b[kept]), 1 / step)
    totals = beside.sum(1, keepdims=True)
    share = (beside.sum(0) ** 0.75) / (beside.sum(0) ** 0.75).sum()
    with np.errstate(divide="ignore", invalid="ignore"):
        told = np.log(beside / totals / share)
    told = np.where(np.isfinite(told) & (told > 0), told, 0).astype(np.float32)
    values, axes = np.linalg.eigh(told.T @ told)
    turned = told @ axes[:, ::-1][:, :DEPTH] / np.sqrt(np.sqrt(np.maximum(values[::-1][:DEPTH], 1e-6)))
    unit = turned / np.maximum(np.linalg.norm(turned, axis=1, keepdims=True), 1e-6)
    return {names[number]: i for i, number in enumerate(often)}, unit.astype(np.float32)


def more_text(data: Path, code: str) -> Iterator[str]:
    """Text to count words in: what may be taught, and all machine translations of 2021 and 2022."""
    yield from taught(data, "zh-Hans")
    for path in sorted((data / "translations").glob(f"wmt2[12]_en-{code}.jsonl.gz")):
        for entry in human.rows(path):
            yield from entry["systems"].values()


def build_japanese(data: Path, sources: Sources) -> None:
    row, vectors = sources.vectors()
    build("ja", japanese(sources), row, directions(vectors), data, sources)


def build_chinese(data: Path, sources: Sources) -> None:
    text = chinese(sources)
    build("zh-Hans", text, *counted_vectors(text, data), data, sources)
    write_forms(sources)


def write_forms(sources: Sources) -> None:
    """Traditional letters and what they become, then every homophone as traditional Chinese writes it."""
    letters = {theirs: ours for theirs, ours in sources.opencc("TSCharacters").items() if theirs != ours}
    single, phrases = sources.opencc("STCharacters"), sources.opencc("STPhrases")
    words = [
        phrases.get(word) or "".join(single.get(letter, letter) for letter in word)
        for word in homophones("ko", "zh-Hans").words
    ]
    folded = " ".join(theirs + ours for theirs, ours in sorted(letters.items()) if len(theirs + ours) == 2)
    packed("ko-zh-Hant.forms", f"{folded}\n{' '.join(words)}")
    (OUT / "ko-zh-Hant.toml").write_text('like = "zh-Hans"\n', "utf-8")


def only_limits(language: str, data: Path) -> None:
    model = homophones("ko", language).model
    readings_limits.write("ko", language, data, model["scales"][0], model["frequency"])


BUILDERS = {"ja": build_japanese, "zh-Hans": build_chinese}

if __name__ == "__main__":
    folders = [Path(argument) for argument in sys.argv[1:3]]
    for wanted in [argument for argument in sys.argv[3:] if argument in BUILDERS] or BUILDERS:
        if "--limits" in sys.argv:
            only_limits(wanted, folders[0])
        else:
            BUILDERS[wanted](folders[0], Sources(folders[1]))
