"""What is protected, to the character; and quantities."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st
from strategies import anything, prose

from audit.model import Span
from audit.text.protect import protected, quantities

PROTECTED = r"""
    # addresses end where the sentence goes on
    出典: ⟦https://news.example.jp/a/50692⟧北の島の話
    ⟦https://a.jp/⟧を見る。
    ⟦https://ja.wikipedia.org/wiki/東京⟧ の項
    ⟦https://ru.wikipedia.org/wiki/Река⟧.
    자세한 내용은 ⟦https://a.kr/b⟧에서 보세요
    (see ⟦https://a.org/wiki/B_(c)⟧), then ⟦http://a.b/c?d=e&f#g⟧!
    「⟦https://a.b/c⟧」と⟦https://日本語.jp/x⟧です
    Visit ⟦www.example.com/x⟧, ⟦example.co.uk⟧ or ⟦Outlook.com⟧ today.
    It is done.It was late.in fact. T.C. e.g. a.m. U.S.
    問い合わせは⟦info@a.jp⟧まで、⟦me.you@x.co.jp⟧。
    Mail ⟦mailto:a@b.org⟧ or call ⟦tel:+81-3-1234⟧
    # names of accounts and topics
    ⟦@nhk_news⟧さんと⟦@you⟧. 3@5
    ⟦#G7広島⟧ と ⟦#東京⟧。 #1 C# &#39;
    ⟦#MeToo⟧時代に生きる人々は何をどう考えるべきか、と問う
    # placeholders
    ⟦%s⟧ ⟦%d⟧ ⟦%1$s⟧ ⟦%(name)s⟧ ⟦%-5.2f⟧ of 50% des, 100%の
    ⟦%PATH%⟧ ⟦%1⟧ %E4%BC%9A
    ⟦{0}⟧ ⟦{name}⟧ ⟦{x:.2f}⟧ ⟦${VAR}⟧ ⟦{{ user }}⟧ ⟦$HOME⟧ US$100 $5 {not this}
    ⟦{count, plural,⟧ one {# file} other {# files}} ⟦{when, date, short}⟧
    # code and markup
    Type ⟦`ls -l`⟧ and ⟦``x``⟧, not `quoted words' or ``this''.
    日本語⟦`code`⟧です。`한국어`
    ⟦<b>⟧bold⟦</b>⟧ ⟦<a href="x">⟧y⟦</a>⟧⟦<br/>⟧ a < b and c > d <Paradise> ⟦<!-- c -->⟧
    ⟦[b]⟧x⟦[/b]⟧ [1] [sic]
    # files, options, names for machines
    ⟦/usr/bin/python⟧ ⟦~/x⟧ ⟦./run.sh⟧ ⟦src/main.py⟧ ⟦report.pdf⟧ and/or 60 km/h
    ⟦C:\Users\me\file.txt⟧ を開く
    use ⟦--force⟧ or ⟦--x=1⟧ -- never
    id ⟦550e8400-e29b-41d4-a716-446655440000⟧, ⟦d41d8cd98f00b204e9800998ecf8427e⟧, 1234567890123456
    ⟦v1.2.3⟧, ⟦4.7.0⟧ and ⟦192.168.0.1⟧, but 13.10.2023, 25.13.2024, 2023.10.20, 1.234.567 and 3.14
"""
QUANTITIES = """
    ⟦5 km⟧, ⟦10kg⟧, ⟦3.5 GHz⟧, ⟦20 °C⟧, ⟦5 %⟧ of ⟦1,234.56 m²⟧
    ⟦US$100⟧ and ⟦5 €⟧, ⟦100円⟧, ⟦500億ドル⟧, ⟦1万5,000人⟧
    ⟦2023年10月20日⟧ ⟦16:00⟧、⟦2023-10-20T16:00+0900⟧
    ⟦13.10.2023⟧ um ⟦16:30:05⟧, ⟦5 p.m.⟧
    ⟦1st⟧, ⟦20th⟧, ⟦3D⟧, ⟦10–20 km⟧, ⟦18~19日⟧, ⟦5만 원⟧
    ⟦2⟧ in the hand, ⟦3⟧ men, B2B
    ⟦４０パーセント⟧ ⟦१२३⟧ ⟦٣⟧
"""


def cases(table: str) -> list[str]:
    return [line.strip() for line in table.splitlines() if line.strip() and not line.strip().startswith("# ")]


def with_marks(text: str, spans: Sequence[Span]) -> str:
    for start, end in reversed(spans):
        text = f"{text[:start]}⟦{text[start:end]}⟧{text[end:]}"
    return text


@pytest.mark.parametrize("case", cases(PROTECTED))
def test_protected(case: str) -> None:
    text = regex.sub("[⟦⟧]", "", case)
    assert with_marks(text, protected(text)) == case


@pytest.mark.parametrize("case", cases(QUANTITIES))
def test_quantities(case: str) -> None:
    text = regex.sub("[⟦⟧]", "", case)
    assert with_marks(text, quantities(text)) == case


@pytest.mark.parametrize("find", [protected, quantities])
@given(text=st.one_of(anything, prose))
def test_spans_are_sorted_disjoint_and_inside(find: Callable[[str], tuple[Span, ...]], text: str) -> None:
    at = 0
    for start, end in find(text):
        assert at <= start < end <= len(text)
        at = end


@given(prose)
def test_only_comments_go_over_the_end_of_a_line(text: str) -> None:
    pieces = [text[start:end] for start, end in protected(text)]
    assert all("\n" not in piece for piece in pieces if "<" not in piece)
