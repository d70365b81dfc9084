"""How many wrong conversions are found, and how many are cried that are none.

    python tests/bench/conversions.py [--data DIR]

Found: Simplified Chinese of NTREX, converted character by character (first candidate of OpenCC),
held against the conversion by phrases. Cried: Traditional Chinese of NTREX and UD as it is.
Nothing is tuned on either; the UD text was itself converted by machine and has real slips.
"""

from __future__ import annotations

import sys
from pathlib import Path

import click

HERE = Path(__file__).resolve()
sys.path[:0] = [str(HERE.parents[1] / "train"), str(HERE.parent)]

import conversions as build  # noqa: E402
import corpora  # noqa: E402

from audit.packs import load  # noqa: E402
from audit.text.conversions import _others, miswritten  # noqa: E402


@click.command()
@click.option("--data", type=click.Path(path_type=Path), default=HERE.parents[3] / "shared" / "data")
def main(data: Path) -> None:
    merged = load("zh-Hant").merged_characters or ()
    others = _others(merged)
    planted = found = 0
    for text in corpora.ntrex(data, "zh-Hans"):
        right = build.converted(text, ()) or ""
        naive = "".join(build.CHARACTERS.get(char, char) for char in text)
        if len(right) != len(naive):
            continue
        wrong = {at for at, (a, b) in enumerate(zip(naive, right, strict=True)) if b in others.get(a, "")}
        seen = {at for word in miswritten(naive, merged, "zh-Hant") for at in range(*word.span)}
        planted, found = planted + len(wrong), found + len(wrong & seen)
    print(f"converted one by one: {found} of {planted} wrong characters found ({found / planted:.0%})")
    ud = [row["text"] for row in corpora.rows(data / "clean" / "ud_zh.jsonl.gz")]
    for name, texts in (("ntrex zh-TW", corpora.ntrex(data, "zh-Hant")), ("ud zh", ud)):
        size = sum(map(len, texts))
        cried = [(word, text) for text in texts for word in miswritten(text, merged, "zh-Hant")]
        print(f"{name}: {len(cried)} in {size:,} characters, {1000 * len(cried) / size:.3f} per 1,000")
        print("   ", " ".join(f"{text[slice(*word.span)]}→{word.right}" for word, text in cried[:40]))


if __name__ == "__main__":
    main()
