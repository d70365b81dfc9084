"""How fast the text machinery is, in characters per second and against a bare word search on the same text.

    python tests/bench/bench_text.py [FILE…]

Without files it reads texts made here: the ratios, not the speeds, are what two machines can compare.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

import regex

from audit.packs import load
from audit.text import scripts
from audit.text.blocks import blocks
from audit.text.graphemes import boundary
from audit.text.protect import protected, quantities
from audit.text.segment import sentences
from audit.text.tokens import tokens

LENGTH = 300_000
"""Characters of each text."""
TEXTS = {
    "en": "The ferry to the northern island leaves at dawn, and nobody has printed a timetable since 1990. "
    "“Why should we?” asked Dr. Moss; tickets cost £3.50 at www.example.com.\n",
    "ja": "北の島へ渡る船は夜明けに港を出るが、時刻表を見た人はいない。「なぜ要るのですか？」"
    "と船長のジョン・モスは言った。切符は350円で、https://example.jp/船の案内にある。\n",
    "hi": "उत्तरी द्वीप की नाव भोर में निकलती है, और किसी ने समय-सारणी नहीं छापी है। टिकट 350 रुपये का है।\n",
    "ko": "북쪽 섬으로 가는 배는 새벽에 떠나며, 시간표를 본 사람은 아무도 없다. 표는 3,500원이다.\n",
}


def rate(function: Callable[[str], object], text: str) -> float:
    """Characters per second of CPU time, the best of three runs."""
    best = float("inf")
    for _ in range(3):
        started = time.process_time()
        function(text)
        best = min(best, time.process_time() - started)
    return len(text) / max(best, 1e-9)


def measured(text: str, lang: str) -> dict[str, float]:
    """The rate of each function on a text of a language, the reference first."""
    pack = load(lang)
    functions: dict[str, Callable[[str], object]] = {
        r"\w+": lambda t: regex.findall(r"\w+", t),
        "blocks": blocks,
        "protected": protected,
        "quantities": quantities,
        "sentences": lambda t: [sentences(line, pack) for line in t.split("\n")],
        "tokens": lambda t: tokens(t, pack),
        "script runs": scripts.runs,
        "script counts": scripts.counts,
        "boundary": lambda t: [boundary(t, at) for at in range(0, len(t), 10)],
    }
    return {name: rate(function, text) for name, function in functions.items()}


def main(paths: list[str]) -> None:
    texts = {path: Path(path).read_text("utf-8") for path in paths}
    texts = texts or {lang: sample * (LENGTH // len(sample)) for lang, sample in TEXTS.items()}
    for name, text in texts.items():
        rates = measured(text, name if name in TEXTS else "und")
        reference = next(iter(rates.values()))
        print(f"{name}, {len(text):,} characters")
        for function, found in rates.items():
            print(f"  {function:14}{found / 1e6:8.2f} M/s {reference / found:8.1f} × the reference's time")


if __name__ == "__main__":
    main(sys.argv[1:])
