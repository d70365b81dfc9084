"""Pair packs: every entry compiles, can be looked up and is shown; unknown and broken ones are told apart."""

from __future__ import annotations

from dataclasses import replace

import pairs
import pytest

from audit.annotate.lineage import lineage
from audit.annotate.traces import annotate
from audit.assemble import text_document
from audit.model import Span
from audit.packs import PackError, routes
from audit.packs.routes import Entry, Route
from audit.text.needles import written
from audit.text.traces import Trace

KNOWN = [f"{origin}-{target}" for origin, target in routes.known()]


@pytest.mark.parametrize("pair", KNOWN)
def test_entries_are_in_order_and_shown(pair: str) -> None:
    route = routes.route(*pair.split("-"))
    assert route.entries
    assert list(pairs.malformed(route, route.entries)) == []
    assert list(pairs.failures(route, pair)) == []


def test_unknown_pair_is_an_error_that_names_the_known_ones() -> None:
    with pytest.raises(PackError, match=r"no pack for the pair de-ja; known: .*ko-ja"):
        routes.route("de", "ja")


def test_varieties_have_the_routes_of_their_language() -> None:
    assert routes.into("zh-Hant") == routes.into("zh") != ()
    assert routes.into("fi") == ()


def _route(origin: str, role: routes.Role = "pivot") -> Route:
    return replace(routes.route("ko", "ja"), origin=origin, role=role, entries=(), million={})


def _traces(route: Route, texts: str, strength: routes.Strength = "strong") -> list[Trace]:
    return [
        Trace(Span(at, at + 1), text, route, Entry("calque", strength, text), ())
        for at, text in enumerate(texts)
    ]  # fmt: skip


def test_three_distinct_strong_traces_make_a_verdict() -> None:
    korean = _route("ko")
    found = lineage(_traces(korean, "abcd"), [korean], 2000, 30)
    assert found.pivot is not None
    assert found.pivot.language == "ko"
    assert found.pivot.confidence > 0.95
    assert len(found.pivot.evidence) == 4


@pytest.mark.parametrize("texts", ["", "ab", "aaaaaaaa"])
def test_fewer_than_three_distinct_traces_make_none(texts: str) -> None:
    korean = _route("ko")
    assert lineage(_traces(korean, texts), [korean], 2000, 30).pivot is None


def test_weak_traces_alone_make_no_verdict() -> None:
    korean = _route("ko")
    assert lineage(_traces(korean, "abcdefgh" * 5, "weak"), [korean], 2000, 30).pivot is None


def test_few_traces_in_a_long_text_make_no_verdict() -> None:
    korean = _route("ko")
    assert lineage(_traces(korean, "abc"), [korean], 400_000, 9000).pivot is None


def test_short_texts_are_not_judged() -> None:
    korean = _route("ko")
    found = lineage(_traces(korean, "abcd"), [korean], 120, 2)
    assert found.pivot is None
    assert found.why_not is not None


def test_traces_of_two_routes_leave_the_matter_open() -> None:
    korean, chinese = _route("ko"), _route("zh")
    both = _traces(korean, "abcde") + _traces(chinese, "fghij")
    found = lineage(both, [korean, chinese], 2000, 30)
    assert found.pivot is None
    assert found.why_not == "traces of several routes: Korean, Chinese"


def test_a_source_beside_a_pivot() -> None:
    korean, english = _route("ko"), _route("en", "source")
    both = _traces(korean, "abcde") + _traces(english, "fghij")
    found = lineage(both, [korean, english], 2000, 30)
    assert found.pivot is not None
    assert found.source is not None
    assert (found.pivot.language, found.source.language) == ("ko", "en")


def test_a_language_without_routes_says_so() -> None:
    document = text_document("Kissa istuu ikkunalla. " * 40, "fi")
    assert annotate(document).document.origin.why_not == "no pair pack leads into this language"


@pytest.mark.parametrize("pair", KNOWN)
def test_strings_that_patterns_need_are_those_of_now(pair: str) -> None:
    """``python tests/train/pair_rates.py PAIR --write`` works them out again."""
    route = routes.route(*pair.split("-"))
    assert {entry.pattern: written(route.sought(entry)) for entry in route.entries} == route.strings
