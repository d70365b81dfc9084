"""RE02: a person with and without a title of respect."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache

import regex

from audit.model import Document, Hit, Span
from audit.packs import Phrase
from audit.rule import document_rule


@document_rule(
    "RE02",
    message="“{name}” has no title of respect here, but {count} times elsewhere (“{example}”)",
    category="style/register",
    facts=["mentions"],
    needs=["narration"],
)
def honorific_drop(document: Document, *, least: int = 3, share: float = 0.25) -> Iterator[Hit]:
    """A person who bears a title of respect throughout the text is once mentioned without it.

    ## Why it matters
    In Japanese and Korean a bare name is rude, or belongs to an accused, an athlete, a person of
    history. Source languages have no such title, so engines add and drop it by the sentence.

    ## Example
    ```ja
    山崎さんは三年前に店を開いた。山崎さんの料理は評判がよい。客は山崎さんに会いに来る。
    昨年、⟦山崎⟧は二号店を出した。
    ```

    ## Stays quiet
    - quotations
    - a full name, another title or an office, which stand for the title
    - names that are without one in more than a quarter of their places

    ## Options
    - ``least``: mentions with a title, below which a name is not judged
    - ``share``: of its mentions that may be bare for them to be slips, 0..1
    """
    text, mentions = document.notes["narration"], document.pack.mentions or ()
    titled = list(_mentions(mentions, "titled").finditer(text))
    counts = Counter(match["name"] for match in titled)
    examples = {match["name"]: match[0] for match in reversed(titled)}
    bare: dict[str, list[Span]] = {}
    for match in _mentions(mentions, "bare").finditer(text):
        if counts[match["name"]] >= least:
            bare.setdefault(match["name"], []).append(Span(*match.span("name")))
    for name, spans in bare.items():
        if len(spans) <= share * (len(spans) + counts[name]):
            for span in spans:
                yield Hit(span, {"name": name, "count": counts[name], "example": examples[name]}, (examples[name],))


@cache
def _mentions(mentions: tuple[Phrase, ...], kind: str) -> regex.Pattern[str]:
    """The patterns of one kind as one."""
    return regex.compile("|".join(row.pattern for row in mentions if row.kind == kind) or "(?!)(?P<name>)")
