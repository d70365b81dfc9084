"""How a function becomes a rule, and how rules are found.

A rule is a generator function in its own module, ``audit/rules/<family>/<name>.py``:
name = file = function. Its keyword-only arguments are its options, its docstring its page.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cache, cached_property, wraps
from typing import Any, Literal, NamedTuple

from audit import rule_index, wording
from audit.model import Hit, Segment, Severity, Span, Unjudged
from audit.packs import Pack

FAMILIES: Mapping[str, str] = {
    "EN": "encoding",
    "SP": "spacing",
    "PU": "punctuation",
    "ST": "structure",
    "LA": "language",
    "IN": "interference",
    "RE": "register",
    "FL": "fluency",
    "CO": "consistency",
    "CV": "coverage",
    "NU": "numbers",
    "NA": "names",
    "MK": "markup",
    "TE": "terms",
}

Check = Callable[..., Iterator[Hit | Unjudged]]
Scope = Literal["segment", "document"]


@dataclass(frozen=True)
class Rule:
    """A check and everything the user is told about it."""

    code: str
    name: str
    message: str
    category: str
    """MQM: ``accuracy/addition``, ``linguistic conventions/punctuation`` …"""
    severity: Severity
    scope: Scope
    check: Check
    needs: frozenset[str] = frozenset()
    """``"source"``, or names of annotators whose notes it reads."""
    facts: frozenset[str] = frozenset()
    """What the language pack must state; without it the rule does not judge."""
    reads: frozenset[str] = frozenset()
    """Further pack facts it uses if stated and can do without."""
    beats: frozenset[str] = frozenset()
    """Rules whose findings it replaces where the spans overlap or touch: one cause, one finding."""
    default: bool = True
    fixable: bool = False
    """Does the first suggestion, put in place of the span, remove the defect?"""
    unsafe: bool = False
    """Does that take content away, or hide what may be amiss, so that it is done on request only?"""
    alike: bool = False
    """Are the related places of a hit further places of the same slip, mended in the same way?"""
    gathers: bool = False
    """Is a minor slip that a text makes three times or more one finding, which names every place?"""
    language: str = wording.ENGLISH
    """The language that its findings are worded in."""

    @property
    def family(self) -> str:
        return FAMILIES[self.code[:2]]

    @cached_property
    def help(self) -> str:
        from inspect import getdoc

        return getdoc(getattr(self.check, "function", self.check)) or ""

    @property
    def claim(self) -> str:
        return self.help.split("\n", 1)[0]

    @cached_property
    def options(self) -> Mapping[str, Any]:
        """Option names and their defaults."""
        if isinstance(self.check, rule_index.Deferred):
            return self.check.stated
        from inspect import signature

        parameters = signature(self.check).parameters.values()
        return {p.name: p.default for p in parameters if p.kind is p.KEYWORD_ONLY}

    def said(self, facts: Mapping[str, Any]) -> str:
        """The message about a hit with these facts."""
        return wording.message(self.name, self.message, facts, self.language)

    def cannot_judge(self, pack: Pack, has_source: bool) -> str | None:
        """Why this rule has nothing to say about a text of this language, or None."""
        if "source" in self.needs and not has_source:
            return "no source"
        for fact in sorted(self.facts):
            if getattr(pack, fact) is None:
                return f"{pack.lang}: {fact} unknown"
        return None


_RULES: dict[str, Rule] = {}


def _register(scope: Scope, check: Check, code: str, about: dict[str, Any]) -> None:
    name = check.__name__.replace("_", "-")
    if code in _RULES and _RULES[code].name != name:
        raise ValueError(f"{code} names both {_RULES[code].name} and {name}")
    for key in ("needs", "facts", "reads", "beats"):
        about[key] = frozenset(about.get(key, ()))
    _RULES[code] = Rule(code, name, scope=scope, check=check, **about)


def rule(
    code: str, *, message: str, category: str, severity: Severity = "minor", **about: Any
) -> Callable[[Check], Check]:
    """Register a generator function of one ``Segment`` as a rule.

    Its hits are spans of ``segment.target.text``. ``about``: needs, facts, reads, beats,
    default, fixable, as in ``Rule``.
    """

    def register(check: Check) -> Check:
        _register("segment", check, code, {"message": message, "category": category, "severity": severity} | about)
        return check

    return register


def document_rule(
    code: str, *, message: str, category: str, severity: Severity = "minor", **about: Any
) -> Callable[[Check], Check]:
    """Register a generator function of one ``Document`` as a rule.

    Its hits are spans of ``document.text``.
    """

    def register(check: Check) -> Check:
        _register("document", check, code, {"message": message, "category": category, "severity": severity} | about)
        return check

    return register


class Measure(NamedTuple):
    """A number about a span of a segment, for a score rule to hold against its limit."""

    value: float
    span: Span
    facts: Mapping[str, Any] = {}


def score(
    code: str, *, message: str, category: str, limit: float, severity: Severity = "minor", **about: Any
) -> Callable[[Callable[[Segment], Iterable[Measure]]], Check]:
    """Register a function that measures a ``Segment`` as a rule.

    Every ``Measure`` above ``limit`` (an option of the rule) becomes a hit whose facts
    hold ``value`` and ``limit``.
    """

    def register(measure: Callable[[Segment], Iterable[Measure]]) -> Check:
        @wraps(measure)
        def check(segment: Segment, *, limit: float = limit) -> Iterator[Hit | Unjudged]:
            for value, span, facts in measure(segment):
                if value > limit:
                    yield Hit(span, {"value": round(value, 3), "limit": limit, **facts})

        del check.__wrapped__  # the options are check's own, not those of measure
        _register("segment", check, code, {"message": message, "category": category, "severity": severity} | about)
        return check

    return register


@dataclass(frozen=True)
class Catalogue:
    """The rules there are, by name and by code."""

    rules: tuple[Rule, ...]
    by_name: Mapping[str, Rule] = field(init=False)

    def __post_init__(self) -> None:
        names = {rule.name: rule for rule in self.rules}
        object.__setattr__(self, "by_name", names | {rule.code: rule for rule in self.rules})


@cache
def catalogue() -> Catalogue:
    """All rules, in order of their codes. Where an index of them is at hand, a check is imported when first called."""
    if entries := rule_index.load():
        return Catalogue(tuple(_from_index(entry) for entry in entries))
    rules = imported()
    rule_index.keep([_entry(rule) for rule in rules])
    return Catalogue(rules)


def imported() -> tuple[Rule, ...]:
    """The rules of every module under ``audit.rules``, in order of their codes."""
    from pkgutil import walk_packages

    package = importlib.import_module("audit.rules")
    for module in walk_packages(package.__path__, "audit.rules."):
        importlib.import_module(module.name)
    return tuple(_RULES[code] for code in sorted(_RULES))


def _entry(rule: Rule) -> rule_index.Entry:
    stated = {f.name: getattr(rule, f.name) for f in fields(rule) if f.name != "check"}
    return stated, rule.check.__module__, rule.check.__name__, dict(rule.options)


def _from_index(entry: rule_index.Entry) -> Rule:
    stated, module, name, options = entry
    return Rule(check=rule_index.Deferred(module, name, options), **stated)
