"""What is said to the user, in the user's language.

The code says everything in English; ``audit/languages/<tag>.toml`` holds what that is in another language. What is not
there is said in English. Names of fields and of rules are the same in every language.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache
from pathlib import Path
from string import Formatter
from typing import Any, NamedTuple

ENGLISH = "en"
_FOLDER = Path(__file__).with_name("languages")
_SPOKEN = ContextVar("spoken", default=ENGLISH)
_SEPARATORS = (", ", " and ", " or ")
_SAID_TOO = frozenset(
    {"reason", "text", "line", "problem", "error", "names", "places", "files", "rules", "language", "how", "basis"}
)
"""Placeholders of words that stand for words; the others stand for what files hold or are called."""
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_STANDS_FOR = {"n": r"[\d.,]+", "m": r"[\d.,]+", "quoted": "[^“”]+"}
"""What placeholders of words can be; others can be anything."""
_EVIDENCE = re.compile("“([^“”]*)”")


class _Table(NamedTuple):
    """What a language says; of the words those with placeholders again, by what stands between these, longest first."""

    messages: Mapping[str, str]
    words: Mapping[str, str]
    scripts: Mapping[str, str]
    quotes: tuple[str, str]
    templates: tuple[tuple[tuple[str, ...], str], ...]


def languages() -> list[str]:
    """The languages that something is said in."""
    return sorted([ENGLISH, *(file.stem for file in _FOLDER.glob("*.toml"))])


def of_locale(environment: Mapping[str, str]) -> str:
    """The language of a POSIX environment, if something is said in it; else English."""
    named = (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    tag = re.split("[_.@]", next(filter(None, named), ""))[0]
    return tag if tag not in ("", "C", "POSIX", ENGLISH) and tag in languages() else ENGLISH


def speak(language: str) -> None:
    """From here on say everything in that language."""
    _SPOKEN.set(language)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Say everything in that language in a ``with`` block."""
    token = _SPOKEN.set(language)
    try:
        yield
    finally:
        _SPOKEN.reset(token)


def spoken() -> str:
    """The language that everything is said in."""
    return _SPOKEN.get()


def said(english: str, **facts: object) -> str:
    """``english`` in the language spoken; ``facts`` are put in for its placeholders.

    Without facts it may also be what one of the table's words with placeholders says of something, or a list.
    """
    language = _SPOKEN.get()
    if facts:
        return _filled(_table(language).words.get(english, english), facts)
    return english if language == ENGLISH else _said(english, language)


def message(rule: str, english: str, facts: Mapping[str, Any], language: str) -> str:
    """A rule's message. Facts that it quotes are evidence and stay as they are, others are words."""
    if language == ENGLISH or rule not in _table(language).messages:
        return english.format(**facts)
    evidence = _quoted(english)
    worded = {
        name: _fact(name, value, language) if isinstance(value, str) and name not in evidence else value
        for name, value in facts.items()
    }
    return _requoted(_table(language).messages[rule], worded, language).format(**worded)


def _requoted(template: str, facts: Mapping[str, Any], language: str) -> str:
    """A message with other quotation marks round evidence that holds the usual ones."""
    usual, other = _table(language).quotes
    for name, value in facts.items():
        if usual and isinstance(value, str) and (usual[0] in value or usual[1] in value):
            template = template.replace(f"{usual[0]}{{{name}}}{usual[1]}", f"{other[0]}{{{name}}}{other[1]}")
    return template


def _fact(name: str, value: str, language: str) -> str:
    scripts = _table(language).scripts if name == "script" else {}
    return scripts.get(value) or _said(value, language)


@cache
def _quoted(english: str) -> frozenset[str]:
    return frozenset(name for part in _EVIDENCE.findall(english) for name in placeholders(part))


def placeholders(message: str) -> list[str]:
    """The names of the placeholders of a message, which is a format string, in order."""
    return [name for _, name, _, _ in Formatter().parse(message) if name]


def _filled(words: str, facts: Mapping[str, object]) -> str:
    return _PLACEHOLDER.sub(lambda found: str(facts[found[1]]), words)


@lru_cache(4096)
def _said(english: str, language: str) -> str:
    words, templates = _table(language).words, _table(language).templates
    if english in words:
        return words[english]
    for literals, template in templates:
        if all(literal in english for literal in literals) and (found := _pattern(template).fullmatch(english)):
            parts = found.groupdict()
            worded = {name: _said(part, language) if name in _SAID_TOO else part for name, part in parts.items()}
            return _filled(words[template], worded)
    return next(filter(None, (_listed(english, separator, language) for separator in _SEPARATORS)), english)


def _listed(english: str, separator: str, language: str) -> str | None:
    """A list, if every item of it is among the words."""
    if separator not in english:
        return None
    items = english.split(separator)
    worded = [_said(item, language) for item in items]
    known = all(before != after for before, after in zip(items, worded, strict=True))
    return _table(language).words.get(separator, separator).join(worded) if known else None


@cache
def _table(language: str) -> _Table:
    if language == ENGLISH:
        return _Table({}, {}, {}, ("", ""), ())
    stated = tomllib.loads((_FOLDER / f"{language}.toml").read_text("utf-8"))
    words = stated["words"]
    templates = ((tuple(_PLACEHOLDER.split(key)[::2]), key) for key in words if _PLACEHOLDER.search(key))
    ranked = sorted(templates, key=lambda template: -sum(map(len, template[0])))
    every = {**stated["scripts"], **stated["languages"], **words}
    usual, other = stated["quotes"]
    return _Table(stated["messages"], every, stated["scripts"], (usual, other), tuple(ranked))


@cache
def _pattern(template: str) -> re.Pattern[str]:
    """What a template may have become."""
    parts = _PLACEHOLDER.split(template)
    parts[::2] = map(re.escape, parts[::2])
    parts[1::2] = [f"(?P<{name}>{_STANDS_FOR.get(name, '.+?')})" for name in parts[1::2]]
    return re.compile("".join(parts), re.DOTALL)
