"""What a pattern cannot match without."""

from __future__ import annotations

import pytest
import regex

from audit.model import Span
from audit.packs import TABLES, Phrase, known, load
from audit.text.needles import Passages, candidates, needles


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("abc?d", {"ab"}),
        ("(?:ab|cd)?ef+g", {"ef"}),
        ("ab(?:c|dd)*(?:zzz|yyyy)", {"zzz", "yyyy"}),
        ("a{0,3}bc{2}", {"bc"}),
        (r"(?P<x>\w+)の(?P=x)", {"の"}),
        ("Straße", {"strasse"}),
        ("(?:シェア|共有)(?:する)?", {"シェア", "共有"}),
        ("日(?=本)", {"日"}),
    ],
)
def test_one_of_these_is_in_every_match(pattern: str, expected: set[str]) -> None:
    assert needles(pattern) == frozenset(expected)


@pytest.mark.parametrize("pattern", ["a|b|", "(a?)", "(?i:a)", "[[a]--[b]]", r"\p{L}+", "(a", "a)", "(?=a)"])
def test_a_pattern_that_can_do_without_or_is_not_understood_is_unknown(pattern: str) -> None:
    assert needles(pattern) is None


def test_case_is_no_matter() -> None:
    assert candidates(("istanbul", "κόσμος"), "İSTANBUL, ΚΌΣΜΟΣ") == [0, 1]


def test_passages_that_hold_all_a_pattern_needs() -> None:
    text = "İki Straße\nrot und blau\nblau"
    passages = Passages(text, [Span(0, 10), Span(11, 23), Span(24, 28)])
    found = passages.tried(("strasse", "blau", r"rot\s+\p{L}+\s+blau", r"\p{L}+", "gelb"))
    assert list(found) == [
        (0, [Span(0, 10)]),
        (1, [Span(11, 23), Span(24, 28)]),
        (2, [Span(11, 23)]),
        (3, [Span(0, 10), Span(11, 23), Span(24, 28)]),
    ]
    assert list(Passages("", []).tried(("a", r"\p{L}"))) == []


def test_no_match_of_a_pack_is_missed() -> None:
    """The words of every pack's patterns, held against all patterns of that pack."""
    for language in known():
        pack = load(language)
        for fact in (name for name, row in TABLES.items() if row is Phrase):
            patterns = tuple(phrase.pattern for phrase in getattr(pack, fact) or () if "{" not in phrase.pattern)
            lines = [regex.sub(r"\\.|[()|?*+:\[\]]+", " ", pattern) for pattern in patterns]
            for number, pattern in enumerate(patterns):
                compiled = regex.compile(pattern, regex.IGNORECASE)
                missed = [line for line in lines if compiled.search(line) and number not in candidates(patterns, line)]
                assert not missed, (language, fact, pattern)
