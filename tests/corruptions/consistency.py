"""Contradictions of a text with itself: names, terms, acronyms and titles that change on the way.

Each generator takes a text of one or more lines and returns the damaged text with the span
an editor would look at, in the damaged text, or None where the text offers no place for it.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence

import regex

from audit.annotate.identify import document_language
from audit.model import Span
from audit.packs import Variants, load

Corruption = Callable[[str, random.Random], tuple[str, Span] | None]

_LATIN_NAME = regex.compile(
    r"(?<![\p{L}\p{N}'’.-])(?!The|Die|Der|Das|Les|Los|La|El|In|Im)\p{Lu}\p{Ll}{3,} \p{Lu}\p{Ll}{4,}"
    r"(?![\p{L}'’-]| \p{Lu})"
)
_OTHER_NAME = {
    "ja": regex.compile(
        r"(?<![\p{Katakana}ー・])\p{Katakana}[\p{Katakana}ー]{2,}・\p{Katakana}[\p{Katakana}ー]{3,}(?![\p{Katakana}ー・])"
    ),
    "zh-Hans": regex.compile(r"(?<=[，。\n])\p{Han}{2,4}·\p{Han}{2,5}(?=[说在是表])"),
}
_QUOTED = regex.compile(r"[「」『』“”„«»\"‘’']")
_LONG_WORDS = (
    regex.compile(r"(?<![\p{L}-])\p{Ll}{9,}(?![\p{L}-])"),
    regex.compile(r"(?<![\p{Katakana}ー・])\p{Katakana}[\p{Katakana}]{3,}ー(?![\p{Katakana}ー・])"),
)
_SELF = {
    "ja": "{0}の前任者である{0}",
    "zh-Hans": "{0}的父亲{0}",
    "en": "{0}, the brother of {0},",
    "de": "{0}, der Bruder von {0},",
    "fr": "{0}, le frère de {0},",
    "es": "{0}, el hermano de {0},",
    "ru": "{0}, брат {0},",
}
_GLOSSED = {"ja": "関係者は{}について語った。", "ko": "관계자는 {}에 대해 말했다.", "zh-Hans": "有关人士谈到了{}。"}
_GLOSSED |= {"en": "Officials spoke about the {}.", "de": "Die Rede war vom Thema {}.", "fr": "On a parlé de {}."}
_GLOSSED |= {"es": "Se habló de {}.", "ru": "Говорили о {}."}
_TERMED = {
    "ja": "記事は{0}を取り上げた。{0}は話題だ。\n次に⟦{1}⟧の話が続いた。",
    "ko": "기사는 {0}도 다뤘다. {0} 이야기다.\n다음은 ⟦{1}⟧ 이야기다.",
}
_TERMED |= {
    "zh-Hans": "文章谈到{0}。{0}受到关注。\n接着谈到⟦{1}⟧。",
    "en": "It was about {0}. More of {0} followed.\nNobody knew ⟦{1}⟧ then.",
}
_TERMED |= {
    "de": "Es ging um {0}. Man sprach von {0}.\nNiemand kannte ⟦{1}⟧ damals.",
    "ru": "Речь шла о {0}. Писали и о {0}.\nСпорили ещё про ⟦{1}⟧ долго.",
}
_TERMED |= {
    "fr": "Il était question de {0}. On parlait de {0}.\nPersonne ne connaissait ⟦{1}⟧ alors.",
    "es": "Se trataba de {0}. Se hablaba de {0}.\nNadie conocía ⟦{1}⟧ entonces.",
}
_TITLED = {
    "ja": "両国は「{0}」に署名した。\n議会は「{1}」を審議した。",
    "zh-Hans": "两国签署了《{0}》后发表声明。\n议会审议《{1}》时有争论。",
}
_TITLES = {
    "ja": ("海洋資源{}共同開発協定", "国際技術{}交流促進計画", "包括経済{}連携強化条約"),
    "zh-Hans": ("海洋资源{}共同开发协定", "国际技术{}交流促进计划"),
}
_LIGHT = {"ja": "の", "zh-Hans": "的"}


def _appended(text: str, closing: str) -> tuple[str, Span]:
    """A last paragraph, with ⟦ ⟧ around what is wrong in it."""
    start, end = closing.index("⟦"), closing.index("⟧") - 1
    return f"{text}\n{closing.replace('⟦', '').replace('⟧', '')}", Span(start, end).shift(len(text) + 1)


def _later(matches: Sequence[regex.Match[str]]) -> list[regex.Match[str]]:
    """All but the first match of each string, which shows how it is spelled."""
    return [match for i, match in enumerate(matches) if any(match[0] == earlier[0] for earlier in matches[:i])]


def self_reference(text: str, rng: random.Random) -> tuple[str, Span] | None:
    """Relate a person to himself."""
    language = document_language([text])
    names = list(_OTHER_NAME.get(language or "", _LATIN_NAME).finditer(text))
    if language not in _SELF or not names:
        return None
    chosen = rng.choice(names)
    new = _SELF[language].format(chosen[0])
    return text[: chosen.start()] + new + text[chosen.end() :], Span(chosen.start(), chosen.start() + len(new))


def gloss_mismatch(text: str, rng: random.Random) -> tuple[str, Span] | None:
    """Gloss an acronym with the name of another one."""
    language = document_language([text])
    if language not in _GLOSSED:
        return None
    rows = [row for row in load(language).acronyms or () if len(row.expansions.split("|")[0]) > 3]
    first, second = rng.sample(rows, 2)
    theirs = second.expansions.split("|")[0]
    if set(first.expansions.split("|")) & set(second.expansions.split("|")):
        return None
    gloss = rng.choice((f"⟦{first.acronym} ({theirs})⟧", f"⟦{theirs} ({first.acronym})⟧"))
    return _appended(text, _GLOSSED[language].format(gloss))


def respelled_name(text: str, rng: random.Random) -> tuple[str, Span] | None:
    """Change a letter in the midst of a name the text has twice."""
    names = [*_LATIN_NAME.finditer(text), *_OTHER_NAME["ja"].finditer(text)]
    counts = Counter(match[0] for match in names)
    again = [match for match in names if counts[match[0]] > 1 and len(regex.split("[ ・]", match[0])[-1]) > 6]
    if not again:
        return None
    chosen = rng.choice(_later(again))
    at = chosen.end() - 5
    letter = rng.choice([c for c in ("ラルマ" if regex.match(r"\p{Katakana}", text[at]) else "aeou") if c != text[at]])
    return text[:at] + letter + text[at + 1 :], Span(*chosen.span())


def _variant(text: str, table: Sequence[Variants], rng: random.Random) -> tuple[str, Span] | None:
    language = document_language([text])
    rows = [row.forms.split("|") for row in table if row.kind not in ("loose", "country")]
    if language not in _TERMED or not rows:
        return None
    usual, *others = rng.choice(rows)
    return None if usual in text else _appended(text, _TERMED[language].format(usual, rng.choice(others)))


def name_variants(text: str, rng: random.Random) -> tuple[str, Span] | None:
    """Mention somebody twice in one spelling and once in another."""
    return _variant(text, load(document_language([text]) or "und").names or (), rng)


def term_variants(text: str, rng: random.Random) -> tuple[str, Span] | None:
    """Use a term twice in one form and once in another."""
    return _variant(text, load(document_language([text]) or "und").terms or (), rng)


def spelling_variants(text: str, rng: random.Random) -> tuple[str, Span] | None:
    """Part a long word that the text has twice with a hyphen, or shorten a long vowel."""
    words = [match for pattern in _LONG_WORDS for match in pattern.finditer(text) if not _in_quotes(text, match)]
    counts = Counter(match[0] for match in words)
    twice = [match for match in words if counts[match[0]] > 1]
    if not twice:
        return None
    chosen = rng.choice(_later(twice))
    word = chosen[0]
    new = word.removesuffix("ー") if word.endswith("ー") else f"{word[:4]}-{word[4:]}"
    return text[: chosen.start()] + new + text[chosen.end() :], Span(chosen.start(), chosen.start() + len(new))


def _in_quotes(text: str, match: regex.Match[str]) -> bool:
    """Does the line hold any quotation mark?"""
    end = text.find("\n", match.end())
    return _QUOTED.search(text, text.rfind("\n", 0, match.start()) + 1, end if end >= 0 else len(text)) is not None


def title_variants(text: str, rng: random.Random) -> tuple[str, Span] | None:
    """Quote a treaty under two titles that differ in a particle."""
    language = document_language([text])
    if language not in _TITLED:
        return None
    title = rng.choice(_TITLES[language])
    first, second = title.format(""), title.format(_LIGHT[language])
    closing = _TITLED[language].format(first, second)
    return f"{text}\n{closing}", Span(closing.index(first), closing.index(second) + len(second)).shift(len(text) + 1)


CORRUPTIONS: dict[str, Corruption] = {
    generator.__name__.replace("_", "-"): generator
    for generator in (
        gloss_mismatch,
        name_variants,
        respelled_name,
        self_reference,
        spelling_variants,
        term_variants,
        title_variants,
    )
}
"""Rule name → what plants the defect it looks for."""
