"""CV03: source text left standing in the translation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from audit.model import Hit, Segment, Span, Text
from audit.rule import rule
from audit.text.scripts import COMMON, counts
from audit.text.tokens import READS, tokens
from audit.text.trigrams import is_of_another

_Word = tuple[Span, str]
_DENSE = r"\u3040-\u30ff\u3400-\u9fff"
_LETTERS = re.compile(rf"[^\W\d_{_DENSE}]{{3,}}|[{_DENSE}]{{3,}}")
_CLOSING = "»«”’\"')]）」』”“›》】"
_FIRST_WORD = re.compile(r"[«»“”„‘’\"'(\[（「『‹《【]\w+$")
_UNCASED = 6
"""Letters of a script without capitals that make a copied run language."""
_HEADLINE = 8
"""Words from which function words count as ordinary ones: headlines have capitals throughout, long names too."""
_CLAUSE = 4
"""Words from which one function word makes them language: beside an ordinary one if they are all there is, or two."""
_TELLING = 4
"""Words that show their language by their letters."""


@rule(
    "CV03",
    message="“{text}” stands as in the source",
    category="accuracy/untranslated",
    severity="major",
    needs=["source"],
    reads=READS | {"function_words", "scripts"},
    beats=["untranslated-span", "wrong-language", "language-switch"],
)
def untranslated_segment(segment: Segment, *, words: int = 6, ordinary: int = 3) -> Iterator[Hit]:
    """The translation repeats words of the source instead of translating them.

    ## Why it matters
    A copied sentence is the plainest defect there is, and one that numbers, names and lengths all pass.

    ## Example
    en>ja: The museum opens at nine every morning. ||| ⟦The museum opens at nine every morning.⟧

    ## Stays quiet
    - names, products, codes, addresses and figures, which stay as they are
    - labels of a word or two
    - quotations and titles of works within a translated sentence

    ## Options
    - `words`: how many words in a row must be the source's, where the rest was translated; four are enough where they
      hold a function word beside two ordinary ones
    - `ordinary`: how many of them, at the least, must be ordinary words: without a capital, of three letters or more
    """
    source, target = segment.source, segment.target
    if source is None or source.pack.lang.partition("-")[0] == target.pack.lang.partition("-")[0]:
        return
    if not _may_be_copied(source.text, target.text, ordinary):
        return
    there, ours = _words(source), _words(target)
    theirs = [word for _, word in there]
    if not theirs or not ours:
        return
    whole = [word for _, word in ours] == theirs
    if whole and len(theirs) >= _TELLING and _is_foreign(source, theirs):
        return
    small = frozenset(source.pack.function_words or ())
    for start, end in [(0, len(ours))] if whole else _copied(theirs, ours, min(words, _CLAUSE)):
        run = ours[start:end]
        said = [word for _, word in run]
        if _is_clause(said, small, 1 if whole else 2) or (
            (whole or len(run) >= words) and _is_language(said, min(ordinary, 2) if whole else ordinary, small, whole)
        ):
            span = Span(run[0][0].start, run[-1][0].end)
            if whole:
                text = target.text
                span = Span(len(text) - len(text.lstrip()), len(text.rstrip()))
            elif _quoted(target, span) or _named(source, there, run):
                continue
            yield Hit(span, {"text": target.text[slice(*span)]})


def _may_be_copied(source: str, target: str, ordinary: int) -> bool:
    """Are so many ordinary words of the translation in the source, or all there are? Most sentences end here."""
    runs = set(_LETTERS.findall(target))
    same = sum(run in source for run in runs)
    return same >= ordinary or (same > 0 and same == len(runs))


def _words(text: Text) -> list[_Word]:
    return [(t.span, text.text[slice(*t.span)]) for t in tokens(text.prose, text.pack) if t.kind == "word"]


def _copied(theirs: list[str], ours: list[_Word], least: int) -> Iterator[tuple[int, int]]:
    """Runs of ``least`` words or more of the translation that stand in the source in the same order."""
    grams = {tuple(theirs[i : i + least]) for i in range(len(theirs) - least + 1)}
    starts = [i for i in range(len(ours) - least + 1) if tuple(word for _, word in ours[i : i + least]) in grams]
    for _, run in groupby(enumerate(starts), key=lambda pair: pair[1] - pair[0]):
        numbers = [start for _, start in run]
        yield numbers[0], numbers[-1] + least


def _named(source: Text, theirs: list[_Word], run: list[_Word]) -> bool:
    """Do the words stand in the source as they do here, in quotation marks or brackets: a title, or a name in full?"""
    words = [word for _, word in run]
    places = (n for n in range(len(theirs)) if [word for _, word in theirs[n : n + len(run)]] == words)
    return any(_quoted(source, Span(theirs[n][0].start, theirs[n + len(run) - 1][0].end)) for n in places)


def _is_clause(words: list[str], small: frozenset[str], ordinary: int) -> bool:
    """Are there enough words, a function word and so many others without a capital among them?"""
    plain = {word for word in words if len(word) > 2 and word.islower()}
    grammar = small.intersection(map(str.casefold, words))
    return len(words) >= _CLAUSE and bool(grammar) and len(plain - grammar) >= ordinary


def _is_language(words: list[str], ordinary: int, small: frozenset[str], whole: bool) -> bool:
    """Are there words among them that no name or code consists of?"""
    plain = [word for word in words if len(word) > 2 and word.islower()]
    grammar = small.intersection(map(str.casefold, words))
    if len(plain) >= ordinary or (len(words) >= _HEADLINE and len(grammar.union(plain)) >= ordinary):
        return True
    uncased = sum(len(word) for word in words if word.isalpha() and word.lower() == word.upper())
    return whole and uncased >= _UNCASED


def _is_foreign(source: Text, words: list[str]) -> bool:
    """Is it no text of the source's language, but a saying in a third or the target's own, which stays as it is?"""
    own, there = source.pack.scripts or (), {script for script in counts(source.prose) if script != COMMON}
    return (bool(own) and there.isdisjoint(own)) or is_of_another(words, source.pack.lang)


def _quoted(text: Text, span: Span) -> bool:
    """Does a quotation mark or bracket stand right before it, or before one more word, and one right after?"""
    before, after = text.text[: span.start].rstrip(), text.text[span.end :].lstrip(" .,!?…")
    if not before or not after or after[0] not in _CLOSING:
        return False
    return not before[-1].isalnum() or _FIRST_WORD.search(before) is not None
