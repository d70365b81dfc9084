"""RE03: one way to address the reader."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import NamedTuple

import regex

from audit.model import Document, Hit, Segment, Span
from audit.packs import Phrase
from audit.rule import document_rule

_DIALOGUE = regex.compile(r"[—–―]")


class Form(NamedTuple):
    """A word that says how the text addresses its reader, or who speaks."""

    kind: str
    span: Span
    sentence: int


@document_rule(
    "RE03",
    message="“{word}” is {kind} in a text that is {majority} elsewhere (“{example}”, {count} of {judged})",
    category="style/register",
    facts=["address"],
    reads=["word_spaces"],
    needs=["narration"],
    gathers=True,
)
def mixed_address(document: Document, *, least: int = 3, share: float = 0.4) -> Iterator[Hit]:
    """The text addresses its reader, or lets its narrator speak, in two ways.

    ## Why it matters
    English has one “you”; most languages have two and use one of them throughout. A translation
    that says Sie here and du there, 您 and then 你, was made sentence by sentence. Thai
    particles and Japanese pronouns for “I” give the narrator away in the same manner.

    ## Example
    ```de
    Laden Sie die Datei herunter und speichern Sie sie auf Ihrem Gerät.
    Danach öffnest ⟦du⟧ das Programm. Nun können Sie die Datei bearbeiten.
    ```

    ## Stays quiet
    - quotations and dialogue behind a dash
    - capital Sie or Lei at the start of a sentence, which may mean “they” or “she”
    - two ways in two parts of a text, each about as long
    - fewer than three words of the prevailing way

    ## Options
    - ``least``: words of the prevailing way a text must have
    - ``share``: of all such words that the other way may have at most, 0..1, unless they alternate
    """
    own = (segment for p in document.paragraphs if not _DIALOGUE.match(p.text.text) for segment in p.segments)
    forms = [form for number, segment in enumerate(own) for form in _forms(segment, number, document)]
    forms.sort(key=lambda form: form.span)
    for _, group in sorted(_groups(forms).items()):
        yield from _minority(group, document, least, share)


def _minority(forms: list[Form], document: Document, least: int, share: float) -> Iterator[Hit]:
    counts = Counter(form.kind for form in forms)
    (majority, count), *others = counts.most_common()
    if not others or count < least:
        return
    judged = len(forms)
    runs = sum(1 for _ in groupby(forms, key=lambda form: form.kind))
    if judged - count > share * judged and runs < 4:
        return
    example = next(form for form in forms if form.kind == majority)
    for _, found in groupby((f for f in forms if f.kind != majority), key=lambda form: form.sentence):
        form = next(found)
        facts: dict[str, object] = {
            "word": document.text[slice(*form.span)],
            "example": document.text[slice(*example.span)],
        }
        facts |= {"kind": form.kind, "majority": majority, "count": count, "judged": judged}
        yield Hit(form.span, facts, related=(example.span,))


def _groups(forms: list[Form]) -> dict[str, list[Form]]:
    """Forms by what they say: ``male speaker`` contradicts ``female speaker`` only."""
    groups: dict[str, list[Form]] = {}
    for form in forms:
        groups.setdefault(form.kind.partition(" ")[2], []).append(form)
    return groups


def _forms(segment: Segment, number: int, document: Document) -> Iterator[Form]:
    start, pack = segment.target.start, segment.target.pack
    sentence = document.notes["narration"][start : start + len(segment.target.text)]
    for pattern, kind in _patterns(pack.address or (), bool(pack.word_spaces)):
        for match in pattern.finditer(sentence):
            yield Form(kind, Span(*match.span()).shift(start), number)


@cache
def _patterns(address: tuple[Phrase, ...], spaced: bool) -> list[tuple[regex.Pattern[str], str]]:
    """The address words of a language; where blanks part words, whole words."""
    before, after = (r"(?<![\p{L}\p{M}])", r"(?![\p{L}\p{M}])") if spaced else ("", "")
    return [(regex.compile(f"{before}(?:{phrase.pattern}){after}"), phrase.kind) for phrase in address]
