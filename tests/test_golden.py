"""Quality on the specimens never drops silently."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path[:0] = [str(Path(__file__).parent / "golden")]

from measure import figures, floors  # noqa: E402


@pytest.fixture(scope="module")
def measured() -> dict[str, dict[str, float]]:
    return figures()


def test_recall_keeps_its_floors(measured: dict[str, dict[str, float]]) -> None:
    assert measured["recall"].keys() == floors()["recall"].keys()
    lower = {name: share for name, share in measured["recall"].items() if share < floors()["recall"][name]}
    assert not lower


def test_clean_twins_stay_quiet(measured: dict[str, dict[str, float]]) -> None:
    assert measured["clean"]["major"] <= floors()["clean"]["major"]
    assert measured["clean"]["minor"] <= floors()["clean"]["minor"]
