"""What the rules on shared readings find and what they cry wolf about, on held-out text.

    python tests/bench/readings.py DATA [LANGUAGE] [--typed] [--read]

Held out are odd rows and documents and WMT 2023. Prints Markdown for ``reports/``: alarms in 1,000 characters of human
text, the share of homophones and non-words found that were put into it (one at a time; frequent homophones more
often), the same in whole documents with several mistakes, and how often a confidence comes true. ``--typed``: for
keyboard-homophone, and beside all that for the confusions in ``readings_confusions_*.txt``: the sentences there, and
each of these words put in the place of the other. ``--read`` lists the alarms.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "train"))

import human
from readings_limits import RATE, Case, Cases, Replacing, gathered, replaced

from audit.annotate.homophones import Homophones, confidence, homophones
from audit.annotate.readings import misreadings
from audit.annotate.traces import CLEAR
from audit.model import Segment, Text
from audit.packs import load
from audit.text.misreading import Misreading

MOST = 350_000
"""Characters of one corpus that are read."""
SHARE = 0.5
ARTICLE, MISTAKES = 1500, 3 / 1000
"""Characters of a document, and mistakes put into it for each character."""
KINDS = ("homophone", "nonword")
BANDS = (0.0, 0.2, 0.4, 0.6, 0.8, 0.9, 0.97, 1.01)


def held_out(data: Path, language: str) -> Iterator[human.Passage]:
    read: Counter[str] = Counter()
    for passage in human.passages(data, language):
        if passage.held_out and read[passage.corpus] < MOST:
            read[passage.corpus] += len(passage.text)
            yield passage


class Judged:
    """Cases of one kind with their log-odds, held against the limit of their rule."""

    def __init__(self, table: Homophones, cases: Sequence[Case], kind: str, clear: float) -> None:
        self.limit = clear + table.model[kind]["margin"]
        self.odds = [(table.odds(case.features, kind), case) for case in cases]

    def alarms(self, corpus: str) -> list[tuple[float, Case]]:
        cases = ((odds, case) for odds, case in self.odds if case.original is None and case.corpus == corpus)
        return sorted((found for found in cases if found[0] > self.limit), key=lambda found: -found[0])

    def recall(self, corpus: str) -> tuple[int, int, int]:
        """Mistakes put in, found, and found with the right suggestion."""
        put = [(odds, case) for odds, case in self.odds if case.original and case.corpus == corpus]
        found = [case for odds, case in put if odds > self.limit]
        return len(put), len(found), sum(case.intended == case.original for case in found)


def table_of(found: Cases, judged: dict[str, Judged]) -> Iterator[str]:
    head = [f"{kind}: {what}" for kind in judged for what in ("alarms", "per 1,000", "put in", "found", "right")]
    yield f"| text | characters | {' | '.join(head)} |"
    yield f"| --- |{' ---: |' * (1 + len(head))}"
    totals: Counter[tuple[str, str]] = Counter()
    for corpus, characters in sorted(found.characters.items()):
        cells = []
        for kind, cases in judged.items():
            alarms, (put, hit, right) = len(cases.alarms(corpus)), cases.recall(corpus)
            cells += _cells(alarms, characters, put, hit, right)
            totals.update({(kind, "alarms"): alarms, (kind, "put"): put, (kind, "hit"): hit, (kind, "right"): right})
        yield f"| {corpus} | {characters:,} | {' | '.join(cells)} |"
    every = found.characters.total()
    cells = [
        cell
        for kind in judged
        for cell in _cells(*(totals[kind, "alarms"], every), *(totals[kind, what] for what in ("put", "hit", "right")))
    ]
    yield f"| all | {every:,} | {' | '.join(cells)} |"


def _cells(alarms: int, characters: int, put: int, hit: int, right: int) -> list[str]:
    return [
        f"{alarms}",
        f"{alarms / characters * 1000:.3f}",
        f"{put}",
        f"{hit / max(put, 1):.0%}",
        f"{right / max(hit, 1):.0%}",
    ]


def calibration(cases: Judged, characters: int) -> Iterator[str]:
    """Confidence against truth, mistakes weighted so that there are ``RATE`` for each character."""
    put = sum(case.original is not None for _, case in cases.odds)
    share = RATE * characters / put
    yield "| confidence | cases | true |"
    yield "| --- | ---: | ---: |"
    for low, high in pairwise(BANDS):
        inside = [case for odds, case in cases.odds if low <= confidence(odds) < high]
        clean = sum(case.original is None for case in inside)
        true = share * sum(case.original is not None and case.original == case.intended for case in inside)
        wrong = share * sum(case.original is not None and case.original != case.intended for case in inside)
        if inside:
            yield f"| {low:.2f}–{min(high, 1):.2f} | {len(inside)} | {true / (clean + true + wrong):.0%} |"


def composed(data: Path, language: str) -> Iterator[tuple[str, str]]:
    """Consecutive passages of a corpus, joined until they are as long as an article."""
    parts: dict[str, list[str]] = {}
    for passage in held_out(data, language):
        parts.setdefault(passage.corpus, []).append(passage.text)
        if sum(map(len, parts[passage.corpus])) >= ARTICLE:
            yield passage.corpus, "\n".join(parts.pop(passage.corpus))


def spoilt(text: str, table: Homophones, rng: random.Random) -> tuple[str, dict[int, str]]:
    """``text`` with some of its words replaced by homophones of the same length; the words, by where they stood."""
    replacing = Replacing(table)
    could = [
        (token, replacing.homophone(token, rng)) for token in table.company(text).tokens if token.text in table.numbers
    ]
    usable = [(token, put) for token, put in could if put and len(put) == len(token.text)]
    chosen = rng.sample(usable, min(len(usable), round(len(text) * MISTAKES)))
    letters = list(text)
    for token, put in chosen:
        letters[token.start : token.end] = put
    return "".join(letters), {token.start: token.text for token, _ in chosen}


def documents(data: Path, language: str, pivot: str, clear: Mapping[str, float]) -> Iterator[str]:
    """The rules as users meet them: whole documents, clean ones and ones with several mistakes."""
    rng, pack, table = random.Random(0), load(language), homophones(pivot, language)
    counts: Counter[tuple[str, str]] = Counter()
    for corpus, text in composed(data, language):
        damaged, words = spoilt(text, table, rng)
        counts.update({(corpus, "characters"): len(text), (corpus, "put"): len(words)})
        for case in misreadings([Segment(Text(text, pack))], pivot, pack)[0]:
            counts[corpus, f"{case.kind} alarms"] += case.evidence > clear[case.kind]
        for case in misreadings([Segment(Text(damaged, pack))], pivot, pack)[0]:
            hit = case.evidence > clear[case.kind] and case.span.start in words
            counts[corpus, "found"] += hit
            counts[corpus, "right"] += hit and words[case.span.start] == case.intended
    kinds = [kind for kind in KINDS if kind in table.model]
    yield f"| text | characters | {' | '.join(f'{kind} per 1,000' for kind in kinds)} | put in | found | right |"
    yield f"| --- |{' ---: |' * (4 + len(kinds))}"
    corpora = sorted({corpus for corpus, _ in counts})
    for name, some in [*((corpus, [corpus]) for corpus in corpora), ("all", corpora)]:
        total = {what: sum(counts[corpus, what] for corpus in some) for _, what in counts}
        alarms = [f"{total.get(f'{kind} alarms', 0) / total['characters'] * 1000:.3f}" for kind in kinds]
        shares = [f"{total[a] / max(total[b], 1):.0%}" for a, b in (("found", "put"), ("right", "found"))]
        yield f"| {name} | {total['characters']:,} | {' | '.join(alarms)} | {total['put']} | {' | '.join(shares)} |"


def confusions(language: str) -> Iterator[tuple[str, str, str, str]]:
    """What stands before a word, the wrong word, the right one, and what stands after."""
    listed = Path(__file__).parent / f"readings_confusions_{language}.txt"
    for line in listed.read_text("utf-8").splitlines():
        before, _, rest = line.partition("⟦")
        words, _, after = rest.partition("⟧")
        wrong, _, right = words.partition("→")
        yield before, wrong, right, after


def of_confusions(data: Path, language: str, pivot: str) -> Iterator[str]:
    """The sentences written for it, right and wrong; then the same words in held-out text, one at a time."""
    pack, table = load(language), homophones(pivot, language)

    def cases(text: str) -> list[Misreading]:
        return [case for case in misreadings([Segment(Text(text, pack))], pivot, pack)[0] if case.evidence > 0]

    found = suggested = alarms = count = 0
    intended: dict[str, list[str]] = {}
    for before, wrong, right, after in confusions(language):
        here = [case for case in cases(before + wrong + after) if case.span.start == len(before)]
        found, suggested = found + bool(here), suggested + any(case.intended == right for case in here)
        alarms, count = alarms + len(cases(before + right + after)), count + 1
        intended.setdefault(right, []).append(wrong)
    yield f"Sentences: {found} of {count} found, {suggested} with the right word; {alarms} alarms where that stands."
    put, hit = 0, 0
    for passage in held_out(data, language):
        company = table.company(passage.text)
        for at, token in enumerate(company.tokens):
            for wrong in intended.get(token.text, ()):
                changed, where = replaced(company, at, [wrong])
                doubt = table.doubts(changed, where)
                put += 1
                if doubt and table.words[doubt[0].number] == token.text:
                    hit += table.odds(doubt[1], "homophone") > table.model["homophone"]["margin"]
    yield f"In held-out text: {put} put in, {hit / put:.0%} found with the right word."


def main(data: Path, language: str, options: Container[str]) -> None:
    typed = "--typed" in options
    pivot, clear = ("kana", dict.fromkeys(KINDS, 0.0)) if typed else ("ko", CLEAR)
    table = homophones(pivot, language)
    text = "".join(passage.text for _, passage in zip(range(400), held_out(data, language), strict=False))
    began = time.process_time()
    company = table.company(text)
    for at in range(len(company.tokens)):
        table.doubts(company, at)
    spent = time.process_time() - began
    found = gathered(table, language, held_out(data, language), SHARE)
    judged = {kind: Judged(table, getattr(found, kind), kind, clear[kind]) for kind in KINDS if kind in table.model}
    print(*table_of(found, judged), sep="\n")
    print("\nWhole documents:\n")
    print(*documents(data, language, pivot, clear), sep="\n")
    for kind, cases in judged.items():
        print(f"\nConfidence of {kind}:\n")
        print(*calibration(cases, found.characters.total()), sep="\n")
    if typed:
        print("", *of_confusions(data, language, pivot), sep="\n")
    print(f"\n{spent / len(text) * 1e6:.1f} ms of CPU for 1,000 characters")
    if "--read" in options:
        for kind, cases in judged.items():
            for corpus in found.characters:
                for odds, case in cases.alarms(corpus):
                    print(f"{kind} {corpus} {odds:.1f} {case.written} → {case.intended}  {case.excerpt}")


if __name__ == "__main__":
    words = [argument for argument in sys.argv[1:] if not argument.startswith("--")]
    main(Path(words[0]), words[1] if len(words) > 1 else "ja", sys.argv)
