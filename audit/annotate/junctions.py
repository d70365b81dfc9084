"""Small models of what meets at the junction of two words, one for each language.

A model is a logistic regression over the forms of two neighbouring words and the shapes of
the words around them. It was taught to tell junctions of human text from those of the same
sentences with their words shuffled (noise-contrastive; Gutmann and Hyvärinen 2010).

Figures and data: ``audit/models/surprise.md``; trained by ``tests/train/surprise.py``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import accumulate, pairwise
from typing import Any, NamedTuple
from zlib import crc32

import regex

from audit.annotate.lanes import WIDTH, everywhere, packed, unpacked
from audit.model import BLANK

_MODELS = files("audit") / "models" / "surprise"

_WORD = regex.compile(
    rf"{BLANK}+|\p{{Nd}}+(?:[.,:]\p{{Nd}}+)*|(?:[\p{{L}}\p{{M}}\p{{Nl}}\p{{No}}]|(?<=\p{{L}})['’\-‐](?=\p{{L}}))+|\S"
)
_LATIN = regex.compile(r"\p{Latin}")
_SHORT_TAIL = regex.compile(r"[\p{Hangul}\p{Thai}]")
_KANA_TAIL = regex.compile(r"\p{Hiragana}{1,2}$")
_HIRAGANA_ONLY = regex.compile(r"\p{Hiragana}+")
_HAN = regex.compile(r"[\p{Han}々〆]")
_KATAKANA = regex.compile(r"[\p{Katakana}ー]")

_MEANINGLESS = regex.compile(r"[\p{S}\p{Ps}\p{Pe}\p{Pi}\p{Pf}\"'#@/\\&*_%]")
_ENDS = frozenset("。！？؟।۔")
"""End marks with sentences of one quotation on both sides; of those that need a blank, the segmenter parts them."""

_MASK = (1 << 32) - 1
MULTIPLIERS = (2654435761, 2246822519, 3266489917, 668265263)
FORM, SHAPE = 0, 1
TEMPLATES: tuple[tuple[tuple[int, int], ...], ...] = (
    ((-1, FORM), (0, FORM)),
    ((-1, FORM), (0, SHAPE)),
    ((-1, SHAPE), (0, FORM)),
    ((-1, SHAPE), (0, SHAPE)),
    ((-2, SHAPE), (-1, SHAPE), (0, SHAPE)),
    ((-1, SHAPE), (0, SHAPE), (1, SHAPE)),
    ((-2, SHAPE), (-1, FORM), (0, SHAPE)),
    ((-1, SHAPE), (0, FORM), (1, SHAPE)),
    ((-2, FORM), (-1, FORM), (0, FORM)),
)
"""What is looked at where the word at -1 meets the word at 0: (offset, form or shape) each."""
SEEDS = tuple((number + 1) * 374761393 & _MASK for number in range(len(TEMPLATES)))
WEIGHT_UNIT = 1 / 32
CLIP = 4.0
"""Log-odds of one junction, either way, at most."""
_MOST = CLIP / WEIGHT_UNIT


class Word(NamedTuple):
    """A word (or mark, or number) of a sentence as the model sees it.

    ``neutral``: what stands beside it says nothing (numbers, foreign script, quotation marks, protected text).
    ``ends``: what follows it says nothing, a quoted sentence is over.
    """

    start: int
    end: int
    form: int
    shape: int
    neutral: bool
    ends: bool


class Model:
    """The weights of one language: a hash table without chains, each slot with a check byte."""

    def __init__(self, table: bytes, pieces: Any, limits: tuple[float, float]) -> None:
        slots = len(table) // 2
        self.checks = table[:slots]
        self.weights = memoryview(table[slots:]).cast("b")
        self.pieces = pieces
        self.limits = limits
        """Evidence against itself, in nats, that no stretch of human prose reaches; how much better than shuffled,
        in standard deviations, any sentence of it is."""
        self._seen: dict[str, tuple[int, int, tuple[int, int, bool, bool]]] = {}
        """Of pieces of text: where the word in them begins and ends, and what it is."""

    def words(self, text: str, native_latin: bool) -> list[Word]:
        """The words of a sentence."""
        clean = text.encode("utf-8", "replace").decode()  # a lone surrogate becomes one "?"
        found, seen = [], self._seen
        for start, piece in _pieces(clean, self.pieces) if self.pieces else _spaced(clean):
            if piece not in seen:
                bare = piece.strip() if self.pieces else piece
                before = piece.find(bare)
                seen[piece] = before, before + len(bare), described(bare or BLANK, native_latin)
            before, past, about = seen[piece]
            if past > before:
                found.append(Word(start + before, start + past, *about))
        return found


def _spaced(text: str) -> Iterator[tuple[int, str]]:
    return ((match.start(), match[0]) for match in _WORD.finditer(text))


def _pieces(text: str, processor: Any) -> Iterator[tuple[int, str]]:
    """Subword units with the blanks around them, and where they start; sentencepiece writes a blank as U+2581."""
    pieces = [piece.replace("\N{LOWER ONE EIGHTH BLOCK}", " ") for piece in processor.encode(text, out_type=str)]
    return zip(accumulate(map(len, pieces), initial=0), pieces, strict=False)


def described(word: str, native_latin: bool) -> tuple[int, int, bool, bool]:
    """Hash of the form, hash of the shape, neutral?, ends?"""
    if word[0].isdigit() or word[0] == BLANK:
        return crc32(b"0"), crc32(b"0"), True, False
    if not word[0].isalpha():
        mark = crc32(word.encode())
        return mark, mark, _MEANINGLESS.match(word) is not None, word in _ENDS
    if not native_latin and _LATIN.match(word):
        return crc32(b"L"), crc32(b"L"), True, False
    return crc32(word.lower().encode()), crc32(_shape(word).encode()), False, False


def _shape(word: str) -> str:
    """Ending and capitals of a word: what inflection and particles show of its part of speech."""
    if tail := _KANA_TAIL.search(word):
        return ("" if _HIRAGANA_ONLY.fullmatch(word) else "k") + tail[0]
    if _HAN.match(word[-1]):
        return f"K{min(len(word), 3)}"
    if _KATAKANA.match(word[-1]):
        return "T"
    tail_length = 1 if _SHORT_TAIL.match(word[-1]) else 2
    case = "A" if len(word) > 1 and word.isupper() else "a" if word[0].islower() else "B"
    return case + ("~" if len(word) > tail_length else "") + word[-tail_length:].lower()


@cache
def _index() -> dict[str, tuple[str, str, tuple[float, float]]]:
    """By language: the stem of its files, words or pieces, and its limits."""
    rows = (line.split("\t") for line in (_MODELS / "index.tsv").read_text("utf-8").splitlines()[1:])
    return {language: (stem, unit, (float(stretch), float(order))) for language, stem, unit, stretch, order in rows}


@cache
def model(language: str) -> Model | None:
    """The model of a BCP 47 tag; a regional variety uses its language's, another script does not."""
    base, _, variety = language.rpartition("-")
    row = _index().get(language) or (_index().get(base) if len(variety) != len("Hant") else None)
    if row is None:
        return None
    stem, unit, limits = row
    processor = _processor(stem) if unit == "pieces" else None
    return Model((_MODELS / f"{stem}.table").read_bytes(), processor, limits)


def _processor(stem: str) -> Any:
    from sentencepiece import SentencePieceProcessor

    return SentencePieceProcessor(model_proto=(_MODELS / f"{stem}.spm").read_bytes())


_PAD = (crc32(b"<s>"), crc32(b"</s>"))


def padded(sentences: Sequence[Sequence[Word]]) -> tuple[list[int], list[int], list[int]]:
    """Forms and shapes of all sentences in a row, two pads around each; where each one's first word is."""
    forms: list[int] = []
    shapes: list[int] = []
    starts: list[int] = []
    for words in sentences:
        starts.append(len(forms) + 2)
        for column, values in ((forms, [w.form for w in words]), (shapes, [w.shape for w in words])):
            column += [_PAD[0], _PAD[0], *values, _PAD[1], _PAD[1]]
    return forms, shapes, starts


def log_odds(forms: list[int], shapes: list[int], model: Model) -> list[float]:
    """For each position but the first two and the last: human order against shuffled, where it meets the one before."""
    size = len(forms)
    mask, ones = everywhere(_MASK, size), everywhere(1, size)
    products = [[lanes * m & mask for m in MULTIPLIERS[:3]] for lanes in map(packed, (forms, shapes))]
    total = [0] * (size - 3)
    for seed, template in zip(SEEDS, TEMPLATES, strict=True):
        parts = (products[kind][i] >> WIDTH * (o + 2) for i, (o, kind) in enumerate(template))
        mixed = seed * ones + sum(parts) & mask
        mixed = (mixed ^ mixed >> 15) & mask
        total = _added(total, mixed * MULTIPLIERS[3] & mask, model)
    return [-CLIP if t < -_MOST else CLIP if t > _MOST else t * WEIGHT_UNIT for t in total]


def _added(total: list[int], hashes: int, model: Model) -> list[int]:
    """``total`` and the weights of one template; ``hashes`` in lanes: a slot at the low end, a check at the high."""
    checks, weights, size = model.checks, model.weights, len(total) + 3
    slots = unpacked(hashes & everywhere(len(checks) - 1, size), size)
    ends = hashes.to_bytes(8 * size, "little")[3::8]
    return [t + weights[slot] if checks[slot] == end else t for t, slot, end in zip(total, slots, ends, strict=False)]


def against(sentences: Sequence[Sequence[Word]], model: Model) -> list[list[float]]:
    """For each sentence, none empty, the evidence against its order before each word and after the last.

    In nats, within ``CLIP`` either way; 0 where a neighbour makes a junction meaningless.
    """
    if not sentences:
        return []
    forms, shapes, starts = padded(sentences)
    odds = log_odds(forms, shapes, model)
    return [
        _told(words, odds[start - 2 : start - 1 + len(words)]) for start, words in zip(starts, sentences, strict=True)
    ]


def _told(words: Sequence[Word], odds: list[float]) -> list[float]:
    silent = (one.neutral or one.ends or other.neutral or one.form == other.form for one, other in pairwise(words))
    inner = [0.0 if nothing else -value for nothing, value in zip(silent, odds[1:-1], strict=True)]
    first = 0.0 if words[0].neutral else -odds[0]
    last = 0.0 if words[-1].neutral or words[-1].ends else -odds[-1]
    return [first, *inner, last]
