"""Sentences: whole, in order, and ending where the pack's facts say."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import anything, prose

from audit.packs import Pack, known, load
from audit.text.enclosures import Enclosures
from audit.text.segment import sentences


def cut(text: str, lang: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text, load(lang))]


def marked(text: str) -> tuple[str, list[str]]:
    """The text without its ``|`` marks, and the sentences they part."""
    return text.replace("|", ""), [piece.strip() for piece in text.split("|")]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        # end marks with what closes after them
        ("en", "He left. |(She stayed.) |“Why?” |Nobody knew."),
        ("en", "It grew fast.[12] |Then it stopped. |🎉 Yes!"),
        ("en", "Great!🎉 |Next one."),
        ("fr", "« Vraiment ? » |Elle rit. |« Oui ! » dit-il. |Quoi ? |Non."),
        ("de", "Er rief: „Halt!“ |Dann lief er. |»Wohin?« fragte sie."),
        ("ar", "هل وصل القطار؟ |نعم. |شكرا!"),
        ("hi", "वह घर गया। |क्या वह लौटेगा? |हाँ।"),
        ("ko", "비가 왔다. |“갑니다.” 라고 그가 말했다. |끝."),
        ("vi", "Trời mưa. |Chúng tôi ở nhà."),
        # full stops that end nothing
        ("en", "Dr. Ruth J. F. Moss of the U.S. Navy paid 3.50 at 5 p.m. sharp. |The U.S. won."),
        ("en", "See No. 5 and fig. 3, e.g. the red one. |He said no. |Then he left."),
        ("en", "Ames Inc. CEO Lee left. |He sold Ames Inc. |The price fell."),
        ("de", "Am 3. Oktober kam z. B. Dr. Weiß. |Im Jahr 1990. |Der 2. Versuch gelang."),
        ("fr", "M. Petit lit l’art. 5 du code, p. 12. |C’est tout."),
        ("ru", "Он родился в 1990 г. |Жил в г. Москве, т. е. дома."),
        ("pl", "Kościół św. Anny stoi przy ul. Długiej. |Jest stary."),
        ("tr", "Bu 2. bölüm. |Son."),
        ("en", "1. Open the box. |Look inside."),
        ("en", "Wait... what? |He left... |She stayed."),
        (
            "en",
            "The brand Yahoo! is old. |“Who?” he asked. |Is that all? |maybe it is. |Then he answered. |but late.",
        ),
        # scripts without blanks
        ("ja", "雨が降った。|傘がない!|どうする？|帰ろう"),
        ("ja", "母は「行きなさい。早く。」と言った。|私は走った。"),
        ("ja", "「行きなさい。|早く。」|母の声だ。"),
        ("ja", "「待て！」と叫ぶ声。|「いやだ！」|犬がほえた。"),
        ("ja", "「一つ目は赤い。|「二つ目は青い。」|三つ目はない。」"),
        ("ja", "広告の「買おう！」ボタンを押す。|Yahoo!ニュースを見る。"),
        ("ja", "準備ができた。 。 」|次の日。"),
        ("ja", "率は９．５％だ。|以上．|そうか……と思う。"),
        ("zh", "他说：“我走。但我会回来。”|她没有回答。|“走吧！”，他说。"),
        ("zh", '他问:"去吗?"|她说好；然后走了。'),
        ("th", "ไปไหม? |ไม่ไป ครับ"),
        # line structure
        ("en", "One line\nwrapped here. |Next\n\n|no end mark\u2028|last"),
        ("en", "Name\t|Age\t|Town"),
        # unknown languages
        ("und", "Sra. Paz llegó. |雨だ。|雪だ。 |مرحبا؟ |نعم."),
        ("ka", "ეს სახლია. |ის დიდია."),
    ],
)
def test_cuts(lang: str, text: str) -> None:
    bare, expected = marked(text)
    assert cut(bare, lang) == expected


def test_end_marks_of_the_pack_decide() -> None:
    text = "Ποιος ήρθε; Κανείς. Τέλος"
    assert len(sentences(text, Pack("xx", end_marks=(";", "."), word_spaces=True, cased=True))) == 3
    assert len(sentences(text, Pack("xx", end_marks=(".",), word_spaces=True, cased=True))) == 2


def test_abbreviations_of_the_pack_decide() -> None:
    text = "Der Bhf. Ostkreuz ist da. Los."
    facts = Pack("xx", end_marks=(".",), word_spaces=True, cased=True, abbreviations=("bhf",), ordinal_stop=False)
    assert [text[a:b] for a, b in sentences(text, facts)] == ["Der Bhf. Ostkreuz ist da.", "Los."]


@pytest.mark.parametrize("lang", known())
def test_abbreviations_are_as_the_pack_promises(lang: str) -> None:
    pack = load(lang)
    for fact in (pack.abbreviations, pack.number_abbreviations, pack.closing_abbreviations):
        assert list(fact or ()) == sorted(set(fact or ()))
        assert all(word == word.lower() and not word.endswith(".") for word in fact or ())


@pytest.mark.parametrize("lang", ["ja", "zh", "ko", "en", "de", "fr", "th", "hi", "he", "und"])
@given(text=st.one_of(anything, prose))
@example(text="。 。 」")
@example(text="a\n\n\n.\u2028.")
def test_sentences_hold_every_character_but_blanks(lang: str, text: str) -> None:
    found = sentences(text, load(lang))
    inside = "".join(text[start:end] for start, end in found)
    assert "".join(inside.split()) == "".join(text.split())
    for (start, end), (after, _) in zip(found, [*found[1:], (len(text), 0)], strict=False):
        assert 0 <= start < end <= after
        assert not text[start].isspace()
        assert not text[end - 1].isspace()


@given(text=prose)
def test_a_sentence_alone_is_one_sentence_of_its_paragraph(text: str) -> None:
    """What comes after a paragraph break changes nothing before it."""
    pack = load("en")
    assert sentences(text + "\n\nMore.", pack)[: len(sentences(text, pack))] == sentences(text, pack)


def test_enclosures_pair_marks_by_their_neighbours() -> None:
    text = '他说:"走。"她答:"好。"他笑了。"'
    pairs = Enclosures(text, ('""',))
    assert [text[slice(*span)] for at in (4, 11) if (span := pairs.around(at))] == ['"走。"', '"好。"']
    assert pairs.around(text.index("笑")) is None
    assert Enclosures("「ああ。「いい。」", ()).around(1) is None
