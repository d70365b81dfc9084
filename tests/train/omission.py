"""The weights by which a lost clause is seen: ``audit/models/omission.toml``.

    python tests/train/omission.py DATA > audit/models/omission.toml
    python tests/train/omission.py DATA --report

Pairs of NTREX-128 between sixteen languages (even rows; ``--report``: odd ones), as they are and with a stretch of the
translation taken out at its marks. A logistic regression over runs of pieces of the source; which run of a damaged
pair is the lost one is not known, so the likeliest under the weights so far is taken, and the weights are fitted again.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

import numpy as np
import regex

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent / "bench")]

from alignment import regression  # noqa: E402
from corpora import NTREX, rows  # noqa: E402

from audit.annotate.likeness import centre  # noqa: E402
from audit.annotate.omission import FEATURES, Tried, stretches, weights, worth_trying  # noqa: E402
from audit.model import Text  # noqa: E402
from audit.packs import Pack, load  # noqa: E402
from audit.text.lengths import between  # noqa: E402
from audit.text.protect import protected  # noqa: E402

PAIRS = [
    ("en", tag) for tag in ("ja", "ko", "zh-Hans", "de", "fr", "es", "ru", "pt", "it", "nl", "pl", "tr", "ar", "th")
]
PAIRS += [("ja", "en"), ("ko", "en"), ("zh-Hans", "en"), ("de", "en"), ("ru", "fr"), ("es", "de"), ("ja", "ko"),
          ("ko", "ja"), ("zh-Hans", "ja"), ("ja", "zh-Hans"), ("fr", "en"), ("ar", "en")]  # fmt: skip
SHARE = 0.004
"""Share of human pairs above the limit, at which recall is stated."""
_ROUNDS = 6
_CLAUSE = regex.compile(r"[,;:،؛、，；：]\s*|\s[–—-]\s")


def without_clause(text: str, dice: Random, shares: tuple[float, float] = (0.3, 0.7)) -> str | None:
    """``text`` less a run of clauses that is such a share of it; None if there is none."""
    cuts = [0, *(m.end() for m in _CLAUSE.finditer(text)), len(text)]
    found = [(a, b) for n, a in enumerate(cuts) for b in cuts[n + 1 :] if shares[0] <= (b - a) / len(text) <= shares[1]]
    if not found:
        return None
    a, b = dice.choice(found)
    left = text[:a] + text[b:]
    return left if b < len(text) else left.rstrip(" ,;:،؛、，；：–—-") + text.rstrip()[-1]


def made(data: Path, half: int, every: int) -> Iterator[tuple[str, list[Tried], list[Tried]]]:
    """(pair of languages, human pairs, the same with a clause lost)."""
    news = rows(data / "clean" / "ntrex_first1000.jsonl.gz")[half::2][::every]
    for source, target in PAIRS:
        dice, packs = Random(f"{source}{target}{half}"), (load(source), load(target))
        pairs = [(row[NTREX[source]].strip(), row[NTREX[target]].strip()) for row in news]
        cut = [(one, left) for one, other in pairs if (left := without_clause(other, dice))]
        whole, lost = ([_texts(pair, packs) for pair in group] for group in (pairs, cut))
        middle = centre(whole)
        groups = [[Tried(*pair, (between(*pair) or 0.0) - middle) for pair in group] for group in (whole, lost)]
        yield f"{source}-{target}", *groups  # type: ignore[misc]


def _texts(pair: tuple[str, str], packs: tuple[Pack, Pack]) -> tuple[Text, Text]:
    one, other = (Text(text, pack, 0, protected(text)) for text, pack in zip(pair, packs, strict=True))
    return one, other


def runs_of(pairs: Sequence[Tried]) -> list[np.ndarray]:
    """Features of all runs of each pair that is short enough to be tried; nothing for the others."""
    near = [pair for pair in pairs if worth_trying(pair)]
    values = (found for start in range(0, len(near), 64) for found in stretches(near[start : start + 64]))
    return [next(values)[1] if worth_trying(pair) else np.empty((0, len(FEATURES))) for pair in pairs]


def trained(sets: Sequence[tuple[str, list[np.ndarray], list[np.ndarray]]]) -> np.ndarray:
    whole = [values for _, group, _ in sets for values in group if len(values)]
    lost = [values for _, _, group in sets for values in group if len(values)]
    w = np.zeros(len(FEATURES))
    w[FEATURES.index("gain")], w[FEATURES.index("fits")] = 10.0, 1.0
    for turn in range(_ROUNDS):
        x = np.array([values[(values @ w).argmax()] for values in (*whole, *lost)])
        y = np.array([0.0] * len(whole) + [1.0] * len(lost))
        new = regression(x, y)
        print(f"# {turn}: {len(whole)} whole, {len(lost)} cut, moved by {abs(new - w).max():.3f}", file=sys.stderr)
        w = new
    return w


def score(group: Sequence[np.ndarray], w: np.ndarray) -> np.ndarray:
    return np.array([(values @ w).max() if len(values) else -9.0 for values in group])


def report(sets: Sequence[tuple[str, list[np.ndarray], list[np.ndarray]]], w: np.ndarray) -> None:
    """What is found at the limit that so few human pairs of the even rows pass."""
    every = np.concatenate([score(group, w) for _, group, _ in sets])
    limit = float(np.sort(every)[-max(int(SHARE * len(every)), 1)])
    print(f"# limit {limit:.2f} = {1 / (1 + np.exp(-limit)):.3f}", file=sys.stderr)
    for name, whole, lost in sets:
        false, found = (score(whole, w) >= limit).mean(), (score(lost, w) >= limit).mean()
        print(f"# {name:12} {len(whole):4} human {false:.2%}  {len(lost):4} cut, found {found:.1%}", file=sys.stderr)
    found = np.concatenate([score(lost, w) for _, _, lost in sets]) >= limit
    print(f"# all: {(every >= limit).mean():.2%}, found {found.mean():.1%} of {len(found)}", file=sys.stderr)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("data", type=Path)
    arguments.add_argument("--report", action="store_true", help="what the present weights find on odd rows")
    arguments.add_argument("--every", type=int, default=1, help="take each so many-th pair only")
    given = arguments.parse_args()
    sets = [
        (name, runs_of(whole), runs_of(lost)) for name, whole, lost in made(given.data, int(given.report), given.every)
    ]
    w = np.array(weights()) if given.report else trained(sets)
    report(sets, w)
    if not given.report:
        print("[features]")
        for name, value in zip(FEATURES, w, strict=True):
            print(f'"{name}" = {value:.3f}')


if __name__ == "__main__":
    main()
