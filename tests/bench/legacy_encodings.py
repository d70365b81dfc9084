"""How many documents in legacy encodings are read back exactly, and in what time.

Run as ``python tests/bench/legacy_encodings.py DATA`` with the folder that holds ``clean/``. Documents
are odd rows of NTREX-128; the letter tables were counted on even ones.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from time import process_time

from corpora import rows

from audit.read import ReadError
from audit.read.decode import decode

WRITTEN = {
    "jpn": "cp932 euc_jp iso2022_jp utf-16-le utf-32-be",
    "kor": "cp949 euc_kr",
    "zho-CN": "gbk gb18030 gb2312 utf-16-be",
    "zho-TW": "cp950 big5",
    "yue": "big5hkscs",
    "rus": "cp1251 koi8_r cp866 iso8859_5",
    "ukr": "cp1251 koi8_u",
    "bul": "cp1251",
    "deu": "cp1252 iso8859_15",
    "fra": "cp1252 mac_roman",
    "spa": "cp1252",
    "por": "cp1252",
    "ita": "cp1252",
    "nld": "cp1252",
    "dan": "cp1252",
    "swe": "cp1252",
    "isl": "cp1252",
    "eng": "cp1252 utf-16-le",
    "pol": "cp1250 iso8859_2",
    "ces": "cp1250 iso8859_2 cp852",
    "hun": "cp1250",
    "slk": "cp1250",
    "slv": "cp1250",
    "hrv": "cp1250",
    "tur": "cp1254",
    "arb": "cp1256",
    "fas": "cp1256",
    "urd": "cp1256",
    "heb": "cp1255 iso8859_8",
    "ell": "cp1253 iso8859_7",
    "tha": "cp874",
    "vie": "cp1258",
    "lit": "cp1257",
    "lav": "cp1257",
    "est": "cp1257",
    "amh": "utf-16-le",
}
SIZES = (300, 2000)
MOST = 100


def documents(sentences: list[str], size: int) -> Iterator[str]:
    """Texts of ``size`` characters, a sentence per line."""
    text = ""
    for sentence in sentences:
        text += sentence.strip() + "\n"
        if len(text) >= size:
            yield text[:size]
            text = ""


def tones_apart(text: str) -> str:
    """Vietnamese as windows-1258 writes it: tones as combining marks."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    apart = (unicodedata.normalize("NFD", char) for char in text)
    return "".join(
        unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in tones))
        + "".join(mark for mark in parts if mark in tones)
        for parts in apart
    )


def is_read_back(data: bytes, text: str) -> bool:
    try:
        return decode("x", data).text == text
    except ReadError:
        return False


def main(data: Path) -> None:
    ntrex = [row for number, row in enumerate(rows(data / "clean/ntrex_first1000.jsonl.gz")) if number % 2]
    print("language\tencoding\t" + "\t".join(f"{size} characters\tms" for size in SIZES))
    for language, encodings in WRITTEN.items():
        for encoding in encodings.split():
            cells = [language, encoding]
            for size in SIZES:
                sentences = [tones_apart(row[language]) if encoding == "cp1258" else row[language] for row in ntrex]
                written = [text.encode(encoding, "ignore") for text in documents(sentences, size)][:MOST]
                start = process_time()
                right = sum(is_read_back(data, data.decode(encoding)) for data in written)
                milliseconds = 1000 * (process_time() - start) / len(written)
                cells += [f"{right}/{len(written)}", f"{milliseconds:.0f}"]
            print("\t".join(cells), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
