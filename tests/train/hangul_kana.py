"""Spell foreign names in kana as they come back out of hangul: ``lexicon/spellings.tsv`` of the pair ko-ja.

    python tests/train/hangul_kana.py PACKAGES

Reads ``audit/packs/pairs/ko-ja/names_source.tsv``: what it is, hangul, the usual Japanese spelling (others in use
after ``|``), English; rows of class ``native`` list words that are something else. ``PACKAGES`` holds the wheel of
SudachiDict (see ``readings_sources.py``): a name it lists is somebody's, so it is left alone; of common words only
those are that texts hold. Writes the spellings that no native text has and that ``audit.text.transliteration`` does
not find by itself, one pattern a name, and the examples that show them,
``tests/pairs/ko-ja.spellings.md``. The correspondences are those of 외래어 표기법 read backwards: hangul has no
long vowels, one letter for p and f, one for z and j, and tells apart what katakana writes alike.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Container, Iterable, Iterator
from itertools import islice, product
from pathlib import Path

import regex

HERE = Path(__file__).resolve()
sys.path[:0] = [str(HERE.parent), str(HERE.parents[2])]

import pair_rates  # noqa: E402
from readings_sources import Sources  # noqa: E402

from audit.annotate.lexicon import lexicon  # noqa: E402
from audit.packs import load, routes  # noqa: E402
from audit.text.needles import Passages  # noqa: E402
from audit.text.transliteration import native_key, respelt  # noqa: E402

PACK = HERE.parents[2] / "audit" / "packs" / "pairs" / "ko-ja"
EXAMPLES = HERE.parents[1] / "pairs" / "ko-ja.spellings.md"
KEPT = 10
"""Spellings of one name."""
BEAM = 600
FAR = 1.1
"""What the variants of a spelling may cost together."""
SHORT = 3
"""Letters of a spelling that is only taken if it is what the hangul says, letter by letter."""

VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
FINALS = ["", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"]
LATIN_INITIALS = ["g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "-", "j", "jj", "ch", "k", "t", "p", "h"]
LATIN_VOWELS = [
    "a",
    "ae",
    "ya",
    "yae",
    "eo",
    "e",
    "yeo",
    "ye",
    "o",
    "wa",
    "wae",
    "oe",
    "yo",
    "u",
    "wo",
    "we",
    "wi",
    "yu",
    "eu",
    "ui",
    "i",
]
LATIN_FINALS = [
    *[
        ",",
        "k",
        "k",
        "k",
        "n",
        "n",
        "n",
        "t",
        "l",
        "k",
        "m",
        "p",
        "l",
        "l",
        "p",
        "l",
        "m",
        "p",
        "p",
        "t",
        "t",
        "ng",
        "t",
        "t",
        "k",
        "t",
        "p",
        "t",
    ]
]

ROWS = {
    "": "ア イ ウ エ オ", "k": "カ キ ク ケ コ", "g": "ガ ギ グ ゲ ゴ", "s": "サ シ ス セ ソ", "n": "ナ ニ ヌ ネ ノ",
    "t": "タ ティ トゥ テ ト", "T": "タ チ ツ テ ト", "d": "ダ ディ ドゥ デ ド", "D": "ダ ジ ド デ ド",
    "h": "ハ ヒ フ ヘ ホ", "f": "ファ フィ フ フェ フォ", "p": "パ ピ プ ペ ポ", "b": "バ ビ ブ ベ ボ",
    "m": "マ ミ ム メ モ", "r": "ラ リ ル レ ロ", "j": "ジャ ジ ジュ ジェ ジョ", "z": "ザ ジ ズ ゼ ゾ",
    "c": "チャ チ チュ チェ チョ", "C": "ツァ チ ツ ツェ ツォ", "S": "シャ シ シュ シェ ショ",
}  # fmt: skip
SOUNDS = {
    "ㄱ": "g0", "ㄲ": "k0", "ㄴ": "n0", "ㄷ": "d0 D4", "ㄸ": "t0", "ㄹ": "r0", "ㅁ": "m0", "ㅂ": "b0", "ㅃ": "p0",
    "ㅅ": "s0", "ㅆ": "s0", "ㅇ": "0", "ㅈ": "j0 z4", "ㅉ": "c0 C5", "ㅊ": "c0 C5", "ㅋ": "k0", "ㅌ": "t0 T3",
    "ㅍ": "p0 f4", "ㅎ": "h0",
}  # fmt: skip
"""Initial -> rows of the kana table, with what each costs in tenths."""
SPOKEN = {
    "ㅏ": "a0", "ㅐ": "e0 a4", "ㅑ": "ya0", "ㅒ": "ye0", "ㅓ": "o0 a3", "ㅔ": "e0", "ㅕ": "yo0 ye6", "ㅖ": "ye0 e3", "ㅗ": "o0",  # noqa: E501
    "ㅘ": "wa0", "ㅙ": "we0", "ㅚ": "we0 e5", "ㅛ": "yo0", "ㅜ": "u0", "ㅝ": "wo0", "ㅞ": "we0", "ㅟ": "wi0 yu5", "ㅠ": "yu0",  # noqa: E501
    "ㅡ": "u0", "ㅢ": "wi0 i4", "ㅣ": "i0",
}  # fmt: skip
ENDINGS = {
    "ㄱ": "ク0 ック4", "ㄲ": "ク0", "ㅋ": "ク0", "ㄴ": "ン0", "ㄷ": "ッ0 ト5", "ㄹ": "ル0", "ㅁ": "ム0 ン3", "ㅂ": "プ0 ップ4", "ㅍ": "プ0",  # noqa: E501
    "ㅅ": "ト3 ッ0 ット5", "ㅆ": "ッ0", "ㅇ": "ン0 ング6", "ㅈ": "ッ0", "ㅊ": "チ0", "ㅌ": "ト0", "": "0",
}  # fmt: skip
HARD = {"ㄱ": "k", "ㄷ": "t", "ㅂ": "p", "ㅈ": "c"}
"""What the first letter of a word sounds like in Korean."""
VOICELESS_U = {"t": "ト", "d": "ド", "D": "ド", "T": "ツ"}
"""ㅡ is no vowel of its own after t and d."""
SMALL = {"a": "ャ", "u": "ュ", "o": "ョ", "e": "ェ"}
WIDE = {"a": "ァ", "i": "ィ", "e": "ェ", "o": "ォ"}
GLIDES = {"a": "ワ", "i": "ウィ", "e": "ウェ", "o": "ウォ"}
UNREAD = regex.compile("ッ(?![カ-ヂツ-ドハ-ポァ-ォ])|ーー|^[ンー]|ンー|ッッ")
"""What no reader of katakana could say."""
OPEN = "ァアカサタナハマヤラワャガザダバパオコソトノホモヨロョゴゾドボポ"
LENGTHENED = regex.compile(f".ー(?!$)|.(?<![{OPEN}])ー$")
DRAWN = regex.compile("(?<=[ェエケセテネヘメレゲゼデベペ])イ(?!$)")
LARGE = str.maketrans("ァィゥェォ", "アイウエオ")
HALVES = {"a": "ヤ", "u": "ユ", "o": "ヨ", "e": "イェ"}


def parts(syllable: str) -> tuple[str, str, str]:
    """Initial, vowel and final of a syllable of hangul."""
    code = ord(syllable) - 0xAC00
    return INITIALS[code // 588], VOWELS[code % 588 // 28], FINALS[code % 28]


def romanised(hangul: str) -> str:
    """Revised romanisation, letter by letter."""
    found = ""
    for syllable in hangul:
        if not "가" <= syllable <= "힣":
            found += syllable
            continue
        code = ord(syllable) - 0xAC00
        found += (
            LATIN_INITIALS[code // 588].replace("-", "")
            + LATIN_VOWELS[code % 588 // 28]
            + LATIN_FINALS[code % 28].strip(",")
        )
    return found


def _costed(listed: str) -> list[tuple[str, float]]:
    return [(item[:-1], int(item[-1]) / 10) for item in listed.split(" ")]


def _sound(row: str, vowel: str, letter: str) -> str:
    cells = dict(zip("aiueo", ROWS[row].split(" "), strict=True))
    if letter == "ㅡ" and row in VOICELESS_U:
        return VOICELESS_U[row]
    if len(vowel) == 1:
        return cells[vowel]
    glide, base = vowel[0], vowel[1]
    if glide == "w":
        if row == "":
            return GLIDES[base]
        return cells["u"] + WIDE[base] if row in ("k", "g", "f", "h") else cells["u"] + GLIDES[base]
    if row == "":
        return HALVES[base]
    if row in ("j", "c", "S"):
        return cells[base]
    return cells[base] if base == "e" and row not in ("s",) else cells["i"][0] + SMALL[base]


def _spoken(syllable: str, before: bool) -> Iterator[tuple[str, float]]:
    """What a syllable is read as, and what that costs; ``before``: is there one before it?"""
    first, letter, last = parts(syllable)
    rows, vowels = _costed(SOUNDS[first]), _costed(SPOKEN[letter])
    if first == "ㅎ" and letter in "ㅘㅝㅟ":
        rows = [*rows, ("f", 0.1)]
    if first == "ㅇ" and letter == "ㅟ":
        vowels = vowels[:1]
    if not before and first in HARD:
        rows = [*rows, (HARD[first], 0.8)]
    for (row, more), (vowel, less), (end, closing) in product(rows, vowels, _costed(ENDINGS.get(last, ENDINGS[""]))):
        sound = _sound(row, vowel, letter)
        cost = more + less + closing
        yield sound + end, cost
        if last == "" and letter in "ㅓㅏㅗㅜㅣㅔㅐ":
            yield sound + "ー", cost + 0.3


def transliterations(hangul: str) -> dict[str, float]:
    """Kana a name could come back in, and how far from the letters each is."""
    beam = {"": 0.0}
    before = ""
    for syllable in hangul:
        longer: dict[str, float] = {}
        for (sofar, cost), (sound, more) in product(beam.items(), _spoken(syllable, bool(beam.keys() - {""}))):
            whole = sofar + sound
            total = cost + more
            if before == "ㄹ" and parts(syllable)[0] == "ㄹ":
                merged = sofar[:-1] + sound
                longer[merged] = min(longer.get(merged, 9), total + 0.3)
            longer[whole] = min(longer.get(whole, 9), total)
        beam = dict(sorted(longer.items(), key=lambda item: item[1])[:BEAM])
        before = parts(syllable)[2]
    found = {word: cost for word, cost in beam.items() if not UNREAD.search(word)}
    for word, cost in list(found.items()):  # ベイ is often said, and written, ベー
        drawn = DRAWN.sub("ー", word)
        found[drawn] = min(found.get(drawn, 9), cost + 0.2 * (drawn != word))
    return found


def distance(one: str, other: str) -> int:
    """Letters to insert, leave out or put in place of others."""
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        previous, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (a != b))
    return row[-1]


def plain(word: str, *, loose: bool) -> str:
    """A spelling without what native writers vary; ``loose``: as freely as they do with names, long vowels too."""
    variants = load("ja").spelling_variants or ()
    word = native_key(word, tuple(variant for variant in variants if loose or variant.theirs != "ー"))
    word = regex.sub("(?<=[ェエケセテネヘメレゲゼデベペ])イ", "ー", word)
    word = word.replace("ヴァ", "バ").replace("ヴ", "ブ").replace("ジェ", "ゼ") if loose else word
    word = word.translate(LARGE) if loose else word
    return regex.sub("[ーッ・]", "", word) if loose else word.removesuffix("ー")


def is_found(word: str) -> bool:
    """Does the audit see without a list that a spelling has been through hangul?"""
    variants = load("ja").spelling_variants or ()
    return any(respelt(Passages(word), routes.route("ko", "ja").merges, variants, "ko", "ja"))


def spellings(row: dict[str, str], known: Container[str], names: Container[str]) -> list[str]:
    """The spellings of a name that tell where it has been, the likeliest first; ``names``: what else is a name."""
    kana = [word for word in row["usual"].split("|") if regex.fullmatch("[ァ-ヴー・]+", word)]
    loose = row["class"] != "word"
    usual = {plain(word, loose=loose) for word in kana}
    listed = lexicon("ja")
    found = []
    for word, cost in transliterations(row["hangul"]).items():
        if cost > FAR or len(word) < SHORT or (len(word) == SHORT and cost > 0.1):
            continue
        if (
            word in known
            or word in listed.numbers
            or (loose and (word in names or listed.is_word(word)))
            or plain(word, loose=loose) in usual
            or not _long_as(word, kana)
        ):
            continue
        found.append((cost + min((distance(word, other) for other in kana), default=2) / 10, word))
    return list(islice((word for _, word in sorted(found) if not is_found(word)), KEPT))


def _long_as(word: str, usual: list[str]) -> bool:
    """Are the vowels that are long also long as it is usually spelt, or at the end, where English has -er?"""
    return all(any(long in other for other in usual) for long in LENGTHENED.findall(word))


def sources(path: Path) -> list[dict[str, str]]:
    lines = [line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    head = lines[0].split("\t")
    return [dict(zip(head, line.split("\t"), strict=True)) for line in lines[1:]]


def listed_names(packages: Path) -> set[str]:
    """Katakana words of a dictionary that lists names and rare words as well."""
    return {entry.surface for entry in Sources(packages).sudachi if regex.fullmatch("[ァ-ヴー]+", entry.surface)}


def native() -> set[str]:
    """Katakana words of texts that took no such route."""
    data = HERE.parents[3] / "shared" / "data"
    seen = set((HERE.parents[2] / "audit" / "models" / "kana" / "ja.txt").read_text("utf-8").split())
    for _, text, _, odd in pair_rates.texts(data, "ja"):
        if not odd:
            seen.update(regex.findall("[ァ-ヴー]{3,}", text))
    return seen


def lines(
    rows: Iterable[dict[str, str]], known: set[str], names: set[str]
) -> Iterator[tuple[dict[str, str], list[str]]]:
    taken = set(known)
    for row in rows:
        found = spellings(row, taken, names)
        taken.update(found)
        if found:
            yield row, found


def main() -> None:
    rows = sources(PACK / "names_source.tsv")
    known = native().union(*(row["usual"].split("|") for row in rows))
    names = listed_names(Path(sys.argv[1]))
    entries, shown, count = [], [], 0
    for row, found in lines([row for row in rows if row["class"] != "native"], known, names):
        pattern = f"(?<![ァ-ヴー])(?:{'|'.join(found)})(?![ァ-ヴー])"
        reason = "hangul read back letter by letter: no long vowels, one letter for two sounds"
        usual = row["usual"].split("|")[0]
        cells = ["name", "strong", pattern, row["hangul"], romanised(row["hangul"]), row["english"], usual, reason]
        entries.append("\t".join(cells))
        shown.append(f"ja: 記事には⟦{found[0]}⟧とある。")
        count += len(found)
    head = "kind\tstrength\tpattern\tthrough\treading\tmeaning\tsuggestion\treason"
    note = "# Written by tests/train/hangul_kana.py from names_source.tsv"
    (PACK / "lexicon" / "spellings.tsv").write_text("\n".join([note, head, *entries]) + "\n", "utf-8")
    EXAMPLES.write_text("## fires\n\n" + "\n".join(shown) + "\n", "utf-8")
    print(json.dumps({"names": len(rows), "with spellings": len(entries), "spellings": count}))


if __name__ == "__main__":
    main()
