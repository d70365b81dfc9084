"""Specimens: each written once, with its defects marked, and unfolded into what tests and users read.

``seeds/marked/NAME`` holds ``⟦damaged⇒clean｜category｜severity⟧`` wherever the two texts
differ. Unfolded: ``seeds/damaged/NAME``, its twin ``seeds/clean/NAME`` and the marks
``seeds/gold/NAME.jsonl`` in the form ``audit evaluate`` reads. ``seeds/index.tsv`` lists them.

    python tests/specimens.py        # unfold all of them again
"""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any, NamedTuple

SEEDS = Path(__file__).parent.parent / "seeds"
_MARK = re.compile(
    r"⟦(?P<damaged>[^⟦⟧]*?)⇒(?P<clean>[^⟦⟧]*?)｜(?P<category>[a-z_]+)｜(?P<severity>minor|major|critical)⟧"
)


class Specimen(NamedTuple):
    """A row of the index. ``families`` are the rule families it should set off, e.g. ``ST PU``."""

    name: str
    language: str
    encoding: str
    families: str
    story: str


class Unfolded(NamedTuple):
    """The two texts of a specimen and the marks on the damaged one."""

    damaged: str
    clean: str
    marks: list[dict[str, Any]]


def index() -> list[Specimen]:
    """The rows of ``seeds/index.tsv``."""
    with (SEEDS / "index.tsv").open(encoding="utf-8", newline="") as table:
        return [Specimen(**row) for row in csv.DictReader(table, delimiter="\t")]


def unfold(marked: str, name: str) -> Unfolded:
    """The damaged text, its clean twin and the marks, offsets in code points.

    Raises:
        ValueError: a mark that is not closed or lacks a part.
    """
    damaged, clean, marks, at = "", "", [], 0
    for found in _MARK.finditer(marked):
        before = marked[at : found.start()]
        damaged += before
        clean += before
        start = len(damaged)
        damaged += found["damaged"]
        clean += found["clean"]
        marks.append({
            "doc": name, "start": start, "end": len(damaged), "quote": found["damaged"],
            "category": found["category"], "severity": found["severity"], "suggestion": found["clean"] or None,
        })  # fmt: skip
        at = found.end()
    damaged += marked[at:]
    clean += marked[at:]
    if re.search("[⟦⟧⇒｜]", damaged + clean):
        raise ValueError(f"{name}: a mark is not closed or lacks a part")
    return Unfolded(damaged, clean, marks)


def files(specimen: Specimen) -> dict[Path, bytes]:
    """What the specimen unfolds into: file contents by path."""
    marked = (SEEDS / "marked" / specimen.name).read_text("utf-8")
    texts = unfold(marked, specimen.name)
    gold = "".join(json.dumps(mark, ensure_ascii=False) + "\n" for mark in texts.marks)
    return {
        SEEDS / "damaged" / specimen.name: texts.damaged.encode(specimen.encoding),
        SEEDS / "clean" / specimen.name: texts.clean.encode(specimen.encoding),
        SEEDS / "gold" / f"{specimen.name}.jsonl": gold.encode(),
    }


if __name__ == "__main__":
    for row in index():
        for path, content in files(row).items():
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)
