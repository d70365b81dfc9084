"""EN06: letters of another script that look like the right ones."""

from __future__ import annotations

from collections.abc import Container, Iterator

import regex

from audit.model import Hit, Segment, Span
from audit.rule import rule

_PAIRS = {
    "а": "a", "с": "c", "е": "e", "о": "o", "р": "p", "х": "x", "у": "y", "і": "i", "ј": "j", "ѕ": "s",
    "А": "A", "В": "B", "С": "C", "Е": "E", "Н": "H", "І": "I", "К": "K", "М": "M", "О": "O", "Р": "P", "Т": "T",
    "Х": "X", "ο": "o", "ν": "v", "Α": "A", "Β": "B", "Ε": "E", "Η": "H", "Ι": "I", "Κ": "K", "Μ": "M", "Ν": "N",
    "Ο": "O", "Ρ": "P", "Τ": "T", "Υ": "Y", "Χ": "X", "Ζ": "Z",
}  # fmt: skip
"""Letters that most fonts draw alike. Source: Unicode 16, confusables.txt."""
_CYRILLIC = {latin: other for other, latin in _PAIRS.items() if "\u0400" <= other < "\u0500"}
_WORD = regex.compile(r"[\p{Latin}\p{Cyrillic}\p{Greek}\p{M}]{3,}")
_SCRIPT = {
    "Latin": regex.compile(r"\p{Latin}"),
    "Cyrillic": regex.compile(r"\p{Cyrillic}"),
    "Greek": regex.compile(r"\p{Greek}"),
}

_GLUED = regex.compile(r"\p{Latin}{3,}[\p{Cyrillic}\p{Greek}]+$|[\p{Cyrillic}\p{Greek}]+\p{Latin}{3,}$")
"""Two words without a blank, or a foreign name with an ending of the language, which may be a single letter
where the language is written with that script."""


@rule(
    "EN06",
    message="“{letter}” in “{word}” is a {script} letter that looks like “{meant}”",
    category="linguistic conventions/encoding",
    fixable=True,
    reads=["scripts"],
    beats=["wrong-script-word"],
)
def lookalike_letter(segment: Segment) -> Iterator[Hit]:
    """A word holds letters of another script that look like its own.

    ## Why it matters
    The word cannot be found, hyphenated or read aloud. Keyboards, scanners and people who want to slip past a
    filter leave such letters behind.

    ## Example
    en: The p⟦\N{CYRILLIC SMALL LETTER A}⟧yment is due on Friday.
    ru: Встреча пройдёт в М⟦o⟧скве.

    ## Stays quiet
    - words made of two scripts on purpose, where the foreign letters look like nothing else (IT-компания)
    - a foreign name with an ending, or two words that run together
    - mathematical and physical symbols (Δt, μm)

    ## Sources
    - Unicode Technical Standard 39, confusables
    """
    for word in _WORD.finditer(segment.target.prose):
        yield from _odd_ones(word, segment.target.pack.scripts or tuple(_SCRIPT))


def _odd_ones(word: regex.Match[str], written: Container[str]) -> Iterator[Hit]:
    counts = {name: len(letters.findall(word[0])) for name, letters in _SCRIPT.items()}
    scripts = sorted((name for name in counts if counts[name]), key=lambda name: -counts[name])
    if len(scripts) != 2 or counts[scripts[0]] <= counts[scripts[1]]:
        return
    own, odd = scripts
    table = _PAIRS if own == "Latin" else _CYRILLIC if (own, odd) == ("Cyrillic", "Latin") else {}
    strangers = list(_SCRIPT[odd].finditer(word[0]))
    may_be_glued = len(strangers) > 1 or odd in written
    if not all(found[0] in table for found in strangers) or (may_be_glued and _GLUED.match(word[0])):
        return
    for found in strangers:
        facts = {"letter": found[0], "word": word[0], "script": odd, "meant": table[found[0]]}
        yield Hit(Span(*found.span()).shift(word.start()), facts, (table[found[0]],))
