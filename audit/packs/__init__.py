"""Language packs: facts about languages, never rules about them.

A pack is a folder: ``pack.toml`` states plain facts, ``<fact>.tsv`` (first row: column
names; ``#`` starts a comment line) states a table. Packs inherit along their BCP 47 tag:
root → zh → zh-Hant. A fact nobody states is None: unknown, which is not the same as ().
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, NamedTuple


class PackError(ValueError):
    """A pack states something the auditor has no name for, or states it wrongly."""


class Phrase(NamedTuple):
    """A pattern (``regex`` syntax) and what kind of thing it betrays."""

    pattern: str
    kind: str
    note: str = ""


class Ending(NamedTuple):
    """A sentence ending (``regex`` syntax, matched at the end) and its register."""

    pattern: str
    register: str


class Variants(NamedTuple):
    """Forms of one name or term, parted by ``|``; the first is the recommended one."""

    forms: str
    kind: str = ""


class Correlative(NamedTuple):
    """A word that announces another, and what may answer it later in the sentence (``regex`` syntax)."""

    opener: str
    answer: str


class Acronym(NamedTuple):
    """An acronym and the expansions it may be glossed with, parted by ``|``."""

    acronym: str
    expansions: str


class Pair(NamedTuple):
    """Something foreign here, and what this language or variety writes instead.

    Several ways to write it are parted by ``|``; ``kind`` is the class of difference.
    """

    theirs: str
    ours: str
    kind: str = ""


class Names(NamedTuple):
    """Something of any language (a value, a unit, a currency) and what it is called here, forms parted by ``|``."""

    of: str
    forms: str


class Romanised(NamedTuple):
    """Letters, each of which (or, if ``latin`` needs them all, which together) are written so in Latin ones."""

    letters: str
    latin: str


@dataclass(frozen=True)
class Pack:
    """What we know of one language. None means "we do not know", not "no"."""

    lang: str
    """BCP 47 tag; ``und`` for the root pack."""
    name: str | None = None
    """English name, CLDR."""
    scripts: tuple[str, ...] | None = None
    """Unicode script names it is written in, most typical first: ``Hiragana``, ``Han`` …"""
    right_to_left: bool | None = None
    word_spaces: bool | None = None
    """Are words parted by blanks? (ja, zh, th: no)"""
    cased: bool | None = None
    plurals: tuple[str, ...] | None = None
    """Plural categories that whole numbers below a million take (CLDR); behind each the only numbers it is for."""
    alphabet: str | None = None
    """Letters its own words are spelt with, lower case (CLDR main exemplars)."""
    ideographs: tuple[str, ...] | None = None
    """National character sets that hold its ideographs: a Python codec and, in hexadecimal, the lead byte at
    which the everyday ones end (``gb2312 D7``)."""

    charset: str | None = None
    """Python codec of a character set that holds this variety's ideographs and lacks those of the other."""
    merged_characters: tuple[str, ...] | None = None
    """Characters this writing keeps apart and another merges, one set each (zh-Hant 后後: zh-Hans 后). () where
    there is no such other writing."""

    variant_characters: tuple[str, ...] | None = None
    """Characters that write the same words, one set each (zh-Hant 劃畫: 計劃, 計畫)."""
    spelling_variants: tuple[Pair, ...] | None = None
    """Spellings of one sound that native writers vary (ja: ヴァ, バ)."""

    end_marks: tuple[str, ...] | None = None
    """Marks that close a sentence. () where the language closes with a blank (Thai)."""
    abbreviations: tuple[str, ...] | None = None
    """Words whose full stop does not end a sentence, without the stop, lower case."""
    number_abbreviations: tuple[str, ...] | None = None
    """Words whose full stop does not end a sentence where a number follows (``No. 5``)."""
    closing_abbreviations: tuple[str, ...] | None = None
    """Words whose full stop may end a sentence as well (``Inc.``, ``etc.``)."""
    ordinal_stop: bool | None = None
    """Are ordinals figures with a full stop (``3. Oktober``)?"""
    continues: tuple[str, ...] | None = None
    """What goes on with a sentence right after a closing quotation mark (ja: と), ``regex`` syntax."""
    quote_pairs: tuple[str, ...] | None = None
    """Opening and closing quotation marks in use, two characters each, primary first."""
    apostrophes: str | None = None
    """Characters that occur inside or beside words as apostrophe (or elision) marks."""
    elisions: tuple[str, ...] | None = None
    """Words that lose their ending before an apostrophe and are words of their own (``l'``), lower case, without it."""
    foreign_marks: tuple[Pair, ...] | None = None
    """Marks of other scripts found between this language's own letters, and the own mark."""
    opening_marks: tuple[str, ...] | None = None
    """End marks that the sentence also begins with, two characters each: ``¿?`` (none in most languages)."""
    quote_affixes: bool | None = None
    """Do particles or affixes attach to a quotation mark without a hyphen (``"…"라고``, ``"…"nin``)?"""
    bound_forms: tuple[str, ...] | None = None
    """What only goes on with a word, never starts after a closing quotation mark (ja: ます), ``regex`` syntax."""
    space_before: tuple[str, ...] | None = None
    """Marks this language parts from the word before by a (no-break) blank."""
    decimal_mark: str | None = None
    group_marks: tuple[str, ...] | None = None
    scales: tuple[str, ...] | None = None
    """Words that multiply the figures before them: the power of ten, a blank, the words parted by ``|``
    (``6 Million|Millionen|Mio.``)."""
    number_words: tuple[Names, ...] | None = None
    """Words for numbers that longer ones are put together from, lower case; ``of`` is the value,
    ``+`` what may stand between two words of one number, ``^`` what may be written onto the first, ``-`` what makes
    one negative, ``?`` words among them that are other words as often."""
    number_words_complete: bool | None = None
    """Are these all words for small numbers, in every form that texts use? Only then can one be seen to be missing."""
    unit_names: tuple[Names, ...] | None = None
    """Units as they are named beside a number; ``of`` as CLDR calls the unit (``kilometer``), several with blanks."""
    currency_names: tuple[Names, ...] | None = None
    """Currencies as they are named beside a number; ``of`` lists the ISO 4217 codes the name may stand for."""
    percents: tuple[str, ...] | None = None
    """Words for the sign %, in the forms that stand beside a number; CLDR, ``concentr-percent``."""
    before_era: tuple[str, ...] | None = None
    """What marks years before the common era, without full stop."""
    courses: tuple[Phrase, ...] | None = None
    """How numbers are said to run from ``{a}`` to ``{b}``; kind = ``rise`` or ``fall`` (a word of that direction,
    ``{verb}`` in the others), ``change``, ``rising`` (only with words that rise), ``range``, ``pages``, ``clock``.
    ``{u}`` is the first number's unit, ``{w}`` the words of the second."""
    directions: tuple[Phrase, ...] | None = None
    """Words by which a number beside them went up or down, ``regex`` syntax, small letters; kind ``rise``, ``fall``."""
    tolls: tuple[Phrase, ...] | None = None
    """How victims, prisoners and the like are counted, ``{n}`` of them; two of one kind count the same."""
    estimates: tuple[str, ...] | None = None
    """Words beside a number that is rough, was overtaken by another, or counts only some of them."""
    ages: tuple[str, ...] | None = None
    """How a person's age is given, ``regex`` syntax: ``{name}``, ``{age}``."""
    parts: tuple[Phrase, ...] | None = None
    """How some of a number are taken; kind = ``of`` (``{part}`` of ``{whole}``), ``among`` (``{part}`` of those before,
    counted with the same word, group ``unit``) or ``rest`` (``{part}`` is the percentage that remains)."""
    weekdays: tuple[str, ...] | None = None
    """Monday to Sunday; forms parted by ``|``, in the same order on every day. Every Slavic case, every spelling."""
    short_weekdays: tuple[str, ...] | None = None
    """Monday to Sunday, abbreviated, without full stop."""
    months: tuple[str, ...] | None = None
    """January to December; forms and abbreviations (without full stop) parted by ``|``. () where they are numbered."""
    dates: tuple[str, ...] | None = None
    """How dates are written, ``regex`` syntax with CLDR's letters: ``{d}``, ``{M}`` (figures), ``{MMMM}`` (a name),
    ``{y}`` and, where it follows the date bare, the weekday ``{E}``. A blank stands for any blank."""
    times: tuple[str, ...] | None = None
    """How times of day are written where nothing else is (no score, no verse), ``regex`` syntax: ``{h}``, ``{m}``."""
    eras: tuple[str, ...] | None = None
    """Eras that years are counted in: what to add to such a year, a blank, the names parted by ``|``. Without
    a name: what to add to years that no calendar but this one has reached."""

    bleu_tokenisers: tuple[str, ...] | None = None
    """Tokenisers of sacrebleu for this language, best first."""
    noun_endings: tuple[str, ...] | None = None
    """Endings by which the forms of one noun or adjective differ, longest ones included, beside none at all."""
    negations: tuple[Phrase, ...] | None = None
    """What says that a clause is denied, ``regex`` syntax, small letters; kind = ``no``, or ``not`` for what looks like
    it and denies nothing (double negation, set phrases), which is tried first."""
    modality: tuple[Phrase, ...] | None = None
    """What a clause demands or allows, ``regex`` syntax, small letters, in the order in which they are tried; kind =
    ``open`` (what looks like another: may not), ``forbid``, ``cannot``, ``free`` (it need not), ``must`` or ``may``."""
    function_words: tuple[str, ...] | None = None
    """The commonest grammatical words, lower case."""
    doubled_words: tuple[str, ...] | None = None
    """Words that may follow themselves in good prose (``had had``, ``nous nous``)."""
    doubled_particles: tuple[str, ...] | None = None
    """Particles and endings, written onto words, that never follow themselves; ``regex`` syntax, one for each pair."""
    reduplicates: bool | None = None
    """Does it form words or plurals by doubling any word (id, tr, hi)?"""
    correlatives: tuple[Correlative, ...] | None = None
    """Words that leave a clause open until their partner comes: neither … nor, 決して … ない."""
    broken_frames: tuple[Phrase, ...] | None = None
    """Clause frames that do not close and particles that cannot meet; ``note`` says what is wrong."""
    wrong_particles: tuple[Phrase, ...] | None = None
    """Verbs with a particle or preposition they do not take; ``note``: the one they take (``particle`` is wrong)."""
    longest_pile: int | None = None
    """Letters, without a particle or blank among them, that no name or compound of good prose reaches."""
    dangling_words: tuple[str, ...] | None = None
    """Words (or endings, in languages without blanks) that cannot close a sentence.

    They hold as written: ``a`` may not end one, the A of ``vitamin A`` may.
    """
    joints: tuple[str, ...] | None = None
    """Endings after which a sentence, and even a headline, goes on, ``regex`` syntax matched at the end of a line."""
    clause_openers: tuple[str, ...] | None = None
    """Words that open a sentence or clause and do not stand inside a noun phrase, lower case."""
    inflected: str | None = None
    """How a word ends that carries a particle or an ending, ``regex`` syntax; one that does not is a bare noun (ko)."""
    capital_nouns: bool | None = None
    """Are all nouns written with a capital (de)?"""
    fragments: tuple[Phrase, ...] | None = None
    """Sentences (without end mark) that are none; kind = ``phrase``, ``cut``,
    ``leftover``, ``open end`` or ``dangling``."""
    clause_marks: tuple[str, ...] | None = None
    """The particles after a subject and after a topic, in that order, in languages that write them (ja: が, は)."""
    honorifics: tuple[str, ...] | None = None
    """Words of respect written right after a name (ja: 氏, さん)."""
    endings: tuple[Ending, ...] | None = None
    """Sentence endings by register, tried in order."""
    address: tuple[Phrase, ...] | None = None
    """Words that address the reader; kind = ``familiar`` or ``formal``."""
    dialect: tuple[Phrase, ...] | None = None
    """Word forms of a dialect or of chat that standard prose has no place for."""

    boilerplate: tuple[Phrase, ...] | None = None
    """Lines that a page template, not an author, wrote; the pattern matches a whole line."""
    template: tuple[Phrase, ...] | None = None
    """Filler phrases of text factories."""
    names: tuple[Variants, ...] | None = None
    """People and places that are written in several ways."""
    terms: tuple[Variants, ...] | None = None
    """Terms a document should write one way."""
    acronyms: tuple[Acronym, ...] | None = None
    kinship: tuple[Phrase, ...] | None = None
    """Patterns with groups ``x`` and ``y`` for "x, the father (predecessor, …) of y"."""
    loan_phrases: tuple[str, ...] | None = None
    """Set phrases of other languages that any text may hold (``status quo``), lower case."""
    foreign_name: str | None = None
    """How a person's name from abroad is transliterated (``regex`` syntax)."""
    person_before: str | None = None
    """What stands right before a person's name (``regex`` syntax): titles, offices."""
    person_after: str | None = None
    """What stands right after one (``regex`` syntax): titles, honorifics, verbs of saying."""
    variety_names: tuple[str, ...] | None = None
    """BCP 47 tags of the two varieties that ``varieties`` tells apart: theirs, ours."""
    varieties: tuple[Pair, ...] | None = None
    """Words (in Chinese, characters) of one variety and what the other writes (pt: ``autocarro`` → ``ônibus``)."""
    readings: tuple[str, ...] | None = None
    """BCP 47 tags of the languages that write differently spelt words of this one alike, and whose table we have."""
    typed_in: tuple[str, ...] | None = None
    """Names of the letters that are typed and then converted to words, where we have a table of homophones
    (ja: ``kana``)."""
    number_letters: str | None = None
    """Ideographs that count, order or measure: what they stand beside is no word with them."""
    country_letters: str | None = None
    """Ideographs that stand for countries and compass points in compounds (日米)."""
    romanisation: tuple[Romanised, ...] | None = None
    """How its letters sound, in Latin letters: a letter or several read as one; for Han, all characters read so.
    Hangul as the letters of the canonical decomposition."""
    own_names_in_latin: str | None = None
    """How names of this language look in Latin letters (``regex`` syntax, small letters, a whole word)."""
    ideograph_names: tuple[str, ...] | None = None
    """Languages whose names it writes with ideographs, whatever they sound like."""
    transcribing_letters: str | None = None
    """Ideographs that names from abroad are transcribed with."""
    places: tuple[Names, ...] | None = None
    """Countries (``of``: ISO 3166 code) and cities (code/city): what they are called; CLDR."""
    place_words: tuple[Names, ...] | None = None
    """Other words by which a country is meant, lower case; in cased scripts the beginnings of such words."""
    common_words: bool | None = None
    """Is there a list of words it writes small, whose capitals make no name (``models/common_words``)?"""
    letters_in_latin: tuple[str, ...] | None = None
    """Letters of the canonical decomposition and their Latin spelling: a letter, a blank, the spelling."""


TABLES: dict[str, type[Any]] = {
    "foreign_marks": Pair,
    "endings": Ending,
    "fragments": Phrase,
    "correlatives": Correlative,
    "broken_frames": Phrase,
    "wrong_particles": Phrase,
    "address": Phrase,
    "dialect": Phrase,
    "boilerplate": Phrase,
    "template": Phrase,
    "names": Variants,
    "terms": Variants,
    "acronyms": Acronym,
    "kinship": Phrase,
    "courses": Phrase,
    "directions": Phrase,
    "parts": Phrase,
    "tolls": Phrase,
    "spelling_variants": Pair,
    "varieties": Pair,
    "number_words": Names,
    "unit_names": Names,
    "currency_names": Names,
    "romanisation": Romanised,
    "places": Names,
    "negations": Phrase,
    "modality": Phrase,
    "place_words": Names,
}
"""Facts stated in ``<fact>.tsv``, and the row each line becomes."""

_PLAIN = {field.name for field in fields(Pack)} - {"lang"} - TABLES.keys()


def chain(lang: str) -> list[str]:
    """``fr-CA`` -> ``["root", "fr", "fr-CA"]``."""
    parts = lang.split("-")
    return ["root", *("-".join(parts[: i + 1]) for i in range(len(parts)))]


def rows(table: Traversable, row: type[Any]) -> Iterator[Any]:
    """The lines of a table as tuples of type ``row``; PackError for unknown columns or too many cells."""
    header: list[str] | None = None
    in_order = False
    for number, line in enumerate(table.read_text("utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if header is None:
            header = cells
            if unknown := set(header) - set(row._fields):
                raise PackError(f"{table}: unknown columns {sorted(unknown)}")
            in_order = tuple(header) == row._fields[: len(header)]
        elif len(cells) > len(header):
            raise PackError(f"{table}:{number}: {len(cells)} cells under {len(header)} columns")
        elif in_order:
            yield row(*cells)
        else:
            yield row(**dict(zip(header, cells, strict=False)))


def _stated(folder: Traversable) -> dict[str, Any]:
    """The facts one folder states, by name."""
    sheet = folder / "pack.toml"
    stated: dict[str, Any] = tomllib.loads(sheet.read_text("utf-8")) if sheet.is_file() else {}
    if unknown := stated.keys() - _PLAIN:
        raise PackError(f"{sheet}: unknown facts {sorted(unknown)}")
    facts = {k: tuple(v) if isinstance(v, list) else v for k, v in stated.items()}
    for fact, row in TABLES.items():
        table = folder / f"{fact}.tsv"
        if table.is_file():
            facts[fact] = tuple(rows(table, row))
    return facts


@cache
def load(lang: str) -> Pack:
    """The pack of a BCP 47 tag, each step of its chain overriding the one before.

    A language without a folder of its own gets the root pack's facts under its name.

    Raises:
        PackError: a pack on the chain states an unknown fact or a malformed table.
    """
    pack = Pack(lang)
    for step in chain(lang):
        folder = files(__name__) / step
        if folder.is_dir():
            pack = replace(pack, **_stated(folder))
    return pack


@cache
def known() -> tuple[str, ...]:
    """The languages with a pack of their own, sorted."""
    return tuple(sorted(f.name for f in files(__name__).iterdir() if (f / "pack.toml").is_file() and f.name != "root"))
