"""Subtitles: cues, times, tags, sentences that run on, broken files."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from containers import abouts, marked, read_as, refusal, strings
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.read import ReadError, page_from_text, read

SRT = """1
00:00:01,000 --> 00:00:02,500
We went <i>home</i>
and then

2
00:00:02,600 --> 00:00:04,000 X1:1
to the market.

3
00:00:04,100 --> 00:00:05,000
- Who was there?

4
01:00:05,000 --> 01:00:06,000

5
01:00:07,000 --> 01:00:08,000
{\\an8}Nobody.
"""
VTT = """WEBVTT - A title
Kind: captions

NOTE
nothing to see

STYLE
::cue { color: red }

intro
00:01.000 --> 00:02.500 align:start
<v Ann>Hello <00:00:02.000>there.</v>

01:00:00.000 --> 01:00:01.000
Bye.
"""


def test_cues() -> None:
    page = read_as("srt", SRT, "film.de.srt")
    assert (page.format, page.language) == ("srt", "de")
    assert strings(page) == {
        "cue 1 at 0:00:01": "We went <i>home</i>\nand then",
        "cue 2 at 0:00:02": "to the market.",
        "cue 3 at 0:00:04": "- Who was there?",
        "cue 4 at 1:00:05": "",
        "cue 5 at 1:00:07": "{\\an8}Nobody.",
    }
    assert abouts(page, "start") == [1000, 2600, 4100, 3605000, 3607000]
    assert abouts(page, "end")[:2] == [2500, 4000]
    assert abouts(page, "line") == [2, 7, 11, 15, 18]
    assert marked(page) == ["<i> </i>", "", "", "", "{\\an8}"]


def test_a_sentence_runs_on_through_cues() -> None:
    page = read_as("srt", SRT)
    assert [page.text[slice(*block.span)] for block in page.blocks] == [
        "We went <i>home</i>\nand then\nto the market.",
        "- Who was there?",
        "{\\an8}Nobody.",
    ]
    assert {block.kind for block in page.blocks} == {"prose"}
    without = "\n".join(f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n会議は中止\n" for n in range(1, 6))
    assert [block.kind for block in read_as("srt", without).blocks] == ["table"] * 5


def test_web_video_cues() -> None:
    page = read_as("vtt", VTT)
    assert page.format == "vtt"
    assert strings(page) == {
        "cue intro at 0:00:01": "<v Ann>Hello <00:00:02.000>there.</v>",
        "cue 2 at 1:00:00": "Bye.",
    }
    assert marked(page)[0] == "<v Ann> <00:00:02.000> </v>"
    assert abouts(page, "start") == [1000, 3600000]


def test_an_empty_line_inside_a_text_does_not_end_it() -> None:
    page = read_as(
        "srt", "1\n00:00:01,000 --> 00:00:02,000\nOne.\n\nTwo.\n\n2\n00:00:03,000 --> 00:00:04,000\nThree.\n"
    )
    assert list(strings(page).values()) == ["One.\n\nTwo.", "Three."]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("just words\n\nand more", "line 1, “just words” where a cue's number"),
        ("1\n00:00:01 --> 00:00:02\nA", "line 2, times that cannot be read: “00:00:01 --> 00:00:02”"),
        ("1\n00:00:02,000 --> 00:00:01,000\nA", "line 2, a cue that ends before it begins"),
        ("WEBVTT\n\nNOTE nothing\n", "it holds no cues"),
    ],
)
def test_broken_files_say_where_and_why(text: str, reason: str) -> None:
    assert reason in refusal("srt", text)


def test_found_by_content_and_in_old_encodings(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(SRT.replace("Nobody", "Größe über alles").replace("\n", "\r\n").encode("cp1252"))
    page = read(str(tmp_path / "a"))
    assert (page.format, page.encoding) == ("srt", "cp1252")
    assert list(strings(page).values())[-1] == "{\\an8}Größe über alles."
    (tmp_path / "b").write_text("\ufeff" + VTT)
    assert read(str(tmp_path / "b")).format == "vtt"


LINES = ["1", "", "00:00:01,000 --> 00:00:02,000", "a.", "b", "<i>", "WEBVTT", "NOTE", "-->", "{\\an8}", "\r"]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(LINES), max_size=14))
def test_any_lines_are_read_or_refused(lines: list[str]) -> None:
    for format in ("srt", "vtt"):
        with suppress(ReadError):
            page_from_text("\n".join(lines), "x", format)
