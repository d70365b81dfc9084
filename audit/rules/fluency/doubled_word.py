"""FL01: the the."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import regex

from audit.model import Hit, Segment, Span, Text
from audit.packs import Pack
from audit.rule import rule
from audit.text.needles import tried
from audit.text.tokens import tokens

_LONGEST_NAME = 7
"""Letters up to which a doubled word with a capital may be a name (Duran Duran, Humbert Humbert)."""
_LONGEST_UNCASED_NAME = 2
_QUOTE = regex.compile(r"[\p{Pi}\p{Pf}\"'„«»]")


@rule(
    "FL01",
    message="“{doubled}”: “{word}” stands here twice in a row",
    category="linguistic conventions/grammar",
    facts=["doubled_words", "word_spaces"],
    reads=["doubled_particles", "function_words", "reduplicates", "cased", "apostrophes", "elisions"],
    fixable=True,
)
def doubled_word(segment: Segment) -> Iterator[Hit]:
    """A word or particle is written twice in a row.

    ## Why it matters
    Nobody means it: an edit went wrong, or the seam between two translated pieces shows.

    ## Example
    en: The bridge was closed for ⟦the the⟧ winter.
    ja: 新しい橋⟦のの⟧工事は来年まで続く。

    ## Stays quiet
    - words that a language does double: had had, vous vous, très très
    - languages that form words by doubling (Indonesian, Turkish, Hindi) or write names like other words (Korean,
      Hebrew), but for their grammatical words
    - names: Duran Duran, Walla Walla
    - words parted by a comma or a quotation mark
    - kana that are doubled inside words: もも, ははは, ととのえる
    - three or more in a row, which looped-phrase reports

    ## Sources
    - the pack facts ``doubled_words`` and ``doubled_particles``, with their own sources
    """
    target = segment.target
    for _, pattern in tried(target.pack.doubled_particles or (), target.prose):
        for match in pattern.finditer(target.prose):
            yield _hit(target, Span(*match.span()), match[0][: len(match[0]) // 2])
    if target.pack.word_spaces:
        yield from _words(target)


def _words(target: Text) -> Iterator[Hit]:
    """Words between blanks that repeat the word before them."""
    spans = [token.span for token in tokens(target.prose, target.pack) if token.kind == "word"]
    texts = [target.prose[slice(*span)] for span in spans]
    for i, (first, second) in enumerate(pairwise(spans)):
        word = texts[i + 1]
        same = word == texts[i] or (i == 0 and word == texts[i].lower())
        if not same or target.prose[first.end : second.start].strip() or _cited(target.prose, first, second):
            continue
        beside = {text.casefold() for text in (*texts[max(i - 1, 0) : i], *texts[i + 2 : i + 3])}
        if word.casefold() not in beside and not _meant(word, target.pack):
            yield _hit(target, Span(first.start, second.end), texts[i])


def _meant(word: str, pack: Pack) -> bool:
    """May this word follow itself, or is it a name, an initial, a letter?"""
    low = word.casefold()
    if low in (pack.doubled_words or ()):
        return True
    if low in (pack.function_words or ()):
        return word[0].isupper()
    if pack.reduplicates is not False or len(word) == 1:
        return True
    if word[0].isupper():
        return word.isupper() or len(word) <= _LONGEST_NAME
    return not pack.cased and len(word) <= _LONGEST_UNCASED_NAME


def _cited(prose: str, first: Span, second: Span) -> bool:
    """Do the two stand alone in quotation marks?"""
    return _QUOTE.match(prose[: first.start][-1:]) is not None and _QUOTE.match(prose[second.end :][:1]) is not None


def _hit(target: Text, span: Span, word: str) -> Hit:
    return Hit(span, {"doubled": target.text[slice(*span)], "word": word}, (word,))
