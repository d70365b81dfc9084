"""Shorthands of pair packs: forms, words that go together, what stands near by."""

from __future__ import annotations

from pathlib import Path

import pytest
import regex

from audit.packs import PackError, collocations, rows
from audit.packs.collocations import Edges, Forms, expanded, is_short, sought
from audit.packs.routes import Entry, Route
from audit.text.needles import Passages, written
from audit.text.traces import traces

TABLES = Path(collocations.__file__).parent / "pairs" / "forms"
DECISION = r"{nehmen} + (?:die|eine)\s+(Entscheidung(?:en)?)"
CALL_OFF = r"{ab|weg~rufen} + (?:Sitzung|Treffen)"
CLOTH = r"Fabrik(?:en)? & (?:Kleid(?:er)?|genäht)"
PLANT = r"Fabrik(?:en)? &! (?:Kleid(?:er)?|genäht)"
OPENING = "{machen} >1 auf"


def _found(pattern: str, text: str, edges: Edges = "both", language: str = "de") -> list[str]:
    route = Route("en", language, edges=edges, entries=(Entry("calque", "strong", pattern),))
    return [trace.text for trace in traces(Passages(text), route)]


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        (DECISION, "Sie nahm gestern eine Entscheidung.", "nahm gestern eine Entscheidung"),
        (DECISION, "Weil er „die Entscheidung“ nicht nehmen will.", "die Entscheidung“ nicht nehmen"),
        (DECISION, "Er nimmt 3,5 Tage vor der Wahl die Entscheidung.", "nimmt 3,5 Tage vor der Wahl die Entscheidung"),
        (DECISION, "Bevor sie die Entscheidung nicht genommen hat", "die Entscheidung nicht genommen"),
        (DECISION, "Die Entscheidung nahm ihm die Angst.", ""),
        (DECISION, "Weil die Entscheidung Angst nahm", ""),
        (DECISION, "Er nahm den Hut und traf die Entscheidung.", ""),
        (DECISION, "Er nahm ab, die Entscheidung fiel.", ""),
        (DECISION, "Er nahm an diesem sehr schönen und langen Tag die Entscheidung.", ""),
        (DECISION, "Er nahm die Entscheidungsträger mit.", ""),
        (CALL_OFF, "Er rief das Treffen am Montag ab.", "rief das Treffen am Montag ab"),
        (CALL_OFF, "Das Treffen rief er weg.", "Treffen rief er weg"),
        (CALL_OFF, "Die Sitzung wird abgerufen.", "Sitzung wird abgerufen"),
        (CALL_OFF, "Es half, die Sitzung abzurufen.", "Sitzung abzurufen"),
        (CALL_OFF, "Er rief zur Sitzung.", ""),
        (CLOTH, "Das Kleid ist aus Fabrik.", "Fabrik"),
        (CLOTH, "Aus Fabriken ist das Kleid.", "Fabriken"),
        (CLOTH, "Das Kleid sitzt. Die Fabrik brannte.", ""),
        (PLANT, "Die Fabrik brannte.", "Fabrik"),
        (PLANT, "Das Kleid ist aus Fabrik.", ""),
        (PLANT, "Die Fabrik näht ein Kleid.", ""),
        (OPENING, "Er machte es auf.", "machte es auf"),
        (OPENING, "Auf macht er es.", ""),
        (OPENING, "Er machte sich schnell auf.", ""),
        ("adressier{-te}", "Sie adressierten das Problem.", "adressierten"),
        ("hart{-e}", "Das war hart.", "hart"),
    ],
)
def test_parts_of_a_clause(pattern: str, text: str, expected: str) -> None:
    assert _found(pattern, text) == ([expected] if expected else [])


def test_without_blanks_characters_part_what_goes_together() -> None:
    assert _found("決定 +3 取る", "重要な決定を取る。決定をすぐ今取る", edges="none", language="ja") == ["決定を取る"]


def test_a_particle_may_follow_where_only_the_left_edge_counts() -> None:
    assert _found("결정 + 취하", "그 결정을 곧 취하였다", edges="left", language="ko") == ["결정을 곧 취하"]


def test_groups_have_one_number_in_every_order() -> None:
    entry = Entry("calque", "strong", DECISION, suggestion=r"traf die \1")
    route = Route("en", "de", entries=(entry,))
    found = [t.suggestions for t in traces(Passages("Nahm er die Entscheidung? Die Entscheidung zu nehmen!"), route)]
    assert found == [("Traf die Entscheidung",), ("Traf die Entscheidung",)]


@pytest.mark.parametrize(
    "pattern", ["{nonesuch} + Sinn", "{machen} + Sinn > auf", "{machen} +2 Sinn +3 auf", "x{-zzz}", "Haus & alt + neu"]
)
def test_what_is_not_listed_or_mixed_is_an_error(pattern: str) -> None:
    with pytest.raises(PackError):
        expanded(pattern, "de", "both")


@pytest.mark.parametrize("pattern", [r"a{2,3}\s+\p{Lu}\P{L}\N{BULLET}", "(?:a|b)+c", "a&b"])
def test_other_patterns_are_left_alone(pattern: str) -> None:
    assert not is_short(pattern)


def test_what_is_looked_for_is_held_by_all_parts_and_neighbours() -> None:
    assert written(sought(DECISION, "de")) == "entscheidung&&genommen||nahm||nehm||nimm||nähm"
    assert written(sought(CLOTH + " &! Werk", "de")) == "fabrik&&genäht||kleid"


@pytest.mark.parametrize("table", sorted(TABLES.glob("*.tsv")), ids=lambda table: table.stem)
def test_every_form_is_matched(table: Path) -> None:
    listed = list(rows(table, Forms))
    assert len({row.lemma for row in listed}) == len(listed)
    for lemma, forms in listed:
        if lemma in "|$_":
            continue
        pattern = regex.compile(f"(?:{expanded(f'{{{lemma}}}', table.stem, 'both')})", regex.V1)
        for form in forms.split():
            plain = "" if form == "-" else form
            assert regex.search(r"[^\w'’-]", plain) or pattern.fullmatch(plain), (lemma, form)
