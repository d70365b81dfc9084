"""XLIFF 1.2 and 2.x: segments, inline codes, states, limits, hostile and broken files."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from containers import abouts, hostile_xml, marked, pairs, read_as, refusal, strings
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.read import ReadError, page_from_text, read


def first(units: str, languages: str = 'source-language="en" target-language="de-DE"') -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">\n'
        f'<file original="app.c" {languages} datatype="plaintext"><body>{units}</body></file>\n</xliff>\n'
    )


def second(units: str, version: str = "2.1") -> str:
    return (
        f'<xliff version="{version}" srcLang="en" trgLang="fr" xmlns="urn:oasis:names:tc:xliff:document:2.0" '
        'xmlns:slr="urn:oasis:names:tc:xliff:sizerestriction:2.0">\n'
        f'<file id="f1">{units}</file>\n</xliff>\n'
    )


def unit(target: str, source: str = "A", attributes: str = "", more: str = "") -> str:
    return f'<trans-unit id="u1" {attributes}><source>{source}</source>{target}{more}</trans-unit>'


def test_units_of_version_1() -> None:
    page = read_as(
        "xliff",
        first(
            unit('<target state="needs-review-translation">Öffnen</target>', "Open", 'resname="menu.open"')
            + '\n<group><trans-unit id="2" maxwidth="12" size-unit="char"><source>Shut</source>'
            "<note>A door</note><note>Not a shop</note></trans-unit></group>"
            '<trans-unit id="3" translate="no"><source>x</source></trans-unit>'
            '<trans-unit id="4" maxwidth="90"><source>Go</source><target/>'
            "<alt-trans><target>Los</target></alt-trans></trans-unit>"
        ),
    )
    assert (page.language, page.source_language) == ("de-DE", "en")
    assert strings(page) == {"menu.open": "Öffnen", "2": "", "4": ""}
    assert [source for source, _ in pairs(page)] == ["Open", "Shut", "Go"]
    assert abouts(page, "state") == ["fuzzy", "untranslated", "untranslated"]
    assert abouts(page, "stated") == ["needs-review-translation", None, None]
    assert abouts(page, "limit") == [None, 12, None]
    assert abouts(page, "comment")[1] == "A door\nNot a shop"
    assert abouts(page, "line") == [3, 4, 4]


@pytest.mark.parametrize(
    ("target", "text", "protected"),
    [
        ('a <g id="1">b</g> c', 'a <g id="1">b</g> c', '<g id="1"> </g>'),
        ('a<x id="2" equiv-text="{{n}}"/>', 'a<x id="2"/>', '<x id="2"/>'),
        ('<bpt id="1">&lt;b&gt;</bpt>b<ept id="1">&lt;/b&gt;</ept>', "<b>b</b>", "<b> </b>"),
        ('<ph id="1"/>b', '<ph id="1"/>b', '<ph id="1"/>'),
        ('<ph id="1">\\cf2 <sub>x</sub></ph>b', "\\cf2 xb", "\\cf2 x"),
        ('<mrk mtype="term">b</mrk>', "b", ""),
        ('<mrk mtype="protected">b</mrk> c', "b c", "b"),
        ("a<!-- no -->b", "ab", ""),
        ("a &amp; <![CDATA[<b>]]>", "a & <b>", ""),
        ('a\n  <g id="1"><g id="2"/>b</g>', 'a\n  <g id="1"><g id="2"/>b</g>', '<g id="1"> <g id="2"/> </g>'),
    ],
)
def test_inline_codes_of_version_1(target: str, text: str, protected: str) -> None:
    page = read_as("xliff", first(unit(f"<target>{target}</target>", source=target)))
    assert pairs(page) == [(text, text)]
    assert marked(page) == [protected]
    assert page.entries[0].source_protected == page.entries[0].protected


def test_segments_of_version_1() -> None:
    segmented = (
        '<seg-source><mrk mtype="seg" mid="1">A.</mrk> <mrk mtype="seg" mid="2">B.</mrk></seg-source>'
        '<target><mrk mtype="seg" mid="1">X.</mrk> <mrk mtype="seg" mid="2"/></target>'
    )
    page = read_as("xliff", first(unit(segmented, "A. B.")))
    assert pairs(page) == [("A.", "X."), ("B.", "")]
    assert list(strings(page)) == ["u1 [1]", "u1 [2]"]
    assert page.problems == ()
    page = read_as("xliff", first(unit(segmented.replace('mid="2"/>', 'mid="3"/>'), "A. B.")))
    assert pairs(page) == [("A. B.", "X. ")]


def test_units_of_version_2() -> None:
    page = read_as(
        "xliff",
        second(
            '<unit id="u1" name="menu.open" slr:sizeRestriction="5,20"><notes><note>A menu</note></notes>'
            '<originalData><data id="d1">%s</data><data id="d2">&lt;b&gt;</data></originalData>'
            '<segment state="initial"><source>Open <ph id="1" dataRef="d1"/></source>'
            '<target>Ouvrir <ph id="1" dataRef="d1"/> <pc id="2" dataRefStart="d2">x</pc><cp hex="0007"/></target>'
            "</segment></unit>\n"
            '<group id="g" translate="no"><unit id="u2"><segment><source>no</source></segment></unit></group>'
            '<unit id="u3"><segment id="s1" state="final"><source>A.</source><target>X.</target></segment>'
            "<ignorable><source> </source></ignorable><segment><source>B.</source></segment></unit>"
        ),
    )
    assert (page.language, page.source_language) == ("fr", "en")
    assert strings(page) == {"u1": "Ouvrir %s <b>x</pc>\a", "u3 [s1]": "X.", "u3 [2]": ""}
    assert [source for source, _ in pairs(page)] == ["Open %s", "A.", "B."]
    assert marked(page)[0] == "%s <b> </pc> \a"
    assert abouts(page, "state") == ["fuzzy", "final", "untranslated"]
    assert abouts(page, "limit") == [20, None, None]
    assert abouts(page, "comment") == ["A menu", None, None]
    assert abouts(page, "key") == ["menu.open", "u3", "u3"]


def test_several_files() -> None:
    file = '<file original="{}" source-language="en" target-language="{}"><body>{}</body></file>'
    body = unit("<target>B</target>")
    both = f'<xliff version="1.2">{file.format("a", "de", body)}{file.format("b", "de", body)}</xliff>'
    page = read_as("xliff", both)
    assert list(strings(page)) == ["a: u1", "b: u1"]
    assert page.problems == ()
    other = both.replace('language="de"><body>', 'language="fr"><body>', 1)
    assert "in several languages (de, fr)" in refusal("xliff", other)


def test_hostile_and_broken_files() -> None:
    hostile_xml("xliff", first(unit("<target>B</target>")).partition("\n")[2])
    assert "its root element is <html>" in refusal("xliff", "<html/>")
    assert "refused" in refusal("xliff", '<!DOCTYPE xliff [<!ENTITY a "&#38;a;&b;">]>' + first("").partition("\n")[2])


def test_a_plain_entity_shows_by_name() -> None:
    text = first(unit("<target>Die &app; geht</target>")).replace(
        "<xliff", '<!DOCTYPE xliff [<!ENTITY app "App">]><xliff'
    )
    page = read_as("xliff", text)
    assert pairs(page) == [("A", "Die &app; geht")]
    assert marked(page) == ["&app;"]


def test_format_and_encoding_by_content(tmp_path: Path) -> None:
    text = first(unit("<target>Größe</target>"))
    (tmp_path / "a.xml").write_text(text)
    assert read(str(tmp_path / "a.xml")).format == "xliff"
    (tmp_path / "b.xlf").write_bytes(text.replace("utf-8", "iso-8859-1").encode("latin-1"))
    assert pairs(read(str(tmp_path / "b.xlf"))) == [("A", "Größe")]
    (tmp_path / "c.xlf").write_bytes(text.replace("utf-8", "utf-16").encode("utf-16"))
    assert pairs(read(str(tmp_path / "c.xlf"))) == [("A", "Größe")]


PIECES = [
    "<source>",
    "</source>",
    "<target>",
    "</target>",
    '<mrk mtype="seg" mid="1">',
    "</mrk>",
    "<g/>",
    "a",
    "&",
    "]]>",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_any_markup_is_read_or_refused(pieces: list[str]) -> None:
    for whole in (first, second):
        for text in (whole("".join(pieces)), whole(f"<unit><segment>{''.join(pieces)}</segment></unit>")):
            with suppress(ReadError):
                page_from_text(text, "x", "xliff")
