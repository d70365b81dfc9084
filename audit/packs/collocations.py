r"""Patterns of pair packs in short: words in all their forms, words that go together, and what stands near by.

A pattern is ``regex`` syntax. Beyond that it may say:

``{nehmen}``, ``{nehmen|treffen}``
    Any form of a word, of one of several, as ``pairs/forms/<target language>.tsv`` lists them.
``adressier{-te}``
    A stem with any ending of a class, from the same table.
``A + B``, ``A +2 B``, ``A + B + C``
    All of these in one clause, in any order, with at most six words (or two) between neighbours: the match
    reaches from the first to the last. ``A > B``, ``A >2 B``: in this order. A clause ends at punctuation and
    at the words that the table lists under ``|`` (and, or). Where words are not parted by blanks, characters
    count instead, twelve unless told. Where the table has a row ``$``, verbs end clauses: a first part that comes
    last has punctuation or a word of that row behind it, and no words but those of the row ``_`` before it.
``{ab~rufen} + B``, ``{ab|weg~rufen} + B``
    A verb whose prefix parts from it, a part by itself: joined (abgerufen, abzurufen), or the verb before and its
    prefix last (rief … ab).
``A & C``, ``A + B & C``, ``A &! C``
    Only if ``C`` stands (does not stand) in the same sentence, within 120 characters, on either side; it is no
    part of the match. Several may follow one another; each has to hold.

The blanks around ``+ > & &!`` belong to the notation and stand outside of all groups; within a part a blank is
``\s+``. Each part is whole words; write ``\p{L}*`` where more may follow. Groups for ``\1`` belong into one part only.

The table: ``lemma TAB forms``, the forms parted by blanks, each plain text or ``regex`` syntax or with references
of its own (``machen TAB mach{-te} gemacht``); a form ``-`` under an ending class is no ending at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from itertools import groupby, permutations
from typing import Literal, NamedTuple

from audit.packs import PackError, rows

Edges = Literal["both", "left", "none"]
"""Where a match may only begin or end at the edge of a word: languages without blanks say none."""

_REFERENCE = re.compile(r"(?<!\\[pPN])\{(-?[^\W\d_][^{}]*)\}")
_APART = re.compile(r"\{([^\W\d_][^{}~]*)~([^{}~]+)\}")
_NEAR = re.compile(r" (&!?) ")
_JOINT = re.compile(r" ([+>])(\d*) ")
_PLAIN = re.compile(r"[\w'’-]+")
_BARRIER, _LAST, _BEFORE_LAST = "|", "$", "_"
_WORDS, _CHARACTERS = 6, 12
_SENTENCE = r"[^.!?…。！？\n]{0,120}"
_WORD = r"(?:[^\s,;:.!?…()–—]|(?<=\d)[.,](?=\d))+"
_STEM = 3
"""Letters that forms have to share to be written with a common beginning."""


class Forms(NamedTuple):
    """A word, or a class of endings (``-te``), and its forms, parted by blanks."""

    lemma: str
    forms: str


class _Pattern(NamedTuple):
    """The parts of a pattern as written: what goes together, how far apart, and what is (not) near by."""

    parts: list[str]
    in_order: bool
    gap: str
    near: list[str]
    absent: list[str]


def is_short(pattern: str) -> bool:
    """Does a pattern use this notation?"""
    return bool(_REFERENCE.search(pattern) or _NEAR.search(pattern) or _JOINT.search(pattern))


@cache
def expanded(pattern: str, language: str, edges: Edges) -> str:
    """The pattern in ``regex`` syntax alone.

    Raises:
        PackError: it names a word that the table of forms lacks, mixes ``+`` and ``>``, or joins what is near by.
    """
    read = _read(pattern)
    if len(read.parts) == 1 and not (read.near or read.absent) and not _APART.fullmatch(pattern):
        return _spelt(pattern, language)
    condition = "".join(_conditions(read, language, edges))
    gap = _gap(read, language, edges)
    first = _spelt(read.parts[0], language)
    at_the_end = _at_the_end(first, language) or f"{gap}(?:{first})"
    lines = []
    for start, *more in dict.fromkeys(_orders(read, language)):
        joined = (
            at_the_end if n == len(more) and part == first else f"{gap}(?:{part})" for n, part in enumerate(more, 1)
        )
        lines.append(f"(?:{start}){condition}{''.join(joined)}")
    return lines[0] if len(lines) == 1 else f"(?|{'|'.join(lines)})"


def sought(pattern: str, language: str) -> str:
    """A pattern, for ``audit.text.needles``, that needs the strings that a match and its neighbourhood hold."""
    read = _read(pattern)
    verbs = (_APART.sub(r"{\2}", part) if _APART.fullmatch(part) else part for part in [*read.parts, *read.near])
    return "".join(f"(?:{_spelt(part, language)})" for part in verbs)


def _read(pattern: str) -> _Pattern:
    main, *others = _NEAR.split(pattern)
    conditions = list(zip(others[::2], others[1::2], strict=True))
    parts = _JOINT.split(main)
    signs, gaps = set(parts[1::3]), [gap for gap in parts[2::3] if gap]
    if len(signs) > 1 or len(set(gaps)) > 1:
        raise PackError(f"{pattern}: parts are joined by + or by >, all alike")
    if any(_JOINT.search(other) for _, other in conditions):
        raise PackError(f"{pattern}: what is near by has no parts")
    near = [other for sign, other in conditions if sign == "&"]
    absent = [other for sign, other in conditions if sign == "&!"]
    return _Pattern(parts[::3], signs == {">"}, gaps[0] if gaps else "", near, absent)


def _orders(read: _Pattern, language: str) -> Iterator[tuple[str, ...]]:
    """The parts, spelt out, in every order they may have."""
    for way in [read.parts] if read.in_order else permutations(read.parts):
        parts = [_APART.fullmatch(part) for part in way]
        verb = next((part for part in parts if part), None)
        spelt = [_spelt(part, language) for part in way]
        if verb is None:
            yield tuple(spelt)
            continue
        at = parts.index(verb)
        prefix, base = verb[1], _spelt(f"{{{verb[2]}}}", language)
        yield (*spelt[:at], rf"(?:{prefix})(?:zu)?(?:{base})", *spelt[at + 1 :])
        yield (*spelt[:at], base, *spelt[at + 1 :], prefix)


def _gap(read: _Pattern, language: str, edges: Edges) -> str:
    """What may stand between two neighbours."""
    if edges == "none":
        return rf"[^\s,;:.!?…()、。！？「」『』（）]{{0,{read.gap or _CHARACTERS}}}?"
    barrier = _forms(language).get(_BARRIER, "")
    no_barrier = rf"(?!(?:{barrier.replace(' ', '|')})(?!\p{{L}}))" if barrier else ""
    ending = r"\p{L}{0,4}" if edges == "left" else ""
    return rf"{ending}[“”\"»«’']?\s+(?:{no_barrier}{_WORD}\s+){{0,{read.gap or _WORDS}}}?[„“\"»«‘'(]?"


def _at_the_end(verb: str, language: str) -> str:
    """A first part that comes last, and what may stand before and behind it, where verbs end clauses."""
    forms = _forms(language)
    if _LAST not in forms:
        return ""
    before, behind = (forms.get(row, "").replace(" ", "|") for row in (_BEFORE_LAST, _LAST))
    return rf"[“”\"»«’']?\s+(?:(?:{before})\s+){{0,4}}?(?:{verb})(?=[^\p{{L}}\s\d]|\s*$|\s+(?:{behind})(?!\p{{L}}))"


def _conditions(read: _Pattern, language: str, edges: Edges) -> Iterator[str]:
    """Lookaround, from behind the first part, for what has to be near by or must not be."""
    before = "" if edges == "none" else r"(?<!\p{L})"
    after = r"(?!\p{L})" if edges == "both" else ""
    for other in read.near:
        word = f"{before}(?:{_spelt(other, language)}){after}"
        yield f"(?:(?={_SENTENCE}{word})|(?<={word}{_SENTENCE}))"
    for other in read.absent:
        word = f"{before}(?:{_spelt(other, language)}){after}"
        yield f"(?!{_SENTENCE}{word})(?<!{word}{_SENTENCE})"


@cache
def _forms(language: str) -> dict[str, str]:
    table = files("audit.packs") / "pairs" / "forms" / f"{language}.tsv"
    return dict(rows(table, Forms)) if table.is_file() else {}


def _spelt(part: str, language: str) -> str:
    """The part with its references spelt out."""
    if _APART.search(part):
        return part
    return _REFERENCE.sub(lambda reference: _any_form(reference[1], language), part)


@cache
def _any_form(lemmas: str, language: str) -> str:
    forms = _forms(language)
    found: list[str] = []
    for lemma in lemmas.split("|"):
        if lemma not in forms:
            raise PackError(f"pairs/forms/{language}.tsv: no forms of “{lemma}”")
        found += forms[lemma].split()
    none = "?" if "-" in found else ""
    return f"(?:{'|'.join(_factored(_spelt(form, language) for form in found if form != '-'))}){none}"


def _factored(forms: Iterable[str]) -> Iterator[str]:
    """Alternatives; those that begin alike, together."""
    listed = sorted(dict.fromkeys(forms))
    plain = [form for form in listed if _PLAIN.fullmatch(form)]
    yield from (form for form in listed if not _PLAIN.fullmatch(form))
    for stem, group in groupby(plain, key=lambda form: form[:_STEM]):
        alike = list(group)
        if len(alike) == 1 or len(stem) < _STEM:
            yield from alike
            continue
        first, last = alike[0], alike[-1]
        shared = next((n for n, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), len(first))
        rests = [form[shared:] for form in alike]
        yield f"{first[:shared]}(?:{'|'.join(filter(None, rests))}){'' if all(rests) else '?'}"
