"""Figures and number words of a text: what they are worth, what they count, what says the same."""

from __future__ import annotations

from decimal import Decimal

import pytest

from audit.model import Text
from audit.packs import load
from audit.text.comparison import compare
from audit.text.figures import figures
from audit.text.measures import converted
from audit.text.number_words import spelt, spelt_out


def text(language: str, written: str) -> Text:
    return Text(written, load(language))


@pytest.mark.parametrize(
    ("language", "written", "value"),
    [
        ("en", "It cost $1.2bn.", "1200000000"),
        ("en", "It cost RMB280 million.", "280000000"),
        ("en", "It cost £125m.", "125000000"),
        ("ja", "登録者数30万人", "300000"),
        ("ja", "1億2千万円", "120000000"),
        ("ja", "５００人", "500"),
        ("ko", "3만 5천 원", "35000"),
        ("zh-Hans", "700多万度", "7000000"),
        ("de", "1.500 Euro", "1500"),
        ("de", "1,2 Mio. Euro", "1200000"),
        ("tr", "20 milyondan fazla", "20000000"),
        ("ar", "٢٥ كتابا", "25"),
        ("en", "the 2nd time", "2"),
        ("en", "the 1980s", "1980"),
        ("en", "weighs 15kg", "15"),
    ],
)
def test_a_figure_has_its_value(language: str, written: str, value: str) -> None:
    (figure,) = figures(text(language, written))
    assert figure.value == Decimal(value)


def test_dates_and_times_are_taken_apart() -> None:
    found = figures(text("en", "On 13.09.2024 at 12:30"))
    assert [int(figure.value) for figure in found] == [13, 9, 2024, 12, 30]


@pytest.mark.parametrize(
    ("language", "written", "value"),
    [
        ("en", "two hundred and five thousand", 205_000),
        ("en", "half a million", 500_000),
        ("de", "dreihundertfünfundzwanzig", 325),
        ("ru", "двадцать пять человек", 25),
        ("fr", "quatre-vingt-dix-sept", 97),
        ("es", "ciento veintitrés mil", 123_000),
        ("ko", "열두 명", 12),
        ("tr", "yirmi beş kişi", 25),
        ("ar", "خمسة وعشرين", 25),
        ("pl", "dwudziestoletniego mężczyznę", 20),
        ("it", "ventitré persone", 23),
    ],
)
def test_words_have_their_value(language: str, written: str, value: int) -> None:
    assert value in spelt(written, load(language))


def test_only_whole_words_are_numbers_beyond_doubt() -> None:
    pack = load("en")
    assert [int(value) for _, value in spelt_out("They won seven times in twenty-five foursomes.", pack)] == [7, 25]


@pytest.mark.parametrize(
    ("language", "written", "unit", "currency"),
    [
        ("en", "5 km", {"kilometer"}, set()),
        ("de", "5 Kilometern", {"kilometer"}, set()),
        ("en", "-5 °C", {"celsius"}, set()),
        ("en", "12 per cent", {"percent"}, set()),
        ("en", "€5", set(), {"EUR"}),
        ("ja", "5ユーロ", set(), {"EUR"}),
        ("en", "US$5", set(), {"USD"}),
        ("ja", "3時間", {"hour"}, set()),
        ("en", "5 try again", set(), set()),
    ],
)
def test_what_it_counts(language: str, written: str, unit: set[str], currency: set[str]) -> None:
    (figure,) = figures(text(language, written))
    assert figure.unit.names == unit
    assert figure.currency.names == currency


def test_signs_are_told_from_dashes() -> None:
    assert [f.negative for f in figures(text("en", "from 5-7 to -3 °C, 50%-80%"))] == [False, False, True, False, False]


def test_conversion_goes_both_ways() -> None:
    assert {unit: worth for worth, unit in converted(Decimal(100), "celsius")} == {"fahrenheit": Decimal(212)}
    kilometers = {unit: worth for worth, unit in converted(Decimal(10), "mile")}["kilometer"]
    assert round(kilometers, 2) == Decimal("16.09")


def test_a_number_that_may_be_in_unknown_words_is_not_judged() -> None:
    compared = compare(text("en", "He bought 7 books."), text("sw", "Alinunua vitabu saba."))
    assert compared.unjudged
    assert not compared.differences


def test_a_number_nobody_writes_in_words_is_judged_in_any_language() -> None:
    compared = compare(text("en", "The hall was built in 1873."), text("sw", "Ukumbi ulijengwa zamani."))
    assert [difference.kind for difference in compared.differences] == ["missing"]
