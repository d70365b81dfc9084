"""Measure how foreign stretches inside sentences, and languages of documents, are found.

    python tests/bench/foreign_spans.py --shared ../shared --write reports/foreign_spans.md

Guests of about 12, 24 and 48 characters of one language are put between two words of a
sentence in another (NTREX-128, human translations of the same news). A guest is found if
more than half of its characters lie in foreign stretches; host characters in one are
mislabelled. Stretches in sentences without a guest are findings on clean text. Rows with an
even number were for tuning; the figures are of the odd ones unless ``--even`` is given.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import islice, permutations
from pathlib import Path
from time import process_time
from typing import NamedTuple

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE)]

import regex  # noqa: E402
from corpora import UNSPACED, ntrex  # noqa: E402

from audit.annotate.foreign import foreign_spans  # noqa: E402
from audit.annotate.identify import document_language, paragraph_language  # noqa: E402
from audit.packs import load  # noqa: E402
from audit.text.enclosures import Enclosures  # noqa: E402

LATIN = ("en", "de", "fr", "es", "pt", "it", "nl", "pl", "tr", "vi", "id", "cs")
OTHERS = ("ja", "ko", "zh-Hans", "zh-Hant", "ru", "uk", "ar", "he", "th", "hi")
SAME = [
    *permutations(LATIN, 2),
    *[("ru", "uk"), ("uk", "ru")] * 4,
    *[("ja", "zh-Hans"), ("zh-Hans", "ja"), ("ja", "zh-Hant"), ("zh-Hant", "ja")] * 3,
]
CROSS = [
    *((host, guest) for host in OTHERS for guest in ("en", "de", "fr")),
    *((host, guest) for host in ("en", "de", "fr", "pl") for guest in OTHERS if guest not in ("zh-Hant", "uk")),
    ("ja", "ko"), ("ko", "ja"), ("ko", "zh-Hans"), ("ru", "ja"), ("zh-Hans", "ko"), ("th", "zh-Hans"), ("ar", "ru"),
    ("hi", "th"),
]  # fmt: skip
LENGTHS = (12, 24, 48)
_QUOTES = regex.compile(r"[\"“”„«»「」『』《》‘‚*()（）]")
_CUTS = {True: regex.compile(r"(?<=[、，。はがをにで的])| "), False: regex.compile(" ")}
"""Where a guest may be put, in languages without blanks between words and with them."""


class Mixed(NamedTuple):
    """A sentence with a guest at ``start`` .. ``end``."""

    kind: str
    host: str
    guest: str
    length: int
    text: str
    start: int
    end: int


def _words(sentence: str, language: str, length: int, rng: random.Random) -> str:
    """Consecutive words of about ``length`` characters, or just so many characters."""
    if language in UNSPACED:
        start = rng.randrange(max(1, len(sentence) - length + 1))
        return sentence[start : start + length].strip()
    words = sentence.split()
    first = rng.randrange(len(words))
    lengths = [(len(" ".join(words[first:last])), last) for last in range(first + 1, len(words) + 1)]
    _, last = min(lengths, key=lambda item: abs(item[0] - length))
    return " ".join(words[first:last])


def _mix(kind: str, host: str, guest: str, length: int, rows: dict[str, list[str]], rng: random.Random) -> Mixed | None:
    sentence = rng.choice(rows[host])
    phrase = _words(_QUOTES.sub("", rng.choice(rows[guest])).strip() or "x", guest, length, rng)
    letters = sum(map(str.isalpha, phrase))
    if not 0.75 * length <= len(phrase) <= 1.5 * length or letters < 0.5 * len(phrase) or phrase in sentence:
        return None
    cuts = [m.end() for m in _CUTS[host in UNSPACED].finditer(sentence)]
    enclosures = Enclosures(sentence, ())
    cuts = [cut for cut in cuts if 0 < cut < len(sentence) and not enclosures.around(cut)]
    if not cuts or _QUOTES.search(sentence):
        return None
    cut = rng.choice(cuts)
    gap = "" if host in UNSPACED and guest in UNSPACED else " "
    before = sentence[:cut].rstrip(" ") + gap
    return Mixed(
        kind, host, guest, length, before + phrase + gap + sentence[cut:], len(before), len(before) + len(phrase)
    )


def mixed(rows: dict[str, list[str]], each: int, seed: int) -> Iterator[Mixed]:
    """``each`` sentences for every pair of languages and every length."""
    rng = random.Random(seed)
    for kind, pairs in (("same script", SAME), ("other script", CROSS)):
        for host, guest in pairs:
            for length in LENGTHS:
                tries = (_mix(kind, host, guest, length, rows, rng) for _ in range(100 * each))
                yield from islice((sample for sample in tries if sample), each)


def guests(samples: list[Mixed]) -> Iterator[str]:
    """Guests found, named rightly, and host characters mislabelled, by kind and length."""
    tally: dict[tuple[str, int], Counter[str]] = defaultdict(Counter)
    began = process_time()
    for sample in samples:
        _judge(sample, [tally[sample.kind, sample.length], tally["all", sample.length]])
    seconds = process_time() - began
    yield "| pairs | characters | guests | found | language right | host characters mislabelled |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: |"
    for (kind, length), count in sorted(tally.items()):
        yield (f"| {kind} | {length} | {count['guests']} | {count['found'] / count['guests']:.1%} "
               f"| {count['named'] / count['guests']:.1%} | {count['wrong'] / count['host']:.2%} |")  # fmt: skip
    characters = sum(len(sample.text) for sample in samples)
    yield f"\n{1e6 * seconds / characters:.1f} µs of CPU per character."


def _judge(sample: Mixed, counts: list[Counter[str]]) -> None:
    labels: list[str | None] = [None] * len(sample.text)
    for stretch in foreign_spans(sample.text, load(sample.host)):
        for i in range(*stretch.span):
            labels[i] = stretch.language
    inside = Counter(labels[sample.start : sample.end])
    length = sample.end - sample.start
    found = length - inside[None] > length / 2
    for count in counts:
        count["guests"] += 1
        count["found"] += found
        count["named"] += found and inside[sample.guest.partition("-")[0]] > length / 2
        count["wrong"] += sum(map(bool, labels)) - (length - inside[None])
        count["host"] += len(sample.text) - length


def clean(rows: dict[str, list[str]]) -> Iterator[str]:
    """Stretches found in sentences without a guest, and what they are."""
    yield "| language | sentences | with a stretch | stretches | sentences taken for another language |"
    yield "| --- | ---: | ---: | --- | ---: |"
    for language, sentences in rows.items():
        pack = load(language)
        found = [[sentence[slice(*s.span)] for s in foreign_spans(sentence, pack)] for sentence in sentences]
        shown = "; ".join(dict.fromkeys(text for texts in found for text in texts))
        others = sum(paragraph_language(sentence, language) is not None for sentence in sentences)
        yield f"| {language} | {len(sentences)} | {sum(map(bool, found))} | {shown[:160]} | {others} |"


def documents(rows: dict[str, list[str]]) -> Iterator[str]:
    """Share of documents of ten sentences, and of single sentences, whose language is right."""
    yield "| language | documents of ten sentences | single sentences | left undecided |"
    yield "| --- | ---: | ---: | ---: |"
    for language, sentences in rows.items():
        tens = [document_language(sentences[i : i + 10]) for i in range(0, len(sentences) - 9, 10)]
        ones = [document_language([sentence]) for sentence in sentences]
        yield (f"| {language} | {tens.count(language) / len(tens):.1%} | {ones.count(language) / len(ones):.1%} "
               f"| {ones.count(None) / len(ones):.1%} |")  # fmt: skip


def main() -> None:
    """Measure, print, and write the report if asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True, help="folder with data/")
    parser.add_argument("--each", type=int, default=6, help="sentences per pair of languages and length")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--even", action="store_true", help="the rows for tuning instead of those held out")
    parser.add_argument("--write", type=Path, help="write the report to this file")
    given = parser.parse_args()
    first = 0 if given.even else 1
    rows = {language: ntrex(given.shared / "data", language)[first::2] for language in (*LATIN, *OTHERS)}
    half = "even" if given.even else "odd"
    lines = [
        "# Foreign stretches", "",
        f"Measured on {date.today().isoformat()} by `tests/bench/foreign_spans.py`, {half} rows.", "",
        "## Guests put into sentences of another language", "", *guests(list(mixed(rows, given.each, given.seed))), "",
        "## Sentences without a guest", "", *clean(rows), "",
        "## Languages of documents", "", *documents(rows), "",
    ]  # fmt: skip
    print("\n".join(lines))
    if given.write:
        given.write.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
