"""Measure the markup rules: planted damage, human translations, pofilter on the same files, classes of other tools.

    python tests/bench/markup.py --data ../shared/data [--pofilter PATH] [--write reports/markup.md]

The strings and their translations into eight languages are this project's own (``tests/files/markup_strings.tsv``).
Human sentence pairs are the halves of the data that nothing was tuned on: odd rows of NTREX-128, WMT 2023; help
articles are compared line by line in two languages. pofilter is run as a program, if its path is given.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from time import process_time
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
sys.path.append(str(HERE))

import corpora  # noqa: E402
from damage import Damaged, String, damages, strings  # noqa: E402

from audit.assemble import assemble, paired_document  # noqa: E402
from audit.engine import audit_document  # noqa: E402
from audit.model import Document  # noqa: E402
from audit.read import page_from_text  # noqa: E402
from audit.rule import catalogue  # noqa: E402

FAMILY = [rule for rule in catalogue().rules if rule.family == "markup" and rule.default]
OFFICE = {"ja": "ja-JP", "ko": "ko-KR", "zh-Hans": "zh-CN", "de": "de-DE", "fr": "fr-FR", "es": "es-ES", "ru": "ru-RU"}
PLURALS = {
    "ja": "nplurals=1; plural=0;",
    "ko": "nplurals=1; plural=0;",
    "zh-Hans": "nplurals=1; plural=0;",
    "fr": "nplurals=2; plural=(n > 1);",
}
MARKUP_TESTS = re.findall(
    r"\w+",
    "accelerators brackets emails endpunc endwhitespace escapes filepaths newlines options printf pythonbraceformat "
    "startwhitespace tabs urls variables xmltags functions nplurals",
)
_UNIT = re.compile(r'^((?:#.*\n)*)msgctxt "u(\d+)"', re.M)


class Found(NamedTuple):
    """Numbers of the units that were flagged, and CPU seconds."""

    units: set[int]
    seconds: float


def catalogue_of(language: str, pairs: Iterable[tuple[tuple[str, ...], str, str]]) -> str:
    """A PO file of (flags, source, translation)."""
    plural = PLURALS.get(language, "nplurals=2; plural=(n != 1);")
    header = f"Language: {language}\\n", "Content-Type: text/plain; charset=UTF-8\\n", f"Plural-Forms: {plural}\\n"
    parts = ['msgid ""\nmsgstr ""\n' + "".join(f'"{line}"\n' for line in header)]
    for number, (flags, source, target) in enumerate(pairs):
        comment = f"#, {', '.join(flags)}\n" if flags else ""
        parts.append(f'{comment}msgctxt "u{number}"\nmsgid {_quoted(source)}\nmsgstr {_quoted(target)}\n')
    return "\n".join(parts)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'


def flagged(document: Document) -> Found:
    """What the family says of the units of a document."""
    began = process_time()
    report = audit_document(document, FAMILY)
    assert not report.problems, report.problems
    starts = [unit.target.start for unit in document.units]
    units = {bisect_right(starts, finding.span.start) - 1 for finding in report.findings}
    return Found(units, process_time() - began)


def ours(po: str, language: str) -> Found:
    began = process_time()
    document = assemble(page_from_text(po, "strings.po", "po"), language, "en")
    found = flagged(document)
    return Found(found.units, process_time() - began)


def pofilter(program: str, po: str, language: str, tests: Sequence[str] = ()) -> Found:
    """The same from pofilter; ``tests``: only these count."""
    with tempfile.TemporaryDirectory() as folder:
        source, result = Path(folder, "in.po"), Path(folder, "out.po")
        source.write_text(po, "utf-8")
        before = getrusage(RUSAGE_CHILDREN).ru_utime
        chosen = [option for test in tests for option in ("-t", test)]
        command = [program, "--progress=none", f"--language={language[:2]}", *chosen, str(source), str(result)]
        subprocess.run(command, check=True, capture_output=True)
        seconds = getrusage(RUSAGE_CHILDREN).ru_utime - before
        text = result.read_text("utf-8") if result.exists() else ""
    return Found({int(match[2]) for match in _UNIT.finditer(text)}, seconds)


class Row(NamedTuple):
    name: str
    planted: int
    ours: int
    theirs: int
    all_theirs: int


def planted(program: str | None) -> Iterator[Row]:
    """Damage by kind and how it was done; last, the strings as they are."""
    by_language: dict[str, list[Damaged]] = defaultdict(list)
    clean: dict[str, list[String]] = defaultdict(list)
    for string in strings():
        clean[string.language].append(string)
        by_language[string.language] += damages(string)
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for language, items in by_language.items():
        po = catalogue_of(language, ((each.string.flags, each.string.source, each.target) for each in items))
        _count(counts, [(each.kind, each.how) for each in items], po, language, program)
        for number in sorted(set(range(len(items))) - ours(po, language).units):
            print(
                "missed", language, items[number].kind, items[number].how, repr(items[number].target), file=sys.stderr
            )
    for language, whole in clean.items():
        po = catalogue_of(language, ((each.flags, each.source, each.target) for each in whole))
        _count(counts, [("~ clean", "flagged")] * len(whole), po, language, program)
        for number in sorted(ours(po, language).units):
            print("flagged", language, repr(whole[number].target), file=sys.stderr)
    for (kind, how), count in sorted(counts.items()):
        yield Row(f"{kind}: {how}", count["planted"], count["ours"], count["theirs"], count["all"])


def _count(
    counts: dict[tuple[str, str], Counter[str]],
    names: list[tuple[str, str]],
    po: str,
    language: str,
    program: str | None,
) -> None:
    found = {"ours": ours(po, language).units}
    if program:
        found |= {"theirs": pofilter(program, po, language, MARKUP_TESTS).units}
        found |= {"all": pofilter(program, po, language).units}
    for number, name in enumerate(names):
        counts[name]["planted"] += 1
        for whose, units in found.items():
            counts[name][whose] += number in units


def human(data: Path) -> Iterator[tuple[str, str, list[tuple[str, str]], str]]:
    """(corpus, language, pairs, source language)."""
    sentences = corpora.rows(data / "clean" / "ntrex_first1000.jsonl.gz")[1::2]
    for language, column in corpora.NTREX.items():
        if language != "en":
            yield "NTREX", language, [(row["eng"].strip(), row[column].strip()) for row in sentences], "en"
    for path in sorted((data / "translations").glob("wmt23_*.jsonl.gz")):
        source, target = (tag.replace("zh", "zh-Hans") for tag in path.name.split("_")[1].split(".")[0].split("-"))
        pairs = [(row["source"], next(iter(row["references"].values()), None)) for row in corpora.rows(path)]
        yield "WMT 2023", target, [(one, other) for one, other in pairs if other], source
    articles = {
        language: {row["path"]: row["text"] for row in _human_made(data, name)} for language, name in OFFICE.items()
    }
    for language, texts in articles.items():
        other = "fr" if language == "de" else "de"
        yield "help articles", language, list(_lines(articles[other], texts))[:4000], other


def _human_made(data: Path, name: str) -> Iterator[dict[str, str]]:
    rows = corpora.rows(data / "human_or_machine" / f"office_{name}.jsonl.gz")
    return (row for row in rows if row["made_by"] == "HT")


def _lines(theirs: dict[str, str], texts: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Lines of articles that have as many of them in both languages."""
    for path in sorted(texts.keys() & theirs.keys()):
        both = theirs[path].split("\n"), texts[path].split("\n")
        if len(both[0]) == len(both[1]):
            yield from ((one, other) for one, other in zip(*both, strict=True) if one.strip() and other.strip())


def clean_table(data: Path, program: str | None) -> Iterator[str]:
    """Per corpus: pairs, share flagged as sentences, as pofilter's markup tests and as all its tests see them."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    seconds: Counter[str] = Counter()
    for corpus, language, pairs, source in human(data):
        found = flagged(paired_document(pairs, language, source))
        count, sample = counts[corpus], pairs[:500]
        count.update(pairs=len(pairs), ours=len(found.units), languages=1)
        seconds["ours"] += found.seconds
        if program and language in ("ja", "ko", "zh-Hans", "de", "fr", "es", "ru", "pl"):
            po = catalogue_of(language, (((), one, other) for one, other in sample))
            some, every = pofilter(program, po, language, MARKUP_TESTS), pofilter(program, po, language)
            count.update(sample=len(sample), some=len(some.units), every=len(every.units))
    yield "| corpus | languages | pairs | ours | pofilter, tests of markup | pofilter, all tests |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for corpus, count in counts.items():
        theirs = (
            f"{100 * count[name] / count['sample']:.1f} %" if count["sample"] else "–" for name in ("some", "every")
        )
        rate = f"{count['ours']} = {100 * count['ours'] / count['pairs']:.2f} %"
        yield f"| {corpus} | {count['languages']} | {count['pairs']} | {rate} | {' | '.join(theirs)} |"
    total = sum(count["pairs"] for count in counts.values())
    yield f"\nThe rules took {seconds['ours']:.1f} CPU s for these {total} pairs."


def planted_table(program: str | None) -> Iterator[str]:
    rows = list(planted(program))
    yield "| damage | planted | ours | pofilter, tests of markup | pofilter, all tests |"
    yield "| --- | --- | --- | --- | --- |"
    hard = [row for row in rows if row.name.startswith(("placeholder", "ICU", "tag"))]
    damaged = [row for row in rows if not row.name.startswith("~")]
    sums = (("**placeholders, messages, tags**", hard), ("**all**", damaged))
    for row in [*rows, *(Row(name, *map(sum, zip(*(r[1:] for r in some), strict=True))) for name, some in sums)]:
        theirs = (f"{n} = {100 * n / row.planted:.1f} %" if program else "–" for n in (row.theirs, row.all_theirs))
        rate = f"{row.ours} = {100 * row.ours / row.planted:.1f} %"
        yield f"| {row.name} | {row.planted} | {rate} | {' | '.join(theirs)} |"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--data", type=Path, required=True)
    arguments.add_argument("--pofilter")
    arguments.add_argument("--write", type=Path)
    chosen = arguments.parse_args()
    lines = [
        "# Markup against the source",
        f"\nMeasured {date.today()} by `python tests/bench/markup.py`.\n",
        "## Planted damage\n",
        f"{len(strings())} strings of programs, written for this project in eight languages, in one PO file each;",
        "every damage is a unit of its own. “clean”: the strings undamaged; what is found there is a false alarm.\n",
        *planted_table(chosen.pofilter),
        "\n## Human translations\n",
        "Sentences and lines of articles without a key, as aligned texts give them; share of pairs with any finding.",
        "Tuned on: even rows of NTREX, WMT 2021 and 2022. Looked at as well: the help articles, and translated",
        "marks of transcripts in WMT 2023 (0.31 % before). pofilter: 500 pairs of each of eight languages.\n",
        *clean_table(chosen.data, chosen.pofilter),
        "",
        (HERE / "markup_classes.md").read_text("utf-8"),
    ]
    text = "\n".join(lines)
    print(text)
    if chosen.write:
        chosen.write.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
