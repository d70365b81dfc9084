"""Numbers and dates that contradict each other: a sentence with the defect, put into a text of its language.

Each generator takes a text of one or more lines and returns the damaged text with the span
an editor would look at, in the damaged text, or None where the text offers no place for it.
⟦ ⟧ in a sentence mark what has to be found.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta

from audit.annotate.identify import document_language
from audit.model import Span
from audit.packs import load

Corruption = Callable[[str, random.Random], tuple[str, Span] | None]

_DATED = {
    "ja": ("会合は{y}年{m}月{d}日（⟦{short}⟧）に開かれた。", "{y}年{m}月{d}日の⟦{long}⟧に店は閉まった。"),
    "ko": ("회의는 {y}년 {m}월 {d}일 ⟦{long}⟧에 열렸다.", "접수는 {y}년 {m}월 {d}일(⟦{short}⟧)까지였다."),
    "zh-Hans": ("会议于{y}年{m}月{d}日⟦{long}⟧举行。", "商店在{y}年{m}月{d}日（⟦{long}⟧）关门。"),
    "zh-Hant": ("會議於{y}年{m}月{d}日⟦{long}⟧舉行。", "商店在{y}年{m}月{d}日（⟦{long}⟧）關門。"),
    "en": ("The meeting took place on ⟦{long}⟧, {d} {month} {y}.", "It closed on ⟦{long}⟧, {month} {d}, {y}."),
    "de": ("Das Treffen fand am ⟦{long}⟧, dem {d}. {month} {y}, statt.", "Am {d}.{m}.{y} (⟦{long}⟧) war Schluss."),
    "fr": ("La réunion s’est tenue le ⟦{long}⟧ {d} {month} {y}.", "Le magasin a fermé le {d} {month} {y} (⟦{long}⟧)."),
    "es": ("La reunión se celebró el ⟦{long}⟧ {d} de {month} de {y}.", "Cerró el ⟦{long}⟧, {d} de {month} de {y}."),
    "ru": ("Встреча прошла {d} {month} {y} года (⟦{long}⟧).", "Магазин закрыли {d}.{m:02}.{y} (⟦{short}⟧)."),
    "pt": ("A reunião ocorreu na ⟦{long}⟧, {d} de {month} de {y}.", "Fechou em {d}/{m:02}/{y} (⟦{long}⟧)."),
    "it": ("La riunione si è tenuta ⟦{long}⟧ {d} {month} {y}.", "Ha chiuso il {d} {month} {y} (⟦{long}⟧)."),
    "pl": ("Spotkanie odbyło się {d} {month} {y} r. (⟦{long}⟧).", "Sklep zamknięto {d}.{m:02}.{y} (⟦{long}⟧)."),
    "tr": ("Toplantı {d} {month} {y} ⟦{long}⟧ günü yapıldı.", "Dükkân {d} {month} {y} (⟦{long}⟧) günü kapandı."),
    "ar": ("عقد الاجتماع يوم ⟦{long}⟧ {d} {month} {y}.", "أغلق المتجر في {d} {month} {y} (⟦{long}⟧)."),
    "th": ("การประชุมจัดขึ้นเมื่อ⟦{long}⟧ที่ {d} {month} {y}", "ร้านปิดเมื่อ⟦{long}⟧ที่ {d} {month} {y}"),
    "hi": ("बैठक ⟦{long}⟧, {d} {month} {y} को हुई।", "दुकान {d} {month} {y} (⟦{long}⟧) को बंद हुई।"),
    "vi": ("Cuộc họp diễn ra vào ⟦{long}⟧, ngày {d} tháng {m} năm {y}.", "Cửa hàng đóng cửa ⟦{long}⟧ ({d}/{m}/{y})."),
}
_RISEN = {
    "ja": (
        "失業率は⟦{b}%から{a}%に増加⟧した。",
        "会員数は⟦{a}人から{b}人へと減少⟧した。",
        "価格を⟦{b}円から{a}円に値上げ⟧する。",
    ),
    "ko": ("실업률은 ⟦{b}%에서 {a}%로 상승⟧했다.", "회원은 ⟦{a}명에서 {b}명으로 줄었⟧다."),
    "zh-Hans": ("失业率⟦从{b}%上升到{a}%⟧。", "会员⟦由{a}人减少到{b}⟧人。"),
    "zh-Hant": ("失業率⟦從{b}%上升到{a}%⟧。", "會員⟦由{a}人減少到{b}⟧人。"),
    "en": ("Unemployment ⟦rose from {b} to {a}⟧ percent.", "Membership ⟦fell from {a}% to {b}%⟧."),
    "de": ("Die Quote ⟦stieg von {b} auf {a}⟧ Prozent.", "Der Anteil ist ⟦von {a} auf {b} Prozent gesunken⟧."),
    "fr": ("Le taux a ⟦augmenté de {b} à {a}⟧ %.", "La part a ⟦progressé de {b} % à {a}⟧ %."),
    "es": ("La tasa ⟦cayó del {a} % al {b}⟧ %.", "La cuota ⟦subió de {b} a {a}⟧ %."),
    "ru": ("Доля ⟦выросла с {b} до {a}⟧ процентов.", "Уровень ⟦снизился с {a}% до {b}%⟧."),
}
_PARTED = {
    "ja": ("委員⟦{a}人のうち{b}人⟧が賛成した。", "応募した⟦{a}社中{b}社⟧が選ばれた。"),
    "ko": ("위원 ⟦{a}명 중 {b}명⟧이 찬성했다.", "지원한 ⟦{a}팀 가운데 {b}팀⟧이 뽑혔다."),
    "zh-Hans": ("⟦{a}名委员中有{b}名⟧赞成。", "活动有{a}人参加，⟦其中{b}人⟧获奖。"),
    "zh-Hant": ("⟦{a}名委員中有{b}名⟧贊成。", "活動有{a}人參加，⟦其中{b}人⟧獲獎。"),
    "en": ("⟦{b} of the {a}⟧ members agreed.", "⟦{b} out of the {a}⟧ entries won a prize."),
    "de": ("⟦{b} der {a}⟧ Mitglieder stimmten zu.", "⟦{b} von insgesamt {a}⟧ Beiträgen wurden prämiert."),
    "fr": ("⟦{b} des {a}⟧ membres ont voté pour.", "⟦{b} sur les {a}⟧ candidats ont été reçus."),
    "es": ("⟦{b} de los {a}⟧ miembros votaron a favor.", "⟦{b} de las {a}⟧ obras ganaron un premio."),
    "ru": ("⟦{b} из этих {a}⟧ депутатов согласились.", "⟦{b} из всех {a}⟧ работ получили премию."),
}
_TOLLS = {
    "ja": ("トンネルで火災、{a}人死亡", "調べでは、⟦{b}人が死亡⟧した。"),
    "ko": ("터널 화재로 {a}명 사망", "경찰에 따르면 ⟦{b}명이 숨졌⟧다."),
    "zh-Hans": ("隧道起火{a}人死亡", "据警方通报，⟦{b}人死亡⟧。"),
    "zh-Hant": ("隧道起火{a}人死亡", "據警方通報，⟦{b}人死亡⟧。"),
    "en": ("Tunnel fire kills {a}", "Police said that ⟦{b} people were killed⟧."),
    "de": ("Brand im Tunnel: {a} Tote", "Laut Polizei wurden ⟦{b} Menschen getötet⟧."),
    "fr": ("Incendie dans un tunnel : {a} morts", "Selon la police, ⟦{b} personnes sont mortes⟧."),
    "es": ("Incendio en un túnel: {a} muertos", "Según la policía, ⟦{b} personas murieron⟧."),
    "ru": ("При пожаре в тоннеле погибли {a} человек", "По данным полиции, ⟦погибли {b} человек⟧."),
}
_AGED = {
    "ja": ("佐藤健一さん（{a}）が店を開いた。", "⟦佐藤健一さん（{b}）⟧は笑顔を見せた。"),
    "ko": ("박민수 씨({a})가 가게를 열었다.", "⟦박민수 씨({b})⟧는 웃었다."),
    "zh-Hans": ("王建国先生（{a}岁）开了一家店。", "⟦王建国先生（{b}岁）⟧笑了。"),
    "en": ("Paul Harding, {a}, has opened a shop.", "⟦Harding, {b}⟧, smiled."),
    "de": ("Karl Brandt ({a}) hat einen Laden eröffnet.", "Der ⟦{b}-jährige Karl Brandt⟧ lächelte."),
    "fr": ("Anne Morel, {a} ans, a ouvert un magasin.", "⟦Anne Morel, {b} ans⟧, sourit."),
    "es": ("Ana Robles, de {a} años, abrió una tienda.", "⟦Ana Robles, de {b} años⟧, sonríe."),
    "ru": ("Иван Морозов ({a} лет) открыл магазин.", "⟦Иван Морозов ({b} лет)⟧ улыбается."),
}
_FALSE_DAYS = {
    "ja": "締め切りは⟦{m}月{d}日⟧です。",
    "ko": "마감은 ⟦{m}월 {d}일⟧입니다.",
    "zh-Hans": "截止日期是⟦{m}月{d}日⟧。",
    "zh-Hant": "截止日期是⟦{m}月{d}日⟧。",
    "en": "The deadline is ⟦{d} {month} {y}⟧.",
    "de": "Einsendeschluss ist der ⟦{d}. {month}⟧.",
    "fr": "La date limite est le ⟦{d} {month}⟧.",
    "es": "El plazo vence el ⟦{d} de {month}⟧.",
    "ru": "Срок истекает ⟦{d} {month}⟧.",
}
_ERAS = {
    "ja": ("この法律は{y}年（⟦令和{n}年⟧）に改正された。", 2018),
    "zh-Hant": ("本法於⟦民國{n}年⟧（{y}年）修正。", 1911),
}


def _unmarked(sentence: str) -> tuple[str, Span]:
    start = sentence.index("⟦")
    plain = sentence.replace("⟦", "").replace("⟧", "")
    return plain, Span(start, sentence.index("⟧") - 1)


def _added(text: str, sentence: str, rng: random.Random, first: int = 0) -> tuple[str, Span]:
    """``text`` with a marked sentence at the end of one of its lines, from number ``first`` on."""
    lines = text.split("\n")
    chosen = rng.choice([i for i, line in enumerate(lines) if i >= first and line.strip()] or [len(lines) - 1])
    joint = "" if lines[chosen].endswith(("。", "！", "？", "」")) else " "
    plain, span = _unmarked(sentence)
    at = sum(len(line) + 1 for line in lines[:chosen]) + len(lines[chosen]) + len(joint)
    lines[chosen] += joint + plain
    return "\n".join(lines), span.shift(at)


def _language(text: str, known: dict[str, object]) -> str | None:
    language = document_language(text.split("\n"))
    return language if language in known else None


def _unused(text: str, rng: random.Random, low: int, high: int) -> tuple[int, int]:
    """Two numbers in ascending order that the text does not hold."""
    free = [number for number in range(low, high) if str(number) not in text]
    return tuple(sorted(rng.sample(free, 2)))  # type: ignore[return-value]


def weekday_mismatch(text: str, rng: random.Random) -> tuple[str, Span] | None:
    """State a date with the wrong weekday."""
    if (language := _language(text, dict(_DATED))) is None:
        return None
    pack = load(language)
    day = date(1990, 1, 1) + timedelta(days=rng.randrange(15_000))
    wrong = (day.weekday() + rng.randrange(1, 7)) % 7
    names = {
        "long": (pack.weekdays or ())[wrong].split("|")[0],
        "short": (pack.short_weekdays or ("",) * 7)[wrong].split("|")[0],
        "month": (pack.months or ("",) * 12)[day.month - 1].split("|")[0],
    }
    sentence = rng.choice(_DATED[language]).format(y=day.year, m=day.month, d=day.day, **names)
    return _added(text, sentence, rng)


def impossible_date(text: str, rng: random.Random) -> tuple[str, Span] | None:
    """Set a deadline on a day that no year has."""
    if (language := _language(text, dict(_FALSE_DAYS))) is None:
        return None
    month, day = rng.choice([(2, 30), (2, 31), (4, 31), (6, 31), (9, 31), (11, 31)])
    name = (load(language).months or ("",) * 12)[month - 1].split("|")[0]
    year = rng.randrange(1990, 2040)
    return _added(text, _FALSE_DAYS[language].format(y=year, m=month, d=day, month=name), rng)


def reversed_range(text: str, rng: random.Random) -> tuple[str, Span] | None:
    """Let a number rise to a smaller one, or fall to a larger."""
    if (language := _language(text, dict(_RISEN))) is None:
        return None
    low, high = sorted(rng.sample(range(2, 90), 2))
    return _added(text, rng.choice(_RISEN[language]).format(a=low, b=high), rng)


def part_exceeds_whole(text: str, rng: random.Random) -> tuple[str, Span] | None:
    """Take more out of a number than it is."""
    if (language := _language(text, dict(_PARTED))) is None:
        return None
    low, high = sorted(rng.sample(range(3, 200), 2))
    return _added(text, rng.choice(_PARTED[language]).format(a=low, b=high), rng)


def number_contradiction(text: str, rng: random.Random) -> tuple[str, Span] | None:
    """Give the text a headline with a toll, and its body another."""
    if (language := _language(text, dict(_TOLLS))) is None:
        return None
    headline, sentence = _TOLLS[language]
    low, high = _unused(text, rng, 11, 60)
    return _added(headline.format(a=low) + "\n" + text, sentence.format(b=high), rng, first=1)


def age_contradiction(text: str, rng: random.Random) -> tuple[str, Span] | None:
    """Introduce a person, who is of another age in a later paragraph."""
    if (language := _language(text, dict(_AGED))) is None:
        return None
    first, second = _AGED[language]
    low, high = sorted(rng.sample(range(20, 80, 2), 2))
    return _added(first.format(a=low) + "\n" + text, second.format(b=high), rng, first=1)


def era_mismatch(text: str, rng: random.Random) -> tuple[str, Span] | None:
    """Give a year in two calendars that do not agree."""
    if (language := _language(text, dict(_ERAS))) is None:
        return None
    sentence, offset = _ERAS[language]
    year = rng.randrange(2020, 2040)
    return _added(text, sentence.format(y=year, n=year - offset + rng.choice((-1, 1))), rng)


CORRUPTIONS: dict[str, Corruption] = {
    generator.__name__.replace("_", "-"): generator
    for generator in (
        age_contradiction,
        era_mismatch,
        impossible_date,
        number_contradiction,
        part_exceeds_whole,
        reversed_range,
        weekday_mismatch,
    )
}
"""Rule name → what plants the defect it looks for."""
