"""Damage to the run of words as decoders of translation models do it, planted in clean text.

Each generator takes a text of one or more lines and returns the damaged text with the span
an editor would look at, in the damaged text, or None where the text offers no place for it.
Words are what blanks part; where there are none, what a word list finds.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

import regex

from audit.annotate.lexicon import WORD, lexicon
from audit.model import Span

Corruption = Callable[[str, random.Random], tuple[str, Span] | None]

_SENTENCE = regex.compile(r"[^\n。．.!?！？]{30,200}[。.!?！？]")
_WORD = regex.compile(r"(?<![\p{L}\p{N}'’-])\p{L}{3,}(?![\p{L}\p{N}'’-])")
_UNSPACED = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}]")
_ANNOUNCES = regex.compile(
    r"(?<![\p{L}\p{N}'’-])(?:the|of|and|to|into|from|with|their|which|because|than"
    r"|der|den|dem|des|eine[nmr]?|und|oder|von|vom|zum|zur|im|für|dass|weil|seine[nmr]?|zwischen"
    r"|les|des|du|aux?|dans|pour|avec|et|dont|une|sur|ses|leurs|cette"
    r"|los|las|el|del|una?|con|para|por|y|sus?|que|entre|desde"
    r"|в|на|и|для|из|от|что|по|который|которые|при|с|к|не"
    r"|대한|위한|있는|및|그리고|등의|\p{Hangul}{2,}(?:를|에게|에서))(?= \p{L})"
)
"""Articles, prepositions, conjunctions, particles of eight languages, whatever rules know of them."""
_ANNOUNCES_SOLID = regex.compile(
    r"(?<=[\p{Han}\p{Katakana}])[をがはの](?=[\p{Han}\p{Katakana}])|(?<=\p{Han})(?:[与从把被向或]|(?<![存所现内])在|(?<![温共总缓])和)(?=\p{Han})"
)
_FOLLOW_THEMSELVES = frozenset(
    {"die", "der", "das", "den", "sie", "that", "had", "nous", "vous", "que", "так", "очень"}
)
"""Relative and article, subject and object, had had: sentences in which no reader could tell."""
_PARTICLE = regex.compile(r"(?<=[\p{Han}\p{Katakana}])[をがはにの](?=[\p{Han}\p{Katakana}])|(?<=\p{Han})的(?=\p{Han})")
_HANGUL = regex.compile(r"\p{Hangul}")
_KANA = regex.compile(r"\p{Hiragana}")


def _sentence(text: str, rng: random.Random) -> regex.Match[str] | None:
    places = list(_SENTENCE.finditer(text))
    return rng.choice(places) if places else None


def _put(text: str, start: int, end: int, new: str) -> tuple[str, Span]:
    return text[:start] + new + text[end:], Span(start, start + len(new))


def _is_spaced(sentence: str) -> bool:
    return len(_UNSPACED.findall(sentence)) < len(sentence) / 2


def doubled_word(text: str, rng: random.Random) -> tuple[str, Span] | None:
    """A word stands twice; not one with a capital, which may be a name, nor one that may follow itself (die, die).

    Where no blank parts words, a particle does.
    """
    if not _is_spaced(text):
        particles = list(_PARTICLE.finditer(text))
        place = rng.choice(particles) if particles else None
        return _put(text, place.start(), place.end(), 2 * place[0]) if place else None
    words = [m for m in _WORD.finditer(text) if m[0] == m[0].lower() and m[0] not in _FOLLOW_THEMSELVES]
    if not words:
        return None
    word = rng.choice(words)
    return _put(text, word.start(), word.end(), f"{word[0]} {word[0]}")


def looped_phrase(text: str, rng: random.Random) -> tuple[str, Span] | None:
    """The decoder does not get away from a phrase."""
    sentence = _sentence(text, rng)
    if sentence is None:
        return None
    if _is_spaced(sentence[0]):
        words = sentence[0].split(" ")
        at = len(words) // 3
        phrase = " ".join(words[at : at + 2]) + " "
        start = sentence.start() + len(" ".join(words[:at])) + 1
    else:
        at = len(sentence[0]) // 3
        phrase, start = sentence[0][at : at + 4], sentence.start() + at
    return _put(text, start, start + len(phrase), phrase * 5)


def _words(sentence: str) -> list[str]:
    """The words of a Japanese or Chinese sentence, marks and syllables with the word before them; all of it."""
    found: list[str] = []
    at = 0
    for token in lexicon("ja" if _KANA.search(sentence) else "zh-Hans").tokens(sentence):
        if token.kind == WORD or not found:
            found.append(sentence[at : token.end])
        else:
            found[-1] += sentence[at : token.end]
        at = token.end
    return found


def scrambled_order(text: str, rng: random.Random) -> tuple[str, Span] | None:
    """The words of a sentence in any order; none is lost, none is cut.

    Where no blank parts them, words are what the word list finds, with the kana after them.
    """
    sentence = _sentence(text, rng)
    if sentence is None:
        return None
    body, mark = sentence[0][:-1].strip(), sentence[0][-1]
    if _is_spaced(body):
        words = body.split(" ")
        joint = " "
    else:
        words = _words(body)
        joint = ""
    if len(words) < 12:
        return None
    rng.shuffle(words)
    return _put(text, sentence.start(), sentence.end(), joint.join(words) + mark)


def truncated_sentence(text: str, rng: random.Random) -> tuple[str, Span] | None:
    """A sentence stops short after a word that announces another, and the next one begins.

    Cut anywhere, every second one still reads as a whole sentence, or ends in a noun that may be its last word: no
    reader could tell. So the cut is after an article, preposition, conjunction or particle.
    """
    cuts = [(m, m.start() + c.end()) for m in _SENTENCE.finditer(text) for c in _announcing(m[0])]
    if not cuts:
        return None
    sentence, end = rng.choice(cuts)
    damaged = text[:end] + sentence[0][-1] + text[sentence.end() :]
    return damaged, Span(end - 1, end + 1)


def _announcing(sentence: str) -> Iterator[regex.Match[str]]:
    """Words after which nobody stops, in the middle of a sentence."""
    pattern = _ANNOUNCES if _is_spaced(sentence) else _ANNOUNCES_SOLID
    return (found for found in pattern.finditer(sentence) if 12 < found.end() < len(sentence) - 8)


def mashed_keys(text: str, rng: random.Random) -> tuple[str, Span] | None:
    """Letters in no order, as of hands on a keyboard, for a word of an alphabet: the rule reads no other script."""
    if not _is_spaced(text) or _HANGUL.search(text):
        return None
    words = [m for m in _WORD.finditer(text) if len(m[0]) >= 6 and m[0] == m[0].lower()]
    if not words:
        return None
    word = rng.choice(words)
    letters = sorted(set("".join(m[0] for m in words)))
    return _put(text, word.start(), word.end(), "".join(rng.choices(letters, k=rng.randint(7, 11))))


CORRUPTIONS: dict[str, Corruption] = {
    "doubled-word": doubled_word,
    "looped-phrase": looped_phrase,
    "scrambled-order": scrambled_order,
    "sentence-fragment": truncated_sentence,
    "garbled-word": mashed_keys,
}
