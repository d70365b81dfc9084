"""Word documents: paragraphs as units, what is not shown, broken and hostile archives."""

from __future__ import annotations

import zipfile
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.model import Span
from audit.read import Page, ReadError, read
from audit.read.docx import page

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
STYLES = f"""<w:styles {W}>
<w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>
<w:style w:styleId="Own"><w:name w:val="My style"/><w:basedOn w:val="berschrift1"/></w:style>
<w:style w:styleId="Loop"><w:name w:val="Loop"/><w:basedOn w:val="Loop"/></w:style>
<w:style w:styleId="Liste"><w:name w:val="List Paragraph"/></w:style>
<w:style w:styleId="Zitat"><w:name w:val="Quote"/></w:style>
<w:style w:styleId="Beschriftung"><w:name w:val="caption"/></w:style>
</w:styles>"""


ALTERNATIVES = "<mc:AlternateContent><mc:Choice>{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>"


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def paragraph(text: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


def document(body: str) -> str:
    return f"<w:document {W} {MC}><w:body>{body}</w:body></w:document>"


def packed(parts: dict[str, str]) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def made(body: str, **parts: str) -> Page:
    more = {f"word/{name}.xml": content for name, content in parts.items()}
    return page("x", packed({"word/document.xml": document(body), "word/styles.xml": STYLES, **more}), 50_000_000)


def blocks(read: Page) -> list[tuple[str, str]]:
    return [(block.kind, read.text[slice(*block.span)]) for block in read.blocks]


def test_kinds_by_style_numbering_and_table() -> None:
    numbered = '<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>Second item</w:t></w:r></w:p>'  # fmt: skip
    table = f"<w:tbl><w:tr><w:tc>{paragraph('Cell')}</w:tc></w:tr></w:tbl>"
    read = made(
        paragraph("Title", "berschrift1")
        + paragraph("Part", "Own")
        + paragraph("Words.", "Loop")
        + paragraph("First item", "Liste")
        + numbered
        + paragraph("Said so.", "Zitat")
        + paragraph("A crane", "Beschriftung")
        + table
    )
    assert blocks(read) == [
        ("heading", "Title"),
        ("heading", "Part"),
        ("prose", "Words."),
        ("list-item", "First item"),
        ("list-item", "Second item"),
        ("quote", "Said so."),
        ("caption", "A crane"),
        ("table", "Cell"),
    ]


def test_positions_count_in_the_paragraph() -> None:
    read = made(paragraph("One.") + paragraph("") + paragraph("Two three."))
    start = read.text.index("three")
    place = read.layout.place(Span(start, start + 5))
    assert (place.unit, place.start, place.end) == ("paragraph 2", 4, 9)


def test_notes_headers_and_footers_are_read() -> None:
    part = "<w:{0} {1}><w:footnote>{2}</w:footnote></w:{0}>"
    read = made(
        paragraph("Body."),
        header1=part.format("hdr", W, paragraph("Head.")),
        footnotes=part.format("footnotes", W, paragraph("Note.")),
        footer1=part.format("ftr", W, paragraph("Foot.")),
    )
    assert [unit.name for unit in read.layout.units] == [
        "header paragraph 1",
        "paragraph 1",
        "footnote paragraph 1",
        "footer paragraph 1",
    ]
    assert read.text == "Head.\n\nBody.\n\nNote.\n\nFoot."


@pytest.mark.parametrize(
    ("inner", "shown"),
    [
        ("<w:r><w:t>a</w:t></w:r><w:del><w:r><w:delText>no</w:delText></w:r></w:del>", "a"),
        ("<w:r><w:t>a</w:t></w:r><w:ins><w:r><w:t>b</w:t></w:r></w:ins>", "ab"),
        ("<w:moveFrom><w:r><w:t>no</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>a</w:t></w:r></w:moveTo>", "a"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>no</w:t></w:r><w:r><w:t>a</w:t></w:r>", "a"),
        ('<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>a</w:t></w:r>', "a"),
        ("<w:r><w:instrText>PAGE</w:instrText><w:t>a</w:t></w:r>", "a"),
        ("<w:hyperlink><w:r><w:t>a</w:t></w:r></w:hyperlink><w:r><w:tab/><w:t>b</w:t></w:r>", "a\tb"),
        ("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t></w:r>", "a\nb"),
        ("<w:r><w:t>co</w:t><w:softHyphen/><w:t>op</w:t><w:noBreakHyphen/><w:t>x</w:t></w:r>", "co\u00adop\u2011x"),
        (f"<w:r><w:ruby><w:rt>{run('no')}</w:rt><w:rubyBase>{run('a')}</w:rubyBase></w:ruby></w:r>", "a"),
        (ALTERNATIVES.format(run("a"), run("no")), "a"),
    ],
)  # fmt: skip
def test_only_what_is_shown(inner: str, shown: str) -> None:
    assert made(f"<w:p>{inner}</w:p>").text == shown


def test_a_text_box_is_a_paragraph_of_its_own() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{paragraph('Box.')}</w:txbxContent></w:pict></w:r>"
    assert made(f"<w:p><w:r><w:t>One </w:t></w:r>{box}<w:r><w:t>two.</w:t></w:r></w:p>").text == "One two.\n\nBox."


def _refused(data: bytes, limit: int = 50_000_000) -> str:
    with pytest.raises(ReadError) as refused:
        page("a.docx", data, limit)
    assert "\n" not in str(refused.value)
    return refused.value.reason


def test_broken_archives_are_refused() -> None:
    whole = packed({"word/document.xml": document(paragraph("Words."))})
    assert "broken Word document" in _refused(whole[: len(whole) // 2])
    assert "broken Word document" in _refused(b"PK\x03\x04" + b"junk" * 20)
    assert "broken Word document" in _refused(b"no archive")
    assert "not a Word document" in _refused(packed({"other.xml": "<a/>"}))
    assert "word/document.xml" in _refused(packed({"word/document.xml": "<w:document"}))
    assert "without a password" in _refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512)
    damaged = bytearray(whole)
    damaged[len(damaged) // 3] ^= 0xFF
    with suppress(ReadError):
        page("x", bytes(damaged), 50_000_000)


def test_a_zip_bomb_is_not_unpacked() -> None:
    bomb = packed({"word/document.xml": document(paragraph("x" * 30_000_000))})
    assert len(bomb) < 100_000
    assert "times its size" in _refused(bomb)
    assert "more than 1 MB" in _refused(packed({"word/document.xml": document(paragraph("ab" * 600_000))}), 1_000_000)


def test_entities_and_depth_are_harmless() -> None:
    lol = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/hostname">]>'
    bomb = packed({"word/document.xml": lol + document("<w:p><w:r><w:t>x&b;&f;</w:t></w:r></w:p>")})
    assert page("x", bomb, 50_000_000).text == "x"
    deep = "<w:tbl>" * 3000 + "</w:tbl>" * 3000
    assert "broken Word document" in _refused(packed({"word/document.xml": document(deep)}))


def test_a_word_document_by_any_name(tmp_path: Path) -> None:
    for name in ("a.docx", "a.txt", "noname"):
        (tmp_path / name).write_bytes(packed({"word/document.xml": document(paragraph("Words."))}))
        found = read(str(tmp_path / name))
        assert (found.format, found.text) == ("docx", "Words.")


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300), st.integers(0, 2000), st.binary(min_size=1, max_size=8))
def test_any_bytes_are_read_or_refused(data: bytes, at: int, patch: bytes) -> None:
    whole = packed({"word/document.xml": document(paragraph("Words.")), "word/styles.xml": STYLES})
    at %= len(whole)
    for bytes_ in (data, b"PK\x03\x04" + data, whole[:at] + patch + whole[at + len(patch) :]):
        with suppress(ReadError):
            page("x", bytes_, 1_000_000)
