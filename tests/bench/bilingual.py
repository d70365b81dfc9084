"""All rules that need a source, together, over human translations: which share of the pairs is flagged, and by what.

    python tests/bench/bilingual.py --data DATA [--show 3] [--even] [--write reports/bilingual.md]

A finding on a human pair counts as a false alarm, although some are right: people leave things out and misread too.
Beside that, damage of coverage planted into pairs of eight languages: a clause lost, the source left standing, the
translation of another sentence, the end cut off. What was tuned on even rows is measured on odd ones.
"""

from __future__ import annotations

import argparse
import sys
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from random import Random
from time import process_time
from typing import NamedTuple

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent / "train")]

from corpora import NTREX, OFFICE, _reference, rows  # noqa: E402
from omission import without_clause  # noqa: E402

from audit.annotate.align import aligned  # noqa: E402
from audit.assemble import paired_document, text_document  # noqa: E402
from audit.engine import audit_document  # noqa: E402
from audit.model import Document, Finding  # noqa: E402
from audit.rule import Rule, catalogue  # noqa: E402

Pairs = list[tuple[str, str]]
LANGUAGES = ("ko", "zh-Hans", "de", "fr", "es", "ru", "pt", "it", "pl", "tr", "ar", "uk")
PLANTED_IN = ("ja", "ko", "zh-Hans", "de", "fr", "es", "ru", "pt")
BETWEEN = (("ja", "en"), ("ja", "ko"), ("zh-Hans", "ja"), ("de", "en"))
"""Pairs of NTREX that do not begin with English, though its texts do."""


class Set(NamedTuple):
    corpus: str
    source: str
    target: str
    pairs: Pairs


@cache
def bilingual() -> tuple[Rule, ...]:
    """The default rules of pairs: those that need a source, or are of families that compare."""
    families = ("CV", "NU", "NA", "MK", "TE")
    return tuple(r for r in catalogue().rules if r.default and ("source" in r.needs or r.code[:2] in families))


def sets(data: Path, half: int, most: int) -> Iterator[Set]:
    """Human pairs: news of NTREX, WMT of the years held out, lines of help articles."""
    news = rows(data / "clean" / "ntrex_first1000.jsonl.gz")
    yield Set("NTREX, all rows", "en", "ja", _clean((row["eng"], row["jpn"]) for row in news))
    for source, target in (*(("en", tag) for tag in ("ja", *LANGUAGES)), *BETWEEN):
        pairs = _clean((row[NTREX[source]], row[NTREX[target]]) for row in news[half::2])
        yield Set("NTREX", source, target, pairs[:most])
    for pair in ("en-ja", "ja-en", "en-zh", "zh-en", "en-de", "en-ru", "en-cs", "en-uk"):
        source, target = (tag.replace("zh", "zh-Hans") for tag in pair.split("-"))
        found = rows(data / "translations" / f"wmt{22 + half}_{pair}.jsonl.gz")
        yield Set(
            f"WMT 20{22 + half}", source, target, _clean((row["source"], _reference(row)) for row in found)[:most]
        )
    for target in ("ja", "ko", "fr", "ru"):
        yield Set("help articles", "de", target, list(_lines(data, "de", target, half))[:most])


def _clean(pairs: Iterator[tuple[str, str]]) -> Pairs:
    return [(one.strip(), other.strip()) for one, other in pairs if one.strip() and other.strip()]


def articles(data: Path, language: str) -> dict[str, str]:
    """Help articles translated by people, by their path."""
    found = rows(data / "human_or_machine" / f"office_{OFFICE[language]}.jsonl.gz")
    return {row["path"]: row["text"] for row in found if row["made_by"] == "HT"}


def _lines(data: Path, source: str, target: str, half: int) -> Iterator[tuple[str, str]]:
    """Lines of articles that have as many of them in both languages."""
    theirs, ours = articles(data, source), articles(data, target)
    for path in sorted(theirs.keys() & ours.keys())[half::2]:
        both = theirs[path].split("\n"), ours[path].split("\n")
        if len(both[0]) == len(both[1]):
            yield from ((one, other) for one, other in zip(*both, strict=True) if one.strip() and other.strip())


def flagged(document: Document) -> dict[int, list[Finding]]:
    """Findings by the number of the unit they begin in."""
    report = audit_document(document, bilingual())
    if report.problems:
        raise SystemExit(report.problems[0])
    starts = [unit.target.start for unit in document.units]
    found: dict[int, list[Finding]] = {}
    for finding in report.findings:
        found.setdefault(bisect_right(starts, finding.span.start) - 1, []).append(finding)
    return found


def human(data: Path, half: int, most: int, show: int, wanted: frozenset[str]) -> Iterator[str]:
    yield "| corpus | pair | pairs | flagged | major or worse | commonest rules |"
    yield "| --- | --- | ---: | ---: | ---: | --- |"
    total: Counter[str] = Counter()
    for one in sets(data, half, most):
        if wanted and f"{one.source}-{one.target}" not in wanted:
            continue
        found = flagged(paired_document(one.pairs, one.target, one.source))
        rules = Counter(finding.rule for findings in found.values() for finding in findings)
        grave = sum(any(f.severity != "minor" for f in findings) for findings in found.values())
        total.update(pairs=len(one.pairs), flagged=len(found))
        common = ", ".join(f"{rule} {count}" for rule, count in rules.most_common(4))
        yield (f"| {one.corpus} | {one.source}-{one.target} | {len(one.pairs)} | {len(found)} = "
               f"{len(found) / len(one.pairs):.1%} | {grave / len(one.pairs):.1%} | {common} |")  # fmt: skip
        _print(one, found, show)
    yield f"| all | | {total['pairs']} | {total['flagged']} = {total['flagged'] / total['pairs']:.2%} | | |"


def _print(one: Set, found: dict[int, list[Finding]], show: int) -> None:
    shown: Counter[str] = Counter()
    for number, findings in found.items():
        for finding in findings:
            shown[finding.rule] += 1
            if shown[finding.rule] <= show:
                print(f"{one.corpus} {one.source}-{one.target} {finding.code} {finding.rule}: {finding.message}\n"
                      f"    {one.pairs[number][0]}\n    {one.pairs[number][1]}", file=sys.stderr)  # fmt: skip


def documents(data: Path, half: int, most: int, show: int) -> Iterator[str]:
    """Help articles as two files each, their sentences aligned."""
    yield "| pair | articles | sentences | findings | per 200 sentences | articles with any | commonest rules |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | --- |"
    for source, target in (("de", "ja"), ("de", "fr"), ("fr", "es"), ("ja", "ko"), ("ru", "zh-Hans")):
        theirs, ours = articles(data, source), articles(data, target)
        shared = [path for path in sorted(theirs.keys() & ours.keys())[half::2] if len(ours[path]) > 400][: most // 10]
        counts: Counter[str] = Counter()
        sentences = hit = 0
        for path in shared:
            sides = [
                text_document(text, tag, path, "markdown")
                for text, tag in ((ours[path], target), (theirs[path], source))
            ]
            report = audit_document(aligned(*sides), bilingual())
            sentences += sum(1 for _ in report.document.segments)
            counts.update(finding.rule for finding in report.findings)
            hit += bool(report.findings)
            for finding in report.findings[:show]:
                print(f"{source}-{target} {path}: {finding.rule}: {finding.message}: {finding.text}", file=sys.stderr)
        rules = ", ".join(f"{rule} {count}" for rule, count in counts.most_common(4))
        yield (f"| {source}-{target} | {len(shared)} | {sentences} | {counts.total()} | "
               f"{200 * counts.total() / max(sentences, 1):.2f} | {hit} | {rules} |")  # fmt: skip


# -- planted ----------------------------------------------------------------------------


def _other(pairs: Pairs, number: int) -> str:
    return pairs[(number + 7) % len(pairs)][1]


def _cut(target: str, dice: Random) -> str | None:
    """The first part of a sentence, up to the middle of something."""
    at = int(len(target) * dice.uniform(0.35, 0.65))
    while at < len(target) and not target[at].isspace() and target.isascii():
        at += 1
    left = target[:at].rstrip()
    return left if len(target) > 30 and left and left[-1].isalnum() else None


KINDS: dict[str, Callable[[Pairs, int, Random], str | None]] = {
    "clause lost (30 to 70 %)": lambda pairs, n, dice: without_clause(pairs[n][1], dice),
    "left in the source language": lambda pairs, n, dice: pairs[n][0] if len(pairs[n][0]) > 20 else None,
    "of another sentence": lambda pairs, n, dice: _other(pairs, n) if len(pairs[n][0]) > 60 else None,
    "cut off": lambda pairs, n, dice: _cut(pairs[n][1], dice),
}


def planted(data: Path, half: int, most: int) -> Iterator[str]:
    yield "| damage | " + " | ".join(PLANTED_IN) + " | all |"
    yield "| --- |" + " ---: |" * (len(PLANTED_IN) + 1)
    news = rows(data / "clean" / "ntrex_first1000.jsonl.gz")[half::2][:most]
    for kind, damage in KINDS.items():
        cells, sums = [], Counter[str]()
        for language in PLANTED_IN:
            dice = Random(f"{kind}{language}")
            pairs = _clean((row["eng"], row[NTREX[language]]) for row in news)
            made = [(pairs[n][0], bad) for n in range(len(pairs)) if (bad := damage(pairs, n, dice))]
            found = len(_found(pairs, made, language))
            cells.append(f"{found / max(len(made), 1):.0%} of {len(made)}")
            sums.update(found=found, made=len(made))
        yield f"| {kind} | " + " | ".join(cells) + f" | {sums['found'] / sums['made']:.1%} |"


def _found(pairs: Pairs, made: Pairs, language: str) -> set[int]:
    """Numbers of damaged pairs with a finding; every second unit of the text is a whole one."""
    mixed = [pair for n, bad in enumerate(made) for pair in (bad, pairs[n])]
    return {place // 2 for place in flagged(paired_document(mixed, language, "en")) if place % 2 == 0}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--data", type=Path, required=True)
    arguments.add_argument("--most", type=int, default=500, help="pairs of a set")
    arguments.add_argument("--show", type=int, default=0, help="findings of each rule and set to print")
    arguments.add_argument("--even", action="store_true", help="the rows for tuning instead of those held out")
    arguments.add_argument("--only", default="human,documents,planted")
    arguments.add_argument("--pairs", default="", help="of human translations only these: en-ja,zh-Hans-en")
    arguments.add_argument("--write", type=Path)
    given = arguments.parse_args()
    half, parts = int(not given.even), given.only.split(",")
    wanted = frozenset(filter(None, given.pairs.split(",")))
    rows_ = "even rows, for tuning" if given.even else "odd rows, held out"
    lines = ["# Translations against their sources", "",
             f"Measured {date.today()} by `python tests/bench/bilingual.py --data DATA`; {rows_}.", ""]  # fmt: skip
    if "human" in parts:
        lines += ["## Human translations", "", *human(given.data, half, given.most, given.show, wanted), ""]
    if "documents" in parts:
        lines += ["## Help articles, two files each", "", *documents(given.data, half, given.most, given.show), ""]
    if "planted" in parts:
        lines += ["## Planted damage of coverage", "", *planted(given.data, half, given.most // 2), ""]
    lines += [f"{process_time():.0f} CPU s"]
    print("\n".join(lines))
    if given.write:
        given.write.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
