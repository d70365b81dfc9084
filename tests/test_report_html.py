"""The HTML report as a parser of another house reads it: nothing lost, nothing added, nothing let in."""

from __future__ import annotations

import subprocess
import sys
import time
from base64 import b64encode
from collections import Counter
from dataclasses import replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import html5lib
import html_pages as pages
import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.assemble import text_document
from audit.batch import Task, audit_files
from audit.config import Settings
from audit.model import Comparison, Failure, Far, Finding, Metric, Report, Run, Silence
from audit.report import FORMATS, Options, renderer
from audit.report.html import assets, body, render
from audit.report.html.characters import in_html, runs
from audit.report.html.guide import guide
from audit.report.html.rows import rows
from audit.rule import catalogue

PACKAGE = Path(render.__code__.co_filename).parent
REPORTS = {
    "overlapping": pages.overlapping, "source": pages.beside_source, "container": pages.container,
    "pivot": pages.through_korean, "arabic": pages.arabic,
}  # fmt: skip


def parsed(page: str) -> Any:
    """The page as an lxml tree; fails where the standard calls something an error.

    Carriage returns are let pass: only as references, an error that is repaired alike everywhere, do they stay.
    """
    parser = html5lib.HTMLParser(html5lib.getTreeBuilder("lxml"), namespaceHTMLElements=False)
    tree = parser.parse(page).getroot()
    assert [error for error in parser.errors if error[2].get("charAsInt") != ord("\r")] == []
    return tree


def shown(run: Run) -> Any:
    """The page without its style and script, which take longest to parse."""
    return parsed(f"<!DOCTYPE html><title>audit</title>{body(run)}")


@cache
def tree(name: str) -> Any:
    return parsed(render(pages.run(REPORTS[name]()), Options()))


def classed(root: Any, name: str) -> list[Any]:
    return root.xpath(f"//*[contains(concat(' ', @class, ' '), ' {name} ')]")


def words(element: Any) -> str:
    return "".join(element.itertext())


def article(root: Any) -> str:
    """All text of the document, as it stands in the page."""
    return "".join(map(words, classed(root, "text")))


def pieces(root: Any, attribute: str, number: int) -> list[Any]:
    """The highlighted pieces of a finding of the first document."""
    return [mark for mark in root.iter("mark") if f"d1f{number}" in mark.get(attribute, "").split()]


def before(root: Any, mark: Any) -> int:
    """Characters of the document in front of a mark."""
    count = 0
    for block in classed(root, "text"):
        for element in block.iter():
            if element is mark:
                return count
            count += len(element.text or "")
            for above in _closing(element, block):
                count += len(above.tail or "")
    raise AssertionError("not in the text")


def _closing(element: Any, block: Any) -> list[Any]:
    """The elements that end where ``element``, having no children, ends."""
    found = []
    while len(element) == 0 or found:
        if element is block:
            break
        found.append(element)
        if element.getnext() is not None:
            break
        element = element.getparent()
    return found


def check(report: Report) -> None:
    """The text is whole, and every finding is drawn on exactly its span."""
    root = shown(pages.run(report))
    text = report.document.text
    assert article(root) == in_html(text)
    for number, finding in enumerate(report.findings):
        drawn = pieces(root, "data-f", number)
        assert "".join(map(words, drawn)) == in_html(text[slice(*finding.span)])
        assert before(root, drawn[0]) == finding.span.start
        assert len(classed(root, "note")) == len(report.findings)


# -- what is in the text ----------------------------------------------------------------


@pytest.mark.parametrize("name", REPORTS)
def test_text_whole_and_spans_exact(name: str) -> None:
    check(REPORTS[name]())


@pytest.mark.parametrize("name", ["fr-page.html", "en-content-farm.md", "ko-scraped-page.txt", "ja-legacy-sjis.txt"])
def test_specimens_as_they_are_found(name: str) -> None:
    run = audit_files([Task(str(Path(__file__).parents[1] / "seeds" / "damaged" / name), Settings())])
    assert run.reports[0].findings
    check(run.reports[0])


_ANY = st.text(
    st.one_of(
        st.sampled_from(
            "ab é漢字ア。「」🙂\u0301\n\n\r\t<>&'\"؟ا\u202e\u2066\u2069\x00\x1b\x85\ufeff\u200b\u200c\ufffe"
        ),
        st.characters(exclude_categories=()),
    ),
    max_size=60,
)
_SPANS = st.lists(
    st.tuples(st.integers(0, 60), st.integers(0, 60), st.sampled_from(["minor", "major", "critical"])), max_size=8
)


@settings(deadline=None)
@given(text=_ANY, spans=_SPANS)
def test_any_text_and_any_spans(text: str, spans: list[tuple[int, int, str]]) -> None:
    document = text_document(text, "en")
    within = ((*sorted((min(one, len(text)), min(other, len(text)))), severity) for one, other, severity in spans)
    findings = [pages.found(document, start, end, severity) for start, end, severity in within]
    check(pages.report(document, sorted(findings, key=lambda finding: finding.span)))


def test_further_places_of_a_finding_are_drawn_too() -> None:
    further = pieces(tree("overlapping"), "data-also", 2)
    assert [words(mark) for mark in further] == ["ferry"]


def test_places_in_files_with_entities_are_found_again(tmp_path: Path) -> None:
    from audit.assemble import assemble
    from audit.read import read

    path = tmp_path / "page.html"
    path.write_text(
        "<html><body><p>Salt &amp; pepper &amp; oil,, twice. Salt &amp; vinegar.</p></body></html>", "utf-8"
    )
    document = assemble(read(str(path), None), "en")
    at = [found.start() for found in regex.finditer("&", document.text)]
    related = tuple(document.layout.place(pages.Span(n, n + 1)) for n in at[1:])
    root = shown(pages.run(pages.report(document, [pages.found(document, at[0], at[0] + 1, related=related)])))
    further = pieces(root, "data-also", 0)
    assert [before(root, mark) for mark in further] == at[1:]
    assert {words(mark) for mark in further} == {"&"}


def test_numbers_in_the_text_lead_to_the_notes_and_back() -> None:
    root = tree("overlapping")
    ids = Counter(root.xpath("//@id"))
    assert set(ids.values()) == {1}
    for link in root.xpath("//@href"):
        assert link.startswith("#")
        assert link[1:] in ids
    for described in root.xpath("//@aria-describedby | //@aria-labelledby"):
        assert set(described.split()) <= set(ids)
    for note in classed(root, "note"):
        assert words(note.find("a")) == str(int(note.get("id").rpartition("f")[2]) + 1)


def test_gravest_severity_colours_what_several_share() -> None:
    doubled = pieces(tree("overlapping"), "data-f", 1)
    assert [set(mark.get("class").split()) for mark in doubled] == [{"critical", "nested"}]


def test_settled_findings_are_muted_and_count_for_nothing() -> None:
    root = tree("overlapping")
    muted = {note.get("data-status") for note in classed(root, "note") if "muted" in note.get("class")}
    assert muted == {"allowed", "baselined"}
    assert words(classed(root, "tally")[0]).split()[:6] == ["1", "critical", "2", "major", "2", "minor"]


# -- beside the text --------------------------------------------------------------------


def test_source_and_translation_stand_row_by_row() -> None:
    root = tree("source")
    seen = []
    for row in classed(root, "row"):
        kind = set(row.get("class").split()) & {"linked", "doubtful", "missing", "extra"}
        seen.append((*kind, words(row.find("div[1]")).split()[:2], words(row.findall("div")[1]).strip()[-4:]))
    assert [row[0] for row in seen] == ["linked", "linked", "missing", "linked", "linked", "extra", "missing"]
    assert seen[1][1:] == (["The", "mayor"], "述べた。")
    assert seen[2][1] == ["She", "thanked"]
    assert "4 of 6 source sentences are in the translation, 2 missing, 1 extra" in words(root.find(".//figcaption"))


def test_what_is_missing_is_marked_where_the_source_has_it() -> None:
    (gap,) = pieces(tree("source"), "data-f", 1)
    row = next(above for above in gap.iterancestors() if "row" in above.get("class", "").split())
    assert "missing" in row.get("class")
    assert "She thanked" in words(row)


def test_empty_strings_of_a_container_are_told_apart() -> None:
    rows_ = {words(row.find("div/p")): words(row) for row in classed(tree("container"), "row")}
    assert list(rows_) == ["open", "save", "all", "cancel"]
    assert ["translation is empty" in said for said in rows_.values()] == [False, True, True, False]


@given(st.data())
@settings(deadline=None, max_examples=30)
def test_rows_cover_any_aligned_document(data: st.DataObject) -> None:
    base = pages.beside_source().document
    ours, theirs = len(list(base.segments)), 6
    target, source, links = 0, 0, []
    while target < ours or source < theirs:
        step = data.draw(st.tuples(st.integers(0, 2), st.integers(0, 2)).filter(any))
        links.append(pages.Link(
            tuple(range(source, min(source + step[0], theirs))), tuple(range(target, min(target + step[1], ours))), 0.7
        ))  # fmt: skip
        source, target = min(source + step[0], theirs), min(target + step[1], ours)
    document = replace(base, alignment=pages.Alignment(0.7, tuple(k for k in links if k.source or k.target), "lengths"))
    assert "".join(document.text[row.start : row.end] for row in rows(document)) == document.text
    assert sum(len(row.source or ()) for row in rows(document)) == theirs
    check(pages.report(document, pages.beside_source().findings))


def test_evidence_names_word_script_reading_meaning_and_suggestion() -> None:
    first = classed(tree("pivot"), "evidence")[0].find(".//tbody/tr")
    assert [" ".join(words(cell).split()) for cell in first] == [
        "量子", "양자 兩者 yangja · Korean, Hangul", "both sides one word", "両者",
    ]  # fmt: skip
    assert first.find("td/b").get("lang") == "ko"
    assert "via Korean · confidence 0.97 · 2 distinct traces" in words(classed(tree("pivot"), "lineage")[0])


def test_languages_and_directions() -> None:
    assert {(p.get("lang"), p.get("dir")) for p in classed(tree("arabic"), "text")} == {("ar", "rtl")}
    assert {(p.get("lang"), p.get("dir")) for p in classed(tree("source"), "original")} == {("en", "ltr")}
    assert {(ins.get("lang"), ins.get("dir")) for ins in tree("arabic").iter("ins")} == {("ar", "rtl")}
    unknown = shown(pages.run(pages.report(text_document("Saluton", "und"))))
    assert {(p.get("lang"), p.get("dir")) for p in classed(unknown, "text")} == {("", "auto")}


def test_every_rule_has_its_page() -> None:
    assert len(catalogue().rules) > 100
    for rule in catalogue().rules:
        page = guide(rule.name, rule.code, rule.category)
        assert page.claim == rule.claim
        assert [section.title for section in page.sections if section.title][:2] == ["Why it matters", "Example"]
        example = next(section for section in page.sections if section.title == "Example")
        assert any(words.role == "marked" for block in example.blocks for words in block.words), rule.name
        assert {block.kind for block in example.blocks} <= {"case", "origin", "p"}, rule.name
        said = "".join(w.text for section in page.sections for block in section.blocks for w in block.words)
        told = regex.sub(
            r"^## .*|^```.*|^[\w>-]+: (?=.*⟦)|⟦|⟧|\|\|\|[^|\n]*=.*", "", rule.help.partition("\n")[2], flags=regex.M
        )
        assert [word for word in regex.findall(r"\w{4,}", told) if word not in said] == [], rule.name


def test_a_rule_nobody_knows_is_no_failure() -> None:
    document = text_document("A slip,, here.", "en")
    root = shown(pages.run(pages.report(document, [pages.found(document, 6, 8, rule="own-rule", code="ZZ99")])))
    assert "Nothing more is known" in words(root.xpath("//*[@id='rule-own-rule']")[0])


def test_files_that_failed_and_many_files() -> None:
    root = shown(pages.many(100))
    assert len(root.findall(".//article")) == 100
    assert len(root.findall(".//nav//tbody/tr")) == 100
    assert "gone.txt could not be audited: does not exist" in words(classed(root, "troubles")[0])
    assert "1 matches no finding" in words(classed(root, "troubles")[0])
    assert "100 files" in words(classed(root, "summary")[0])


def test_nothing_to_show() -> None:
    assert "No file was audited" in words(shown(pages.run()))
    assert "nothing found" in words(shown(pages.run(pages.report(text_document("", "en")))))


# -- what is kept out -------------------------------------------------------------------

HOSTILE = [
    "<script>alert(1)</script>", "</p></main><img src=x onerror=alert(1)>", '" onmouseover="alert(1)', "' autofocus='",
    "]]><svg onload=alert(1)>", "<!-- ", "--> <b>", "{{ 7 * 7 }}{% raw %}", "&lt;b&gt;&#0;&notin;",
    "\x00\x08\x1b[31m\x7f\x9b",
    "\u202eevil\u202c\u2066open", "javascript:alert(1)", "</style><style>*{display:none}", "</title><script>",
    "\ud800\ufffe\ufeff",
]  # fmt: skip


_TEETH = regex.compile(r"[<>&\"'{}%\p{C}]")


def infested(bad: str) -> Run:
    document = text_document(f"Before {bad} after.\n\n{bad}", "en", f"news/{bad}.txt")
    source = text_document(f"Source {bad}.", "de", bad)
    finding = Finding(
        pages.Span(7, 7 + len(bad)), "own-rule", "PU03", bad, "major", f"“{bad}” {bad}", bad,
        document.layout.place(pages.Span(7, 7))._replace(unit=bad), (bad, ""), 0.5,
        {bad: bad, "through": f"{bad} ({bad})", "language": bad, "meaning": bad, "reason": bad, "set": {bad}},
        (), bad,
    )  # fmt: skip
    document = replace(
        document, source=source, units=tuple(document.segments),
        alignment=pages.Alignment(0.5, (pages.Link((0,), (0,), 0.9),), bad),
    )  # fmt: skip
    metric = Metric(bad, 1.0, None, None, bad)
    report = pages.report(
        document, [finding], unjudged=(Silence(bad, bad, 1),), problems=(bad,),
        origin=pages.Origin(pages.Lineage("ko", 0.9, ()), None, bad),
        reference=Comparison(bad, "string", 1, (metric,), (Far(1, 2.0, bad, bad),)),
    )  # fmt: skip
    return pages.run(report, failures=(Failure(bad, bad),), stale=(bad,), signature=bad)


def _skeleton(root: Any) -> list[tuple[str, list[str]]]:
    """Elements and the names of their attributes; what is written in them aside."""
    own = [element for element in root.iter() if element.get("class") != "unseen"]
    return [(str(element.tag), sorted(element.attrib)) for element in own]


@pytest.mark.parametrize("bad", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_text(bad: str) -> None:
    page = render(infested(bad), Options())
    root = parsed(page)
    assert _skeleton(root) == _skeleton(parsed(render(infested(_TEETH.sub("x", bad)), Options())))
    assert not [name for element in root.iter() for name in element.attrib if name.startswith(("on", "style", "src"))]
    assert not regex.search(r"[\p{Cc}\p{Cs}--[\n\t]]", page, regex.V1)
    assert article(root) == in_html(infested(bad).reports[0].document.text)


def test_what_reorders_text_is_alone_in_an_element_of_its_own() -> None:
    page = render(infested("a\u202eb\u2067c\u2069d\u202c"), Options())
    bare = regex.sub(r'<span class="unseen"[^<>]*>.</span>', "", page)
    assert not regex.search("[\u202a-\u202e\u2066-\u2069]", bare)
    labels = [span.get("data-label") for span in classed(parsed(page), "unseen")]
    assert labels == ["RLO", "RLI", "PDI", "PDF"] * 2


def test_joiners_that_languages_are_written_with_stay() -> None:
    text = "می\N{ZERO WIDTH NON-JOINER}روم و क्\N{ZERO WIDTH JOINER}ष"
    assert [run.label for run in runs(text)] == [""]


def test_line_ends_are_kept() -> None:
    text = "One.\r\n\r\nTwo\rthree.\n"
    assert article(shown(pages.run(pages.report(text_document(text, "en"))))) == text


def test_policy_admits_this_style_and_this_script_and_nothing_else() -> None:
    root = tree("overlapping")
    (policy,) = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    said = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert said["default-src"] == said["base-uri"] == said["form-action"] == "'none'"
    for tag, directive in (("style", "style-src"), ("script", "script-src")):
        (element,) = root.iter(tag)
        digest = b64encode(sha256(element.text.encode()).digest()).decode()
        assert said[directive] == f"'sha256-{digest}'"
    assert set(said) == {"default-src", "style-src", "script-src", "base-uri", "form-action"}
    assert not root.xpath("//link | //img | //iframe | //object | //embed | //base | //@src | //@style")


def test_templates_escape_all_they_are_given() -> None:
    for path in PACKAGE.glob("*.html"):
        assert not regex.search(r"\|\s*safe|autoescape|Markup", path.read_text("utf-8")), path.name
    assert not regex.search(r"innerHTML|outerHTML|insertAdjacent|document\.write|eval\(|Function\(", assets().script)
    for text in assets()[:2]:
        assert "</" not in text
        assert "http" not in text


def test_body_alone_for_a_page_of_someone_else() -> None:
    found = body(pages.run(pages.overlapping()))
    assert found in render(pages.run(pages.overlapping()), Options())
    assert "<html" not in found
    assert "<script" not in found


# -- what it costs ----------------------------------------------------------------------


def test_same_run_same_bytes() -> None:
    assert "html" in FORMATS
    once, again = (renderer("html").render(pages.run(pages.overlapping()), Options()) for _ in range(2))
    assert once == again


def test_loaded_by_those_who_want_it_alone() -> None:
    code = "import sys, audit.report.terminal, audit.report.json; sys.exit('jinja2' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_time_grows_with_the_text() -> None:
    """Four times the text and findings take about four times as long."""
    seconds = {}
    for paragraphs in (150, 600):
        run = pages.long(paragraphs)
        render(run, Options())
        seconds[paragraphs] = min(_timed(run) for _ in range(3))
    assert seconds[600] < 8 * seconds[150]


def _timed(run: Run) -> float:
    began = time.process_time()
    render(run, Options())
    return time.process_time() - began
