"""Settings: ``audit.toml`` or ``[tool.audit]`` in ``pyproject.toml``, the nearest one to a file.

Every key is known or an error that names the nearest valid one.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import Any

import msgspec

from audit.model import SEVERITIES, Severity
from audit.rule import FAMILIES, Catalogue, Rule
from audit.scoring import MQM, Scale
from audit.wording import ENGLISH, languages


class SettingsError(Exception):
    """A setting that means nothing. The message says where it stands and what was expected."""


class Allow(msgspec.Struct, frozen=True, kw_only=True, rename="kebab", forbid_unknown_fields=True):
    """A finding that somebody looked at and accepts. ``fingerprint`` is in the JSON and verbose reports."""

    fingerprint: str
    reason: str
    path: str = "**"


class Override(msgspec.Struct, frozen=True, kw_only=True, rename="kebab", forbid_unknown_fields=True):
    """Other settings for files whose path, from the settings file on, matches a pattern."""

    paths: tuple[str, ...]
    language: str | None = None
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()


class Settings(msgspec.Struct, frozen=True, kw_only=True, rename="kebab", forbid_unknown_fields=True):
    """What a run may be told. The command line overrides a file, a file the defaults."""

    language: str | None = None
    select: tuple[str, ...] = ("default",)
    ignore: tuple[str, ...] = ()
    fail_on: str = "major"
    min_score: float | None = None
    glossary: str | None = None
    """Path of the glossary; in a settings file, seen from its folder."""
    baseline: str | None = None
    """Path of the baseline; in a settings file, seen from its folder. "": none. Default: the nearest
    ``.audit-baseline.json``."""
    ui_language: str | None = None
    """Of messages and reports: ``en``, ``ja``. Default: of the locale for commands, English elsewhere."""
    cache: bool = True
    """Keep reports, so that a file that has not changed need not be audited again?"""
    max_size: int = 50_000_000
    """Bytes beyond which a file is refused."""
    scale: Scale = MQM
    rules: dict[str, dict[str, Any]] = {}
    """By rule name: ``severity`` and the rule's own options."""
    overrides: tuple[Override, ...] = ()
    allow: tuple[Allow, ...] = ()
    root: str = ""
    """Folder of the settings file; patterns of paths count from it. Not a key of the file."""


def nearest(word: str, names: Iterable[str]) -> str:
    """`` — did you mean “x”?``, or nothing if no name is near."""
    from difflib import get_close_matches

    found = get_close_matches(word, list(names), n=1, cutoff=0.6)
    return f" — did you mean “{found[0]}”?" if found else ""


_KEYS: Mapping[str, type[msgspec.Struct]] = {"scale": Scale, "overrides": Override, "allow": Allow}


def _check_keys(stated: Mapping[str, Any], kind: type[msgspec.Struct], where: str) -> None:
    names = {f.encode_name for f in msgspec.structs.fields(kind)} - {"root"}
    for key, value in stated.items():
        if key not in names:
            raise SettingsError(f"{where}: unknown setting “{key}”{nearest(key, names)}")
        for part in value if isinstance(value, list) else [value]:
            if key in _KEYS and isinstance(part, dict):
                _check_keys(part, _KEYS[key], f"{where}: {key}")


def parse(stated: Mapping[str, Any], where: str, root: str = "") -> Settings:
    """Settings from the contents of a TOML table. ``where`` names the file in errors.

    Raises:
        SettingsError: an unknown key, or a value of the wrong type.
    """
    _check_keys(stated, Settings, where)
    try:
        return msgspec.convert({**stated, "root": root}, Settings)
    except msgspec.ValidationError as error:
        raise SettingsError(f"{where}: {error}") from None


@cache
def load(path: Path) -> Settings | None:
    """The settings in one TOML file; None for a ``pyproject.toml`` without ``[tool.audit]``."""
    try:
        stated = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{path}: cannot be read as TOML: {error}") from None
    if path.name == "pyproject.toml":
        stated = stated.get("tool", {}).get("audit")
        if stated is None:
            return None
    return parse(stated, str(path), str(path.parent.resolve()))


@cache
def nearest_settings(folder: Path) -> Settings:
    """The settings that hold in ``folder``: its own, or those of the nearest folder above."""
    if (folder / "audit.toml").is_dir():
        raise SettingsError(f"{folder / 'audit.toml'}: is a folder, not a settings file")
    for candidate in (folder / "audit.toml", folder / "pyproject.toml"):
        if candidate.is_file() and (settings := load(candidate)):
            return settings
    return Settings() if folder == folder.parent else nearest_settings(folder.parent)


def settings_for(path: str, config: str | None = None) -> Settings:
    """The settings for one file, per-path overrides applied. ``-`` stands in the current folder."""
    here = Path.cwd() / "-" if path == "-" else Path(path).absolute()
    settings = (load(Path(config)) or Settings()) if config else nearest_settings(here.parent)
    paths = {"glossary": settings.glossary, "baseline": settings.baseline}
    seen = {name: str(Path(settings.root, path)) for name, path in paths.items() if path}
    settings = msgspec.structs.replace(settings, **seen) if seen else settings
    return _overridden(settings, here)


def _overridden(settings: Settings, path: Path) -> Settings:
    for override in settings.overrides:
        if not matches(path, override.paths, settings.root):
            continue
        settings = msgspec.structs.replace(
            settings,
            language=override.language or settings.language,
            select=settings.select if override.select is None else override.select,
            ignore=settings.ignore + override.ignore,
        )
    return settings


def matches(path: Path, patterns: Sequence[str], root: str) -> bool:
    """Does ``path``, seen from ``root``, match a gitignore-style pattern?"""
    from pathspec import GitIgnoreSpec

    relative = path.relative_to(root) if root and path.is_relative_to(root) else path.relative_to(path.anchor)
    return GitIgnoreSpec.from_lines(patterns).match_file(relative.as_posix())


def _rank(rule: Rule, selector: str) -> int:
    """How closely a selector names a rule: 0 not at all, then by length of what it says."""
    if selector in {rule.name, rule.code}:
        return 100
    if selector == "all" or (selector == "default" and rule.default):
        return 1
    if selector == rule.family or selector == rule.code[:2]:
        return 2
    return 2 + len(selector) if len(selector) > 2 and rule.code.startswith(selector) else 0


def _selected(rule: Rule, settings: Settings) -> bool:
    """The closest selector decides; of two equally close ones, ``ignore``."""
    chosen = max((_rank(rule, name) for name in settings.select), default=0)
    ignored = max((_rank(rule, name) for name in settings.ignore), default=0)
    return chosen > ignored


def names_rule(rule: Rule, selector: str) -> bool:
    """Does a name, code or family name this rule?"""
    return _rank(rule, selector) > 0


def selectors(catalogue: Catalogue) -> set[str]:
    """Everything that names rules: names, codes and their beginnings, families, ``all`` and ``default``."""
    codes = {rule.code[:n] for rule in catalogue.rules for n in range(2, 5)}
    return {"all", "default", *FAMILIES, *FAMILIES.values(), *codes, *catalogue.by_name}


def _check_selectors(settings: Settings, catalogue: Catalogue) -> None:
    names = selectors(catalogue)
    for name in (*settings.select, *settings.ignore):
        if name not in names:
            raise SettingsError(f"unknown rule or family “{name}”{nearest(name, names)}")
    for name in settings.rules:
        if name not in catalogue.by_name:
            raise SettingsError(f"unknown rule “{name}” in settings{nearest(name, catalogue.by_name)}")
    if settings.min_score is not None and not 0 <= settings.min_score <= 100:
        raise SettingsError(f"min-score is {settings.min_score:g}; expected a number from 0 to 100")
    if settings.fail_on not in {*SEVERITIES, "never"}:
        raise SettingsError(f"fail-on is “{settings.fail_on}”; expected minor, major, critical or never")


def _configured(rule: Rule, stated: Mapping[str, Any], language: str) -> Rule:
    options = dict(stated)
    severity: Severity = options.pop("severity", rule.severity)
    if severity not in SEVERITIES:
        raise SettingsError(f"{rule.name}: severity is “{severity}”; expected one of {', '.join(SEVERITIES)}")
    for name, value in options.items():
        if name.replace("-", "_") not in rule.options:
            raise SettingsError(f"{rule.name} has no option “{name}”{nearest(name, rule.options)}")
        default = rule.options[name.replace("-", "_")]
        if not isinstance(value, type(default)) and not (isinstance(default, float) and isinstance(value, int)):
            raise SettingsError(f"{rule.name}: {name} is {value!r}; expected a {type(default).__name__}")
    bound = {name.replace("-", "_"): value for name, value in options.items()}
    return replace(
        rule, severity=severity, check=partial(rule.check, **bound) if bound else rule.check, language=language
    )


def rules_for(settings: Settings, catalogue: Catalogue) -> tuple[Rule, ...]:
    """The rules these settings choose, with their severities and options bound.

    Raises:
        SettingsError: a selector, rule or option that does not exist.
    """
    _check_selectors(settings, catalogue)
    stated = {catalogue.by_name[name].name: options for name, options in settings.rules.items()}
    chosen = (rule for rule in catalogue.rules if _selected(rule, settings))
    return tuple(_configured(rule, stated.get(rule.name, {}), settings.ui_language or ENGLISH) for rule in chosen)


def validated(settings: Settings) -> Settings:
    """``settings`` again.

    Raises:
        SettingsError: a rule, family, severity or language that does not exist.
    """
    from audit.packs import known
    from audit.rule import catalogue

    rules_for(settings, catalogue())
    if settings.language is not None and settings.language not in known():
        raise SettingsError(f"no pack for language “{settings.language}”{nearest(settings.language, known())}")
    if settings.ui_language is not None and settings.ui_language not in languages():
        expected = " or ".join(languages())
        raise SettingsError(f"ui-language is “{settings.ui_language}”; expected {expected}")
    return settings
