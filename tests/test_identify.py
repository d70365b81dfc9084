"""Languages of documents, paragraphs and stretches of a sentence."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.annotate import annotator, arbiter, eld, identify
from audit.annotate.foreign import foreign_spans
from audit.annotate.identify import document_language, paragraph_language
from audit.assemble import text_document
from audit.packs import load

TEXTS = {
    "ja": "来月から新しい路線バスが走り始め、駅と病院の間が便利になる。",
    "ko": "다음 달부터 새로운 버스 노선이 생겨 역과 병원 사이가 편리해진다.",
    "zh-Hans": "从下个月开始，新的公交线路将连接车站与医院，居民出行会更加方便。",
    "zh-Hant": "從下個月開始，新的公車路線將連接車站與醫院，居民出門會更加方便。",
    "en": "A new bus line will run between the station and the hospital from next month.",
    "de": "Ab dem nächsten Monat fährt eine neue Buslinie vom Bahnhof zum Krankenhaus.",
    "fr": "Une nouvelle ligne de bus reliera la gare à l'hôpital dès le mois prochain.",
    "pt": "Uma nova linha de autocarro vai ligar a estação ao hospital a partir do próximo mês.",
    "ru": "Со следующего месяца новый автобусный маршрут свяжет вокзал с больницей.",
    "uk": "З наступного місяця новий автобусний маршрут з'єднає вокзал із лікарнею.",
    "ar": "ابتداء من الشهر المقبل سيربط خط حافلات جديد المحطة بالمستشفى.",
    "he": "החל מהחודש הבא יחבר קו אוטובוס חדש בין התחנה לבית החולים.",
    "th": "ตั้งแต่เดือนหน้าเป็นต้นไป รถประจำทางสายใหม่จะวิ่งระหว่างสถานีกับโรงพยาบาล",
    "hi": "अगले महीने से एक नई बस सेवा स्टेशन और अस्पताल के बीच चलेगी।",
    "vi": "Từ tháng sau, một tuyến xe buýt mới sẽ nối nhà ga với bệnh viện.",
    "id": "Mulai bulan depan, bus baru akan menghubungkan stasiun dengan rumah sakit karena warga membutuhkannya.",
    "ms": "Mulai bulan depan, bas baharu akan menghubungkan stesen dengan hospital kerana penduduk berbeza pendapat.",
    "my": "လာမည့်လမှစ၍ ဘတ်စ်ကားလိုင်းသစ်တစ်ခု စတင်ပြေးဆွဲမည်ဖြစ်သည်။",
}


@pytest.mark.parametrize("language", TEXTS)
def test_a_sentence_tells_its_language(language: str) -> None:
    assert document_language([TEXTS[language]]) == language


@pytest.mark.parametrize("text", ["", "OK", "1234", "東京", "?!", "https://example.org/the/way/of/the/world"])
def test_too_little_text_tells_nothing(text: str) -> None:
    assert document_language([text]) is None


def test_most_letters_decide() -> None:
    assert document_language([TEXTS["en"], TEXTS["de"], TEXTS["de"]]) == "de"
    assert document_language([TEXTS["ja"], "Read more at https://example.org", TEXTS["ja"]]) == "ja"


NEPALI = "अर्को महिनादेखि नयाँ बस सेवाले स्टेसन र अस्पताललाई जोड्नेछ। बासिन्दाहरू खुसी छन् किनभने यसअघि यस्तो सेवा कहिल्यै थिएन।"


def test_langdetect_decides_where_eldc_is_unsure(monkeypatch: pytest.MonkeyPatch) -> None:
    assert document_language([NEPALI]) == "ne"
    monkeypatch.setattr(arbiter, "verdict", lambda *_: None)
    assert document_language([NEPALI]) is None


def test_the_arbiter_is_not_asked_about_plain_cases(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arbiter, "verdict", lambda *_: pytest.fail("asked"))
    assert [document_language([TEXTS[language]]) for language in ("ja", "de", "ru")] == ["ja", "de", "ru"]


def test_the_arbiter_gives_the_same_verdict_every_time() -> None:
    assert len({arbiter.verdict(NEPALI, "hi", ("mr",)) for _ in range(5)}) == 1
    assert arbiter.verdict("abc", "yo", ("eu",)) is None


def test_settings_of_the_process_wide_detector_are_left_alone() -> None:
    import eldc

    eld.guess(TEXTS["de"], ("fr", "es"))
    assert eldc.detect(TEXTS["de"]) == "de"


@pytest.mark.parametrize("expected", sorted(TEXTS.keys() - {"my"}))
@pytest.mark.parametrize("language", ["ja", "ko", "zh-Hans", "en", "ru", "ar", "th"])
def test_a_paragraph_in_another_language_is_known_for_it(language: str, expected: str) -> None:
    same = eld.code(language) == eld.code(expected)
    assert paragraph_language(TEXTS[language], expected) == (None if same else language)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Maria Gonzalez, Peter Lindqvist and Anna Kowalska", "ja"),
        ("The New York Times", "de"),
        ("3.5 GHz / 16 GB RAM / USB-C", "ko"),
        ("Café Noir", "en"),
        ("東京", "zh-Hans"),
        ("OK", "ru"),
    ],
)
def test_names_and_short_lines_are_no_paragraphs_of_another_language(text: str, expected: str) -> None:
    assert paragraph_language(text, expected) is None


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("de", "Er sagte, dass we have to go now, und verließ den Saal.", [("we have to go now", "en")]),
        ("ja", "彼はwe have to go nowと言って部屋を出た。", [("we have to go now", "en")]),
        ("en", "He said that 我们现在必须离开这里了 and left.", [("我们现在必须离开这里了", "zh")]),
        ("zh-Hans", "他说すぐに出発しなければならない然后离开了。", [("すぐに出発しなければならない", "ja")]),
        ("ru", "Он сказал, что мы повинні йти звідси зараз же, и вышел.", [("повинні йти звідси зараз", "uk")]),
        ("fr", "Il a lu Der Spiegel au café de la Paix avec Charles de Gaulle.", []),
        ("ja", "iPhone 15とWindows 11でα版のH2Oを5 km走らせた（the quick brown fox）。", []),
    ],
)
def test_stretches_in_other_languages(language: str, text: str, found: list[tuple[str, str]]) -> None:
    spans = foreign_spans(text, load(language))
    assert [(text[slice(*stretch.span)], stretch.language) for stretch in spans] == found


def test_shares_add_up() -> None:
    document = text_document("\n".join([TEXTS["ja"]] * 3 + [TEXTS["en"]]), "ja")
    notes = annotator("languages")(document)
    assert [share.language for share in notes.document] == ["ja", "en"]
    assert sum(share.share for share in notes.document) == pytest.approx(1, abs=0.01)
    assert [note.language for note in notes.segments or ()] == ["ja"] * 3 + ["en"]


def test_an_empty_document_has_no_languages() -> None:
    assert annotator("languages")(text_document("", "ja")) == ([], [])


@given(st.text(), st.sampled_from(["ja", "zh-Hans", "ko", "en", "de", "ar", "hi", "und", "br"]))
def test_any_text_is_survived(text: str, language: str) -> None:
    found = foreign_spans(text, load(language))
    assert all(0 <= s.span.start < s.span.end <= len(text) for s in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    document_language([text])
    paragraph_language(text, language)


def test_lone_surrogates_and_nuls_are_survived() -> None:
    assert document_language(["\ud800\0" + TEXTS["fr"]]) == "fr"
    assert identify.paragraph_language("\udfff\0", "de") is None
