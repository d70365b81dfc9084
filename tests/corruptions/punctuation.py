"""Damage to marks and blanks as engines and scrapers do it, planted in clean text.

Each generator takes a text of one or more lines and returns the damaged text with the span
an editor would look at, in the damaged text, or None where the text offers no place for it.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

import regex

from audit.model import Span

Corruption = Callable[[str, random.Random], tuple[str, Span] | None]

_QUOTATIONS = regex.compile(r"“[^“”\n]{2,}?”|„[^„“\n]{2,}?“|«[^«»\n]{2,}?»|「[^「」\n]{2,}?」|『[^『』\n]{2,}?』")
_BRACKETED = regex.compile(r"\([^()\n]{2,}?\)|（[^（）\n]{2,}?）")
_CJK = r"[\p{Han}\p{Hiragana}\p{Katakana}]"
_COMMA = regex.compile(r"(?<=\p{L})[、，,،](?=\s?\p{L})")
_AFTER_KANA = regex.compile(r"(?<=\p{Hiragana})(?=\p{Han}|\p{Katakana})")
_BETWEEN_HAN = regex.compile(r"(?<=\p{Han})(?=\p{Han})")
_TORN_WORD = regex.compile(
    r"(?<=\p{Ll}{3})(?P<moved>\p{Ll}{3,})(?P<mark>[”»])|(?P<moved>ません|ました|ます|ない)(?P<mark>」)"
)
_TORN_LINE = regex.compile(
    r"(?<=(?:[^\s\p{Han}]+[ ]){4}\p{Ll}+)[ ](?=\p{Ll}+[ ])|(?<=[^\n]{12}[のがはを的在和])(?=\p{Han}[^\n]{6,}。)"
)
_TURNED = {"“": "”", "”": "“"}
_FOREIGN = {"、": ",", "，": ",", ",": "，", "،": ","}


def _pick(found: Iterator[regex.Match[str]], rng: random.Random) -> regex.Match[str] | None:
    places = list(found)
    return rng.choice(places) if places else None


def _put(text: str, start: int, end: int, new: str) -> tuple[str, Span]:
    return text[:start] + new + text[end:], Span(start, start + len(new))


def _straight(text: str) -> Iterator[Span]:
    """Quotations in straight marks, in lines where their number is even."""
    for line in regex.finditer(r"[^\n]+", text):
        marks = [line.start() + m.start() for m in regex.finditer('"', line[0])]
        if len(marks) % 2 == 0:
            yield from (Span(*pair) for pair in zip(marks[::2], marks[1::2], strict=True))


def _quotation(text: str, rng: random.Random) -> Span | None:
    """A quotation from its opening to its closing mark, both included."""
    found = [Span(*m.span()) for m in _QUOTATIONS.finditer(text)]
    found += [Span(start, end + 1) for start, end in _straight(text)]
    return rng.choice(sorted(found)) if found else None


def unclosed_quote(text: str, rng: random.Random) -> tuple[str, Span] | None:
    """Delete a closing quotation mark."""
    found = _quotation(text, rng)
    if found is None:
        return None
    return text[: found.end - 1] + text[found.end :], Span(found.start, found.end - 1)


def orphan_mark(text: str, rng: random.Random) -> tuple[str, Span] | None:
    """Delete an opening quotation mark."""
    found = _quotation(text, rng)
    if found is None:
        return None
    return text[: found.start] + text[found.start + 1 :], Span(found.start, found.end - 1)


def unclosed_bracket(text: str, rng: random.Random) -> tuple[str, Span] | None:
    """Delete a closing bracket."""
    found = _pick(_BRACKETED.finditer(text), rng)
    if found is None:
        return None
    return text[: found.end() - 1] + text[found.end() :], Span(found.start(), found.end() - 1)


def hollow_brackets(text: str, rng: random.Random) -> tuple[str, Span] | None:
    """Empty a pair of brackets."""
    found = _pick(regex.finditer(rf"(?<=\s|{_CJK})(?:{_BRACKETED.pattern})", text), rng)
    return found and _put(text, found.start(), found.end(), found[0][0] + found[0][-1])


def mismatched_mark(text: str, rng: random.Random) -> tuple[str, Span] | None:
    """Close a bracket with a square one."""
    found = _pick(_BRACKETED.finditer(text), rng)
    return found and _put(text, found.end() - 1, found.end(), "］" if found[0][-1] == "）" else "]")


def swapped_quote(text: str, rng: random.Random) -> tuple[str, Span] | None:
    """Turn one of two “ ” round."""
    found = _pick(regex.finditer(r"“[^“”\n]{2,60}”", text), rng)
    if found is None:
        return None
    at = rng.choice((found.start(), found.end() - 1))
    damaged, _ = _put(text, at, at + 1, _TURNED[text[at]])
    return damaged, Span(*found.span())


def mixed_quotes(text: str, rng: random.Random) -> tuple[str, Span] | None:
    """Put one of many quotations in straight marks."""
    found = list(regex.finditer(r"(?<=\s)(?:“[^“”\n]{2,}”|„[^„“\n]{2,}“|«[^«»\n]{2,}»)(?=[\s,.;])", text))
    if len(found) < 8 or '"' in text:
        return None
    chosen = rng.choice(found)
    return _put(text, *chosen.span(), f'"{chosen[0][1:-1].strip()}"')


def doubled_mark(text: str, rng: random.Random) -> tuple[str, Span] | None:
    """Write a comma or a wide stop twice."""
    found = _pick(regex.finditer(r"(?<=\p{L})(?:,(?=\s)|[、，。،])(?!\n)", text), rng)
    return found and _put(text, found.start(), found.end(), found[0] * 2)


def foreign_mark(text: str, rng: random.Random) -> tuple[str, Span] | None:
    """Exchange a comma for that of another script, in a line that has more than one."""
    lines = [m for m in regex.finditer(r"[^\n]+", text) if sum(char in _FOREIGN for char in m[0]) > 1]
    places = [m for line in lines for m in _COMMA.finditer(text, *line.span())]
    if not places:
        return None
    chosen = rng.choice(places)
    return _put(text, *chosen.span(), _FOREIGN[chosen[0]])


def quote_splits_word(text: str, rng: random.Random) -> tuple[str, Span] | None:
    """Move a closing quotation mark into the last word of the quotation, or before a Japanese verb ending."""
    found = _pick(_TORN_WORD.finditer(text), rng)
    if found is None:
        return None
    damaged, _ = _put(text, found.start(), found.end(), found["mark"] + found["moved"])
    return damaged, Span(found.start(), found.start() + 1)


def missing_end_mark(text: str, rng: random.Random) -> tuple[str, Span] | None:
    """Drop the last mark of a paragraph of two sentences or more."""
    found = _pick(
        regex.finditer(r"(?m)(?<=\p{Ll}{4}\. \p{Lu}[^\n]{20,}|[。！？][^\n「」]{12,})(?<=\p{L})[.。]$", text), rng
    )
    return found and _put(text, found.start(), found.end(), "")


def missing_opening_mark(text: str, rng: random.Random) -> tuple[str, Span] | None:
    """Drop a Spanish opening mark."""
    found = _pick(regex.finditer(r"[¿¡](?=\p{L}+\s)", text), rng)
    return found and _put(text, found.start(), found.end(), "")


def space_inside_sentence(text: str, rng: random.Random) -> tuple[str, Span] | None:
    """Part a particle, or in Chinese any character, from the next in a line that ends as a sentence does."""
    kana = regex.search(r"\p{Hiragana}", text) is not None
    place = _AFTER_KANA if kana else _BETWEEN_HAN
    lines = regex.finditer(r"[^\n]+[。！？]$", text, regex.M)
    places = [m.start() for line in lines for m in place.finditer(text, *line.span())]
    if not places:
        return None
    at = rng.choice(places)
    return _put(text, at, at, " ")


def missing_space_after_mark(text: str, rng: random.Random) -> tuple[str, Span] | None:
    """Drop the blank after a full stop or comma."""
    found = _pick(regex.finditer(r"(?<=\p{Ll}{3}[.,]|\p{Hangul}{2}[.,])[ ](?=\p{L}{2})", text), rng)
    if found is None or (text[found.start() - 1] == "." and not text[found.end()].isupper() and text.isascii()):
        return None
    return _put(text, found.start(), found.end(), "")


def missing_space_beside_quote(text: str, rng: random.Random) -> tuple[str, Span] | None:
    """Drop the blank between a quotation and a short word."""
    found = _pick(regex.finditer(r"(?<=\p{L}[”»“])[ ](?=\p{Ll}{2,3}[ ])", text), rng)
    return found and _put(text, found.start(), found.end(), "")


def doubled_space(text: str, rng: random.Random) -> tuple[str, Span] | None:
    """Write a blank twice."""
    found = _pick(regex.finditer(r"(?<=\p{L})[ ](?=\p{L})", text), rng)
    return found and _put(text, found.start(), found.end(), "  ")


def space_before_mark(text: str, rng: random.Random) -> tuple[str, Span] | None:
    """Part a stop or comma from its word."""
    found = _pick(regex.finditer(r"(?<=\p{L})(?:[,.](?=\s)|[、。，])", text), rng)
    return found and _put(text, found.start(), found.start(), " ")


def space_inside_brackets(text: str, rng: random.Random) -> tuple[str, Span] | None:
    """Part a bracket from what it holds."""
    found = _pick(_BRACKETED.finditer(text), rng)
    if found is None:
        return None
    at = rng.choice((found.start() + 1, found.end() - 1))
    return _put(text, at, at, " ")


def missing_space_before_mark(text: str, rng: random.Random) -> tuple[str, Span] | None:
    """Drop the blank before a French mark, in a text with plenty of them."""
    found = list(regex.finditer(r"(?<=\p{L}{2})[\u00A0\u202F](?=[?!;:»](?:\s|$))", text))
    if len(found) < 8:
        return None
    chosen = rng.choice(found)
    return _put(text, *chosen.span(), "")


def broken_line(text: str, rng: random.Random) -> tuple[str, Span] | None:
    """Break a line before a small letter, or after a Japanese or Chinese particle."""
    found = _pick(_TORN_LINE.finditer(text), rng)
    if found is None:
        return None
    damaged, at = _put(text, found.start(), found.end(), "\n")
    return damaged, Span(at.start - 1, at.end + 1)


CORRUPTIONS: dict[str, Corruption] = {
    generator.__name__.replace("_", "-"): generator
    for generator in (
        broken_line,
        doubled_mark,
        doubled_space,
        foreign_mark,
        hollow_brackets,
        mismatched_mark,
        missing_end_mark,
        missing_opening_mark,
        missing_space_after_mark,
        missing_space_before_mark,
        missing_space_beside_quote,
        mixed_quotes,
        orphan_mark,
        quote_splits_word,
        space_before_mark,
        space_inside_brackets,
        space_inside_sentence,
        swapped_quote,
        unclosed_bracket,
        unclosed_quote,
    )
}
"""Rule name → what plants the defect it looks for. ``erratic-quotes`` needs a whole text of faults and has none."""
