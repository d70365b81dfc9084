"""What is kept beside the bytecode: the same as without it, and never needed."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest
import regex

from audit import kept, rule, rule_index
from audit.text import patterns


@pytest.fixture
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


@pytest.mark.usefixtures("_elsewhere")
def test_rules_from_the_index_are_those_of_the_modules() -> None:
    imported = rule.imported()
    rule.catalogue.__wrapped__()
    kept_rules = rule.catalogue.__wrapped__().rules
    assert all(isinstance(one.check, rule_index.Deferred) for one in kept_rules)
    assert [one.help for one in kept_rules] == [one.help for one in imported]
    assert [one.options for one in kept_rules] == [one.options for one in imported]
    assert [one.check.function for one in kept_rules] == [one.check for one in imported]  # type: ignore[attr-defined]
    assert [replace(one, check=other.check) for one, other in zip(kept_rules, imported, strict=True)] == list(imported)


@pytest.mark.usefixtures("_elsewhere")
def test_an_index_made_from_other_modules_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    rule_index.keep([({"code": "XX01"}, "m", "f", {})])
    assert rule_index.load() == [({"code": "XX01"}, "m", "f", {})]
    monkeypatch.setattr(rule_index, "_modules", lambda: iter([Path(__file__)]))
    assert rule_index.load() is None


@pytest.mark.usefixtures("_elsewhere")
def test_what_is_kept_comes_back_only_under_its_stamp() -> None:
    kept.keep("thing", b"1", {"a": (1, 2)})
    assert kept.load("thing", b"1") == {"a": (1, 2)}
    assert kept.load("thing", b"2") is None
    assert kept.load("other", b"1") is None


@pytest.mark.usefixtures("_elsewhere")
def test_a_damaged_file_is_as_good_as_none() -> None:
    kept.keep("thing", b"1", [1])
    path = kept._path("thing")
    path.write_bytes(path.read_bytes()[:-2])
    assert kept.load("thing", b"1") is None


@pytest.mark.usefixtures("_elsewhere")
def test_nothing_is_written_where_python_writes_no_bytecode(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    kept.keep("thing", b"1", [1])
    assert not list(tmp_path.rglob("*.kept"))


def test_a_place_that_cannot_be_written_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "file"))
    kept.keep("thing", b"1", [1])
    assert kept.load("thing", b"1") is None


@pytest.mark.usefixtures("_elsewhere")
def test_a_pattern_kept_is_the_same_pattern(monkeypatch: pytest.MonkeyPatch) -> None:
    source, flags = r"(?P<one>[\p{Han}--[一]]+)|(?i:straße)", regex.V1
    monkeypatch.setattr(patterns, "_known", dict)
    monkeypatch.setattr(patterns, "_new", {})
    fresh = patterns.compiled.__wrapped__(source, flags)
    patterns.keep()
    again = kept.load("patterns", patterns._STAMP)
    monkeypatch.setattr(patterns, "_known", lambda: again)
    read = patterns.compiled.__wrapped__(source, flags)
    assert (read.pattern, read.flags, read.groupindex) == (fresh.pattern, fresh.flags, fresh.groupindex)
    assert [m.span() for m in read.finditer("一二 STRASSE")] == [m.span() for m in fresh.finditer("一二 STRASSE")]
