"""SP07: a mark that lost its blank, in languages that part it from the word."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import regex

from audit.model import Document, Hit, Span
from audit.rule import document_rule


@document_rule(
    "SP07",
    message="no blank before “{mark}” where {count} of {total} have one",
    category="linguistic conventions/spacing",
    facts=["space_before"],
    fixable=True,
)
def missing_space_before_mark(document: Document, *, least: int = 6, share: float = 0.8) -> Iterator[Hit]:
    """A mark that the language parts from the word touches it.

    ## Why it matters
    French sets a no-break blank before ; : ! ? and ». Where a text does so, the one place without it was written
    by another hand or another engine.

    ## Example
    ```fr
    Qui vient ? Personne ne vient. Pourquoi ? Il pleut : la route est fermée.
    Que faire ? Attendre ! Et après⟦⟧? On verra : rien ne presse.
    ```

    ## Stays quiet
    - texts that set these marks without a blank, or have too few to tell
    - times, ratios and addresses: 12:30
    - marks after a bracket or another mark: ?!

    ## Options
    - ``least``: marks below which a text has no habit
    - ``share``: of them, 0..1, that must have the blank
    """
    marks = document.pack.space_before or ()
    if not marks:
        return
    apart, touching = _patterns(marks)
    total = len(apart.findall(document.prose))
    hits = list(touching.finditer(document.prose))
    if total < least or total < share * (total + len(hits)):
        return
    for found in hits:
        here = found.start(1)
        facts = {"mark": found[1], "count": total, "total": total + len(hits)}
        yield Hit(Span(here, here), facts, ("\N{NARROW NO-BREAK SPACE}",))


@cache
def _patterns(marks: tuple[str, ...]) -> tuple[regex.Pattern[str], regex.Pattern[str]]:
    """Marks with and without a blank before them, at the end of a word."""
    any_mark = "".join(map(regex.escape, marks))
    return (
        regex.compile(rf"(?<=\S)[ \u00A0\u202F]([{any_mark}])"),
        regex.compile(rf"(?<=\p{{L}}{{2}})([{any_mark}])(?=[\s,.;)]|$)"),
    )
