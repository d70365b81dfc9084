"""Translation memories, and glossaries that are none."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from containers import hostile_xml, marked, pairs, read_as, refusal, strings
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.read import ReadError, page_from_text, read


def memory(units: str, source: str = "en") -> str:
    return (
        '<?xml version="1.0"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4">\n'
        f'<header srclang="{source}" adminlang="en"/>\n<body>{units}</body></tmx>\n'
    )


def unit(*variants: tuple[str, str], attributes: str = "") -> str:
    inner = "".join(f'<tuv xml:lang="{tag}"><seg>{text}</seg></tuv>' for tag, text in variants)
    return f"<tu {attributes}>{inner}</tu>\n"


BOTH = unit(("de", "Tag"), ("en-US", "day"))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("en", ("day", "Tag", "en-US", "de")),
        ("EN-us", ("day", "Tag", "en-US", "de")),
        ("*all*", ("Tag", "day", "de", "en-US")),
    ],
)
def test_which_side_is_the_source(source: str, expected: tuple[str, ...]) -> None:
    page = read_as("tmx", memory(BOTH, source))
    assert (*pairs(page)[0], page.source_language, page.language) == expected


def test_units() -> None:
    page = read_as(
        "tmx",
        memory(
            unit(("en", "a"), ("de", 'x<bpt i="1">&lt;b&gt;</bpt>y<ept i="1">&lt;/b&gt;</ept><ph x="2"/>'))
            + unit(("en", "b"), attributes='tuid="t2"')
            + unit(("de", "nur"))
        ),
    )
    assert pairs(page) == [("a", 'x<b>y</b><ph id="2"/>'), ("b", "")]
    assert marked(page) == ['<b> </b> <ph id="2"/>', ""]
    assert list(strings(page)) == ["unit 1", "t2"]


def test_of_several_languages_one_is_named() -> None:
    text = memory(unit(("en", "day"), ("de", "Tag"), ("fr-FR", "jour")))
    assert "holds translations into de, fr-FR; say with --language which" in refusal("tmx", text)
    assert "say with --language" in refusal("tmx", text, language="ja")
    assert pairs(read_as("tmx", text, language="fr")) == [("day", "jour")]
    assert pairs(read_as("tmx", text, language="de")) == [("day", "Tag")]


def test_hostile_and_broken_files() -> None:
    root = memory(BOTH).partition('dtd">\n')[2]
    hostile_xml("tmx", root)
    assert "it holds no variants" in refusal("tmx", memory(""))
    assert "no <body>" in refusal("tmx", "<tmx><header/></tmx>")


def test_a_glossary_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "a.tbx").write_text("<martif><text/></martif>")
    (tmp_path / "b.xml").write_text('<?xml version="1.0"?>\n<!DOCTYPE martif SYSTEM "x.dtd"><martif/>')
    for name in ("a.tbx", "b.xml"):
        with pytest.raises(ReadError, match=r"is a glossary \(TBX\), not a text; give it with --glossary"):
            read(str(tmp_path / name))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(["<tu>", "</tu>", '<tuv xml:lang="de">', "<tuv>", "</tuv>", "<seg>", "</seg>", "a"])))
def test_any_markup_is_read_or_refused(pieces: list[str]) -> None:
    with suppress(ReadError):
        page_from_text(memory("".join(pieces)), "x", "tmx")
