"""Measure the auditor on the specimens, and hold the figures against the floors.

    python tests/golden/measure.py            # print figures and misses
    python tests/golden/measure.py --raise    # raise the floors that are exceeded

Recall floors are shares of marks found, by category. ``clean.minor`` is the most findings the
clean twins may have in all, ``clean.major`` the same for major ones and worse.
"""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent)]

from specimens import SEEDS, index  # noqa: E402

from audit.batch import Task, audit_files  # noqa: E402
from audit.config import Settings  # noqa: E402
from audit.evaluate import compared  # noqa: E402
from audit.model import Finding  # noqa: E402

FLOORS = HERE / "floors.toml"


def recall() -> dict[str, Any]:
    """The comparison of damaged specimens with their marks."""
    gold = [str(SEEDS / "gold" / f"{specimen.name}.jsonl") for specimen in index()]
    return compared(gold, str(SEEDS / "damaged"), (), ())


def on_clean_twins() -> list[tuple[str, Finding]]:
    """Every finding on the clean twins, with the specimen's name."""
    tasks = [Task(str(SEEDS / "clean" / specimen.name), Settings()) for specimen in index()]
    run = audit_files(tasks)
    return [(Path(report.document.path).name, finding) for report in run.reports for finding in report.findings]


def figures() -> dict[str, dict[str, float]]:
    """Recall by category, and numbers of findings on the clean twins."""
    shares = {name: ratio["share"] for name, ratio in recall()["by_category"].items()}
    found = on_clean_twins()
    severe = sum(finding.severity != "minor" for _, finding in found)
    return {"recall": shares, "clean": {"minor": len(found) - severe, "major": severe}}


def floors() -> dict[str, dict[str, float]]:
    """The figures below (for ``clean``: above) which a test fails."""
    return tomllib.loads(FLOORS.read_text("utf-8"))


def _raised(old: dict[str, dict[str, float]], new: dict[str, dict[str, float]]) -> str:
    head = [line for line in FLOORS.read_text("utf-8").splitlines() if line.startswith("#")]
    lines = [*head, "", "[recall]"]
    lines += [f"{name} = {max(share, old['recall'].get(name, 0))}" for name, share in sorted(new["recall"].items())]
    lines += ["", "[clean]"]
    lines += [f"{name} = {min(count, old['clean'].get(name, count))}" for name, count in new["clean"].items()]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    result = recall()
    for missed in result["missed"]:
        print("missed", missed["doc"], missed["category"], repr(missed["quote"][:60]))
    for name, finding in on_clean_twins():
        print("false", name, finding.rule, finding.severity, repr(finding.text[:60]))
    measured = figures()
    print(measured, result["marks"], result["findings_touching_a_mark"])
    if "--raise" in sys.argv:
        FLOORS.write_text(_raised(floors(), measured), "utf-8")
