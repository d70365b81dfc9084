"""The specimens are what their marked originals say, and cover every family built so far."""

from __future__ import annotations

import pytest
from specimens import SEEDS, Specimen, files, index, unfold

from audit.rule import FAMILIES

INDEX = index()
each_specimen = pytest.mark.parametrize("specimen", INDEX, ids=lambda specimen: specimen.name)


def test_index_is_sorted_and_complete() -> None:
    names = [specimen.name for specimen in INDEX]
    assert names == sorted(set(names))
    for folder in ("marked", "damaged", "clean"):
        assert sorted(path.name for path in (SEEDS / folder).iterdir()) == names


def test_families_and_languages_are_covered() -> None:
    named = {family for specimen in INDEX for family in specimen.families.split()}
    assert named <= FAMILIES.keys()
    assert named >= {"EN", "SP", "PU", "ST", "LA", "RE", "FL", "CO"}
    languages = [specimen.language for specimen in INDEX]
    assert languages.count("ja") >= 12
    assert {"ko", "zh-Hans", "zh-Hant", "en", "de", "fr", "es", "ru"} <= set(languages)
    assert len(INDEX) >= 30


@each_specimen
def test_unfolded_files_are_up_to_date(specimen: Specimen) -> None:
    for path, content in files(specimen).items():
        assert path.read_bytes() == content, f"{path.name}: run python tests/specimens.py"


@each_specimen
def test_marks_quote_the_damaged_text(specimen: Specimen) -> None:
    texts = unfold((SEEDS / "marked" / specimen.name).read_text("utf-8"), specimen.name)
    assert texts.marks
    assert texts.damaged != texts.clean
    for mark in texts.marks:
        assert texts.damaged[mark["start"] : mark["end"]] == mark["quote"]


def test_a_mark_that_is_not_closed_is_refused() -> None:
    with pytest.raises(ValueError, match="not closed"):
        unfold("a ⟦b⇒c｜grammar", "x")
