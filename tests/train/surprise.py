"""Train the word-order models of ``audit/annotate/junctions.py`` and measure them on held-out text.

    python tests/train/surprise.py DATA [--measure] [LANGUAGE…]

DATA is the folder of development data. Writes ``audit/models/surprise/`` and prints the
table of ``audit/models/surprise.md``. With ``--measure`` the weights stay, only the limits
are set anew. Needs numpy; about eight CPU minutes for all languages.
"""

from __future__ import annotations

import io
import random
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import human
import numpy as np
import regex
import sentencepiece

from audit.annotate import junctions
from audit.annotate.junctions import MULTIPLIERS, SEEDS, TEMPLATES, WEIGHT_UNIT, Model, Word
from audit.annotate.surprise import surprises
from audit.packs import Pack, load
from audit.text.order import Surprise

MODELS = Path(junctions.__file__).parent.parent / "models" / "surprise"
ALIASES = {"zh": "zh-Hans"}
TRAINED_CHARACTERS = {"ja": 1_500_000, "zh-Hans": 1_100_000}
DEFAULT_CHARACTERS = 2_200_000
PIECES = 8000
LARGEST_TABLE = 18
"""Slots at most, as a power of two; two bytes each."""
ALARMS = 0.01 / 1000
"""Per character of human text, for either limit, where the limits are set."""
MARGIN, ORDER_MARGIN = 1.1, 0.2
LOOSEST = (4.0, 1.5)
"""Stretch and order that are looked at when limits are set."""
LEAST_STRETCH, LEAST_STRETCH_OF_FEW = 6.0, 8.0
MOST_ORDER, MOST_ORDER_OF_FEW = 0.2, -0.3
FEW = 60_000
"""Characters to set limits on, below which the tail is not seen well enough."""
MEASURED_CHARACTERS = 120_000
"""Per corpus, half for setting limits, half for the report."""

DAMAGED = 500
"""Sentences damaged in each way for the report."""

Floats = np.ndarray
_RUN = regex.compile(
    r"\p{Nd}+(?:[.,]\p{Nd}+)*|[\p{Han}々]+|\p{Hiragana}[\p{Hiragana}ー]*|\p{Katakana}[\p{Katakana}ー・]*|\p{Latin}+|\S"
)
_PHRASE = regex.compile(
    r"[「『（(]*[^\p{Hiragana}、。「」『』（）()！？]*\p{Hiragana}*[、。」』）)！？]*"  # bunsetsu, roughly
)
Chunks = Callable[[str], list[str]]


def words(text: str) -> list[str]:
    return text.split()


def runs(text: str) -> list[str]:
    return _RUN.findall(text)


def phrases(text: str) -> list[str]:
    return [phrase for phrase in _PHRASE.findall(text) if phrase]


class Corpus(NamedTuple):
    """Sentences to learn from, to set limits on, and to report on."""

    train: list[str]
    tune: list[str]
    report: list[str]


def gathered(data: Path, language: str) -> Corpus:
    train: list[str] = []
    held_out: dict[str, list[str]] = {}
    for corpus, text, kept in human.passages(data, language):
        (held_out.setdefault(corpus, []) if kept else train).extend(human.sentences(text))
    rng = random.Random(0)
    parts: tuple[list[str], list[str]] = ([], [])
    for texts in held_out.values():
        distinct = list(dict.fromkeys(texts))
        rng.shuffle(distinct)
        for half in (0, 1):
            parts[half].extend(_first(distinct[half::2], MEASURED_CHARACTERS // 2))
    train = list(dict.fromkeys(train))
    rng.shuffle(train)
    return Corpus(list(_first(train, TRAINED_CHARACTERS.get(language, DEFAULT_CHARACTERS))), *parts)


def _first(texts: Iterable[str], characters: int) -> Iterable[str]:
    for text in texts:
        if characters <= 0:
            return
        characters -= len(text)
        yield text


def trained_pieces(texts: Sequence[str]) -> bytes:
    """A sentencepiece unigram model that keeps every character, so that positions survive."""
    written = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(texts), model_writer=written, vocab_size=PIECES, model_type="unigram",
        character_coverage=0.9995, num_threads=1, add_dummy_prefix=False, remove_extra_whitespaces=False,
        max_sentencepiece_length=8, seed_sentencepiece_size=200_000, normalization_rule_name="identity",
        hard_vocab_limit=False, minloglevel=2,
    )  # fmt: skip
    return written.getvalue()


class Damage(NamedTuple):
    """How sentences are taken apart and put together again."""

    chunks: Sequence[Chunks]
    joint: str

    def shuffled(self, text: str, rng: random.Random, width: int | None = None) -> str:
        parts = rng.choice(self.chunks)(text)
        at = rng.randrange(max(len(parts) - width, 0) + 1) if width else 0
        window = parts[at : at + width] if width else parts
        for _ in range(5):
            moved = rng.sample(window, len(window))
            if moved != window:
                break
        return self.joint.join([*parts[:at], *moved, *parts[at + len(window) :]])

    def glued(self, text: str, other: str, rng: random.Random) -> str:
        """The beginning of one sentence and the end of another."""
        cut = rng.choice(self.chunks)
        first, second = cut(text), cut(other)
        return self.joint.join([*first[: len(first) // 2], *second[len(second) // 2 :]])

    def mixed(self, text: str, others: Sequence[str], rng: random.Random) -> str:
        """Any damage, as training wants it; half of the time the marks are lost."""
        kind = rng.random()
        if kind < 0.5:
            damaged = self.shuffled(text, rng)
        elif kind < 0.8:
            damaged = self.shuffled(text, rng, rng.choice((3, 4, 5, 6, 8)))
        elif kind < 0.9:
            damaged = self.glued(text, rng.choice(others), rng)
        else:
            salad = self.shuffled(rng.choice(others), rng).split(self.joint or None)[:5]
            damaged = self.joint.join([*self.chunks[0](text), *salad])
        if self.joint and rng.random() < 0.5:
            return " ".join(word.strip(".,;:!?") or word for word in damaged.split())
        return damaged


def features(sentences: Sequence[Sequence[Word]]) -> tuple[Floats, Floats, Floats]:
    """For each junction of each sentence: hashes of its features, sentence number, hash of the two words."""
    forms, shapes, starts = junctions.padded(sentences)
    columns = np.array([forms, shapes], np.uint64)
    lengths = [len(sentence) + 1 for sentence in sentences]
    at = np.concatenate([np.arange(s, s + n) for s, n in zip(starts, lengths, strict=True)])
    owner = np.repeat(np.arange(len(sentences), dtype=np.uint64), lengths)
    hashed = np.empty((len(at), len(TEMPLATES)), np.uint32)
    for i, (seed, template) in enumerate(zip(SEEDS, TEMPLATES, strict=True)):
        total = np.full(len(at), seed, np.uint64)
        for (offset, kind), multiplier in zip(template, MULTIPLIERS, strict=False):
            total += columns[kind][at + offset] * np.uint64(multiplier)
        total &= np.uint64(0xFFFFFFFF)
        hashed[:, i] = (total ^ total >> np.uint64(15)) * np.uint64(MULTIPLIERS[3]) & np.uint64(0xFFFFFFFF)
    pair = columns[0][at - 1] * np.uint64(MULTIPLIERS[0]) + columns[0][at] * np.uint64(40503)
    return hashed, owner, pair + owner * np.uint64(0x9E3779B97F4A7C15)


def examples(texts: Sequence[str], read: Callable[[str], list[Word]], damage: Damage) -> tuple[Floats, Floats]:
    """Junctions of human sentences, and those that damage brought about."""
    rng = random.Random(0)
    long = [text for text in texts if len(damage.chunks[0](text)) >= 4]
    human, _, pairs = features([read(text) for text in long])
    damaged, _, new = features([read(damage.mixed(text, long, rng)) for text in long])
    return human, damaged[~np.isin(new, np.unique(pairs))]


class Learner:
    """Logistic regression over hashed features, AdaGrad, both classes of equal weight."""

    def __init__(self, human: Floats, damaged: Floats, penalty: float = 2.0, least: int = 2) -> None:
        found, inverse, count = np.unique(
            np.concatenate([human, damaged]).ravel(), return_inverse=True, return_counts=True
        )
        kept = count >= least
        number = np.zeros(len(found), np.int32)
        number[kept] = np.arange(1, kept.sum() + 1)
        self.hashes, self.counts = found[kept], count[kept]
        self.rows = number[inverse].reshape(-1, human.shape[1])
        self.labels = np.r_[np.ones(len(human)), np.zeros(len(damaged))]
        self.importance = np.where(self.labels == 1, 1.0, len(human) / len(damaged))
        self.weights = np.zeros(len(self.hashes) + 1)
        self.squares = np.full(len(self.weights), 1e-8)
        self.alive = np.ones(len(self.weights), bool)
        self.alive[0] = False
        self.penalty = penalty

    def run(self, epochs: int, rate: float = 0.15, size: int = 20_000) -> None:
        rng = np.random.default_rng(0)
        total, width = self.rows.shape
        for _ in range(epochs):
            order = rng.permutation(total)
            for start in range(0, total, size):
                chosen = order[start : start + size]
                rows = self.rows[chosen]
                predicted = 1 / (1 + np.exp(-self.weights[rows].sum(1)))
                error = (self.labels[chosen] - predicted) * self.importance[chosen]
                slope = np.bincount(rows.ravel(), np.repeat(error, width), len(self.weights))
                slope = (slope - self.penalty * len(chosen) / total * self.weights) * self.alive
                self.squares += slope * slope
                self.weights += rate * slope / np.sqrt(self.squares)

    def slots(self) -> Floats:
        """Keep in each slot of the table the feature that matters most; the others die. Their slots."""
        power = min(LARGEST_TABLE, max(14, int(np.ceil(np.log2(len(self.hashes) * 1.1)))))
        slot = (self.hashes & np.uint32((1 << power) - 1)).astype(np.int64)
        order = np.argsort(np.abs(self.weights[1:]) * np.sqrt(self.counts))
        winner = np.full(1 << power, -1)
        winner[slot[order]] = order
        self.alive[1:] = False
        self.alive[1 + winner[winner >= 0]] = True
        self.weights[~self.alive] = 0
        return winner

    def table(self, winner: Floats) -> bytes:
        """Check bytes, then weights."""
        weights = np.clip(np.round(self.weights[1:] / WEIGHT_UNIT), -127, 127).astype(np.int8)
        taken = winner >= 0
        checks = np.zeros(len(winner), np.uint8)
        packed = np.zeros(len(winner), np.int8)
        checks[taken] = self.hashes[winner[taken]] >> 24
        packed[taken] = weights[winner[taken]]
        return checks.tobytes() + packed.tobytes()


def _units(reader: Model) -> Chunks:
    return lambda text: [text[word.start : word.end] for word in reader.words(text, False)]


def trained(texts: Sequence[str], pack: Pack, pieces: bytes | None) -> Model:
    processor = sentencepiece.SentencePieceProcessor(model_proto=pieces) if pieces else None
    reader = Model(bytes(2), processor, (1.0, 1.0))
    native_latin = "Latin" in (pack.scripts or ())
    damage = Damage([runs, phrases, _units(reader)], "") if pieces else Damage([words], " ")
    learner = Learner(*examples(texts, lambda text: reader.words(text, native_latin), damage))
    learner.run(5)
    winner = learner.slots()
    learner.run(3)
    print(f"  {len(learner.hashes)} features, {(winner >= 0).sum()} kept in {len(winner)} slots", file=sys.stderr)
    return Model(learner.table(winner), processor, (1.0, 1.0))


def notes(model: Model, texts: Sequence[str], pack: Pack) -> list[Surprise]:
    return list(surprises(texts, pack, model))


def limits(model: Model, texts: Sequence[str], pack: Pack) -> tuple[float, float]:
    """The stretch that all but ``ALARMS`` of these human sentences stay under, the order they stay above."""
    characters = sum(map(len, texts))
    allowed = max(1, round(ALARMS * characters))
    model.limits = LOOSEST
    found = notes(model, texts, pack)
    stretch = sorted((note.worst * LOOSEST[0] for note in found), reverse=True)[allowed] * MARGIN
    order = sorted(LOOSEST[1] - (note.whole - 1) for note in found if note.words)[allowed] - ORDER_MARGIN
    if characters < FEW:
        return round(max(stretch, LEAST_STRETCH_OF_FEW), 2), round(min(order, MOST_ORDER_OF_FEW), 2)
    return round(max(stretch, LEAST_STRETCH), 2), round(min(order, MOST_ORDER), 2)


def _auc(human: Sequence[float], damaged: Sequence[float]) -> float:
    ranked = np.sort(human)
    below = np.searchsorted(ranked, damaged) + np.searchsorted(ranked, damaged, "right")
    return float(below.mean() / 2 / len(ranked))


def _value(note: Surprise) -> float:
    return max(note.whole, note.worst)


def measured(model: Model, texts: Sequence[str], pack: Pack, damage: Damage) -> list[str]:
    """Cells of the report: characters, alarms per 1,000, then AUC of the bare evidence and recall for each damage."""
    human = [_value(n) for n in notes(model, texts, pack)]
    characters = sum(map(len, texts))
    cells = [f"{characters:,}", f"{sum(v > 1 for v in human) * 1000 / characters:.3f}"]
    rng = random.Random(1)
    long = [text for text in texts if len(damage.chunks[0](text)) >= 12]
    long = rng.sample(long, min(len(long), DAMAGED))
    damages: list[Callable[[str], str]] = [
        lambda text: damage.shuffled(text[:-1], rng) + text[-1],
        lambda text: damage.shuffled(text[:-1], rng, 5) + text[-1],
        lambda text: damage.glued(text, rng.choice(long), rng),
    ]
    for broken in damages:
        bad = [broken(text) for text in long]
        recall = sum(_value(n) > 1 for n in notes(model, bad, pack)) / len(bad)
        cells.append(f"{_auc(_bare(model, long, pack), _bare(model, bad, pack)):.3f} / {recall:.0%}")
    return cells


def _bare(model: Model, texts: Sequence[str], pack: Pack) -> list[float]:
    """The evidence against each sentence, in nats, whatever its shuffles say."""
    native_latin = "Latin" in (pack.scripts or ())
    return [sum(evidence) for evidence in junctions.against([model.words(text, native_latin) for text in texts], model)]


def build(data: Path, language: str, train: bool) -> str:
    """Train (or take as it is), write and measure one language; its row of the index."""
    began = time.process_time()
    pack = load(language)
    corpus = gathered(data, language)
    model = _written(language, corpus.train, pack) if train else junctions.model(language)
    if model is None:
        raise SystemExit(f"no model for {language} to measure")
    model.limits = limits(model, corpus.tune, pack)
    damage = Damage([words], " ") if pack.word_spaces else Damage([_units(model)], "")
    cells = measured(model, corpus.report, pack, damage)
    trained_on = f"{sum(map(len, corpus.train)) / 1000:,.0f}k"
    print("|", " | ".join([language, trained_on, *cells, f"{len(model.checks) * 2 // 1024} KB"]), "|", flush=True)
    print(f"  {time.process_time() - began:.0f} s, limits {model.limits}", file=sys.stderr, flush=True)
    unit = "words" if pack.word_spaces else "pieces"
    return f"{language}\t{language}\t{unit}\t{model.limits[0]}\t{model.limits[1]}"


def _written(language: str, texts: Sequence[str], pack: Pack) -> Model:
    pieces = None if pack.word_spaces else trained_pieces(texts)
    model = trained(texts, pack, pieces)
    (MODELS / f"{language}.table").write_bytes(model.checks + bytes(model.weights.cast("B")))
    if pieces:
        (MODELS / f"{language}.spm").write_bytes(pieces)
    return model


def main(arguments: Sequence[str]) -> None:
    options = [argument for argument in arguments if argument.startswith("--")]
    data, *chosen = [argument for argument in arguments if argument not in options]
    path = MODELS / "index.tsv"
    index = {line.split("\t")[0]: line for line in path.read_text("utf-8").splitlines()[1:]} if path.is_file() else {}
    MODELS.mkdir(exist_ok=True)
    for language in chosen or human.LANGUAGES:
        index[language] = build(Path(data), language, "--measure" not in options)
        for alias, stem in ALIASES.items():
            if stem == language:
                index[alias] = index[language].replace(language, alias, 1)
        lines = ["language\tstem\tunit\tstretch\torder", *(index[key] for key in sorted(index))]
        path.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
