"""Glossaries: what they say, and what is said of bad ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from audit.annotate.terms import GLOSSARY, annotate
from audit.assemble import paired_document
from audit.cli import main
from audit.model import Document, Term
from audit.packs import load
from audit.read.glossary import parse_glossary, read_glossary
from audit.read.page import ReadError
from audit.text.terms import is_rendered, occurrences

TBX = """<?xml version="1.0"?>
<martif type="TBX"><text><body><termEntry id="1">
<langSet xml:lang="en-US"><tig><term>inbox</term></tig></langSet>
<langSet xml:lang="ja"><tig><term>受信トレイ</term></tig>
<tig><term>郵便受け</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig></langSet>
</termEntry></body></text></martif>
"""


def test_a_table_has_variants_status_note_and_condition() -> None:
    head = "source;target;status;note;condition\n"
    rows = "bank;Ufer|Böschung;Preferred;geography;river|lake\nBlue Harbor;;do-not-translate\n"
    first, second = parse_glossary("terms.csv", head + rows)
    assert first == Term(("bank",), ("Ufer", "Böschung"), "required", "geography", ("river", "lake"), 2)
    assert (second.source, second.status, second.line) == (("Blue Harbor",), "keep", 3)


def test_toml_says_the_same() -> None:
    (term,) = parse_glossary("terms.toml", '[[term]]\nsource = ["inbox", "in-tray"]\ntarget = "Posteingang"\n')
    assert term.source == ("inbox", "in-tray")
    assert term.target == ("Posteingang",)


def test_tbx_is_read_for_the_languages_of_the_document() -> None:
    terms = tuple(parse_glossary("terms.tbx", TBX))
    document = paired_document([("Open the inbox.", "受信トレイを開く。")], "ja", "en")
    kept = annotate(_with(document, terms)).document
    assert [(term.status, term.target) for term in kept] == [
        ("required", ("受信トレイ",)),
        ("forbidden", ("郵便受け",)),
    ]
    french = paired_document([("Open the inbox.", "Ouvrez la boîte.")], "fr", "en")
    assert annotate(_with(french, terms)).document == ()


def _with(document: Document, terms: tuple[Term, ...]) -> Document:
    from dataclasses import replace

    return replace(document, notes={GLOSSARY: terms})


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.csv", "surce,target\nx,y\n", "the first row has to name the columns"),
        ("a.csv", "source,target,stats\nx,y,z\n", "unknown column “stats”"),
        ("a.csv", "source,target,status\nx,y,maybe\n", "line 2: unknown status “maybe”"),
        ("a.csv", "source,target\nx,\n", "line 2: “x” has no target"),
        ("a.csv", "source,target\n,y\n", "line 2: a term needs a source"),
        ("a.csv", "source,target\nx,y,z\n", "line 2: 3 cells where the first row has 2"),
        ("a.csv", "source,target\n", "holds no terms"),
        ("a.toml", "[[term]\n", "is no TOML"),
        ("a.toml", '[[term]]\nsorce = "x"\n', "term 1: has to be a table"),
        ("a.tbx", "<martif><text>", "line"),
        ("a.tbx", '<!DOCTYPE martif [<!ENTITY x SYSTEM "file:///etc/passwd">]><martif/>', "is external"),
    ],
)
def test_a_bad_glossary_is_refused_with_its_place(tmp_path: Path, name: str, text: str, said: str) -> None:
    file = tmp_path / name
    file.write_text(text, "utf-8")
    with pytest.raises(ReadError, match=said):
        read_glossary(str(file))
    page = tmp_path / "page.txt"
    page.write_text("One sentence is here.\n", "utf-8")
    assert CliRunner().invoke(main, ["check", str(page), "--glossary", str(file)]).exit_code == 2


def test_a_settings_file_names_it_from_its_folder(tmp_path: Path) -> None:
    (tmp_path / "audit.toml").write_text('glossary = "terms.csv"\n', "utf-8")
    (tmp_path / "terms.csv").write_text("source,target,status\n,Handheld,forbidden\n", "utf-8")
    page = tmp_path / "page.txt"
    page.write_text("Das Handheld liegt auf dem Tisch.\n", "utf-8")
    result = CliRunner().invoke(main, ["check", str(page), "-l", "de", "--select", "TE"])
    assert "forbidden-term" in result.output


@pytest.mark.parametrize(
    ("term", "text", "language", "found"),
    [
        ("inbox", "two Inboxes", "en", ["Inboxes"]),
        ("cat", "a category", "en", []),
        ("IT", "it is IT", "en", ["IT"]),
        ("сервер", "на серверах", "ru", ["серверах"]),
        ("受信トレイ", "受信トレイを開く", "ja", ["受信トレイ"]),
        ("서버", "서버에서", "ko", ["서버"]),
    ],
)
def test_terms_inflect_and_stay_words(term: str, text: str, language: str, found: list[str]) -> None:
    assert [text[slice(*span)] for span in occurrences(term, text, load(language))] == found


def test_a_compound_renders_a_term() -> None:
    assert is_rendered("Server", "im Serverraum", load("de"))
    assert not is_rendered("Server", "im Rechnerraum", load("de"))
