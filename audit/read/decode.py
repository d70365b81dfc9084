"""Bytes to text: marks first, then what is valid, then what is likely.

A byte order mark or an escape sequence settles the matter, valid UTF-8 nearly so; an HTML or
XML declaration is believed if the bytes obey it. What is left is read in every encoding of
``LEGACY`` and the reading that is most like writing wins (``audit.text.letters``).
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import NamedTuple

from audit.read.page import ReadError
from audit.text.letters import fit

LEGACY: dict[str, float] = {
    **dict.fromkeys(("cp1252", "cp932", "gb18030", "cp949", "cp950", "cp1251", "cp1250", "euc_jp"), 0.0),
    **dict.fromkeys(("cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp874", "koi8_r", "iso8859_2"), 4.0),
    **dict.fromkeys(("iso8859_7", "koi8_u"), 6.0),
    **dict.fromkeys(("cp1258", "iso8859_15", "big5hkscs", "euc_jis_2004"), 12.0),
    **dict.fromkeys(("iso8859_5", "iso8859_6", "iso8859_8"), 12.0),
    **dict.fromkeys(("cp866", "cp852", "cp850", "mac_roman", "mac_cyrillic"), 16.0),
}
"""Python codecs tried, and what each is charged for being rare, in bits."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ESCAPES = (
    (re.compile(rb"\x1b\$\)C"), ("iso2022_kr",)),
    (re.compile(rb"\x1b(?:\$[@B]|\([IJ]|\$\()"), ("iso2022_jp", "iso2022_jp_2004", "iso2022_jp_ext")),
)
_DECLARATION = re.compile(
    rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]+)|<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]+)"
    rb"|^\"Content-Type:[^\n]{0,100}?charset=([\w.:-]+)",
    re.I | re.M,
)
_SUPERSETS = {  # WHATWG Encoding Standard: what these labels mean on the web
    **dict.fromkeys(("iso8859-1", "ascii"), "cp1252"),
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "x-sjis", "windows-31j"), "cp932"),
    **dict.fromkeys(("gb2312", "gbk", "hz"), "gb18030"),
    **dict.fromkeys(("euc_kr", "euc-kr", "ks_c_5601-1987", "johab"), "cp949"),
    "big5": "big5hkscs",
    "iso8859-9": "cp1254",
    "tis-620": "cp874",
    "iso8859-11": "cp874",
}
_BINARY = (
    *((b"%PDF-", "a PDF"), (b"\x89PNG", "a PNG image"), (b"\xff\xd8\xff", "a JPEG image"), (b"GIF8", "a GIF image")),
    *((b"PK\x03\x04", "a ZIP archive"), (b"\x1f\x8b", "a gzip archive"), (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive")),
    *((b"\x7fELF", "a program"), (b"SQLite format 3\0", "an SQLite database"), (b"BZh", "a bzip2 archive")),
    *((b"\xfd7zXZ", "an xz archive"), (b"{\\rtf", "an RTF document"), (b"\x28\xb5\x2f\xfd", "a Zstandard archive")),
    *((b"bplist00", "a binary property list"), (b"\xde\x12\x04\x95", "a compiled gettext catalogue")),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document or an encrypted one"),
)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\x1b\x08\x1a"))
_SAMPLE = 16_384
_DOUBTFUL = 19.0
"""Bits per character: random bytes cost more than this in every reading, any writing costs less."""


class Decoded(NamedTuple):
    """``text`` without its mark; ``problems`` say what could not be decoded, and where."""

    text: str
    encoding: str
    how: str
    problems: tuple[str, ...] = ()


class _NotTextError(Exception):
    """Bytes that are no text, and why."""


def decode(path: str, data: bytes, *, markup: bool = False) -> Decoded:
    """The text of ``data``. ``markup``: believe an HTML, XML or gettext declaration at its start.

    Raises:
        ReadError: the bytes are no text in any encoding known here.
    """
    try:
        found = _decode(data, markup)
        _refuse_controls(found.text)
    except _NotTextError as error:
        raise ReadError(path, str(error)) from None
    return found


def _decode(data: bytes, markup: bool) -> Decoded:
    for mark, encoding in _MARKS:
        if data.startswith(mark) and (len(data) - len(mark)) % _width(encoding) == 0:
            return _read(data, encoding, "byte order mark", len(mark))
    for magic, name in _BINARY:
        if data.startswith(magic):
            raise _NotTextError(f"is {name}, not text; save its text as .txt, .md, .html or .docx")
    if b"\0" in data:
        return _wide(data)
    return _escaped(data) or _valid(data) or (markup and _declared(data)) or _likely(data)


def _width(encoding: str) -> int:
    return {"utf-16": 2, "utf-32": 4}.get(encoding[:6], 1)


def _read(data: bytes, encoding: str, how: str, skip: int = 0) -> Decoded:
    """``data`` after ``skip`` bytes, with U+FFFD and a problem where it cannot be decoded."""
    body = data[skip:]
    try:
        return Decoded(body.decode(encoding), encoding, how)
    except UnicodeDecodeError as error:
        first = error.start
    text = body.decode(encoding, "replace")
    bad = max(text.count("\N{REPLACEMENT CHARACTER}"), 1)
    line = text.count("\n", 0, text.find("\N{REPLACEMENT CHARACTER}")) + 1
    places = "1 place is" if bad == 1 else f"{bad} places are"
    problem = (
        f"{places} not valid {encoding}, the first at byte {first + skip} (line {line}); "
        "read as U+FFFD, save the file as UTF-8"
    )
    return Decoded(text, encoding, how, (problem,))


def _wide(data: bytes) -> Decoded:
    """Bytes with NULs: UTF-16 or UTF-32 without a mark, or no text."""
    head = data[:_SAMPLE]
    readings = [
        (head.decode(encoding, "replace"), encoding)
        for encoding in ("utf-8", "utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
        if len(data) % _width(encoding) == 0
    ]
    text, encoding = min(readings, key=lambda reading: fit(reading[0]).bits)
    if "\0" in text or fit(text).bits > _DOUBTFUL * len(text):
        at = data.index(b"\0")
        line = data.count(b"\n", 0, at) + 1
        raise _NotTextError(
            f"holds NUL bytes, the first at byte {at} (line {line}): a binary or damaged file, not text"
        )
    return _read(data, encoding, "NUL pattern")


def _escaped(data: bytes) -> Decoded | None:
    for pattern, encodings in _ESCAPES:
        if pattern.search(data):
            return next(_strictly(data, encodings, "escape sequences"), None) or _read(
                data, encodings[0], "escape sequences"
            )
    return None


def _strictly(data: bytes, encodings: tuple[str, ...], how: str) -> Iterator[Decoded]:
    for encoding in encodings:
        try:
            yield Decoded(data.decode(encoding), encoding, how)
        except UnicodeDecodeError:
            continue


def _valid(data: bytes) -> Decoded | None:
    return next(_strictly(data, ("utf-8",), "valid"), None)


def _declared(data: bytes) -> Decoded | None:
    declaration = _DECLARATION.search(data, 0, 4096)
    if not declaration:
        return None
    label = (declaration[1] or declaration[2] or declaration[3]).decode("ascii", "replace").lower()
    try:
        name = codecs.lookup(label).name
    except LookupError:
        return None
    encoding = _SUPERSETS.get(label) or _SUPERSETS.get(name, name)
    return next(_strictly(data, (encoding,), "declared"), None)


def _likely(data: bytes) -> Decoded:
    sample = _telling(data)
    readings = {"utf-8": 0.0} | LEGACY
    if len(data) % 2 == 0 and sample.translate(None, _CONTROLS) != sample:
        readings |= {"utf-16-le": 0.0, "utf-16-be": 0.0}
    costs = {encoding: rare + fit(sample.decode(encoding, "replace")).bits for encoding, rare in readings.items()}
    encoding = min(costs, key=costs.__getitem__)
    if costs[encoding] > _DOUBTFUL * len(sample.decode(encoding, "replace")):
        raise _NotTextError("is text in no encoding known here, or no text; save it as UTF-8")
    return _read(data, encoding, "likelihood")


def _telling(data: bytes) -> bytes:
    """The first lines with bytes above ASCII, enough to tell encodings apart."""
    lines: list[bytes] = []
    size = 0
    for line in data.splitlines(keepends=True):
        if not line.isascii():
            lines.append(line[: _SAMPLE - size])
            size += len(lines[-1])
        if size >= _SAMPLE:
            break
    return b"".join(lines)


def _refuse_controls(text: str) -> None:
    head = text[:_SAMPLE]
    controls = sum(head.count(chr(code)) for code in _CONTROLS)
    if controls > 8 and controls > 0.02 * len(head):
        raise _NotTextError(f"is binary: {controls} of its first {len(head)} characters are control codes")
