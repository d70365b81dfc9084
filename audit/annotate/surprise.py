"""How surprising the order of a sentence's words is.

The evidence of a stretch is the sum over its junctions (see ``audit.annotate.junctions``), so
rare words, which carry none, do not count: what is judged is order, not likelihood. Where the
evidence is against a stretch, its words are shuffled a few times: a stretch that is in
order, however odd, still is better than that.

Figures and data: ``audit/models/surprise.md``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from random import Random
from statistics import fmean, pstdev

from audit.annotate import Notes
from audit.annotate.junctions import Model, Word, against, model
from audit.model import Document, Paragraph, Span
from audit.packs import Pack
from audit.text.order import Surprise, worst_stretch

LEAST_WORDS = 10
"""Shorter sentences (titles, answers, entries) show too little order to be judged."""
LEAST_UNMARKED = 20
"""So do longer ones without an end mark anywhere: headlines, chat."""
MOST_NEUTRAL = 0.3
"""Share of neutral words above which there is too little to go by."""
JUDGED_KINDS = ("prose", "quote", "list-item")

SHUFFLES = (4, 8)
"""So many at first, and so many more where those leave a doubt."""
DOUBT, SPREAD = 1.0, 2.5
"""None is left this many standard deviations above the limit, if so many nats are added to what few show of it."""
NO_BETTER = 1.5
"""Standard deviations above its own shuffles up to which the order of a suspect stretch is none."""
THIN = 0.3
"""Evidence for its order, in nats for each word, above which a sentence is in order without further question."""
LEAST_SILENT = 14
"""Words of a sentence that is asked although nothing speaks against its order."""
SPEAKS = 3.0
"""Evidence, in nats, above which shorter sentences are asked too."""
PLAIN = 5.0
"""Evidence, in nats, that weighs as much as one standard deviation."""


def judged(text: str, words: Sequence[Word], evidence: Sequence[float], known: Model) -> Surprise:
    """The note on one sentence; ``evidence`` against all its junctions, ``len(words) + 1``."""
    stretch, begin, end = worst_stretch(evidence)
    first, last = max(begin - 1, 0), max(min(end, len(words)) - 1, 0)
    while first < last and not text[words[first].start].isalnum():
        first += 1
    while last > first and not text[words[last].start].isalnum():
        last -= 1
    total = sum(evidence)
    stretch_limit, order_limit = known.limits
    whole, worst = 0.0, stretch / stretch_limit
    if total > (-THIN * len(words) if len(words) >= LEAST_SILENT else SPEAKS):
        better = _better_than_shuffled(words, 0, len(words) - 1, total, known, order_limit + 1)
        whole = 1 + order_limit - better + min(max(total, 0.0) / PLAIN, 1.0)
    if worst > 1 >= whole and _better_than_shuffled(words, first, last + 1, total, known, NO_BETTER) >= NO_BETTER:
        worst = 1.0
    span = Span(words[first].start, words[last].end)
    return Surprise(whole, worst, span, len(words), last - first + 1)


def _better_than_shuffled(
    words: Sequence[Word], first: int, past: int, found: float, known: Model, limit: float
) -> float:
    """How much better the words from ``first`` on are ordered than by chance, in standard deviations.

    ``found``: the evidence against the sentence as it is. ``limit``: where it begins to matter by how much.
    """
    shuffle = Random(_seed(words)).sample
    middle = words[first:past]
    values: list[float] = []
    better = 0.0
    for more in SHUFFLES:
        shuffled = [[*words[:first], *shuffle(middle, len(middle)), *words[past:]] for _ in range(more)]
        values += (sum(evidence) for evidence in against(shuffled, known))
        lead, deviation = fmean(values) - found, pstdev(values)
        better = lead / (deviation + 0.5)
        if lead / (deviation + SPREAD) > limit + DOUBT:
            break
    return better


def _seed(words: Sequence[Word]) -> int:
    """The same for the same words on every machine."""
    return sum(word.form * number for number, word in enumerate(words, 1))


def _fit(text: str, words: Sequence[Word], pack: Pack) -> bool:
    """Is this a sentence whose words can be expected to be in order?"""
    count = sum(text[word.start].isalnum() for word in words)
    if count < LEAST_WORDS or sum(word.neutral for word in words) > MOST_NEUTRAL * len(words):
        return False
    return count >= LEAST_UNMARKED or pack.end_marks is None or any(mark in text for mark in pack.end_marks)


def surprises(texts: Sequence[str], pack: Pack, known: Model) -> Iterator[Surprise]:
    """The notes on sentences of one language, in order."""
    native_latin = "Latin" in (pack.scripts or ())
    sentences = [known.words(text, native_latin) for text in texts]
    fit = [_fit(text, words, pack) for text, words in zip(texts, sentences, strict=True)]
    evidence = iter(against([words for words, is_fit in zip(sentences, fit, strict=True) if is_fit], known))
    for text, words, is_fit in zip(texts, sentences, fit, strict=True):
        yield judged(text, words, next(evidence), known) if is_fit else Surprise()


def _by_language(paragraphs: Iterable[Paragraph]) -> dict[str, tuple[Pack, list[tuple[int, str]]]]:
    """Sentences, with their number in the document, by language; empty ones where none is to be judged."""
    found: dict[str, tuple[Pack, list[tuple[int, str]]]] = {}
    number = 0
    for paragraph in paragraphs:
        for segment in paragraph.segments:
            text = segment.target.prose if paragraph.kind in JUDGED_KINDS else ""
            found.setdefault(segment.target.pack.lang, (segment.target.pack, []))[1].append((number, text))
            number += 1
    return found


def annotate(document: Document) -> Notes:
    """Leave a ``Surprise`` on each segment whose language has a model, None on the others."""
    notes: dict[int, Surprise] = {}
    for language, (pack, numbered) in _by_language(document.paragraphs).items():
        known = model(language)
        if known is None:
            continue
        found = surprises([text for _, text in numbered], pack, known)
        notes.update(zip((number for number, _ in numbered), found, strict=True))
    return Notes(segments=[notes.get(i) for i, _ in enumerate(document.segments)])
