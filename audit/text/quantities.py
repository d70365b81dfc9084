"""Numbers with what they count: units, currencies, dates, times. Language, but of no language in particular."""

from __future__ import annotations

from functools import cache

import regex

from audit.model import Span

# figures with group and decimal marks; a blank is a group mark only before exactly three figures
_NUMBER = r"\p{Nd}++ (?: [.,٬٫'’·]\p{Nd}++ | [\u00A0\u202F\u2009 ]\p{Nd}{3}(?!\p{Nd}) )*+"
_SIGN = r"(?: (?<![\p{L}\p{Nd}]) [+\-−–±~〜～≈<>≤≥]\s? )?+"
_SCALE = rf"(?: \s?[十百千万萬億亿兆만억조천백]++ (?: {_NUMBER} [十百千万萬億亿兆만억조천백]*+ )? )*+"
# SI and the short unit names of CLDR; single letters are units only where no blank parts them from the number
_LONG_UNIT = r"""[ap]\.m\. | [AP]\.M\. | am|pm|AM|PM
    | (?: [kMGTcdmµμnph](?:m|g|W|Wh|V|A|Pa|J|N|Hz|B|b|l|L|cal|eV|Bq|Sv|Gy|F) | mm|cm|dm|km|µs|ms|ns | [KMG]iB
    | [kKMG]bit/s|Ω|Pa|Hz|bar|bps|[kMG]bps|rpm|fps|dpi|ppi|ppm|ppb|px|dB|mph|kph|sec|min|hrs?|ha|mi|ft|yd|lbs?|oz|gal
    | mol|kt|°[CFRK]? | ℃|℉|%|‰|％|㎡|㎢|㎥|㎝|㎜|㎞|㎏|㎎|㎖|ℓ|km/h|m/s|кг|км|см|мм|га|тыс|млн|млрд|bn|mn|tn )
    (?: [²³] | (?:/|\ ?[·*]\ ?)(?:h|s|min|m[²³]?|kg|l|L|d|a|day|year) )? """
_SHORT_UNIT = r"""(?: [mgtlLVWAKJNhsBbxXDCFckpMGT×] | in | м|г|т|л|ч|с ) [²³]?"""
_NO_LETTER = r"(?![\p{Latin}\p{Cyrillic}\p{Nd}] | -[\p{L}\p{Nd}])"
_UNIT = rf"(?: \s?(?:{_LONG_UNIT}) | {_SHORT_UNIT} | \ [mgtlLVWAKJNhs][²³]? ) {_NO_LETTER}"
_CODE = r"""(?<!\p{L}) (?:USD|EUR|JPY|KRW|CNY|RMB|GBP|CHF|RUB|UAH|PLN|CZK|TRY|INR|BRL|AUD|CAD|HKD|TWD|SGD|THB|VND|IDR
    |ILS|SEK|NOK|DKK|HUF|RON|BGN|SAR|AED|EGP|MXN|BTC|Rs\.?|Rp|Kč|zł|kr|Ft) (?!\p{L})"""
_CURRENCY = rf"(?: (?: (?<!\p{{L}})(?:US|HK|NT|AU|CA|NZ|SG|R|C|A|S|MX|AR) )?\p{{Sc}} | {_CODE} )"
_WIDE_UNIT = r"""(?: 年[度代間]?|[かカヵヶ個个]?月|日[間元]?|[小時时][間時时间]?
    |分[間钟鐘]?|秒[間]?|週間?|周年?|世[紀纪]|歳|岁|才|人|名|個|个|件|回|次|度|倍|位|台|本|枚|冊|社|校|[かカヵヶ][国國所]|円|元|圆|圓|[块塊]|米?ドル|ユーロ|ポンド|ウォン
    |ルーブル|人民[元币]|美元|[欧歐]元|英[镑鎊]|キロ(?:メートル|グラム)?|メートル|トン|[公英]里|公[斤尺顷頃]|米|[吨噸]|センチ|ミリ|リットル
    |パーセント|ポイント|년대?|개?월|일|시간?|분|초|주년?|세기?|살|명|개|건|회|번|배|위|대|권|달러|원|엔|유로
    |위안|퍼센트|킬로미터|미터|톤|บาท )"""
_ORDINAL = r"(?: st|nd|rd|th|er|re|e|ème|º|ª|ste|de|-\p{L}{1,4} ) (?!\p{L})"


@cache
def _pattern() -> regex.Pattern[str]:
    date = r"\p{Nd}{1,4} (?P<part>[-/.]) \p{Nd}{1,2} (?P=part) \p{Nd}{1,4} (?!\p{Nd})"
    clock = r"\p{Nd}{1,2}[:：h]\p{Nd}{2} (?: [:：]\p{Nd}{2} (?: [.,]\p{Nd}++ )? )? (?!\p{Nd})"
    zone = r"(?: Z(?!\p{L}) | [+-]\p{Nd}{2}:?\p{Nd}{2} | \s?[aApP]\.?[mM](?!\p{L})\.? )?"
    amount = rf"""(?: {_CURRENCY} \s? )?+ {_NUMBER} {_SCALE}
        (?: {_ORDINAL} | \s?{_CURRENCY} (?!\s?\p{{Nd}}) | {_UNIT} | \s?{_WIDE_UNIT} )*+"""
    joined = rf"{amount} (?: (?: [-–~〜～:：] | \s[–-]\s )? {amount} )*+"
    return regex.compile(
        rf"""(?<![\p{{Latin}}\p{{Nd}}]) {_SIGN} (?: {date} (?: [T\s] {clock} {zone} )? | {clock} {zone} | {joined} )
        | {_CURRENCY} \s? {_NUMBER} {_SCALE}""",
        regex.VERBOSE | regex.V1,
    )


def quantities(text: str) -> tuple[Span, ...]:
    """Numbers with their signs, scale words, units, currencies, ordinal endings; dates and times; sorted, disjoint."""
    return tuple(Span(*found.span()) for found in _pattern().finditer(text))
