"""Measure the numbers rules: findings on human sentence pairs, and planted changes that are found.

    python tests/bench/number_pairs.py --shared ../shared [--rows odd|even] [--show N] [--only planted]

Human pairs: NTREX (English into 20 languages) and references of WMT 2021–2023. Even rows of NTREX and 2021–22 were read
for tuning; odd rows and 2023 are what is reported. Planted: one change per pair, only into pairs that have no finding.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from time import process_time
from typing import NamedTuple

import regex

sys.path.insert(0, str(Path(__file__).resolve().parent))

import corpora

from audit.model import Segment, Text
from audit.packs import load
from audit.rule import catalogue
from audit.text.dates import dates
from audit.text.figures import Figure, figures
from audit.text.numerals import SPELT
from audit.text.protect import protected
from audit.text.sides import Side

NTREX = ("ja", "ko", "zh-Hans", "zh-Hant", "de", "fr", "es", "ru", "pt", "it", "pl", "tr", "ar", "uk", "cs", "nl", "sv",
         "vi", "id", "hi", "he", "fi", "th")  # fmt: skip
WMT = ("en-ja", "ja-en", "zh-en", "en-de", "en-ru", "en-zh", "de-en", "ru-en", "de-fr", "fr-de", "cs-uk")
TAGS = {"zh": "zh-Hans"}
PLANTED_IN = ("ja", "ko", "zh-Hans", "de", "fr", "es", "ru", "pt")
RULES = [rule for rule in catalogue().rules if rule.family == "numbers"]


class Pair(NamedTuple):
    source: str
    target: str
    origin: str
    language: str


def unit(pair: Pair) -> Segment:
    theirs, ours = load(pair.origin), load(pair.language)
    return Segment(
        Text(pair.target, ours, 0, protected(pair.target)), Text(pair.source, theirs, 0, protected(pair.source))
    )


def findings(pair: Pair) -> list[tuple[str, str, str]]:
    """(rule, message, quote) of every finding on a pair."""
    segment = unit(pair)
    found = []
    for rule in RULES:
        if rule.cannot_judge(segment.target.pack, has_source=True):
            continue
        for hit in rule.check(segment):
            if hasattr(hit, "span"):
                found.append((rule.name, rule.message.format(**hit.facts), pair.target[slice(*hit.span)]))
    return found


def ntrex(data: Path, language: str, rest: int) -> list[Pair]:
    sides = zip(corpora.ntrex(data, "en"), corpora.ntrex(data, language), strict=True)
    return [Pair(s, t, "en", language) for i, (s, t) in enumerate(sides) if i % 2 == rest]


def wmt(data: Path, pair: str, years: tuple[str, ...]) -> list[Pair]:
    one, other = (TAGS.get(tag, tag) for tag in pair.split("-"))
    found = []
    for year in years:
        path = data / "translations" / f"wmt{year}_{pair}.jsonl.gz"
        if path.is_file():
            rows = ((row["source"], corpora._reference(row)) for row in corpora.rows(path))
            found += [Pair(source, target, one, other) for source, target in rows if target]
    return found


def human(data: Path, odd: bool) -> Iterator[tuple[str, list[Pair]]]:
    for language in NTREX:
        yield f"NTREX en-{language}", ntrex(data, language, int(odd))
    for pair in WMT:
        if pairs := wmt(data, pair, ("23",) if odd else ("21", "22")):
            yield f"WMT {pair}", pairs


# --- planted changes -------------------------------------------------------------------------------------------------

Plant = Callable[[Pair, random.Random], str | None]


def _chosen(pair: Pair, rng: random.Random, keep: Callable[[Figure], bool] = lambda _: True) -> Figure | None:
    text = Text(pair.target, load(pair.language), 0, protected(pair.target))
    fitting = [figure for figure in figures(text) if not figure.code and keep(figure)]
    return rng.choice(fitting) if fitting else None


def digit(pair: Pair, rng: random.Random) -> str | None:
    """One digit of a number is another."""
    if (figure := _chosen(pair, rng)) is None:
        return None
    at = rng.choice([i for i in range(*figure.span) if pair.target[i].isdecimal()])
    old = int(pair.target[at])
    new = rng.choice([d for d in range(1, 10) if d != old])
    return pair.target[:at] + str(new) + pair.target[at + 1 :]


SCALES = {
    "ja": ("万", "億", "兆"), "zh-Hans": ("万", "亿", "兆"), "ko": ("만", "억", "조"),
    "de": ("Million", "Milliarde"), "fr": ("million", "milliard"), "es": ("millones", "billones"),
    "ru": ("миллион", "миллиард"), "pt": ("milhões", "bilhões"),
}  # fmt: skip


def magnitude(pair: Pair, rng: random.Random) -> str | None:
    """A scale word is another; without one, the number has a zero more."""
    if (figure := _chosen(pair, rng, lambda f: f.value >= 10)) is None:
        return None
    written = pair.target[slice(*figure.span)]
    scales = SCALES[pair.language]
    for i, scale in enumerate(scales):
        if scale in written:
            other = scales[(i + 1) % len(scales)]
            return pair.target[: figure.span.start] + written.replace(scale, other, 1) + pair.target[figure.span.end :]
    last = max(i for i in range(*figure.span) if pair.target[i].isdecimal())
    if regex.search(r"[.,]", written):
        return None
    return pair.target[: last + 1] + "0" + pair.target[last + 1 :]


def dropped(pair: Pair, rng: random.Random) -> str | None:
    """A number is gone, with its scale word."""
    if (figure := _chosen(pair, rng, lambda f: f.value > 2)) is None:
        return None
    return pair.target[: figure.span.start] + pair.target[figure.span.end :].lstrip(" ")


def month(pair: Pair, rng: random.Random) -> str | None:
    """A month or a weekday is another."""
    pack = load(pair.language)
    text = Text(pair.target, pack, 0, protected(pair.target))
    side = Side(text)
    found = [(named, 12) for named in side.months] + [(named, 7) for named in side.weekdays]
    if not found:
        return None
    named, many = rng.choice(found)
    other = (named.number + rng.randrange(1, many) - 1) % many + 1
    return pair.target[: named.span.start] + named.written(other) + pair.target[named.span.end :]


def day(pair: Pair, rng: random.Random) -> str | None:
    """The day of a date is another."""
    found = [date for date in dates(pair.target, load(pair.language)) if pair.target[slice(*date.day_at)].isdecimal()]
    if not found:
        return None
    date = rng.choice(found)
    other = (date.day + rng.randrange(1, 28) - 1) % 28 + 1
    return pair.target[: date.day_at.start] + str(other) + pair.target[date.day_at.end :]


SWAPS: dict[str, dict[str, str]] = {
    "unit": {
        "ja": "キロ>マイル メートル>フィート 時間>日間 分>秒 年>か月 %>キロ 歳>か月 週間>か月",
        "ko": "킬로미터>마일 미터>피트 시간>일 분>초 년>개월 %>km 세>개월 주>개월",
        "zh-Hans": "公里>英里 米>英尺 小时>天 分钟>秒 年>个月 %>公斤 岁>个月 周>个月",
        "de": "Kilometer>Meilen Meter>Fuß Stunden>Tage Minuten>Sekunden Jahre>Monate "
              "Prozent>Kilometer Wochen>Monate %>kg",
        "fr": "kilomètres>miles mètres>pieds heures>jours minutes>secondes ans>mois %>kg années>mois "
              "semaines>mois",
        "es": "kilómetros>millas metros>pies horas>días minutos>segundos años>meses %>kg "
              "semanas>meses",
        "ru": "километров>миль метров>футов часов>дней минут>секунд лет>месяцев %>кг недель>месяцев "
              "процентов>килограммов",
        "pt": "quilômetros>milhas metros>pés horas>dias minutos>segundos anos>meses %>kg "
              "semanas>meses",
    },
    "currency": {
        "ja": "ドル>ユーロ ポンド>円 ユーロ>円 円>ドル",
        "ko": "달러>유로 파운드>엔 유로>엔",
        "zh-Hans": "美元>欧元 英镑>日元 欧元>日元",
        "de": "Dollar>Euro Pfund>Yen Euro>Dollar $>€ £>€ €>$",
        "fr": "dollars>euros livres>yens euros>dollars $>€ £>€ €>$",
        "es": "dólares>euros libras>yenes euros>dólares $>€ £>€ €>$",
        "ru": "долларов>евро фунтов>иен евро>долларов $>€ £>€ €>$",
        "pt": "dólares>euros libras>ienes euros>dólares $>€ £>€ €>$",
    },
}  # fmt: skip
"""What stands right beside a number, and what is put there instead."""


def swapped(kind: str) -> Plant:
    """A word right beside a number is one of another kind."""

    def plant(pair: Pair, rng: random.Random) -> str | None:
        options = []
        text = Text(pair.target, load(pair.language), 0, protected(pair.target))
        named = Side(Text(pair.source, load(pair.origin)))
        for figure in figures(text):
            if figure.value in range(1000, 2100) or (
                kind == "unit" and not any(map(named.names_unit, figure.unit.names))
            ):
                continue  # a year, or what the source counts of nothing (an age)
            for old, new in (swap.split(">") for swap in SWAPS[kind][pair.language].split()):
                tail = regex.compile(
                    rf"[\s\u00a0]?{regex.escape(old)}(?!\p{{L}})"
                    if old.isascii() or old[0] < "\u3000"
                    else rf"\s?{old}(?!月|号)"
                )
                if found := tail.match(pair.target, figure.span.end):
                    at = found.end() - len(old)
                    options.append(pair.target[:at] + new + pair.target[at + len(old) :])
                elif kind == "currency" and pair.target[: figure.span.start].endswith(old):
                    at = figure.span.start - len(old)
                    options.append(pair.target[:at] + new + pair.target[at + len(old) :])
        return rng.choice(options) if options else None

    return plant


def sign(pair: Pair, rng: random.Random) -> str | None:
    """A number is below zero that was not."""
    if (figure := _chosen(pair, rng, lambda f: f.unit.names in ({"percent"}, {"celsius"}))) is None:
        return None
    return pair.target[: figure.span.start] + " -" + pair.target[figure.span.start :]


TURNS = {
    "ja": "増加>減少 減少>増加 上昇>下落 下落>上昇 低下>上昇 拡大>縮小 縮小>拡大 "
          "増え>減っ 減っ>増え 下がっ>上がっ 上がっ>下がっ",
    "ko": "증가>감소 감소>증가 상승>하락 하락>상승 늘어>줄어 줄어>늘어 떨어졌>올랐 올랐>떨어졌",
    "zh-Hans": "增加>减少 减少>增加 上升>下降 下降>上升 增长>下降 上涨>下跌 下跌>上涨",
    "de": "stieg>sank stiegen>sanken gestiegen>gesunken sank>stieg sanken>stiegen fiel>stieg gefallen>gestiegen "
          "Anstieg>Rückgang Rückgang>Anstieg gesunken>gestiegen",
    "fr": "augmenté>diminué diminué>augmenté hausse>baisse baisse>hausse baissé>augmenté chuté>grimpé",
    "es": "aumentó>disminuyó aumentado>disminuido subió>bajó bajó>subió cayó>subió aumento>descenso caída>subida "
          "aumentaron>cayeron cayeron>aumentaron",
    "ru": "вырос>упал выросла>упала выросли>упали увеличился>снизился увеличилось>снизилось снизился>вырос "
          "снизилась>выросла упал>вырос упали>выросли снизились>выросли увеличились>снизились",
    "pt": "aumentou>diminuiu aumentaram>diminuíram subiu>caiu caiu>subiu caíram>subiram aumento>queda queda>aumento",
}  # fmt: skip
"""Words of rising and falling, and what says the contrary."""


def direction(pair: Pair, rng: random.Random) -> str | None:
    """A word of rising near a number is one of falling, or the other way round."""
    options = []
    for figure in figures(Text(pair.target, load(pair.language), 0, protected(pair.target))):
        if figure.value in range(1000, 2100):
            continue
        start, end = max(figure.span.start - 20, 0), figure.span.end + 20
        for old, new in (turn.split(">") for turn in TURNS[pair.language].split()):
            for match in regex.finditer(rf"(?<!{SPELT}){old}(?!{SPELT})", pair.target):
                between = pair.target[min(match.end(), figure.span.end) : max(match.start(), figure.span.start)]
                if start <= match.start() and match.end() <= end and not regex.search(r"[\p{Nd}\p{P}]", between):
                    options.append(pair.target[: match.start()] + new + pair.target[match.end() :])
    return rng.choice(options) if options else None


PLANTS: dict[str, Plant] = {
    "digit": digit, "magnitude": magnitude, "dropped": dropped, "month or weekday": month, "day": day,
    "unit": swapped("unit"), "currency": swapped("currency"), "sign": sign, "direction": direction,
}  # fmt: skip


def planted(data: Path, odd: bool) -> Iterator[tuple[str, str, int, int, list[Pair]]]:
    """(kind, language, planted, found, missed pairs)."""
    extra = {"ja": ["en-ja"], "zh-Hans": ["en-zh"], "de": ["en-de"], "ru": ["en-ru"]}
    for language in PLANTED_IN:
        pairs = ntrex(data, language, int(odd))
        for pair in extra.get(language, []):
            pairs += wmt(data, pair, ("23",) if odd else ("22",))
        clean = [
            pair for pair in pairs if regex.search(r"\p{Nd}|月|월", pair.target + pair.source) and not findings(pair)
        ]
        for kind, plant in PLANTS.items():
            rng = random.Random(f"{kind} {language}")
            damaged = [pair._replace(target=new) for pair in clean if (new := plant(pair, rng)) is not None]
            damaged = damaged[:300]
            missed = [pair for pair in damaged if not findings(pair)]
            yield kind, language, len(damaged), len(damaged) - len(missed), missed


def report(data: Path, odd: bool, show: int, only: str) -> Iterator[str]:
    yield "| human pairs | pairs | flagged | % | by rule | CPU per pair |\n| --- | --- | --- | --- | --- | --- |"
    for name, pairs in human(data, odd) if only != "planted" else ():
        if only not in ("", "human") and only not in name:
            continue
        begun = process_time()
        flagged = [(pair, found) for pair in pairs if (found := findings(pair))]
        seconds = process_time() - begun
        rules = Counter(rule for _, found in flagged for rule in {rule for rule, _, _ in found})
        share, each = 100 * len(flagged) / len(pairs), 1000 * seconds / len(pairs)
        yield f"| {name} | {len(pairs)} | {len(flagged)} | {share:.2f} | {dict(rules)} | {each:.2f} ms |"
        for pair, found in flagged[:show]:
            yield f"    {pair.source}\n    {pair.target}\n        {found}"
    if only not in ("", "planted"):
        return
    yield "\n| planted | language | planted | found | % |\n| --- | --- | --- | --- | --- |"
    total: dict[str, list[int]] = {}
    for kind, language, many, found_many, missed in planted(data, odd):
        yield f"| {kind} | {language} | {many} | {found_many} | {100 * found_many / max(many, 1):.0f} |"
        sums = total.setdefault(kind, [0, 0])
        sums[0] += many
        sums[1] += found_many
        for pair in missed[:show]:
            yield f"    {pair.source}\n    {pair.target}"
    for kind, (many, found_many) in total.items():
        yield f"| {kind} | all | {many} | {found_many} | {100 * found_many / max(many, 1):.1f} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--rows", choices=("odd", "even"), default="odd")
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--only", default="", help="human, planted, or part of a row's name")
    options = parser.parse_args()
    for line in report(options.shared / "data", options.rows == "odd", options.show, options.only):
        print(line, flush=True)


if __name__ == "__main__":
    main()
