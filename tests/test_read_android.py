"""Android string resources: escapes, white space, tags, plurals, arrays, languages, hostile files."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from containers import abouts, hostile_xml, marked, read_as, refusal, strings
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.read import ReadError, page_from_text, read


def resources(inner: str) -> str:
    return f'<resources xmlns:xliff="urn:oasis:names:tc:xliff:document:1.2">\n{inner}\n</resources>'


@pytest.mark.parametrize(
    ("written", "text", "protected"),
    [
        ("  a\n   b  ", "a b", ""),
        ('" a  b "', " a  b ", ""),
        (r"it\'s \"x\" \n \@ \? \\ \u00e4", 'it\'s "x" \n @ ? \\ ä', ""),
        ("a &amp; &lt;b>", "a & <b>", ""),
        (r"\ud83d\ude00\u00e4", "😀ä", ""),
        ("<![CDATA[<b>a</b> b]]>", "<b>a</b> b", ""),
        ('Hi <xliff:g id="n" example="A">%1$s</xliff:g>!', "Hi %1$s!", "%1$s"),
        ('<b>a</b> <i x="y">b</i>', '<b>a</b> <i x="y">b</i>', '<b> </b> <i x="y"> </i>'),
        ("a <!-- no --> b", "a b", ""),
        ("", "", ""),
    ],
)
def test_what_a_string_shows(written: str, text: str, protected: str) -> None:
    page = read_as("android", resources(f'<string name="a">{written}</string>'))
    assert strings(page) == {"a": text}
    assert marked(page) == [protected]


def test_plurals_arrays_and_what_is_left_out() -> None:
    page = read_as(
        "android",
        resources(
            "<!-- Shown on\n the door -->\n<string name='open'>Offen</string>\n"
            "<string name='app' translatable='false'>App</string><string name='ref'>@string/open</string>\n"
            "<plurals name='days'><item quantity='one'>ein Tag</item><item quantity='other'>%d Tage</item></plurals>\n"
            "<string-array name='list'><item>a</item><item>@string/b</item><item>c</item></string-array>\n"
            "<color name='red'>#f00</color>"
        ),
        "app/src/main/res/values-pt-rBR/strings.xml",
    )
    assert strings(page) == {
        "open": "Offen",
        "days[one]": "ein Tag",
        "days[other]": "%d Tage",
        "list.0": "a",
        "list.2": "c",
    }
    assert page.language == "pt-BR"
    assert abouts(page, "key") == ["open", "days", "days", "list.0", "list.2"]
    assert abouts(page, "plural") == [None, "one", "other", None, None]
    assert abouts(page, "comment") == ["Shown on the door"] + [None] * 4
    assert abouts(page, "line") == [4, 6, 6, 7, 7]


def test_languages_by_folder() -> None:
    text = resources('<string name="a">b</string>')
    folders = {"values-de": "de", "values-b+sr+Latn": "sr-Latn", "values": None, "values-land": None}
    for folder, language in folders.items():
        assert read_as("android", text, f"res/{folder}/strings.xml").language == language


def test_found_by_content(tmp_path: Path) -> None:
    (tmp_path / "strings.xml").write_text(
        '<?xml version="1.0" encoding="utf-8"?>\n<!-- (c) -->\n' + resources('<string name="a">b</string>')
    )
    assert read(str(tmp_path / "strings.xml")).format == "android"


def test_entities_of_the_file_show_by_name() -> None:
    text = '<!DOCTYPE resources [<!ENTITY app "App">]>' + resources('<string name="a">Die &app; geht</string>')
    assert marked(read_as("android", text)) == ["&app;"]


def test_hostile_and_broken_files() -> None:
    hostile_xml("android", resources('<string name="a">b</string>'))
    assert "line 2, \\u without" in refusal("android", resources('<string name="a">\\u12</string>'))
    assert "it holds no strings" in refusal("android", resources(""))
    assert "in lines 2 and 3" in read_as(
        "android", resources('<string name="a">b</string>\n<string name="a">c</string>')
    ).problems[0]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="ab \\u0'\"\n<>/&;@?n", max_size=20))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(ReadError):
        page_from_text(resources(f'<string name="a">{text}</string>'), "x", "android")
