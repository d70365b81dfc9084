"""The language packs as data: well formed, sourced, consistent, read without a network."""

from __future__ import annotations

import socket
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import fields
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import regex

import audit.packs
from audit.packs import TABLES, Ending, Pack, PackError, Pair, Phrase, Variants, chain, known, load

HOME = Path(audit.packs.__file__).parent
FOLDERS = sorted(folder.name for folder in HOME.iterdir() if (folder / "pack.toml").is_file())
LANGUAGES = [lang for lang in known() if "-" not in lang]
SLOT = regex.compile(r"\{[nxy]~?\}")
"""Where a kinship pattern expects a name."""
WORD_LISTS = ("function_words", "doubled_words", "dangling_words")
PROMISED = {
    *("ja", "ko", "zh-Hans", "zh-Hant", "en", "de", "fr", "es", "pt", "it", "nl"),
    *("pl", "ru", "uk", "cs", "tr", "ar", "he", "th", "vi", "id", "hi"),
}

every_folder = pytest.mark.parametrize("folder", FOLDERS)
every_language = pytest.mark.parametrize("lang", LANGUAGES)
every_pack = pytest.mark.parametrize("lang", known())


def tables(folder: str) -> Iterator[tuple[str, list[str]]]:
    """The tables of a folder: fact, lines."""
    for path in sorted((HOME / folder).glob("*.tsv")):
        yield path.stem, path.read_text("utf-8").splitlines()


def rows(lines: list[str]) -> list[list[str]]:
    """The cells below the header."""
    return [line.split("\t") for line in lines if line.strip() and not line.startswith("#")][1:]


def stated(folder: str) -> dict[str, Any]:
    return tomllib.loads((HOME / folder / "pack.toml").read_text("utf-8"))


def words_of(lang: str) -> Iterator[tuple[str, str]]:
    """(fact, word) for all words a pack lists."""
    for fact in WORD_LISTS:
        yield from ((fact, word) for word in getattr(load(lang), fact) or ())


def test_there_is_a_pack_for_every_language_we_promise() -> None:
    assert set(known()) >= PROMISED
    assert len(LANGUAGES) >= 22


def test_loading_takes_no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a pack asked for the network")

    monkeypatch.setattr(socket, "socket", refuse)
    load.cache_clear()
    for lang in (*known(), "und", "xx"):
        assert load(lang).lang == lang


@every_folder
def test_every_file_is_a_sheet_or_a_table_of_a_known_fact(folder: str) -> None:
    plain = {field.name for field in fields(Pack)} - {"lang"} - TABLES.keys()
    assert stated(folder).keys() <= plain
    for path in (HOME / folder).iterdir():
        assert path.name == "pack.toml" or (path.suffix == ".tsv" and path.stem in TABLES), path.name


@every_folder
def test_facts_have_the_types_they_are_declared_with(folder: str) -> None:
    types = {"tuple[str, ...] | None": list, "str | None": str, "bool | None": bool, "int | None": int}
    declared = {field.name: field.type for field in fields(Pack)}
    for fact, value in stated(folder).items():
        assert isinstance(value, types[str(declared[fact])]), fact
        if isinstance(value, list):
            assert all(isinstance(item, str) and item for item in value), fact


@every_folder
def test_a_comment_at_the_top_says_where_the_facts_come_from(folder: str) -> None:
    assert len((HOME / folder / "pack.toml").read_text("utf-8").splitlines()[0]) > 20
    for path in (HOME / folder).iterdir():
        assert path.read_text("utf-8").startswith("# "), path


@every_folder
def test_tables_hold_each_entry_once_under_their_header(folder: str) -> None:
    for fact, lines in tables(folder):
        header = next(line for line in lines if not line.startswith("#")).split("\t")
        assert header == list(TABLES[fact]._fields[: len(header)]), fact
        entries = [tuple(row) for row in rows(lines)]
        assert entries, f"{fact} is empty"
        assert len(entries) == len(set(entries)), f"{fact} repeats itself"
        assert all(cell == cell.strip() for row in entries for cell in row if fact != "kinship"), fact


@every_folder
def test_pairs_change_something_and_variants_vary(folder: str) -> None:
    for fact, lines in tables(folder):
        if TABLES[fact] is Pair:
            assert all(theirs != ours for theirs, ours, *_ in rows(lines)), fact
            assert len({row[0] for row in rows(lines)}) == len(rows(lines)), fact
        if TABLES[fact] is Variants:
            for forms in (row[0].split("|") for row in rows(lines)):
                assert len(set(forms)) == len(forms) >= 2, forms


@every_folder
def test_patterns_compile(folder: str) -> None:
    for fact, lines in tables(folder):
        if TABLES[fact] in (Phrase, Ending):
            for pattern, *_ in rows(lines):
                compiled = regex.compile(SLOT.sub(r"\\w+", pattern))
                assert not compiled.fullmatch(""), f"{fact}: {pattern} matches nothing at all"
                assert fact != "kinship" or len(set(SLOT.findall(pattern))) >= 2, pattern
    for pattern in stated(folder).get("continues", ()):
        regex.compile(pattern)


@every_folder
def test_foreign_marks_are_sorted_single_marks(folder: str) -> None:
    marks = [row for fact, lines in tables(folder) if fact == "foreign_marks" for row in rows(lines)]
    assert marks == sorted(marks)
    for theirs, ours in marks:
        assert len(theirs) == len(ours) == 1
        dotted_letters = "\N{HANGUL LETTER ARAEA}\N{HANGUL JUNGSEONG ARAEA}"  # typed for a dot in Korean
        assert unicodedata.category(theirs)[0] in "PS" or theirs in dotted_letters


@every_language
def test_a_language_says_what_every_rule_asks_for(lang: str) -> None:
    pack = load(lang)
    for fact in (
        *("name", "scripts", "right_to_left", "word_spaces", "cased", "end_marks", "quote_pairs", "apostrophes"),
        *("foreign_marks", "space_before", "decimal_mark", "group_marks", "function_words", "dangling_words"),
    ):
        assert getattr(pack, fact) is not None, fact
    assert len(pack.function_words or ()) >= 150


@every_pack
def test_scripts_are_names_unicode_knows(lang: str) -> None:
    for script in load(lang).scripts or ():
        regex.compile(rf"\p{{Script={script}}}")


@every_pack
def test_cased_and_direction_follow_the_script(lang: str) -> None:
    pack = load(lang)
    script = (pack.scripts or ("",))[0]
    assert pack.cased == (script in {"Latin", "Cyrillic", "Greek"})
    assert pack.right_to_left == (script in {"Arabic", "Hebrew"})


@every_pack
def test_marks_are_marks(lang: str) -> None:
    pack = load(lang)
    pairs = pack.quote_pairs or ()
    assert all(len(pair) == 2 for pair in pairs)
    assert len(pairs) == len(set(pairs))
    assert all(unicodedata.category(mark)[0] in "PS" for pair in pairs for mark in pair)
    assert all(len(mark) == 1 and unicodedata.category(mark)[0] == "P" for mark in pack.end_marks or ())
    assert pack.decimal_mark not in (pack.group_marks or ())


@every_pack
def test_no_own_mark_is_foreign_in_a_language_with_blanks(lang: str) -> None:
    pack = load(lang)
    own = {*(pack.end_marks or ()), *"".join(pack.quote_pairs or ()), *(pack.apostrophes or "")}
    foreign = {pair.theirs: pair.ours for pair in pack.foreign_marks or ()}
    assert not own & foreign.keys() or not pack.word_spaces
    assert not foreign.keys() & set(foreign.values())


@every_pack
def test_word_lists_are_sorted_and_say_each_word_once(lang: str) -> None:
    for fact in WORD_LISTS:
        words = list(getattr(load(lang), fact) or ())
        assert words == sorted(set(words)), fact


@every_pack
def test_words_are_lower_case_composed_and_without_blanks(lang: str) -> None:
    cased = load(lang).cased
    for fact, word in words_of(lang):
        assert word == unicodedata.normalize("NFC", word), (fact, word)
        assert not regex.search(r"\s", word), (fact, word)
        assert not cased or word == word.lower(), (fact, word)


@every_pack
def test_words_are_written_in_the_language_s_own_scripts(lang: str) -> None:
    """A Cyrillic а in a Latin list would never be found, and nobody would see it."""
    own = "".join(rf"\p{{Script={script}}}" for script in load(lang).scripts or ())
    letters = regex.compile(rf"[{own}\p{{Script=Inherited}}\p{{Script=Common}}\N{{ZERO WIDTH NON-JOINER}}]+")
    for fact, word in words_of(lang):
        assert letters.fullmatch(word), (fact, word)


def test_related_languages_have_words_of_their_own() -> None:
    """The nearest, Indonesian and Malay, share less than three in four grammatical words."""
    lists = {lang: set(load(lang).function_words or ()) for lang in LANGUAGES}
    for one, other in combinations(LANGUAGES, 2):
        shared = len(lists[one] & lists[other])
        assert shared < 0.75 * min(len(lists[one]), len(lists[other])), (one, other)


def test_chain_goes_from_root_to_the_full_tag() -> None:
    assert chain("zh-Hant-TW") == ["root", "zh", "zh-Hant", "zh-Hant-TW"]


def test_varieties_override_their_language_and_keep_the_rest() -> None:
    assert (load("zh-Hant").quote_pairs or ())[0] == "「」"
    assert (load("zh-Hans").quote_pairs or ())[0] == "“”"
    assert load("zh-Hant").end_marks == load("zh").end_marks
    assert "這個" in (load("zh-Hant").function_words or ())
    assert "這個" not in (load("zh-Hans").function_words or ())
    assert load("es-MX").decimal_mark == "." != load("es").decimal_mark
    assert load("fr-CA").space_before == (":", "»")
    assert load("fr-CA").function_words == load("fr").function_words


def test_a_tag_without_folder_gets_the_facts_of_its_nearest_ancestor() -> None:
    assert load("zh-Hant-HK").quote_pairs == load("zh-Hant").quote_pairs
    assert load("de-AT").end_marks == load("de").end_marks


@pytest.mark.parametrize("lang", ["und", "xx", "br"])
def test_of_an_unknown_language_nothing_is_known(lang: str) -> None:
    """The root pack states what holds anywhere: no name, no marks, no words of a language."""
    pack = load(lang)
    about_language = {field.name for field in fields(Pack)} - {"lang", "loan_phrases"}
    assert [fact for fact in sorted(about_language) if getattr(pack, fact) is not None] == []


def broken(home: Path, name: str, text: str) -> Path:
    (home / name).write_text(text, "utf-8")
    return home


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        ("pack.toml", 'end_mark = ["."]\n', "unknown facts"),
        ("pack.toml", "foreign_marks = []\n", "unknown facts"),
        ("foreign_marks.tsv", "their\tours\n,\t،\n", "unknown columns"),
        ("foreign_marks.tsv", "theirs\tours\n,\t،\tx\n", "3 cells under 2 columns"),
    ],
)
def test_a_pack_that_states_nonsense_is_refused(tmp_path: Path, name: str, text: str, complaint: str) -> None:
    with pytest.raises(PackError, match=complaint):
        audit.packs._stated(broken(tmp_path, name, text))


def test_comments_and_empty_lines_of_a_table_are_no_rows(tmp_path: Path) -> None:
    folder = broken(tmp_path, "foreign_marks.tsv", "# source\n\ntheirs\tours\n# a note\n,\t،\n\n")
    assert audit.packs._stated(folder)["foreign_marks"] == (Pair(",", "،"),)
