"""MK01: placeholders of the source that are not in the translation."""

from __future__ import annotations

from collections.abc import Iterator

from audit.model import Hit, Segment
from audit.rule import rule
from audit.text.edges import whole
from audit.text.placeholders.changes import of_segment


@rule(
    "MK01",
    message="the source has the placeholder “{source_text}”{instead}",
    category="design/markup",
    severity="major",
    needs=["source"],
    reads=["percents"],
)
def lost_placeholder(segment: Segment) -> Iterator[Hit]:
    """A placeholder of the source is missing from the translation, or is damaged or renamed there.

    ## Why it matters
    The program has nothing to fill in, shows raw code to its users, or stops: a changed type crashes C and Python.

    ## Example
    en>de: Hello %(name)s! ||| Hallo ⟦%(Name)s⟧!
    en>ja: {count} files were copied. ||| ⟦ファイルがコピーされました。⟧

    ## Stays quiet
    - another order of placeholders that have names or numbers, and numbers given to those that had none
    - ``{d:%m/%d}`` with another format, which differs between languages
    - the form of a plural that stands for one or two, which may say it in words
    - percentages and braces of prose

    ## Sources
    ISO C fprintf, POSIX, Python ``str.format``, ICU MessageFormat, Qt, Ruby, i18next, Vue I18n, Fluent: their grammars.
    """
    target = segment.target.text
    for lost, _, span in of_segment(segment):
        if lost is None:
            continue
        found = target[slice(*span)] if span else ""
        instead = f", here it became “{found}”" if span else ", the translation does not"
        facts = {"source_text": lost.text, "found": found, "instead": instead}
        yield Hit(span or whole(target), facts, (lost.text,) if span else ())
