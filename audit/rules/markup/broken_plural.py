"""MK09: plural forms."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from audit.model import Hit, Segment
from audit.rule import rule
from audit.text.edges import whole
from audit.text.placeholders import icu, is_string, syntax

_AFTER_COLON = regex.compile(r"[::]\s*\S*\s*$")
_FEW = 2


@rule(
    "MK09",
    message="{language} needs the plural forms {wanted}; {fault}",
    category="design/markup",
    severity="major",
    needs=["source"],
    facts=["plurals"],
    reads=["name"],
    beats=["unfinished-unit"],
)
def broken_plural(segment: Segment) -> Iterator[Hit]:
    """A plural lacks forms that the language of the translation has, or has the same text for all of them.

    ## Why it matters
    Numbers are shown with the wrong form of the word, or nothing is shown at all.

    ## Example
    en>ru: {n, plural, one {# file} other {# files}} ||| ⟦{n, plural,⟧ one {# файл} other {# файлов}}
    en>pl: %d files ||| ⟦%d plików⟧ ||| plural=0; plurals=%d plików; flags=c-format

    ## Stays quiet
    - branches of exact numbers (``=1``) that stand for the whole form
    - languages without plural forms
    - texts that do not bend: “Файлов: %d”

    ## Sources
    CLDR, Language Plural Rules
    """
    if segment.source is None:
        return
    categories = {name: numbers.split() for name, _, numbers in (p.partition(" ") for p in _plurals(segment))}
    wanted = ", ".join(categories)
    facts = {"language": segment.target.pack.name or segment.target.pack.lang, "wanted": wanted}
    if fault := _of_entry(segment, len(categories)):
        yield Hit(whole(segment.target.text), facts | {"fault": fault})
    for choice in _choices(segment):
        exact = {name.removeprefix("=") for name in choice.branches if name.startswith("=")}
        lacking = [
            name
            for name, only in categories.items()
            if name not in choice.branches and not (only and exact >= set(only))
        ]
        if lacking:
            yield Hit(choice.head, facts | {"fault": f"“{choice.name}” lacks {', '.join(lacking)}"})


def _plurals(segment: Segment) -> tuple[str, ...]:
    return segment.target.pack.plurals or ()


def _choices(segment: Segment) -> list[icu.Argument]:
    """The plural choices of a message whose source has more than one branch, too."""
    assert segment.source
    source, target = segment.source.text, segment.target.text
    if not syntax(source, segment.about.get("flags", ()), is_string(segment)).icu or icu.broken(target):
        return []
    theirs = [each for each in icu.every(icu.arguments(source)) if each.type == "plural" and len(each.branches) > 1]
    return [each for each in icu.every(icu.arguments(target)) if each.type == "plural"] if theirs else []


def _of_entry(segment: Segment, categories: int) -> str | None:
    """What is wrong with the forms of an entry; said once, of its first or its empty form."""
    about = segment.about
    if "plural" not in about or "plurals" not in about:
        return None
    text, others = segment.target.text, tuple(about["plurals"])
    if not text.strip():
        return "this one is empty" if any(map(str.strip, others)) else None
    if about["plural"] not in (0, "0", "zero", "one") or not all(map(str.strip, others)):
        return None
    forms = 1 + len(others)
    if categories > _FEW and isinstance(about["plural"], int) and forms < categories:
        return f"there are only {forms}"
    if categories > _FEW and forms > _FEW and {*others} == {text} and not _AFTER_COLON.search(text):
        return f"all {forms} are the same"
    return None
