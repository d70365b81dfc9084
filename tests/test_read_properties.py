"""Java properties: signs, escapes, lines that go on, broken files."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from containers import abouts, read_as, refusal, strings
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.read import ReadError, page_from_text, read


@pytest.mark.parametrize(
    ("line", "key", "text"),
    [
        ("a=b", "a", "b"),
        ("  a : b c ", "a", "b c "),
        ("a b = c", "a", "b = c"),
        (r"a\ b\=c = d", "a b=c", "d"),
        ("a=", "a", ""),
        (r"a = x\ty\\z\q", "a", "x\ty\\zq"),
        (r"a = \u00e4\uuD83D\uDE00", "a", "ä😀"),
        (r"a = \ud800x", "a", "\ufffdx"),
        ("a = one\\\n   two \\\r\n three", "a", "onetwo three"),
        ("a = it''s {0}", "a", "it''s {0}"),
        ("a = x\\\\", "a", "x\\"),
        ("a = # no comment", "a", "# no comment"),
    ],
)
def test_lines(line: str, key: str, text: str) -> None:
    page = read_as("properties", line)
    assert strings(page) == {key: text}


def test_remarks_lines_and_language() -> None:
    page = read_as(
        "properties", "# licence\n\n! Shown\n# above\na.b=c\nd=\\\n  e\nf=\n", "l10n/messages_pt_BR.properties"
    )
    assert page.language == "pt-BR"
    assert abouts(page, "comment") == ["Shown\nabove", None, None]
    assert abouts(page, "line") == [5, 6, 8]
    assert abouts(page, "state") == ["translated", "translated", "untranslated"]


def test_latin_1_as_java_8_reads_it(tmp_path: Path) -> None:
    (tmp_path / "a.properties").write_bytes("a=Größe der Tür\nb=über\n".encode("latin-1"))
    assert strings(read(str(tmp_path / "a.properties"))) == {"a": "Größe der Tür", "b": "über"}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a=b\nc=\\u12", "line 2, \\u without four"),
        ("a=b\n=c", "line 2, no key before the ="),
        ("word", "line 1, neither = nor : after “word”"),
        ("# only a comment", "it holds no texts"),
    ],
)
def test_broken_files_say_where_and_why(text: str, reason: str) -> None:
    assert reason in refusal("properties", text)


def test_doubled_keys_are_told() -> None:
    assert "in lines 1 and 3" in read_as("properties", "a=b\nc=d\na=e\n").problems[0]


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="ab=: \\\n\r\t\fu0#!", max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(ReadError):
        page_from_text(text, "x", "properties")
