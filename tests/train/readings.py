"""Build the tables of shared readings, ``audit/models/readings/``, and measure them on held-out text.

    python tests/train/readings.py DATA PACKAGES [--answers | --limits] [LANGUAGE…]

DATA is the folder of development data, PACKAGES one for the packages in ``readings_sources.py``, which are fetched
if they are not there. With ``--answers`` the words of the language and their vectors as neighbours stay (other tables
rest on them), but for words that are new; with ``--limits`` all tables stay, only the limits are set anew. Needs numpy
and msgpack; about six CPU minutes. ``tests/bench/readings.py`` prints what it is worth.
"""

from __future__ import annotations

import sys
import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

import company_model
import human
import numpy as np
import readings_chinese
import readings_limits
import regex
from readings_senses import Apart, Senses, senses
from readings_sources import HAN, Sources, initial

from audit.annotate.company import WIDTH
from audit.annotate.homophones import homophones
from audit.annotate.homophones import vectors as shipped
from audit.annotate.lexicon import LONGEST, MODELS, Bloom, Lexicon, lexicon, unpacked

OUT = Path(str(MODELS))
DEPTH = 128
"""Of the word vectors, the directions of most variance that are looked at in training."""
LEAST = {"katakana": 2.5, "mixed": 2.8}
"""Frequency (Zipf scale) from which words are listed as company."""
LEAST_WRITTEN, LEAST_INTENDED, LEAST_TARGET = 1.3, 2.3, 2.8
LEAST_LISTED = 1.0
"""Frequency of a word that a table of senses states for a reading."""
"""Frequency of a word that is doubted, of the one put in its place, and of one put in the place of no word."""
PLAIN = 3.3
"""Frequency of an intended word whose reading need not be among the frequent words of the pivot."""
ALIKE, ALIKE_LISTED = 0.45, 0.7
"""Cosine from which two homophones mean so nearly the same that nobody would call one a mistake; of two that a table
of senses keeps apart."""
UNIT = 1 / 12
"""What one unit of the vectors of neighbours is worth in training."""
LEVELS, ANSWER_LEVELS = 31, 15
"""The largest number of a vector as it is shipped, for words as neighbours and as answers: with more, judgement is no
better and the files are larger."""
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
    least: float
    """Frequency from which words of ideographs are listed as company."""


def japanese(sources: Sources) -> Words:
    known: set[str] = set()
    common: set[str] = set()
    for entry in sources.sudachi:
        known.update(run for run in HAN.findall(entry.surface) if 1 < len(run) <= LONGEST)
        if STEM.match(entry.surface):
            known.add(entry.surface[:2])
        if entry.noun and not entry.proper and len(entry.surface) > 1 and HAN.fullmatch(entry.surface):
            common.add(entry.surface)
    return Words(known, common, sources.zipf("ja"), sources.opencc("JPVariants"), 2.3)


def chinese(sources: Sources) -> Words:
    words = sources.jieba
    counted = (word for word, value in sources.zipf("zh").items() if value >= LEAST_WRITTEN and HAN.fullmatch(word))
    known = {word for word in (*words, *counted) if 1 < len(word) <= LONGEST}
    common = {word for word, (_, name) in words.items() if not name and len(word) > 1}
    return Words(known, common, readings_chinese.frequencies(sources), sources.opencc("TSCharacters"), 3.2)


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
    listed: set[tuple[str, str]]
    """Pairs that a table of senses keeps apart."""


def homophony(
    words: Mapping[str, set[str]],
    zipf: Mapping[str, float],
    pivot: Mapping[str, float],
    vector: Mapping[str, np.ndarray],
    apart: Apart,
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
            if (word, rival) not in apart.same
            if (listed := (word, rival) in apart.other)
            or zipf.get(rival, 0) >= (LEAST_INTENDED if reading in pivot else PLAIN)
            if vector[rival] @ vector[word] < (ALIKE_LISTED if listed else ALIKE)
        }
        if rivals:
            alternatives[word] = sorted(rivals, key=lambda rival: (-zipf[rival], rival))
    targets = {word for word in words if zipf.get(word, 0) >= LEAST_TARGET}
    return Homophony(targets, alternatives, apart.other)


def packed(name: str, text: str) -> None:
    (OUT / name).write_bytes(zlib.compress(text.encode(), 9))


def listed(zipf: Mapping[str, float]) -> str:
    """Words by frequency, one line for each tenth."""
    lines = defaultdict(list)
    for word, value in zipf.items():
        lines[round(value, 1)].append(word)
    return "\n".join(f"{value} {' '.join(sorted(lines[value]))}" for value in sorted(lines, reverse=True))


def table(found: Homophony, words: Mapping[str, set[str]], pivot: Mapping[str, float]) -> tuple[str, list[str]]:
    """Readings and their words, then what may stand for what, then which of that is listed; and the words in the order
    of their numbers."""
    members = found.targets | found.alternatives.keys() | {w for ws in found.alternatives.values() for w in ws}
    groups = defaultdict(list)
    for word in sorted(members):
        for reading in words[word]:
            groups[reading].append(word)
    order = list(dict.fromkeys(word for reading in sorted(groups) for word in groups[reading]))
    number = {word: i for i, word in enumerate(order)}
    lines = [f"{reading} {round(pivot.get(reading, 0), 1)} {' '.join(groups[reading])}" for reading in sorted(groups)]
    rows = [[word, *found.alternatives[word]] for word in order if word in found.alternatives]
    listed = [[row[0], *(word for word in row[1:] if (row[0], word) in found.listed)] for row in rows]
    numbered = [
        "\n".join(" ".join(str(number[w]) for w in row) for row in some if len(row) > 1) for some in (rows, listed)
    ]
    return "\n\n".join(["\n".join(lines), *numbered]), order


def sounds(readings: Mapping[str, set[str]], letters: Iterable[str]) -> str:
    by_sound = defaultdict(list)
    for letter in sorted(set(letters) & readings.keys()):
        for sound in readings[letter]:
            by_sound[sound].append(letter)
    return "\n".join(f"{sound} {''.join(by_sound[sound])}" for sound in sorted(by_sound))


def quantised(rows: np.ndarray, levels: int) -> tuple[bytes, float]:
    """Rows as compressed bytes, and what one unit of them is worth; the few largest values are clipped."""
    unit = float(np.quantile(np.abs(rows), 0.9995)) / levels
    return zlib.compress(np.clip(np.round(rows / unit), -levels, levels).astype(np.int8).tobytes(), 9), unit


def taught(data: Path, language: str) -> list[str]:
    """The texts that teach which word stands where."""
    if language == readings_chinese.LANGUAGE:
        return readings_chinese.taught(data)
    some = (passage for passage in human.passages(data, language) if not passage.held_out)
    return [passage.text for passage in some if not is_tuned(passage)]


def tuning(data: Path, language: str) -> list[human.Passage]:
    """The passages that set weights and limits."""
    if language == readings_chinese.LANGUAGE:
        return readings_chinese.tuning(data)
    return [passage for passage in human.passages(data, language) if not passage.held_out and is_tuned(passage)]


def is_tuned(passage: human.Passage) -> bool:
    """Every fifth passage of those not held out sets the limits."""
    return sum(passage.text.encode()) % 5 == 0


def build(
    language: str, text: Words, row: Mapping[str, int], vectors: np.ndarray, data: Path, sources: Sources, keeps: bool
) -> None:
    """``row``: of ``vectors``, for each word that has one."""
    stem = f"ko-{language}"
    readings, pivot = korean(sources, text.forms), sources.zipf("ko")
    unit = {word: vectors[row[word]] for word in row if HAN.fullmatch(word)}
    words = {w: r for w, r in readings.words.items() if w in text.common and w in unit and len(w) <= 4}
    told = senses(stem)
    row, vectors, frequency = composed(told, row, vectors, text.frequency)
    unit = {word: vectors[row[word]] for word in row if HAN.fullmatch(word)}
    for reading, word in ((some.reading, word) for some in told for sense in some.words for word in sense):
        if word in unit and frequency.get(word, 0) >= LEAST_LISTED:
            words.setdefault(word, set()).add(reading)
        else:
            print(f"{stem}: {reading} {word} has no vector, or hardly anybody writes it")
    found = homophony(words, frequency, pivot, unit, Apart(told))
    table_text, order = table(found, words, pivot)
    zipf = vocabulary(row, frequency, order, text.least)
    OUT.mkdir(exist_ok=True)
    packed(f"{stem}.words", table_text)
    letters = {letter for word in text.common for letter in word} - text.forms.keys()
    packed(f"{stem}.sounds", sounds(readings.sounds, letters))
    (OUT / f"{language}.known").write_bytes(Bloom.of(text.known | {w for w in text.common if len(w) <= LONGEST}).bits)
    compounds = {word for word in readings.words if 3 <= len(word) <= LONGEST}
    (OUT / f"{stem}.compounds").write_bytes(Bloom.of(compounds, 10).bits)
    if keeps:
        grow(language, {word: zipf[word][1] for word in order}, row, vectors)
        answer(language, data, vectors[[row[word] for word in order]], found, order)
        return
    listing = listed({word: value for word, (_, value) in zipf.items()})
    packed(f"{language}.words", listing)
    lexicon.cache_clear()
    known = lexicon(language)
    rows = vectors[[row[zipf[word][0]] for word in known.numbers]]
    train(language, data, known, rows, found, order, listing)
    answer(language, data, vectors[[row[word] for word in order]], found, order)


def composed(
    told: Iterable[Senses], row: Mapping[str, int], vectors: np.ndarray, frequency: Mapping[str, float]
) -> tuple[dict[str, int], np.ndarray, dict[str, float]]:
    """Vectors and frequencies, with those of words that a table of senses names and that are made of two others."""
    parts: dict[str, tuple[str, str]] = {}
    for word in (word for some in told for sense in some.words for word in sense):
        cuts = [(word[:at], word[at:]) for at in range(1, len(word)) if word[:at] in row and word[at:] in row]
        if cuts and not (word in row and word in frequency):
            parts[word] = max(cuts, key=lambda cut: min(frequency.get(part, 0) for part in cut))
    made = [word for word in parts if word not in row]
    rows = [vectors[[row[part] for part in parts[word]]].sum(0) for word in made]
    longer = np.concatenate([vectors, [total / np.linalg.norm(total) for total in rows]]) if rows else vectors
    common = {word: min(frequency.get(part, LEAST_TARGET) for part in cut) - 1 for word, cut in parts.items()}
    places = {word: len(vectors) + i for i, word in enumerate(made)}
    return {**row, **places}, longer.astype(np.float32), {**common, **frequency}


def directions(vectors: np.ndarray) -> np.ndarray:
    centred = vectors - vectors.mean(0)
    axes = np.linalg.svd(centred.T @ centred)[0][:, :DEPTH]
    turned = centred @ axes
    return (turned / np.maximum(np.linalg.norm(turned, axis=1, keepdims=True), 1e-6)).astype(np.float32)


def vocabulary(
    row: Iterable[str], frequency: Mapping[str, float], order: Iterable[str], least: float
) -> dict[str, tuple[str, float]]:
    """Words as they are listed: the word whose vector they have, and their frequency."""
    listed: dict[str, tuple[str, float]] = {word: (word, max(1.0, frequency.get(word, 1.0))) for word in order}
    for word in row:
        value = frequency.get(word, 0.0)
        if HAN.fullmatch(word) and (value >= least or len(word) == 1):
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
    pooled = frozenset(order)
    seen, names = company_model.places(
        taught(data, language),
        known,
        lambda token: token.text in pooled or (len(token.text) > 1 and HAN.fullmatch(token.text) is not None),
    )
    zipf = np.array(known.zipf, np.float32)
    rivals = rivals_of(found, known.numbers)
    pool = np.array([known.numbers[word] for word in order])
    made = company_model.trained(seen, len(names), vectors, zipf, rivals, pool)
    (OUT / f"{language}.near").write_bytes(quantised(made.near, LEVELS)[0])
    packed(f"{language}.words", f"{listing}\n0 {' '.join(names)}")
    lexicon.cache_clear()


def grow(language: str, words: Mapping[str, float], row: Mapping[str, int], vectors: np.ndarray) -> None:
    """Add words (with their frequencies) to those of a language, with what the map of the others makes of them."""
    known = lexicon(language)
    near = np.frombuffer(shipped(f"{language}.near"), np.int8).reshape(-1, WIDTH)
    theirs = [word for word in known.numbers if word in row and HAN.fullmatch(word)]
    places = [known.numbers[word] for word in theirs]
    inward = np.linalg.lstsq(vectors[[row[word] for word in theirs]], near[places].astype(np.float32))[0]
    new = {word: value for word, value in words.items() if word not in known.numbers}
    if not new:
        return
    lines = listed(new)
    order = [word for line in lines.split("\n") for word in line.split(" ")[1:]]
    rows = np.clip(np.round(vectors[[row[word] for word in order]] @ inward), -LEVELS, LEVELS).astype(np.int8)
    (OUT / f"{language}.near").write_bytes(zlib.compress(np.concatenate([near, rows]).tobytes(), 9))
    packed(f"{language}.words", f"{unpacked(f'{language}.words')}\n{lines}")
    lexicon.cache_clear()


def answer(language: str, data: Path, vectors: np.ndarray, found: Homophony, order: list[str]) -> None:
    """What each homophone wants around it; ``vectors``: of the homophones, in their ``order``."""
    known, place = lexicon(language), {word: i for i, word in enumerate(order)}
    seen, names = company_model.places(taught(data, language), known, lambda token: token.text in place)
    answers, frequency = company_model.answering(
        renumbered(seen, names, known, order),
        np.frombuffer(shipped(f"{language}.near"), np.int8).reshape(-1, WIDTH) * np.float32(UNIT),
        np.array(known.zipf, np.float32),
        vectors,
        np.array([known.zipf[known.numbers[word]] for word in order], np.float32),
        rivals_of(found, place),
    )
    rows, unit = quantised(answers, ANSWER_LEVELS)
    (OUT / f"ko-{language}.answers").write_bytes(rows)
    readings_limits.write("ko", language, data, UNIT * unit, frequency)


def renumbered(
    seen: company_model.Places, names: list[str], known: Lexicon, order: Iterable[str]
) -> company_model.Places:
    """The same places, targets numbered as in ``order``, and ``names`` of neighbours as their vectors are."""
    own = np.full(len(known.numbers), -1, np.int64)
    numbers = [known.numbers[word] for word in order]
    own[numbers] = np.arange(len(numbers))
    renamed = np.array([*range(len(known.numbers)), *(known.numbers.get(name, -1) for name in names), -1])
    return seen._replace(targets=own[seen.targets], edges=renamed[seen.edges])


def rivals_of(found: Homophony, place: Mapping[str, int]) -> np.ndarray:
    """What each word could stand for, by their places; -1 for none."""
    rivals = np.full((len(place), company_model.RIVALS), -1, np.int64)
    for word, others in found.alternatives.items():
        some = [place[other] for other in others[: company_model.RIVALS]]
        rivals[place[word], : len(some)] = some
    return rivals


def build_japanese(data: Path, sources: Sources, keeps: bool) -> None:
    row, vectors = sources.vectors()
    build("ja", japanese(sources), row, directions(vectors), data, sources, keeps)


def build_chinese(data: Path, sources: Sources, keeps: bool) -> None:
    text = chinese(sources)
    row, vectors = readings_chinese.vectors(sources)
    wanted = {word: value for word, value in text.frequency.items() if value >= 2.0 or len(word) == 1}
    row, vectors = readings_chinese.completed(row, vectors, wanted, text.known, taught(data, "zh-Hans"))
    build("zh-Hans", text, row, vectors, data, sources, keeps)
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
            BUILDERS[wanted](folders[0], Sources(folders[1]), "--answers" in sys.argv)
