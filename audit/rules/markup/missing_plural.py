"""MK14: plural forms that are strings of their own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from audit.model import Document, Hit, Segment
from audit.rule import document_rule
from audit.text.edges import whole


@document_rule(
    "MK14",
    message="“{key}” has no form for {missing}; {language} has {wanted}",
    category="design/markup",
    severity="major",
    needs=["source"],
    facts=["plurals"],
    reads=["name"],
)
def missing_plural(document: Document) -> Iterator[Hit]:
    """A plural whose forms are strings of their own lacks some that the language of the translation has.

    ## Why it matters
    For the numbers of that form the program shows another, the source, or nothing.

    ## Example
    ```en>ru
    %d file ||| ⟦%d файл⟧ ||| key=files; plural=one
    %d files ||| %d файла ||| key=files; plural=other
    ```

    ## Stays quiet
    - forms for single numbers (one, two) that the general one can stand for
    - languages without plural forms

    ## Sources
    CLDR, Language Plural Rules
    """
    needed = [name for name, _, only in (plural.partition(" ") for plural in document.pack.plurals or ()) if not only]
    facts = {"language": document.pack.name or document.pack.lang, "wanted": ", ".join(needed)}
    forms: dict[tuple[object, object], dict[str, Segment]] = defaultdict(dict)
    for unit in document.units:
        if isinstance(category := unit.about.get("plural"), str) and unit.about.get("key"):
            forms[unit.about["key"], unit.about.get("context")][category] = unit
    for (key, _), found in forms.items():
        if missing := [category for category in needed if category not in found]:
            first = next(iter(found.values())).target
            yield Hit(first.in_document(whole(first.text)), facts | {"key": key, "missing": ", ".join(missing)})
