"""gettext catalogues (GNU gettext manual, “The Format of PO Files”): PO with translations, POT without.

Own parser, because polib 1.2 parts lines at U+2028, takes a file that ends inside a string for an empty translation
and gives no reason with its errors. Obsolete entries (``#~``) are no part of the program and left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from audit.read.container import Container, language_of, refused
from audit.read.page import Page, ReadError

_KEYWORD = re.compile(r"(msgctxt|msgid_plural|msgid|msgstr|domain)(?:\[(\d{1,2})\])?[ \t]*(?=\")")
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"[ \t]*$')
_ESCAPE = re.compile(r"\\([0-7]{1,3}|x[0-9a-fA-F]{1,2}|.)")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
_PLURAL_FORMS = re.compile(r"nplurals\s*=\s*(\d{1,2})\s*;\s*plural\s*=\s*([^;]+)")
_LIMIT = re.compile(r"max-length:\s*(\d+)")
_FIRST_NUMBERS = range(201)
_SAMPLE = 5


@dataclass
class _Message:
    """One entry while its lines come in."""

    line: int = 0
    context: str | None = None
    id: str | None = None
    plural: str | None = None
    strings: dict[int, str] = field(default_factory=dict)
    comments: list[str] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    previous: str | None = None

    def extend(self, part: str, number: int, text: str) -> None:
        """Add a line to the part of the message that is being read."""
        if part == "msgstr":
            self.strings[number] = self.strings.get(number, "") + text
            return
        name = {"msgctxt": "context", "msgid": "id", "msgid_plural": "plural"}[part]
        setattr(self, name, (getattr(self, name) or "") + text)


def page(path: str, text: str) -> Page:
    """Every translation as an entry; of a template, every message as a text.

    Raises:
        ReadError: lines that are no PO, a string or an entry that is cut off.
    """
    messages = list(_Parser(path, text).messages())
    if not messages:
        raise refused(path, "gettext catalogue", "it holds no entries")
    head = next((message for message in messages if message.id == "" and message.context is None), None)
    stated = _headers(head)
    container = Container(path, "po")
    if path.lower().endswith(".pot"):
        for message in messages:
            _add_template(container, message)
        return container.page(stated.get("x-source-language"))
    forms = _plural_forms(stated.get("plural-forms", ""))
    for message in messages:
        if message is not head:
            _add(container, message, forms)
    return container.page(stated.get("language") or language_of(path), stated.get("x-source-language"))


def _headers(head: _Message | None) -> dict[str, str]:
    lines = (line.partition(":") for line in (head.strings.get(0, "") if head else "").split("\n"))
    return {name.strip().lower(): value.strip() for name, _, value in lines}


def _plural_forms(stated: str) -> Mapping[int, tuple[int, ...]]:
    """Of each plural form, numbers that take it, from 0 up to 200; empty if the header does not say."""
    found = _PLURAL_FORMS.search(stated)
    if not found:
        return {}
    from gettext import c2py  # parses the C expression, runs no other code

    try:
        form_of = c2py(found[2])
        taken = [(form_of(number), number) for number in _FIRST_NUMBERS]
    except (ValueError, ZeroDivisionError, RecursionError, OverflowError):
        return {}
    return {form: tuple(n for which, n in taken if which == form) for form in range(int(found[1]))}


def _add_template(container: Container, message: _Message) -> None:
    for number, text in enumerate((message.id, message.plural)):
        if text:
            container.add(_name(message), text, plural=number if message.plural else None, **_about(message))


def _add(container: Container, message: _Message, forms: Mapping[int, tuple[int, ...]]) -> None:
    about = _about(message)
    if message.plural is None:
        text = message.strings.get(0, "")
        container.add(_name(message), text, message.id, state=_state(message, text), **about)
        return
    numbers = sorted({*message.strings, *forms})
    for number in numbers:
        text = message.strings.get(number, "")
        only_one = forms[number] == (1,) if number in forms else number == 0 and len(numbers) > 1
        source, other = (message.id, message.plural) if only_one else (message.plural, message.id)
        container.add(
            f"{_name(message)} [{number}]",
            text,
            source,
            plural=number,
            numbers=forms.get(number, ())[:_SAMPLE],
            other_source=other,
            state=_state(message, text),
            **about,
        )


def _name(message: _Message) -> str:
    return f"{message.context} | {message.id}" if message.context else message.id or ""


def _state(message: _Message, text: str) -> str:
    if not text:
        return "untranslated"
    return "fuzzy" if "fuzzy" in message.flags else "translated"


def _about(message: _Message) -> dict[str, Any]:
    limit = _LIMIT.search(",".join(message.flags))
    return {
        "key": message.id,
        "context": message.context,
        "flags": tuple(message.flags),
        "comment": "\n".join(message.comments),
        "references": tuple(message.references),
        "previous": message.previous,
        "limit": int(limit[1]) if limit else None,
        "line": message.line,
    }


class _Parser:
    """One pass over the lines of a catalogue."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        self.number = 0
        self.message = _Message()
        self.part: tuple[str, int] | None = None
        """What the next line that is only a string goes on with."""

    def messages(self) -> Iterator[_Message]:
        for line in self.lines:
            self.number += 1
            line = line.strip(" \t\f\v")
            if not line or line.startswith("#~"):
                self.part = None
            elif line.startswith("#"):
                yield from self._finished()
                self._comment(line)
            elif keyword := _KEYWORD.match(line):
                yield from self._keyword(keyword, line)
            elif line.startswith('"') and self.part:
                self._string(line, 0)
            else:
                raise self._error("neither a comment nor msgid, msgstr or a string that goes on with one")
        if self.message.id is not None and not self.message.strings:
            raise self._error("the file ends after msgid, before its msgstr")
        yield from self._finished()

    def _keyword(self, keyword: re.Match[str], line: str) -> Iterator[_Message]:
        part, number = keyword[1], int(keyword[2] or 0)
        if part == "domain":
            return
        if part in ("msgctxt", "msgid"):
            yield from self._finished()
            self.message.line = self.message.line or self.number
        message = self.message
        if part == "msgid" and message.id is not None:
            raise self._error("a msgid follows another that has no msgstr")
        if part in ("msgid_plural", "msgstr") and message.id is None:
            raise self._error(f"{part} without a msgid before it")
        if part == "msgstr" and number in message.strings:
            raise self._error("a second msgstr for the same msgid")
        self.part = part, number
        self._string(line, keyword.end())

    def _string(self, line: str, at: int) -> None:
        found = _STRING.match(line, at)
        if not found:
            closed = len(line) > at + 1 and line.endswith('"')
            raise self._error("a quotation mark inside a string needs a \\" if closed else "a string is not closed")
        assert self.part
        self.message.extend(*self.part, _ESCAPE.sub(_unescaped, found[1]) if "\\" in found[1] else found[1])

    def _comment(self, line: str) -> None:
        message, body = self.message, line[2:].strip()
        if line.startswith("#,"):
            message.flags += (flag.strip() for flag in body.split(",") if flag.strip())
        elif line.startswith("#:"):
            message.references += body.split()
        elif line.startswith("#|"):
            keyword = _KEYWORD.match(body)
            found = _STRING.match(body, keyword.end() if keyword else 0)
            if found and (keyword is None or keyword[1] == "msgid"):
                message.previous = (message.previous or "") + _ESCAPE.sub(_unescaped, found[1])
        elif body:
            message.comments.append(body)

    def _finished(self) -> Sequence[_Message]:
        """The message so far, if it is whole; then a new one begins."""
        self.part = None
        if not self.message.strings:
            return ()
        done, self.message = self.message, _Message()
        return (done,)

    def _error(self, reason: str) -> ReadError:
        return refused(self.path, "gettext catalogue", reason, self.number)


def _unescaped(escape: re.Match[str]) -> str:
    body = escape[1]
    if body[0] == "x" and len(body) > 1:
        return chr(int(body[1:], 16))
    if body[0] in "01234567":
        return chr(int(body, 8))
    return _ESCAPES.get(body, body)
