"""Going through findings: what saving writes, what it does not, and the screen in small and large terminals."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from rich.cells import cell_len

pytest.importorskip("textual", reason="the extra review is not installed")

from hypothesis import given
from hypothesis import strategies as st
from textual.pilot import Pilot
from textual.widgets import Input, OptionList

from audit.batch import Task
from audit.config import Settings, SettingsError, load, settings_for
from audit.review.allowing import allow, entry, settings_file
from audit.review.app import ReviewApp
from audit.review.dialogs import LeaveScreen, ReasonScreen, RuleScreen
from audit.review.lines import cells, wrapped
from audit.review.pane import TextPane
from audit.review.session import Accepted, Allowed, Opened, Session, opened

AUDIT = Path(sys.executable).parent / "audit"
JAPANESE = Path(__file__).parents[1] / "seeds" / "damaged" / "ja-broken-quotes.txt"
ENGLISH = "The harbour reopened,, after a winter of repairs.\n\nIt was the the first winter without ice in years.\n"
ARABIC = (
    "عاد القطار القديم إلى المدينة\n\nأعلنت البلدية يوم الاثنين عودة القطار القديم بعد عامين من الإصلاح ،، "
    "وقال رئيس البلدية إن العمل استغرق وقتا أطول.\n"
)
SIZES = [(60, 20), (120, 40)]


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A text with two findings, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "a.txt"
    path.write_text(ENGLISH, "utf-8")
    return path


def session(*paths: Path) -> Session:
    def task(path: str) -> Task:
        return Task(path, settings_for(path))

    files = [opened(task(str(path))) for path in paths]
    return Session([file for file in files if isinstance(file, Opened)], lambda old: task(old.path))


def rules(session: Session) -> list[str]:
    return [item.finding.rule for item in session.items]


def drive(
    session: Session, size: tuple[int, int], steps: Callable[[ReviewApp, Pilot[None]], Awaitable[None]]
) -> ReviewApp:
    """The app after ``steps``, in a terminal of ``size``."""
    app = ReviewApp(session)

    async def run() -> None:
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await steps(app, pilot)

    asyncio.run(run())
    return app


def screen(app: ReviewApp) -> list[str]:
    """The lines of the terminal."""
    return ["".join(segment.text for segment in line) for line in app.screen._compositor.render_strips()]


def test_saving_writes_what_was_accepted_and_allowed_and_nothing_else(file: Path) -> None:
    review = session(file)
    assert rules(review) == ["doubled-mark", "doubled-word"]
    mark, word = review.items
    assert review.accept(mark, ",") is None
    review.allow(word, 'a "quoted" reason\x7f')
    assert review.unsaved == 2
    assert file.read_text("utf-8") == ENGLISH
    assert not (file.parent / "audit.toml").exists()
    said = review.save()
    assert said == [f"{file}: 1 fix written", "audit.toml: 1 allowed"]
    assert file.read_text("utf-8") == ENGLISH.replace(",,", ",")
    stated = tomllib.loads((file.parent / "audit.toml").read_text("utf-8"))
    assert [(e["reason"], e["path"]) for e in stated["allow"]] == [('a "quoted" reason\x7f', "/a.txt")]
    assert (review.items, review.unsaved, review.undo()) == ([], 0, None)
    assert rules(session(file)) == []


def test_an_allowed_finding_beside_a_fix_stays_allowed(file: Path) -> None:
    file.write_text("The harbour reopened,, after the the winter of repairs had ended in May.\n", "utf-8")
    review = session(file)
    mark, word = review.items
    review.allow(word, "so said")
    review.accept(mark, ",")
    review.save()
    assert rules(session(file)) == []


def test_undo_takes_the_last_decision_back(file: Path) -> None:
    review = session(file)
    mark, word = review.items
    review.accept(mark, ",")
    review.skip(word)
    review.allow(word, "so said")
    assert review.undo() is word
    assert review.undo() is word
    assert word.decision is None
    assert isinstance(mark.decision, Accepted)
    assert review.undo() is mark
    assert review.unsaved == 0
    assert review.save() == []
    assert file.read_text("utf-8") == ENGLISH


def test_a_file_that_changed_meanwhile_is_not_overwritten(file: Path) -> None:
    review = session(file)
    review.accept(review.items[0], ",")
    changed = "Foreword.\n\n" + ENGLISH
    file.write_text(changed, "utf-8")
    (line,) = review.save()
    assert "not written: has changed" in line
    assert file.read_text("utf-8") == changed
    assert rules(review) == ["doubled-mark", "doubled-word"]


def test_what_could_not_be_written_stays_decided(file: Path) -> None:
    review = session(file)
    review.accept(review.items[0], ",")
    review.allow(review.items[1], "so said")
    file.chmod(0o444)
    first, second = review.save()
    assert "read-only" in first
    assert second == "audit.toml: 1 allowed"
    assert rules(review) == ["doubled-mark"]
    assert isinstance(review.items[0].decision, Accepted)
    file.chmod(0o644)
    assert review.save() == [f"{file}: 1 fix written"]


def test_two_suggestions_for_one_spot_are_refused(file: Path) -> None:
    review = session(file)
    mark, word = review.items
    review.accept(mark, ",")
    word.finding = mark.finding
    assert "meets what you accepted" in (review.accept(word, ";") or "")


def test_entries_go_to_the_nearest_settings_file_and_leave_it_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    project = tmp_path / "pyproject.toml"
    before = "[project]\r\nname = 'x'  # kept\r\n\r\n[tool.audit]\r\nfail-on = 'minor'\r\n\r\n[tool.other]\r\na = 1"
    project.write_bytes(before.encode())
    file = tmp_path / "texts" / "a b!.txt"
    file.write_text(ENGLISH, "utf-8")
    assert settings_file(file) == project
    allow(project, [entry(project, file, "abc", "so said")])
    allow(project, [entry(project, file, "def", "日本語\n")])
    assert project.read_bytes().startswith(before.encode() + b"\r\n\r\n[[tool.audit.allow]]\r\n")
    assert b"\n" not in project.read_bytes().replace(b"\r\n", b"")
    settings = load(project)
    assert settings is not None
    assert [(e.fingerprint, e.reason) for e in settings.allow] == [("abc", "so said"), ("def", "日本語\n")]
    from audit.config import matches

    assert matches(file, [settings.allow[0].path], settings.root)
    assert not matches(tmp_path / "a b!.txt", [settings.allow[0].path], settings.root)


def test_a_list_of_entries_cannot_be_added_to(tmp_path: Path) -> None:
    stated = tmp_path / "audit.toml"
    stated.write_text("allow = [{ fingerprint = 'x', reason = 'y' }]\n", "utf-8")
    with pytest.raises(SettingsError, match="as a list"):
        allow(stated, [entry(stated, tmp_path / "a.txt", "abc", "so said")])
    stated.write_text("allow = [\n", "utf-8")
    with pytest.raises(SettingsError, match="cannot be read as TOML"):
        allow(stated, [entry(stated, tmp_path / "a.txt", "abc", "so said")])
    assert stated.read_text("utf-8") == "allow = [\n"


@pytest.mark.parametrize("size", SIZES)
def test_keys_decide_and_only_saving_writes(file: Path, size: tuple[int, int]) -> None:
    async def steps(app: ReviewApp, pilot: Pilot[None]) -> None:
        await pilot.press("a")
        assert isinstance(app.session.items[0].decision, Accepted)
        assert app.current is app.session.items[1]
        await pilot.press("w")
        assert isinstance(app.screen, ReasonScreen)
        app.screen.query_one(Input).value = "so said"
        await pilot.press("enter")
        assert isinstance(app.session.items[1].decision, Allowed)
        await pilot.press("u")
        assert app.session.items[1].decision is None
        await pilot.press("1", "q")
        assert isinstance(app.screen, LeaveScreen)
        await pilot.press("escape")
        assert file.read_text("utf-8") == ENGLISH
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert file.read_text("utf-8") == ENGLISH.replace(",,", ",").replace("the the", "the")
        assert "Nothing is left" in "\n".join(screen(app))
        await pilot.press("q")

    app = drive(session(file), size, steps)
    assert app.said == [f"{file}: 2 fixes written"]
    assert app.return_code == 0


def test_leaving_can_drop_what_is_not_saved(file: Path) -> None:
    async def steps(app: ReviewApp, pilot: Pilot[None]) -> None:
        await pilot.press("a", "q", "d")

    drive(session(file), (80, 24), steps)
    assert file.read_text("utf-8") == ENGLISH


def test_leaving_can_save(file: Path) -> None:
    async def steps(app: ReviewApp, pilot: Pilot[None]) -> None:
        await pilot.press("a", "q", "s")
        await pilot.pause()

    drive(session(file), (80, 24), steps)
    assert file.read_text("utf-8") == ENGLISH.replace(",,", ",")


def test_an_empty_reason_allows_nothing_and_the_page_of_a_rule_opens(file: Path) -> None:
    async def steps(app: ReviewApp, pilot: Pilot[None]) -> None:
        await pilot.press("w", "space", "enter")
        assert isinstance(app.screen, ReasonScreen)
        await pilot.press("escape")
        await pilot.press("r")
        assert isinstance(app.screen, RuleScreen)
        assert "Why it matters" in "\n".join(screen(app))
        await pilot.press("escape", "n", "s", "9")
        assert app.current is app.session.items[0]

    drive(session(file), (100, 30), steps)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", ["ja.txt", "ar.txt"])
def test_the_current_finding_is_in_sight_and_every_line_fits(tmp_path: Path, name: str, size: tuple[int, int]) -> None:
    file = tmp_path / name
    if name == "ja.txt":
        shutil.copy(JAPANESE, file)
    else:
        file.write_text(ARABIC * 8, "utf-8")

    async def steps(app: ReviewApp, pilot: Pilot[None]) -> None:
        assert app.session.items
        for _ in app.session.items:
            item = app.current
            assert item is not None
            assert all(cell_len(line) == size[0] for line in screen(app))
            pane = app.query_one(TextPane)
            shown = [segment for y in range(pane.size.height) for segment in pane.render_line(y)]
            lit = "".join(s.text for s in shown if s.style and s.style.bgcolor and s.style.bold)
            assert lit.replace(" ", "") == item.finding.text.replace(" ", "")
            assert lit
            assert item.finding.rule in "\n".join(screen(app))
            await pilot.press("n")
            await pilot.pause()

    drive(session(file), size, steps)


def test_several_files_stand_below_their_names(file: Path) -> None:
    other = file.with_name("b.txt")
    other.write_text(ENGLISH, "utf-8")

    async def steps(app: ReviewApp, pilot: Pilot[None]) -> None:
        assert app.query_one(OptionList).option_count == 6
        await pilot.press("n", "n", "a", "ctrl+s")
        await pilot.pause()

    drive(session(file, other), (100, 30), steps)
    assert file.read_text("utf-8") == ENGLISH
    assert other.read_text("utf-8") == ENGLISH.replace(",,", ",")


def test_hostile_text_is_shown_and_not_obeyed(tmp_path: Path) -> None:
    file = tmp_path / "[red]a.txt"
    file.write_text("[bold]The harbour[/x] \x1b[2J reopened,, after a winter of repairs in the town.\n", "utf-8")

    async def steps(app: ReviewApp, pilot: Pilot[None]) -> None:
        text = "\n".join(screen(app))
        assert "[bold]The harbour[/x] \ufffd[2J reopened" in text
        assert "\x1b" not in text
        assert "[red]a.txt" in text

    drive(session(file), (120, 30), steps)


@given(st.text("ab 北京、。「」é\u0301\tعم\n", max_size=80), st.integers(2, 12))
def test_lines_hold_the_text_and_fit(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert "".join(text[slice(*line)] for line in lines) == text.replace("\n", "")
    for line in lines:
        assert cells(text[slice(*line)].rstrip()) <= width


def test_lines_break_between_words_and_not_before_marks() -> None:
    english = "The harbour reopened today"
    assert [english[slice(*line)] for line in wrapped(english, 12)] == ["The harbour ", "reopened ", "today"]
    japanese = "港は今日、「再開」した。"
    assert [japanese[slice(*line)] for line in wrapped(japanese, 8)] == ["港は今", "日、「再", "開」し", "た。"]


def test_without_a_terminal_or_findings_it_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ENGLISH, "utf-8")
    (tmp_path / "b.txt").write_text(ENGLISH.replace(",,", ",").replace("the the", "the"), "utf-8")

    def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        command = [AUDIT, "review", *arguments]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False, input="")

    assert "needs a terminal" in run("a.txt").stderr
    done = run("b.txt")
    assert (done.returncode, done.stdout) == (0, "nothing found that is new: there is nothing to review\n")
    assert run("-").returncode == 2
    assert run("gone.txt").returncode == 2


def test_without_the_extra_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from click.testing import CliRunner

    from audit.commands import review

    monkeypatch.setattr(review, "find_spec", lambda _: None)
    done = CliRunner().invoke(review.review, [str(tmp_path)])
    assert done.exit_code == 2
    assert "pip install 'translation-audit[review]'" in done.output


def test_settings_are_those_of_the_command_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ENGLISH, "utf-8")
    task = Task(str(tmp_path / "a.txt"), Settings(select=("doubled-word",)))
    file = opened(task)
    assert isinstance(file, Opened)
    assert rules(Session([file])) == ["doubled-word"]
