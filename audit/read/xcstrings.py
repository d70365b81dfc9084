"""Apple string catalogues (.xcstrings): JSON with the source and all translations of each key, and their variations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from audit.read.container import CATEGORIES, DEEPEST, Container, refused, wanted
from audit.read.json import load
from audit.read.page import Page

_WHAT = "string catalogue"
_STATES = {"new": "fuzzy", "needs_review": "fuzzy", "stale": "fuzzy"}


class _Form(NamedTuple):
    """A text under the variations that lead to it: plural categories, devices, variables."""

    variations: tuple[str, ...]
    text: str
    state: str


def page(path: str, text: str, language: str | None = None) -> Page:
    """Every variation of every string as an entry. ``language``: the one to read if there are several.

    Raises:
        ReadError: broken JSON, no catalogue, several languages and none named.
    """
    catalogue = load(path, text)
    strings = catalogue.get("strings") if isinstance(catalogue, dict) else None
    if not isinstance(strings, dict) or not isinstance(catalogue.get("sourceLanguage"), str):
        raise refused(path, _WHAT, "it has no “sourceLanguage”, or no “strings”")
    theirs: str = catalogue["sourceLanguage"]
    known = {key: _dict(_dict(entry).get("localizations")) for key, entry in strings.items()}
    counts = Counter(tag for tags in known.values() for tag in tags if tag != theirs)
    ours = wanted(path, list(counts), language)
    container = Container(path, "xcstrings")
    for key, entry in strings.items():
        if _dict(entry).get("shouldTranslate") is not False:
            sources = list(_forms(_dict(known[key].get(theirs)))) or [_Form((), key, "translated")]
            targets = list(_forms(_dict(known[key].get(ours)))) if ours else sources
            _add(container, key, _dict(entry), sources if ours else [], targets)
    if not container.entries:
        raise refused(path, _WHAT, "it holds no strings to translate")
    return container.page(ours or theirs, theirs if ours else None)


def _add(container: Container, key: str, entry: dict[str, Any], sources: list[_Form], targets: list[_Form]) -> None:
    """Take in the forms of a string; without sources (nothing is translated yet) as texts of their own."""
    by_way = {form.variations: form.text for form in sources}
    for form in targets or [_Form(way, "", "") for way in by_way]:
        other = tuple("other" if step in CATEGORIES else step for step in form.variations)
        source = by_way.get(form.variations, by_way.get(other, sources[-1].text)) if sources else None
        comment = entry.get("comment")
        container.add(
            key + "".join(f"[{step}]" for step in form.variations),
            form.text,
            source,
            key=key,
            plural=next((step for step in form.variations if step in CATEGORIES), None),
            part=", ".join(step for step in form.variations if step not in CATEGORIES),
            comment=comment if isinstance(comment, str) else None,
            stated=form.state,
            state=_STATES.get(form.state, "translated") if form.text.strip() else "untranslated",
        )


def _forms(localization: dict[str, Any], way: tuple[str, ...] = ()) -> Iterator[_Form]:
    unit = _dict(localization.get("stringUnit"))
    if isinstance(unit.get("value"), str):
        yield _Form(way, unit["value"], str(unit.get("state", "")))
    if len(way) > DEEPEST:
        return
    for choices in _dict(localization.get("variations")).values():
        for choice, inner in _dict(choices).items():
            yield from _forms(_dict(inner), (*way, choice))
    for variable, inner in _dict(localization.get("substitutions")).items():
        yield from _forms(_dict(inner), (*way, variable))


def _dict(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
