"""Sentence alignment: links, units, what two strangers give, and what happens without vectors."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from audit.annotate import align, likeness, vectors
from audit.annotate.align import aligned, related
from audit.annotate.band import rising, strip
from audit.assemble import text_document
from audit.cli import main
from audit.model import Document
from audit.text.lengths import deviation, expectation

SOURCE = """The old bridge was closed in March 2019. Engineers had found cracks in two of its pillars.
Since then a ferry has carried the workers of Halden across the river. It runs every 20 minutes and costs nothing.
The town expects 12 million euros from the state. A new bridge could open in 2027."""
TARGET = """Die alte Brücke wurde im März 2019 gesperrt. Ingenieure hatten Risse in zwei Pfeilern gefunden.
Seither bringt eine Fähre die Arbeiter von Halden über den Fluss. Sie fährt alle 20 Minuten und kostet nichts.
Die Stadt erwartet 12 Millionen Euro vom Land. Eine neue Brücke könnte 2027 eröffnet werden."""

needs_vectors = pytest.mark.skipif(not vectors.installed(), reason="the extra align is not installed")
Links = list[tuple[tuple[int, ...], tuple[int, ...]]]


@pytest.fixture(params=["vectors", "bare"])
def _way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """With vectors where they are installed, and without."""
    if request.param == "vectors" and not vectors.installed():
        pytest.skip("the extra align is not installed")
    if request.param == "bare":
        monkeypatch.setattr(align, "missing", lambda *_: "no sentence vectors")


def both(target: str = TARGET, source: str = SOURCE) -> Document:
    return aligned(text_document(target, "de"), text_document(source, "en"))


def links(document: Document) -> Links:
    assert document.alignment is not None
    return [(link.source, link.target) for link in document.alignment.links]


@pytest.mark.usefixtures("_way")
def test_sentences_one_by_one() -> None:
    assert links(both()) == [((n,), (n,)) for n in range(6)]


@pytest.mark.usefixtures("_way")
def test_a_dropped_sentence_is_a_link_without_target() -> None:
    dropped = TARGET.replace("Sie fährt alle 20 Minuten und kostet nichts.", "")
    assert ((3,), ()) in links(both(dropped))


@pytest.mark.usefixtures("_way")
def test_two_sentences_as_one() -> None:
    joined = TARGET.replace("gesperrt. Ingenieure hatten Risse in zwei Pfeilern gefunden", "gesperrt, nachdem "
                            "Ingenieure Risse in zwei Pfeilern gefunden hatten")  # fmt: skip
    document = both(joined)
    assert links(document)[0] == ((0, 1), (0,))
    first = document.units[0]
    assert first.source is not None
    assert (
        first.source.text
        == "The old bridge was closed in March 2019. Engineers had found cracks in two of its pillars."
    )


@pytest.mark.usefixtures("_way")
def test_units_lie_where_they_say() -> None:
    for unit in both().units:
        start = unit.target.start
        assert TARGET[start : start + len(unit.target.text)] == unit.target.text


@pytest.mark.usefixtures("_way")
def test_one_side_empty() -> None:
    document = both("")
    assert links(document) == [((n,), ()) for n in range(6)]
    assert not document.units


@needs_vectors
def test_sentences_that_changed_places_are_linked_crosswise() -> None:
    first, second = "Die alte Brücke wurde im März 2019 gesperrt.", "Ingenieure hatten Risse in zwei Pfeilern gefunden."
    document = both(TARGET.replace(f"{first} {second}", f"{second} {first}"))
    assert links(document)[:2] == [((1,), (0,)), ((0,), (1,))]


@needs_vectors
def test_strangers_have_no_units() -> None:
    document = both("Bienen überwintern in einer Traube. Im Frühling suchen sie Weiden. Ein Volk zählt viele Tiere.")
    assert document.alignment is not None
    assert not related(document.alignment)
    assert not document.units


def test_without_vectors_the_basis_says_so() -> None:
    document = aligned(
        text_document("Стару міст закрили в березні.", "uk"), text_document("The old bridge was closed.", "en")
    )
    assert document.alignment is not None
    assert "uk" in document.alignment.basis


def test_alignment_is_the_same_twice() -> None:
    assert both().alignment == both().alignment


def test_longest_rising_run() -> None:
    assert rising([(0, 5), (1, 1), (2, 2), (3, 0), (4, 3)]) == [(1, 1), (2, 2), (4, 3)]


def test_strip_holds_both_corners_and_grows_with_length_only() -> None:
    band = strip([(n, n) for n in range(1, 5000)], 5000, 5000)
    assert band[0][0] == 0
    assert band[-1][1] == 5000
    assert sum(high - low for low, high in band) < 12 * 5000


@pytest.mark.parametrize(("source", "target"), [("en", "ja"), ("ja", "ko"), ("zh-Hans", "de")])
def test_usual_length_deviates_by_nothing(source: str, target: str) -> None:
    pair = expectation(source, target)
    assert abs(deviation(100, 100 * pair.ratio, pair)) < 0.05
    assert deviation(100, 20 * pair.ratio, pair) < -4


@needs_vectors
def test_equal_texts_have_equal_vectors_in_any_company() -> None:
    alone = vectors.vectors(["The bridge was closed."])[0]
    among = vectors.vectors(["Something else.", "The bridge was closed.", "橋は閉鎖された。"])[1]
    assert abs(alone - among).max() < 1e-5


@needs_vectors
def test_known_vectors_are_taken_as_they_are() -> None:
    texts = ["Something else.", "The bridge was closed.", "Something else."]
    alone = vectors.vectors(texts)
    known = vectors.Known({"The bridge was closed.": 1}, -alone)
    again = vectors.vectors(texts, known)
    assert (again[1] == -alone[1]).all()
    assert abs(again[[0, 2]] - alone[[0, 2]]).max() < 1e-5


@needs_vectors
def test_vectors_of_aligned_sentences_serve_their_units() -> None:
    document = both()
    unknown = replace(document, notes={})
    near, anew = ([note.similarity for note in likeness.annotate(one).document] for one in (document, unknown))
    assert "vectors" in document.notes
    assert near == pytest.approx(anew, abs=1e-3)


@needs_vectors
def test_the_vector_of_all_parts_is_that_of_the_text() -> None:
    cut = ["The bridge was closed ", "because of the storm, ", "and a ferry carried us."]
    (found,) = vectors.parts([cut])
    whole = vectors.joint(found.sums.sum(axis=0)[None] + found.around, found.tokens.sum()[None] + 2)
    assert whole[0] @ vectors.vectors(["".join(cut)])[0] > 0.999


def test_compare_and_check(tmp_path: Path) -> None:
    source, target = tmp_path / "text.en.txt", tmp_path / "text.de.txt"
    source.write_text(SOURCE, "utf-8")
    target.write_text(TARGET.replace("Sie fährt alle 20 Minuten und kostet nichts.", ""), "utf-8")
    shown = CliRunner().invoke(main, ["compare", str(source), str(target), "--format", "json"])
    assert shown.exit_code == 0
    assert {"source": [3], "target": []}.items() <= json.loads(shown.stdout)["links"][3].items()
    checked = CliRunner().invoke(main, ["check", str(target), "--source", str(source), "-f", "json", "--select", "CV"])
    document = json.loads(checked.stdout)["documents"][0]
    assert document["source"] == str(source)
    assert [finding["rule"] for finding in document["findings"]] == ["omitted-sentence"]
    for width in ("40", "80", "160"):
        lines = CliRunner().invoke(main, ["compare", str(source), str(target), "--width", width]).stdout.splitlines()
        assert max(map(len, lines)) <= int(width)


def test_source_in_the_language_of_the_text_is_one_error(tmp_path: Path) -> None:
    one, other = tmp_path / "a.txt", tmp_path / "b.txt"
    one.write_text(SOURCE, "utf-8")
    other.write_text(SOURCE.replace("old", "older"), "utf-8")
    result = CliRunner().invoke(main, ["check", str(one), "--source", str(other)])
    assert result.exit_code == 2
    assert "is in English, as" in result.stderr


def test_the_report_says_how_much_of_the_source_is_there(tmp_path: Path) -> None:
    source, target = tmp_path / "text.en.txt", tmp_path / "text.de.txt"
    source.write_text(SOURCE, "utf-8")
    target.write_text(TARGET.replace("Sie fährt alle 20 Minuten und kostet nichts.", ""), "utf-8")
    arguments = ["check", str(target), "--source", str(source), "--select", "CV,NU,NA"]
    found = json.loads(CliRunner().invoke(main, [*arguments, "-f", "json"]).stdout)["documents"][0]["alignment"]
    assert found["coverage"]["missing"] == ["It runs every 20 minutes and costs nothing."]
    assert 0.8 < found["coverage"]["share"] < 0.95
    likenesses = [link["similarity"] for link in found["links"] if link["source"] and link["target"]]
    assert all((likeness is not None) == vectors.installed() for likeness in likenesses)
    shown = CliRunner().invoke(main, arguments).stdout
    assert "of the source text" in shown
    assert "missing: It runs every 20 minutes" in shown


def test_lost_parts_lower_coverage_in_a_container_too(tmp_path: Path) -> None:
    pairs = tmp_path / "pairs.tsv"
    pairs.write_text("The harbour is closed.\tDer Hafen ist geschlossen.\nThe ferry runs again.\t\n", "utf-8")
    arguments = ["check", str(pairs), "--language", "de", "-f", "json", "--select", "CV"]
    found = json.loads(CliRunner().invoke(main, arguments).stdout)["documents"][0]["alignment"]
    assert found["coverage"]["missing"] == ["The ferry runs again."]
    assert 0.4 < found["coverage"]["share"] < 0.6
