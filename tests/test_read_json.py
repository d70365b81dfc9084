"""JSON and ARB: nested keys, plural forms, languages, remarks, lines, broken and hostile files."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
from containers import abouts, read_as, refusal, strings
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.read import ReadError, page_from_text


def test_nested_keys_and_their_lines() -> None:
    page = read_as(
        "json", '{\n  "menu": {"open": "Open \\"it\\"",\n "no": 3, "list": ["a", null, {"x": "b"}]},\n"z": ""}'
    )
    assert strings(page) == {"menu.open": 'Open "it"', "menu.list.0": "a", "menu.list.2.x": "b", "z": ""}
    assert abouts(page, "line") == [2, 3, 3, 4]
    assert abouts(page, "state") == ["translated"] * 3 + ["untranslated"]
    assert [entry.source for entry in page.entries] == [None] * 4


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"day_one": "a", "day_other": "b"}, [("day", "one"), ("day", "other")]),
        ({"day_few": "a", "day_other": "b"}, [("day", "few"), ("day", "other")]),
        ({"day": "a", "day_plural": "b"}, [("day", "one"), ("day", "other")]),
        ({"n_ordinal_two": "a", "n_ordinal_other": "b"}, [("n_ordinal", "two"), ("n_ordinal", "other")]),
        ({"day": {"one": "a", "other": "b"}}, [("day", "one"), ("day", "other")]),
        ({"day": {"one": "a", "else": "b"}}, [("day.one", None), ("day.else", None)]),
        ({"plus_one": "a", "b": "b"}, [("plus_one", None), ("b", None)]),
        ({"one": "a", "other": "b"}, [("one", None), ("other", None)]),
    ],
)
def test_plural_forms(value: object, expected: list[tuple[str, str | None]]) -> None:
    page = read_as("json", json.dumps(value))
    assert list(zip(abouts(page, "key"), abouts(page, "plural"), strict=True)) == expected


@pytest.mark.parametrize(
    ("value", "path", "language", "keys"),
    [
        ({"de": {"a": "b"}}, "x.json", "de", ["a"]),
        ({"a": {"b": "c"}}, "locales/pt-BR/common.json", "pt-BR", ["a.b"]),
        ({"a": "b"}, "i18n/zh_Hant_TW.json", "zh-Hant-TW", ["a"]),
        ({"a": "b"}, "app_de.json", "de", ["a"]),
        ({"a": "b"}, "app.json", None, ["a"]),
    ],
)
def test_languages(value: object, path: str, language: str | None, keys: list[str]) -> None:
    page = read_as("json", json.dumps(value), path)
    assert (page.language, abouts(page, "key")) == (language, keys)


def test_texts_with_remarks() -> None:
    chrome = {"go": {"message": "Go $X$", "description": "A button", "placeholders": {"x": {"content": "$1"}}}}
    page = read_as("json", json.dumps(chrome))
    assert (strings(page), abouts(page, "comment")) == ({"go": "Go $X$"}, ["A button"])
    transifex = {"a.b": {"string": "Go", "developer_comment": "now", "character_limit": 9}, "c": {"string": "x"}}
    page = read_as("json", json.dumps(transifex))
    assert (strings(page), abouts(page, "limit")) == ({"a.b": "Go", "c": "x"}, [9, None])
    assert len(read_as("json", json.dumps(chrome | {"title": {"text": "a"}})).entries) == 4


def test_bundles() -> None:
    page = read_as(
        "arb",
        '{"@@locale": "ja", "a": "{n, plural, other{日}}", "@a": {"description": "Days", "placeholders": {"n": {}}},'
        '\n"b": "",  "@b": 3}',
    )
    assert page.language == "ja"
    assert strings(page) == {"a": "{n, plural, other{日}}", "b": ""}
    assert abouts(page, "comment") == ["Days", None]
    assert read_as("arb", '{"a": "b"}', "lib/app_de.arb").language == "de"


def test_doubled_keys_are_told_with_both_lines() -> None:
    page = read_as("json", '{"a": "x",\n"b": {"c": "y"},\n"b": {"c": "z"}}')
    assert page.problems == ("“b.c” is there twice, in lines 2 and 3: programs take one and lose the other",)
    assert len(read_as("json", "{" + ", ".join(['"a": "x"'] * 99) + "}").problems) == 6


def test_lone_surrogates_become_one_replacement_character() -> None:
    assert strings(read_as("json", r'{"a": "x\ud800y", "b": "\ud83d\ude00"}')) == {"a": "x\ufffdy", "b": "😀"}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('{"a": "b"', "line 1, column 10, Expecting ',' delimiter"),
        ('{"a": "b",\n}', "column"),
        ('{"a": "b', "Unterminated string"),
        ("{'a': 1}", "line 1, column 2"),
        ('"a"', "it holds a single value, no keys"),
        ("{}", "it holds no texts"),
        ('{"a": [1, 2]}', "it holds no texts"),
        ('{"a":' * 200 + '"x"' + "}" * 200, "nested more than 100 levels deep"),
        ("[" * 200_000, "nested too deeply"),
        ("[" + "1" * 5000 + "]", "a number too long"),
    ],
)
def test_broken_files_say_where_and_why(text: str, reason: str) -> None:
    assert reason in refusal("json", text)
    refusal("arb", text)


VALUES = st.recursive(
    st.text(max_size=5) | st.none() | st.integers() | st.booleans(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for inner in inside for text in _texts(inner)]


@settings(deadline=None)
@given(st.dictionaries(st.text(max_size=3), VALUES), st.sampled_from([None, 1]), st.booleans())
def test_every_string_arrives(value: dict[str, object], indent: int | None, ascii_only: bool) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)
    if _texts(value):
        page = page_from_text(text, "x", "json")
        assert [page.text[slice(*entry.span)] for entry in page.entries] == _texts(value)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet='{}[]":, ab\\\n1', max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    for format in ("json", "arb"):
        with suppress(ReadError):
            page_from_text(text, "x", format)
