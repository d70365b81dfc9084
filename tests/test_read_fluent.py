"""Fluent: messages, terms, attributes, variants; what cannot be parsed."""

from __future__ import annotations

from contextlib import suppress

import pytest
from containers import abouts, marked, read_as, refusal, strings
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.read import ReadError, page_from_text

FILE = """\
### Resource comment

# A greeting
hello = Hello { $user } of { -brand }
    and all
    .title = A title
-brand = Firefox
files = Opened { NUMBER($n) ->
    [one] one file
   *[other] { $n } files
} for { $who ->
    [woman] her
   *[man] him
}.
"""


def test_values_attributes_terms_and_variants() -> None:
    page = read_as("fluent", FILE, "locales/de/app.ftl")
    assert page.language == "de"
    assert strings(page) == {
        "hello": "Hello { $user } of { -brand }\nand all",
        "hello.title": "A title",
        "-brand": "Firefox",
        "files[one][woman]": "Opened one file for her.",
        "files[one][man]": "Opened one file for him.",
        "files[other][woman]": "Opened { $n } files for her.",
        "files[other][man]": "Opened { $n } files for him.",
    }
    assert marked(page)[0] == "{ $user } { -brand }"
    assert abouts(page, "comment")[:3] == ["A greeting", "A greeting", None]
    assert abouts(page, "plural")[3:] == ["one", "one", "other", "other"]
    assert abouts(page, "part")[3:] == ["woman", "man", "woman", "man"]
    assert abouts(page, "line") == [4, 6, 7, 8, 8, 8, 8]
    assert page.problems == ()


def test_windows_line_ends() -> None:
    assert strings(read_as("fluent", "a = b { $x }\r\n    c\r\nd = e\r\n")) == {"a": "b { $x }\nc", "d": "e"}


def test_what_cannot_be_parsed_is_told_and_the_rest_read() -> None:
    page = read_as("fluent", "a = b\nbroken line\nc = d { $x\ne = f\n")
    assert set(strings(page)) >= {"a", "e"}
    assert page.problems[0] == 'line 2: not read, as it is no Fluent: Expected token: "="'


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("just words\n", "line 1: not read"),
        ("# only a comment\n", "it holds no messages"),
        ("a = " + "{" * 20_000, "nested too deeply"),
    ],
)
def test_broken_files_say_where_and_why(text: str, reason: str) -> None:
    assert reason in refusal("fluent", text)


def test_many_selectors_are_bounded() -> None:
    choice = "{ $a ->\n    [one] x\n   *[other] y\n}"
    assert len(read_as("fluent", f"a = {' '.join([choice] * 16)}\n").entries) == 64


def test_doubled_keys_are_told() -> None:
    assert "in lines 1 and 2" in read_as("fluent", "a = b\na = c\n").problems[0]


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.sampled_from(["a", " = ", "{", "}", "$x", "->", "\n", " ", "[one]", "*[other]", ".b", "-c", "#", '"']))
)
def test_any_text_is_read_or_refused(pieces: list[str]) -> None:
    with suppress(ReadError):
        page_from_text("".join(pieces), "x", "fluent")
