"""The command as a user runs it: real files in, status, standard output and standard error out."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest
from specimens import SEEDS

AUDIT = Path(sys.executable).parent / "audit"
BLOCKED = SEEDS / "damaged" / "ja-duplicated-body.txt"
CLEAN = SEEDS / "clean" / "ja-duplicated-body.txt"
SCHEMA = json.loads((files("audit.report") / "schema-1.json").read_text("utf-8"))


def audit(*arguments: str | Path, stdin: bytes | None = None, **env: str) -> subprocess.CompletedProcess[str]:
    """Run the installed command; output is decoded as UTF-8."""
    done = subprocess.run(
        [AUDIT, *map(str, arguments)],
        input=b"" if stdin is None else stdin,
        capture_output=True,
        env={**os.environ, "COLUMNS": "80", **env},
        check=False,
    )
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


def test_a_clean_article_passes() -> None:
    done = audit("check", CLEAN)
    assert (done.returncode, done.stderr) == (0, "")
    assert "PUBLISH" in done.stdout


def test_a_damaged_article_is_blocked() -> None:
    done = audit("check", BLOCKED)
    assert (done.returncode, done.stderr) == (1, "")
    assert "BLOCK" in done.stdout
    assert "duplicated-block" in done.stdout


def test_fail_on_and_min_score_decide_the_status() -> None:
    assert audit("check", BLOCKED, "--fail-on", "never").returncode == 0
    assert audit("check", BLOCKED, "--fail-on", "never", "--min-score", "100").returncode == 1
    assert audit("check", BLOCKED, "--ignore", "structure").returncode == 0


def test_json_fits_its_schema_and_points_into_the_file() -> None:
    done = audit("check", BLOCKED, CLEAN, "--format", "json")
    report = json.loads(done.stdout)
    jsonschema.validate(report, SCHEMA)
    assert report["summary"]["verdict"] == "block"
    assert [Path(d["path"]).name for d in report["documents"]] == [BLOCKED.name, CLEAN.name]
    text = BLOCKED.read_text("utf-8")
    for finding in report["documents"][0]["findings"]:
        assert text[finding["start"] : finding["end"]] == finding["text"]
        assert text[: finding["start"]].count("\n") + 1 == finding["line"]


def test_several_reports_at_once_each_in_its_place(tmp_path: Path) -> None:
    file = tmp_path / "report.json"
    done = audit("check", BLOCKED, "--format", "terminal", "--format", f"json={file}")
    assert (done.returncode, done.stderr) == (1, "")
    assert "BLOCK" in done.stdout
    jsonschema.validate(json.loads(file.read_text("utf-8")), SCHEMA)
    assert audit("check", BLOCKED, "--format", f"json={file}").stdout == ""


def test_reports_that_cannot_both_go_somewhere_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "report"
    for wanted, says in (
        (["--format", "json", "--format", "terminal"], "standard output: two reports"),
        (["--format", f"json={file}", "--format", f"terminal={file}"], "two reports"),
        (["--format", f"json={file}", "--output", file], "names its own file"),
        (["--format", f"jsn={file}"], "did you mean “json”"),
    ):
        done = audit("check", CLEAN, *wanted)
        assert (done.returncode, done.stdout) == (2, "")
        assert says in done.stderr
    assert not file.exists()


def test_the_same_bytes_give_the_same_bytes() -> None:
    runs = {
        audit("check", SEEDS / "damaged", "--format", "json", "--jobs", jobs, PYTHONHASHSEED=seed).stdout
        for jobs, seed in (("1", "0"), ("2", "1"))
    }
    assert len(runs) == 1


def test_every_specimen_report_fits_the_schema() -> None:
    done = audit("check", SEEDS / "damaged", "--format", "json")
    assert done.stderr == ""
    jsonschema.validate(json.loads(done.stdout), SCHEMA)


def test_standard_input_is_a_file_like_others() -> None:
    done = audit("check", "-", "--format", "json", stdin=BLOCKED.read_bytes())
    [document] = json.loads(done.stdout)["documents"]
    [same] = json.loads(audit("check", BLOCKED, "--format", "json").stdout)["documents"]
    assert document["path"] == "-"
    assert document["findings"] == same["findings"]


def test_quiet_is_one_line_per_file() -> None:
    done = audit("check", BLOCKED, CLEAN, "--quiet")
    assert len(done.stdout.splitlines()) == 2


def test_many_files_are_summed_up_on_one_table() -> None:
    done = audit("check", SEEDS / "damaged", "--width", "120")
    assert BLOCKED.name in done.stdout
    assert len(done.stdout.splitlines()) < 60


def test_output_is_written_as_a_whole(tmp_path: Path) -> None:
    target = tmp_path / "report.json"
    done = audit("check", CLEAN, "--format", "json", "--output", target)
    assert done.stdout == ""
    jsonschema.validate(json.loads(target.read_text("utf-8")), SCHEMA)
    assert [path.name for path in tmp_path.iterdir()] == ["report.json"]
    refused = audit("check", CLEAN, "--output", tmp_path / "none" / "report.txt")
    assert refused.returncode == 2
    assert "cannot be written" in refused.stderr


def test_colour_only_where_it_is_wanted() -> None:
    assert "\x1b" not in audit("check", BLOCKED).stdout
    assert "\x1b" in audit("check", BLOCKED, "--color", "always").stdout
    assert "\x1b" in audit("check", BLOCKED, FORCE_COLOR="1").stdout
    assert "\x1b" not in audit("check", BLOCKED, FORCE_COLOR="1", NO_COLOR="1").stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--language", "jaa"], "no pack for language “jaa”"),
        (["--select", "dublicated-block"], "did you mean “duplicated-block”?"),
        (["--format", "jason"], "did you mean “json”?"),
        (["--as", "markdwn"], "did you mean “markdown”?"),
        (["--min-score", "101"], "expected a number from 0 to 100"),
        (["--min-score", "nan"], "expected a number from 0 to 100"),
        (["--config", "."], "cannot be read as TOML"),
        (["--fail-on", "mayor"], "expected minor, major, critical or never"),
        (["--config", "no-such.toml"], "no-such.toml"),
        (["--langage", "ja"], "--language"),
    ],
)
def test_misuse_is_named_and_refused(arguments: list[str], says: str) -> None:
    done = audit("check", CLEAN, *arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert says in done.stderr


def test_a_bad_file_does_not_hide_the_others(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 8)
    (tmp_path / "broken.docx").write_bytes(b"PK\x03\x04 this is no archive")
    (tmp_path / "folder").mkdir()
    names = ["empty.txt", "binary.txt", "broken.docx", "folder", "missing.txt"]
    done = audit("check", *(tmp_path / name for name in names), BLOCKED, "--format", "json")
    assert done.returncode == 2
    complaints = done.stderr.splitlines()
    for name in names:
        assert sum(name in line for line in complaints) == 1
    assert "Traceback" not in done.stderr
    [document] = json.loads(done.stdout)["documents"]
    assert document["verdict"] == "block"


def test_a_report_never_replaces_a_file_to_audit(tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_bytes(CLEAN.read_bytes())
    (tmp_path / "link.txt").symlink_to(article)
    for target in (article, tmp_path / "link.txt"):
        done = audit("check", tmp_path, "--output", target)
        assert (done.returncode, done.stdout) == (2, "")
        assert "is a file to audit" in done.stderr
    assert article.read_bytes() == CLEAN.read_bytes()


def test_pipes_devices_and_sockets_are_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind(str(tmp_path / "socket.txt"))
        done = audit("check", tmp_path / "pipe.txt", tmp_path / "socket.txt", "/dev/zero", CLEAN, "--quiet")
    assert done.returncode == 2
    assert "named pipe" in done.stderr
    assert done.stderr.count("is a device or socket") == 2
    assert "PUBLISH" in done.stdout


def test_a_pipe_of_the_shell_is_read(tmp_path: Path) -> None:
    there, here = os.pipe()
    os.write(here, CLEAN.read_bytes())
    os.close(here)
    done = subprocess.run(
        [AUDIT, "check", "-q", f"/dev/fd/{there}"], pass_fds=[there], capture_output=True, check=False
    )
    os.close(there)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_file_may_have_any_name(tmp_path: Path) -> None:
    for name in (b"line\nbreak.txt", b"\x1b[31mred.txt", b"\xff\xfe.txt"):
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_bytes(CLEAN.read_bytes())
    missing = tmp_path / "\x1b[31mred\n\udcff.txt"
    for options, lines in (((), None), (("--quiet",), 3), (("--verbose", "--color", "always"), None)):
        done = audit("check", tmp_path, missing, *options)
        assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
        assert "\x1b[31mred" not in done.stdout + done.stderr
        assert lines is None or len(done.stdout.splitlines()) == lines
    report = json.loads(audit("check", tmp_path, missing, "--format", "json").stdout)
    jsonschema.validate(report, SCHEMA)
    assert len(report["documents"]) == 3


def test_nothing_read_is_nothing_said(tmp_path: Path) -> None:
    assert audit("check", tmp_path / "missing.txt").stdout == ""


@pytest.mark.parametrize(
    ("arguments", "streams", "status", "says"),
    [
        (["-q", str(CLEAN)], ">&-", 0, ""),
        (["-q", str(CLEAN)], "<&-", 0, ""),
        (["-"], "<&-", 2, "standard input is closed"),
        (["-q", str(CLEAN)], ">/dev/full", 2, "standard output: cannot be written"),
    ],
)
def test_closed_and_full_streams(arguments: list[str], streams: str, status: int, says: str) -> None:
    command = ["bash", "-c", f'"$@" {streams}', "bash", str(AUDIT), "check", *arguments]
    done = subprocess.run(command, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == status
    assert says in done.stderr
    assert len(done.stderr.splitlines()) == bool(says)


def test_a_reader_that_leaves_early_is_no_crash() -> None:
    done = subprocess.run(["bash", "-c", '"$0" rules | head -1', AUDIT], capture_output=True, text=True, check=False)
    assert (len(done.stdout.splitlines()), done.stderr) == (1, "")


@pytest.mark.parametrize("jobs", ["1", "3"])
def test_an_interrupt_ends_it_without_a_word(jobs: str, tmp_path: Path) -> None:
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text(CLEAN.read_text("utf-8") * 1000, "utf-8")
    command: list[str | Path] = [AUDIT, "check", tmp_path, "--jobs", jobs, "--no-cache"]
    run = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )
    time.sleep(2)
    os.killpg(run.pid, signal.SIGINT)
    assert run.communicate() == (b"", b"")
    assert run.returncode == 130


def test_allowances_accept_a_finding_and_go_stale(tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_bytes(BLOCKED.read_bytes())
    [document] = json.loads(audit("check", article, "--format", "json").stdout)["documents"]
    entries = [f'[[allow]]\nfingerprint = "{f["fingerprint"]}"\nreason = "seen"\n' for f in document["findings"]]
    (tmp_path / "audit.toml").write_text("\n".join(entries), "utf-8")
    accepted = audit("check", article, "--format", "json")
    assert accepted.returncode == 0
    assert {f["status"] for f in json.loads(accepted.stdout)["documents"][0]["findings"]} == {"allowed"}
    article.write_bytes(CLEAN.read_bytes())
    stale = audit("check", article, "--format", "json")
    assert stale.returncode == 0
    assert len(json.loads(stale.stdout)["summary"]["stale_allowances"]) == len(entries)
    assert "matches no finding" in stale.stderr


def test_explain_and_rules() -> None:
    page = audit("explain", "unclosed-quote")
    assert page.returncode == 0
    assert "Why it matters" in page.stdout
    unknown = audit("explain", "unclosed-qoute")
    assert unknown.returncode == 2
    assert "did you mean “unclosed-quote”?" in unknown.stderr
    listed = json.loads(audit("rules", "--format", "json").stdout)
    assert {rule["name"] for rule in listed} >= {"unclosed-quote", "duplicated-block", "mojibake"}
    assert "unclosed-quote" in audit("rules").stdout


@pytest.mark.parametrize("width", [60, 80, 120])
def test_the_catalogue_never_cuts_a_word(width: int) -> None:
    lines = audit("rules", "--width", str(width)).stdout.splitlines()
    assert max(map(len, lines)) <= width
    assert any("number-contradiction" in line and "critical" in line for line in lines)
    assert not any(line.split()[0] in {"cal", "ages", "ion"} for line in lines if line.split())


def test_evaluate_counts_marks() -> None:
    gold = SEEDS / "gold" / f"{BLOCKED.name}.jsonl"
    done = audit("evaluate", gold, "--texts", SEEDS / "damaged", "--format", "json")
    figures = json.loads(done.stdout)
    assert figures["by_category"]["repetition"] == {"found": 1, "of": 1, "share": 1.0}
    missing = audit("evaluate", gold, "--texts", SEEDS / "no-such")
    assert missing.returncode == 2
    assert "no document" in missing.stderr


def test_new_rule_writes_module_and_cases(tmp_path: Path) -> None:
    (tmp_path / "audit" / "rules").mkdir(parents=True)
    done = audit("new-rule", "punctuation", "crooked-mark", "--root", tmp_path)
    assert done.returncode == 0
    module, cases = map(Path, done.stdout.split())
    assert module.parts[-3:] == ("rules", "punctuation", "crooked_mark.py")
    assert compile(module.read_text("utf-8"), str(module), "exec")
    assert "## quiet" in cases.read_text("utf-8")
    assert audit("new-rule", "punktuation", "x", "--root", tmp_path).returncode == 2
    assert audit("new-rule", "punctuation", "unclosed-quote", "--root", tmp_path).returncode == 2
    assert audit("new-rule", "punctuation", "Crooked", "--root", tmp_path).returncode == 2


def test_a_defect_is_no_finding() -> None:
    broken = (
        "import audit.cli, audit.commands.check as module\n"
        "def fail(**_): raise RuntimeError('lost')\n"
        "module.check.callback = fail\n"
        f"audit.cli.main(['check', {str(CLEAN)!r}])\n"
    )
    done = subprocess.run([sys.executable, "-c", broken], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 2
    assert done.stderr.endswith("audit: stopped by a defect of its own: RuntimeError: lost\n")
