"""What a number counts: the unit or the currency named beside it, as the language pack names them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

import regex

from audit.model import Span
from audit.packs import Names, Pack
from audit.text.numerals import SPELT
from audit.text.patterns import compiled

READS = frozenset({"currency_names", "percents", "unit_names"})
"""The pack facts these functions use: a rule that calls them lists them in its ``reads``."""

PERCENT = "percent"
_GERSHAYIM = regex.compile('["“”״‟]')
_LETTER = regex.compile(SPELT)
_STEM = 5
"""Letters of a name from which on it may carry an ending."""
_SHORT_STEM, _LONG_ENDING = 4, 8
"""The same, and letters of the ending, where a hyphen ties the name to the number (uk 249-кілограмовий)."""
_DOLLARS = frozenset(["USD", "CAD", "AUD", "HKD", "TWD", "SGD", "NZD", "MXN"])
_SIGNS = {
    "$": _DOLLARS, "＄": _DOLLARS, "€": frozenset({"EUR"}), "£": frozenset({"GBP", "EGP"}),
    "¥": frozenset({"JPY", "CNY"}), "￥": frozenset({"JPY", "CNY"}), "₩": frozenset({"KRW"}),
    "₽": frozenset({"RUB"}), "₹": frozenset({"INR"}), "₺": frozenset({"TRY"}), "₴": frozenset({"UAH"}),
    "₪": frozenset({"ILS"}), "₫": frozenset({"VND"}), "฿": frozenset({"THB"}),
}  # fmt: skip
_PREFIXES = {"us": "USD", "hk": "HKD", "nt": "TWD", "au": "AUD", "a": "AUD", "ca": "CAD", "c": "CAD", "nz": "NZD"}
_ISO = "USD|EUR|JPY|CNY|RMB|KRW|GBP|RUB|UAH|INR|CHF|CAD|AUD|TRY|PLN|CZK|SEK|NOK|DKK|BRL|MXN|HUF|ILS|THB|VND|IDR"
CODES = frozenset(_ISO.split("|"))
"""Codes of the common currencies."""
# the dollar and the euro are called so in most languages, with their endings
_DOLLAR = r"(?:d[oó]l+[aá]r|доллар|долар|دولار|דולר|डॉलर|ดอลลาร์|δολάρι|đô la|dólar)\p{L}{0,4}"
_EURO = r"(?:eur[oó]\p{L}{0,3}|евро|євро|يورو|אירו|यूरो|ยูโร|ευρώ)(?!\p{L})"


class Count(NamedTuple):
    """What a number is said to count: the names it may go by, and where that is written (empty: at the next number)."""

    names: frozenset[str] = frozenset()
    span: Span = Span(0, 0)


def counts(span: Span, prose: str, low: str, pack: Pack) -> tuple[Count, Count]:
    """The unit and the currency beside a number; ``low`` is the text in lower case."""
    start, end = span
    before, after = _counts(pack.unit_names or (), pack.currency_names or (), pack.percents or ())
    unit, currency = Count(), Count()
    match = after.match(low, end)
    if match and not (match["iso"] and prose[slice(*match.span("iso"))].islower()):
        units, codes = names(pack.unit_names or ()), names(pack.currency_names or ())
        form = _GERSHAYIM.sub("״", match["named"] or match["form"])
        span = Span(*match.span("named" if match["named"] else "form"))
        if match["percent"]:
            unit = Count(frozenset({PERCENT}), span)
        elif form in units and form not in codes:
            unit = Count(units[form], span)
        elif form in units:  # a pound of either kind
            unit, currency = Count(units[form] | {"money"}, span), Count(codes[form], span)
        else:
            currency = Count(codes.get(form) or _code_of(form), span)
    if match := before.search(prose, max(start - 6, 0), start):
        currency = Count(_sign_of(match), Span(match.start(), match.end("sign")))
    return unit, currency


def _sign_of(match: regex.Match[str]) -> frozenset[str]:
    sign = match["sign"]
    letters = (match["letters"] or "").lower()
    if sign in ("$", "＄") and letters in _PREFIXES:
        return frozenset({_PREFIXES[letters]})
    return _SIGNS.get(sign) or _code_of(sign.lower())


def _code_of(form: str) -> frozenset[str]:
    if form in _SIGNS:
        return _SIGNS[form]
    if regex.match(_DOLLAR, form):
        return _DOLLARS
    if regex.match(_EURO, form):
        return frozenset({"EUR"})
    return frozenset({"CNY" if form == "rmb" else form.upper()})


@cache
def names(rows: tuple[Names, ...]) -> dict[str, frozenset[str]]:
    """Form -> everything it may be the name of."""
    found: dict[str, frozenset[str]] = {}
    for row in rows:
        for form in row.forms.split("|"):
            if len(form) <= len("s.") and form.endswith("."):
                continue  # stands for too much
            found[form] = found.get(form, frozenset()) | set(row.of.split())
    return found


@cache
def _counts(
    units: tuple[Names, ...], currencies: tuple[Names, ...], percents: tuple[str, ...]
) -> tuple[regex.Pattern[str], regex.Pattern[str]]:
    """A currency right before a number, and what it counts right after."""
    forms = sorted({*names(units), *names(currencies)}, key=len, reverse=True)
    named = "|".join(_alike(*kind) for kind in _by_first_letter(forms)) or r"(?P<named>(?!))"
    percent = "|".join(("[%％٪]", *(regex.escape(word.lower()) for word in percents)))
    signs = "".join(_SIGNS)
    ordinal = rf"(?:(?:[.ºª°]|-?(?:{SPELT}){{1,2}})(?=[\s\u00a0-]))?[\s\u00a0]?"
    money = rf"{_DOLLAR}|{_EURO}|(?P<iso>{_ISO.lower()})(?!\p{{L}})|[{signs}]"
    after = rf"{ordinal}(?P<form>-?(?P<percent>{percent})|{money}|{named})"
    before = rf"(?:(?<!\p{{L}})(?P<letters>\p{{Lu}}{{1,2}}))?(?P<sign>[{signs}])\s?\Z|(?<!\p{{L}})(?P<sign>{_ISO})\s?\Z"
    return compiled(before), compiled(after)


def _by_first_letter(forms: Iterable[str]) -> Iterator[tuple[str, str, list[str]]]:
    """The names in groups of which one alone is looked into: what may part them from a number, their first letter."""
    groups: dict[tuple[str, str], list[str]] = {}
    for form in forms:
        groups.setdefault((_glued(form), _written(form[0])), []).append(form)
    return ((glue, first, alike) for (glue, first), alike in groups.items())


def _alike(glue: str, first: str, forms: Iterable[str]) -> str:
    either = "|".join(rf"(?P<named>{_written(form)}){_ending(form)}" for form in forms)
    return rf"{glue}(?={first})(?:{either})"


def _glued(form: str) -> str:
    """A hyphen may part a number from a word, not from a letter: that is an ending (ru 19-м)."""
    return "-?" if len(form) > len("km") else ""


def _written(form: str) -> str:
    """The pattern of a name; the mark of Hebrew abbreviations is typed as any quotation mark."""
    return regex.escape(form).replace("״", _GERSHAYIM.pattern)


def _ending(form: str) -> str:
    """What may be written onto the name of a unit: nothing where it ends with no letter; a case ending on long ones."""
    if not _LETTER.match(form[-1]):
        return ""
    tied = rf"|(?<=-{regex.escape(form)})(?:{SPELT}){{1,{_LONG_ENDING}}}" if len(form) >= _SHORT_STEM else ""
    return rf"(?:(?:{SPELT}){{0,{3 if len(form) >= _STEM else 0}}}{tied})(?!{SPELT})"
