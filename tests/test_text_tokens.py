"""Words, scripts and grapheme clusters."""

from __future__ import annotations

from itertools import pairwise

import pytest
import regex
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import anything, prose

from audit.model import Span
from audit.packs import Pack, load
from audit.text import scripts
from audit.text.graphemes import boundary, snap
from audit.text.tokens import tokens, words

PLAIN = Pack("xx")


def cut(text: str, pack: Pack = PLAIN) -> list[str]:
    marks = {"word": "", "number": "#", "mark": "°"}
    return [text[start:end] + marks[kind] for (start, end), kind in tokens(text, pack)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I don't know well-known B2B.", "I don't know well-known B2B .°"),
        ("café cafe\u0301 naïve Straße", "café cafe\u0301 naïve Straße"),
        ("हिन्दी में क्षत्रिय।", "हिन्दी में क्षत्रिय ।°"),
        ("北島のキム・ジョンは行く。", "北島 の キム ・° ジョン は 行 く 。°"),
        ("CNNは13日", "CNN は 13# 日"),
        ("한국어는 CNN의", "한국어는 CNN 의"),
        ("ภาษาไทยง่าย ดี", "ภาษาไทยง่าย ดี"),
        ("1,234.5 16:00 3D 20th 41-year-old 1️⃣ ½", "1,234.5# 16:00# 3D# 20th# 41-year-old# 1️⃣# ½#"),
        ("COVID-19 – a -- b", "COVID-19 –° a -° -° b"),
        ("👩\u200d👧🇯🇵🇰🇷!?", "👩\u200d👧° 🇯🇵° 🇰🇷° !° ?°"),
        ("Cаfe orang-orang", "Cаfe orang-orang"),
        ("コ\u3099ミ co\u00adop", "コ\u3099ミ co\u00adop"),
    ],
)
def test_words_numbers_and_marks(text: str, expected: str) -> None:
    assert cut(text) == expected.split(" ")


def test_elided_words_are_words_where_the_pack_says_so() -> None:
    text = "L'eau d’aujourd'hui, jusqu'à l'été"
    assert cut(text, load("fr")) == ["L'", "eau", "d’", "aujourd'hui", ",°", "jusqu'", "à", "l'", "été"]
    assert cut("l'eau", Pack("xx", elisions=())) == ["l'eau"]


def test_the_packs_apostrophes_join() -> None:
    assert cut('צה"ל', load("he")) == ['צה"ל']
    assert cut('צה"ל') == ["צה", '"°', "ל"]


def test_words_leave_out_numbers_and_marks() -> None:
    text = "Two 2 words!"
    assert [text[slice(*span)] for span in words(text, PLAIN)] == ["Two", "words"]


@given(st.one_of(anything, prose))
@example("👩\u200d\u00ad\u00adx")
@example("\ufe0f\u200d1\u20e3")
def test_tokens_hold_every_character_but_blanks(text: str) -> None:
    found = tokens(text, PLAIN)
    inside = "".join(text[start:end] for (start, end), _ in found)
    assert inside == "".join(text.split())
    at = 0
    for (start, end), _ in found:
        assert at <= start < end
        at = end


@given(prose)
def test_tokens_cut_no_cluster(text: str) -> None:
    text = regex.sub(r"[\ufffc\ud800\u00ad]|\A\p{M}+|(?<=[\s\p{P}\p{S}])[\p{M}\u200d]+", "", text)
    assert all(boundary(text, start) and boundary(text, end) for (start, end), _ in tokens(text, PLAIN))


def runs(text: str) -> list[str]:
    return [f"{script} {text[slice(*span)]}" for script, span in scripts.runs(text)]


def test_common_characters_belong_to_the_run_before_and_brackets_to_the_next() -> None:
    assert runs("ab, (北京) の「ロー」. 1") == ["Latin ab, ", "Han (北京) ", "Hiragana の", "Katakana 「ロー」. 1"]
    assert runs("1. (") == ["Common 1. ("]
    assert runs("") == []


def test_letters_are_counted_by_script() -> None:
    assert scripts.counts("Aб1 é。漢字かなカー हिन्दी") == {
        "Latin": 2,
        "Cyrillic": 1,
        "Han": 2,
        "Hiragana": 2,
        "Katakana": 1,
        "Devanagari": 3,
    }
    assert scripts.letters("Aé1ー。") == 3


def test_scripts_of_characters() -> None:
    found = [scripts.script(char) for char in ("あ", "々", "Ａ", "ー", "𐎠", "\ud800")]
    assert found == ["Hiragana", "Han", "Latin", "Common", "Other", "Common"]


@given(st.one_of(anything, prose))
def test_runs_cover_the_text_and_change_script(text: str) -> None:
    found = scripts.runs(text)
    assert "".join(text[slice(*span)] for _, span in found) == text
    assert all(a.span.end == b.span.start and a.script != b.script for a, b in pairwise(found))
    for name, span in found:
        assert {scripts.script(char) for char in text[slice(*span)]} <= {name, scripts.COMMON}


@given(st.one_of(anything, prose, st.text("か\u3099각가\u11a8क्ष🇯👩\u200d1\ufe0f\u20e3\r\n", max_size=20)))
def test_boundaries_are_those_of_unicode(text: str) -> None:
    expected = {0} | {cluster.end() for cluster in regex.finditer(r"\X", text)}
    assert {at for at in range(len(text) + 1) if boundary(text, at)} == expected


@given(prose, st.integers(0, 60), st.integers(0, 60))
def test_snapping_widens_to_boundaries(text: str, a: int, b: int) -> None:
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    found = snap(text, Span(start, end))
    assert boundary(text, found.start)
    assert boundary(text, found.end)
    assert found.start <= start <= end <= found.end or start == end == found.start or found.start == found.end > start
    assert snap(text, found) == found
    if start == end:
        assert found.start == found.end


def test_snap_examples() -> None:
    assert snap("xか\u3099y", Span(2, 3)) == Span(1, 3)
    assert snap("xか\u3099y", Span(2, 2)) == Span(3, 3)
    assert snap("🇯🇵🇰🇷", Span(1, 2)) == Span(0, 2)
    assert snap("xe\u0301\u0302\u0303y", Span(3, 4)) == Span(1, 5)
