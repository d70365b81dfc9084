"""Edits of a text: several rounds as one, and the bytes of a file with edits in them."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.edits import Edit, applied, carried, disjoint, joined, results
from audit.model import Span
from audit.report.difference import unified
from audit.rewrite import RewriteError, can_hold, replace_file, rewritten

_WRITTEN = {
    "utf-8": "Ein Haus am Meer. 北京の冬。 😀\n",
    "utf-16-le": "Ein Haus am Meer. 北京の冬。 😀\n",
    "utf-16-be": "Ein Haus am Meer. 北京の冬。 😀\n",
    "cp932": "北京の冬は寒い。ｶﾅと①。\n",
    "euc_jp": "北京の冬は寒い。ｶﾅ。\n",
    "iso2022_jp": "北京の冬は寒い。abc。\n",
    "cp949": "서울의 겨울은 춥다.\n",
    "gb18030": "北京的冬天很冷。😀\n",
    "big5hkscs": "臺北的冬天不冷。\n",
    "cp1250": "Příliš žluťoučký kůň.\n",
    "cp1251": "Зимой здесь холодно.\n",
    "cp1252": "L’été à la mer – enfin.\n",
    "cp1253": "Ο χειμώνας εδώ.\n",
    "cp1254": "Kış burada soğuk.\n",
    "cp1255": "החורף כאן קר.\n",
    "cp1256": "الشتاء هنا بارد.\n",
    "cp1257": "Žiema čia šalta.\n",
    "cp1258": "Mùa đông.\n",
    "cp874": "ฤดูหนาวที่นี่.\n",
    "koi8_r": "Зимой здесь холодно.\n",
}
_BOM = {"utf-8": "\ufeff".encode(), "utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}


@st.composite
def edited(draw: st.DrawFn, alphabet: str = "ab、\n") -> tuple[str, list[Edit]]:
    """A text and some edits of it."""
    text = draw(st.text(alphabet, max_size=30))
    places = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(lambda ends: Span(*sorted(ends)))
    edits = draw(st.lists(st.builds(Edit, places, st.text(alphabet + "XY", max_size=3)), max_size=6))
    return text, disjoint(edits)


@given(edited())
def test_edits_do_not_meet_and_stand_where_they_are_said_to(case: tuple[str, list[Edit]]) -> None:
    text, edits = case
    assert all(one.span.end < other.span.start for one, other in pairwise(edits))
    after = applied(text, edits)
    assert [after[slice(*span)] for span in results(edits)] == [edit.replacement for edit in edits]


@given(edited(), st.data())
def test_a_span_is_carried_with_what_it_holds(case: tuple[str, list[Edit]], data: st.DataObject) -> None:
    text, edits = case
    span = Span(*sorted((data.draw(st.integers(0, len(text))), data.draw(st.integers(0, len(text))))))
    now = carried(edits, span)
    after = applied(text, edits)
    assert 0 <= now.start <= now.end <= len(after)
    if not any(edit.span.overlaps(span) for edit in edits):
        assert after[slice(*now)] == text[slice(*span)]
    for edit, result in zip(edits, results(edits), strict=True):
        if edit.span.overlaps(span):
            assert now.start <= result.start <= result.end <= now.end


@given(edited(), st.data())
def test_two_rounds_are_one(case: tuple[str, list[Edit]], data: st.DataObject) -> None:
    text, first = case
    middle = applied(text, first)
    places = st.tuples(st.integers(0, len(middle)), st.integers(0, len(middle))).map(lambda ends: Span(*sorted(ends)))
    second = disjoint(data.draw(st.lists(st.builds(Edit, places, st.text("abZ", max_size=3)), max_size=5)))
    both = joined(text, first, second)
    assert applied(text, both) == applied(middle, second)
    assert all(one.span.end <= other.span.start for one, other in pairwise(both))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", _WRITTEN)
def test_what_is_not_edited_stays_byte_for_byte(encoding: str, end: str) -> None:
    line = _WRITTEN[encoding]
    text = (line * 3).replace("\n", end)
    for mark in {b"", _BOM.get(encoding, b"")}:
        data = mark + text.encode(encoding)
        at = text.index(line[2:4])
        kept = mark + text[:at].encode(encoding), text[at + 1 :].encode(encoding)
        assert rewritten(data, encoding, text, []) == data
        new = rewritten(data, encoding, text, [Edit(Span(at, at + 1), "")])
        assert new.decode(encoding).lstrip("\ufeff") == text[:at] + text[at + 1 :]
        if encoding != "iso2022_jp":
            assert new == b"".join(kept)


def test_bytes_that_python_would_write_otherwise_stay() -> None:
    data = "番号は".encode("cp932") + b"\xed\x40\xfa\x5c" + "で、 す。".encode("cp932")
    text = data.decode("cp932")
    assert text.encode("cp932") != data
    at = text.index(" ")
    assert rewritten(data, "cp932", text, [Edit(Span(at, at + 1), "。")]) == data.replace(b" ", "。".encode("cp932"))


def test_what_cannot_be_kept_is_refused() -> None:
    with pytest.raises(RewriteError, match="not valid cp932"):
        rewritten(b"abc\x81\x20 d", "cp932", "abc\ufffd  d", [Edit(Span(0, 1), "")])
    with pytest.raises(RewriteError, match="empty"):
        rewritten(b"abc", "utf-8", "abc", [Edit(Span(0, 3), "")])
    assert not can_hold("cp1252", "\N{NARROW NO-BREAK SPACE}")
    assert not can_hold("cp932", "〜")
    assert can_hold("cp932", "～")


def test_a_file_is_replaced_with_its_mode_and_through_links(tmp_path: Path) -> None:
    real, link = tmp_path / "real.txt", tmp_path / "link.txt"
    real.write_bytes(b"before")
    real.chmod(0o640)
    link.symlink_to(real)
    replace_file(str(link), b"before", b"after")
    assert link.is_symlink()
    assert real.read_bytes() == b"after"
    assert real.stat().st_mode & 0o777 == 0o640
    assert sorted(tmp_path.iterdir()) == [link, real]


def test_a_file_that_changed_or_is_read_only_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"other")
    with pytest.raises(RewriteError, match="has changed"):
        replace_file(str(file), b"before", b"after")
    file.chmod(0o444)
    with pytest.raises(RewriteError, match="read-only"):
        replace_file(str(file), b"other", b"after")
    assert file.read_bytes() == b"other"
    with pytest.raises(RewriteError, match="cannot be written"):
        replace_file(str(tmp_path / "gone.txt"), b"", b"after")
    assert list(tmp_path.iterdir()) == [file]


def test_a_write_that_fails_leaves_the_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"before")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(RewriteError, match="No space left"):
        replace_file(str(file), b"before", b"after")
    assert file.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [file]


def test_a_difference_can_be_taken_by_patch(tmp_path: Path) -> None:
    import subprocess

    before, after = "eins\r\nzwei\r\ndrei\nvier", "eins\r\nZwei\r\ndrei\nvier."
    (tmp_path / "a.txt").write_bytes(before.encode())
    difference = unified("a.txt", before, after)
    subprocess.run(["patch", "--binary", "-p0"], cwd=tmp_path, input=difference.encode(), check=True)
    assert (tmp_path / "a.txt").read_bytes() == after.encode()
    assert unified("a.txt", before, before) == ""


def test_a_difference_for_eyes_shows_what_cannot_be_seen() -> None:
    shown = unified("a.txt", "a\u200bb\x1b[2J\n", "ab\x1b[2J\n", color=True)
    assert "\x1b[7m\ufffd\x1b[27m" in shown
    assert "\x1b[2J" not in shown
    plain = re.sub(r"\x1b\[\d+m", "", shown)
    assert "-a\ufffdb\ufffd[2J\n+ab\ufffd[2J\n" in plain
