"""Dates, weekdays and times of many languages, and the facts they are read with."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.packs import known, load
from audit.text.dates import Date, dates, same_form
from audit.text.eras import glossed_years
from audit.text.times import times

FRIDAY, DAY = 4, date(2024, 9, 13)


def only(language: str, text: str) -> Date:
    (found,) = dates(text, load(language))
    return found


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "on Friday, 13 September 2024, at noon"),
        ("en", "Friday, September 13th, 2024"),
        ("en", "Friday the 13th of September 2024"),
        ("en", "Fri, 13 Sep 2024"),
        ("en", "2024-09-13 (Friday)"),
        ("de", "am Freitag, den 13. September 2024"),
        ("de", "am 13.9.2024 (Freitag)"),
        ("de", "Fr., 13. Sept. 2024"),
        ("fr", "le vendredi 13 septembre 2024"),
        ("es", "el viernes, 13 de septiembre de 2024"),
        ("pt", "sexta-feira, 13 de setembro de 2024"),
        ("pt-BR", "Sexta-feira, 13 de Setembro de 2024"),
        ("it", "venerdì 13 settembre 2024"),
        ("nl", "vrijdag 13 september 2024"),
        ("sv", "fredagen den 13 september 2024"),
        ("da", "fredag den 13. september 2024"),
        ("nb", "fredag 13. september 2024"),
        ("fi", "perjantaina 13. syyskuuta 2024"),
        ("fi", "perjantaina 13.9.2024"),
        ("ru", "в пятницу, 13 сентября 2024 года"),
        ("ru", "13 сентября 2024 г. (пятница)"),
        ("uk", "у п’ятницю, 13 вересня 2024 року"),
        ("pl", "w piątek 13 września 2024 r."),
        ("cs", "v pátek 13. září 2024"),
        ("cs", "v pátek 13. 9. 2024"),
        ("bg", "петък, 13 септември 2024 г."),
        ("ro", "vineri, 13 septembrie 2024"),
        ("el", "Παρασκευή, 13 Σεπτεμβρίου 2024"),
        ("hu", "2024. szeptember 13., péntek"),
        ("tr", "13 Eylül 2024 Cuma günü"),
        ("id", "Jumat (13/9/2024)"),
        ("ms", "Jumaat, 13 September 2024"),
        ("vi", "Thứ Sáu, ngày 13 tháng 9 năm 2024"),
        ("ar", "يوم الجمعة 13 سبتمبر 2024"),
        ("ar", "الجمعة الموافق 13 أيلول/سبتمبر 2024"),
        ("he", "ביום שישי, 13 בספטמבר 2024"),
        ("fa", "جمعه ۱۳ سپتامبر ۲۰۲۴"),
        ("ur", "جمعہ 13 ستمبر 2024"),
        ("hi", "शुक्रवार, १३ सितम्बर २०२४"),
        ("bn", "শুক্রবার, ১৩ সেপ্টেম্বর ২০২৪"),
        ("th", "เมื่อวันศุกร์ที่ 13 กันยายน พ.ศ. 2567"),
        ("th", "เมื่อวันศุกร์ที่ 13 กันยายน 2567"),
        ("ja", "会見は2024年9月13日（金）に"),
        ("ja", "令和6年9月13日(金曜日)"),
        ("ja", "二〇二四年九月十三日金曜日"),
        ("ja", "２０２４/９/13(金・祝)"),
        ("ko", "2024년 9월 13일 금요일에"),
        ("ko", "2024. 9. 13.(금)"),
        ("zh-Hans", "2024年9月13日星期五"),
        ("zh-Hans", "2024 年 9 月 13 日（周五）"),
        ("zh-Hant", "民國113年9月13日（週五）"),
    ],
)
def test_one_day_in_many_languages(language: str, text: str) -> None:
    found = only(language, text)
    assert (found.year, found.month, found.day) == (2024, 9, 13)
    assert found.weekday is not None
    assert found.weekday.number == FRIDAY == DAY.weekday()


@pytest.mark.parametrize(
    ("language", "text", "year"),
    [("ja", "令和元年5月1日", 2019), ("ja", "平成31年4月30日", 2019), ("ja", "昭和六十四年一月七日", 1989)],
)
def test_years_of_an_era(language: str, text: str, year: int) -> None:
    assert only(language, text).year == year


def test_spans_leave_articles_and_weekdays_out() -> None:
    text = "Am Freitag, den 13. September 2024, und am 13.9.2024 (Freitag)."
    assert [text[slice(*each.span)] for each in dates(text, load("de"))] == ["13. September 2024", "13.9.2024"]
    assert [text[slice(*each.weekday.span)] for each in dates(text, load("de")) if each.weekday] == ["Freitag"] * 2


def test_a_weekday_belongs_to_one_date() -> None:
    found = dates("9月13日金曜日、9月14日に", load("ja"))
    assert [each.weekday is not None for each in found] == [True, False]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ja", "24年9月13日"),
        ("ja", "昨年9月13日"),
        ("en", "12–13 September 2024"),
        ("de", "Version 13.9.20245"),
        ("en", "2024"),
    ],
)
def test_what_is_left_out(language: str, text: str) -> None:
    assert not dates(text, load(language))


def test_a_month_before_another_number_is_marked() -> None:
    assert only("en", "In May 20 people came").bare
    assert not only("en", "On May 20, 2024").bare
    assert not only("en", "on 20 May").bare


@pytest.mark.parametrize(
    ("language", "written", "monday"),
    [
        ("ru", "пятницу", "понедельник"), ("ru", "Пятницы", "Понедельника"), ("uk", "П'ЯТНИЦЯ", "ПОНЕДІЛОК"),
        ("ja", "金", "月"), ("ja", "金曜", "月曜"), ("zh-Hant", "週五", "週一"), ("en", "Fri", "Mon"),
        ("de", "Sonnabend", "Montag"), ("ko", "금요일", "월요일"), ("fi", "perjantaina", "maanantaina"),
        ("en", "no day", "no day"),
    ],
)  # fmt: skip
def test_another_weekday_in_the_same_form(language: str, written: str, monday: str) -> None:
    assert same_form(written, 0, load(language)) == monday


@given(st.text(), st.sampled_from(known()))
def test_any_text_is_survived(text: str, language: str) -> None:
    pack = load(language)
    for found in dates(text, pack):
        assert 0 <= found.span.start < found.span.end <= len(text)
    for time in times(text, pack):
        assert 0 <= time.span.start < time.span.end <= len(text)
    for glossed in glossed_years(text, pack):
        assert 0 <= glossed.span.start < glossed.span.end <= len(text)


def test_times() -> None:
    assert [(t.hour, t.minute) for t in times("午後6時75分と25時30分", load("ja"))] == [(6, 75), (25, 30)]
    assert [(t.hour, t.minute) for t in times("at 5:27 p.m., 25:61", load("en"))] == [(5, 27)]


def test_years_given_in_two_calendars() -> None:
    (found,) = glossed_years("2024年（令和5年）", load("ja"))
    assert (found.year, found.stated, found.right) == (2023, 2024, "令和6年")
    assert not list(glossed_years("2024年度（令和5年）", load("ja")))


@pytest.mark.parametrize("language", [lang for lang in known() if load(lang).dates])
def test_facts_of_the_calendar(language: str) -> None:
    pack = load(language)
    assert all(isinstance(found, Date) for found in dates("1 1 2024", pack))
    for facts, count in ((pack.weekdays, 7), (pack.short_weekdays, 7), (pack.months, 12)):
        if not facts:
            continue
        assert len(facts) == count
        forms = [set(row.lower().split("|")) for row in facts]
        assert not any(forms[i] & forms[j] for i in range(count) for j in range(i))
    for row in pack.eras or ():
        int(row.partition(" ")[0])
