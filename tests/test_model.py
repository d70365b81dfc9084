"""Positions: spans, lines and columns, and the way back through a layout."""

from __future__ import annotations

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.model import BLANK, Layout, Place, Span, Unit, blanked

spans = st.tuples(st.integers(0, 20), st.integers(0, 20)).map(lambda pair: Span(*sorted(pair)))


@given(spans, spans)
def test_overlap_is_mutual_and_means_a_shared_character_or_gap(one: Span, other: Span) -> None:
    assert one.overlaps(other) == other.overlaps(one)
    if set(range(*one)) & set(range(*other)):
        assert one.overlaps(other)


def test_blanking_keeps_the_length() -> None:
    assert blanked("see http://x now", [Span(4, 12)]) == "see " + BLANK * 8 + " now"


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_lines_and_columns_count_from_one_whatever_ends_a_line(newline: str) -> None:
    text = newline.join(["ab", "", "cd"])
    at = text.index("d")
    assert Layout(text).place(Span(at, at + 1)) == Place(at, at + 1, 3, 2)


def test_a_character_that_was_an_entity_is_placed_on_all_of_it() -> None:
    layout = Layout("a&amp;b", array("I", [0, 1, 6]), array("I", [1, 6, 7]))
    assert layout.place(Span(1, 2)) == Place(1, 6, 1, 2)
    assert layout.place(Span(3, 3)).start == 7


def test_in_a_container_positions_count_in_the_named_unit() -> None:
    layout = Layout("", units=(Unit(0, "paragraph 1"), Unit(10, "paragraph 2")))
    assert layout.place(Span(12, 15)) == Place(2, 5, 2, 3, "paragraph 2")
