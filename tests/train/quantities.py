"""Build ``number_words.tsv``, ``unit_names.tsv`` and ``currency_names.tsv`` of the packs from CLDR 48.

    npm pack cldr-rbnf@48 cldr-units-full@48 cldr-numbers-full@48   # then unpack each into FOLDER/<name>
    python tests/train/quantities.py FOLDER [LANGUAGE …]

Source: Unicode CLDR 48 (Unicode-3.0): rule-based number formats, unit patterns, currency names; what texts write
besides (a dozen, half, bare dollars) is stated in ``quantities.toml``. A spelt-out number
goes into the table only if the words above it do not put it together already.
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import regex

from audit.packs import Names, Pack, known, load
from audit.text.number_words import spelt

PACKS = Path(__file__).resolve().parents[2] / "audit" / "packs"
CLDR = {"nb": "no", "zh-Hans": "zh", "zh-Hant": "zh"}
HEAD = "# Unicode CLDR 48 (Unicode-3.0), {}; made by tests/train/quantities.py.\nof\tforms\n"

UNITS = (
    "length-kilometer", "length-meter", "length-centimeter", "length-millimeter", "length-mile", "length-yard",
    "length-foot", "length-inch", "length-nautical-mile", "length-light-year",
    "mass-kilogram", "mass-gram", "mass-tonne", "mass-pound", "mass-ounce", "mass-milligram",
    "volume-liter", "volume-milliliter", "volume-gallon", "volume-cubic-meter",
    "temperature-celsius", "temperature-fahrenheit",
    "area-square-kilometer", "area-square-meter", "area-hectare", "area-acre", "area-square-mile", "area-square-foot",
    "speed-kilometer-per-hour", "speed-mile-per-hour", "speed-meter-per-second", "speed-knot",
    "duration-year", "duration-month", "duration-week", "duration-day", "duration-hour", "duration-minute",
    "duration-second", "duration-century", "duration-decade",
    "digital-kilobyte", "digital-megabyte", "digital-gigabyte", "digital-terabyte",
    "power-watt", "power-kilowatt", "power-megawatt", "power-gigawatt", "frequency-hertz", "frequency-megahertz",
)  # fmt: skip
CURRENCIES = (
    *("USD", "EUR", "JPY", "CNY", "KRW", "GBP", "RUB", "UAH", "INR", "CHF", "CAD", "AUD", "TRY", "PLN", "CZK", "SEK"),
    *("NOK", "DKK", "BRL", "MXN", "HUF", "ILS", "THB", "VND", "IDR", "RON"),
)

MANY = 25
"""Rule sets from which on a language declines its numbers."""

_STATED = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
MORE: dict[str, dict[str, str]] = _STATED["number_words"]
"""What texts call a number besides its spelt-out form; ``+``, ``^`` and ``-`` as in the pack's fact."""
MORE_UNITS: dict[str, dict[str, str]] = _STATED["unit_names"]
BARE: dict[str, dict[str, str]] = _STATED["currency_names"]
DEGREES: dict[str, str] = _STATED["degrees"]
"""Degrees, of which scale is not said."""
ANYWHERE: dict[str, str] = _STATED["anywhere"]
"""What is written in most languages."""
WORDS = {"in", "mi", "ac", "lj", "sm", "kn", "t"}
"""Abbreviations of units that are words as well."""


@cache
def cldr(folder: Path, name: str, language: str) -> Any:
    """A file of CLDR for a language, or what its parent says."""
    for tag in (language, CLDR.get(language, language)):
        path = folder / name.format(tag)
        if path.is_file():
            return json.loads(path.read_text("utf-8"))
    return {}


def rulesets(folder: Path, language: str) -> dict[str, list[list[str]]]:
    """The rule sets of a language that spell numbers."""
    found: dict[str, list[list[str]]] = {}
    for group in cldr(folder, "rbnf/package/rbnf/{}.json", language).get("rbnf", {}).get("rbnf", {}).values():
        if isinstance(group, dict):
            found |= {name: rules for name, rules in group.items() if isinstance(rules, list)}
    return found


def spell(number: int, name: str, sets: dict[str, list[list[str]]]) -> str | None:
    """``number`` as a rule set of CLDR's rule-based number format writes it (UTS 35, part 3); None for figures."""
    rules = sorted(
        (int(base), int(radix or 10), text)
        for key, text in sets.get(name, [])
        for base, _, radix in [key.rstrip(">").partition("/")]
        if base.isdigit()
    )
    chosen = [rule for rule in rules if rule[0] <= number]
    if not chosen:
        return None
    at = len(chosen) - 1
    divisor = _divisor(*chosen[at][:2])
    text = chosen[at][2]
    if "←" in text and "→" in text and number % divisor == 0 and chosen[at][0] % divisor:
        at -= 1
        divisor, text = _divisor(*chosen[at][:2]), chosen[at][2]
    text = text.rstrip(";").removeprefix("'")
    text = regex.sub(r"\[(.*?)\]", "" if number % divisor == 0 and number else r"\1", text)
    text = regex.sub(r"\$\(\w+,.*?other\{(.*?)\}\)\$", r"\1", text)
    failed = False

    def replaced(match: regex.Match[str]) -> str:
        nonlocal failed
        kind, inner = match[1], match[2]
        value = {"←": number // divisor, "→": number % divisor, "=": number}[kind]
        inner = inner or name
        spelt_out = None if not inner.startswith("%") else spell(value, inner, sets)
        failed = failed or spelt_out is None
        return spelt_out or ""

    text = regex.sub(r"([←→=])(.*?)\1(?:→)?", replaced, text)
    return None if failed else text


def _divisor(base: int, radix: int) -> int:
    power = 1
    while base and power * radix <= base:
        power *= radix
    return power


def number_words(folder: Path, language: str) -> dict[str, list[str]]:
    """Value -> its words, in the order in which the parser needs them."""
    sets = rulesets(folder, language)
    more = MORE.get(language, {})
    if not sets and not more:
        return {}
    rows = {of: forms.split("|") for of, forms in more.items()}
    kept = () if language in ("ja", "zh") else (*range(100), *range(100, 1000, 100), 1000, 10**6, 10**9)
    for number in kept:
        for name in sets:
            if name.startswith("%%") or "spellout" not in name or "financial" in name:
                continue
            if number > 20 and number % 10 and len(sets) > MANY:  # a language with cases: its tens and ones suffice
                continue
            form = (spell(number, name, sets) or "").replace("\u00ad", "").lower().strip()
            if not form or regex.search(r"[\p{Nd}\[\]$|]", form) or (number == 0 and len(form) < 3):
                continue
            if Decimal(number) not in spelt(form, _pack(rows)):
                rows.setdefault(str(number), []).append(form)
    return rows


def _pack(rows: dict[str, list[str]]) -> Pack:
    return Pack("x", number_words=tuple(Names(of, "|".join(forms)) for of, forms in rows.items()))


def unit_names(folder: Path, language: str) -> dict[str, list[str]]:
    units = cldr(folder, "units-full/package/main/{}/units.json", language)
    if not units:
        return {}
    table = next(iter(units["main"].values()))["units"]
    rows: dict[str, list[str]] = {}
    for unit in UNITS:
        forms = [
            form
            for width in ("long", "short")
            for key, pattern in table[width].get(unit, {}).items()
            if key.startswith("unitPattern") and isinstance(pattern, str)
            for form in [pattern.replace("{0}", "").strip().lower()]
            if pattern.startswith("{0}") and (len(form) > 1 or regex.match(r"[\p{Han}\p{Hangul}]", form))
        ]
        name = unit.partition("-")[2]
        forms += MORE_UNITS.get(language, {}).get(name, "").lower().split("|")
        forms += ANYWHERE.get(name, "").split("|")
        forms = [form for form in forms if form not in WORDS]
        if kept := list(dict.fromkeys(form for form in forms if form)):
            rows[name] = kept
    if language in DEGREES:
        rows["fahrenheit celsius"] = DEGREES[language].split("|")
    rows |= {of: forms.split("|") for of, forms in MORE_UNITS.get(language, {}).items() if " " in of}
    return rows


def currency_names(folder: Path, language: str) -> dict[str, list[str]]:
    numbers = cldr(folder, "numbers-full/package/main/{}/currencies.json", language)
    rows = {of: forms.lower().split("|") for of, forms in BARE.get(language, {}).items()}
    if not numbers:
        return rows
    table = next(iter(numbers["main"].values()))["numbers"]["currencies"]
    stated = {form for forms in rows.values() for form in forms}
    for code in CURRENCIES:
        forms = [text.lower() for key, text in table.get(code, {}).items() if key.startswith("displayName")]
        kept = [form for form in dict.fromkeys(forms) if form not in stated and "(" not in form]
        rows.setdefault(code, []).extend(kept)
    return {code: list(dict.fromkeys(forms)) for code, forms in rows.items() if forms}


def written(rows: dict[str, list[str]], of: str) -> Iterator[str]:
    yield HEAD.format(of)
    for name, forms in rows.items():
        yield f"{name}\t{'|'.join(dict.fromkeys(forms))}\n"


def main() -> None:
    folder, *chosen = map(Path, sys.argv[1:])
    for language in map(str, chosen) if chosen else known():
        if "-" in language:
            continue
        for fact, rows, of in (
            ("number_words", number_words(folder, language), "rule-based number formats"),
            ("unit_names", unit_names(folder, language), "units"),
            ("currency_names", currency_names(folder, language), "currency names"),
        ):
            if rows:
                (PACKS / language / f"{fact}.tsv").write_text("".join(written(rows, of)), "utf-8")
    load.cache_clear()


if __name__ == "__main__":
    main()
