"""Numbers of many scripts and languages, and what they are worth."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.packs import known, load
from audit.text.numerals import READS, figures, ideographs, lowered, masked, numbers, value


def worths(language: str, text: str) -> list[str]:
    return [f"{number.value.normalize():f}" for number in numbers(text, load(language))]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "en",
            "1,234.56 and 0.05, then 1.5 million, 2 million 300 thousand",
            ["1234.56", "0.05", "1500000", "2300000"],
        ),
        ("en", "12,34,567 rupees; -5 degrees; a 3-2 win; from 3–5", ["1234567", "-5", "3", "2", "3", "5"]),
        ("en", "B52, 3D, 20th, 13/09/2024, 12:30, 10.0.0.1", []),
        (
            "de",
            "1.234,56; 3,5 Mio. Euro; 10.000; 1.5; 2 Milliarden",
            ["1234.56", "3500000", "10000", "1.5", "2000000000"],
        ),
        ("de", "am 13.09.2024 um 12:30 Uhr", []),
        ("fr", "1 234 567,89 euros, 12 millions", ["1234567.89", "12000000"]),
        ("fr", "1\u202f234 et 5\u00a0678", ["1234", "5678"]),
        ("es", "5 mil millones, 3,5 y 1.200.000", ["5000000000", "3.5", "1200000"]),
        ("ru", "10 000 рублей, 5,5 млн, 2 тыс. человек", ["10000", "5500000", "2000"]),
        ("pl", "12 tysięcy i 1,5 mld", ["12000", "1500000000"]),
        ("tr", "3 milyon ve 1,5 milyar", ["3000000", "1500000000"]),
        ("ja", "1億2,300万円と５千人、12.5%と１，２３４円", ["123000000", "5000", "12.5", "1234"]),
        ("ja", "1万5000人、5千3百万円、3兆5000億円", ["15000", "53000000", "3500000000000"]),
        ("ja", "三十五人、二〇二四年、一万二千三百四十五", ["35", "2024", "12345"]),
        ("ja", "数百人と何千もの人", []),
        ("ko", "3억 5천만 원과 12만5000명, 1조 2000억", ["350000000", "125000", "1200000000000"]),
        ("zh-Hans", "1.2亿人，3万亿元，两千零五，一百零五", ["120000000", "3000000000000", "2005", "105"]),
        ("zh-Hant", "一百二十萬元，５０％", ["1200000", "50"]),
        ("hi", "१२,३४,५६७ और 1 लाख करोड़, 1.5 करोड़", ["1234567", "1000000000000", "15000000"]),
        ("bn", "৫ লাখ ও ১২,৩৪৫", ["500000", "12345"]),
        ("ar", "١٢٬٣٤٥٫٦ و 5 ملايين", ["12345.6", "5000000"]),
        ("fa", "۲۵۰ و ۳ میلیون", ["250", "3000000"]),
        ("th", "5 ล้านล้านบาท, 3 หมื่น", ["5000000000000", "30000"]),
        ("vi", "3,5 triệu và 2 tỷ", ["3500000", "2000000000"]),
        ("und", "1,234 1.5 1.234", ["1234", "1.5", "1.234"]),
    ],
)
def test_what_numbers_are_worth(language: str, text: str, expected: list[str]) -> None:
    assert worths(language, text) == expected


def test_spans_are_those_of_the_text() -> None:
    text = "約1億2,300万円と3.5 %"
    assert [text[slice(*number.span)] for number in numbers(text, load("ja"))] == ["1億2,300万", "3.5"]


def test_ideographs_alone_are_told_from_figures() -> None:
    assert [number.figures for number in numbers("三重県の3人", load("ja"))] == [False, True]


@pytest.mark.parametrize(
    ("written", "worth"),
    [
        ("十", 10),
        ("百十", 110),
        ("二十五", 25),
        ("千二百", 1200),
        ("廿三", 23),
        ("〇", 0),
        ("两万", 20000),
        ("一亿", 10**8),
    ],
)
def test_ideographs(written: str, worth: int) -> None:
    assert ideographs(written) == worth


def test_what_is_no_number_has_no_value() -> None:
    assert ideographs("山") is None
    assert figures("1.2.3", load("en")) is None
    assert figures("1,23,45", load("en")) is None
    assert value("", load("en")) is None


@given(st.integers(0, 10**12))
def test_grouping_does_not_change_the_value(number: int) -> None:
    assert figures(f"{number:,}", load("en")) == number
    assert figures(f"{number:,}".replace(",", "."), load("de")) == number
    assert figures(f"{number:,}".replace(",", "\u202f"), load("fr")) == number


@given(st.decimals(0, 999, places=2))
def test_decimals(number: Decimal) -> None:
    assert figures(str(number), load("en")) == number
    assert figures(str(number).replace(".", ","), load("de")) == number


@given(st.integers(0, 10**15), st.sampled_from(["０１２３４５６７８９", "٠١٢٣٤٥٦٧٨٩", "०१२३४५६७८९", "๐๑๒๓๔๕๖๗๘๙"]))
def test_digits_of_any_script(number: int, digits: str) -> None:
    written = "".join(digits[int(c)] for c in str(number))
    assert value(written, load("en")) == number


@given(st.text(), st.sampled_from(known()))
def test_any_text_is_survived(text: str, language: str) -> None:
    found = numbers(text, load(language))
    assert all(0 <= a.span.start < a.span.end <= len(text) for a in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert len(masked(text, load(language)).text) == len(text) == len(lowered(text))


def test_scales_are_powers_of_ten_and_their_words() -> None:
    for language in known():
        for row in load(language).scales or ():
            power, _, words = row.partition(" ")
            assert 0 < int(power) < 20
            assert all(words.split("|"))


def test_reads_name_facts() -> None:
    assert all(hasattr(load("en"), fact) for fact in READS)
