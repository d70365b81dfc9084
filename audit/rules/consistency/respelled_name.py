"""CO10: one person in two spellings, told by the rest of the name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

import regex

from audit.model import Document, Hit, Span
from audit.rule import document_rule
from audit.text.kana import plain_kana

_KANA = regex.compile(
    r"(?<![\p{Katakana}ー・])\p{Katakana}[\p{Katakana}ー]+(?:[・＝][\p{Katakana}ー]{2,}){1,2}(?![\p{Katakana}ー・＝])"
)
_CASED = regex.compile(
    r"(?<![\p{L}\p{M}\p{N}'’-])\p{Lu}\p{Ll}{2,} \p{Lu}(?:\p{Ll}|-\p{Lu}){2,}(?![\p{L}\p{M}-])",
)
_JOINT = regex.compile(r"[・＝ ]")
_MOST = 50
"""Names with one part in common, beyond which it is no name but a word."""


@document_rule(
    "CO10",
    message="“{name}” is “{other}” elsewhere in the text (times: {count})",
    category="terminology/inconsistent use of terminology",
)
def respelled_name(document: Document) -> Iterator[Hit]:
    """A full name differs in a letter or two from another one with the same first or last name.

    ## Why it matters
    Transliterated anew, one person gets two spellings: the reader sees two people.

    ## Example
    ```ja
    会見したのはイェンス・ストルテンベルク氏だ。記者団はイェンス・ストルテンベルク氏に質問した。
    ⟦イェンス・ストルテンベルグ⟧氏は答えなかった。
    ```

    ## Stays quiet
    - endings: a genitive, a plural, a woman's form of a surname
    - relatives, whose given names differ in more than a letter
    - short names, where one letter makes another name: Kim, Lee, イ・ジェヨン
    """
    places: dict[str, list[Span]] = {}
    for pattern in (_KANA, _CASED):
        for match in pattern.finditer(document.prose, overlapped=True):
            places.setdefault(match[0], []).append(Span(*match.span()))
    for first, second in sorted(set(_alike(places))):
        weight = {name: (len(places[name]), _parts_elsewhere(name, document.prose)) for name in (first, second)}
        usual, rare = sorted((first, second), key=lambda name: (*weight[name], -places[name][0].start), reverse=True)
        facts = {"name": rare, "other": usual, "count": len(places[usual])}
        yield Hit(places[rare][0], facts, (usual,), related=(*places[rare][1:], places[usual][0]))


def _parts_elsewhere(name: str, text: str) -> int:
    """How often the parts of a full name occur, alone or in other names."""
    return sum(text.count(part) for part in _JOINT.split(name))


def _alike(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Pairs of full names that share all parts but one, where that one is nearly the same."""
    sharing: dict[tuple[str, ...], list[tuple[str, str]]] = {}
    for name in names:
        parts = [plain_kana(part) for part in _JOINT.split(name)]
        for i, part in enumerate(parts):
            sharing.setdefault((str(i), *parts[:i], *parts[i + 1 :]), []).append((name, part))
    for (_, *shared), members in sharing.items():
        if len(members) <= _MOST and max(map(len, shared)) >= 3:
            for (first, a), (second, b) in combinations(members, 2):
                if _nearly(a, b, ending=0 if _KANA.match(first) else 3):
                    yield first, second


def _nearly(a: str, b: str, ending: int) -> bool:
    """The same, or one letter apart (two in long words), not added at the end nor in the last ``ending``."""
    from rapidfuzz.distance import Levenshtein

    shorter = min(len(a), len(b))
    if a == b:
        return True
    if shorter < (5 if ending else 4) or a.startswith(b) or b.startswith(a) or (ending and a[0] != b[0]):
        return False
    if Levenshtein.distance(a, b) > (2 if shorter >= (8 if ending else 6) else 1):
        return False
    edits = Levenshtein.editops(a, b)
    return all(edit.src_pos < len(a) - ending and edit.dest_pos < len(b) - ending for edit in edits)
