"""Damage to the voice of a text: its sentence style, its way to address the reader, its variety.

Each generator takes a text of one or more lines and returns the damaged text with the span
an editor would look at, in the damaged text, or None where the text offers no place for it.
"""

from __future__ import annotations

import random
from collections.abc import Callable

import regex

from audit.annotate.identify import document_language
from audit.model import Span

Corruption = Callable[[str, random.Random], tuple[str, Span] | None]

_PLAIN_POLITE = (
    {
        "していた": "していました",
        "している": "しています",
        "された": "されました",
        "される": "されます",
        "した": "しました",
    }
    | {"れている": "れています", "れた": "れました", "である": "です", "だった": "でした", "なった": "なりました"}
    | {"あった": "ありました", "言った": "言いました", "語った": "語りました", "述べた": "述べました", "いる": "います"}
    | {
        "했다": "했습니다",
        "이다": "입니다",
        "있다": "있습니다",
        "됐다": "됐습니다",
        "었다": "었습니다",
        "였다": "였습니다",
    }
    | {"았다": "았습니다", "한다": "합니다", "된다": "됩니다", "말했다": "말했습니다"}
)
_POLITE_PLAIN = {polite: plain for plain, polite in _PLAIN_POLITE.items()}
_QUOTED = regex.compile(r"[「」『』“”\"'‘’]")

_ADDRESSED = {
    "de": ("Bitte lesen Sie weiter. Wir danken Ihnen für Ihr Interesse. Nun kennen Sie die Lage. ",
           ("Morgen erfährst ⟦du⟧ mehr.", "Schreib uns, was ⟦du⟧ denkst.", "Hier findest ⟦du⟧ eine Karte.")),
    "fr": ("Merci pour votre fidélité. Nous vous écrirons bientôt. Vous recevrez une lettre. ",
           ("Demain ⟦tu⟧ en sauras plus.", "Dis-nous ce que ⟦tu⟧ en penses.", "Ici ⟦tu⟧ trouveras une carte.")),
    "es": ("Elija un tema. Seleccione una región. Consulte el mapa que usted prefiera. ",
           ("Mañana sabremos más de ⟦ti⟧ y de todos.", "Escríbenos desde ⟦tu⟧ pueblo.", "Aquí está ⟦tu⟧ mapa.")),
    "ru": ("Благодарим вас за внимание. Мы напишем вам скоро. Вы получите письмо. ",
           ("Завтра ⟦ты⟧ узнаешь больше.", "Напиши, что ⟦ты⟧ думаешь.", "Здесь ⟦ты⟧ найдёшь карту.")),
    "zh-Hans": ("感谢您的关注。我们将给您写信。您可以提出意见。",
                ("明天⟦你⟧会知道更多。", "请告诉我们⟦你⟧的想法。", "⟦你⟧可以在这里找到地图。")),
    "pl": ("Dziękujemy Państwu za uwagę. Wkrótce napiszemy do Państwa. Chcemy, by byli Państwo zadowoleni. ",
           ("Jutro znajdziesz ⟦twój⟧ list.", "Oto ⟦twoja⟧ mapa.", "Czekamy na ⟦ciebie⟧ jutro.")),
}  # fmt: skip
_DIALECT = {
    "ja": (
        "いやぁ、ほんまにえらいことやなぁ。誰も知らへんで。",
        "せやけど、これはあかんやろなぁ。",
        "めっちゃおもろい話やん。知らんけど。",
    ),
    "ko": ("억수로 큰일이데이, 단디 보이소.", "이야 진짜 ㄹㅇ 대박이네 ㅋㅋㅋ", "아따 겁나게 좋아부렀당께."),
    "zh-Hans": ("佢哋话咁样唔得㗎。", "哈哈哈哈这也太yyds了吧。", "老铁这事儿咋整啊。"),
    "en": ("Y'all ain't gonna believe this.", "Omg lol this is kinda wild.", "I dunno, he ain't sayin' much."),
    "de": (
        "Des is scho schee, i hob nix dagegen.",
        "Dat is doch nich wahr, wat soll dat.",
        "Mia san froh, dass koa Regen kimmt.",
    ),
    "fr": ("Ouais, chuis pas trop d'accord, wesh.", "Mdr c'est chelou, tkt.", "Faque moé, chu ben content."),
    "es": ("Órale güey, no manches.", "Jajaja xd qué locura.", "Che boludo, qué quilombo."),
    "ru": ("Чё щас делать-то, вообще хз, имхо.", "Ахахаха лол, ну ваще.", "Щас каждый токо о том и говорит."),
}


def _marked(marked: str, at: int) -> tuple[str, Span]:
    """Text without its ⟦ ⟧, and what they enclose, counted from ``at`` before the text."""
    start, end = marked.index("⟦"), marked.index("⟧") - 1
    return marked.replace("⟦", "").replace("⟧", ""), Span(start, end).shift(at)


def mixed_register(text: str, rng: random.Random) -> tuple[str, Span] | None:
    """Put one sentence in the midst of the text into the other style."""
    places = {
        direction: [
            match
            for match in regex.finditer(
                rf"(?<=[^。.\n]{{6}})({'|'.join(sorted(table, key=len, reverse=True))})[。.]", text
            )
            if not _QUOTED.search(text[text.rfind("\n", 0, match.start()) + 1 : match.start()])
        ]
        for direction, table in (("up", _PLAIN_POLITE), ("down", _POLITE_PLAIN))
    }
    kept, other = sorted(places.values(), key=len, reverse=True)
    if len(kept) < 9 or other:
        return None
    chosen = rng.choice(kept[1:-1])
    new = (_PLAIN_POLITE | _POLITE_PLAIN)[chosen[1]]
    start, end = chosen.span(1)
    return text[:start] + new + text[end:], Span(start, start + len(new))


def mixed_address(text: str, rng: random.Random) -> tuple[str, Span] | None:
    """Close with a few sentences to the reader, one of them on other terms."""
    language = document_language([text])
    if language not in _ADDRESSED:
        return None
    courtesies, slips = _ADDRESSED[language]
    closing, span = _marked(courtesies + rng.choice(slips), len(text) + 1)
    return f"{text}\n{closing}", span


def dialect_switch(text: str, rng: random.Random) -> tuple[str, Span] | None:
    """Put in a line of dialect or chat."""
    language = document_language([text])
    if language not in _DIALECT:
        return None
    lines, line = text.split("\n"), rng.choice(_DIALECT[language])
    before = rng.randrange(1, len(lines) + 1)
    start = len("\n".join(lines[:before])) + 1
    return "\n".join([*lines[:before], line, *lines[before:]]), Span(start, start + len(line))


CORRUPTIONS: dict[str, Corruption] = {
    "dialect-switch": dialect_switch,
    "mixed-address": mixed_address,
    "mixed-register": mixed_register,
}
"""Rule name → what plants the defect it looks for."""
