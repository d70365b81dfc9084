"""Translations with their sources: each written once, its defects marked as in ``tests/specimens.py``.

``seeds/pairs/marked/NAME`` unfolds into ``damaged``, ``clean`` and ``gold``; ``seeds/pairs/source/NAME`` is what was
translated, unless the file holds its sources itself. ``seeds/pairs/index.tsv`` lists them.

    python tests/pair_specimens.py   # unfold all of them again
"""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import NamedTuple

from specimens import SEEDS, unfold

from audit.assemble import assemble
from audit.model import Document
from audit.read import read
from audit.sourced import beside_source

PAIRS = SEEDS / "pairs"


class PairSpecimen(NamedTuple):
    """A row of the index: the file, the languages of its two sides (BCP 47), what it tells and what is wrong."""

    name: str
    source: str
    target: str
    story: str


def index() -> list[PairSpecimen]:
    with (PAIRS / "index.tsv").open(encoding="utf-8", newline="") as table:
        return [PairSpecimen(**row) for row in csv.DictReader(table, delimiter="\t")]


def files(specimen: PairSpecimen) -> dict[Path, bytes]:
    """What the specimen unfolds into: file contents by path."""
    texts = unfold((PAIRS / "marked" / specimen.name).read_text("utf-8"), specimen.name)
    gold = "".join(json.dumps(mark, ensure_ascii=False) + "\n" for mark in texts.marks)
    return {
        PAIRS / "damaged" / specimen.name: texts.damaged.encode(),
        PAIRS / "clean" / specimen.name: texts.clean.encode(),
        PAIRS / "gold" / f"{specimen.name}.jsonl": gold.encode(),
    }


def document(specimen: PairSpecimen, folder: str) -> Document:
    """The damaged or the clean translation beside its source."""
    path, source = PAIRS / folder / specimen.name, PAIRS / "source" / specimen.name
    if source.is_file():
        return beside_source(read(str(path)), str(source), specimen.target, specimen.source)
    return assemble(read(str(path)), specimen.target, specimen.source)


if __name__ == "__main__":
    for row in index():
        for path, content in files(row).items():
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)
