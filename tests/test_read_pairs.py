"""Pairs in TSV, CSV and JSON: columns by name or order, quotation marks, languages, broken rows."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from containers import abouts, pairs, read_as, refusal, strings
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.read import ReadError, page_from_text, read, walk


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Good day\tGuten Tag\nBye\tTschüss", [("Good day", "Guten Tag"), ("Bye", "Tschüss")]),
        ("Good day\tGuten Tag\tnote\n", [("Good day", "Guten Tag")]),
        ("id\tmt\tsrc\n7\tGuten Tag\tGood day\n", [("Good day", "Guten Tag")]),
        ("target,source\nGuten Tag,Good day\n", [("Good day", "Guten Tag")]),
        ("source;mt;translation\nday;x;Tag\n", [("day", "Tag")]),
        ("en,de\nday,Tag\n", [("day", "Tag")]),
        ("text,translation\nday,Tag\n", [("day", "Tag")]),
        ("source_en\ttarget_de\nday\tTag\n", [("day", "Tag")]),
        ('a,"b, ""c""\nd"\n', [("a", 'b, "c"\nd')]),
        ('"He"\tsaid "no"\n', [('"He"', 'said "no"')]),
        ('a\t"b ""c"""\n"x\ty"\tz\n', [("a", 'b "c"'), ("x\ty", "z")]),
        ("a\t\n\n\tb\r\n", [("a", ""), ("", "b")]),
        ('{"source": "a", "target": "b"}\n{"source": "c", "target": null}', [("a", "b"), ("c", "")]),
        ('{"translation": {"en": "a", "ja": "b"}}', [("a", "b")]),
        ('["a", "b"]\n["c", "d"]', [("a", "b"), ("c", "d")]),
        ('[{"src": "a", "mt": "b"}]', [("a", "b")]),
        ("a\u2028b\tc\u0085d\n", [("a\u2028b", "c\u0085d")]),
    ],
)
def test_pairs(text: str, expected: list[tuple[str, str]]) -> None:
    assert pairs(read_as("pairs", text)) == expected


@pytest.mark.parametrize(
    ("text", "path", "languages"),
    [
        ("en,ja\na,b\n", "x.csv", ("en", "ja")),
        ("source (en),target (pt-BR)\na,b\n", "x.csv", ("en", "pt-BR")),
        ("a\tb\n", "wmt.en-de.tsv", ("en", "de")),
        ("a\tb\n", "my-file.tsv", (None, None)),
        ('{"source": "a", "target": "b", "source_language": "en", "lang": "ja"}', "x.jsonl", ("en", "ja")),
    ],
)
def test_languages(text: str, path: str, languages: tuple[str | None, str | None]) -> None:
    page = read_as("pairs", text, path)
    assert (page.source_language, page.language) == languages


def test_what_is_known_of_a_row() -> None:
    page = read_as("pairs", "id\tsource\ttarget\tmax length\tcomment\nok\tOK\t\t12\tA button\n")
    assert strings(page) == {"line 2: ok": ""}
    assert page.entries[0].about == {"line": 2, "id": "ok", "limit": 12, "comment": "A button", "state": "untranslated"}


def test_lines_are_those_of_the_file() -> None:
    page = read_as("pairs", 'source,target\n"a\nb",c\n\nd,e\n')
    assert abouts(page, "line") == [2, 5]


def test_broken_rows_say_where() -> None:
    assert "in two columns" in refusal("pairs", "one\ntwo\n")
    assert "line 2, in the row that begins here, a quotation mark" in refusal("pairs", 'a,b\nc,"d\ne,f\n')
    assert "line 3, 3 cells where the first row has 2" in refusal("pairs", "source\ttarget\na\tb\nc\td\te\n")
    assert "line 2, column 12" in refusal("pairs", '{"source": "a", "target": "b"}\n{"source": "c')
    assert "nested too deeply" in refusal("pairs", "[" * 200_000)
    assert "in two columns" in refusal("pairs", '{"text": "a"}\n')
    assert "in two columns" in refusal("pairs", '{"title": "a", "text": "b"}\n')


def test_by_extension_but_not_out_of_folders(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("day\tTag\n")
    assert read(str(tmp_path / "a.tsv")).format == "pairs"
    (tmp_path / "b.txt").write_text("day\tTag\n")
    assert read(str(tmp_path / "b.txt"), "pairs").entries[0].source == "day"
    assert list(walk([str(tmp_path)])) == [str(tmp_path / "b.txt")]


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet='ab"\t,;\n\r{}[]: \\\u2028', max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(ReadError):
        page_from_text(text, "x", "pairs")


@given(st.lists(st.tuples(*[st.text(alphabet='ab"c d.', min_size=1, max_size=8)] * 2), min_size=1, max_size=4))
def test_every_cell_of_a_plain_table_arrives(rows: list[tuple[str, str]]) -> None:
    rows = [row for row in rows if any(cell.strip() for cell in row) and '"' not in "".join(row)]
    if rows:
        page = page_from_text("source\ttarget\n" + "\n".join("\t".join(row) for row in rows), "x", "pairs")
        assert pairs(page) == rows
