"""Apple string tables, plural rules and string catalogues; broken and hostile ones."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

import pytest
from containers import abouts, hostile_xml, pairs, read_as, refusal, strings
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.read import ReadError, page_from_text, read


def plist(inner: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" '
        f'"http://www.apple.com/DTDs/PropertyList-1.0.dtd">\n<plist version="1.0">\n<dict>{inner}</dict></plist>'
    )


def test_a_string_table() -> None:
    page = read_as(
        "strings",
        '/* A greeting,\n   shown */\n"hello" = "Hallo \\"%@\\"\\n\\U00e4\\u00f6";\n\n'
        '// now\nkey.b="x // y";\n"c" = "";\n"d";',
        "de.lproj/Localizable.strings",
    )
    assert page.language == "de"
    assert strings(page) == {"hello": 'Hallo "%@"\näö', "key.b": "x // y", "c": "", "d": "d"}
    assert abouts(page, "comment") == ["A greeting, shown", "now", None, None]
    assert abouts(page, "line") == [3, 6, 7, 8]


def test_a_string_table_as_a_property_list() -> None:
    page = read_as("strings", plist("<key>a</key><string>b &amp; c</string>\n<key>n</key><integer>3</integer>"))
    assert (strings(page), abouts(page, "line")) == ({"a": "b & c"}, [4])


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('"a" = "b";\n"c" = "d', "line 2, a quotation mark is opened and not closed"),
        ('"a" = "b"\n"c" = "d";', 'line 2, “"c"” where ; is expected'),
        ('"a" "b";', "where = is expected"),
        ('"a" = ;', "where a value is expected"),
        ('= "b";', "where a key is expected"),
        ("/* a\n", "a comment is opened and not closed"),
        ('"a" = "b"', "the entry that begins here is cut off"),
        ("{ a = b; }", "line 1, “{” is neither a key, = nor ;"),
        ("/* only */", "it holds no texts"),
    ],
)
def test_broken_string_tables_say_where_and_why(text: str, reason: str) -> None:
    assert reason in refusal("strings", text)


def test_encodings_of_string_tables(tmp_path: Path) -> None:
    for encoding in ("utf-16", "utf-8", "utf-8-sig"):
        (tmp_path / "a.strings").write_bytes('"a" = "größer";'.encode(encoding))
        assert strings(read(str(tmp_path / "a.strings"))) == {"a": "größer"}
    (tmp_path / "b.strings").write_bytes(b"bplist00\xd1\x01\x02")
    with pytest.raises(ReadError, match="is a binary property list"):
        read(str(tmp_path / "b.strings"))


RULES = """<key>files</key><dict>
<key>NSStringLocalizedFormatKey</key><string>%#@files@ found</string>
<key>files</key><dict><key>NSStringFormatSpecTypeKey</key><string>NSStringPluralRuleType</string>
<key>NSStringFormatValueTypeKey</key><string>d</string>
<key>one</key><string>One file</string><key>other</key><string>%d files</string></dict></dict>"""


def test_plural_rules() -> None:
    page = read_as("stringsdict", plist(RULES), "fr.lproj/a.stringsdict")
    assert page.language == "fr"
    assert strings(page) == {
        "files": "%#@files@ found",
        "files.files[one]": "One file",
        "files.files[other]": "%d files",
    }
    assert abouts(page, "plural") == [None, "one", "other"]
    assert abouts(page, "line") == [5, 8, 8]
    assert len(read_as("stringsdict", plist(RULES.replace(" found", ""))).entries) == 2
    assert "it holds no plural forms" in refusal("stringsdict", plist(""))
    assert "a key without a value" in refusal("stringsdict", plist("<key>a</key>"))
    assert "a value without a key" in refusal("strings", plist("<string>a</string><key>b</key>"))


@pytest.mark.parametrize("format", ["strings", "stringsdict"])
def test_hostile_property_lists(format: str) -> None:
    root = plist(RULES + "<key>a</key><string>b</string>").partition('.dtd">\n')[2]
    if format == "strings":
        assert strings(read_as(format, root)) == {"a": "b"}
    hostile_xml(format, root)


def unit(value: str, state: str = "translated") -> dict[str, object]:
    return {"stringUnit": {"state": state, "value": value}}


def plural(**forms: str) -> dict[str, object]:
    return {"variations": {"plural": {name: unit(value) for name, value in forms.items()}}}


def catalogue(strings: dict[str, object]) -> str:
    return json.dumps({"sourceLanguage": "en", "strings": strings, "version": "1.0"})


def test_a_catalogue() -> None:
    page = read_as(
        "xcstrings",
        catalogue(
            {
                "Open": {"comment": "A button", "localizations": {"de": unit("Öffnen", "needs_review")}},
                "bye": {"localizations": {"en": unit("Goodbye"), "de": unit("Tschüss")}},
                "new": {},
                "App": {"shouldTranslate": False},
                "days": {
                    "localizations": {
                        "en": plural(one="a day", other="%d days"),
                        "de": plural(one="ein Tag", few="x", other="%d Tage"),
                    }
                },
            }
        ),
    )
    assert (page.source_language, page.language) == ("en", "de")
    assert list(zip(strings(page), pairs(page), strict=True)) == [
        ("Open", ("Open", "Öffnen")),
        ("bye", ("Goodbye", "Tschüss")),
        ("new", ("new", "")),
        ("days[one]", ("a day", "ein Tag")),
        ("days[few]", ("%d days", "x")),
        ("days[other]", ("%d days", "%d Tage")),
    ]
    assert abouts(page, "state")[:3] == ["fuzzy", "translated", "untranslated"]
    assert abouts(page, "plurals")[3] == ("x", "%d Tage")


def test_languages_of_a_catalogue() -> None:
    two = catalogue({"a": {"localizations": {"de": unit("b"), "ja": unit("c")}}})
    assert "into de, ja; say with --language" in refusal("xcstrings", two)
    assert pairs(read_as("xcstrings", two, language="ja")) == [("a", "c")]
    none = read_as("xcstrings", catalogue({"a": {}, "b": {"localizations": {"en": unit("B")}}}))
    assert (pairs(none), none.language) == ([(None, "a"), (None, "B")], "en")


def test_broken_catalogues() -> None:
    assert "line 1, column" in refusal("xcstrings", catalogue({"a": {}})[:-3])
    assert "it has no “sourceLanguage”" in refusal("xcstrings", "[]")
    assert "it holds no strings" in refusal("xcstrings", catalogue({}))
    assert pairs(read_as("xcstrings", catalogue({"a": 3, "b": {"localizations": {"de": 4}}}))) == [("a", ""), ("b", "")]
    deep: dict[str, object] = unit("x")
    for _ in range(150):
        deep = {"variations": {"device": {"mac": deep}}}
    assert pairs(read_as("xcstrings", catalogue({"a": {"localizations": {"de": deep}}}))) == [("a", "")]


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet='ab"=;/* \\\nUu0.', max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(ReadError):
        page_from_text(text, "x", "strings")
