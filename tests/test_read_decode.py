"""Bytes to text: marks, encodings by likelihood, broken and binary files."""

from __future__ import annotations

import codecs
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.read import Page, ReadError, page_from_text, read
from audit.read.decode import LEGACY, decode

JA = "港の工事は来年の春に始まる予定だ。市は市民に説明会を開き、費用と期間について質問に答えた。\n" * 3
KO = "항구 공사는 내년 봄에 시작될 예정이다. 시는 주민들에게 비용과 기간을 설명했다고 밝혔다.\n" * 3
ZH = "港口工程计划于明年春天开始。市政府向居民说明了费用和时间，并回答了他们的问题。\n" * 3
TW = "港口工程計劃於明年春天開始。市政府向居民說明了費用和時間，並回答了他們的問題。\n" * 3
RU = "Работы в порту начнутся следующей весной. Город рассказал жителям о расходах и сроках.\n" * 3
UK = "Роботи в порту почнуться наступної весни. Місто розповіло мешканцям, їхнім сім’ям, про витрати.\n" * 3
DE = "Die Arbeiten am Hafen beginnen nächstes Frühjahr. Für die Bürger gab es ein großes „Gespräch“.\n" * 3
FR = "Les travaux du port débuteront l’année prochaine. La ville a répondu à ses élèves près de là.\n" * 3
PL = "Prace w porcie zaczną się przyszłej wiosny. Miasto odpowiedziało mieszkańcom, że będą głośne.\n" * 3
CS = "Práce v přístavu začnou příští jaro. Město odpovědělo občanům, kteří chtěli znát náklady.\n" * 3
TR = "Limandaki çalışmalar gelecek ilkbaharda başlayacak. Belediye, sakinlerin sorularını yanıtladı.\n" * 3
EL = "Οι εργασίες στο λιμάνι θα αρχίσουν την άνοιξη. Ο δήμος απάντησε στις ερωτήσεις των κατοίκων.\n" * 3
AR = "ستبدأ أعمال الميناء في الربيع المقبل. وأجابت المدينة عن أسئلة السكان حول التكاليف والمدة.\n" * 3
HE = "העבודות בנמל יתחילו באביב הבא. העירייה השיבה לשאלות התושבים על העלויות ועל לוח הזמנים.\n" * 3
TH = "งานที่ท่าเรือจะเริ่มในฤดูใบไม้ผลิปีหน้า เทศบาลตอบคำถามของชาวเมืองเรื่องค่าใช้จ่าย\n" * 3
AM = "የወደብ ሥራው በሚቀጥለው የጸደይ ወቅት ይጀምራል። ከተማዋ ለነዋሪዎች ጥያቄ መልስ ሰጥታለች።\n" * 3

WRITTEN = [
    *((JA, encoding) for encoding in ("cp932", "euc_jp", "iso2022_jp", "utf-16-le", "utf-16-be", "utf-32-le")),
    *((KO, encoding) for encoding in ("cp949", "euc_kr", "iso2022_kr")),
    *((ZH, encoding) for encoding in ("gb18030", "gbk", "gb2312", "utf-16-be")),
    *((TW, encoding) for encoding in ("cp950", "big5")),
    *((RU, encoding) for encoding in ("cp1251", "koi8_r", "cp866", "iso8859_5")),
    *((UK, encoding) for encoding in ("cp1251",)),
    *((DE, encoding) for encoding in ("cp1252", "cp1250")),
    *((FR, encoding) for encoding in ("cp1252", "mac_roman")),
    *((PL, encoding) for encoding in ("cp1250", "iso8859_2")),
    *((CS, encoding) for encoding in ("cp1250", "iso8859_2", "cp852")),
    *((TR, encoding) for encoding in ("cp1254",)),
    *((EL, encoding) for encoding in ("cp1253", "iso8859_7")),
    *((AR, encoding) for encoding in ("cp1256",)),
    *((HE, encoding) for encoding in ("cp1255", "iso8859_8")),
    *((TH, encoding) for encoding in ("cp874",)),
    *((AM, encoding) for encoding in ("utf-8", "utf-16-le")),
]


@pytest.mark.parametrize(("text", "encoding"), WRITTEN, ids=[f"{encoding}-{text[:4]}" for text, encoding in WRITTEN])
def test_every_encoding_is_read_back(text: str, encoding: str) -> None:
    found = decode("x", text.encode(encoding))
    assert found.text == text
    assert not found.problems


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_mark_settles_it_and_is_no_part_of_the_text(mark: bytes, encoding: str) -> None:
    found = decode("x", mark + "é日".encode(encoding))
    assert (found.text, found.encoding, found.how) == ("é日", encoding, "byte order mark")


def test_line_ends_stay_as_they_are() -> None:
    assert decode("x", b"one\r\ntwo\rthree\n").text == "one\r\ntwo\rthree\n"


def test_a_few_legacy_letters_are_enough() -> None:
    assert decode("x", "Ein Gespräch über Züge.".encode("cp1252")).text == "Ein Gespräch über Züge."
    assert decode("x", "会議は中止だ。".encode("cp932")).text == "会議は中止だ。"
    assert decode("x", "The fee is £30.".encode("cp1252")).text == "The fee is £30."
    assert decode("x", "It’s “done”.".encode("cp1252")).text == "It’s “done”."


def test_stray_bytes_in_utf8_are_named_by_byte_and_line() -> None:
    data = JA.encode() + b"caf\xe9 and \xff\n" + JA.encode()
    found = decode("x", data)
    assert found.encoding == "utf-8"
    assert found.text == JA + "caf\N{REPLACEMENT CHARACTER} and \N{REPLACEMENT CHARACTER}\n" + JA
    [problem] = found.problems
    assert f"byte {len(JA.encode()) + 3} (line 4)" in problem
    assert problem.startswith("2 places are not valid utf-8")


def test_a_file_cut_inside_a_character_is_read_all_the_same() -> None:
    data = JA.encode("cp932")
    cut = data[: data.rindex("た".encode("cp932")) + 1]
    found = decode("x", cut)
    assert found.encoding == "cp932"
    assert found.text.startswith(JA[:100])
    assert "1 place is not valid cp932" in found.problems[0]


def test_encoded_surrogates_are_no_characters() -> None:
    found = decode("x", b"one \xed\xa0\x80 two\n" + JA.encode())
    assert found.encoding == "utf-8"
    assert "byte 4 (line 1)" in found.problems[0]
    utf16 = decode("x", codecs.BOM_UTF16_LE + "a\ud800b".encode("utf-16-le", "surrogatepass"))
    assert utf16.text == "a\N{REPLACEMENT CHARACTER}b"
    assert utf16.problems


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<meta charset="Shift_JIS">', "cp932"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">', "cp1252"),
        ('<?xml version="1.0" encoding="EUC-KR"?>', "cp949"),
        ("<meta charset=gb2312>", "gb18030"),
    ],
)
def test_a_declaration_is_believed_in_markup(head: str, encoding: str) -> None:
    found = decode("x", head.encode() + b"<p>\xb0\xa1", markup=True)
    assert (found.encoding, found.how) == (encoding, "declared")
    assert decode("x", head.encode() + b"<p>\xb0\xa1").how != "declared"


def test_a_declaration_that_the_bytes_break_is_not_believed() -> None:
    assert decode("x", b'<meta charset="Shift_JIS">' + DE.encode(), markup=True).text.endswith(DE)
    assert decode("x", b'<meta charset="utf-8">' + JA.encode("cp932"), markup=True).text.endswith(JA)
    assert decode("x", b'<meta charset="no-such">' + JA.encode("euc_jp"), markup=True).text.endswith(JA)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "a PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0", "a PNG image"),
        (b"PK\x03\x04rest", "a ZIP archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 64, "old Office document"),
        (b"{\\rtf1\\ansi hello}", "an RTF document"),
        (b"words and words\nand then \0 and words", "NUL bytes, the first at byte 25 (line 2)"),
        (bytes(range(256)) * 4, "NUL bytes"),
        (bytes(range(1, 256)) * 4, "no text"),
        (bytes(range(1, 128)) * 4, "control codes"),
    ],
)
def test_what_is_no_text_is_refused_with_a_reason(data: bytes, says: str) -> None:
    with pytest.raises(ReadError) as refused:
        decode("some/file", data)
    assert says in refused.value.reason
    assert "\n" not in str(refused.value)
    assert str(refused.value).startswith("some/file: ")


def test_a_large_file_is_judged_by_a_sample() -> None:
    body = "plain words without any mark\n" * 20_000 + DE
    assert decode("x", body.encode("cp1252")).text == body


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    for markup in (False, True):
        try:
            found = decode("x", data, markup=markup)
        except ReadError:
            continue
        found.text.encode()


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80), st.sampled_from(sorted(LEGACY)))
def test_any_legacy_bytes_are_text_or_refused(text: str, encoding: str) -> None:
    with suppress(ReadError):
        decode("x", text.encode(encoding, "replace")).text.encode()


def test_lone_surrogates_in_a_string_become_replacement_characters() -> None:
    page: Page = page_from_text("a\ud800b\U0001f600c")
    assert page.text == "a\N{REPLACEMENT CHARACTER}b\U0001f600c"
    assert "character 1" in page.problems[0]


def test_read_is_a_page(tmp_path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "a.txt").write_bytes(JA.encode("euc_jp"))
    page = read(str(tmp_path / "a.txt"))
    assert (page.text, page.encoding, page.format) == (JA, "euc_jp", "text")
