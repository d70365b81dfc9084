"""How well sentences are linked, and dropped ones found: on documents composed from human translations (odd rows).

    python tests/bench/alignment.py --shared ../shared [--most 4] [--pairs "ja-en ko-en"] [--write reports/alignment.md]

Beside ours, in the same run: lengths alone (Gale and Church 1993, with the lengths of the pair learned as ours are) and
vectors alone (the same path, a link scores its similarity less the usual one). A link is right if it holds exactly the
sentences it should on both sides; an omission is a source sentence said to have no translation.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from time import process_time

sys.path[:0] = [str(Path(__file__).parent)]

from composed import Composed, cases  # noqa: E402

from audit.annotate import align  # noqa: E402
from audit.annotate.beads import Beads  # noqa: E402
from audit.model import Link  # noqa: E402
from audit.text.lengths import deviation  # noqa: E402

PAIRS = "ja-en ko-en zh-Hans:en de-en fr-en es-en ru-en ar-en tr-en ja-ko zh-Hans:ja"
_PRIOR = {(1, 1): 0.0, (1, 0): -4.5, (0, 1): -4.5, (1, 2): -2.3, (2, 1): -2.3, (2, 2): -4.4}
SURE = 0.5
"""Confidence from which the rule ``omitted-sentence`` speaks."""

RATES = (0.05, 0.15)
"""Shares of the sentences that are dropped, added, merged, split or moved."""
ABOUT = (
    "Documents of 20 to 200 sentences composed from odd rows of NTREX-128 and WMT 2021 to 2023; a share of the",
    "sentences of the translation was dropped, added, merged, split or moved. **ours**; **lengths**: Gale and Church",
    "1993, with the lengths of the pair learned as ours are; **vectors**: the same path over similarity less the usual",
    "one. F1 of links that hold exactly the right sentences; dropped sentences that were said to be missing; sentences",
    "said to be missing that are not, per 200 sentences of the source.",
)

Way = Callable[[Composed, Beads, list[tuple[int, int]]], Sequence[Link]]


def best_path(sizes: tuple[int, int], score: Callable[[int, int, int, int], float]) -> list[Link]:
    """The path through the whole grid whose scores sum up to the most."""
    n, m = sizes
    best = {(0, 0): (0.0, (0, 0))}
    for i in range(n + 1):
        for j in range(m + 1):
            if i or j:
                best[i, j] = max(
                    (best[i - a, j - b][0] + score(i - a, j - b, a, b), (a, b)) for a, b in _PRIOR if i >= a and j >= b
                )
    links, at = [], (n, m)
    while at != (0, 0):
        a, b = best[at][1]
        at = at[0] - a, at[1] - b
        links.append(Link(tuple(range(at[0], at[0] + a)), tuple(range(at[1], at[1] + b)), 1.0))
    return links


def by_length(_: Composed, beads: Beads, __: object) -> list[Link]:
    """Gale and Church: the squared deviation of the lengths, and a prior for each shape."""

    def score(i: int, j: int, a: int, b: int) -> float:
        one = sum(s.size for s in beads.source[i : i + a])
        other = sum(s.size for s in beads.target[j : j + b])
        z = deviation(one, other, beads.pair) if a and b else 0.0
        return _PRIOR[a, b] - z * z / 2

    return best_path((len(beads.source), len(beads.target)), score)


def by_vectors(_: Composed, beads: Beads, __: object) -> list[Link]:
    """Vectors alone: how much more similar than usual, for each sentence in the link."""

    def score(i: int, j: int, a: int, b: int) -> float:
        if not (a and b):
            return 0.0
        usual = sum(beads.usual[0][i : i + a]) / a + sum(beads.usual[1][j : j + b]) / b
        return (beads.similarity(i, j, a, b) - usual / 2 - 0.1) * (a + b) / 2 - 0.1 * (a + b - 2)

    return best_path((len(beads.source), len(beads.target)), score)


def ours(_: Composed, beads: Beads, band: list[tuple[int, int]]) -> Sequence[Link]:
    return align._links(beads, band)


WAYS: dict[str, Way] = {"ours": ours, "lengths": by_length, "vectors": by_vectors}


def count(composed: Composed, links: Iterable[Link]) -> Counter[str]:
    found = {(link.source, link.target) for link in links if link.source and link.target}
    missing = {i for link in links if not link.target and link.score >= SURE for i in link.source}
    return Counter(
        right=len(found & composed.links),
        found=len(found),
        links=len(composed.links),
        dropped=len(composed.dropped),
        noticed=len(missing & composed.dropped),
        false=len(missing - composed.dropped),
        sentences=sum(1 for _ in composed.source.segments),
    )


def measured(data: Path, pairs: Sequence[str], half: int, most: int, ways: Sequence[str]) -> Iterator[str]:
    """The lines of a table: each pair of languages at each rate of change, and all of them."""
    yield "| pair | changed | " + " | ".join(f"{way}: F1 | dropped, found | false per 200" for way in ways) + " |"
    yield "| --- | ---: |" + " ---: | ---: | ---: |" * len(ways)
    totals: dict[tuple[float, str], Counter[str]] = {}
    for pair in pairs:
        source, _, target = pair.partition(":") if ":" in pair else pair.partition("-")
        for rate in RATES:
            counts = {way: Counter[str]() for way in ways}
            for _, composed in cases(data, source, target, half, rate, 5, most):
                known = align.encoded(composed.source, composed.target)
                beads, _, band = align.prepared(composed.source, composed.target, known)
                for way in ways:
                    counts[way] += count(composed, WAYS[way](composed, beads, band))
            yield f"| {source}-{target} | {rate:.0%} | " + " | ".join(shown(counts[way]) for way in ways) + " |"
            for way in ways:
                totals.setdefault((rate, way), Counter()).update(counts[way])
    for rate in RATES:
        yield f"| **all** | {rate:.0%} | " + " | ".join(shown(totals[rate, way]) for way in ways) + " |"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--shared", type=Path, required=True)
    arguments.add_argument("--pairs", default=PAIRS)
    arguments.add_argument("--half", type=int, default=1)
    arguments.add_argument("--most", type=int, default=2, help="documents of a corpus")
    arguments.add_argument("--ways", default="ours,lengths,vectors")
    arguments.add_argument("--write", type=Path)
    given = arguments.parse_args()
    lines = list(measured(given.shared / "data", given.pairs.split(), given.half, given.most, given.ways.split(",")))
    lines.append(f"\n{process_time():.0f} CPU s")
    print("\n".join(lines))
    if given.write:
        said = f"Measured {date.today()} by `python tests/bench/alignment.py --shared SHARED --most {given.most}`."
        given.write.write_text("\n".join(["# Alignment of sentences", "", said, *ABOUT, "", *lines, ""]), "utf-8")


def shown(c: Counter[str]) -> str:
    f1 = 2 * c["right"] / max(c["found"] + c["links"], 1)
    noticed, false = c["noticed"] / max(c["dropped"], 1), 200 * c["false"] / max(c["sentences"], 1)
    return f"{f1:.3f} | {noticed:.0%} of {c['dropped']} | {false:.2f}"


if __name__ == "__main__":
    main()
