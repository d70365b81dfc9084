"""The HTML report as people use it: in Chromium, with the keyboard, in light and dark, on paper, on a telephone.

Skipped where no Chromium (``chromium`` or ``google-chrome`` on the path) or no Playwright is installed.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import html_pages as pages
import pytest
from test_report_html import HOSTILE, REPORTS, infested

from audit.assemble import text_document
from audit.model import Run
from audit.report import Options
from audit.report.html import render

playwright = pytest.importorskip("playwright.sync_api")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")
SCHEMES = ("light", "dark")


class Desk:
    """A browser, and what its pages complained about or asked for."""

    def __init__(self, browser: Any, folder: Path) -> None:
        self.browser, self.folder = browser, folder
        self.complaints: list[str] = []
        self.requests: list[str] = []

    def open(self, run: Run, width: int = 1280, scheme: str = "light", **context: Any) -> Any:
        path = self.folder / "report.html"
        path.write_text(render(run, Options()), "utf-8", newline="")
        made = self.browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, **context)
        page = made.new_page()
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self.requests.append(request.url))
        page.goto(path.as_uri())
        return page


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def desk(browser: Any, tmp_path: Path) -> Iterator[Desk]:
    opened = Desk(browser, tmp_path)
    yield opened
    for context in browser.contexts:
        context.close()


def focused(page: Any) -> str:
    return str(page.evaluate("document.activeElement.id"))


def seen(page: Any, selector: str) -> list[str]:
    """The ids of what is shown among the elements of a selector."""
    found = page.evaluate(
        "s => [...document.querySelectorAll(s)].filter(e => e.checkVisibility()).map(e => e.id)", selector
    )
    return [str(name) for name in found]


def in_sight(page: Any, selector: str) -> bool:
    box = page.locator(selector).bounding_box()
    return bool(box) and box["y"] + box["height"] > 0 and box["y"] < 800


def run(name: str) -> Run:
    if name in REPORTS:
        return pages.run(REPORTS[name]())
    return {"many": pages.many(5), "hostile": infested(" ".join(HOSTILE)), "nothing": pages.run()}[name]


@pytest.mark.parametrize("name", [*REPORTS, "many", "hostile", "nothing"])
def test_no_complaint_and_no_request(desk: Desk, name: str) -> None:
    page = desk.open(run(name))
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        for key in ("j", "Enter", "Escape", "k", "?", "Escape"):
            page.keyboard.press(key)
    assert desk.complaints == []
    assert len(desk.requests) == 1
    assert page.evaluate("document.documentElement.className") == "js"


def test_policy_stops_what_is_not_ours(desk: Desk) -> None:
    page = desk.open(run("overlapping"))
    page.evaluate("""() => {
        const script = document.createElement("script");
        script.textContent = "window.intruded = true";
        document.body.append(script);
        document.body.setAttribute("onclick", "window.intruded = true");
        document.body.click();
        const image = document.createElement("img");
        image.src = "data:image/gif;base64,R0lGODlhAQABAAAAACw=";
        document.body.append(image);
    }""")
    assert page.evaluate("window.intruded") is None
    assert sum("Content Security Policy" in line for line in desk.complaints) == 3


# -- keys -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["overlapping", "source", "container", "arabic"])
def test_keys_lead_through_all_findings_and_back(desk: Desk, name: str) -> None:
    page = desk.open(run(name))
    notes = seen(page, ".note")
    for key in ("j", "n", "ArrowRight", "ArrowDown"):
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")
        page.evaluate("scrollTo(0, 0)")
        visited = []
        for number in range(len(notes)):
            page.keyboard.press("j" if number == 0 else key)
            visited.append(focused(page))
            assert page.locator(".note[aria-current]").get_attribute("id") == visited[-1]
            assert in_sight(page, f"#{visited[-1]}")
            assert page.locator(f'mark.on[data-f~="{visited[-1]}"]').count()
        assert visited == notes
    for key in ("k", "p", "ArrowLeft", "ArrowUp"):
        page.keyboard.press("j")
        page.keyboard.press(key)
        assert focused(page) == notes[-2]
    assert page.locator("#shown").text_content() == f"{len(notes) - 1} of {len(notes)} findings"


def test_enter_and_escape_go_between_text_and_note(desk: Desk) -> None:
    page = desk.open(run("overlapping"))
    page.focus("#d1m1")
    assert page.locator("#d1f1").get_attribute("aria-current") == "true"
    page.keyboard.press("Enter")
    assert focused(page) == "d1f1"
    page.keyboard.press("Enter")
    details = page.locator("#d1f1 .more")
    assert details.evaluate("e => e.open")
    assert "Why it matters" in details.inner_text()
    assert "confidence\n0.91" in details.inner_text()
    page.keyboard.press("Escape")
    assert focused(page) == "d1m1"
    page.keyboard.press("Escape")
    assert page.locator("[aria-current]").count() == 0


def test_a_shared_mark_stays_with_the_finding_one_came_from(desk: Desk) -> None:
    document = text_document("A slip,, here.", "en")
    both = [pages.found(document, 6, 8, "major"), pages.found(document, 6, 8, rule="foreign-mark", code="PU04")]
    page = desk.open(pages.run(pages.report(document, both)))
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Escape")
    assert focused(page) == "d1m0"
    assert page.locator("[aria-current]").get_attribute("id") == "d1f1"
    page.keyboard.press("k")
    assert focused(page) == "d1f0"


def test_all_findings_are_reached_by_tab(desk: Desk) -> None:
    page = desk.open(run("overlapping"))
    reached = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("(document.activeElement.closest('.note') || {}).id"))
    assert set(seen(page, ".note")) <= reached


def test_down_scrolls_while_nothing_is_chosen(desk: Desk) -> None:
    page = desk.open(run("overlapping"))
    page.keyboard.press("ArrowDown")
    assert page.locator("[aria-current]").count() == 0


def test_letters_can_be_turned_off(desk: Desk) -> None:
    page = desk.open(run("overlapping"))
    page.keyboard.press("?")
    page.locator("#letters").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    assert page.locator("[aria-current]").count() == 0
    page.keyboard.press("ArrowRight")
    assert page.locator("[aria-current]").count() == 1


def test_a_pointer_over_one_lights_the_other(desk: Desk) -> None:
    page = desk.open(run("overlapping"))
    page.hover("#d1m1")
    assert "near" in page.locator("#d1f1").get_attribute("class")
    page.hover("#d1f3")
    assert "near" not in page.locator("#d1f1").get_attribute("class")
    assert "near" in page.locator('mark[data-f="d1f3"]').get_attribute("class")
    page.locator('mark[data-f="d1f3"] a').click()
    assert focused(page) == "d1f3"


# -- filters ----------------------------------------------------------------------------


def test_filters_hide_and_count(desk: Desk) -> None:
    page = desk.open(run("overlapping"))
    everything = seen(page, ".note")
    page.locator('input[value="critical"]').uncheck()
    assert seen(page, ".note") == [note for note in everything if note != "d1f0"]
    assert page.locator("#shown").text_content() == "6 findings (7 in all)"
    assert "off" in page.locator('mark[data-f="d1f0"]').first.get_attribute("class")
    assert page.locator('mark[data-f~="d1f1"]').get_attribute("class") == "minor"
    page.locator(".families summary").click()
    page.locator('input[value="fluency"]').uncheck()
    assert seen(page, ".note") == ["d1f1", "d1f3", "d1f4", "d1f5", "d1f6"]
    assert page.locator('mark[data-also="d1f2"]').evaluate("e => getComputedStyle(e).textDecorationLine") == "none"
    major = page.locator("label", has=page.locator('input[value="major"]')).locator(".number")
    assert major.text_content() == "2"
    page.locator('input[value="allowed"]').uncheck()
    assert major.text_content() == "1"
    page.locator('input[value="minor"]').uncheck()
    page.locator('input[value="major"]').uncheck()
    assert seen(page, ".note") == []
    page.keyboard.press("j")
    page.locator(".families summary").click()
    for value in ("fluency", "allowed", "minor", "major", "critical"):
        page.locator(f'input[value="{value}"]').check()
    assert seen(page, ".note") == everything
    assert page.locator("mark.off").count() == 0


def test_keys_pass_over_what_is_hidden(desk: Desk) -> None:
    page = desk.open(run("overlapping"))
    page.locator('input[value="minor"]').uncheck()
    page.locator("h1").click()
    visited = []
    for _ in range(4):
        page.keyboard.press("j")
        visited.append(focused(page))
    assert visited == ["d1f0", "d1f2", "d1f3", "d1f4"]


# -- everybody --------------------------------------------------------------------------


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
@pytest.mark.parametrize("name", ["overlapping", "source", "pivot", "arabic", "many"])
def test_axe_finds_nothing(desk: Desk, name: str, width: int, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    page = desk.open(run(name), width, scheme)
    page.evaluate("() => document.querySelectorAll('details').forEach(e => e.open = true)")
    page.keyboard.press("ArrowRight")
    found = axe.Axe().run(page).response
    assert len(found["passes"]) > 15
    assert [(one["id"], [node["html"] for node in one["nodes"]][:3]) for one in found["violations"]] == []


@pytest.mark.parametrize("name", ["overlapping", "source", "container", "pivot", "arabic", "many"])
def test_narrow_screens_scroll_one_way(desk: Desk, name: str) -> None:
    page = desk.open(run(name))
    for width in (320, 360, 820, 1100):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") == width
        read = page.locator(".text, .original, .note, .said, .fixes, h2, .badge, figcaption")
        assert max(read.evaluate_all("found => found.map(e => e.getBoundingClientRect().right)")) <= width


def test_text_runs_from_the_right_where_it_is_written_so(desk: Desk) -> None:
    page = desk.open(run("arabic"))
    block = page.locator(".text").first
    number = page.locator("mark a").first
    assert block.evaluate("e => getComputedStyle(e).direction") == "rtl"
    assert number.bounding_box()["x"] > block.bounding_box()["x"] + block.bounding_box()["width"] / 2


def test_paper_shows_everything_and_no_control(desk: Desk) -> None:
    page = desk.open(run("overlapping"), scheme="dark")
    page.locator('input[value="minor"]').uncheck()
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert len(seen(page, ".note")) == 7
    assert page.locator("mark.off").count() == 0
    assert seen(page, ".bar, button") == []
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    drawn = page.locator("mark[data-f]")
    styles = drawn.evaluate_all("found => found.map(e => getComputedStyle(e).textDecorationStyle)")
    assert {"dotted", "solid", "double"} <= set(styles)
    assert page.locator(".more dl").first.is_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    assert seen(page, ".note") == ["d1f0", "d1f2", "d1f3", "d1f4"]


def test_paper_has_pages(desk: Desk) -> None:
    assert desk.open(run("source")).pdf(format="A4").startswith(b"%PDF")


def test_without_script_links_still_lead(desk: Desk) -> None:
    page = desk.open(run("overlapping"), java_script_enabled=False)
    assert not page.locator(".bar").is_visible()
    page.locator('mark[data-f="d1f3"] a').click()
    assert page.url.endswith("#d1f3")
    assert in_sight(page, "#d1f3")


def test_a_megabyte_stays_usable(desk: Desk) -> None:
    article = pages.long(5600, every=4)
    assert len(article.reports[0].document.text) > 1_000_000
    page = desk.open(article)
    assert page.locator(".note").count() == 1400
    for key in ("j", "j", "j"):
        page.keyboard.press(key)
    assert focused(page) == "d1f2"
    milliseconds = page.evaluate("""() => {
        const began = performance.now();
        document.querySelector('input[value="minor"]').click();
        document.body.offsetHeight;
        document.querySelector('input[value="minor"]').click();
        document.body.offsetHeight;
        return performance.now() - began;
    }""")
    assert milliseconds < 5_000
    page.locator("#d1f1399 .back").focus()
    page.keyboard.press("j")
    assert focused(page) == "d1f1399"
    assert in_sight(page, "#d1f1399")
    assert desk.complaints == []
