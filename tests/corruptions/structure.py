"""Damage to whole lines and paragraphs as scrapers and pasting do it, planted in clean text.

Each generator takes a text of several paragraphs (one a line) and returns the damaged text with the span an
editor would delete or repair, in the damaged text, or None where the text offers no place for it. The lines of user
interfaces were written down from pages of newspapers, portals and blogs, without regard to what the packs list.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from itertools import pairwise

import regex

from audit.model import Span

Corruption = Callable[[str, random.Random], tuple[str, Span] | None]

_LINES: dict[str, tuple[str, ...]] = {
    "en": (
        "Share full article",
        "SKIP ADVERTISEMENT",
        "Sign up for the Morning Briefing newsletter",
        "Follow BBC News on Facebook",
        "Image source, Getty Images",
        "Click to share on Twitter (Opens in new window)",
        "Leave a Reply",
        "Your email address will not be published. Required fields are marked *",
        "Filed Under: World",
        "© 2023 Harbour Media Ltd. All rights reserved.",
        "View all comments (27)",
        "Skip to main content",
        "We use cookies to give you the best experience on our website.",
        "Photo: AP",
        "12 min read",
        "More from Medium",
        "Sponsored Stories",
        "Download our app",
        "Be the first to comment",
        "Email this article",
        "Most viewed",
        "Read more: Why the harbour is running out of water",
        "Already a subscriber? Log in",
        "Tags: harbour, lighthouse, tourism",
        "Home > News > World",
    ),
    "ja": (
        "この記事をシェアする",
        "関連記事を見る",
        "コメントを書く",
        "有料会員になると続きをお読みいただけます",
        "残り：1,024文字/全文：1,630文字",
        "写真：ロイター/アフロ",
        "※写真はイメージです",
        "最終更新:3/11(月) 16:00",
        "【関連記事】",
        "Yahoo!ニュースをフォローする",
        "トップページに戻る",
        "無断転載を禁じます",
        "Copyright © 2023 港町新聞社. All rights reserved.",
        "前のページ 1 2 3 次のページ",
        "LINEで友だち追加",
        "ツイートする いいね！する",
        "メルマガ登録はこちら",
        "この記事へのコメント(12)",
        "ログインして続きを読む",
        "アプリで読む",
        "文字サイズ 小 中 大",
        "[PR]",
        "人気記事ランキング",
        "こちらの記事も読まれています",
        "ホーム > ニュース > 国際",
        "タグ：灯台、観光、港町",
    ),
    "ko": (
        "기사 공유하기",
        "글자크기 설정",
        "무단 전재 및 재배포 금지",
        "ⓒ 항구일보(www.example.com), 무단전재 및 수집, 재배포금지",
        "김민수 기자 minsu@example.com",
        "구독하고 메인에서 바로 보세요!",
        "댓글 15",
        "로그인 후 댓글을 남겨주세요",
        "많이 본 뉴스",
        "관련기사 더보기",
        "카카오톡 제보 : @항구제보",
        "기사제보 및 보도자료 news@example.com",
        "페이스북 트위터 카카오톡 URL복사",
        "입력 2024.03.11. 오전 9:12 수정 2024.03.11. 오전 10:30",
        "좋아요 3 훈훈해요 0 슬퍼요 1",
        "사진=연합뉴스",
        "[사진 출처=게티이미지뱅크]",
        "이 기사를 추천합니다",
        "다음 기사 보기",
        "뉴스레터 구독하기",
        "앱 다운로드",
        "본문 바로가기",
        "개인정보처리방침 | 이용약관 | 청소년보호정책",
        "홈 > 사회 > 지역",
        "#등대 #관광 #항구",
        "저작권자 © 항구일보",
    ),
    "zh": (
        "责任编辑：王小明",
        "【纠错】",
        "点击进入专题",
        "分享到微信朋友圈",
        "扫一扫，关注官方微信",
        "来源：新华网",
        "本文来源：网易新闻",
        "版权声明：未经授权不得转载",
        "打开APP阅读全文",
        "登录后可评论",
        "网友评论 128条",
        "相关推荐",
        "上一篇：港口小镇的新渡口",
        "下一篇：旧铁路变成自行车道",
        "返回首页",
        "字号：大 中 小",
        "特别声明：以上内容仅代表作者本人观点，不代表本平台立场",
        "猜你喜欢",
        "点击查看更多",
        "图片来源：视觉中国",
        "（图源：网络）",
        "延伸閱讀",
        "更多新聞請看",
        "加入LINE好友",
        "訂閱電子報",
        "標籤：燈塔、觀光",
        "閱讀時間約 3 分鐘",
    ),
    "de": (
        "Artikel teilen",
        "Zur Startseite",
        "Lesezeit: 4 Minuten",
        "Mehr zum Thema",
        "Lesen Sie auch",
        "Foto: dpa",
        "Jetzt kostenlos abonnieren",
        "Newsletter abonnieren",
        "Kommentare (12)",
        "Kommentar schreiben",
        "Alle Rechte vorbehalten",
        "Anzeige",
        "Quelle: dpa",
        "Schlagworte: Hafen, Leuchtturm",
        "Impressum | Datenschutz | AGB",
        "Folgen Sie uns auf Instagram",
        "Das könnte Sie auch interessieren",
        "Cookies akzeptieren",
        "Diesen Artikel weiterempfehlen",
        "Bildrechte: picture alliance",
    ),
    "fr": (
        "Partager sur Facebook",
        "Temps de lecture : 3 min",
        "À lire aussi",
        "Lire plus tard",
        "Article réservé aux abonnés",
        "Il vous reste 72 % de cet article à lire.",
        "S’abonner",
        "Suivez-nous sur Instagram",
        "Crédit photo : AFP",
        "Commentaires (12)",
        "Laisser un commentaire",
        "Tous droits réservés",
        "Publicité",
        "Mots-clés : port, phare",
        "Mentions légales | Contact | CGU",
        "Vous aimerez aussi",
        "Accepter les cookies",
        "Inscrivez-vous à notre newsletter",
        "Retour en haut de page",
        "Publié le 11/03/2024 à 09h12",
    ),
    "es": (
        "Compartir en Facebook",
        "Tiempo de lectura: 3 minutos",
        "Te puede interesar",
        "Lea también: El puerto se queda sin agua",
        "Suscríbete a nuestro boletín",
        "Síguenos en Instagram",
        "Foto: EFE",
        "Comentarios (12)",
        "Deja tu comentario",
        "Todos los derechos reservados",
        "Publicidad",
        "Etiquetas: puerto, faro",
        "Aviso legal | Política de privacidad | Contacto",
        "Noticias relacionadas",
        "Aceptar cookies",
        "Iniciar sesión",
        "Volver arriba",
        "Lo más leído",
    ),
    "ru": (
        "Поделиться в социальных сетях",
        "Время чтения: 3 мин",
        "Читайте также",
        "Подписывайтесь на наш Telegram-канал",
        "Фото: РИА Новости",
        "Комментарии (12)",
        "Оставить комментарий",
        "Все права защищены",
        "Реклама",
        "Теги: порт, маяк",
        "Источник: ТАСС",
        "Нашли опечатку? Выделите текст и нажмите Ctrl+Enter",
        "Самое читаемое",
        "Новости партнеров",
        "На главную",
        "Войти через Яндекс",
        "Просмотров: 1543",
        "Версия для печати",
    ),
}
_METADATA = (
    "https://news.example.com/world/2024/03/11/harbour\n2024-03-11T08:30:00+01:00",
    "2024-03-11T16:00+0900\n2024-03-11T22:52+0900",
    "https://cdn.example.com/img/07e7/0a/14/1748_1920x0_80.jpg",
    "en_US\n2024\nnews@example.com\n+12025550143",
    "info@example.org\n+49301234567\nhttps://www.example.org/kontakt",
)
_FILLER: dict[str, tuple[str, str]] = {
    "en": ("In this post, we’ll take a look at what happened.", "Thanks for reading!"),
    "ja": (
        "この記事では、その背景について詳しく解説していきます。",
        "いかがでしたでしょうか。ぜひ参考にしてみてください。",
    ),
    "ko": ("오늘 포스팅에서는 그 배경에 대해 알아보겠습니다.", "도움이 되셨기를 바랍니다."),
    "zh": ("今天小编就带大家一起来看看。", "希望本文对大家有所帮助。"),
    "de": ("In diesem Beitrag erfahren Sie, was dahintersteckt.", "Vielen Dank fürs Lesen."),
    "fr": ("Dans cet article, nous allons voir ce qui s’est passé.", "Merci d’avoir lu cet article."),
    "es": ("En este artículo te contamos lo que pasó.", "Gracias por leer hasta aquí."),
    "ru": ("В этой статье мы расскажем, что произошло.", "Спасибо за прочтение этой статьи."),
}
_HEADINGS: dict[str, tuple[str, ...]] = {
    "en": ("A question of money", "What happens next", "Two reasons"),
    "ja": ("今後の見通し", "二つの理由", "費用は誰が払うのか"),
    "ko": ("앞으로의 전망", "두 가지 이유"),
    "zh": ("今后的走向", "两个理由"),
    "de": ("Eine Frage des Geldes", "Wie es weitergeht"),
    "fr": ("Une question de moyens", "Les prochaines étapes"),
    "es": ("Cuestión de dinero", "Los próximos pasos"),
    "ru": ("Вопрос о деньгах", "Что будет дальше"),
}
_WORDS = {
    "de": {"der", "die", "und", "nicht", "mit", "das", "ist", "von"},
    "fr": {"le", "les", "des", "est", "une", "dans", "du", "pour"},
    "es": {"el", "los", "que", "del", "las", "por", "una", "con"},
    "en": {"the", "of", "and", "to", "was", "that", "is", "for"},
}
_END = regex.compile(r"[.!?。！？](?=\s|$|\p{Han}|\p{Hiragana}|\p{Katakana})")
_WIDE = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}]")


def _language(text: str) -> str | None:
    if regex.search(r"\p{Hiragana}", text):
        return "ja"
    for script, language in (("Hangul", "ko"), ("Han", "zh"), ("Cyrillic", "ru")):
        if len(regex.findall(rf"\p{{{script}}}", text)) > len(text) / 4:
            return language
    words = regex.findall(r"\p{Ll}+", text)
    counts = {language: sum(word in known for word in words) for language, known in _WORDS.items()}
    best = max(counts, key=lambda language: counts[language])
    return best if counts[best] * 20 > len(words) else None


def _paragraphs(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


def _inserted(lines: Sequence[str], at: int, new: str) -> tuple[str, Span]:
    start = sum(len(line) + 1 for line in lines[:at])
    return "\n".join([*lines[:at], new, *lines[at:]]), Span(start, start + len(new))


def _edited(line: str, rng: random.Random) -> str:
    """The line with a word (or two letters) missing."""
    words = line.split(" ")
    if len(words) > 6:
        del words[rng.randrange(1, len(words) - 1)]
        return " ".join(words)
    at = rng.randrange(len(line) // 2, max(len(line) - 2, len(line) // 2 + 1))
    return line[:at] + line[at + 2 :]


def duplicated_block(text: str, rng: random.Random) -> tuple[str, Span] | None:
    """Paste several paragraphs again at the end, every third of them with a small edit."""
    lines = _paragraphs(text)
    if len(lines) < 6:
        return None
    size = rng.randint(4, len(lines))
    start = rng.randint(0, len(lines) - size)
    copy = [_edited(line, rng) if i % 3 == 1 else line for i, line in enumerate(lines[start : start + size])]
    if sum(map(len, copy)) < 200:
        return None
    return _inserted(lines, len(lines), "\n".join(copy))


def near_duplicate_paragraph(text: str, rng: random.Random) -> tuple[str, Span] | None:
    """Repeat one long paragraph further down with a small edit."""
    lines = _paragraphs(text)
    least = 45 if _WIDE.search(text) else 110
    long = [i for i, line in enumerate(lines) if len(line) >= least and line[0].isalpha()]
    if not long or len(lines) < 4:
        return None
    i = rng.choice(long)
    return _inserted(lines, rng.randint(min(i + 2, len(lines)), len(lines)), _edited(lines[i], rng))


def scrape_boilerplate(text: str, rng: random.Random) -> tuple[str, Span] | None:
    """Put a line of a page's user interface between two paragraphs."""
    lines, language = _paragraphs(text), _language(text)
    if language is None or len(lines) < 2:
        return None
    return _inserted(lines, rng.randint(1, len(lines)), rng.choice(_LINES[language]))


def page_metadata(text: str, rng: random.Random) -> tuple[str, Span] | None:
    """Put metadata at the head or foot."""
    lines = _paragraphs(text)
    return _inserted(lines, rng.choice([0, len(lines)]), rng.choice(_METADATA)) if len(lines) > 1 else None


def template_filler(text: str, rng: random.Random) -> tuple[str, Span] | None:
    """Open and close as text factories do; the span is the closing phrase."""
    lines, language = _paragraphs(text), _language(text)
    if language is None or not lines:
        return None
    opening, closing = _FILLER[language]
    return _inserted([opening, *lines], len(lines) + 1, closing)


def detached_link_text(text: str, rng: random.Random) -> tuple[str, Span] | None:
    """Lift a phrase out of a sentence: behind its end mark in scripts without blanks, else to a line of its own."""
    if _WIDE.search(text):
        return _between_sentences(text, rng)
    found = [
        m
        for line in regex.finditer(r"[^\n]{60,}", text)
        for m in _PHRASE.finditer(text, line.start() + 20, line.end() - 20)
    ]
    if not found or regex.search(r"\p{Hangul}", text):
        return None
    phrase = rng.choice(found)
    start, end = phrase.span("phrase")
    gap = rng.choice(["\n", "  "])
    damaged = text[: start - 1] + gap + text[start:end] + gap + text[end + 1 :]
    return damaged, Span(start - 1 + len(gap), end - 1 + len(gap))


_PHRASE = regex.compile(r"(?<=\p{Ll}{2} )(?P<phrase>\p{Ll}{4,} \p{Ll}{4,}(?: \p{Ll}{3,})?)(?= \p{Ll}{2})")
_NOUNS = regex.compile(
    r"(?<=[\p{Hiragana}、，])(?P<noun>[\p{Han}\p{Katakana}ー]{4,9})(?=\p{Hiragana})|(?<=[的，])(?P<noun>\p{Han}{4,8})(?=[，。])"
)


def _between_sentences(text: str, rng: random.Random) -> tuple[str, Span] | None:
    found = []
    for line in regex.finditer(r"[^\n]+", text):
        ends = [m.end() for m in _END.finditer(line[0])]
        for end, following in pairwise(ends):
            nouns = list(_NOUNS.finditer(line[0], 0, end))
            if nouns and following - end > 12:
                found.append((line.start(), end, nouns[-1].span("noun")))
    if not found:
        return None
    start, end, (left, right) = rng.choice(found)
    noun = text[start + left : start + right]
    damaged = text[: start + left] + text[start + right : start + end] + f" {noun} " + text[start + end :]
    at = start + end - len(noun) + 1
    return damaged, Span(at, at + len(noun))


def glued_heading(text: str, rng: random.Random) -> tuple[str, Span] | None:
    """Put a heading before a sentence without a break; where there are no capitals the text also has it without."""
    lines, language = _paragraphs(text), _language(text)
    long = [i for i, line in enumerate(lines) if len(line) > 40 and line[0].isalpha()]
    if language is None or not long:
        return None
    i = rng.choice(long)
    heading = rng.choice(_HEADINGS[language])
    glued = heading + lines[i]
    if language in ("ja", "ko", "zh"):
        return _inserted([glued, *lines], 0, "")[0][1:], Span(0, len(heading))
    if not regex.match(r"\p{Lu}\p{Ll}* \p{Ll}", lines[i]) or lines[i].split()[0].lower() not in _OPENERS:
        return None
    start = sum(len(line) + 1 for line in lines[:i])
    return "\n".join([*lines[:i], glued, *lines[i + 1 :]]), Span(start, start + len(heading))


_OPENERS = {
    *("the", "he", "she", "it", "they", "in", "at", "this", "that", "these", "on", "after", "but", "we"),
    *("der", "die", "das", "er", "sie", "es", "in", "im", "am", "nach", "ein", "eine"),
    *("il", "elle", "le", "la", "les", "en", "un", "une", "dans", "el", "los", "las", "una", "por"),
    *("в", "на", "он", "она", "они", "это", "по", "с"),
}


def truncated_ending(text: str, rng: random.Random) -> tuple[str, Span] | None:
    """Cut the last paragraph in the middle of its last sentence."""
    lines = _paragraphs(text)
    ended = [line for line in lines if _END.search(line[-3:])]
    if len(lines) < 5 or len(ended) < 0.9 * len(lines):
        return None
    last = lines[-1]
    least = 45 if _WIDE.search(last) or regex.search(r"\p{Hangul}", last) else 90
    if len(last) < least:
        return None
    cut = rng.randint(int(len(last) * 0.8), len(last) - 4)
    damaged = "\n".join([*lines[:-1], last[:cut].rstrip()])
    return damaged, Span(len(damaged), len(damaged))


def emoji_bullet(text: str, rng: random.Random) -> tuple[str, Span] | None:
    """Open several paragraphs with an emoji; the span is the first."""
    lines = _paragraphs(text)
    if len(lines) < 5:
        return None
    emoji, start = rng.choice("💡✅🔥👉⚡"), rng.randrange(len(lines) - 3)
    opened = [f"{emoji} {line}" if start <= i < start + 3 else line for i, line in enumerate(lines)]
    at = sum(len(line) + 1 for line in lines[:start])
    return "\n".join(opened), Span(at, at + len(emoji))


def glued_credit(text: str, rng: random.Random) -> tuple[str, Span] | None:
    """Glue a picture credit with its address to a paragraph in a script an address cannot go on in."""
    credit = {
        "ja": "画像出典：https://example.jp/a/",
        "ko": "사진 출처: https://example.kr/a/",
        "zh": "图片来源：https://example.cn/a/",
    }
    lines, language = _paragraphs(text), _language(text)
    if language not in credit or not lines or not _letter(lines[0]):
        return None
    line = credit[language] + str(rng.randint(1000, 9999))
    return "\n".join([line + lines[0], *lines[1:]]), Span(0, len(line))


def _letter(line: str) -> bool:
    return bool(regex.match(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]", line)) and len(line) > 12


def repeated_credit(text: str, rng: random.Random) -> tuple[str, Span] | None:
    """Put the same two lines below two quotations of their own; the span is the first."""
    lines, language = _paragraphs(text), _language(text)
    quotes = {
        "ja": "「{}」",
        "zh": "“{}”",
        "ko": "“{}”",
        "en": "“{}”",
        "de": "„{}“",
        "fr": "« {} »",
        "es": "«{}»",
        "ru": "«{}»",
    }
    if language is None or len(lines) < 5:
        return None
    box = {
        "ja": "高橋はるか\n港町資料館、館長",
        "zh": "高小华\n港口资料馆馆长",
        "ko": "고하라\n항구 자료관 관장",
        "ru": "Мара Холт\nДиректор музея",
    }
    credit = box.get(language, "Mara Holt\nHarbour museum")
    first, second = (quotes[language].format(line.strip('“”„«»「」"')) for line in lines[1:3])
    damaged = "\n".join([lines[0], first, credit, lines[3], second, credit, *lines[4:]])
    start = len(lines[0]) + len(first) + 2
    return damaged, Span(start, start + len(credit))


CORRUPTIONS: dict[str, Corruption] = {
    "duplicated-block": duplicated_block,
    "near-duplicate-paragraph": near_duplicate_paragraph,
    "scrape-boilerplate": scrape_boilerplate,
    "page-metadata": page_metadata,
    "template-filler": template_filler,
    "detached-link-text": detached_link_text,
    "glued-heading": glued_heading,
    "truncated-ending": truncated_ending,
    "emoji-bullet": emoji_bullet,
    "glued-credit": glued_credit,
    "repeated-credit": repeated_credit,
}
"""Generators by the rule that should find what they plant."""
