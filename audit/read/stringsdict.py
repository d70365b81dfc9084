"""Apple plural rules (Localizable.stringsdict): a format for each key, and the forms of its variables."""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit.read.container import CATEGORIES, Container, language_of, refused
from audit.read.keyed import state
from audit.read.page import Page
from audit.read.plist import Item, dictionary

_WHAT = "plural rules file"
_FORMAT = "NSStringLocalizedFormatKey"
_ONLY_VARIABLES = re.compile(r"(?:\s*%(?:\d+\$)?#@[^@]*@)*\s*")


def page(path: str, text: str) -> Page:
    """Every form of every variable as a unit (``key.variable[one]``), and every format that holds words.

    Raises:
        ReadError: broken XML, no property list, no forms.
    """
    container = Container(path, "stringsdict")
    for item in dictionary(path, text, _WHAT):
        for variable, category, line, string in _forms(item):
            container.add(
                f"{item.key}.{variable}[{category}]" if category else item.key,
                string,
                key=item.key,
                part=variable,
                plural=category if category in CATEGORIES else None,
                line=line,
                state=state(string),
            )
    if not container.entries:
        raise refused(path, _WHAT, "it holds no plural forms")
    return container.page(language_of(path))


def _forms(item: Item) -> Iterator[tuple[str, str, int, str]]:
    """Variable, category, line and text of what stands under a key."""
    for part in item.value if isinstance(item.value, tuple) else ():
        if part.key == _FORMAT and isinstance(part.value, str) and not _ONLY_VARIABLES.fullmatch(part.value):
            yield "", "", part.line, part.value
        for form in part.value if isinstance(part.value, tuple) else ():
            if not form.key.startswith("NSString") and isinstance(form.value, str):
                yield part.key, form.key, form.line, form.value
