"""Names of a translation that its source does not have."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from audit.model import Segment, Span, Text
from audit.packs import Pack
from audit.text import counterparts, places, proper, rendition
from audit.text.counterparts import Missing, is_person, missing, spelt_out
from audit.text.hearing import is_alike, transcribed
from audit.text.sounds import alike, folded, sound

READS = counterparts.READS
_WORD = regex.compile(r"[\p{L}\p{M}]+")
_PARTS = regex.compile(r"[\p{L}\p{M}ー'’-]+")
_LATIN_NAME = regex.compile(
    r"(?<![\p{Latin}\p{N}&@#._/-])[\p{Lu}&&\p{Latin}][\p{Ll}&&\p{Latin}]{3,}(?![\p{Latin}\p{N}&@_/-]|[.]\p{L})",
    regex.V1,
)
_SHORT = 3
"""Letters of words that are too short to be told from others."""
_RESPELT = 0.55
"""Share of letters two words have in common, in order, from which they may be one."""
_RESEMBLING, _ALIKE = 0.7, 0.75
"""Bits per letter, and likeness of sound, from which two names may be one."""
_NAMED, _SPOKEN, _SURELY = 1.5, 3.0, 3.0
"""Bits per letter from which a run is what a word of the other side sounds like: what may be a name, another word;
and from which a name is a part of the run."""
_PART, _TOGETHER = 2.0, 2.5
"""Bits per letter from which a word is a part of a run (hate, speech: ヘイトスピーチ), and all parts are the run."""


def strangers(segment: Segment) -> list[Missing]:
    """Names of the translation that are not in its source, of scripts and spellings that show a name."""
    source, target = segment.source, segment.target
    if source is None:
        return []
    several = [
        name
        for name in (missing(target, source) if target.pack.cased else ())
        if name.several and _all_capital(target.prose[slice(*name.span)])
    ]
    found = [span for span in _single(source, target) if not any(span.overlaps(name.span) for name in several)]
    return several + [
        Missing(span, (), several=not target.pack.cased and is_person(span, target), certain=False) for span in found
    ]


def swapped(segment: Segment) -> list[tuple[Missing, Missing]]:
    """Pairs of a name that is lost and a strange one, none of which may be a spelling of the other."""
    source, target = segment.source, segment.target
    gone = missing(source, target) if source else []
    new = strangers(segment) if gone else []
    if source is None or not new:
        return []
    like = {(old, name) for old in gone for name in new if _resemble(old, name, source, target)}
    kept = [old for old in gone if not any(old is one for one, _ in like)]
    free = [name for name in new if not any(name is other for _, other in like)]
    certain = target.pack.cased and source.pack.common_words
    if certain and all(len(name.words) > 1 for name in free) and len(free) <= spelt_out(source, target, kept):
        return []
    either = certain or not target.pack.cased
    return [(old, name) for old in kept for name in free if either or old.several or name.several]


def _resemble(old: Missing, new: Missing, source: Text, target: Text) -> bool:
    """May one of two names be how the other is spelt there, in part?"""
    run = target.prose[slice(*new.span)]
    page = rendition.laid(run, target.pack)
    for word in _WORD.findall(source.prose[slice(*old.span)]):
        if len(word) <= _SHORT:
            continue
        if page is not None and page.bits(rendition.plain(word)) >= _RESEMBLING:
            return True
        if alike(sound(word, source.pack.lang), sound(run, target.pack.lang)) >= _ALIKE:
            return True
    return False


def _single(source: Text, target: Text) -> list[Span]:
    """Strange names of one word; none where institutions and nouns look as names do."""
    pack = target.pack
    known = pack.common_words or proper.ordinary_stems(pack.lang)
    if pack.capital_nouns or (pack.cased and not (known and source.pack.common_words)):
        return []
    there = [place.span for place in places.places(target.prose, pack)]
    free = (span for span in _runs(target) if not any(span.overlaps(taken) for taken in there))
    unheard = [span for span in free if _is_unheard(target.prose[slice(*span)], target, source)]
    return sorted([*unheard, *(() if pack.romanisation is None else _left_in_latin(target, source))])


def _all_capital(name: str) -> bool:
    return all(word[0][0].isupper() for word in _PARTS.finditer(name))


def _runs(text: Text) -> list[Span]:
    """Where a name from abroad may stand, by its letters, and is no ordinary word."""
    if text.pack.cased:
        found = proper.inside(text.prose, text.pack)
        return [span for span in found if not _is_ordinary(text.prose[slice(*span)], text.pack)]
    if rendition.shows_names(text.pack):
        return list(rendition.foreign_runs(text.prose, text.pack))
    found = (span for span in _maximal(list(transcribed(text.prose, text.pack))) if span.end - span.start >= _SHORT)
    return [span for span in found if not rendition.is_ordinary(text.prose[slice(*span)], text.pack)]


def _is_ordinary(word: str, pack: Pack) -> bool:
    if pack.common_words:
        return proper.is_common(word, proper.common_words(pack.lang))
    return proper.stem(word) in proper.ordinary_stems(pack.lang)


def _is_unheard(run: str, text: Text, other: Text) -> bool:
    """Is a run what no word of the other side sounds like, nor several of them together?"""
    words = set(_WORD.findall(other.prose))
    page = rendition.laid(run, text.pack)
    if page is not None:
        if any(_is_rendered(word, page, _may_be_name(word, other.pack)) for word in words):
            return False
        long = (rendition.plain(word) for word in words if len(word) > _SHORT)
        bits = ((page.bits(word), len(word)) for word in long)
        return sum(each * length for each, length in bits if each >= _PART) < _TOGETHER * page.length
    return text.pack.romanisation is None and not any(_is_spelt(word, folded(run)) for word in words)


def _may_be_name(word: str, pack: Pack) -> bool:
    known = proper.common_words(pack.lang) if pack.common_words else frozenset()
    return word[0].isupper() and word.casefold() not in known


def _is_spelt(word: str, run: str) -> bool:
    """Is a word so much like a folded one that both may be spellings of one name, or one word in two languages?"""
    from rapidfuzz.distance import Levenshtein

    low = folded(word)
    return len(low) > _SHORT and (is_alike(low, run) or Levenshtein.normalized_similarity(low, run) >= _RESPELT)


def _is_rendered(word: str, run: rendition.Laid, named: bool) -> bool:
    plain = rendition.plain(word)
    if len(plain) <= _SHORT - named:
        return False
    bits = run.bits(plain)
    covered = bits * len(plain) / max(len(plain), run.length)
    return covered >= (_NAMED if named else _SPOKEN) or (named and bits >= _SURELY)


def _left_in_latin(text: Text, other: Text) -> Iterator[Span]:
    """Names left in Latin letters that the other side does not have."""
    there = [folded(word) for word in _WORD.findall(other.prose)]
    for match in _LATIN_NAME.finditer(text.prose):
        if not any(is_alike(folded(match[0]), word) for word in there):
            yield Span(*match.span())


def _maximal(spans: list[Span]) -> Iterator[Span]:
    end = -1
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if span.end > end:
            end = span.end
            yield span
