"""What holds for every format of strings: linear time, long names, blocks, files that say nothing of their format."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path
from time import process_time

import pytest
from containers import read_as, refusal, strings

from audit.model import Span
from audit.read import ReadError, page_from_text, read
from audit.read.container import Container, Passage, language_of

EACH: dict[str, tuple[str, str, str]] = {
    "pairs": ("", 'A "{0}".\tB {0}.\n', ""),
    "po": ("", '# c\nmsgid "A {0}\\n"\nmsgid_plural "x"\nmsgstr[0] "B {0}"\n\n', ""),
    "xliff": (
        '<xliff version="1.2"><file source-language="en" target-language="de">',
        '<trans-unit id="{0}"><source>A</source><target>B <g id="1">{0}</g></target></trans-unit>\n',
        "</file></xliff>",
    ),
    "tmx": (
        "<tmx><body>",
        '<tu><tuv lang="en"><seg>A{0}</seg></tuv><tuv lang="de"><seg>B</seg></tuv></tu>\n',
        "</body></tmx>",
    ),
    "json": ("{", '"k{0}": {{"one": "B", "other": "C"}},\n', '"z": ""}'),
    "arb": ("{", '"k{0}": "B",\n', '"z": ""}'),
    "yaml": ("", "k{0}:\n  a: B\n  c: [D]\n", ""),
    "fluent": ("", "k{0} = B {{ $n }}\n    c\n", ""),
    "properties": ("", "# c\nk{0} = B\\\n  c\n", ""),
    "android": ("<resources>", '<string name="k{0}">B</string>\n', "</resources>"),
    "strings": ("", '/* c */ "k{0}" = "B";\n', ""),
    "xcstrings": (
        '{"sourceLanguage": "en", "strings": {',
        '"k{0}": {{"localizations": {{"de": {{"stringUnit": {{"value": "B"}}}}}}}},\n',
        '"z": {}}}',
    ),
    "srt": ("", "{0}\n00:00:{0:02},000 --> 00:00:{0:02},900\nB\n\n", ""),
}
"""By format: how a file begins, one string of it, how it ends."""


@pytest.mark.parametrize("format", EACH)
def test_time_is_linear_in_the_number_of_strings(format: str) -> None:
    def seconds(count: int) -> float:
        begins, each, ends = EACH[format]
        text = (
            begins + "".join(each.format(number % 60 if format == "srt" else number) for number in range(count)) + ends
        )
        start = process_time()
        page_from_text(text, "x", format)
        return process_time() - start

    seconds(20)  # what is loaded once
    few, many = (min(seconds(count) for _ in range(3)) for count in (300, 3000))
    assert many < 20 * few + 0.1


def whole(format: str, count: int = 3) -> str:
    begins, each, ends = EACH[format]
    return begins + "".join(each.format(number) for number in range(count)) + ends


@pytest.mark.parametrize("format", EACH)
def test_encodings(tmp_path: Path, format: str) -> None:
    path = tmp_path / "x"
    text = whole(format).replace("B", "Größe über Maß")
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
        path.write_bytes(text.encode(encoding))
        page = read(str(path), format)
        assert "Größe über Maß" in page.text, encoding
        assert page.problems == ()


@pytest.mark.parametrize("format", EACH)
def test_what_is_no_text_or_cut_off_is_refused_in_one_line(tmp_path: Path, format: str) -> None:
    path = tmp_path / "x"
    data = whole(format).encode()
    noise = bytes(range(256)) * 4
    hostile = (b"", b" \n", b"%PDF-1.7 x", b"PK\x03\x04" + noise, noise, data[:20] + b"\0" + data[20:])
    for bytes_ in hostile:
        path.write_bytes(bytes_)
        with pytest.raises(ReadError) as refused:
            read(str(path), format)
        assert "\n" not in str(refused.value)
    for cut in range(1, len(data), 3):
        path.write_bytes(data[:cut])
        with suppress(ReadError):
            read(str(path), format)
    path.write_bytes(data)
    with pytest.raises(ReadError, match="is larger than"):
        read(str(path), format, limit=20)


CUT = {"xliff", "tmx", "json", "arb", "android", "xcstrings"}
"""Formats that cannot be cut off and still be valid."""


@pytest.mark.parametrize("format", sorted(CUT))
def test_half_a_file_is_refused_with_the_line(format: str) -> None:
    text = whole(format, 40)
    assert re.search(r"line \d+, ", refusal(format, text[: len(text) // 2]))


def test_names_of_units_are_short_and_of_one_line() -> None:
    page = read_as("po", f'msgid "{"long " * 80}"\nmsgstr "a"\n\nmsgid "b\\nc"\nmsgstr "d"\n')
    assert [len(name) for name in strings(page)] == [100, 3]


def test_every_line_of_a_long_string_is_judged_as_in_a_text() -> None:
    container = Container("x", "x")
    text = "  One sentence.\n\n- An item %s\n- Another\n"
    container.add("a", Passage(text, (Span(27, 29),)))
    container.add("b", "Save")
    container.add("c", "")
    container.add("d", "Saved.")
    page = container.page()
    assert [(block.kind, page.text[slice(*block.span)]) for block in page.blocks] == [
        ("prose", "One sentence."),
        ("list-item", "- An item %s"),
        ("list-item", "- Another"),
        ("table", "Save"),
        ("prose", "Saved."),
    ]
    assert page.blocks[1].protected == ((27, 29),)
    assert [entry.span.start for entry in page.entries][2:] == [page.layout.units[2].start, page.layout.units[3].start]


@pytest.mark.parametrize(
    ("path", "language"),
    [
        ("de.json", "de"),
        ("a/pt_BR.po", "pt-BR"),
        ("app_zh_Hant_TW.arb", "zh-Hant-TW"),
        ("es-419.yml", "es-419"),
        ("res/values-zh-rTW/strings.xml", "zh-TW"),
        ("pt-BR.lproj/Localizable.strings", "pt-BR"),
        ("locale/uk/LC_MESSAGES/django.po", "uk"),
        ("messages/ja/common.json", "ja"),
        ("messages.json", None),
        ("src/values.json", None),
        ("-", None),
        ("strings", None),
    ],
)
def test_the_language_that_a_path_states(path: str, language: str | None) -> None:
    assert language_of(path) == language


@pytest.mark.parametrize("head", ["<!---->", "<!-- a -->\n", "<?a?>", "<!DOCTYPE a>", "<!DOCTYPE a [", "1\n"])
def test_the_format_of_any_content_is_found_at_once(tmp_path: Path, head: str) -> None:
    (tmp_path / "noname").write_text(head * 600 + "words")
    start = process_time()
    assert read(str(tmp_path / "noname")).format == "text"
    assert process_time() - start < 1


def test_a_document_type_with_entities_hides_no_format(tmp_path: Path) -> None:
    (tmp_path / "noname").write_text(
        '<!-- a --><!DOCTYPE resources [\n<!ENTITY a "b">\n]>\n<resources><string name="a">b</string></resources>'
    )
    assert read(str(tmp_path / "noname")).format == "android"
