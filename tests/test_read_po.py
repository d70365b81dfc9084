"""gettext catalogues: contexts, plural forms, states, templates, and what is wrong with broken ones."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from containers import abouts, pairs, read_as, refusal, strings
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.read import ReadError, page_from_text, read

HEAD = r"""msgid ""
msgstr ""
"Language: {language}\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: {plural};\n"

"""
GERMAN = HEAD.format(language="de", plural="nplurals=2; plural=(n != 1)")
RUSSIAN = HEAD.format(
    language="ru",
    plural="nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2)",
)


def test_a_message_with_everything() -> None:
    page = read_as(
        "po",
        GERMAN
        + r"""# by hand
#. Shown in the menu
#: src/menu.c:12 src/menu.c:80
#, fuzzy, c-format, max-length:20
#| msgid "Open file"
msgctxt "menu"
msgid "Open “%s” \"now\"\n"
"in a tab"
msgstr "„%s“ öffnen\n"
"im Tab"
""",
    )
    assert page.language == "de"
    assert pairs(page) == [('Open “%s” "now"\nin a tab', "„%s“ öffnen\nim Tab")]
    assert page.entries[0].about == {
        "key": 'Open “%s” "now"\nin a tab',
        "context": "menu",
        "state": "fuzzy",
        "flags": ("fuzzy", "c-format", "max-length:20"),
        "comment": "by hand\nShown in the menu",
        "references": ("src/menu.c:12", "src/menu.c:80"),
        "previous": "Open file",
        "limit": 20,
        "line": 12,
    }


def test_untranslated_stays_and_obsolete_goes() -> None:
    page = read_as("po", GERMAN + 'msgid "a"\nmsgstr ""\n\nmsgid "b"\nmsgstr "B"\n\n#~ msgid "c"\n#~ msgstr "C"\n')
    assert pairs(page) == [("a", ""), ("b", "B")]
    assert abouts(page, "state") == ["untranslated", "translated"]


PLURAL = 'msgid "One file"\nmsgid_plural "%d files"\n'


def test_plural_forms_know_their_numbers() -> None:
    page = read_as("po", GERMAN + PLURAL + 'msgstr[0] "Eine Datei"\nmsgstr[1] "%d Dateien"\n')
    assert pairs(page) == [("One file", "Eine Datei"), ("%d files", "%d Dateien")]
    assert abouts(page, "numbers") == [(1,), (0, 2, 3, 4, 5)]
    assert abouts(page, "plurals") == [("%d Dateien",), ("Eine Datei",)]
    page = read_as("po", RUSSIAN + PLURAL + 'msgstr[0] "%d файл"\nmsgstr[1] "%d файла"\nmsgstr[2] "%d файлов"\n')
    assert [source for source, _ in pairs(page)] == ["%d files"] * 3
    assert abouts(page, "other_source") == ["One file"] * 3
    assert abouts(page, "numbers") == [(1, 21, 31, 41, 51), (2, 3, 4, 22, 23), (0, 5, 6, 7, 8)]


def test_a_missing_plural_form_is_untranslated() -> None:
    page = read_as("po", RUSSIAN + PLURAL + 'msgstr[0] "%d файл"\n')
    assert abouts(page, "state") == ["translated", "untranslated", "untranslated"]
    assert list(strings(page)) == ["One file [0]", "One file [1]", "One file [2]"]


@pytest.mark.parametrize("plural", ["", "nplurals=2; plural=__import__('os')", "nplurals=2; plural=n/0", "((" * 500])
def test_a_plural_rule_that_makes_no_sense_is_passed_over(plural: str) -> None:
    head = HEAD.format(language="de", plural=plural)
    page = read_as("po", head + PLURAL + 'msgstr[0] "Eine Datei"\nmsgstr[1] "%d Dateien"\n')
    assert [source for source, _ in pairs(page)] == ["One file", "%d files"]
    assert abouts(page, "numbers") == [None, None]


def test_a_template_is_read_as_the_text_it_holds() -> None:
    page = read_as("po", 'msgid ""\nmsgstr ""\n\nmsgid "Open"\nmsgstr ""\n\n' + PLURAL + 'msgstr[0] ""\n', "a.pot")
    assert pairs(page) == [(None, "Open"), (None, "One file"), (None, "%d files")]


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (r"a\tb\\n\"", 'a\tb\\n"'),
        (r"\x41\101\q", "AAq"),
        ("a\u2028b\u0085c", "a\u2028b\u0085c"),
        ("  blanks  ", "  blanks  "),
    ],
)
def test_escapes(written: str, text: str) -> None:
    assert pairs(read_as("po", f'msgid "x"\nmsgstr "{written}"\n')) == [("x", text)]


def test_doubled_messages_are_left_to_a_rule() -> None:
    page = read_as("po", 'msgid "x"\nmsgstr "y"\n\nmsgid "x"\nmsgstr "z"\n')
    assert (page.problems, abouts(page, "key")) == ((), ["x", "x"])


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("hello", "line 1, neither a comment nor msgid"),
        ('msgid "a"\nmsgstr "b', "line 2, a string is not closed"),
        ('msgid "a"\nmsgstr "b" c"\n', "line 2, a quotation mark inside a string needs a \\"),
        ('msgid "a"\n\n', "the file ends after msgid"),
        ('msgid "a"\nmsgid "b"\nmsgstr "c"\n', "line 2, a msgid follows another"),
        ('msgstr "b"\n', "line 1, msgstr without a msgid"),
        ('msgid "a"\nmsgstr "b"\nmsgstr "c"\n', "line 3, a second msgstr"),
        ('msgid "a"\nmsgstr[x] "b"\n', "line 2, neither"),
        ("# only a comment\n", "it holds no entries"),
    ],
)
def test_broken_catalogues_say_where_and_why(text: str, reason: str) -> None:
    assert reason in refusal("po", text)


def test_languages_by_header_or_else_by_path() -> None:
    body = 'msgid "x"\nmsgstr "y"\n'
    assert read_as("po", GERMAN + body, "locale/fr/LC_MESSAGES/app.po").language == "de"
    assert read_as("po", body, "locale/fr/LC_MESSAGES/app.po").language == "fr"
    assert read_as("po", body, "po/pt_BR.po").language == "pt-BR"
    assert read_as("po", body, "po/messages.po").language is None


def test_the_encoding_is_the_one_the_header_names(tmp_path: Path) -> None:
    text = GERMAN.replace("UTF-8", "ISO-8859-15") + 'msgid "price"\nmsgstr "5 € für"\n'
    (tmp_path / "a.po").write_bytes(text.encode("iso8859_15"))
    page = read(str(tmp_path / "a.po"))
    assert (page.encoding, pairs(page)[0][1]) == ("iso8859-15", "5 € für")
    (tmp_path / "noname").write_text(GERMAN + 'msgid "x"\nmsgstr "y"\n')
    assert read(str(tmp_path / "noname")).format == "po"
    (tmp_path / "b.po").write_bytes(b"\xde\x12\x04\x95\0\0\0\0")
    with pytest.raises(ReadError, match="compiled gettext catalogue"):
        read(str(tmp_path / "b.po"))


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.sampled_from(["msgid ", "msgstr ", '"a"', '"', "\n", "#", "#,", "msgstr[1] ", "\\", "msgid_plural "]))
)
def test_any_lines_are_read_or_refused(pieces: list[str]) -> None:
    with suppress(ReadError):
        page_from_text("".join(pieces), "x", "po")


@given(st.text(max_size=30))
def test_every_string_arrives(text: str) -> None:
    written = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    assert pairs(page_from_text(f'msgid "x"\nmsgstr "{written}"\n', "x", "po")) == [("x", text)]
