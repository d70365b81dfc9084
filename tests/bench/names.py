"""How often the rules of names, negation and terms cry where nothing is wrong, and how many planted changes they find.

Human pairs: NTREX (English and each language) and WMT. Planted into the source of NTREX, so that the
translation is the one that differs: a full name, a one-word name, a country, an acronym swapped for another of its
kind, a negation put in. A word is taken for a name if it is no common word of English, nor one with an ending
(Thrones, Premiership): such words are translated by their meaning.
Run ``python tests/bench/names.py DATA [odd|even] [--show N] [--rules NA,CV20,TE04]``.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from time import process_time
from typing import Any

import regex

from audit.assemble import paired_document
from audit.engine import audit_document
from audit.model import Segment
from audit.packs import load
from audit.rule import Rule, catalogue
from audit.text.places import is_of_place, places
from audit.text.proper import common_words, is_common

LANGUAGES = {
    "ja": "jpn", "ko": "kor", "zh-Hans": "zho-CN", "zh-Hant": "zho-TW", "ru": "rus", "uk": "ukr", "de": "deu",
    "fr": "fra", "es": "spa", "pt": "por", "it": "ita", "nl": "nld", "pl": "pol", "cs": "ces", "tr": "tur",
    "sv": "swe", "hu": "hun",
}  # fmt: skip
PLANTED_IN = ("ja", "ko", "zh-Hans", "ru", "de", "fr", "es", "pt")
_FULL = regex.compile(r"(?<=\p{Ll},? )(?<!\p{Lu}[\p{L}.]* )\p{Lu}\p{Ll}{2,} \p{Lu}\p{Ll}{3,}(?= \p{Ll}|[,.])")
_ONE = regex.compile(r"(?<=\p{Ll},? )(?<!\p{Lu}[\p{L}.]* )\p{Lu}\p{Ll}{4,}(?= \p{Ll}|[,.])")
_ACRONYM = regex.compile(r"(?<![\p{L}\p{N}.&-])\p{Lu}{3,5}(?![\p{L}\p{N}&-])(?!\.\p{L})")
_ASSERTS = regex.compile(r"\b(?:is|are|was|were|will|would|can|could|should|has been|have been)\b(?= \p{Ll})")
_DENIES = regex.compile(
    r"\b(?:not|no|never|none|nobody|nothing|neither|nor|without)\b|n['’]t\b|\b(?:un|in|im|dis)\p{L}+", regex.I
)

Pair = tuple[str, str]


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def flagged(pairs: Sequence[Pair], language: str, source: str, rules: Sequence[Rule]) -> dict[Segment, list[str]]:
    """The units with a finding, and what is said of each."""
    document = paired_document(pairs, language, source)
    starts = [unit.target.start for unit in document.units]
    found: dict[int, list[str]] = {}
    report = audit_document(document, rules)
    if report.problems:
        raise SystemExit(report.problems[0])
    for finding in report.findings:
        found.setdefault(bisect_right(starts, finding.span.start) - 1, []).append(f"{finding.code} {finding.message}")
    return {number: found[number] for number in sorted(found)}  # type: ignore[misc]


def swapped(
    pattern: regex.Pattern[str], sources: Sequence[str], keep: Callable[[str], bool]
) -> Iterator[tuple[int, str]]:
    """(row, source in which one match is another row's) for every row with a match, all by one seed."""
    draw = random.Random(7)
    pool = sorted({match[0] for source in sources for match in pattern.finditer(source) if keep(match[0])})
    for row, source in enumerate(sources):
        match = next((match for match in pattern.finditer(source) if keep(match[0])), None)
        others = [name for name in pool if not set(name.split()) & set(source.split())] if match else []
        if match and others and source.count(match[0]) == 1:
            yield row, source[: match.start()] + draw.choice(others) + source[match.end() :]


def countries(sources: Sequence[str]) -> Iterator[tuple[int, str]]:
    names = [
        form
        for row in load("en").places or ()
        if len(row.of) == 2 and row.of not in ("TD", "MF")
        for form in row.forms.split("|")[:1]
    ]
    large = [name for name in names if sum(name in source for source in sources) > 0]
    return swapped(regex.compile(rf"\b(?:{'|'.join(map(regex.escape, large))})\b"), sources, lambda name: True)


def denied(sources: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Sources that deny nothing, with a “not” put in: as if the translation had dropped it."""
    for row, source in enumerate(sources):
        match = _ASSERTS.search(source)
        if match and not _DENIES.search(source) and "?" not in source and len(source) < _MOST:
            yield row, f"{source[: match.end()]} not{source[match.end() :]}"


_MOST = 210
_DENIED = regex.compile(r"\b(?:not|no|never|nobody|nothing|unless|without)\b|n['’]t\b", regex.I)
_TURNS = {
    "must not": "must", "mustn't": "must", "must": "must not", "can": "cannot", "cannot": "can", "can't": "can",
    "have to": "do not have to", "has to": "does not have to", "is allowed to": "is not allowed to",
    "are allowed to": "are not allowed to", "not allowed to": "allowed to", "prohibited": "permitted",
    "banned": "allowed", "may": "must not",
}  # fmt: skip
_DEMAND = regex.compile(rf"\b(?:{'|'.join(sorted(_TURNS, key=len, reverse=True))})\b(?! (?:not|have|be|only)\b)")


def redemanded(sources: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Sources in which one demand or permission is its contrary."""
    for row, source in enumerate(sources):
        found = list(_DEMAND.finditer(source))
        besides = source.replace(found[0][0], "") if found else ""
        if len(found) == 1 and not _DENIED.search(besides) and "?" not in source and len(source) < _MOST:
            match = found[0]
            yield row, source[: match.start()] + _TURNS[match[0]] + source[match.end() :]


def planted(sources: Sequence[str]) -> dict[str, list[tuple[int, str]]]:
    known = common_words("en")
    rare = lambda name: not any(is_common(word, known, made_of=False) for word in name.split())  # noqa: E731
    no_place = lambda name: rare(name) and not _placed(name) and not is_of_place(name, load("en"))  # noqa: E731
    return {
        "full name": list(swapped(_FULL, sources, no_place)),
        "one-word name": list(swapped(_ONE, sources, no_place)),
        "country": list(countries(sources)),
        "acronym": list(swapped(_ACRONYM, sources, lambda name: True)),
        "negation": list(denied(sources)),
        "modality": list(redemanded(sources)),
    }


def _placed(name: str) -> bool:
    return bool(places(name, load("en")))


def human(data: Path, rest: int, years: tuple[str, ...], rules: Sequence[Rule], show: int) -> None:
    rows = [row for number, row in enumerate(_rows(data / "clean" / "ntrex_first1000.jsonl.gz")) if number % 2 == rest]
    sets = [
        (f"NTREX en-{lang}", lang, "en", [(row["eng"].strip(), row[code].strip()) for row in rows])
        for lang, code in LANGUAGES.items()
    ]
    sets += [
        (f"NTREX {lang}-en", "en", lang, [(row[LANGUAGES[lang]].strip(), row["eng"].strip()) for row in rows])
        for lang in PLANTED_IN
    ]
    for year in years:
        for path in sorted((data / "translations").glob(f"wmt{year}_*.jsonl.gz")):
            theirs, _, ours = path.name[6:-9].partition("-")
            if {theirs, ours} <= {"en", "ja", "zh", "de", "ru", "cs", "uk", "fr"}:
                pairs = [(row["source"], next(iter(row["references"].values()), "")) for row in list(_rows(path))[:500]]
                sets.append(
                    (path.name[:-9], {"zh": "zh-Hans"}.get(ours, ours), {"zh": "zh-Hans"}.get(theirs, theirs), pairs)
                )
    for name, ours, theirs, pairs in sets:
        began = process_time()
        found = flagged(pairs, ours, theirs, rules)
        codes = Counter(said[:4] for unit in found.values() for said in {said[:4]: said for said in unit}.values())
        spent = (process_time() - began) / len(pairs) * 1000
        print(f"{name:16}{len(found) / len(pairs):8.2%} of {len(pairs)}  {spent:.2f} ms  {dict(sorted(codes.items()))}")
        for number in list(found)[:show]:
            print("   ", found[number], "|", *(text[:160] for text in pairs[number]), sep=" | ")  # type: ignore[index]


def recall(data: Path, rest: int, rules: Sequence[Rule], show: int) -> None:
    rows = [row for number, row in enumerate(_rows(data / "clean" / "ntrex_first1000.jsonl.gz")) if number % 2 == rest]
    sources = [row["eng"].strip() for row in rows]
    for lang in PLANTED_IN:
        targets = [row[LANGUAGES[lang]].strip() for row in rows]
        for kind, changed in planted(sources).items():
            if kind == "acronym":  # where the translation has it as the source does
                changed = [(row, text) for row, text in changed if _kept(sources[row], targets[row])]
            if kind == "country":  # where the translation calls it by its name
                changed = [(row, text) for row, text in changed if _named(sources[row], targets[row], lang)]
            clean = flagged([(sources[row], targets[row]) for row, _ in changed], lang, "en", rules)
            found = flagged([(text, targets[row]) for row, text in changed], lang, "en", rules)
            new = [number for number in found if len(found[number]) > len(clean.get(number, []))]
            print(f"{lang:8}{kind:14}{len(new):4} of {len(changed):4}  {len(new) / max(len(changed), 1):.0%}")
            for number in [n for n in range(len(changed)) if n not in new][:show]:
                print("     missed:", changed[number][1][:150], "|", targets[changed[number][0]][:110])


def _named(source: str, target: str, lang: str) -> bool:
    theirs = {place.code for place in places(source, load("en"))}
    return any(place.code in theirs for place in places(target, load(lang)))


def _kept(source: str, target: str) -> bool:
    match = _ACRONYM.search(source)
    return match is not None and regex.search(rf"(?<!\p{{Latin}}){match[0]}(?!\p{{Latin}})", target) is not None


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("data", type=Path)
    arguments.add_argument("half", choices=["even", "odd"], nargs="?", default="even")
    arguments.add_argument("--show", type=int, default=0)
    arguments.add_argument("--rules", default="NA,CV2,TE04")
    arguments.add_argument("--only", choices=["human", "planted"])
    given = arguments.parse_args()
    wanted = tuple(given.rules.split(","))
    rules = [rule for rule in catalogue().rules if rule.code.startswith(wanted)]
    rest, years = (0, ("21", "22")) if given.half == "even" else (1, ("23",))
    if given.only != "planted":
        human(given.data, rest, years, rules, given.show)
    if given.only != "human":
        recall(given.data, rest, rules, given.show)


if __name__ == "__main__":
    main()
