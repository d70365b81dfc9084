"""How well sentence boundaries are found: five sentences are joined, and the joints looked for.

    python tests/bench/bench_sentences.py --shared ../shared [--half 1] [LANGUAGE…]

Joints are blanks, or nothing in languages without blanks. Only sentences that close with an end mark count. What is cut
elsewhere is printed as such, though most of it is right: translators often make two sentences of one.
Reported figures are those of the odd rows (``--half 1``); the even ones were looked at while writing.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

import regex

sys.path[:0] = [str(Path(__file__).parent)]

from corpora import NTREX, rows  # noqa: E402

from audit.packs import Pack, load  # noqa: E402
from audit.text.segment import sentences  # noqa: E402

TREEBANKS = {"ja": ["ud_ja"], "zh": ["ud_zh"], "ko": ["ud_ko", "ud_ko2"], "en": ["ud_en"], "de": ["ud_de"]}
_CLOSED = regex.compile(r"""[.!?…。！？।؟۔][\p{Pe}\p{Pf}\p{Pi}"']*$""")
_JOINED = 5


def corpora(shared: Path, half: int) -> Iterator[tuple[str, str, list[str]]]:
    """Language, corpus, sentences."""
    clean = shared / "data" / "clean"
    news = list(rows(clean / "ntrex_first1000.jsonl.gz"))[half::2]
    for lang, column in NTREX.items():
        yield lang, "ntrex", [row[column].strip() for row in news]
    for lang, names in TREEBANKS.items():
        for name in names:
            yield lang, name, [row["text"].strip() for row in list(rows(clean / f"{name}.jsonl.gz"))[half::2][:3000]]
    web = list(rows(clean / "kwdlc_ja.jsonl.gz"))[half::2][:1000]
    yield "ja", "kwdlc", [line for row in web for line in row["lines"]]


def measured(pack: Pack, found: list[str]) -> tuple[int, int, int]:
    """Joints, joints found, and cuts elsewhere."""
    closed = [sentence for sentence in found if _CLOSED.search(sentence)]
    joint = "" if pack.word_spaces is False and pack.end_marks else " "
    joints = hits = extra = 0
    for i in range(0, len(closed) - _JOINED + 1, _JOINED):
        text = joint.join(closed[i : i + _JOINED])
        ends = {len(joint.join(closed[i : i + n])) for n in range(1, _JOINED + 1)}
        cuts = {end for _, end in sentences(text, pack)}
        inner = ends - {len(text)}
        joints, hits, extra = joints + len(inner), hits + len(inner & cuts), extra + len(cuts - ends)
    return joints, hits, extra


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("languages", nargs="*")
    arguments.add_argument("--shared", type=Path, required=True)
    arguments.add_argument("--half", type=int, choices=(0, 1), default=1)
    chosen = arguments.parse_args()
    for lang, corpus, found in corpora(chosen.shared, chosen.half):
        if chosen.languages and lang not in chosen.languages:
            continue
        joints, hits, extra = measured(load(lang), found)
        print(f"{lang:8}{corpus:8}{joints:6} joints, found {hits / max(joints, 1):7.2%}, cut elsewhere {extra:4}")


if __name__ == "__main__":
    main()
