"""Two files of strings: paired by key or by time, what is missing on a side, strangers."""

from __future__ import annotations

import json

import pytest
from containers import abouts, pairs, read_as, strings

from audit.assemble import assemble
from audit.read import Page, ReadError
from audit.read.sources import can_pair, with_source


def both(format: str, target: str, source: str, ours: str = "de", theirs: str = "en") -> Page:
    page = with_source(read_as(format, target, f"{ours}.x"), read_as(format, source, f"{theirs}.x"))
    assert (page.language, page.source_language) == (ours, theirs)
    document = assemble(page)
    assert [(unit.source.text if unit.source else None, unit.target.text) for unit in document.units] == pairs(page)
    for entry, unit in zip(page.entries, document.units, strict=True):
        assert page.text[slice(*entry.span)] == unit.target.text
    return page


def js(format: str, target: object, source: object) -> Page:
    return both(format, json.dumps(target), json.dumps(source))


def test_by_key() -> None:
    page = js("json", {"a": {"x": "Ja"}, "new": "Neu", "e": ""}, {"e": "Empty", "a": {"x": "Yes"}, "gone": "Gone"})
    assert pairs(page) == [("Yes", "Ja"), (None, "Neu"), ("Empty", ""), ("Gone", "")]
    assert abouts(page, "state") == ["translated", "extra", "untranslated", "missing"]
    assert [page.layout.place(entry.span).unit for entry in page.entries] == ["a.x", "new", "e", "gone"]
    assert page.layout.place(page.entries[3].span)[:2] == (0, 0)


def test_the_language_above_everything_is_no_part_of_the_key() -> None:
    assert pairs(both("yaml", "de:\n  a: Ja\n", "en:\n  a: Yes\n")) == [("Yes", "Ja")]


def test_plural_forms_the_source_does_not_have() -> None:
    page = js(
        "json",
        {"day_one": "1", "day_few": "2", "day_other": "3"},
        {"day_one": "a day", "day_other": "{{count}} days"},
    )
    assert pairs(page) == [("a day", "1"), ("{{count}} days", "2"), ("{{count}} days", "3")]
    assert abouts(page, "plurals") == [("2", "3"), ("1", "3"), ("1", "2")]
    page = js("json", {"day_other": "日"}, {"day_one": "a day", "day_other": "days"})
    assert pairs(page) == [("days", "日")]
    page = js("json", {"x": "X"}, {"x": "Y", "day_one": "a day", "day_other": "days"})
    assert pairs(page) == [("Y", "X"), ("days", "")]


def test_variants_and_what_the_source_says() -> None:
    source = "# A greeting\nhi = Hello { $x }\n    .title = Title\nn = { $n ->\n    [one] one\n   *[other] many\n}\n"
    target = "hi = Hallo { $x }\nn = { $n ->\n    [one] eins\n    [few] paar\n   *[other] viele\n}\n"
    page = both("fluent", target, source)
    assert pairs(page) == [
        ("Hello { $x }", "Hallo { $x }"),
        ("one", "eins"),
        ("many", "paar"),
        ("many", "viele"),
        ("Title", ""),
    ]
    assert abouts(page, "comment")[0] == "A greeting"
    assert page.entries[0].source_protected == ((6, 12),)


ANDROID = '<resources><string name="a">{}</string></resources>'


@pytest.mark.parametrize(
    ("format", "target", "source"),
    [
        ("properties", "a=Ja\n", "a=Yes\n"),
        ("arb", '{"a": "Ja"}', '{"a": "Yes", "@a": {"description": "said"}}'),
        ("android", ANDROID.format("Ja"), ANDROID.format("Yes")),
        ("strings", '"a" = "Ja";', '"a" = "Yes";'),
        ("po", 'msgid "a"\nmsgstr "Ja"\n', 'msgid "a"\nmsgstr "Yes"\n'),
    ],
)
def test_every_format_with_keys(format: str, target: str, source: str) -> None:
    assert pairs(both(format, target, source)) == [("Yes", "Ja")]


def test_a_doubled_key_is_found_in_pairs_and_told_otherwise() -> None:
    page = read_as("json", '{"a": "x", "a": "y"}')
    assert len(page.problems) == 1
    assert with_source(page, read_as("json", '{"a": "z"}')).problems == ()


def test_strangers_are_refused() -> None:
    page, other = read_as("json", '{"a": "b"}', "a.json"), read_as("json", '{"c": "d"}', "c.json")
    with pytest.raises(ReadError, match=r"^c.json: is no source of a.json: they have no key in common$"):
        with_source(page, other)
    cue = read_as("srt", cues((1000, 2000, "A.")), "a.srt")
    with pytest.raises(ReadError, match="only one of them is a subtitle file"):
        with_source(page, cue)
    with pytest.raises(ReadError, match="no moment in common"):
        with_source(cue, read_as("srt", cues((5000, 6000, "A.")), "b.srt"))
    prose = read_as("pairs", "a\tb\n", "b.tsv")
    assert not can_pair(prose)
    with pytest.raises(ReadError, match=r"b\.tsv: holds no strings under keys or times"):
        with_source(page, prose)


def cues(*all_: tuple[int, int, str]) -> str:
    def clock(time: int) -> str:
        return f"{time // 3600000:02}:{time // 60000 % 60:02}:{time // 1000 % 60:02},{time % 1000:03}"

    return "\n".join(f"{n}\n{clock(a)} --> {clock(b)}\n{text}\n" for n, (a, b, text) in enumerate(all_, 1))


def test_by_time() -> None:
    page = both(
        "srt",
        cues(
            (1000, 2000, "Eins."),
            (2100, 3900, "Zwei <i>drei</i>."),
            (6000, 7000, "Vier,"),
            (7100, 8000, "ja."),
            (20000, 21000, "Neu."),
        ),
        cues(
            (900, 2050, "One."),
            (2100, 3000, "Two"),
            (3050, 4000, "<b>three</b>."),
            (6000, 8000, "Four, yes."),
            (12000, 13000, "Gone."),
        ),
    )
    assert pairs(page) == [
        ("One.", "Eins."),
        ("Two\n<b>three</b>.", "Zwei <i>drei</i>."),
        ("Four, yes.", "Vier,\nja."),
        ("Gone.", ""),
        (None, "Neu."),
    ]
    assert abouts(page, "state") == ["translated", "translated", "translated", "missing", "extra"]
    assert abouts(page, "end")[:3] == [2000, 3900, 8000]
    assert [page.layout.place(e.span).unit for e in page.entries][3] == "cue 5 at 0:00:12"
    assert page.entries[1].source_protected == ((4, 7), (12, 16))
    assert len(strings(read_as("srt", cues((0, 1, "A."))))) == 1


def test_another_film_is_refused() -> None:
    one = cues(*((n * 2000, n * 2000 + 900, "A.") for n in range(20)))
    other = cues((0, 900, "B."), *((n * 2000 + 1000, n * 2000 + 1900, "B.") for n in range(20)))
    with pytest.raises(ReadError, match="only 1 of 40 cues are shown at the same time"):
        both("srt", one, other)


def test_many_cues_take_little_time() -> None:
    cue = read_as("srt", cues((0, 3_000_000, "A."), *((n * 1000, n * 1000 + 900, f"{n}.") for n in range(3000))))
    assert len(with_source(cue, cue).entries) > 2000
