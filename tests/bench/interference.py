"""Measure the interference rules: marked texts, verdicts and findings on text that took no such route, speed.

    python tests/bench/interference.py --shared ../shared [--leave-one-out] [--write reports/interference.md]

Native and human-translated documents are composed of consecutive sentences, at least a thousand
characters each, from odd rows and from WMT 2023; nothing was tuned on those.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from itertools import islice
from pathlib import Path
from time import process_time
from typing import Any, NamedTuple

HERE = Path(__file__).resolve()
sys.path[:0] = [str(HERE.parent), str(HERE.parents[1] / "train")]

import corpora  # noqa: E402
import human  # noqa: E402
import left_out  # noqa: E402

from audit.assemble import text_document  # noqa: E402
from audit.batch import Task, audit_file  # noqa: E402
from audit.config import Settings  # noqa: E402
from audit.engine import audit_document  # noqa: E402
from audit.model import Report  # noqa: E402
from audit.rule import catalogue  # noqa: E402

LANGUAGES = ("ja", "ko", "zh-Hans", "en", "de", "fr", "es", "ru")
SHORTEST = 1000
MOST = 300
FAMILY = [rule for rule in catalogue().rules if rule.family == "interference" and rule.default]
CATEGORIES = {
    "homophones": ("pivot_homophone",),
    "calques and names": ("pivot_calque", "literal_calque", "name_transliteration"),
}


class Text(NamedTuple):
    kind: str
    language: str
    text: str


def composed(kind: str, language: str, sentences: Iterable[str]) -> Iterator[Text]:
    """Documents of at least ``SHORTEST`` characters out of consecutive sentences."""
    joint = "" if language in corpora.UNSPACED else " "
    held: list[str] = []
    for sentence in sentences:
        held.append(sentence.strip())
        if sum(map(len, held)) >= SHORTEST:
            lines = [joint.join(batch) for batch in corpora.batched(held, 4)]
            yield Text(kind, language, "\n".join(lines))
            held = []


def native(data: Path, language: str) -> Iterator[str]:
    """Sentences written in the language: held-out passages that are no translation."""
    code = language.partition("-")[0]
    for path in sorted((data / "translations").glob(f"wmt*_{code}-*.jsonl.gz")):
        yield from (row["source"] for row in human.rows(path))
    for passage in human.passages(data, language):
        if passage.held_out and passage.corpus in ("ud", "wikinews", "kwdlc"):
            yield passage.text


def translated(data: Path, language: str) -> Iterator[str]:
    """Sentences translated by people: references, NTREX, help articles."""
    code = language.partition("-")[0]
    for path in sorted((data / "translations").glob(f"wmt*_*-{code}.jsonl.gz")):
        yield from (text for row in human.rows(path) for text in list(row["references"].values())[:1])
    if language != "en":
        yield from (passage.text for passage in human.passages(data, language) if passage.corpus == "ntrex")
    name = human.OFFICE.get(language)
    for row in human.rows(data / "human_or_machine" / f"office_{name}.jsonl.gz"):
        if row["made_by"] == "HT":
            yield from human._prose_lines(row["text"])


def machine(data: Path, pair: str) -> Iterator[list[str]]:
    """One system's sentences at a time."""
    for path in sorted((data / "translations").glob(f"wmt*_{pair}.jsonl.gz")):
        rows = list(human.rows(path))
        for system in sorted(rows[0]["systems"]):
            yield [row["systems"].get(system, "") for row in rows]


def texts(data: Path) -> Iterator[Text]:
    """At most ``MOST`` documents of each kind and language."""
    for language in LANGUAGES:
        yield from islice(composed("native", language, native(data, language)), MOST)
        yield from islice(composed("human translation", language, translated(data, language)), MOST)
    systems = [list(composed("machine en-ja", "ja", sentences)) for sentences in machine(data, "en-ja")]
    share = MOST // len(systems) + 1
    yield from islice((text for some in systems for text in some[:share]), MOST)


def judged(text: Text) -> dict[str, Any]:
    """What the family says of one document."""
    document = text_document(text.text, text.language)
    began = process_time()
    report = audit_document(document, FAMILY)
    return {
        "kind": text.kind, "language": text.language, "size": len(text.text), "seconds": process_time() - began,
        "pivot": report.origin.pivot and report.origin.pivot.language,
        "source": report.origin.source and report.origin.source.language,
        "findings": [(f.rule, f.severity, f.text, f.because.get("through", ""),
                      text.text[max(0, f.span.start - 20):f.span.end + 20]) for f in report.findings],
    }  # fmt: skip


def table(results: list[dict[str, Any]]) -> Iterator[str]:
    yield "| language | kind | documents | characters | via | after | findings per 1,000 | major |"
    yield "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |"
    for kind, language in dict.fromkeys((r["kind"], r["language"]) for r in results):
        group = [r for r in results if (r["kind"], r["language"]) == (kind, language)]
        size = sum(r["size"] for r in group)
        found = [f for r in group for f in r["findings"]]
        pivots = Counter(r["pivot"] for r in group if r["pivot"])
        sources = Counter(r["source"] for r in group if r["source"])
        told = ", ".join(f"{name} {count}" for name, count in sources.items()) or "0"
        severe = sum(severity != "minor" for _, severity, *_ in found)
        yield (f"| {language} | {kind} | {len(group)} | {size:,} | {dict(pivots) or 0} | {told} "
               f"| {1000 * len(found) / size:.3f} | {1000 * severe / size:.3f} |")  # fmt: skip


def _marks(shared: Path, number: str) -> list[dict[str, Any]]:
    path = next((shared / "gold").glob(f"{number}*.jsonl"))
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def _is_right(mark: dict[str, Any], suggestions: Iterable[str]) -> bool:
    """Does a suggestion agree with the mark's, one holding a word of the other?"""
    wanted = mark.get("suggestion") or ""
    return any(s and (s in wanted or any(part and part in s for part in wanted.split("/"))) for s in suggestions)


def on_seeds(shared: Path) -> Iterator[str]:
    """Marks of the two texts that came through Korean, and what the three others set off."""
    reports: dict[str, Report] = {}
    for path in sorted((shared / "seeds").glob("*.txt")):
        report = audit_file(Task(str(path), Settings()))
        assert isinstance(report, Report)
        reports[path.name[:3]] = report
    for title, categories in CATEGORIES.items():
        marks = [
            (number, m) for number in ("000", "003") for m in _marks(shared, number) if m["category"] in categories
        ]
        found = right = 0
        missed = []
        for number, mark in marks:
            near = [f for f in reports[number].findings if f.span.start < mark["end"] and mark["start"] < f.span.end]
            ours = [f for f in near if f.code.startswith("IN")]
            found += bool(ours)
            right += any(_is_right(mark, f.suggestions) for f in ours)
            if not ours:
                missed.append(f"{number} {mark['quote'][:24]}")
        yield f"- {title}: {found} of {len(marks)} marks found, {right} with a suggestion that agrees with the mark's"
        yield f"  - missed: {'; '.join(missed)}"
    for number, report in reports.items():
        ours = [f for f in report.findings if f.code.startswith("IN")]
        pivot = report.origin.pivot
        said = f"via {pivot.language} ({pivot.confidence}, {len(pivot.evidence)} traces)" if pivot else "no pivot"
        touching = sum(
            any(f.span.start < m["end"] and m["start"] < f.span.end for m in _marks(shared, number)) for f in ours
        )
        yield f"- {number}: {report.verdict} {report.score:g}, {said}; {len(ours)} findings, {touching} touch a mark"
        if number in ("001", "002", "004"):
            yield from (f"  - {f.rule}: {f.text}" for f in ours)


def main() -> None:
    """Measure, print, and write the report if asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--only", default="seeds,human")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--write", type=Path)
    parser.add_argument("--leave-one-out", action="store_true", help="judge each marked text without what it taught")
    parser.add_argument("--show", type=int, default=40, help="findings on human text to print")
    given = parser.parse_args()
    lines = ["# Interference", "", f"Measured on {date.today().isoformat()} by `tests/bench/interference.py`.", ""]
    if "human" in given.only:
        with ProcessPoolExecutor(given.jobs) as pool:
            results = list(pool.map(judged, texts(given.shared / "data"), chunksize=16))
        lines += ["## Texts that came no such way", "", *table(results), ""]
        cpu = sum(r["seconds"] for r in results if r["language"] == "ja") / sum(
            r["size"] for r in results if r["language"] == "ja"
        )
        lines += [f"CPU per 1,000 Japanese characters, the whole family: {cpu * 1e6:.1f} ms.", ""]
        for result in results:
            for finding in result["findings"]:
                print(result["language"], result["kind"], *finding, sep=" | ") if given.show else None
    if "seeds" in given.only:
        lines += ["## Marked seed texts", "", *on_seeds(given.shared), ""]
    if given.leave_one_out:
        lines += ["## Marked seed texts, one left out", "", *left_out.left_out(given.shared), ""]
    print("\n".join(lines))
    if given.write:
        given.write.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
