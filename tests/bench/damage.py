"""Damage to placeholders, tags and the like, planted into translations of ``tests/files/markup_strings.tsv``.

Each row of the file names what its translations have to keep, as ``kind:token``; nothing here asks the product's own
parsers what a placeholder is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).resolve().parents[1] / "files" / "markup_strings.tsv"
KINDS = {
    "p": "placeholder",
    "i": "ICU message",
    "t": "tag",
    "m": "Markdown",
    "u": "address",
    "o": "option, path",
    "a": "accelerator",
    "e": "escape, line break",
    "s": "edge space",
    "d": "end mark",
    "b": "brackets",
}
_WIDE = {chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)}
_BREAK, _BLANK = "⏎", "␠"


class String(NamedTuple):
    """A source and its human translation; ``tokens``: what has to stay, with its kind."""

    flags: tuple[str, ...]
    tokens: tuple[tuple[str, str], ...]
    language: str
    source: str
    target: str


class Damaged(NamedTuple):
    string: String
    kind: str
    how: str
    target: str


def strings() -> list[String]:
    """Every row in every language."""
    head, *rows = (line.split("\t") for line in FILE.read_text("utf-8").splitlines())
    found = []
    for row in rows:
        flags, tokens, source, *targets = (_plain(cell) for cell in row)
        parsed = tuple((part.partition(":")[0], part.partition(":")[2]) for part in tokens.split("¦"))
        named = tuple(filter(None, flags.split(",")))
        found += [String(named, parsed, *rest) for rest in _each(head[3:], source, targets)]
    return found


def _each(languages: list[str], source: str, targets: list[str]) -> Iterator[tuple[str, str, str]]:
    for language, target in zip(languages, targets, strict=True):
        yield language, source, target


def _plain(cell: str) -> str:
    return cell.replace(_BREAK, "\n").replace(_BLANK, " ")


def damages(string: String) -> Iterator[Damaged]:
    """Every damage that changes the translation, each at one place."""
    for kind, token in string.tokens:
        for how, target in (*_of_kind(kind, token, string.target), *_slips(kind, token, string.target)):
            if target != string.target:
                yield Damaged(string, KINDS[kind], how, target)


def _of_kind(kind: str, token: str, text: str) -> Iterator[tuple[str, str]]:
    if kind in "pto" or kind == "u":
        yield "lost", text.replace(token, "", 1)
        yield "full width", text.replace(token, "".join(_WIDE.get(char, char) for char in token), 1)
    if kind == "p" and token != "%%":
        if ", plural" not in text:  # ICU allows it
            yield "blank inside", text.replace(token, token[0] + " " + token[1:], 1)
        yield "renamed", text.replace(token, _renamed(token), 1)
        yield "cut off", text.replace(token, token[:-1], 1)
        yield "another one added", f"{text} {_other(token)}"
    if kind == "t":
        yield "blank inside", text.replace(token, token[0] + " " + token[1:], 1)
        yield "cut off", text.replace(token, token[:-1], 1)
        yield "renamed", text.replace(token, _renamed(token), 1)
        if token.startswith("</"):
            yield "stroke lost", text.replace(token, token.replace("/", ""), 1)
        yield "doubled", text.replace(token, token * 2, 1)
    if kind == "i":
        yield "keyword translated", text.replace("plural,", "数,").replace("select,", "Auswahl,")
        yield "brace lost", text.replace("}}", "}", 1)
        yield "branch lost", text.replace("other {", "sonst {", 1)
        yield "argument renamed", text.replace(token, "{anzahl," + token.partition(",")[2], 1)
    if kind == "u":
        yield "translated", text.replace(token, token.replace("help", "aide").replace("support", "soporte"), 1)
    if kind == "o":
        yield "changed", text.replace(token, token.replace("verbose", "detail").replace("/etc", "/usr"), 1)
    if kind in "mae":
        yield "lost", text.replace(token, "" if kind != "e" else " ", 1)
    if kind == "s":
        yield "lost", text.strip()
    if kind == "d":
        yield "lost", text.rstrip(" :：….。")
    if kind == "b":
        yield "lost", text.translate(dict.fromkeys(map(ord, "()（）"), " "))


def _slips(kind: str, token: str, text: str) -> Iterator[tuple[str, str]]:
    """Slips of the hand at every place inside a token, but for those that make no difference (``<br>``, ``http:``)."""
    for at in range(1, len(token)) if kind in "pitu" and token != "%%" else ():
        lost, swapped = token[:at] + token[at + 1 :], token[: at - 1] + token[at] + token[at - 1] + token[at + 1 :]
        for how, slip in (("one character lost", lost), ("two characters swapped", swapped)):
            if slip.replace(" ", "") not in (token.replace(" ", ""), "<br>") and not slip.startswith("http:"):
                yield how, text.replace(token, slip, 1)


def _other(token: str) -> str:
    """A placeholder that the source does not have, in the same syntax."""
    return re.sub(r"[A-Za-z]{3,}", r"\g<0>Two", re.sub(r"\d", "9", token))


def _renamed(token: str) -> str:
    """The token with its letters in another order and case, or another type of value."""
    if token in ("%d", "%ld", "%@", "%1$s", "%2$s"):
        return {"%d": "%s", "%ld": "%d", "%@": "%i"}.get(token, token.replace("s", "d"))
    letters = "".join(char for char in token if char.isalpha())
    if not letters:
        return token.translate(str.maketrans("012", "789"))
    return token.replace(letters, letters[::-1].upper() + "x", 1) if letters in token else token.upper() + token[-1]
