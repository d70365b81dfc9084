"""CV01: a sentence of the source that the translation leaves out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from audit.model import Alignment, Document, Hit, Link, Span
from audit.rule import document_rule
from audit.text.lengths import expectation, size

_SHOWN = 120
_OPEN = ("untranslated", "fuzzy", "new", "needs-translation", "initial")


@document_rule(
    "CV01",
    message="the source goes on here: “{source_text}”",
    category="accuracy/omission",
    severity="major",
    needs=["source"],
    beats=["unfinished-unit"],
)
def omitted_sentence(document: Document, *, sureness: float = 0.5, least: int = 12) -> Iterator[Hit]:
    """The translation leaves out a sentence of the source.

    ## Why it matters
    Readers cannot see what is not there. Whole sentences are lost when a line is skipped, a paste fails or a machine
    gives up.

    ## Example
    ```en>de
    He missed the last bus from the village. ||| Er verpasste den letzten Bus aus dem Dorf.
    He walked home through the heavy rain. ||| ⟦⟧
    ```

    ## Stays quiet
    - two sentences translated as one, and one as two
    - what is no sentence: figures, addresses, ornaments
    - strings that a file itself marks as not yet translated, and those it lacks, which `missing-string` reports

    ## Options
    - `sureness`: how sure (0..1) it must be that no sentence of the translation renders it
    - `least`: characters of English it would take; shorter ones are not missed

    ## Sources
    Gale and Church 1993, *A Program for Aligning Sentences in Bilingual Corpora*
    """
    yield from _unfilled(document)
    if document.alignment is None or document.source is None:
        return
    sentences = [segment.target for segment in document.source.segments]
    for place, links in _gaps(document, document.alignment):
        lost = [n for link in links if link.score >= sureness for n in link.source]
        said = " ".join(sentences[n].text for n in lost)
        factor = expectation(document.source.pack.lang, document.pack.lang).factor
        if any(c.isalpha() for n in lost for c in sentences[n].prose) and size(said) >= least * factor:
            sure = min(link.score for link in links if link.score >= sureness)
            yield Hit(Span(place, place), {"source_text": _short(said), "sentences": len(lost)}, confidence=sure)


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _gaps(document: Document, alignment: Alignment) -> Iterator[tuple[int, Sequence[Link]]]:
    """Links without a target that follow each other, and where in the document they should be."""
    sentences = [segment.target for segment in document.segments]
    place = sentences[0].start if sentences else 0
    for missing, run in groupby(alignment.links, key=lambda link: not link.target):
        links = list(run)
        if missing:
            yield place, links
        else:
            last = sentences[links[-1].target[-1]]
            place = last.start + len(last.text)


def _unfilled(document: Document) -> Iterator[Hit]:
    """Units whose translation is empty although nothing says that it is still to be made."""
    for unit in document.units:
        open_ = unit.about.get("state") in _OPEN or (unit.about.get("state") == "missing" and "key" in unit.about)
        if open_ or unit.target.text.strip() or unit.source is None or unit.about.get("plural") is not None:
            continue
        if any(map(str.isalpha, unit.source.prose)):
            start = unit.target.start
            yield Hit(Span(start, start), {"source_text": _short(unit.source.text.strip()), "sentences": 1})
