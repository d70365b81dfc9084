"""IN02: a run of ideographs that is a word only by its sound in another language."""

from __future__ import annotations

from collections.abc import Iterator

from audit.model import Document, Hit, Unjudged
from audit.rule import document_rule


@document_rule(
    "IN02",
    message="“{text}” is no word; {language} {through} is also “{meaning}”",
    category="accuracy/mistranslation",
    severity="major",
    needs=["traces"],
    reads=["readings"],
    beats=["pivot-homophone"],
)
def pivot_nonword(document: Document) -> Iterator[Hit | Unjudged]:
    """The text has ideographs that make no word, but sound like one in a language it went through.

    ## Why it matters
    A pivot that spells by sound loses which ideographs a word had. Where the engine then guesses
    them one by one, it writes something no dictionary has, and no reader can make out.

    ## Example
    ja: 選手たちは連戦で体力が⟦被廃⟧しており、監督は休養を与えることにした。
    ja: 選手たちは連戦で体力が疲弊しており、監督は休養を与えることにした。

    ## Stays quiet
    - names of people, places and companies
    - countries by one letter each
    - numbers and what they count
    - parts of verbs before their kana
    - words that only dictionaries know

    ## Sources
    - readings: libhangul's table of hanja words; data and measured quality in ``audit/models/readings.md``
    """
    if not document.pack.readings:
        yield Unjudged("no table of what a pivot language writes alike")
    yield from document.notes["traces"].hits("nonword")
