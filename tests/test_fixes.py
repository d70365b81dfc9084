"""Fixes: each removes its finding and brings no other; what they do is done once and for all."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import regex
from cases import Case, cases_of

from audit import batch
from audit.batch import Task, audit_file
from audit.config import Settings
from audit.fixes import Fixed, fixed
from audit.model import Document, Hit, Report, Span
from audit.rule import Rule, catalogue

AUDIT = Path(sys.executable).parent / "audit"
DAMAGED = Path(__file__).parents[1] / "seeds" / "damaged"
SPACED = "Der Hafen bleibt zu , sagte die Stadt am Montag.\n"
CLEAN = "Der Hafen bleibt zu, sagte die Stadt am Montag.\n"


def audit(folder: Path, *arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run the command in a folder."""
    return subprocess.run([AUDIT, *arguments], cwd=folder, input=stdin, capture_output=True, check=False)


def said(done: subprocess.CompletedProcess[bytes]) -> str:
    return done.stderr.decode()


def mended(path: Path, *, unsafe: bool = False, **settings: object) -> Fixed:
    result = fixed(Task(str(path), Settings(cache=False, **settings)), unsafe)  # type: ignore[arg-type]
    assert isinstance(result, Fixed)
    return result


def _firing() -> Iterator[object]:
    for rule in catalogue().rules:
        for case in cases_of(rule) if rule.fixable else ():
            plain = not case.source_language and not case.source and "\0" not in case.text
            if case.section in ("fires", "example") and plain:
                yield pytest.param(rule, case, id=f"{rule.name}-{case.id}")


@pytest.mark.parametrize(("rule", "case"), list(_firing()))
def test_a_fix_removes_its_finding_and_adds_none(rule: Rule, case: Case, tmp_path: Path) -> None:
    file = tmp_path / "case.txt"
    file.write_bytes(case.text.encode())
    first = audit_file(Task(str(file), Settings(language=case.language, cache=False), "text"))
    assert isinstance(first, Report)
    before = Counter(finding.rule for finding in first.findings)
    after = mended(file, unsafe=True, language=case.language)
    assert before[rule.name]
    assert after.left == ()
    assert not [finding for finding in after.report.findings if finding.rule == rule.name and finding.suggestions]
    assert not Counter(finding.rule for finding in after.report.findings) - before


def test_every_safe_fix_is_shown_by_a_case() -> None:
    shown = {param.values[0].name for param in _firing()}  # type: ignore[attr-defined]
    assert {rule.name for rule in catalogue().rules if rule.fixable} - shown <= {"changed-edge-space"}


@pytest.mark.parametrize("unsafe", [(), ("--unsafe-fixes",)], ids=["safe", "unsafe"])
def test_the_second_time_nothing_changes_in_any_specimen(unsafe: tuple[str, ...], tmp_path: Path) -> None:
    shutil.copytree(DAMAGED, tmp_path / "texts")
    files = sorted((tmp_path / "texts").iterdir())
    original = {file: file.read_bytes() for file in files}
    assert audit(tmp_path, "check", "--diff", "texts", *unsafe).stdout.count(b"\n--- ") >= 15
    assert {file: file.read_bytes() for file in files} == original
    audit(tmp_path, "check", "--fix", "texts", *unsafe)
    once = {file: (file.read_bytes(), file.stat().st_mtime_ns) for file in files}
    done = audit(tmp_path, "check", "--fix", "texts", *unsafe)
    assert b": fixed" not in done.stderr
    assert {file: (file.read_bytes(), file.stat().st_mtime_ns) for file in files} == once
    again = audit(tmp_path, "check", "--diff", "texts", *unsafe)
    assert (again.returncode, again.stdout) == (0, b"")
    assert sum(once[file][0] != original[file] for file in files) >= 15


def test_a_difference_shows_what_a_fix_writes(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(SPACED, "utf-8")
    done = audit(tmp_path, "check", "--diff", "a.txt")
    assert done.returncode == 1
    assert done.stdout.decode() == f"--- a.txt\n+++ a.txt\n@@ -1 +1 @@\n-{SPACED}+{CLEAN}"
    assert "would fix 1 place in 1 file" in said(done)
    assert file.read_text("utf-8") == SPACED
    done = audit(tmp_path, "check", "--fix", "a.txt")
    assert (done.returncode, said(done)) == (0, "audit: fixed 1 place in 1 file\n")
    assert "nothing found" in done.stdout.decode()
    assert file.read_text("utf-8") == CLEAN


def test_standard_input_comes_back_fixed_and_else_as_it_was(tmp_path: Path) -> None:
    done = audit(tmp_path, "check", "--fix", "-", stdin=SPACED.replace("\n", "\r\n").encode("utf-16"))
    assert done.stdout == CLEAN.replace("\n", "\r\n").encode("utf-16")
    assert "PUBLISH" in said(done)
    clean = b"\xef\xbb\xbf" + CLEAN.encode()
    assert audit(tmp_path, "check", "--fix", "-", stdin=clean).stdout == clean
    assert b"+Der Hafen bleibt zu, sagte" in audit(tmp_path, "check", "--diff", "-", stdin=SPACED.encode()).stdout


@pytest.mark.parametrize(
    ("text", "encoding", "wrong", "right"),
    [
        ("駅前の時計塔が修理される。針は冬から止まっていた。\r\n職人の ﾄｹｲが鳴る。\r\n", "cp932", " ﾄｹｲ", "トケイ"),
        ("駅前の時計塔が修理される。針は冬から止まっていた。\n鐘の 音は遠くまで届く。\n", "euc_jp", " ", ""),
        ("시계탑은 내년 봄에 다시 종을 울린다.. 수리는 석 달이 걸렸다.\n", "cp949", "..", "."),
        ("委员会昨天通过了新的预算。。下周公布，市民可以在网上查看。\n", "gb18030", "。。", "。"),
        ("委員會昨天通過了新的預算。。下週公布，市民可以在網上查看。\n", "big5hkscs", "。。", "。"),
        ("La salle rouvrira en été,, après des travaux à l’étage.\r\n", "cp1252", ",,", ","),
        ("Городской совет вчера утвердил,, новый план развития порта.\n", "cp1251", ",,", ","),
        (SPACED, "utf-16", " ,", ","),
        (SPACED, "utf-8-sig", " ,", ","),
    ],
)
def test_encodings_marks_and_line_ends_stay(tmp_path: Path, text: str, encoding: str, wrong: str, right: str) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(text.encode(encoding))
    assert audit(tmp_path, "check", "--fix", "a.txt").returncode in (0, 1)
    assert file.read_bytes() == text.replace(wrong, right).encode(encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp932"])
def test_a_file_without_findings_is_not_touched(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "a.txt"
    data = "駅前の時計塔が修理される。針は冬から止まっていた。\r\n鐘の音は遠くまで届く。\r町は静かだ。\n".encode(
        encoding
    )
    file.write_bytes(data)
    state = file.stat()
    audit(tmp_path, "check", "--fix", "a.txt")
    assert file.read_bytes() == data
    assert (file.stat().st_mtime_ns, file.stat().st_ino) == (state.st_mtime_ns, state.st_ino)


def test_what_the_encoding_does_not_have_stays(tmp_path: Path) -> None:
    text = (
        "Qui vient ? Personne ne vient cet été. Pourquoi ? Il pleut : la route est fermée.\n"
        "Que faire ? Attendre ! Et après? On verra : rien ne presse.\n"
    )
    file = tmp_path / "a.txt"
    file.write_bytes(text.encode("cp1252"))
    done = audit(tmp_path, "check", "--fix", "a.txt", "--select", "missing-space-before-mark")
    assert "cannot be written in cp1252" in said(done)
    assert file.read_bytes() == text.encode("cp1252")
    page = tmp_path / "a.html"
    page.write_bytes(f'<meta charset="windows-1252"><p lang="fr">{text}</p>'.encode("cp1252"))
    audit(tmp_path, "check", "--fix", "a.html", "--select", "missing-space-before-mark")
    assert b"Et apr\xe8s&#8239;? On verra" in page.read_bytes()


def test_html_is_fixed_between_its_tags(tmp_path: Path) -> None:
    body = "<p>Der <b>Hafen</b> bleibt{} sagte die Stadt &amp; der Rat am Montag{}</p><p>Es folgt mehr&nbsp;Text.</p>"
    file = tmp_path / "a.html"
    file.write_text(f'<html lang="de">\r\n{body.format(" ,", ",,")}</html>', "utf-8", newline="")
    audit(tmp_path, "check", "--fix", "a.html")
    assert file.read_bytes().decode() == f'<html lang="de">\r\n{body.format(",", ",")}</html>'


def test_an_invisible_character_written_as_a_reference_is_fixed(tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    file.write_text('<html lang="de"><p>Der Ha&#8203;fen bleibt heute zu, sagte die Stadt.</p></html>', "utf-8")
    audit(tmp_path, "check", "--fix", "a.html", "--select", "EN")
    assert "<p>Der Hafen bleibt" in file.read_text("utf-8")


def test_markdown_keeps_its_markup(tmp_path: Path) -> None:
    text = (
        "# Hafen\n\nDer *Hafen* bleibt{} sagte die [Stadt](https://example.org/a,,b) am Montag.\n\n```\na ,, b\n```\n"
    )
    file = tmp_path / "a.md"
    file.write_text(text.format(" ,"), "utf-8")
    audit(tmp_path, "check", "--fix", "a.md")
    assert file.read_text("utf-8") == text.format(",")


def test_containers_are_not_rewritten_and_that_is_said(tmp_path: Path) -> None:
    text = 'msgid ""\nmsgstr "Language: de\\n"\n\nmsgid "The end."\nmsgstr "Der Hafen bleibt zu,, sagt er."\n'
    (tmp_path / "a.po").write_text(text, "utf-8")
    done = audit(tmp_path, "check", "--fix", "a.po")
    assert "po files are not rewritten" in said(done)
    assert (tmp_path / "a.po").read_text("utf-8") == text


def test_what_is_known_is_not_fixed(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text(
        f"<!-- audit allow space-before-mark: verse -->\n\n{SPACED}\n{SPACED.replace('Hafen', 'Markt')}", "utf-8"
    )
    audit(tmp_path, "check", "--fix", "a.md")
    assert file.read_text("utf-8").endswith(f"-->\n\n{SPACED}\n{CLEAN.replace('Hafen', 'Markt')}")


def test_a_copied_block_goes_on_request_only(tmp_path: Path) -> None:
    lines = (
        "The council voted on Tuesday to reopen the tram line along the river, closed since the flood of 2021.\n"
        "Repairs took longer than planned because two bridges had to be replaced first.\n"
        "Shop owners had complained for months that customers were staying away from the old town.\n"
    )
    file = tmp_path / "a.txt"
    file.write_text(lines * 2, "utf-8")
    done = audit(tmp_path, "check", "--fix", "a.txt")
    assert "1 finding more with --unsafe-fixes" in said(done)
    assert file.read_text("utf-8") == lines * 2
    audit(tmp_path, "check", "--fix", "--unsafe-fixes", "a.txt")
    assert file.read_text("utf-8").strip() == lines.strip()


def test_a_read_only_file_is_an_error_and_stays(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(SPACED, "utf-8")
    file.chmod(0o444)
    (tmp_path / "b.txt").write_text(SPACED, "utf-8")
    done = audit(tmp_path, "check", "--fix", "a.txt", "b.txt")
    assert done.returncode == 2
    assert "a.txt: not fixed: is read-only" in said(done)
    assert file.read_text("utf-8") == SPACED
    assert (tmp_path / "b.txt").read_text("utf-8") == CLEAN


def test_a_file_named_twice_is_fixed_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SPACED, "utf-8")
    (tmp_path / "b.txt").symlink_to("a.txt")
    done = audit(tmp_path, "check", "--fix", "a.txt", "b.txt", "--jobs", "2")
    assert (done.returncode, said(done)) == (0, "audit: fixed 1 place in 1 file\n")
    assert (tmp_path / "b.txt").is_symlink()


@pytest.mark.parametrize(
    "arguments", [("--unsafe-fixes",), ("--diff", "--format", "json"), ("--diff", "--output", "report.txt")]
)
def test_what_makes_no_sense_is_refused(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    (tmp_path / "a.txt").write_text(SPACED, "utf-8")
    assert audit(tmp_path, "check", "a.txt", *arguments).returncode == 2


def _rule(name: str, pattern: str, suggestion: str, **about: object) -> Rule:
    """A rule that finds ``pattern``, under the name of a real one that is fixable."""

    def check(document: Document) -> Iterator[Hit]:
        for found in regex.finditer(pattern, document.text):
            yield Hit(Span(*found.span()), {}, (suggestion,))

    real = catalogue().by_name[name]
    return replace(real, check=check, scope="document", needs=frozenset(), facts=frozenset(), message="x", **about)  # type: ignore[arg-type]


def _with_rules(monkeypatch: pytest.MonkeyPatch, *rules: Rule) -> None:
    monkeypatch.setattr(batch, "_rules", lambda _: rules)


def test_a_fix_that_does_not_remove_its_finding_is_taken_back(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    _with_rules(monkeypatch, _rule("doubled-mark", "a", "aa"), _rule("stray-control", "x", "z"))
    (tmp_path / "a.txt").write_text("b a c, x.\n", "utf-8")
    after = mended(tmp_path / "a.txt")
    assert after.after == b"b a c, z.\n"
    (line,) = after.left
    assert "a.txt:1:3: doubled-mark not fixed: doubled-mark " in line


def test_a_fix_that_brings_another_finding_is_taken_back(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    other = replace(_rule("looped-phrase", "d+", ""), fixable=False, severity="minor")
    _with_rules(monkeypatch, _rule("doubled-mark", "a", "d", severity="minor"), other)
    (tmp_path / "a.txt").write_text("b a c\n\nd e\n", "utf-8")
    after = mended(tmp_path / "a.txt")
    assert after.edits == ()
    assert after.left == (f"{tmp_path / 'a.txt'}:1:3: doubled-mark not fixed: it would bring looped-phrase",)


def test_what_a_graver_finding_hid_may_come_to_light(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    other = replace(_rule("looped-phrase", "d+", ""), fixable=False, severity="minor")
    _with_rules(monkeypatch, _rule("mojibake", "a", "d", severity="major"), other)
    (tmp_path / "a.txt").write_text("b a c\n", "utf-8")
    after = mended(tmp_path / "a.txt")
    assert after.after == b"b d c\n"
    assert [finding.rule for finding in after.report.findings] == ["looped-phrase"]


def test_two_rules_that_undo_each_other_come_to_an_end(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    _with_rules(monkeypatch, _rule("doubled-mark", "a", "b"), _rule("stray-control", "b", "a"))
    (tmp_path / "a.txt").write_text("x a y b z\n", "utf-8")
    after = mended(tmp_path / "a.txt")
    assert after.after == b"x a y b z\n"
    assert len(after.left) == 2


def test_fixes_of_one_spot_are_taken_one_after_the_other(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    _with_rules(monkeypatch, _rule("doubled-mark", "ab", "bb"), _rule("stray-control", "bb", "c"))
    (tmp_path / "a.txt").write_text("x ab y\n", "utf-8")
    assert mended(tmp_path / "a.txt").after == b"x c y\n"
