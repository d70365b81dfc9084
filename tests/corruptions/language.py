"""Damage to the language of a text: passages, phrases and words nobody translated.

Each generator takes a text of one or more lines and returns the damaged text with the span
an editor would look at, in the damaged text, or None where the text offers no place for it.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

import regex

from audit.model import Span
from audit.packs import load
from audit.text import scripts
from audit.text.enclosures import Enclosures
from audit.text.varieties import converted, forms

Corruption = Callable[[str, random.Random], tuple[str, Span] | None]

_ENGLISH = (
    "The committee will publish its findings before the end of the month.",
    "Nobody expected that the old bridge would have to be closed so soon.",
    "Prices have risen faster than wages for the third year in a row.",
    "A spokesman said that the investigation was still at an early stage.",
    "Most of the visitors came from the neighbouring villages on foot.",
    "She told the court that she had never seen the documents before.",
    "The new law makes it easier to open a small business in the country.",
    "Heavy rain is expected in the north of the island over the weekend.",
)
_GERMAN = (
    "Der Ausschuss wird seinen Bericht noch vor dem Ende des Monats vorlegen.",
    "Niemand hatte erwartet, dass die alte Brücke so bald gesperrt werden müsste.",
    "Die Preise sind im dritten Jahr in Folge schneller gestiegen als die Löhne.",
    "Ein Sprecher sagte, die Untersuchung stehe noch ganz am Anfang.",
    "Die meisten Besucher kamen zu Fuß aus den umliegenden Dörfern.",
    "Sie erklärte vor Gericht, dass sie die Unterlagen nie gesehen habe.",
    "Das neue Gesetz erleichtert es, im Land ein kleines Unternehmen zu gründen.",
    "Am Wochenende wird im Norden der Insel mit starkem Regen gerechnet.",
)
_ENGLISH_WORDS = regex.compile(r"\b(?:the|of|and)\b")
_CLAUSE = regex.compile(r"(?<=\p{Ll}{3},[ ])(?=\p{Ll})|(?<=\p{Ll}{3})[ ](?=\p{Ll}{4})|(?<=[、，])|(?<=\p{Hangul}[ ])")
_WORD = regex.compile(r"(?<=[ ])\p{L}{4,}(?=[ ])|(?<=\p{Hiragana})\p{Han}{2}(?=\p{Hiragana})|(?<=，)\p{Han}{2}")
_LISTS = {
    "Hiragana": ("会議にはジョン・ミラー氏、アンナ・コワルスカ氏、マルコ・ロッシ氏と", "氏が出席した。"),
    "Hangul": ("존 밀러 의원과 안나 코발스카 장관, 마르코 로시 교수, 그리고 ", " 의원이 회의에 참석했다."),
    "Cyrillic": ("Выступили Джон Миллер, Анна Ковальская, Марко Росси и профессор ", "."),
    "Han": ("约翰·米勒、安娜·科瓦尔斯卡和马可·罗西出席了会议，", " 表示谈判将继续。"),
}
"""A sentence with transliterated names, before and after the one that is not."""
_NAMES = ("Karen Hoffmann", "Paul Lindqvist", "Maria Castellanos", "Thomas O'Leary")
_HANGUL, _KANA = ("오늘", "결정", "회담", "발표"), ("いっそう", "について", "ながら", "すべて")


def _stock(text: str) -> tuple[str, ...]:
    """Sentences in another language than the text's."""
    return _GERMAN if len(_ENGLISH_WORDS.findall(text)) > len(text) / 100 else _ENGLISH


def _put(text: str, start: int, end: int, new: str) -> tuple[str, Span]:
    return text[:start] + new + text[end:], Span(start, start + len(new))


def _places(pattern: regex.Pattern[str], text: str) -> Iterator[regex.Match[str]]:
    """Where a pattern matches outside quotations and brackets."""
    enclosures = Enclosures(text, ("«»", "„“", "„”", '""'))
    yield from (match for match in pattern.finditer(text) if not enclosures.around(match.start()))


def wrong_language(text: str, rng: random.Random) -> tuple[str, Span] | None:
    """A line of another language between two others."""
    breaks = [i for i, char in enumerate(text) if char == "\n"]
    if not breaks:
        return None
    at = rng.choice(breaks) + 1
    sentence = rng.choice(_stock(text))
    return text[:at] + sentence + "\n" + text[at:], Span(at, at + len(sentence))


def language_switch(text: str, rng: random.Random) -> tuple[str, Span] | None:
    """The last third of the lines in another language."""
    lines = text.split("\n")
    keep = len(lines) - len(lines) // 3
    if len(lines) - keep < 2:
        return None
    kept = "\n".join(lines[:keep]) + "\n"
    stock = list(_stock(text))
    rng.shuffle(stock)
    strange = "\n".join(" ".join(stock[i :: len(lines) - keep]) for i in range(len(lines) - keep))
    return kept + strange, Span(len(kept), len(kept) + len(strange))


def untranslated_span(text: str, rng: random.Random) -> tuple[str, Span] | None:
    """Four to six words of another language inside a sentence."""
    places = list(_places(_CLAUSE, text))
    if not places:
        return None
    place, words = rng.choice(places), rng.choice(_stock(text)).rstrip(".").split()[1:]
    phrase = " ".join(words[: rng.randint(4, 6)]).rstrip(",")
    damaged, at = _put(text, place.end(), place.end(), phrase + " ")
    return damaged, Span(at.start, at.end - 1)


def wrong_script_word(text: str, rng: random.Random) -> tuple[str, Span] | None:
    """A word in hangul, or in kana where the text is in hangul."""
    places = list(_places(_WORD, text))
    if not places:
        return None
    stock = _KANA if regex.search(r"\p{Hangul}", text) else _HANGUL
    return _put(text, *rng.choice(places).span(), rng.choice(stock))


def untranslated_name(text: str, rng: random.Random) -> tuple[str, Span] | None:
    """A line at the end about some people, one of whose names is in Latin letters."""
    counts = scripts.counts(text)
    sentence = next((halves for script, halves in _LISTS.items() if counts[script] > counts.total() / 4), None)
    if sentence is None:
        return None
    before, after = sentence
    start, name = len(text) + 1 + len(before), rng.choice(_NAMES)
    return f"{text}\n{before}{name}{after}", Span(start, start + len(name))


def variant_mix(text: str, rng: random.Random) -> tuple[str, Span] | None:
    """One word, or a few ideographs, of the sister variety."""
    pack = load("zh-Hans" if regex.search(r"[这说们]", text) else "en")
    found = list(forms(text, pack))
    if len(found) < 5 or len({form.variety for form in found}) > 1:
        return None
    first = rng.choice(found)
    cluster = [first] if pack.word_spaces else [form for form in found if 0 <= form.span.start - first.span.start < 3]
    start, end = first.span.start, cluster[-1].span.end
    return _put(text, start, end, converted(text[start:end], cluster))


CORRUPTIONS: dict[str, Corruption] = {
    generator.__name__.replace("_", "-"): generator
    for generator in (
        language_switch,
        untranslated_name,
        untranslated_span,
        variant_mix,
        wrong_language,
        wrong_script_word,
    )
}
"""Rule name → what plants the defect it looks for."""
