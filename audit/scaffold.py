"""Write the two files of a new rule."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from audit.config import nearest
from audit.rule import FAMILIES, catalogue

_MODULE = '''"""{code} {name}."""

from collections.abc import Iterator

import regex

from audit.model import Hit, Segment, Span, Unjudged
from audit.rule import rule

_FOUND = regex.compile(r"⁇")


@rule(
    "{code}",
    message="“{{text}}” stands here where … was expected",
    category="linguistic conventions/…",
)
def {function}(segment: Segment) -> Iterator[Hit | Unjudged]:
    """State the defect as a fact about the text, in the present tense.

    ## Why it matters

    What a reader loses by it.

    ## Example

    en: A sentence with the defect ⟦⁇⟧ marked.

    ## Stays quiet

    - where it would be wrong to speak; each bullet has a quiet case.
    """
    for found in _FOUND.finditer(segment.target.prose):
        yield Hit(Span(*found.span()), {{"text": found[0]}})
'''

_CASES = """# {name} ({code})

## fires

en: A sentence with the defect ⟦⁇⟧ marked.

ja: 欠陥のある文⟦⁇⟧です。

## quiet

en: A sentence without it.

ja: 欠陥のない文です。
"""


class ScaffoldError(Exception):
    """The new rule cannot be written, and why."""


def scaffold(family: str, name: str, root: Path) -> Iterator[Path]:
    """Write module and case file of a rule under the project at ``root``; their paths.

    Raises:
        ScaffoldError: unknown family, malformed or taken name, or no project at ``root``.
    """
    by_name = {title: code for code, title in FAMILIES.items()}
    letters = family.upper() if family.upper() in FAMILIES else by_name.get(family)
    if letters is None:
        raise ScaffoldError(f"unknown family “{family}”{nearest(family, [*by_name, *FAMILIES])}")
    if not re.fullmatch(r"[a-z]+(-[a-z]+)*", name):
        raise ScaffoldError(f"“{name}” is no rule name; expected lower-case words joined by hyphens")
    if name in catalogue().by_name:
        raise ScaffoldError(f"there is a rule “{name}” already")
    if not (root / "audit" / "rules").is_dir():
        raise ScaffoldError(f"{root} is not the project's folder: it has no audit/rules")
    taken = [int(rule.code[2:]) for rule in catalogue().rules if rule.code.startswith(letters)]
    about = {"code": f"{letters}{max(taken, default=0) + 1:02}", "name": name, "function": name.replace("-", "_")}
    for folder, suffix, content in (("audit/rules", "py", _MODULE), ("tests/rules", "md", _CASES)):
        path = root / folder / FAMILIES[letters] / f"{about['function']}.{suffix}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content.format(**about), "utf-8")
        yield path
