"""Ten times the text costs ten times the work, whatever the text.

Work in Python is counted as calls, which is exact. What happens inside a regular expression cannot be counted: for that
every hostile text must be done soon at a length where quadratic work would not be.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from types import FrameType

import pytest

from audit.packs import load
from audit.text import scripts
from audit.text.blocks import blocks
from audit.text.protect import protected, quantities
from audit.text.segment import sentences
from audit.text.tokens import tokens

EVERYTHING: dict[str, Callable[[str], object]] = {
    "blocks": blocks,
    "protected": protected,
    "quantities": quantities,
    "sentences ja": lambda text: sentences(text, load("ja")),
    "sentences de": lambda text: sentences(text, load("de")),
    "sentences und": lambda text: sentences(text, load("und")),
    "tokens": lambda text: tokens(text, load("fr")),
    "runs": scripts.runs,
    "counts": scripts.counts,
}
TEXTS = {
    "one line": "The ferry leaves at dawn. Nobody printed a timetable, e.g. for Dr. Moss (he asked twice). ",
    "lines": "The ferry leaves at dawn\nand nobody, not even the captain,\nprinted a timetable.\n\n",
    "Japanese": "船長は「夜明けに出る。急げ！」と言った。乗客は待った。",
    "addresses": "See http://a.b/c(d), x@y.jp, {name}, <b>, `ls`, /usr/bin/x, #tag and 3.5 km. ",
}
HOSTILE = [
    *"a1.「」(\"'@/<{`\\%$#-|ー漢年 \n\t\r\v\u0301🇯\ufffc\ud800",
    *("a.", "a@", "a/", "{a", "${", "%(", "--a-", "w.", "http://(", "<!--", "<a ", "[b]", "1.", "1,", "1 ", "0f"),
    *("#あ", "l'", "a-", "「。", "」。", "あ！」", "。\u2028", "👩\u200d", ". ", "! ", "... ", "A. ", "1. "),
    *("\n\n", "a\n", "> ", "- a\n", "1. a\n", "a\tb\n", "a|b|c\n"),
]


def calls(function: Callable[[str], object], text: str) -> int:
    """How many functions are called, in Python and in C."""
    count = 0

    def counted(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counted)
    try:
        function(text)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("function", EVERYTHING.values(), ids=EVERYTHING)
def test_ten_times_the_text_takes_ten_times_the_calls(function: Callable[[str], object], text: str) -> None:
    function(text)
    short, long = calls(function, text * 20), calls(function, text * 200)
    assert long <= 10.5 * short + 50


@pytest.mark.parametrize("function", EVERYTHING.values(), ids=EVERYTHING)
def test_no_text_is_too_much(function: Callable[[str], object]) -> None:
    for unit in HOSTILE:
        text = unit * (20_000 // len(unit))
        started = time.process_time()
        function(text)
        assert time.process_time() - started < 2, f"{unit!r} repeated"
