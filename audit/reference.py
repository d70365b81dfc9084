"""How close a translation is to a human one: BLEU, chrF++ and TER of sacrebleu, with bootstrap intervals.

The two are compared paragraph by paragraph (in containers, string by string) if both have as many, sentence by sentence
if both have as many of these, else only as wholes. Nearness to one reference is no measure of quality: a good
translation may differ.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from importlib.util import find_spec
from typing import Any

from audit.assemble import assemble
from audit.model import Comparison, Document, Far, Metric
from audit.packs import Pack
from audit.read import LARGEST, read

_DRAWS = 1000
"""Samples of the bootstrap (Koehn 2004)."""
_SEED = "12345"
_WORST = 5
_NEEDS = {"ja-mecab": "MeCab", "ko-mecab": "mecab_ko"}
"""Tokenisers that want a package of their own: the module that has to be installed."""


def compared(document: Document, path: str, limit: int = LARGEST) -> Comparison:
    """``document`` beside the human translation in the file ``path``.

    Raises:
        ReadError: the file cannot be read.
    """
    reference = assemble(read(path, None, limit, document.pack.lang), document.pack.lang)
    level, ours, theirs = _segments(document, reference)
    metrics = _metrics(document.pack)
    found = tuple(_score(name, metric, ours, theirs) for name, metric in metrics.items())
    return Comparison(path, level, len(ours), found, _worst(metrics["chrF++"], ours, theirs))


def _segments(document: Document, reference: Document) -> tuple[str, list[str], list[str]]:
    """What they are compared by, and the segments of both."""
    for level, of in (("string", _strings), ("paragraph", _paragraphs), ("sentence", _sentences)):
        ours, theirs = of(document), of(reference)
        if len(ours) == len(theirs) > 0:
            return level, ours, theirs
    return "document", [" ".join(_sentences(document))], [" ".join(_sentences(reference))]


def _strings(document: Document) -> list[str]:
    return [unit.target.text.strip() for unit in document.units] if document.source is None else []


def _paragraphs(document: Document) -> list[str]:
    return [" ".join(p.text.text.split()) for p in document.paragraphs if p.kind != "code"]


def _sentences(document: Document) -> list[str]:
    return [" ".join(segment.target.text.split()) for segment in document.segments]


def _metrics(pack: Pack) -> dict[str, Any]:
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF
    from sacrebleu.metrics.ter import TER

    os.environ["SACREBLEU_SEED"] = _SEED  # the same input gives the same bytes
    unspaced = pack.word_spaces is False
    ter = TER(normalized=True, asian_support=True) if unspaced else TER()
    return {"BLEU": BLEU(tokenize=tokeniser(pack)), "chrF++": CHRF(word_order=2), "TER": ter}


def tokeniser(pack: Pack) -> str:
    """The first of the pack's tokenisers that is installed; sacrebleu's own for languages with blanks."""
    stated = pack.bleu_tokenisers or ("char" if pack.word_spaces is False else "13a",)
    return next((name for name in stated if name not in _NEEDS or find_spec(_NEEDS[name])), "char")


def _score(name: str, metric: Any, ours: Sequence[str], theirs: Sequence[str]) -> Metric:
    if len(ours) < 2:  # nothing to draw from
        score = metric.corpus_score(ours, [theirs])
        return Metric(name, round(score.score, 2), None, None, str(metric.get_signature()))
    score = metric.corpus_score(ours, [theirs], n_bootstrap=_DRAWS)
    low, high = score._mean - score._ci, score._mean + score._ci
    return Metric(name, round(score.score, 2), round(low, 2), round(high, 2), str(metric.get_signature()))


def _worst(metric: Any, ours: Sequence[str], theirs: Sequence[str]) -> tuple[Far, ...]:
    """The segments farthest from the reference, by chrF++; none of a whole, and none that are the same."""
    if len(ours) < 2:
        return ()
    scored = [
        Far(number, round(metric.sentence_score(our, [their]).score, 2), our, their)
        for number, (our, their) in enumerate(zip(ours, theirs, strict=True), 1)
        if our != their
    ]
    return tuple(sorted(scored, key=lambda far: (far.score, far.number))[:_WORST])
