"""The hook on real repositories: git's own, and the real pre-commit."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from specimens import SEEDS

BIN = Path(sys.executable).parent
BLOCKED = SEEDS / "damaged" / "ja-duplicated-body.txt"
CLEAN = SEEDS / "clean" / "ja-duplicated-body.txt"
TWICE = "The harbour reopened,, after a winter of repairs.\n"
STRICT = ("--fail-on", "minor")


def run(*command: str, folder: Path, check: bool = False) -> subprocess.CompletedProcess[str]:
    """A command in a folder, our scripts first on the path, no settings of the user's git."""
    env = {
        **os.environ,
        "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        "PRE_COMMIT_HOME": str(folder.parent / "pre-commit"),
    }
    for name in ("AUTHOR", "COMMITTER"):
        env |= {f"GIT_{name}_NAME": "Editor", f"GIT_{name}_EMAIL": "editor@example.org"}
    return subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", env=env, check=check)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """An empty repository."""
    folder = tmp_path / "news desk"
    folder.mkdir()
    run("git", "init", "-q", folder=folder, check=True)
    return folder


def staged(folder: Path, name: str, text: str | bytes) -> Path:
    """Write a file and stage it."""
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    run("git", "add", name, folder=folder, check=True)
    return file


def hook(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return run("audit", "hook", "run", *arguments, folder=folder)


def test_a_commit_that_adds_a_garbled_article_is_stopped(repository: Path) -> None:
    assert run("audit", "hook", "install", folder=repository).returncode == 0
    staged(repository, "article.txt", BLOCKED.read_bytes())
    stopped = run("git", "commit", "-qm", "An article", folder=repository)
    assert stopped.returncode != 0
    assert "duplicated-block" in stopped.stdout + stopped.stderr
    staged(repository, "article.txt", CLEAN.read_bytes())
    passed = run("git", "commit", "-qm", "The article, mended", folder=repository)
    assert (passed.returncode, passed.stdout) == (0, "")


def test_the_old_garbled_file_passes_once_it_is_in_the_baseline(repository: Path) -> None:
    staged(repository, "article.txt", BLOCKED.read_bytes())
    assert hook(repository).returncode == 1
    run("audit", "baseline", "write", "article.txt", folder=repository, check=True)
    assert hook(repository).returncode == 0
    staged(repository, "article.txt", BLOCKED.read_text("utf-8") + "\n港は、、再開した。\n")
    assert hook(repository, *STRICT).returncode == 1


def test_what_is_staged_is_judged_not_what_lies_in_the_folder(repository: Path) -> None:
    file = staged(repository, "a.txt", TWICE)
    file.write_text(TWICE.replace(",,", ","), "utf-8")
    assert hook(repository, *STRICT).returncode == 1
    staged(repository, "a.txt", TWICE.replace(",,", ","))
    file.write_text(TWICE, "utf-8")
    assert hook(repository, *STRICT).returncode == 0


def test_only_findings_on_changed_lines_count(repository: Path) -> None:
    lines = ["A quiet line of text.", "It was the the first winter.", "Nothing else had changed."]
    staged(repository, "a.txt", "\n".join(lines) + "\n")
    run("git", "commit", "-qm", "x", folder=repository, check=True)
    staged(repository, "a.txt", "\n".join([*lines[:2], "Nothing much had changed."]) + "\n")
    assert hook(repository, *STRICT).returncode == 1
    assert hook(repository, *STRICT, "--changed").returncode == 0
    staged(repository, "a.txt", "\n".join([*lines[:2], "Nothing had had,, changed."]) + "\n")
    done = hook(repository, *STRICT, "--changed", "--format", "json")
    assert done.returncode == 1
    (document,) = json.loads(done.stdout)["documents"]
    assert {f["rule"]: f["status"] for f in document["findings"] if f["rule"] != "doubled-word"} == {
        "doubled-mark": "new"
    }
    assert [f["status"] for f in document["findings"] if f["line"] == 2] == ["baselined"]


def test_a_renamed_file_has_only_its_new_lines(repository: Path) -> None:
    text = "".join(f"Line {number} of a long and quiet text.\n" for number in range(20))
    staged(repository, "a.txt", text + TWICE)
    run("git", "commit", "-qm", "x", folder=repository, check=True)
    run("git", "mv", "a.txt", "b.txt", folder=repository, check=True)
    staged(repository, "b.txt", text + TWICE + "One more.\n")
    assert hook(repository, *STRICT, "--changed").returncode == 0
    assert hook(repository, *STRICT).returncode == 1


def test_deleted_files_links_and_programs_are_passed_over(repository: Path) -> None:
    staged(repository, "a.txt", "A quiet line.\n")
    run("git", "commit", "-qm", "x", folder=repository, check=True)
    run("git", "rm", "-q", "a.txt", folder=repository, check=True)
    staged(repository, "tool.py", f"# {TWICE}")
    (repository / "link.txt").symlink_to("nowhere")
    run("git", "add", "link.txt", folder=repository, check=True)
    done = hook(repository, *STRICT)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.skipif(sys.platform != "linux", reason="file systems elsewhere refuse such names")
def test_names_that_are_no_utf_8(repository: Path) -> None:
    name = os.fsdecode(b"caf\xe9 \xff.txt")
    staged(repository, name, TWICE)
    done = hook(repository, *STRICT)
    assert done.returncode == 1
    assert "doubled-mark" in done.stdout


def test_paths_choose_and_a_file_outside_a_known_kind_can_be_named(repository: Path) -> None:
    staged(repository, "a/one.txt", TWICE)
    staged(repository, "b/two.txt", "A quiet line.\n")
    staged(repository, "b/three.log", TWICE)
    assert hook(repository, *STRICT, "b").returncode == 0
    assert hook(repository, *STRICT, "a").returncode == 1
    assert "three.log" in hook(repository, *STRICT, "b/three.log", "-q").stdout


def test_from_a_folder_below_and_in_the_first_commit(repository: Path) -> None:
    staged(repository, "a/one.txt", TWICE)
    done = hook(repository / "a", *STRICT, "-q")
    assert (done.returncode, done.stdout.split(":")[0]) == (1, "one.txt")


def test_a_budget_leaves_out_the_largest_and_says_so(repository: Path) -> None:
    staged(repository, "small.txt", TWICE)
    staged(repository, "large.txt", "A quiet line of text.\n" * 40_000)
    done = hook(repository, *STRICT, "--budget", "2s", "-q")
    assert done.returncode == 1
    assert "large.txt: NOT audited: the budget of 2 s was spent" in done.stderr
    assert "small.txt" in done.stdout
    assert hook(repository, "--budget", "soon").returncode == 2


def test_a_file_that_cannot_be_read_is_a_failure(repository: Path) -> None:
    staged(repository, "a.txt", b"\0\1\2" * 500)
    done = hook(repository)
    assert done.returncode == 2
    assert "a.txt" in done.stderr
    assert "audit-" not in done.stderr


def test_outside_a_repository(tmp_path: Path) -> None:
    for arguments in (("run",), ("install",), ("uninstall",)):
        done = run("audit", "hook", *arguments, folder=tmp_path)
        assert done.returncode == 2
        assert "not a git repository" in done.stderr


def test_another_hook_is_kept(repository: Path) -> None:
    other = repository / ".git" / "hooks" / "pre-commit"
    other.parent.mkdir(exist_ok=True)
    other.write_text("#!/bin/sh\nexit 0\n", "utf-8")
    assert "another hook is there" in run("audit", "hook", "install", folder=repository).stderr
    assert run("audit", "hook", "install", "--force", "--changed", folder=repository).returncode == 0
    assert "hook run --changed" in other.read_text("utf-8")
    assert run("audit", "hook", "install", folder=repository).returncode == 0
    assert run("audit", "hook", "uninstall", folder=repository).returncode == 0
    assert other.read_text("utf-8") == "#!/bin/sh\nexit 0\n"
    assert run("audit", "hook", "uninstall", folder=repository).returncode == 2


@pytest.mark.parametrize("hook_id", ["audit", "audit-staged"])
def test_with_pre_commit(repository: Path, hook_id: str) -> None:
    """Our hooks as pre-commit takes them from our repository, but run with what is installed here."""
    ours = repository.parent / "ours"
    ours.mkdir()
    shutil.copy(SEEDS.parent / ".pre-commit-hooks.yaml", ours)
    for command in (("git", "init", "-q"), ("git", "add", "."), ("git", "commit", "-qm", "x")):
        run(*command, folder=ours, check=True)
    version = run("git", "rev-parse", "HEAD", folder=ours).stdout.strip()
    settings = {"repos": [{"repo": str(ours), "rev": version, "hooks": [{"id": hook_id, "language": "system"}]}]}
    staged(repository, ".pre-commit-config.yaml", json.dumps(settings))
    run("pre-commit", "install", folder=repository, check=True)
    staged(repository, "article.txt", BLOCKED.read_bytes())
    stopped = run("git", "commit", "-qm", "An article", folder=repository)
    assert stopped.returncode != 0
    assert "Failed" in stopped.stdout + stopped.stderr
    staged(repository, "article.txt", CLEAN.read_bytes())
    passed = run("git", "commit", "-qm", "The article, mended", folder=repository)
    assert passed.returncode == 0, passed.stdout + passed.stderr
