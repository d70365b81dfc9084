"""Files as users have them: missing, empty, huge, binary, unreadable; folders and patterns."""

from __future__ import annotations

import io
import os
import sys
import tracemalloc
from pathlib import Path
from time import process_time

import pytest

from audit.read import FORMATS, ReadError, page_from_text, read, walk

WORDS = "The harbour opens in spring. The city answered the questions of its people.\n"


def _refused(path: Path | str, **how: object) -> str:
    with pytest.raises(ReadError) as refused:
        read(str(path), **how)  # type: ignore[arg-type]
    assert str(refused.value).startswith(f"{path}: ")
    assert "\n" not in str(refused.value)
    return refused.value.reason


def test_missing_files_are_named_with_the_nearest(tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text(WORDS)
    assert _refused(tmp_path / "artcle.txt") == f"does not exist; did you mean {tmp_path / 'article.txt'}?"
    assert _refused(tmp_path / "quite other") == "does not exist"
    assert "nor does the folder" in _refused(tmp_path / "no" / "file.txt")
    (tmp_path / "link.txt").symlink_to(tmp_path / "gone.txt")
    assert "link to a file that does not exist" in _refused(tmp_path / "link.txt")
    assert "is no path" in _refused("a" * 5000)


def test_folders_empty_and_large_files(tmp_path: Path) -> None:
    assert _refused(tmp_path) == "is a folder, not a file"
    for content in (b"", b"\n \t\r\n"):
        (tmp_path / "empty.txt").write_bytes(content)
        assert "is empty" in _refused(tmp_path / "empty.txt")
    with (tmp_path / "large.txt").open("wb") as file:
        file.truncate(100_000_000)
    assert "is larger than 50 MB" in _refused(tmp_path / "large.txt")
    assert "is larger than 0.0005 MB" in _refused(tmp_path / "large.txt", limit=500)


def test_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "secret.txt").write_text(WORDS)
    monkeypatch.setattr(os, "access", lambda path, mode: False)  # root may read everything
    assert "permission denied" in _refused(tmp_path / "secret.txt")
    [found] = walk([str(tmp_path)])
    assert isinstance(found, ReadError)
    assert "permission denied" in found.reason


@pytest.mark.parametrize("name", ["nul.txt", "nul.md", "nul.html"])
def test_nuls_are_refused_with_their_place(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(WORDS.encode() + b"and \0 more")
    assert f"at byte {len(WORDS) + 4} (line 2)" in _refused(tmp_path / name)


def test_a_line_of_a_megabyte_is_read(tmp_path: Path) -> None:
    (tmp_path / "line.txt").write_text(WORDS.strip() + " " + "word " * 210_000)
    page = read(str(tmp_path / "line.txt"))
    assert len(page.blocks) == 1
    assert page.problems == ()


@pytest.mark.parametrize(
    ("name", "content", "format"),
    [
        ("a.txt", "# no heading\n\n[a](http://b.c)", "text"),
        ("a.MD", WORDS, "markdown"),
        ("a.htm", WORDS, "html"),
        ("noname", WORDS, "text"),
        ("a.unknown", WORDS, "text"),
        ("noname", "<!DOCTYPE html>\n<p>words", "html"),
        ("noname", '<?xml version="1.0"?>\n<html><body>words', "html"),
        ("noname", "\n<!-- note -->\n<html>words", "html"),
        ("noname", "<p> is how a paragraph begins", "text"),
        ("noname", "# Title\n\nSee [this](http://a.b).\n", "markdown"),
        ("noname", "# 1 in the charts\n", "text"),
        ("noname", "---\ntitle: x\n---\n\n# Title\n", "markdown"),
    ],
)
def test_format_by_name_or_else_by_content(tmp_path: Path, name: str, content: str, format: str) -> None:
    (tmp_path / name).write_text(content)
    assert read(str(tmp_path / name)).format == format


def test_a_given_format_goes_before_name_and_content(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("<p>one</p>")
    assert read(str(tmp_path / "a.txt"), "html").text == "one"
    assert "broken Word document" in _refused(tmp_path / "a.txt", format="docx")


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    def give(data: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))

    give("会議は中止になったと市は発表した。".encode("cp932"))
    page = read("-")
    assert (page.path, page.encoding, page.text) == ("-", "cp932", "会議は中止になったと市は発表した。")
    give(b"<!doctype html><p>words</p>")
    assert (page := read("-")).format == "html"
    assert page.text == "words"
    give(b"")
    assert "is empty" in _refused("-")
    give(b"x" * 100)
    assert "is larger" in _refused("-", limit=99)


@pytest.mark.parametrize("format", [name for name, how in FORMATS.items() if not how.archive])
def test_no_format_crashes_on_nothing(format: str) -> None:
    assert page_from_text("", format=format).blocks == ()


def _found(*paths: Path | str) -> list[str]:
    return [found if isinstance(found, str) else f"! {found}" for found in walk([str(path) for path in paths])]


def _tree(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(WORDS)


def test_a_folder_gives_its_texts_in_order(tmp_path: Path) -> None:
    _tree(tmp_path, "b.txt", "a.md", "z/c.html", "d/e.txt", "d/a.bin", "README", "d/f.TXT", ".hidden.txt")
    assert _found(tmp_path) == [str(tmp_path / name) for name in ("a.md", "b.txt", "d/e.txt", "d/f.TXT", "z/c.html")]


def test_what_tools_made_is_passed_over(tmp_path: Path) -> None:
    _tree(tmp_path, ".git/a.txt", "node_modules/a.md", ".venv/a.txt", "v/pyvenv.cfg", "v/a.txt", "build/a.txt", "a.txt")
    (tmp_path / "c").mkdir()
    _tree(tmp_path, "c/CACHEDIR.TAG", "c/a.txt")
    assert _found(tmp_path) == [str(tmp_path / "a.txt")]
    assert _found(tmp_path / "build") == [str(tmp_path / "build/a.txt")]


def test_gitignore_is_obeyed_from_the_root_of_the_repository(tmp_path: Path) -> None:
    _tree(tmp_path, ".git/HEAD", "drafts/a.txt", "docs/a.txt", "docs/b.tmp.txt", "docs/keep.tmp.txt", "docs/in/c.txt")
    (tmp_path / ".gitignore").write_text("drafts/\n*.tmp.txt\n/docs/in\n")
    (tmp_path / "docs" / ".gitignore").write_text("!keep.tmp.txt\n")
    expected = [str(tmp_path / "docs" / name) for name in ("a.txt", "keep.tmp.txt")]
    assert _found(tmp_path) == expected
    assert _found(tmp_path / "docs") == expected
    assert _found(tmp_path / "drafts") == [str(tmp_path / "drafts/a.txt")]
    assert _found(tmp_path / "docs/b.tmp.txt") == [str(tmp_path / "docs/b.tmp.txt")]


def test_patterns(tmp_path: Path) -> None:
    _tree(tmp_path, "a.txt", "b.md", "x/c.txt", "x/y/d.txt", "x[1].txt")
    assert _found(tmp_path / "*.txt") == [str(tmp_path / "a.txt"), str(tmp_path / "x[1].txt")]
    assert _found(tmp_path / "**" / "*.txt")[-1] == str(tmp_path / "x[1].txt")
    assert len(_found(tmp_path / "**" / "*.txt")) == 4
    assert _found(tmp_path / "x?1].txt", tmp_path / "x[1].txt") == [str(tmp_path / "x[1].txt")]
    assert _found(tmp_path / "x*" / "y") == [str(tmp_path / "x/y/d.txt")]
    assert _found(tmp_path / "*.po") == [f"! {tmp_path / '*.po'}: no file matches this pattern"]


def test_every_problem_stands_in_its_place_and_hides_nothing(tmp_path: Path) -> None:
    _tree(tmp_path, "a.txt", "b.txt")
    (tmp_path / "none").mkdir()
    found = _found(tmp_path / "a.txt", tmp_path / "gone.txt", tmp_path / "none", "-", tmp_path / "b.txt", tmp_path)
    assert found[0] == str(tmp_path / "a.txt")
    assert found[1].startswith("! ")
    assert "holds no text to audit (looked for .txt" in found[2]
    assert found[3:] == ["-", str(tmp_path / "b.txt")]


def test_a_loop_of_links_ends(tmp_path: Path) -> None:
    _tree(tmp_path, "a/a.txt")
    (tmp_path / "a" / "loop").symlink_to(tmp_path, target_is_directory=True)
    assert _found(tmp_path) == [str(tmp_path / "a/a.txt")]


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_time_and_memory_are_linear_in_size(tmp_path: Path, name: str) -> None:
    paragraph = "<p>" * (name == "a.html") + WORDS.strip() * 8 + "\n\n"

    def seconds(times: int) -> float:
        (tmp_path / name).write_text(paragraph * times)
        start = process_time()
        read(str(tmp_path / name))
        return process_time() - start

    small, large = seconds(400), seconds(4000)
    assert large < 20 * small + 0.1
    tracemalloc.start()
    read(str(tmp_path / name))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 24 * (tmp_path / name).stat().st_size
