"""Build ``audit/models/conversions/zh-Hant.tsv``: words written with characters that Simplified Chinese merges.

    pip install opencc-python-reimplemented jieba
    python tests/train/conversions.py

Sources: OpenCC's dictionaries STPhrases, STCharacters and TWVariants (Apache-2.0), which say how words
are converted; jieba's dictionary (MIT), which says how frequent they are. A word that both ways of
writing serve (``ALSO``) is put in by hand, so that neither is called wrong.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from importlib.resources import files
from pathlib import Path

from audit.packs import load

OUT = Path(__file__).resolve().parents[2] / "audit" / "models" / "conversions" / "zh-Hant.tsv"
COMMON = 20
"""Occurrences in jieba's corpus from which a word is put forward as what was meant."""
LENGTHS = range(2, 5)
ALSO = "海裡 匯集 匯整 定制 訂製 回復 儀錶 編製 批復 重復 反覆 答復 干係 一餘 家裡 城裡 夜裡 心裡 手裡 水裡 山裡"


def _entries(name: str) -> Iterator[tuple[str, str]]:
    """What is converted, and the first thing it becomes."""
    table = files("opencc") / "dictionary" / f"{name}.txt"
    for line in table.read_text("utf-8").splitlines():
        before, _, after = line.strip().partition("\t")
        yield before, after.split(" ")[0]


_USUAL = str.maketrans(dict(_entries("TWVariants")))
PHRASES, CHARACTERS = (
    {simplified: traditional.translate(_USUAL) for simplified, traditional in _entries(name)}
    for name in ("STPhrases", "STCharacters")
)


def converted(text: str, merged: Container[str]) -> str | None:
    """Traditional characters by longest phrase, else one by one; None if that leaves a merged one to chance."""
    out, at = "", 0
    while at < len(text):
        length = next((n for n in range(min(8, len(text) - at), 1, -1) if text[at : at + n] in PHRASES), 1)
        part = text[at : at + length]
        if length == 1 and CHARACTERS.get(part, part) in merged:
            return None
        out += PHRASES.get(part) or CHARACTERS.get(part, part)
        at += length
    return out


def words() -> dict[str, bool]:
    """Word -> is it common?"""
    merged = set("".join(load("zh-Hant").merged_characters or ()))
    found = dict.fromkeys((*PHRASES.values(), *ALSO.split()), False)
    for line in (files("jieba") / "dict.txt").read_text("utf-8").splitlines():
        simplified, frequency, *_ = line.split(" ")
        if int(frequency) >= COMMON and len(simplified) in LENGTHS:
            found[converted(simplified, merged) or ""] = True
    return {word: common for word, common in found.items() if len(word) in LENGTHS and merged & set(word)}


if __name__ == "__main__":
    lines = (f"{word}\t{'common' if common else ''}".rstrip() for word, common in sorted(words().items()))
    OUT.write_text("\n".join(lines) + "\n", "utf-8")
    print(f"{OUT}: {OUT.stat().st_size:,} bytes")
