"""Measure quality: marked documents, false alarms on clean text, planted corruptions.

    python tests/bench/quality.py --shared ../shared --write reports/quality.md

``--findings FILE`` keeps every finding on clean text and the marks missed; run again, it
prints what was gained and lost since.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

from corpora import UNSPACED, Sample, clean, composed, ntrex_lines  # noqa: E402

from audit.assemble import text_document  # noqa: E402
from audit.engine import audit_document  # noqa: E402
from audit.evaluate import compared, faulty  # noqa: E402
from audit.model import Report, Span  # noqa: E402
from audit.rule import catalogue  # noqa: E402
from audit.scoring import hundreds_of_words  # noqa: E402

COVERED = (
    "punctuation_damage", "untranslated_link", "boilerplate", "repetition", "register_mix", "fact_inconsistency",
)  # fmt: skip
PLANTED = ("ja", "ko", "zh-Hans", "en", "de", "fr", "es", "ru")


def audited(sample: Sample) -> Report:
    """The report on a sample with the default rules, its language found out."""
    rules = [rule for rule in catalogue().rules if rule.default]
    return audit_document(text_document(sample.text, None, format=sample.format), rules)


def _summary(sample: Sample) -> dict[str, Any]:
    report = audited(sample)
    if sample.language in UNSPACED:
        thousands = len(report.document.text) / 1000
    else:
        thousands = hundreds_of_words(report.document) / 1.7
    found = [
        {
            "rule": f.rule,
            "severity": f.severity,
            "text": f.text[:80],
            "message": f.message[:160],
            "around": report.document.text[max(0, f.span.start - 40) : f.span.end + 40][:300],
        }
        for f in report.findings
    ]
    return {"corpus": sample.corpus, "language": sample.language, "thousands": thousands,
            "verdict": report.verdict, "problems": list(report.problems), "findings": found}  # fmt: skip


def measured(samples: Iterator[Sample], jobs: int) -> list[dict[str, Any]]:
    """One summary per sample, in order."""
    with ProcessPoolExecutor(jobs) as pool:
        return list(pool.map(_summary, samples, chunksize=8))


def false_alarms(summaries: list[dict[str, Any]]) -> Iterator[str]:
    """Findings per thousand characters (170 words) of clean text, by language and corpus."""
    groups: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for summary in summaries:
        groups[summary["language"], summary["corpus"]].append(summary)
        groups[summary["language"], "all"].append(summary)
    yield "| language | corpus | documents | thousands | findings each | major or worse | publish | commonest rules |"
    yield "| --- | --- | ---: | ---: | ---: | ---: | ---: | --- |"
    for (language, corpus), group in sorted(groups.items()):
        size = sum(summary["thousands"] for summary in group)
        found = [finding for summary in group for finding in summary["findings"]]
        severe = sum(finding["severity"] != "minor" for finding in found)
        common = ", ".join(f"{rule} {count}" for rule, count in Counter(f["rule"] for f in found).most_common(4))
        publish = sum(summary["verdict"] == "publish" for summary in group) / len(group)
        yield (f"| {language} | {corpus} | {len(group)} | {size:.0f} | {len(found) / size:.2f} | {severe / size:.2f} "
               f"| {publish:.0%} | {common} |")  # fmt: skip


def gold(shared: Path) -> tuple[list[str], dict[str, Any]]:
    """Recall on the marked documents, in the categories covered and in all."""
    files = sorted(str(path) for path in (shared / "gold").glob("*.jsonl"))
    ours = _renamed(files, shared, COVERED)
    lines = ["| category | found | of | recall |", "| --- | ---: | ---: | ---: |"]
    for name, ratio in (*ours["by_category"].items(), ("all covered", ours["marks"])):
        lines.append(f"| {name} | {ratio['found']} | {ratio['of']} | {ratio['share']:.0%} |")
    touching = ours["findings_touching_a_mark"]
    lines.append("")
    lines.append(f"Findings that touch a mark: {touching['found']} of {touching['of']} ({touching['share']:.0%}).")
    return lines, ours


def _renamed(files: list[str], shared: Path, categories: tuple[str, ...]) -> dict[str, Any]:
    return compared(files, str(shared / "seeds"), categories, ())


def _corruptors() -> dict[str, Any]:
    """Every generator of ``tests/corruptions`` by the rule it plants a defect for."""
    found: dict[str, Any] = {}
    for path in sorted((HERE.parent / "corruptions").glob("[a-z]*.py")):
        found |= import_module(f"corruptions.{path.stem}").CORRUPTIONS
    return found


def _documents(data: Path, language: str) -> list[str]:
    return list(composed(ntrex_lines(data, language)[1::2], language, per_paragraph=3, per_document=18))


def _planted(job: tuple[str, str, list[str]]) -> tuple[str, str, int, int, list[str]]:
    """(rule, language, planted, found, examples missed) over some documents."""
    name, language, documents = job
    generator = _corruptors()[name]
    planted = found = 0
    missed: list[str] = []
    rules = [rule for rule in catalogue().rules if rule.default or rule.name == name]
    for number, text in enumerate(documents):
        made = generator(text, random.Random(f"{name}{language}{number}"))
        if made is None:
            continue
        damaged, span = made
        planted += 1
        report = audit_document(text_document(damaged, language), rules)
        if report.problems:
            raise RuntimeError(f"{name} {language} {number}: {report.problems}")
        places = [Span(place.start, place.end) for finding in report.findings for place in faulty(finding)]
        if any(place.overlaps(span) for place in places):
            found += 1
        else:
            missed.append(damaged[max(0, span.start - 30) : span.end + 30])
    return name, language, planted, found, missed[:3]


def corruptions(data: Path, jobs: int, names: list[str], most: int = 10) -> tuple[list[str], dict[str, Any]]:
    """Share of planted defects of these rules found, with an overlapping span, by rule and language."""
    documents = {language: _documents(data, language)[:most] for language in PLANTED}
    tasks = [(name, language, documents[language]) for name in names for language in PLANTED]
    with ProcessPoolExecutor(jobs) as pool:
        results = list(pool.map(_planted, tasks, chunksize=2))
    lines = ["| rule | " + " | ".join(PLANTED) + " | all |", "| --- |" + " ---: |" * (len(PLANTED) + 1)]
    examples: dict[str, list[str]] = {}
    total = [0, 0]
    for name in names:
        cells, sums = [], [0, 0]
        for _, language, planted, found, missed in (r for r in results if r[0] == name):
            cells.append(f"{found}/{planted}" if planted else "–")
            sums = [sums[0] + found, sums[1] + planted]
            if missed:
                examples[f"{name} {language}"] = missed
        total = [total[0] + sums[0], total[1] + sums[1]]
        lines.append(f"| {name} | " + " | ".join(cells) + f" | {sums[0] / max(1, sums[1]):.0%} |")
    lines += ["", f"All: {total[0]} of {total[1]} ({total[0] / max(1, total[1]):.1%})."]
    return lines, examples


def _changes(before: list[str], after: list[str]) -> Iterator[str]:
    lost, gained = Counter(before) - Counter(after), Counter(after) - Counter(before)
    yield f"lost {lost.total()}, gained {gained.total()}"
    for sign, lines in (("-", lost), ("+", gained)):
        for line in list(lines)[:60]:
            yield f"{sign} {line}"


def main() -> None:
    """Measure, print, and write the report if asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True, help="folder with data/, seeds/ and gold/")
    parser.add_argument("--only", default="gold,clean,planted")
    parser.add_argument("--corpora", default="ntrex,ud,wmt,office,kwdlc,wikinews")
    parser.add_argument("--languages", help="of the clean corpora; default: all")
    parser.add_argument("--rules", help="whose defects are planted; default: all")
    parser.add_argument("--most", type=int, default=60, help="documents per corpus and language")
    parser.add_argument("--even", action="store_true", help="the rows for tuning instead of those held out")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--findings", type=Path, help="keep findings here; print the difference to the last ones")
    parser.add_argument("--write", type=Path, help="write the report to this file")
    given = parser.parse_args()
    parts = given.only.split(",")
    rules = given.rules.split(",") if given.rules else list(_corruptors())
    lines = ["# Quality", "", f"Measured on {date.today().isoformat()} by `tests/bench/quality.py`.", ""]
    kept: list[str] = []
    if "gold" in parts:
        table, figures = gold(given.shared)
        lines += ["## Marked seed texts", "", *table, ""]
        kept += [f"missed {m['doc'][:3]} {m['category']} {m['quote'][:50]!r}" for m in figures["missed"]]
    if "clean" in parts:
        samples = clean(given.shared / "data", given.corpora.split(","), first=0 if given.even else 1, most=given.most)
        if given.languages:
            samples = (sample for sample in samples if sample.language in given.languages.split(","))
        summaries = measured(samples, given.jobs)
        lines += ["## False alarms on clean human text", "", *false_alarms(summaries), ""]
        lines += [f"PROBLEM {problem}" for s in summaries for problem in s["problems"]]
        kept += [
            json.dumps({"corpus": s["corpus"], "language": s["language"], **f}, ensure_ascii=False)
            for s in summaries
            for f in s["findings"]
        ]
    if "planted" in parts:
        table, examples = corruptions(
            given.shared / "data", given.jobs, [name for name in _corruptors() if name in rules]
        )
        lines += ["## Planted corruptions", "", *table, ""]
        kept += [f"planted, missed: {name}: {text!r}" for name, texts in examples.items() for text in texts]
    print("\n".join(lines))
    if given.findings:
        if given.findings.is_file():
            print("\n".join(_changes(given.findings.read_text("utf-8").splitlines(), kept)))
        given.findings.write_text("\n".join(kept) + "\n", "utf-8")
    if given.write:
        given.write.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
