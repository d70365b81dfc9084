"""Code pages as software that garbles text applies them: every byte means something.

Python refuses the bytes that a standard leaves open; browsers and databases pass them on as
C1 controls. Both directions here never fail: what cannot be written becomes ``?``, what
cannot be read U+FFFD.
"""

from __future__ import annotations

import codecs
from functools import cache
from typing import Any

SINGLE = (
    *("cp1252", "latin_1", "cp1250", "cp1251", "cp1254", "cp1253", "cp1257", "koi8_r", "mac_roman"),
    *("cp437", "cp850", "cp852", "cp866", "cp1255", "cp1256", "cp874"),
)
DOUBLE = ("cp932", "gbk", "cp949", "cp950", "euc_jp")


@cache
def _table(codec: str) -> str:
    """What each of the 256 bytes means."""
    return "".join(bytes([byte]).decode(codec, "ignore") or chr(byte) for byte in range(256))


@cache
def _writing(codec: str) -> Any:
    return codecs.charmap_build(_table(codec))


@cache
def letters(codec: str) -> frozenset[str]:
    """The characters above ASCII of a one-byte code page."""
    return frozenset(_table(codec)[0x80:])


@cache
def undefined(codec: str) -> bytes:
    """The bytes a one-byte code page leaves open; readers that are strict lose them."""
    if codec not in SINGLE:
        return b""
    return bytes(byte for byte in range(256) if not bytes([byte]).decode(codec, "ignore"))


def written(text: str, codec: str) -> bytes:
    """``text`` in that code page, one byte per character for those of ``SINGLE``."""
    if codec in SINGLE:
        return codecs.charmap_encode(text, "replace", _writing(codec))[0]
    return text.encode(codec, "replace")


def read(data: bytes, codec: str) -> str:
    """What ``data`` says in that code page."""
    if codec in SINGLE:
        return codecs.charmap_decode(data, "replace", _table(codec))[0]
    return data.decode(codec, "replace")
