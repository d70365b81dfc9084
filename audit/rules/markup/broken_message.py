"""MK04: ICU messages that cannot be read."""

from __future__ import annotations

from collections.abc import Iterator

from audit.model import Hit, Segment, Span
from audit.rule import rule
from audit.text.edges import whole
from audit.text.placeholders import icu, is_string, syntax


@rule(
    "MK04",
    message="the message cannot be read as the source can: {reason}",
    category="design/markup",
    severity="major",
    needs=["source"],
)
def broken_message(segment: Segment) -> Iterator[Hit]:
    """An ICU message has lost its syntax in translation: a brace, a keyword, a branch.

    ## Why it matters
    The program cannot show the message at all.

    ## Example
    en>de: {n, plural, one {# file} other {# files}} ||| {n, plural, one {# Datei} ⟦andere⟧ # Dateien}}
    en>fr: {sex, select, female {She} other {They}} left ||| ⟦{sex, select,⟧ féminin {Elle} other {Ils}} parti

    ## Stays quiet
    - plural branches of the other language's own
    - braces of strings that are no messages
    - quoted braces, ``'{'``

    ## Sources
    ICU User Guide, “Formatting Messages”
    """
    if segment.source is None or not segment.target.text.strip():
        return
    source, target = segment.source.text, segment.target.text
    if not syntax(source, segment.about.get("flags", ()), is_string(segment)).icu:
        return
    if error := icu.broken(target):
        yield Hit(_shown(target, error.at), {"reason": error.reason})
        return
    wanted = {each.name: each.branches.keys() for each in icu.every(icu.arguments(source)) if each.type == "select"}
    for choice in icu.every(icu.arguments(target)):
        if choice.type == "select" and (changed := wanted.get(choice.name, set()) ^ choice.branches.keys()):
            names = ", ".join(sorted(changed))
            yield Hit(choice.head, {"reason": f"branches of “{choice.name}” differ: {names}"})


def _shown(text: str, at: int) -> Span:
    """The word or sign at a place, all of the text if that is its end."""
    end = at
    while end < len(text) and text[end].isalnum():
        end += 1
    return Span(at, max(end, at + 1)) if at < len(text) else whole(text)
