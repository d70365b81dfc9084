"""Settings: nearest file, selectors, options, overrides, allowances; every mistake is named."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from audit.config import Settings, SettingsError, parse, rules_for, settings_for, validated
from audit.model import Hit
from audit.rule import Catalogue, Rule


def _check(segment: object, *, repeats: int = 3, share: float = 0.5) -> object:
    yield Hit((0, repeats))  # type: ignore[arg-type]


_BASIS = Rule("ST01", "first", "m", "style", "minor", "segment", _check)  # type: ignore[arg-type]
CATALOGUE = Catalogue(
    (
        _BASIS,
        replace(_BASIS, code="ST12", name="second"),
        replace(_BASIS, code="PU01", name="third"),
        replace(_BASIS, code="PU02", name="fourth", default=False),
    )
)


def _names(**stated: object) -> list[str]:
    return [rule.name for rule in rules_for(parse(stated, "here"), CATALOGUE)]


def test_the_closest_selector_decides() -> None:
    assert _names() == ["first", "second", "third"]
    assert _names(select=["all"]) == ["first", "second", "third", "fourth"]
    assert _names(select=["structure"]) == ["first", "second"]
    assert _names(ignore=["ST"]) == ["third"]
    assert _names(select=["default", "ST1"], ignore=["ST"]) == ["second", "third"]
    assert _names(select=["default", "fourth"], ignore=["PU"]) == ["first", "second", "fourth"]
    assert _names(select=["first"], ignore=["ST01"]) == []


def test_options_and_severity_are_bound() -> None:
    settings = parse({"rules": {"first": {"severity": "critical", "repeats": 7}}}, "here")
    [rule] = [r for r in rules_for(settings, CATALOGUE) if r.name == "first"]
    assert rule.severity == "critical"
    assert next(iter(rule.check(None))).span == (0, 7)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("stated", "says"),
    [
        ({"ignor": ["x"]}, "did you mean “ignore”?"),
        ({"scale": {"mino": 2}}, "did you mean “minor”?"),
        ({"overrides": [{"paths": ["x"], "slect": []}]}, "did you mean “select”?"),
        ({"select": ["frist"]}, "did you mean “first”?"),
        ({"rules": {"frist": {}}}, "did you mean “first”?"),
        ({"rules": {"first": {"repeat": 3}}}, "did you mean “repeats”?"),
        ({"rules": {"first": {"repeats": "3"}}}, "expected a int"),
        ({"rules": {"first": {"severity": "bad"}}}, "expected one of minor, major, critical"),
        ({"fail-on": "often"}, "expected minor, major, critical or never"),
        ({"min-score": "high"}, "min-score"),
    ],
)
def test_every_mistake_is_named(stated: dict[str, object], says: str) -> None:
    with pytest.raises(SettingsError, match=says.replace("?", r"\?")):
        rules_for(parse(stated, "here"), CATALOGUE)


def test_an_unknown_language_is_an_error() -> None:
    with pytest.raises(SettingsError, match="no pack for language “jaa”"):
        validated(Settings(language="jaa"))


def test_the_nearest_file_holds(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "pyproject.toml").write_text('[tool.audit]\nlanguage = "ja"\n')
    (tmp_path / "a" / "pyproject.toml").write_text("[tool.other]\n")
    (inner / "audit.toml").write_text('language = "ko"\n')
    assert settings_for(str(tmp_path / "x.txt")).language == "ja"
    assert settings_for(str(tmp_path / "a" / "x.txt")).language == "ja"
    assert settings_for(str(inner / "x.txt")).language == "ko"
    assert settings_for(str(inner / "x.txt"), str(tmp_path / "pyproject.toml")).language == "ja"


def test_overrides_hold_for_matching_paths(tmp_path: Path) -> None:
    config = tmp_path / "audit.toml"
    config.write_text('ignore = ["EN"]\n[[overrides]]\npaths = ["legal/**"]\nlanguage = "de"\nignore = ["ST"]\n')
    assert settings_for(str(tmp_path / "legal" / "x.txt"), str(config)).ignore == ("EN", "ST")
    assert settings_for(str(tmp_path / "legal" / "x.txt"), str(config)).language == "de"
    assert settings_for(str(tmp_path / "news" / "x.txt"), str(config)).ignore == ("EN",)


def test_a_broken_file_says_where(tmp_path: Path) -> None:
    (tmp_path / "audit.toml").write_text("language = \n")
    with pytest.raises(SettingsError, match=r"audit\.toml: cannot be read as TOML"):
        settings_for(str(tmp_path / "x.txt"))
