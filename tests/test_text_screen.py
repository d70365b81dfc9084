"""The screen before a costly pattern lets everything pass that the pattern could find."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.text.screen import Screen

WORDS = ("twenty", "two", "en", "öt", "三", "월요일", "четыре", "ten")


@pytest.mark.parametrize(
    "text",
    [
        "twenty people",
        "the twentyfold",
        "en gång",
        "ötven … öttwenty",
        "その三人",
        "지난 월요일에",
        "в четырёх, четыре",
        "10-ten",
    ],
)
def test_lets_pass_what_may_hold_a_word(text: str) -> None:
    assert Screen(WORDS).passes(text)


@pytest.mark.parametrize("text", ["", "between", "enter the senten", "その二人", "日曜"])
def test_stops_what_holds_none(text: str) -> None:
    assert not Screen(WORDS).passes(text)


@given(st.text(max_size=20), st.sampled_from(WORDS), st.text(max_size=20))
def test_a_word_among_blanks_always_passes(before: str, word: str, after: str) -> None:
    assert Screen(WORDS).passes(f"{before} {word} {after}")
