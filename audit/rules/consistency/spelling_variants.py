"""CO11: one word, one spelling."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from audit.model import Document, Hit, Span
from audit.rule import document_rule
from audit.text.kana import plain_kana

_KATAKANA = regex.compile(r"(?<![\p{Katakana}ー・])\p{Katakana}[\p{Katakana}ー]{3,}(?![\p{Katakana}ー・])")
_WORD = regex.compile(r"(?<![\p{L}\p{M}\p{N}/_-])\p{Ll}{2,}(?:-\p{Ll}{2,}|\p{Ll}{5,})(?![\p{L}\p{M}\p{N}/_-])")


@document_rule(
    "CO11",
    message="“{form}” is “{usual}” elsewhere in the text (times: {count})",
    category="terminology/inconsistent use of terminology",
    needs=["narration"],
)
def spelling_variants(document: Document, *, kana: int = 3, letters: int = 7) -> Iterator[Hit]:
    """One word is spelled in two ways that the orthography leaves open.

    ## Why it matters
    ウイルス and ウィルス, ブラウザ and ブラウザー, over-sized and oversized: a page that mixes them has not
    been read through by one person.

    ## Example
    ```ja
    設定はブラウザーで変更できる。対応するブラウザーは三つある。
    古い⟦ブラウザ⟧では表示が崩れる。
    ```

    ## Stays quiet
    - quotations, proper names joined by dots, capitalised words
    - short words, where a long vowel makes another word: ビル and ビール
    - compounds that are two words elsewhere: a well known man, a well-known man

    ## Options
    - ``kana``: least characters of a katakana word, long vowels and doubled consonants not counted
    - ``letters``: least letters of a word with or without a hyphen

    ## Sources
    - 内閣告示『外来語の表記』(1991)
    """
    text = document.notes["narration"]
    spellings: dict[str, dict[str, list[Span]]] = {}
    for pattern, plain, least in ((_KATAKANA, plain_kana, kana), (_WORD, _solid, letters)):
        for match in pattern.finditer(text):
            key = plain(match[0])
            if len(key) >= least:
                spellings.setdefault(key, {}).setdefault(match[0], []).append(Span(*match.span()))
    for forms in spellings.values():
        usual = max(forms, key=lambda form: (len(forms[form]), -forms[form][0].start))
        for form, (first, *others) in forms.items():
            if form != usual:
                facts = {"form": form, "usual": usual, "count": len(forms[usual])}
                yield Hit(first, facts, (usual,), related=(*others, forms[usual][0]))


def _solid(word: str) -> str:
    return word.replace("-", "")
