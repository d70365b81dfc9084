"""Shell completion and help pages, as shells and readers get them."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from test_cli import AUDIT, audit


def _offered(line: str) -> list[str]:
    """What bash is offered for the last word of a line."""
    words = line.split(" ")
    done = audit(_AUDIT_COMPLETE="bash_complete", COMP_WORDS=line, COMP_CWORD=str(len(words) - 1))
    assert done.stderr == ""
    return done.stdout.split()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("audit com", "plain,compare"),
        ("audit check --ui", "plain,--ui-language"),
        ("audit check --select spa", "plain,spacing"),
        ("audit check --select unclosed-", "plain,unclosed-quote"),
        ("audit check --select spacing,unclosed-", "plain,spacing,unclosed-quote"),
        ("audit check --ignore EN", "plain,EN01"),
        ("audit check --format js", "plain,jsonl"),
        ("audit check --language zh", "plain,zh-Hant"),
        ("audit check --source-language k", "plain,ko"),
        ("audit check --as mark", "plain,markdown"),
        ("audit check --fail-on ma", "plain,major"),
        ("audit check --ui-language j", "plain,ja"),
        ("audit check ./art", "file,./art"),
        ("audit check --config aud", "file,aud"),
        ("audit explain unclosed-", "plain,unclosed-bracket"),
        ("audit completion f", "plain,fish"),
    ],
)
def test_what_bash_is_offered(line: str, expected: str) -> None:
    assert expected in _offered(line)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_scripts_say_how_to_install_them(shell: str, tmp_path: Path) -> None:
    done = audit("completion", shell)
    assert (done.returncode, done.stderr) == (0, "")
    assert f"# To install: audit completion {shell} > ~/" in done.stdout.splitlines()[-1]
    if program := shutil.which(shell):
        script = tmp_path / "script"
        script.write_text(done.stdout, "utf-8")
        assert subprocess.run([program, "-n", script], check=False).returncode == 0


def test_bash_completes_with_the_script(tmp_path: Path) -> None:
    """The function that the script defines, called as bash calls it."""
    script = tmp_path / "audit.bash"
    script.write_text(audit("completion", "bash").stdout, "utf-8")
    words = "COMP_WORDS=(audit explain unclosed-q); COMP_CWORD=2"
    asked = f'source "$1"; {words}; _audit_completion audit; echo "${{COMPREPLY[*]}}"'
    environment = {**os.environ, "PATH": f"{AUDIT.parent}:{os.environ['PATH']}"}
    command = ["bash", "-c", asked, "bash", str(script)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    assert done.stdout.split() == ["unclosed-quote"]


def test_the_help_page_fits_and_is_in_order() -> None:
    page = audit("check", "--help").stdout
    assert max(map(len, page.splitlines())) <= 80
    parts = ["What is read:", "What is judged:", "What is reported:", "What is mended:", "How it runs:", "Examples:"]
    assert sorted(parts, key=page.index) == parts
    assert "  130  Ended by Ctrl-C." in page
    for option in ("--language", "--select", "--format", "--fix", "--jobs", "--watch", "--help"):
        assert page.count(f"{option} ") + page.count(f"{option}\n") >= 1


def test_examples_of_the_help_page_are_understood(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # one writes a report
    page = audit("check", "--help").stdout
    examples = [line.split()[1:] for line in page.splitlines() if line.startswith("    audit check ")]
    assert len(examples) >= 5
    for example in examples:
        done = audit(*example)
        assert done.returncode == 2
        assert "does not exist" in done.stderr


def test_commands_are_listed_the_most_used_first() -> None:
    page = audit("--help").stdout
    assert max(map(len, page.splitlines())) <= 80
    names = [line.split()[0] for line in page.split("Commands:\n")[1].splitlines()]
    assert names[0] == "check"
    assert names[-1] == "new-rule"
    assert "..." not in page.split("Commands:\n")[1]
