"""YAML: nested keys, what is a text, languages, broken and hostile files."""

from __future__ import annotations

from contextlib import suppress

import pytest
from containers import abouts, read_as, refusal, strings
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.read import ReadError, page_from_text

RAILS = """\
# Rails
de:
  no: Nein        # a key that YAML 1.1 takes for false
  count: 3
  shown: yes
  said: "yes"
  days:
    one: ein Tag
    other: "%{count} Tage"
  list: [a, 2, 'b']
  long: >
    eine Zeile
    und noch eine
  block: |
    eins
    zwei
"""


def test_what_is_a_text() -> None:
    page = read_as("yaml", RAILS)
    assert page.language == "de"
    assert strings(page) == {
        "no": "Nein",
        "shown": "yes",
        "said": "yes",
        "days.one": "ein Tag",
        "days.other": "%{count} Tage",
        "list.0": "a",
        "list.2": "b",
        "long": "eine Zeile und noch eine\n",
        "block": "eins\nzwei\n",
    }
    assert abouts(page, "line") == [3, 5, 6, 8, 9, 10, 10, 11, 14]
    assert abouts(page, "plural")[3:5] == ["one", "other"]


def test_aliases_are_not_followed() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefghi", "bcdefghij", strict=True)
    )
    assert strings(read_as("yaml", bomb)) == {"a.0": "x", "a.1": "x"}
    merged = "base: &b {x: eins}\nmore:\n  <<: *b\n  y: zwei\n"
    assert strings(read_as("yaml", merged)) == {"base.x": "eins", "more.y": "zwei"}


def test_no_object_is_made() -> None:
    page = read_as("yaml", "a: !!python/object/apply:os.system ['echo no']\nb: !ref x\nc: !!str 3\nd: 2026-01-01\n")
    assert strings(page) == {"a.0": "echo no", "c": "3", "d": "2026-01-01"}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a: b\n c: d\n", "line 2, column"),
        ('a: "b', "line 1, column 6, found unexpected end of stream"),
        ("a: [b\n", "line 2"),
        ("a:\n\t- b\n", "line 2, column 1, found character"),
        ("just words", "it holds a single value, no keys"),
        ("a: 1\n", "it holds no texts"),
        ("? [a]\n: b\n", "line 1, a key that is no plain text"),
        ("[" * 150 + "a" + "]" * 150, "nested more than 100 levels deep"),
        ("[" * 100_000, "nested"),
        ("a: \x07b\n", "not"),
        ("a: *b\n", "it holds no texts"),
    ],
)
def test_broken_files_say_where_and_why(text: str, reason: str) -> None:
    assert reason in refusal("yaml", text)


def test_doubled_keys_are_told() -> None:
    assert "in lines 1 and 2" in read_as("yaml", "a: x\na: y\n").problems[0]


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="ab:-[]{}&*!|>?\"'#\n \t%@,", max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(ReadError):
        page_from_text(text, "x", "yaml")
